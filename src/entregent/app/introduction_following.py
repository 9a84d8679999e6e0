"""Introductions that the owner makes: two people who might gain, a draft that asks each first, and what came of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from entregent.app import language, opener_knowledge
from entregent.app.introducing import kept, together_since
from entregent.app.introduction_views import FollowedLine, IntroductionDraft, IntroductionLetter, PairLine
from entregent.app.keeping import anchor, named
from entregent.app.mapping import TooLittleMapError, network
from entregent.app.portraying import Known, know
from entregent.app.reaching import find_person
from entregent.app.views import Done
from entregent.coaching.introduction_letters import Side, Words, asking, joining
from entregent.model.errors import LeftInPeaceError, RequestError
from entregent.model.handle import MAIL
from entregent.model.judgement import Reason, reason
from entregent.store import events, facts, handles, people
from entregent.store.facts import NewFact
from entregent.text.scripts import fold

if TYPE_CHECKING:
    from entregent.app.network_views import Network
    from entregent.app.opening import OpenBook
    from entregent.coaching.openers.opener_facts import OpenerFacts
    from entregent.store.facts import Fact

STATES: Final = ("promised", "asked", "made", "came", "let-go")
LONGEST_NOTE: Final = 500
_PRIVATE: Final = frozenset(("love", "family"))
_LOOKED_AT: Final = 40
_TITLES: Final = 40
_SHOWN: Final = 5
_WORD: Final = re.compile(r"[^\W\d_]{5,}")
_SAYS_LITTLE: Final = frozenset((
    "about", "after", "again", "before", "being", "could", "every", "first", "hello", "nouvelle", "nouvelles", "votre",
    "notre", "leurs", "encore", "merci", "thanks", "bonjour", "semaine", "question", "meeting", "reunion", "update",
    "suite", "petit", "petite", "prochaine", "invitation", "introduction", "relation", "lundi", "mardi", "mercredi",
    "jeudi", "vendredi", "samedi", "dimanche", "monday", "tuesday", "wednesday", "thursday", "friday", "rappel",
    "reminder", "souper", "diner", "cette", "toute", "toutes", "compte", "rendu", "point", "projet", "project",
    "visite", "premier",
))  # fmt: skip


class SameTwoError(RequestError):
    """Both are one person."""

    code = "same-two"


class UnknownIntroductionError(RequestError):
    """There is no introduction `number` in hand."""

    code = "unknown-introduction"


class BadIntroductionStateError(RequestError):
    """`state` is none of an introduction's."""

    code = "bad-introduction-state"


class _Followed(NamedTuple):
    fact: Fact
    number: int
    told: dict[str, Any]


# ── the draft ─────────────────────────────────────────────────────────────────────────────────────────────────────


def draft(book: OpenBook, who: str, other: str) -> IntroductionDraft:
    """Letters that introduce two people to each other, each asked first. Raises SameTwoError, LeftInPeaceError."""
    one, two = _two(book, who, other)
    knows = know(book, one), know(book, two)
    for known in knows:
        if known.row.never:
            raise LeftInPeaceError(name=known.row.name)
    told = [opener_knowledge.knowledge_of(book, known) for known in knows]
    sides = _side(knows[0], told[0]), _side(knows[1], told[1])
    topic = next(iter(_common(book, knows[0], knows[1])), "")
    seen = together_since(book, one, two, 0)
    owner = told[0].me
    joint = joining(sides[0], sides[1], owner, book.setting("language") or language.spoken(), topic)
    spoken = sides[0].language if sides[0].language == sides[1].language else language.spoken()
    addresses = _mails(knows[0])[:1], _mails(knows[1])[:1]
    return IntroductionDraft(
        one,
        knows[0].row.name,
        two,
        knows[1].row.name,
        seen > 0,
        tuple(_grounds(book, (knows[0], knows[1]), topic, known=seen > 0)),
        _letter(asking(sides[0], sides[1], owner, topic), (one,), addresses[0], sides[0]),
        _letter(asking(sides[1], sides[0], owner, topic), (two,), addresses[1], sides[1]),
        IntroductionLetter(
            (one, two), (*addresses[0], *addresses[1]), *joint, spoken, "vous" if spoken == "fr" else ""
        ),
    )


def _two(book: OpenBook, who: str, other: str) -> tuple[int, int]:
    one, two = find_person(book, who), find_person(book, other)
    if one == two:
        raise SameTwoError
    return one, two


def _side(known: Known, told: OpenerFacts) -> Side:
    return Side(
        known.row.name, told.given or known.row.name.split(" ")[0], known.row.organisation, told.language, told.address
    )


