"""Names that two people of the book are known to bear: seen before anything is joined by name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from entregent.identity.profiles import Card
from entregent.identity.sketches import Sketch
from entregent.model.handle import ACCOUNT, MAIL, URL
from entregent.text.names import letters_of, name_of_parts, parse_name

Words = tuple[str, ...]


def ambiguous_names(
    sketches: Sequence[Sketch], person: Mapping[int, int], different: Collection[tuple[int, int]], cards: Iterable[Card]
) -> set[Words]:
    """Sorted words of the names that certainly have two bearers here.

    Told by: two profiles on one site (nobody keeps two), two numbered logins at one organisation, two cards of one
    source with other addresses, and the owner's own distinctions. `person` gives each handle the cluster that is sure
    already.
    """
    bearers: defaultdict[tuple[str, Words], set[int]] = defaultdict(set)
    kinds = {one.id: one.kind for one in sketches}
    for one in sketches:
        place = _place(one) if one.names else ""
        for name in one.names if place else ():
            bearers[place, tuple(sorted(name.words))].add(person[one.id])
    for card in cards:
        if card.source and card.handle_ids and card.handle_ids[0] in person:
            name = name_of_parts(card.given, card.family) if card.given and card.family else parse_name(card.name)
            if len(name.words) >= 2:
                # A card of numbers and one of addresses may be the same person's: two lists were put together.
                words, bearer = tuple(sorted(name.words)), person[card.handle_ids[0]]
                for handle in card.handle_ids:
                    if handle in kinds:
                        bearers[f"card {card.source} {kinds[handle]}", words].add(bearer)
    found = {words for (_, words), people in bearers.items() if len(people) > 1}
    by_id = {one.id: one for one in sketches} if different else {}
    for a, b in different:
        if a in by_id and b in by_id:
            mine = {tuple(sorted(name.words)) for name in by_id[a].names}
            found |= mine & {tuple(sorted(name.words)) for name in by_id[b].names}
    return found


def names_of_people(
    sketches: Iterable[Sketch], person: Mapping[int, int], ambiguous: Collection[Words]
) -> tuple[int, int]:
    """How many full names two mail addresses show that surely are one person's; how many, two people's."""
    bearers: defaultdict[Words, list[int]] = defaultdict(list)
    for one in sketches:
        for name in one.own if one.kind == MAIL else ():
            bearers[tuple(sorted(name.words))].append(person[one.id])
    of_one = sum(len(people) > len(set(people)) for people in bearers.values())
    return of_one, sum(len(set(bearers[words])) > 1 for words in ambiguous if words in bearers)


def _place(one: Sketch) -> str:
    """Where a person has one handle at most: a network, a site of profiles, or an organisation's numbered logins."""
    if one.kind == ACCOUNT:
        return one.account.partition(":")[0]
    if one.kind == URL:
        site, _, path = one.value.partition("/")
        return f"{site}/{path.partition('/')[0]}" if "/" in path else ""
    if one.kind == MAIL and one.address.organisation and one.address.login[-1:].isdigit():
        return f"{letters_of(one.address.login)}@{one.address.organisation}"
    return ""
