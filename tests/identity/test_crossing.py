"""One person over several sources: what joins there, what is asked, what stays apart."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entregent.identity.profiles import Card, Profile
from entregent.identity.resolve import Resolution, resolve
from entregent.model.judgement import Judgement

ZELDA = "Zelda Quillfeather"
MARIE = "Marie Tremblay"


def known(number: int, address: str, *names: str, cards: tuple[int, ...] = ()) -> Profile:
    """Somebody with whom the owner exchanged mail."""
    shown = tuple((name, 9) for name in names)
    return Profile(number, "mail", address, shown, cards, sent=9, received=9, from_owner=9, to_owner=9, private=18)


def handle(number: int, kind: str, value: str, name: str = "", cards: tuple[int, ...] = (), met: int = 1) -> Profile:
    """A handle on another source; the owner turned to it unless `met` is 0."""
    return Profile(number, kind, value, ((name, 3),) if name else (), cards, sent=3, from_owner=met)


def joined(found: Resolution, a: int, b: int) -> bool:
    return found.clusters[a] == found.clusters[b]


def signals(judgement: Judgement) -> set[str]:
    return {one.signal for one in judgement.reasons}


def why(found: Resolution) -> set[str]:
    return {signal for one in found.merges for signal in signals(one)}


def asked(found: Resolution) -> set[tuple[int, int]]:
    return {(one.a, one.b) for one in found.questions}


@pytest.mark.parametrize("page", ["x.com/ZeldaQ", "twitter.com/zeldaq", "mobile.twitter.com/zeldaq"])
def test_a_page_on_a_card_is_the_account_that_an_archive_shows(page: str) -> None:
    card = Card(9, ZELDA, handle_ids=(1, 2))
    other = Card(8, "Zee", handle_ids=(3, 4))
    profiles = [known(1, "z@acme.com", cards=(9,)), handle(2, "url", page, cards=(9,))]
    profiles += [handle(3, "account", "twitter:12", cards=(8,)), handle(4, "account", "twitter:zeldaq", cards=(8,))]
    found = resolve(profiles, [card, other])
    assert len(set(found.clusters.values())) == 1
    assert "same-account" in why(found)
    assert not any(one.assumed for one in found.merges)


def test_a_link_that_opens_a_chat_is_the_telephone_number() -> None:
    found = resolve([handle(1, "phone", "+15145550100"), handle(2, "url", "wa.me/15145550100")])
    assert joined(found, 1, 2)


def test_a_chat_names_its_people_as_the_phones_cards_do() -> None:
    card = Card(9, "Zee (chalet)", handle_ids=(1, 2), source="contacts_vcard")
    profiles = [known(1, "z@acme.com", cards=(9,)), handle(2, "phone", "+15145550100", cards=(9,))]
    found = resolve([*profiles, handle(3, "name", "whatsapp:zee (chalet)", "Zee (chalet)")], [card])
    assert joined(found, 1, 3)
    assert "chat-names-card" in why(found)
    assert all(one.assumed for one in found.merges if "chat-names-card" in signals(one))


def test_two_contacts_of_one_name_are_not_told_apart_by_a_chat() -> None:
    cards = [Card(8, MARIE, handle_ids=(1,)), Card(9, MARIE, handle_ids=(2,))]
    phones = [handle(n, "phone", f"+1514555010{n}", cards=(n + 7,)) for n in (1, 2)]
    found = resolve([*phones, handle(3, "name", "whatsapp:marie tremblay", MARIE)], cards)
    assert len(set(found.clusters.values())) == 3


@pytest.mark.parametrize("source", ["whatsapp", "facebook"])
def test_a_common_name_joins_where_the_book_knows_only_one(source: str) -> None:
    name = handle(2, "name", f"{source}:marie tremblay", MARIE)
    found = resolve([known(1, "marie@home.org", MARIE), name])
    assert joined(found, 1, 2) or asked(found) == {(1, 2)}
    two = resolve([known(1, "marie@home.org", MARIE), known(3, "mt@acme.com", MARIE), name])
    assert len(set(two.clusters.values())) == 3


def test_a_rare_name_on_a_network_joins_the_one_who_bears_it() -> None:
    found = resolve([known(1, "zq@acme.com", ZELDA), handle(2, "name", "facebook:zelda quillfeather", ZELDA)])
    assert joined(found, 1, 2)
    assert found.merges[0].assumed


def test_homonyms_stay_apart_and_one_question_is_asked() -> None:
    two = [known(1, "zq@acme.com", ZELDA, "Z. Quillfeather"), known(2, "zelda@home.org", ZELDA)]
    found = resolve([*two, handle(3, "name", "facebook:zelda quillfeather", ZELDA)], different=[(1, 2)])
    assert len(set(found.clusters.values())) == 3
    assert len(found.questions) == 1


def test_no_leaves_the_other_one() -> None:
    two = [known(1, "zq@acme.com", ZELDA), known(2, "zelda@home.org", ZELDA)]
    name = handle(3, "name", "facebook:zelda quillfeather", ZELDA)
    found = resolve([*two, name], different=[(1, 2), (1, 3)])
    assert joined(found, 2, 3)


def test_a_handle_never_makes_one_of_two_people() -> None:
    cards = [
        Card(8, ZELDA, handle_ids=(1,), organisation="Acme"),
        Card(9, ZELDA, handle_ids=(2,), organisation="Borea"),
    ]
    both = Card(7, ZELDA, handle_ids=(3,), organisation="Acme")
    more = Card(6, ZELDA, handle_ids=(3,), organisation="Borea")
    two = [known(1, "zq@acme.com", ZELDA, cards=(8,)), known(2, "zelda@borea.com", ZELDA, cards=(9,))]
    guest = handle(3, "name", "event:zelda quillfeather", ZELDA, cards=(6, 7))
    assert not joined(resolve([*two, guest], [*cards, both, more], different=[(1, 2)]), 1, 2)


def test_a_stranger_under_a_known_name_is_no_contact() -> None:
    follower = handle(2, "account", "twitter:quill99", MARIE, met=0)
    assert not joined(resolve([known(1, "marie@home.org", MARIE), follower]), 1, 2)


def test_signatures_tell_whose_page_it_is() -> None:
    page = handle(2, "url", "linkedin.com/in/zq", "Z. Quillfeather")
    writer = known(1, "zq77@acme.com", "Zee")._replace(signs=(("url", "linkedin.com/in/zq"),))
    found = resolve([writer, page])
    assert joined(found, 1, 2)
    assert "signature-link" in why(found)


def test_an_offices_number_under_two_peoples_letters_joins_nobody() -> None:
    sign = (("phone", "+15145550100"),)
    writers = [known(1, "ann@acme.com", "Ann Marlowe"), known(2, "bob@acme.com", "Bob Quillfeather")]
    desk = handle(3, "phone", "+15145550100", met=0)
    found = resolve([*(one._replace(signs=sign) for one in writers), desk])
    assert len(set(found.clusters.values())) == 3


def test_a_number_on_two_peoples_cards_glues_nobody() -> None:
    cards = [Card(8, "Ann Marlowe", handle_ids=(1, 3)), Card(9, "Bob Quillfeather", handle_ids=(2, 3))]
    people = [known(1, "ann@acme.com", cards=(8,)), known(2, "bob@home.org", cards=(9,))]
    found = resolve([*people, handle(3, "phone", "+15145550100", cards=(8, 9))], cards)
    assert joined(found, 1, 3)
    assert not joined(found, 1, 2)


def test_a_companys_site_under_two_comments_glues_nobody() -> None:
    cards = [Card(8, "Ann", handle_ids=(1, 3)), Card(9, "Bob Quillfeather", handle_ids=(2, 3))]
    readers = [known(1, "ann@acme.com", cards=(8,)), known(2, "bob@acme.com", cards=(9,))]
    found = resolve([*readers, handle(3, "url", "acme.com", cards=(8, 9))], cards)
    assert not joined(found, 1, 2)


def test_names_meet_across_scripts() -> None:
    found = resolve([known(1, "ap@acme.com", "Anna Petrovskaia"), handle(2, "name", "facebook:x", "Анна Петровская")])
    assert joined(found, 1, 2)
    assert why(found) & {"same-name", "transliterated"}


def test_a_telephone_calls_people_by_their_work() -> None:
    card = Card(9, ZELDA, handle_ids=(1,), organisation="Café du Parc")
    contact = handle(2, "phone", "+15145550100", "Zelda Café du Parc")
    found = resolve([known(1, "zq@home.org", ZELDA, cards=(9,)), contact], [card])
    assert joined(found, 1, 2)
    assert "given-at-work" in why(found)


def test_whoever_is_seen_with_the_same_people_is_likelier_the_same() -> None:
    crowd = [known(n, f"p{n}@acme.com", f"Person{chr(96 + n)} Alone{chr(96 + n)}") for n in range(5, 9)]
    two = [known(1, "jg@acme.com", "Julie Gagnon"), handle(2, "name", "slack:julie gagnon", "Julie Gagnon", met=0)]
    groups = {1: [frozenset((1, 5, 6, 7))], 2: [frozenset((2, 5, 6, 7, 8))]}

    def confidence(of: dict[int, list[frozenset[int]]]) -> float:
        found = resolve([*two, *crowd], gatherings=lambda ids: {one: of.get(one, []) for one in ids})
        return max((one.confidence for one in found.judgements if (one.a, one.b) == (1, 2)), default=0.0)

    together = {1: [frozenset((1, 2, 5))], 2: [frozenset((1, 2, 5))]}
    assert confidence(groups) > confidence({}) > confidence(together)


def test_connections_made_with_the_first_letters_tell_namesakes_apart() -> None:
    day = 86_400
    begin = 1_600_000_000
    ann = known(5, "ann@acme.com", "Ann Marlowe")._replace(first_at=begin)
    early = known(1, "zq@acme.com", ZELDA)._replace(first_at=begin + 400 * day)
    late = known(2, "zelda@home.org", ZELDA)._replace(first_at=begin + 900 * day)
    card = Card(9, ZELDA, handle_ids=(3,), source="social connection", relation="connection", met_on="2023-03-07")
    page = handle(3, "url", "linkedin.com/in/zelda-q", cards=(9,))
    found = resolve([ann, early, late, page], [card], different=[(1, 2)])
    assert joined(found, 2, 3)
    assert "began-together" in why(found)


NAMES = ["Zelda Quillfeather", "Marie Tremblay", "Zee Quillfeather", "Z. Quillfeather", "Анна Петровская", "Marie T."]
KINDS = {
    "mail": ["zq@acme.com", "zelda@home.org", "marie@home.org"],
    "phone": ["+15145550100", "+15145550101"],
    "account": ["twitter:zeldaq", "twitter:12", "facebook:zq"],
    "url": ["x.com/zeldaq", "linkedin.com/in/zq", "acme.com"],
    "name": ["whatsapp:zelda quillfeather", "facebook:marie tremblay", "event:zelda quillfeather"],
}


@st.composite
def books(draw: st.DrawFn) -> tuple[list[Profile], list[Card]]:
    pairs = [(kind, value) for kind, values in KINDS.items() for value in values]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=2, max_size=10, unique=True))
    cards = [
        Card(20 + n, draw(st.sampled_from(NAMES)), handle_ids=tuple(sorted({a, b})), source=source, relation=relation)
        for n, (a, b, source, relation) in enumerate(
            draw(
                st.lists(
                    st.tuples(
                        st.integers(0, len(chosen) - 1),
                        st.integers(0, len(chosen) - 1),
                        st.sampled_from(["", "contacts"]),
                        st.sampled_from(["", "friend", "follower"]),
                    ),
                    max_size=4,
                )
            )
        )
    ]
    profiles = [
        Profile(
            n,
            kind,
            value,
            tuple((name, 1) for name in draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))),
            tuple(card.id for card in cards if n in card.handle_ids),
            sent=3,
            from_owner=draw(st.integers(0, 2)),
            private=draw(st.integers(0, 3)),
        )
        for n, (kind, value) in enumerate(chosen)
    ]
    return profiles, cards


@settings(max_examples=120, deadline=None)
@given(books(), st.randoms(use_true_random=False))
def test_the_order_of_handles_and_cards_never_matters(
    book: tuple[list[Profile], list[Card]], chance: random.Random
) -> None:
    profiles, cards = book
    shuffled = [list(profiles), list(cards)]
    for several in shuffled:
        chance.shuffle(several)  # type: ignore[arg-type]
    assert resolve(shuffled[0], shuffled[1]) == resolve(profiles, cards)  # type: ignore[arg-type]


@settings(max_examples=120, deadline=None)
@given(books(), st.data())
def test_what_the_owner_told_apart_stays_apart_on_every_source(
    book: tuple[list[Profile], list[Card]], data: st.DataObject
) -> None:
    ids = st.sampled_from([one.id for one in book[0]])
    pairs = data.draw(st.lists(st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1]), max_size=3))
    found = resolve(*book, different=pairs)
    assert not any(joined(found, a, b) for a, b in pairs)
    assert not any(tuple(sorted(pair)) in asked(found) for pair in pairs)
