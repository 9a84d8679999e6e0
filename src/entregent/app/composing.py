"""Composing: a person's row from what the owner said, what cards claim, and the names that were read."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from entregent.app.opening import OpenBook
from entregent.model.handle import ACCOUNT, MAIL, NAME
from entregent.model.judgement import Reason
from entregent.model.tie import Level
from entregent.store import facts, handles, memos, people, records, search
from entregent.store.facts import Fact
from entregent.store.people import PersonRow
from entregent.text.name_tables import is_given
from entregent.text.names import parse_name
from entregent.text.scripts import fold, with_few_marks, without_invisible

LONGEST_NAME: Final = 200

_ASIDE: Final = re.compile(r"\s*[(\[{<][^)\]}>]*[)\]}>]?")


class Judged(NamedTuple):
    """What the machine thinks of a person: a sort, why, and circles it would propose."""

    sort: str = "person"
    reasons: tuple[Reason, ...] = ()
    circles: tuple[tuple[str, tuple[Reason, ...]], ...] = ()


class Evidence(NamedTuple):
    """What sources say of one person's handles, gathered for all at once or for one."""

    handles: Sequence[tuple[int, str, str]]
    names: Sequence[tuple[str, int]]
    cards: Sequence[Mapping[str, Any]]


def compose(book: OpenBook, gathered: Mapping[int, Evidence], judged: Mapping[int, Judged]) -> None:
    """Write the rows and search entries of these people. What the owner said is read in the same transaction."""
    with book.connection.writing():
        _compose(book, gathered, judged)


def _compose(book: OpenBook, gathered: Mapping[int, Evidence], judged: Mapping[int, Judged]) -> None:
    rows, texts = [], []
    spoken_of = set(facts.handles_stated(book.connection))
    known = {row.id: row for row in people.list_some(book.connection, gathered)}
    for person, evidence in gathered.items():
        own = [handle[0] for handle in evidence.handles]
        stated = facts.of_handles(book.connection, own) if not spoken_of.isdisjoint(own) else []
        before = known.get(person)
        opinion = judged.get(person)
        row = person_row(person, evidence, stated, opinion, before)
        rows.append(row)
        texts.append(_search_text(row, evidence, stated))
    people.put(book.connection, rows)
    if not book.as_of:
        search.put_people(book.connection, texts)


def compose_again(book: OpenBook, persons: Iterable[int]) -> None:
    """Compose people anew after the owner's word; what the machine thinks of them stays."""
    compose(book, {person: evidence_of(book, person) for person in persons}, {})
    memos.put(book.connection, "people", people.count(book.connection))


def evidence_of(book: OpenBook, person: int) -> Evidence:
    """What sources say of one person."""
    own = [(row[0], row[1], row[2]) for row in handles.of_person(book.connection, person)]
    ids = [handle[0] for handle in own]
    return Evidence(
        own,
        [(name, times) for name, times, _ in handles.names_of(book.connection, ids)],
        [json.loads(row[2]) for row in records.of_handles(book.connection, ids)],
    )


def person_row(
    person: int, evidence: Evidence, stated: Sequence[Fact], judged: Judged | None, before: PersonRow | None
) -> PersonRow:
    """A person's row. The owner's latest word wins, then cards (newest first), then the names beside the handles."""
    said = latest(stated)
    judged = judged or _as_before(before)
    level = said.get("level")
    circles = circles_of(stated)
    name = said.get("name") or shown_name(evidence)
    return PersonRow(
        id=person,
        sort=_sort(said, judged),
        sort_reasons=_reasons_text(judged.reasons),
        name=name,
        folded=fold(name),
        level=int(level) if level is not None else _proposed_level(said, before),
        level_proposed=int(level is None),
        circles=json.dumps(circles, ensure_ascii=False),
        circles_proposed=json.dumps(
            [[circle, _plain_reasons(why)] for circle, why in judged.circles if circle not in circles],
            ensure_ascii=False,
        ),
        resting=int(said.get("rest") == "1"),
        never=_never(said),
        later_until=said.get("later", ""),
        birthday=said.get("birthday") or _from_cards(evidence.cards, "birthday"),
        organisation=said.get("organisation") or _from_cards(evidence.cards, "organisation"),
        title=said.get("title") or _from_cards(evidence.cards, "title"),
    )


def _never(said: Mapping[str, str]) -> str:
    """Why somebody is never suggested, drawn or counted; whoever was left in peace before stays so in the archive."""
    return said.get("never") or ("archived" if said.get("archive") == "1" else "")


def _proposed_level(said: Mapping[str, str], before: PersonRow | None) -> int:
    """What was proposed stays until levels are settled; who is never to be suggested has none."""
    if before is None or not before.level_proposed or _never(said):
        return Level.NONE
    return before.level


def latest(stated: Iterable[Fact]) -> dict[str, str]:
    """The newest value of each kind that has one value."""
    return {fact.kind: fact.value for fact in sorted(stated)}


