"""Welcoming: what the first visit asks: ten people from memory, who the owner is, where their closest belong."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Final

from entregent.app import owning, resolving, settling, weighing
from entregent.app.exploring import level_of, person_line
from entregent.app.keeping import EmptyNameError, anchor, circle_word, follow, named, new_handles
from entregent.app.noting import channel_of, log_fact
from entregent.app.opening import OpenBook
from entregent.app.reaching import parse_handle, readable
from entregent.app.settings import after_settings
from entregent.app.views import Done, PersonLine
from entregent.app.welcome_views import Placing, Recalled
from entregent.model.errors import BadNumberError
from entregent.model.interaction import Channel
from entregent.model.tie import Outcome
from entregent.store import facts, handles, people
from entregent.store.facts import NewFact
from entregent.text.scripts import fold

LONGEST_NAME: Final = 200


def recall(book: OpenBook, thought_of: Sequence[Recalled]) -> Done:
    """People from memory, each with the last exchange where it was said, by one action.

    A name that exactly one person bears already means that person. Raises EmptyNameError where there is no name,
    BadNumberError for an exchange that has not happened yet, BadSettingError for an unknown channel or circle.
    """
    book.write_check()
    rows = [row._replace(name=name) for row in thought_of if (name := " ".join(readable(row.name).split()))]
    if not rows:
        raise EmptyNameError(name="")
    with book.connection.writing():
        own: dict[str, int] = {}
        stated: list[NewFact] = []
        for row in rows:
            name = row.name[:LONGEST_NAME]
            if fold(name) not in own:
                own[fold(name)], said = _somebody(book, name)
                stated += said
            stated += _said_of(book, own[fold(name)], row)
        action = facts.act(book.connection, "names", book.now, stated, value=str(len(own)))
        persons = [person for handle in own.values() if (person := handles.person_of(book.connection, handle))]
        follow(book, persons, ties=True, plan=True)
    return Done(action, "names", named(book, persons), value=str(len(own)))


def _somebody(book: OpenBook, name: str) -> tuple[int, list[NewFact]]:
    """The handle of the one person who bears a name, or a new one with what is stated of it."""
    known = [row[0] for row in people.named(book.connection, fold(name))]
    rows = [row for person in known if (row := people.find(book.connection, person)) and row.sort == "person"]
    if len(rows) == 1:
        return anchor(book, rows[0].id), []
    handle = new_handles(book, name, [])[0]
    return handle, [NewFact(handle, "name", name), NewFact(handle, "own-handle", "1")]


def _said_of(book: OpenBook, handle: int, row: Recalled) -> list[NewFact]:
    """The circle, and the exchange some days ago: both took part in it, whatever the way."""
    said = [NewFact(handle, "circle", circle_word(book, row.circle))] if row.circle else []
    if row.days is None:
        return said
    if row.days < 0:
        raise BadNumberError(text=str(row.days), what="days")
    noon = datetime.combine(book.today - timedelta(days=row.days), time(12), book.zone)
    when = min(int(noon.timestamp()), book.now)
    channel = channel_of(row.channel)
    outcome = Outcome.MET if channel is Channel.MEETING else Outcome.TALKED
    return said + log_fact(book, [handle], when, channel, outcome, 0, "", timeless=True)


# ── who I am ──────────────────────────────────────────────────────────────────────────────────────────────────────


def introduce(book: OpenBook, name: str, mine: Iterable[str], others: Iterable[str]) -> Done:
    """The owner's name, which addresses are theirs and which are not, by one action. Raises BadHandleError."""
    book.write_check()
    region = book.setting("region")
    wished = {parse_handle(text, region): "0" for text in others} | {parse_handle(text, region): "1" for text in mine}
    shown = " ".join(readable(name).split())[:LONGEST_NAME]
    with book.connection.writing():
        stated = _owned(book, wished)
        told = [value for (_, value), word in wished.items() if word == "1"]
        if shown != book.setting("name"):
            stated.append(NewFact(None, "setting:name", shown))
        if not stated:
            return Done(None, "owner", value=", ".join(told))
        action = facts.act(book.connection, "owner", book.now, stated, value=", ".join(told) or shown)
        after_settings(book, {"setting:name"})
        if any(fact.kind == owning.OWN for fact in stated):
            _own_again(book)
    return Done(action, "owner", value=", ".join(told) or shown)


def _owned(book: OpenBook, wished: Mapping[tuple[str, str], str]) -> list[NewFact]:
    """What is new in the owner's word about addresses."""
    said = {fact.handle: fact.value for fact in facts.of_kinds(book.connection, owning.OWN)}
    found = handles.intern(book.connection, list(wished)) if wished else {}
    return [NewFact(found[pair], owning.OWN, word) for pair, word in wished.items() if said.get(found[pair]) != word]


def _own_again(book: OpenBook) -> None:
    """Directions, people, ties and plan, where the owner's addresses are others than before."""
    used = owning.owner_handles(book)
    touched: set[int] = set()
    _, turned = owning.settle(book, used, touched)
    if turned:
        touched |= used | owning.owner_handles(book)
        weighing.weigh(book, resolving.resolve_all(book, touched))
        settling.settle_plan(book)


# ── the closest ───────────────────────────────────────────────────────────────────────────────────────────────────


def closest(book: OpenBook, most: int) -> list[PersonLine]:
    """Those whose level says that they are closest, at most so many: by level, then the most exchanges, then name."""
    settling.ensure_standing(book)
    wanted = [row for row in people.levelled(book.connection) if row.level and not row.never and not row.resting]
    known = {row.id: people.standing(book.connection, row.id) for row in wanted}
    lines = [(row, known[row.id]) for row in wanted]
    lines.sort(key=lambda pair: (pair[0].level, -(pair[1].interactions if pair[1] else 0), pair[0].folded))
    return [person_line(book, row, standing) for row, standing in lines[:most]]


def place(book: OpenBook, placings: Sequence[Placing]) -> Done:
    """Give people levels and circles by one action; a level that was only proposed is the owner's from now on.

    Raises BadSettingError for an unknown level or circle. Numbers that are nobody's are left out.
    """
    book.write_check()
    with book.connection.writing():
        stated: list[NewFact] = []
        persons: list[int] = []
        for placing in placings:
            row = people.find(book.connection, placing.person)
            if row is None or row.sort != "person":
                continue
            said = _placed(book, placing, row)
            persons += [row.id] if said else []
            stated += said
        if not stated:
            return Done(None, "place")
        action = facts.act(book.connection, "place", book.now, stated, value=str(len(persons)))
        follow(book, persons, plan=True)
    return Done(action, "place", named(book, persons), value=str(len(persons)))


def _placed(book: OpenBook, placing: Placing, row: people.PersonRow) -> list[NewFact]:
    """What is new in where somebody is put."""
    handle = anchor(book, row.id)
    level = level_of(placing.level)
    said = [NewFact(handle, "level", str(int(level)))] if row.level_proposed or row.level != level else []
    if placing.circle:
        circle = circle_word(book, placing.circle)
        if circle not in person_line(book, row, None).circles:
            said.append(NewFact(handle, "circle", circle))
    return said