def _letter(words: Words, to: tuple[int, ...], addresses: tuple[str, ...], side: Side) -> IntroductionLetter:
    return IntroductionLetter(to, addresses, *words, side.language, side.address if side.language == "fr" else "")


def _mails(known: Known) -> tuple[str, ...]:
    return tuple(value for kind, value in known.handles.values() if kind == MAIL)


def _grounds(book: OpenBook, two: tuple[Known, Known], topic: str, *, known: bool) -> list[Reason]:
    found = []
    names = _group_names(book, two[0].row.id, two[1].row.id)
    if names:
        found.append(reason("introduce-groups", a=names[0], b=names[1]))
    if topic:
        found.append(reason("introduce-topic", topic=topic))
    found.append(reason("introduce-known" if known else "introduce-apart"))
    return found


def _group_names(book: OpenBook, one: int, other: int) -> tuple[str, str] | None:
    """The names of their groups, where they are of different ones on the map."""
    try:
        net = network(book)
    except TooLittleMapError:
        return None
    nodes = net.node_of(one), net.node_of(other)
    if nodes[0] is None or nodes[1] is None:
        return None
    numbers = int(net.groups[nodes[0]]), int(net.groups[nodes[1]])
    if numbers[0] == numbers[1] or min(numbers) < 0:
        return None
    names = net.group_names
    return (names[numbers[0]], names[numbers[1]]) if names.get(numbers[0]) and names.get(numbers[1]) else None


def _common(book: OpenBook, one: Known, other: Known) -> list[str]:
    """Words of the subjects that both have in their letters with the owner, the most frequent first."""
    counted = _words(book, one), _words(book, other)
    both = {word: min(times, counted[1][word]) for word, times in counted[0].items() if word in counted[1]}
    return sorted(both, key=lambda word: (-both[word], word))


def _words(book: OpenBook, known: Known) -> Counter[str]:
    rows = events.timeline(book.connection, known.own, _TITLES, known.until)
    names = {fold(part) for part in known.row.name.split()}
    return Counter(
        word.lower()
        for row in rows
        if len(events.handles_in(row[4])) <= 3
        for word in {*_WORD.findall(row[5] or "")}
        if fold(word) not in _SAYS_LITTLE and fold(word) not in names
    )


# ── two who might gain ────────────────────────────────────────────────────────────────────────────────────────────


def pairs(book: OpenBook) -> list[PairLine]:
    """A few pairs of different groups who are not tied, so far as the owner sees, and share a circle of the owner's."""
    try:
        net = network(book)
    except TooLittleMapError:
        return []
    rows = {row.id: row for row in people.levelled(book.connection) if not row.never and not row.resting}
    strong = {one: standing.strength for one in rows if (standing := people.standing(book.connection, one)) is not None}
    chosen = sorted((one for one in strong if net.node_of(one) is not None), key=lambda one: (-strong[one], one))
    names = net.group_names
    followed_pairs = {frozenset((line.one, line.other)) for line in followed(book)}
    found: list[PairLine] = []
    taken: set[int] = set()
    for place, one in enumerate(chosen[:_LOOKED_AT]):
        for other in chosen[place + 1 : _LOOKED_AT]:
            if {one, other} & taken or frozenset((one, other)) in followed_pairs:
                continue
            here, there = net.node_of(one), net.node_of(other)
            assert here is not None
            assert there is not None
            groups = int(net.groups[here]), int(net.groups[there])
            circles = set(json.loads(rows[one].circles)) & set(json.loads(rows[other].circles)) - _PRIVATE
            apart = groups[0] != groups[1] and min(groups) >= 0
            if not apart or not circles or there in _tied(net, here) or not names.get(groups[0]):
                continue
            why = (
                reason("introduce-groups", a=names[groups[0]], b=names.get(groups[1], "")),
                reason("introduce-circle", circle=min(circles)),
                reason("introduce-apart"),
            )
            found.append(PairLine(one, rows[one].name, other, rows[other].name, why))
            taken |= {one, other}
    return found[:_SHOWN]


def _tied(net: Network, node: int) -> set[int]:
    graph = net.graph
    return set(graph.neighbours[graph.starts[node] : graph.starts[node + 1]].tolist())


# ── promised, asked, made, came of it ─────────────────────────────────────────────────────────────────────────────


def _all(book: OpenBook) -> list[_Followed]:
    found = []
    for fact in facts.of_kinds(book.connection, "introducing"):
        told = json.loads(fact.value)
        found.append(_Followed(fact, int(told.get("number") or fact.id), told))
    return found


def _one(book: OpenBook, number: int) -> _Followed:
    for one in _all(book):
        if one.number == number:
            return one
    raise UnknownIntroductionError(number=number)


