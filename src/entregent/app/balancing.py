"""Balancing: attention and exchanges per circle over a year, the wishes for them, and who is out of it."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from entregent.app import keeping, settling, standing, weighing
from entregent.app.balance_views import BalanceView, CircleLine, MonthLine
from entregent.app.listed import yielding
from entregent.app.opening import OpenBook
from entregent.app.views import Done
from entregent.attention.circle_balance import (
    ENOUGH,
    RECENT,
    Cell,
    Given,
    lacking,
    shares,
    spread,
    takes_all,
    work_share,
)
from entregent.model.errors import BadNumberError, RequestError
from entregent.model.interaction import DIGEST_BITS, Channel, Direction
from entregent.model.tie import CIRCLES
from entregent.store import attention_rows, events, facts, listing, memos, people
from entregent.store.attention_rows import Member
from entregent.store.events import CHANNEL_MASK, DIRECTION_SHIFT
from entregent.store.facts import NewFact
from entregent.ties.state import DAY
from entregent.ties.weights import CROWD, LONGEST_MINUTES

MONTHS: Final = 12
WISH: Final = "wish"
_MEMO: Final = "balance"
FORMAT: Final = 2
"""Of what is kept: a version that keeps more works it out anew."""
_BEARS: Final = ("circle", "household", "log", "sort", "same", "different", "never", "archive", "own-handle")
"""Kinds of facts that change what the balance sees."""
_TALKS: Final = frozenset((int(Channel.CALL), int(Channel.MEETING)))


Circles = tuple[frozenset[str], frozenset[str]]
"""Somebody's circles by the owner's word, and by a guess where there is none."""


class BadSharesError(RequestError):
    """Wishes that make more than a hundred in a hundred together: `total`."""

    code = "bad-shares"


# ── wishes, and who is out ────────────────────────────────────────────────────────────────────────────────────────


def wishes(book: OpenBook) -> dict[str, int]:
    """Circle -> the share in hundredths that the owner wishes for it; a circle without a wish is not there."""
    stated = facts.of_kinds(book.connection, WISH)
    return {str(circle): int(share) for circle, share in json.loads(stated[-1].value).items()} if stated else {}


def wish(book: OpenBook, wished: Mapping[str, str]) -> Done:
    """Wish shares for circles, in hundredths; "" takes a wish back, circles not named keep theirs.

    Raises BadNumberError, BadSharesError, BadSettingError.
    """
    book.write_check()
    before = wishes(book)
    after = dict(before)
    for name, text in wished.items():
        circle = keeping.circle_word(book, name)
        after.pop(circle, None)
        if text.strip():
            after[circle] = _share(text)
    if sum(after.values()) > 100:
        raise BadSharesError(total=sum(after.values()))
    if after == before:
        return Done(None, WISH)
    old = [fact.id for fact in facts.of_kinds(book.connection, WISH)]
    told = json.dumps(after, ensure_ascii=False)
    action = facts.act(book.connection, WISH, book.now, [NewFact(None, WISH, told)], retires=old)
    return Done(action, WISH)


def _share(text: str) -> int:
    plain = text.strip().removesuffix("%").strip()
    if not (plain.isascii() and plain.isdecimal()) or len(plain) > 3 or int(plain) > 100:
        raise BadNumberError(text=text, what="share")
    return int(plain)


def household(book: OpenBook) -> dict[int, bool]:
    """Person -> whether the owner lives with them, of those of whom it was said."""
    stated = [fact for fact in facts.of_kinds(book.connection, "household") if fact.handle is not None]
    owners = people.of_handles(book.connection, {fact.handle for fact in stated if fact.handle is not None})
    return {owners[fact.handle].person: fact.value == "1" for fact in stated if fact.handle in owners}


# ── what was given ────────────────────────────────────────────────────────────────────────────────────────────────


def balance(book: OpenBook) -> BalanceView:
    """Attention per circle in the last twelve months, this one included."""
    settling.begin_day(book)
    begins = month_begins(book.today)
    home = household(book)
    told = _worked_out(book, begins, home)
    cells = {circle: [Cell(*cell) for cell in row] for circle, row in told["cells"].items()}
    wished = wishes(book)
    for circle in (*(c for c in CIRCLES if c in wished), *wished):
        cells.setdefault(circle, [Cell()] * MONTHS)
    seen = shares(cells)
    recent = sum(told["recent"])
    enough = told["recent"][1] >= ENOUGH
    wanted = {circle: share / 100 for circle, share in wished.items()}
    judged = set(told["judged"])
    short = [circle for circle in lacking(seen, wanted) if circle in judged] if enough else []
    order = {circle: place for place, circle in enumerate(CIRCLES)}
    names = [f"{day:%Y-%m}" for day in begins]
    return BalanceView(
        tuple(names),
        tuple(
            _line(circle, cells[circle], names, seen[circle], wished.get(circle))._replace(
                lacks=circle in short, is_compared=circle in judged
            )
            for circle in sorted(cells, key=lambda one: (order.get(one, len(order)), one))
        ),
        round(told["recent"][0]),
        told["recent"][1],
        enough and recent > 0,
        sum(wished.values()),
        work_share(seen),
        enough and takes_all(seen, wanted),
        tuple(short),
        tuple(told["channels"]),
        keeping.named(book, sorted(person for person, lives in home.items() if lives)),
        keeping.named(book, [person for person in told["love"] if person not in home]),
    )


def _line(circle: str, cells: list[Cell], names: list[str], share: float, wish: int | None) -> CircleLine:
    last = cells[-RECENT:]
    return CircleLine(
        circle,
        tuple(
            MonthLine(name, round(cell.minutes), round(cell.guessed), cell.exchanges)
            for name, cell in zip(names, cells, strict=True)
        ),
        round(sum(cell.minutes for cell in last)),
        sum(cell.exchanges for cell in last),
        share,
        wish,
        lacks=False,
        is_compared=True,
        is_guessed=any(cell.exchanges for cell in cells) and all(cell.guessed >= cell.minutes for cell in cells),
    )


def month_begins(today: date) -> list[date]:
    """The first days of the last twelve months, the oldest first."""
    number = today.year * 12 + today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(number - MONTHS + 1, number + 1)]


def _worked_out(book: OpenBook, begins: list[date], home: Mapping[int, bool]) -> dict[str, Any]:
    """What the exchanges tell, worked out once a day, and after what bears on it changed."""
    minutes = _minutes(book)
    of = [
        FORMAT,
        book.today.isoformat(),
        events.last_event(book.connection, weighing.until_event(book)),
        list(listing.origins_stamp(book.connection)),
        list(attention_rows.stamp(book.connection, _BEARS)),
        sorted([person, lives] for person, lives in home.items()),
        [minutes[channel] for channel in sorted(minutes)],
        str(book.zone),
    ]
    kept: dict[str, Any] | None = memos.find(book.connection, _MEMO)
    if kept is None or kept["of"] != of:
        kept = {"of": of, **_work_out(book, begins, home, minutes)}
        memos.put(book.connection, _MEMO, kept)
    return kept


def _minutes(book: OpenBook) -> dict[int, float]:
    """What one exchange by each channel takes where no length is known."""
    return {int(channel): minutes for channel, minutes in standing.costs(book).minutes.items()}


def _work_out(
    book: OpenBook, begins: list[date], home: Mapping[int, bool], minutes: Mapping[int, float]
) -> dict[str, Any]:
    members = {one.person: one for one in attention_rows.members(book.connection)}
    known = {person: _circles(one) for person, one in members.items() if not home.get(person)}
    starts = [int(datetime.combine(day, time(), book.zone).timestamp()) for day in begins]
    together = _together(book, known, starts[0])
    given: list[Given] = []
    channels: dict[int, float] = {}
    exchanges = 0
    said: set[tuple[int, int, int]] = set()
    shift = weighing.zone_shift(book)
    for event in sorted(together):
        persons, how, amount = together[event]
        at = event >> DIGEST_BITS
        month = max(bisect_right(starts, at) - 1, 0)
        own = frozenset[str]().union(*(known[person][0] for person in persons))
        guessed = frozenset[str]().union(*(known[person][1] for person in persons)) - own
        channel = how & CHANNEL_MASK
        burst = ((at + shift) // DAY, channel, min(persons))
        taken = 0.0 if burst in said or not _is_given(how) else _length(channel, amount, minutes)
        if channel not in _TALKS and taken:
            said.add(burst)
        given.append(Given(month, taken, own, guessed))
        channels[channel] = channels.get(channel, 0.0) + taken
        exchanges += month >= MONTHS - RECENT
    cells = spread(given, MONTHS)
    recent = sum(one.minutes for one in given if one.month >= MONTHS - RECENT)
    return {
        "cells": cells,
        "recent": [recent, exchanges],
        "channels": [Channel(c).name.lower() for c in sorted(channels, key=lambda c: (-channels[c], c))],
        "judged": sorted(_judged(members, known, home)),
        "love": [person for person, one in members.items() if "love" in json.loads(one.circles)],
    }


def _judged(members: Mapping[int, Member], known: Mapping[int, Circles], home: Mapping[int, bool]) -> set[str]:
    """Circles that may be short of a wish: not those of which everybody lives, or may live, with the owner."""
    hidden = {circle for person in members if person not in known for circle in _circles(members[person])[0]}
    love_is_asked = any("love" in own and person not in home for person, (own, _guessed) in known.items())
    seen = {circle for own, _guessed in known.values() for circle in own}
    everything = {*CIRCLES, *seen} - (hidden - seen)
    return everything - {"love"} if love_is_asked else everything


def _circles(one: Member) -> Circles:
    """The circles of somebody by the owner's word, and, where there is none, by a guess."""
    own = frozenset(json.loads(one.circles))
    return own, frozenset() if own else frozenset(name for name, _why in json.loads(one.proposed))


