"""What tells of somebody's work besides a card: a commenter's page, the link under a letter, a name in a telephone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from entregent.identity.evidence import Evidence, by_rarity, shown
from entregent.identity.profiles import Profile
from entregent.identity.rarity import Population
from entregent.identity.sketches import Sketch
from entregent.model.handle import MAIL, NAME, PHONE, URL
from entregent.text.names import PersonName, parse_name


def with_sites(sketches: list[Sketch], profiles: Sequence[Profile], works: Mapping[int, str]) -> list[Sketch]:
    """The sketches, with the organisations to whose site their cards or letters lead.

    Only a site that the book knows as an organisation's counts: by another's mail domain, or by a card.
    """
    signed = {
        profile.id: [value for kind, value in profile.signs if kind == URL] for profile in profiles if profile.signs
    }
    listed: defaultdict[int, list[str]] = defaultdict(list)
    for one in sketches:
        if one.kind == URL and (label := label_of(one.value)):
            for card in one.cards:
                if card not in works:
                    listed[card].append(label)
    if not (signed or listed):
        return sketches
    known = set(works.values()) | {one.address.label for one in sketches if one.address.label}
    return [_with_work(one, signed.get(one.id, ()), listed, known) for one in sketches]


def _with_work(one: Sketch, signed: Sequence[str], listed: Mapping[int, list[str]], known: set[str]) -> Sketch:
    labels = {label_of(value) for value in signed} | {label for card in one.cards for label in listed.get(card, ())}
    # Under one's own domain the link says nothing new.
    found = (labels & known) - {one.address.label if one.kind == MAIL else ""}
    return one._replace(work=one.work | found) if found else one


def label_of(value: str) -> str:
    """The own word of a site's address, "" for a page within one: "acme" of "www.acme.org"."""
    host, slash, path = value.partition("/")
    return "" if slash and path else host.rpartition(".")[0].rpartition(".")[2].replace("-", "")


CONTACTS: Final = ("whatsapp:", "signal:", "phone:")


def contact_names(one: Sketch) -> Sequence[PersonName]:
    """The names under which a telephone holds somebody: they may end in an employer's."""
    is_contact = one.kind == PHONE or (one.kind == NAME and one.value.startswith(CONTACTS))
    return [name for name in one.names if len(name.words) > 2] if is_contact else ()


def called_at_work(name: PersonName) -> tuple[str, str]:
    """A contact's first word, and the others written together: "Julie Café du Parc" gives ("julie", "cafeparc")."""
    return name.words[0], "".join(name.words[1:])


@lru_cache(maxsize=1 << 12)
def joined_title(title: str) -> str:
    """An organisation as it stands behind a first name: without the small words between."""
    return "".join(parse_name(f"Julie {title}").words[1:])


def given_at_work(a: Sketch, b: Sketch, people: Population) -> Evidence | None:
    """A telephone calls one by a first name and an employer; the other bears that first name and is there."""
    for x, y in ((a, b), (b, a)):
        for called in contact_names(x):
            given, employer = called_at_work(called)
            for work in y.work:
                if employer == joined_title(people.titles.get(work, work)):
                    for name in y.names:
                        if name.words[0] == given:
                            expected = people.people * people.colleagues(work) * people.share_of(given)
                            title = people.titles.get(work, work)
                            return by_rarity("given-at-work", expected, organisation=title, name=shown(name.words))
    return None
