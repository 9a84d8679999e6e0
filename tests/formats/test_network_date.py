"""Dates as networks write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.formats.network_date import Stamp, network_date

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1980, 1, 1), datetime(2200, 1, 1), timezones=ZONES)  # noqa: DTZ001


@given(INSTANTS)
def test_every_instant_is_read_in_both_forms(when: datetime) -> None:
    offset = when.utcoffset()
    assert offset is not None
    seconds = int((when.replace(microsecond=0) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
    expected = Stamp(seconds, int(offset.total_seconds()) // 60)
    assert network_date(when.isoformat()) == expected
    assert network_date(when.strftime("%a %b %d %H:%M:%S %z %Y")) == expected


@pytest.mark.parametrize(
    ("written", "at", "offset"),
    [
        ("2025-06-03T20:00:00.000Z", 1_748_980_800, 0),
        ("Tue Jun 03 19:32:20 +0000 2025", 1_748_979_140, 0),
        ("Tue Jun 03 15:32:20 -0400 2025", 1_748_979_140, -240),
        ("2013-05-06 14:03:09 +0000", 1_367_848_989, 0),
        ("2013-05-06 16:03:09 +0200", 1_367_848_989, 120),
        ("2013-05-06 14:03:09 UTC", 1_367_848_989, 0),
        ("2013-05-06 14:03:09", 1_367_848_989, 0),
        ("2020-01-01 00:00:00.000000+00:00", 1_577_836_800, 0),
    ],
)
def test_forms_of_networks_are_read(written: str, at: int, offset: int) -> None:
    assert network_date(written) == Stamp(at, offset)


NO_DATES = (
    *("", "x", "2024-02-30", "Mon Foo 06 14:03:09 +0000 2024", "Mon May 32 14:03:09 +0000 2024", "9" * 100),
    *("Mon May 06 24:03:09 +0000 2024", "Mon May 06 14:60:09 +0000 2024", "Mon May 06 14:03:09 +0000 0000"),
    *(
        "Mon May 06 14:03:09 2024",
        "0000-00-00T00:00:00Z",
        "Mon May 06 14:03:09 +0000 20245",
        "\u0662\u0660\u0662\u0664-05-06",
    ),
)


@pytest.mark.parametrize("written", NO_DATES)
def test_what_is_no_date_is_none(written: str) -> None:
    assert network_date(written) is None


@given(st.text(max_size=45))
def test_no_text_raises(written: str) -> None:
    network_date(written)
