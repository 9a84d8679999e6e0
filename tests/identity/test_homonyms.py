"""Names with two bearers in sight join nothing without asking."""

from entregent.identity.profiles import Card, Profile
from entregent.identity.resolve import Resolution, resolve

ZELDA = "Zelda Quillfeather"


def handle(number: int, kind: str, value: str, *names: str, cards: tuple[int, ...] = ()) -> Profile:
    return Profile(number, kind, value, tuple((name, 3) for name in names), cards, sent=3)


def people(found: Resolution) -> int:
    return len(set(found.clusters.values()))


def pair(*more: Profile) -> list[Profile]:
    return [handle(1, "mail", "z@acme.com", ZELDA), handle(2, "mail", "q@home.org", ZELDA), *more]


def test_alone_the_rare_name_joins() -> None:
    assert people(resolve(pair())) == 1


def test_two_profiles_on_one_site_are_two_people() -> None:
    sites = [handle(n, "url", f"site.example/in/zelda-{n}", ZELDA) for n in (3, 4)]
    found = resolve(pair(*sites))
    assert people(found) == 4
    assert found.questions


def test_two_cards_of_one_source_are_two_people() -> None:
    cards = [Card(8, ZELDA, handle_ids=(1,), source="a.vcf"), Card(9, ZELDA, handle_ids=(2,), source="a.vcf")]
    found = resolve([one._replace(cards=(7 + one.id,)) for one in pair()], cards)
    assert people(found) == 2
    assert "homonyms-in-sight" in {one.signal for one in found.questions[0].reasons}


def test_two_cards_of_two_sources_may_be_one_person() -> None:
    cards = [Card(8, ZELDA, handle_ids=(1,), source="a.vcf"), Card(9, ZELDA, handle_ids=(2,), source="b.csv")]
    assert people(resolve([one._replace(cards=(7 + one.id,)) for one in pair()], cards)) == 1


def test_what_the_owner_told_apart_warns_about_the_name() -> None:
    third = handle(3, "mail", "zq@third.org", ZELDA)
    assert people(resolve(pair(third), different=[(1, 2)])) == 3