def followed(book: OpenBook) -> list[FollowedLine]:
    """The introductions that the owner has in hand, the newest first; what is seen of them moves them on by itself."""
    _through, made_rows = kept(book)
    seen = {frozenset((row[0], row[1])): int(row[3]) >> 29 for row in made_rows}
    by_person = _by_person(book, seen)
    lines = []
    for one in _all(book):
        pair = [handles.person_of(book.connection, handle) for handle in (one.fact.handle, one.fact.other) if handle]
        rows = people.list_some(book.connection, {person for person in pair if person is not None})
        names = {row.id: row.name for row in rows if not row.never}
        if len(pair) != 2 or len(names) != 2 or pair[0] is None or pair[1] is None:
            continue
        at = facts.stated_at(book.connection, one.fact.action)
        state = str(one.told["state"])
        wrote = by_person.get(frozenset((pair[0], pair[1])))
        if state in ("promised", "asked") and wrote is not None and wrote >= at - 86_400:
            state = "made"
        since = together_since(book, pair[0], pair[1], wrote or at) if state in ("made", "came") else 0
        yes = one.told.get("yes") or [False, False]
        assert isinstance(yes, list)
        lines.append(
            FollowedLine(
                one.number, pair[0], names[pair[0]], pair[1], names[pair[1]], state, str(one.told.get("on", "")),
                bool(yes[0]), bool(yes[1]), since, str(one.told.get("note", "")),
            )
        )  # fmt: skip
    return sorted(lines, key=lambda line: (line.state in ("let-go", "came"), -line.number))


def _by_person(book: OpenBook, seen: dict[frozenset[int], int]) -> dict[frozenset[int], int]:
    named_ = people.of_handles(book.connection, {handle for pair in seen for handle in pair})
    return {frozenset(named_[handle].person for handle in pair if handle in named_): at for pair, at in seen.items()}


def promise(book: OpenBook, who: str, other: str, note: str = "") -> Done:
    """The owner means to introduce two people to each other; one pair is in hand once. Raises SameTwoError."""
    book.write_check()
    one, two = _two(book, who, other)
    for person in (one, two):
        row = people.find(book.connection, person)
        if row is not None and row.never:
            raise LeftInPeaceError(name=row.name)
    for line in followed(book):
        if {line.one, line.other} == {one, two} and line.state not in ("came", "let-go"):
            return Done(None, "introducing", named(book, [one, two]), value=line.state)
    told: dict[str, object] = {"state": "promised", "on": book.today.isoformat(), "note": note.strip()[:LONGEST_NOTE]}
    return _act(book, one, two, told)


def move_on(book: OpenBook, number: int, state: str, *, who: str = "", note: str = "") -> Done:
    """Say how an introduction stands: asked, yes (of `who`), made, came or let-go.

    Raises UnknownIntroductionError, BadIntroductionStateError, and what a wrong WHO raises.
    """
    book.write_check()
    if state not in (*STATES, "yes"):
        raise BadIntroductionStateError(state=state)
    found = _one(book, number)
    one = handles.person_of(book.connection, found.fact.handle or 0)
    two = handles.person_of(book.connection, found.fact.other or 0)
    assert one is not None
    assert two is not None
    told = {**found.told, "number": number, "on": book.today.isoformat()}
    if note.strip():
        told["note"] = note.strip()[:LONGEST_NOTE]
    if state == "yes":
        yes = list(found.told.get("yes") or [False, False])
        agreed = {find_person(book, who)} if who else {one, two}
        if not agreed <= {one, two}:
            raise UnknownIntroductionError(number=number)
        told["yes"] = [yes[0] or one in agreed, yes[1] or two in agreed]
        told["state"] = "asked" if found.told["state"] == "promised" else found.told["state"]
    else:
        told["state"] = state
    return _act(book, one, two, told, retires=[found.fact.id], shown=state)


def _act(
    book: OpenBook, one: int, two: int, told: dict[str, object], *, retires: list[int] | None = None, shown: str = ""
) -> Done:
    value = shown or str(told["state"])
    with book.connection.writing():
        kept_fact = NewFact(anchor(book, one), "introducing", json.dumps(told, ensure_ascii=False), anchor(book, two))
        action = facts.act(book.connection, "introducing", book.now, [kept_fact], value=value, retires=retires or ())
    return Done(action, "introducing", named(book, [one, two]), value=value)


def keep_draft(book: OpenBook, who: str, subject: str, body: str) -> int:
    """Keep a letter of an introduction in the outbox, where the owner lets it go; return its number there."""
    from entregent.app import outbox

    known = know(book, find_person(book, who))
    if known.row.never:
        raise LeftInPeaceError(name=known.row.name)
    address = next(iter(_mails(known)), "")
    return outbox.enqueue(book, address, subject, body, reason="introduction", automatic=False, draft=True)