def circles_of(stated: Iterable[Fact]) -> list[str]:
    """The circles that the owner put somebody in, in order; "-friends" takes one away."""
    found: dict[str, None] = {}
    for fact in sorted(stated):
        if fact.kind == "circle":
            if fact.value.startswith("-"):
                found.pop(fact.value[1:], None)
            else:
                found[fact.value] = None
    return list(found)


def _sort(said: Mapping[str, str], judged: Judged) -> str:
    if judged.sort == "owner":
        return "owner"
    return said.get("sort", judged.sort)


def _as_before(before: PersonRow | None) -> Judged:
    if before is None:
        return Judged()
    circles = tuple((name, reasons_from(why)) for name, why in json.loads(before.circles_proposed))
    return Judged(before.sort, reasons_from(json.loads(before.sort_reasons)), circles)


def _plain_reasons(reasons: Iterable[Reason]) -> list[Any]:
    return [[one.signal, [list(fact) for fact in one.facts]] for one in reasons]


def _reasons_text(reasons: Iterable[Reason]) -> str:
    return json.dumps(_plain_reasons(reasons), ensure_ascii=False)


def reasons_from(plain: Iterable[Any]) -> tuple[Reason, ...]:
    """Reasons out of their JSON form."""
    return tuple(Reason(signal, tuple((key, value) for key, value in told)) for signal, told in plain)


def _from_cards(cards: Iterable[Mapping[str, Any]], field: str) -> str:
    """The newest card's value of a field: by its own date, else by when it was read."""
    return next((str(card[field]) for card in in_order(cards) if card.get(field)), "")


def in_order(cards: Iterable[Any]) -> list[Mapping[str, Any]]:
    """Cards as mappings, the one updated last first."""
    return sorted((as_mapping(card) for card in cards), key=lambda card: -(card.get("updated_at") or 0))


def as_mapping(card: Any) -> Mapping[str, Any]:
    """A record's JSON (a list, in the order of Record's fields) as a mapping."""
    if isinstance(card, Mapping):
        return card
    from entregent.model.record import Record

    return dict(zip(Record._fields, card, strict=False))


def _search_text(row: PersonRow, evidence: Evidence, stated: Sequence[Fact]) -> tuple[int, str, str, str]:
    names = " ".join({row.name, *(name for name, _ in evidence.names)})
    reach = " ".join(value for _, kind, value in evidence.handles if kind != NAME)
    notes = " ".join(fact.value for fact in stated if fact.kind in ("note", "met"))
    return row.id, f"{names} {row.organisation} {row.title}", reach, notes


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def shown_name(evidence: Evidence) -> str:
    """The name to show: a card's, else the fullest of the frequent names, else the address itself."""
    carded = [str(card["name"]) for card in in_order(evidence.cards) if card.get("name")]
    for name in carded:
        if not _is_address(name) and _is_whole(name):
            return plain_name(name)
    total = sum(times for _, times in evidence.names) or 1
    best = max(
        ((name, times) for name, times in evidence.names if plain_name(name) and not _is_address(name)),
        key=lambda pair: (_is_whole(pair[0]), parse_name(pair[0]).is_full, pair[1] / total, -len(pair[0]), pair[0]),
        default=None,
    )
    if best and (_is_whole(best[0]) or not carded):
        return plain_name(best[0])
    if carded:
        return plain_name(carded[0])
    for _, kind, value in evidence.handles:
        if kind == NAME:
            written = value.partition("#")[0]
            return (written.partition(":")[2] or written).title()
    mails = [value for _, kind, value in evidence.handles if kind == MAIL]
    return mails[0] if mails else _username(evidence) or evidence.handles[0][2]


def _username(evidence: Evidence) -> str:
    """A name on a network, as people write it there: "@zoe", "@zoe@plum.example"; "" where only numbers are known."""
    accounts = [value.partition(":") for _, kind, value in evidence.handles if kind == ACCOUNT]
    return next((f"@{name}" for network, _, name in accounts if network in _SPOKEN and not name.isdecimal()), "")


_SPOKEN: Final = frozenset(("mastodon", "instagram", "twitter", "telegram", "discord"))


def _is_whole(name: str) -> bool:
    """Whether a name says more than an initial and a family name."""
    parsed = parse_name(name)
    return parsed.is_full and len(parsed.words) >= 2


def _is_address(name: str) -> bool:
    return "@" in name


def plain_name(name: str) -> str:
    """A display name as people would write it: "Last, First (Dept)" and "DUPONT Marie" turned round, asides gone."""
    text = " ".join(with_few_marks(without_invisible(_ASIDE.sub("", name))).split()).strip("\"' ,;")
    family, comma, given = text.partition(",")
    if comma and given.strip() and "," not in given and len(family.split()) <= 3:
        text = f"{given.strip()} {family.strip()}"
    words = text.split()
    if len(words) > 1 and words[0].isupper() and len(words[0]) > 2 and not any(word.isupper() for word in words[1:]):
        text = " ".join([*words[1:], words[0].title()])
    elif (text.isupper() and len(words) > 1) or (text.islower() and len(words) > 1):
        text = text.title()
    elif len(words) == 2 and is_given(fold(words[1])) and not is_given(fold(words[0])):
        text = f"{words[1]} {words[0]}"
    return text[:LONGEST_NAME]
