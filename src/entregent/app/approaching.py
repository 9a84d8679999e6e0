"""Approaching: what each way of coming up to people brought, what that proves, and which way to try next."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from entregent.app import approach_lines, business, first_tries, language, planned_steps
from entregent.app.approach_lines import key_of
from entregent.app.approach_views import ApproachesView, NextChannel
from entregent.app.approach_words import DOING, opener_code, way_words, whence_code
from entregent.app.first_tries import INTRODUCTION, LOOKED_BACK_DAYS, FirstTry
from entregent.app.ladder_views import PlannedStep
from entregent.app.opening import OpenBook
from entregent.app.reaching import find_person
from entregent.app.results import known_results
from entregent.app.views import Done
from entregent.attention.channels import HABITS, possible_channels
from entregent.model.errors import BadNumberError, RequestError
from entregent.model.interaction import Channel
from entregent.store import facts, handles, people, stages
from entregent.store import first_tries as kept
from entregent.store.facts import NewFact
from entregent.strategy.advice import Seen, advise
from entregent.strategy.approaches import Approach, Tally, Try, by_channel, next_channel, pooled_rate, tally
from entregent.ties.state import DAY

MOST_TRIES: Final = 200
"""Of each way the last so many tries: what was before says little of today."""

USUAL_WAYS: Final = ("mail", "social", "call")
"""Channels that may be proposed for a first contact unasked, the easiest first; others once they were used."""

AIM: Final = "answers-aim"
"""The setting, the verb, and the kind of fact of what the owner aims at."""


class UnknownApproachError(RequestError):
    """There is no way of this `key`."""

    code = "unknown-approach"


class Counted(NamedTuple):
    """First contacts that count, by approach, and how many do not."""

    tries: dict[Approach, list[Try]]
    left_out: int


# ── which first contacts count ────────────────────────────────────────────────────────────────────────────────────


def counted(book: OpenBook) -> Counted:
    """The first contacts with strangers and in business; never with love, family or friends."""
    tried = first_tries.first_tries(book)
    bearings = {row.person: row for row in kept.bearings(book.connection, [one.person for one in tried])}
    introduced = {row[0] for row in stages.introductions(book.connection)}
    results: dict[int, int] = {}
    for result in known_results(book):
        results[result.person] = max(results.get(result.person, 0), result.at)
    found: dict[Approach, list[Try]] = {}
    left_out = 0
    for one in tried:
        bearing = bearings.get(one.person)
        if bearing is None or bearing.never not in {"", "archived"}:
            continue
        if not may_count(json.loads(bearing.circles), json.loads(bearing.proposed)):
            left_out += 1
            continue
        approach = _approach(one, introduced=one.person in introduced)
        found.setdefault(approach, []).append(_try(book, one, approach, results.get(one.person, 0)))
    return Counted({way: sorted(some, key=lambda one: one.at)[-MOST_TRIES:] for way, some in found.items()}, left_out)


def may_count(circles: Sequence[str], proposed: Sequence[Sequence[object]]) -> bool:
    """Whether a first contact may be counted: business, or in no circle; and nobody who may well be of the heart."""
    if circles:
        return business.is_business(circles)
    return not any(guess[0] in business.HEART for guess in proposed)


def _approach(one: FirstTry, *, introduced: bool) -> Approach:
    whence = INTRODUCTION if introduced and not one.said else one.whence
    channel, opener = Channel(one.channel).name.lower(), opener_code(one.opener)
    return Approach(channel, opener, whence_code(whence) if one.said else whence)


def _try(book: OpenBook, one: FirstTry, approach: Approach, result_at: int) -> Try:
    patience = HABITS[Channel(one.channel)].patience_days * DAY
    answered: bool | None = bool(one.heard_at) and one.heard_at - one.at <= patience
    if not answered and not one.heard_at and book.now - one.at <= patience:
        answered = None
    return Try(approach, one.at, answered, met=bool(one.met_at), result=result_at >= one.at)


# ── what they prove ───────────────────────────────────────────────────────────────────────────────────────────────


def approaches(book: OpenBook) -> ApproachesView:
    """Every way that was tried in two years, what it brought, and what to do about it; worked out once an hour."""
    return first_tries.remembered(book, ("view", language.spoken(), book.setting("region")), lambda: _view(book))


def _view(book: OpenBook) -> ApproachesView:
    tries, left_out = counted(book)
    tallies = {way: tally(some) for way, some in tries.items()}
    pooled = pooled_rate(tallies.values())
    usual, aims = int(book.setting(AIM)) / 100, _aims(book)
    seen = [Seen(key_of(way), one.answers, one.tries, aims.get(key_of(way), usual)) for way, one in tallies.items()]
    by_way = by_channel(one for some in tries.values() for one in some)
    fresh = [Seen(channel, 0, 0, usual) for channel in _possible(by_way) if channel not in by_way]
    words = {key_of(way): way_words(*way) for way in tallies}
    words |= {channel: way_words(channel, whence=None) for channel in DOING}
    lines = []
    for (way, one), own in zip(tallies.items(), seen, strict=True):
        others = [other for other in (*seen, *fresh) if other.name != own.name]
        found = approach_lines.Found(way, one, own, advise(own, others, pooled), pooled, tries[way])
        lines.append(approach_lines.line(book, found, words, aim_is_own=own.name in aims))
    lines.sort(key=lambda line: (-line.tries, -line.waiting, line.words))
    return ApproachesView(
        lines=tuple(lines),
        channels=tuple(approach_lines.channel_line(channel, one, pooled) for channel, one in _by_use(by_way)),
        next=approach_lines.shown(next_channel(by_way, _possible(by_way))),
        aim=usual,
        pooled=pooled,
        tries=sum(one.tries for one in tallies.values()),
        answers=sum(one.answers for one in tallies.values()),
        waiting=sum(one.waiting for one in tallies.values()),
        left_out=left_out,
        since=book.day_of(book.now - LOOKED_BACK_DAYS * DAY).isoformat(),
    )


def most_tries(book: OpenBook) -> int:
    """How many tries of known fate the most used way has."""
    return max((tally(some).tries for some in counted(book).tries.values()), default=0)


def _by_use(by_way: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
    return sorted(by_way.items(), key=lambda item: (-item[1].tries, -item[1].waiting, item[0]))


def _possible(used: Iterable[str]) -> list[str]:
    """The channels that a stranger may be approached by."""
    return list(dict.fromkeys((*USUAL_WAYS, *(channel for channel in DOING if channel in set(used)))))


def next_for(book: OpenBook, who: str = "") -> NextChannel | None:
    """The channel for the next first contact; with `who` among those by which the book can reach them.

    None where there is none, and for whoever belongs to a circle that has no rate. Raises what a wrong WHO raises.
    """
    by_way = by_channel(one for some in counted(book).tries.values() for one in some)
    possible = _possible(by_way)
    if who:
        person = find_person(book, who)
        row = people.find(book.connection, person)
        if row is None or row.never or not may_count(json.loads(row.circles), json.loads(row.circles_proposed)):
            return None
        kinds = [handle[1] for handle in handles.of_person(book.connection, person)]
        reach = {channel.name.lower() for channel in possible_channels(kinds)}
        possible = [channel for channel in DOING if channel in reach]
    return approach_lines.shown(next_channel(by_way, possible))


# ── what is aimed at, and what is planned ─────────────────────────────────────────────────────────────────────────


def aim_at(book: OpenBook, key: str, percent: str) -> Done:
    """Aim at so many answers of a hundred by one way; "" for as many as everywhere.

    Raises UnknownApproachError, BadNumberError. What is kept is the way's key: where from may be somebody's name.
    """
    book.write_check()
    if key not in {key_of(way) for way in counted(book).tries}:
        raise UnknownApproachError(key=key)
    wished = percent.strip().removesuffix("%").strip()
    if wished and not (wished.isdecimal() and 1 <= int(wished) <= 99):
        raise BadNumberError(text=percent, what="percent")
    old = [fact.id for fact in facts.of_kinds(book.connection, AIM) if json.loads(fact.value)["of"] == key]
    stated = [NewFact(None, AIM, json.dumps({"of": key, "aim": int(wished)}))] if wished else []
    if not stated and not old:
        return Done(None, f"{AIM}-again")
    verb = AIM if stated else f"{AIM}-again"
    action = facts.act(book.connection, verb, book.now, stated, value=wished, retires=old)
    return Done(action, verb, value=wished)


def _aims(book: OpenBook) -> dict[str, float]:
    """What the owner aims at by single ways, by key."""
    told = (json.loads(fact.value) for fact in facts.of_kinds(book.connection, AIM))
    return {one["of"]: one["aim"] / 100 for one in told}


def try_way(book: OpenBook, key: str, who: str = "") -> Done:
    """Plan the next step by one of the owner's ways, or by a channel; toward somebody, or somebody new.

    Raises UnknownApproachError, and what a wrong WHO raises.
    """
    way = next((way for way in counted(book).tries if key_of(way) == key), None)
    if way is None and key not in DOING:
        raise UnknownApproachError(key=key)
    action = way_words(*way) if way else way_words(key, whence=None)
    channel = way.channel if way else key
    standing = next((one for one in planned_steps.planned(book) if not who and _is_same(one, action, channel)), None)
    if standing is not None:
        return Done(None, "plan-step", value=standing.on)
    return planned_steps.plan_step(book, [who] if who else [], planned_steps.Wish(action=action, channel=channel))


def _is_same(step: PlannedStep, action: str, channel: str) -> bool:
    """Whether such a step toward nobody in particular is planned already: a second press plans no twin."""
    return not step.people and step.action == action and step.channel == channel
