"""When an event takes place: its series worked out into instants, within bounds."""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final, NamedTuple

from entregent.formats.components import Component
from entregent.formats.ical import Event, Moment, parse_moment
from entregent.formats.recurrence import FIRST_YEAR, LAST_YEAR, OCCURRENCE_LIMIT, Rule, expand, parse_rule
from entregent.formats.time_zones import OwnZone, utc_at, zone_by_name, zone_from_component

OWN_ZONE_LIMIT: Final = 50
"""Zones of a file's own that are worked out."""


class Zones:
    """The zones that a file speaks of: well-known names, its own VTIMEZONEs, and the one for floating times."""

    def __init__(self, floating: tzinfo, own: dict[str, Component]) -> None:
        self.floating = floating
        self.unknown: set[str] = set()
        self._own = own
        self._made: dict[str, tzinfo | None] = {}

    def of(self, moment: Moment) -> tzinfo:
        """The zone of a moment. One that nobody knows counts as floating and is remembered in `unknown`."""
        if not moment.zone:
            return self.floating
        found = zone_by_name(moment.zone) or self._own_zone(moment.zone)
        if found is None:
            if len(self.unknown) < 100:
                self.unknown.add(moment.zone)
            return self.floating
        return found

    def _own_zone(self, name: str) -> tzinfo | None:
        """A zone that only the file describes, worked out when a time first needs it."""
        if name not in self._made and len(self._made) < OWN_ZONE_LIMIT:
            component = self._own.get(name)
            self._made[name] = zone_from_component(component) if component is not None else None
        return self._made.get(name)

    def instant(self, moment: Moment) -> int:
        """UTC seconds of a moment; a day's are those of its noon."""
        wall = moment.wall + timedelta(hours=12) if moment.is_day else moment.wall
        return utc_at(wall, self.of(moment))


class Occurrence(NamedTuple):
    """One time of an event: UTC seconds, the local time it stands for, and its name within the series ("" alone)."""

    at: int
    wall: datetime
    name: str


class Occurrences(NamedTuple):
    """The times of an event in order, and what happened to those that are not there."""

    found: list[Occurrence]
    flaws: list[str]
    later: bool
    """Some lie after the horizon."""


def occurrences(event: Event, zones: Zones, horizon: int, overridden: set[str]) -> Occurrences:
    """Work out when an event with a start takes place, up to `horizon` (UTC seconds).

    The start always counts as the first time. Times in `overridden` (RECURRENCE-ID values as `survey` gives them)
    have an event of their own and are left out, as are EXDATE and EXRULE. A rule that can't be read leaves the
    start alone, and is named in `flaws`.
    """
    start = event.start
    assert start is not None
    if event.recurrence is not None:
        own = Occurrence(zones.instant(start), start.wall, _name(zones, event.recurrence))
        return Occurrences([own] if own.at <= horizon else [], [], own.at > horizon)
    if not (event.rules or event.extra or event.excluded):
        at = zones.instant(start)
        return Occurrences([Occurrence(at, start.wall, "")] if at <= horizon else [], [], at > horizon)
    flaws: list[str] = []
    walls = {start.wall}
    for text in event.rules:
        walls.update(_expanded(text, start, zones, horizon, flaws))
    for text in event.excluding_rules:
        walls.difference_update(_expanded(text, start, zones, horizon, flaws))
    moments = [Moment(wall, start.zone, start.is_day) for wall in walls]
    moments += [_like(start, extra) for extra in event.extra if _in_range(extra)]
    return _listed(event, moments, zones, horizon, _Exceptions(event, zones, overridden), flaws)


def _listed(
    event: Event, moments: list[Moment], zones: Zones, horizon: int, exceptions: "_Exceptions", flaws: list[str]
) -> Occurrences:
    assert event.start is not None
    found: dict[int, Occurrence] = {}
    later = False
    for moment in moments:
        at = zones.instant(moment)
        if at > horizon:
            later = True
        elif not exceptions.hold(moment, at):
            found[at] = Occurrence(at, moment.wall, _name(zones, moment))
    if len(found) > OCCURRENCE_LIMIT:
        flaws.append("too-many-occurrences")
    return Occurrences([found[at] for at in sorted(found)[-OCCURRENCE_LIMIT:]], flaws, later)


class _Exceptions:
    """Which times of a series do not count: by instant, or by day where only a day was written."""

    def __init__(self, event: Event, zones: Zones, overridden: set[str]) -> None:
        moments = list(event.excluded)
        for text in overridden:
            value, _, zone = text.partition(";")
            moment = parse_moment(value, zone)
            if moment is not None:
                moments.append(moment)
        whole_days = event.start is not None and event.start.is_day
        self._instants = {zones.instant(moment) for moment in moments if not moment.is_day and _in_range(moment)}
        self._days = {moment.wall.date() for moment in moments if moment.is_day or whole_days}

    def hold(self, moment: Moment, at: int) -> bool:
        return at in self._instants or moment.wall.date() in self._days


def _like(start: Moment, extra: Moment) -> Moment:
    """An added date in the form of the start: a bare day takes the start's time."""
    if extra.is_day and not start.is_day:
        return Moment(datetime.combine(extra.wall.date(), start.wall.time()), start.zone, is_day=False)
    return extra


def _in_range(moment: Moment) -> bool:
    return FIRST_YEAR <= moment.wall.year <= LAST_YEAR


def _name(zones: Zones, moment: Moment) -> str:
    """How a series calls one of its times: the day, or the instant, as RECURRENCE-ID would in UTC."""
    if moment.is_day:
        return moment.wall.strftime("%Y%m%d")
    at = datetime(1970, 1, 1) + timedelta(seconds=zones.instant(moment))  # noqa: DTZ001 (already UTC)
    return at.strftime("%Y%m%dT%H%M%SZ")


def _expanded(text: str, start: Moment, zones: Zones, horizon: int, flaws: list[str]) -> list[datetime]:
    try:
        rule = parse_rule(text)
        if start.is_day:
            rule = _by_day(rule)
        # A local clock is at most a day away from UTC.
        last = datetime(1970, 1, 1) + timedelta(seconds=horizon + 86_400)  # noqa: DTZ001 (a bound)
        if rule.until:
            last = min(last, _until(rule.until, start, zones))
    except (ValueError, OverflowError):
        flaws.append("broken-rule")
        return []
    expansion = expand(rule, start.wall, last)
    if expansion.capped:
        flaws.append("too-many-occurrences")
    return expansion.walls


def _by_day(rule: Rule) -> Rule:
    """A rule for whole days: parts finer than a day mean nothing (RFC 5545: ignored). Raises ValueError."""
    if rule.frequency in ("HOURLY", "MINUTELY", "SECONDLY"):
        raise ValueError("finer-than-a-day")
    return rule._replace(hours=frozenset(), minutes=frozenset(), seconds=frozenset())


def _until(text: str, start: Moment, zones: Zones) -> datetime:
    """UNTIL in the local time of the start. A bare day includes that day. Raises ValueError."""
    moment = parse_moment(text)
    if moment is None:
        raise ValueError("broken-until")
    if moment.is_day:
        return moment.wall + timedelta(hours=23, minutes=59, seconds=59)
    if moment.zone != "UTC" or start.is_day or not _in_range(moment):
        return moment.wall
    zone = zones.of(start)
    guess = moment.wall.replace(tzinfo=None)
    if isinstance(zone, OwnZone):
        return guess + zone.utcoffset(guess)
    return moment.wall.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
