"""Names that two people of the book are known to bear: seen before anything is joined by name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from entregent.identity.profiles import Card
from entregent.identity.sketches import Sketch
from entregent.model.handle import MAIL, URL
from entregent.text.names import letters_of, name_of_parts, parse_name

Words = tuple[str, ...]


def ambiguous_names(
    sketches: Sequence[Sketch], person: Mapping[int, int], different: Iterable[tuple[int, int]], cards: Iterable[Card]
) -> set[Words]:
    """Sorted words of the names that certainly have two bearers here.

    Told by: two profiles on one site (nobody keeps two), two numbered logins at one organisation, two cards of one
    source, and the owner's own distinctions. `person` gives each handle the cluster that is sure already.
    """
    bearers: defaultdict[tuple[str, Words], set[int]] = defaultdict(set)
    for one in sketches:
        place = _place(one)
        for name in one.names if place else ():
            bearers[place, tuple(sorted(name.words))].add(person[one.id])
    for card in cards:
        if card.source and card.handle_ids and card.handle_ids[0] in person:
            name = name_of_parts(card.given, card.family) if card.given and card.family else parse_name(card.name)
            if len(name.words) >= 2:
                bearers["card " + card.source, tuple(sorted(name.words))].add(person[card.handle_ids[0]])
    found = {words for (_, words), people in bearers.items() if len(people) > 1}
    by_id = {one.id: one for one in sketches}
    for a, b in different:
        if a in by_id and b in by_id:
            mine = {tuple(sorted(name.words)) for name in by_id[a].names}
            found |= mine & {tuple(sorted(name.words)) for name in by_id[b].names}
    return found


def _place(one: Sketch) -> str:
    """Where a person has one handle at most: a site of profiles, or the numbered logins of an organisation."""
    if one.kind == URL:
        site, _, path = one.value.partition("/")
        return f"{site}/{path.partition('/')[0]}" if "/" in path else ""
    if one.kind == MAIL and one.address.organisation and one.address.login[-1:].isdigit():
        return f"{letters_of(one.address.login)}@{one.address.organisation}"
    return ""
