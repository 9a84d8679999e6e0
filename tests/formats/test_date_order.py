"""Which number is the day: shown by all dates of a file together, or left open."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.formats.date_order import Order, OrderSought, day_in, numbers_of

LATEST = date(2026, 7, 27)
FORMS = {"dmy": "{d}/{m}/{y}", "mdy": "{m}/{d}/{y}", "ymd": "{y}/{m}/{d}"}


def sought(*dates: str) -> OrderSought:
    found = OrderSought(LATEST)
    for text in dates:
        found.add(numbers_of(*text.split("/")))
    return found


def told(*dates: str, **hints: str) -> Order:
    return sought(*dates).told(**hints)


@pytest.mark.parametrize(
    ("dates", "order", "shown_by"),
    [
        (["01/02/2024", "13/02/2024"], "dmy", "numbers"),
        (["01/02/2024", "02/13/2024"], "mdy", "numbers"),
        (["2024/02/01"], "ymd", "numbers"),
        (["01/01/24", "13/02/24", "31/03/24"], "dmy", "numbers"),
        (["24/01/31", "24/02/01"], "ymd", "numbers"),
        (["05/11/2023", "06/11/2023", "01/12/2023"], "dmy", "sequence"),
        (["11/05/2023", "11/06/2023", "12/01/2023"], "mdy", "sequence"),
        (["1/1/24", "5/5/24"], "dmy", "numbers"),
        (["05/12/2026", "06/12/2026"], "mdy", "numbers"),
        (["01/07/2567", "14/07/2567"], "dmy", "numbers"),
        (["03/04/2024", "03/05/2024"], "", ""),
        (["03/04/2024"], "", ""),
        (["99/99/2024"], "dmy", "numbers"),
        ([], "", "numbers"),
    ],
)
def test_dates_together_show_their_order(dates: list[str], order: str, shown_by: str) -> None:
    assert told(*dates)[:2] == (order, shown_by)


def test_what_is_open_is_decided_by_name_then_language_then_form() -> None:
    dates = ("03/04/2024", "03/05/2024")
    assert told(*dates, named="mdy", spoken="dmy")[:2] == ("mdy", "name")
    assert told(*dates, spoken="dmy")[:2] == ("dmy", "language")
    assert told(*dates, formed="dmy")[:2] == ("dmy", "form")
    assert told(*dates) == Order("", "", ("dmy", "mdy"), 2)


def test_a_name_does_not_make_a_day_of_what_is_none() -> None:
    assert told("03/04/2024", "13/04/2024", named="mdy")[:2] == ("dmy", "numbers")


def test_a_stray_date_among_many_changes_nothing() -> None:
    dates = [f"{day:02}/01/2024" for day in range(1, 31)] * 10
    assert told(*dates, "45/45/2024").order == "dmy"


@given(
    st.sampled_from(sorted(FORMS)),
    st.dates(date(2010, 1, 1), date(2024, 1, 1)),
    st.lists(st.integers(0, 40), min_size=1, max_size=60),
    st.booleans(),
)
def test_an_order_that_is_told_is_the_right_one(order: str, first: date, gaps: list[int], short: bool) -> None:
    days = [first + timedelta(days=sum(gaps[:n])) for n in range(len(gaps))]
    found = OrderSought(LATEST)
    for day in days:
        text = FORMS[order].format(d=f"{day.day:02}", m=f"{day.month:02}", y=f"{day:%y}" if short else day.year)
        found.add(numbers_of(*text.split("/")))
    shown = found.told()
    if shown.order:
        for day in days:
            parts = FORMS[order].format(d=f"{day.day:02}", m=f"{day.month:02}", y=f"{day:%y}" if short else day.year)
            assert day_in(numbers_of(*parts.split("/")), shown.order) == day
