"""Recurrence rules: the same as dateutil's where both answer, and bounded where it would not end."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from entregent.formats.recurrence import OCCURRENCE_LIMIT, WEEKDAYS, expand, parse_rule

START = datetime(2024, 1, 29, 9, 30)  # noqa: DTZ001
LAST = datetime(2034, 1, 1)  # noqa: DTZ001


def numbers(count: int) -> str:
    return ",".join(map(str, range(count)))


def walls(text: str, start: datetime = START, last: datetime = LAST) -> list[datetime]:
    return expand(parse_rule(text), start, last).walls


def test_the_rules_people_use() -> None:
    days = [wall.strftime("%m-%d") for wall in walls("FREQ=MONTHLY;BYDAY=-1MO;COUNT=3")]
    assert days == ["01-29", "02-26", "03-25"]
    days = [wall.strftime("%m-%d") for wall in walls("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3")]
    assert days == ["01-31", "02-29", "03-29"]
    assert len(walls("FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20240301T000000Z", last=datetime(2024, 3, 1))) == 10  # noqa: DTZ001


def lists(low: int, high: int, *, zero: bool = False) -> st.SearchStrategy[list[int]]:
    numbers = st.integers(low, high).filter(lambda number: zero or number != 0)
    return st.lists(numbers, max_size=3, unique=True)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules that dateutil reads as RFC 5545 does, and that surely fall: on others it searches until the year 9999."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    months = draw(lists(1, 12))
    year_days = draw(lists(-366, 366)) if frequency == "YEARLY" and not months else []
    month_days = draw(lists(-28, 28)) if months or frequency in ("DAILY", "MONTHLY") else []
    days = draw(st.lists(st.sampled_from(WEEKDAYS), max_size=3, unique=True)) if not (month_days or year_days) else []
    if frequency in ("MONTHLY", "YEARLY"):
        # dateutil wants a day to be in both lists where some carry a number and some do not.
        number = draw(st.sampled_from(["", "1", "-1", "2"]))
        days = [number + day for day in days]
    interval = 1 if months or frequency == "DAILY" else draw(st.integers(1, 3))
    written = [f"FREQ={frequency}", f"WKST={draw(st.sampled_from(WEEKDAYS))}", f"INTERVAL={interval}"]
    parts: dict[str, list[int] | list[str]] = {"BYMONTH": months, "BYMONTHDAY": month_days, "BYDAY": days}
    parts["BYYEARDAY"] = year_days
    parts["BYHOUR"] = draw(lists(0, 23, zero=True))
    written += [f"{key}={','.join(str(value) for value in values)}" for key, values in parts.items() if values]
    if (days or month_days) and frequency in ("MONTHLY", "YEARLY"):
        written += draw(st.sampled_from([[], ["BYSETPOS=1"], ["BYSETPOS=-1"]]))
    return ";".join(written)


@settings(max_examples=100, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(rules())
def test_expansion_equals_dateutils(text: str) -> None:
    end = datetime(2029, 1, 1)  # noqa: DTZ001
    theirs = list(rrulestr(text, dtstart=START).between(START, end, inc=True))
    assert walls(text, last=end) == theirs[-OCCURRENCE_LIMIT:]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;INTERVAL=-1",
            "FREQ=DAILY;COUNT=-5",
            "FREQ=DAILY;FREQ=WEEKLY",
            "FREQ=NEVER",
        ),
        *(
            "",
            "junk",
            "FREQ=DAILY;BYDAY=XX",
            "FREQ=YEARLY;BYMONTH=13",
            "FREQ=DAILY;BYHOUR=24",
            "FREQ=DAILY;BYMONTHDAY=0",
        ),
        *("FREQ=YEARLY;RSCALE=CHINESE", "FREQ=DAILY;COUNT=" + "9" * 40, "FREQ=DAILY;BYHOUR=" + "1," * 200_000),
    ],
)
def test_senseless_rules_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_rule(text)


@pytest.mark.parametrize("frequency", ["YEARLY", "MONTHLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"])
def test_a_rule_that_never_falls_ends(frequency: str) -> None:
    text = f"FREQ={frequency};BYMONTH=2;BYMONTHDAY=30"
    assert walls(text, datetime(1900, 1, 1), datetime(9999, 1, 1)) == []  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    [
        *("FREQ=DAILY;COUNT=1000000000", "FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=DAILY;UNTIL=50000101"),
        "FREQ=DAILY;BYDAY=" + ",".join(["MO", "-1TU", "53SU"] * 7_000),
        f"FREQ=YEARLY;BYHOUR={numbers(24)};BYMINUTE={numbers(60)};BYDAY=MO,TU,WE",
        f"FREQ=YEARLY;BYSETPOS=1;BYMINUTE={numbers(60)};BYSECOND={numbers(60)};BYDAY=MO,TU",
    ],
)
def test_a_rule_without_end_is_capped(text: str) -> None:
    found = expand(parse_rule(text), datetime(1900, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001
    assert len(found.walls) <= OCCURRENCE_LIMIT
    assert found.capped


@pytest.mark.parametrize(("count", "capped"), [(3_499, False), (3_500, False), (3_501, True)])
def test_the_latest_occurrences_are_kept(count: int, capped: bool) -> None:
    found = expand(parse_rule(f"FREQ=DAILY;COUNT={count}"), START, datetime(2090, 1, 1))  # noqa: DTZ001
    assert (len(found.walls), found.capped) == (min(count, 3_500), capped)
    assert (found.walls[-1] - START).days == count - 1


# Where libical answers otherwise, with the reason.
OTHERWISE = (
    "FREQ=DAILY;BYMINUTE=1,2,3,4;INTERVAL=2;COUNT=3",  # times of a whole day: dropped by `occurrences`, not here
    "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;BYWEEKNO=1;UNTIL=20320101",  # libical: not implemented
    "FREQ=YEARLY;BYWEEKNO=53;INTERVAL=6;BYDAY=TH;COUNT=1",  # libical counts calendar years here, else week years
    "FREQ=YEARLY;BYWEEKNO=53;INTERVAL=5;BYDAY=TH;COUNT=1",
)


@pytest.mark.real
def test_expansion_equals_libicals_table(shared_data: Callable[[str], Path]) -> None:
    found = list((shared_data("ical-libical")).rglob("icalrecur_test.txt"))
    rows = [row.strip() for row in found[0].read_text(encoding="utf-8").splitlines()]
    checked = 0
    for at, row in enumerate(rows):
        if not row.startswith("INSTANCES:") or not rows[at - 2].startswith("RRULE:"):
            continue
        text, start = rows[at - 2].removeprefix("RRULE:"), rows[at - 1].removeprefix("DTSTART:")
        if text in OTHERWISE:
            continue
        try:
            assert expanded(text, start) == row.removeprefix("INSTANCES:").replace("Z", "").split(","), text
        except ValueError:
            assert "*" in row, text
        checked += 1
    assert checked > 100


def expanded(text: str, start: str) -> list[str]:
    form = "%Y%m%dT%H%M%S" if "T" in start else "%Y%m%d"
    rule = parse_rule(text)
    until = rule.until.rstrip("Z") or "20991231"
    last = datetime.strptime(until, "%Y%m%dT%H%M%S" if "T" in until else "%Y%m%d")  # noqa: DTZ007
    first = datetime.strptime(start.rstrip("Z"), form)  # noqa: DTZ007
    return [wall.strftime(form) for wall in expand(rule, first, last).walls]