def _is_given(how: int) -> bool:
    """Whether the owner had a part in it: wrote, called or met; what only came in takes none of the minutes."""
    return how & CHANNEL_MASK in _TALKS or bool(how >> DIRECTION_SHIFT & 3 & Direction.OUT)


def _length(channel: int, amount: int, minutes: Mapping[int, float]) -> float:
    if channel in _TALKS and amount > 0:
        return float(min(amount, LONGEST_MINUTES))
    return minutes.get(channel, 0.0)


Together = dict[int, tuple[list[int], int, int]]
"""Event -> who of the circles had a part in it, how, and how long."""


def _together(book: OpenBook, known: Mapping[int, object], since: int) -> Together:
    rows = attention_rows.exchanges_since(book.connection, since << DIGEST_BITS, weighing.until_event(book))
    found: Together = {}
    for person, group in groupby(rows, key=itemgetter(0)):
        if person not in known:
            continue
        for event, how, others, amount in _once(book, group):
            if others <= CROWD:
                found.setdefault(event, ([], how, amount))[0].append(person)
    return found


def _once(book: OpenBook, rows: Iterable[Any]) -> list[tuple[int, int, int, int]]:
    """What passed with one person, each event once, and none twice that the owner logged too."""
    own = {row[1]: tuple(row[1:]) for row in rows}
    return weighing.without_told_twice(yielding(book.connection, [own[event] for event in sorted(own)]))
