"""What a person's site tells of their work: a commenter's page, the link under a letter."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from entregent.identity.profiles import Profile
from entregent.identity.sketches import Sketch
from entregent.model.handle import MAIL, URL


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
