"""Plates against minutes."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from entregent.attention.bound import price_and_bound
from entregent.attention.curve import curve, curves, kept_from, kept_people
from entregent.attention.plate import RELATION, UPKEEP, Plate, fall_from_half_life, kind_of, weight_of
from entregent.model.tie import Level

plates = st.builds(
    Plate,
    st.integers(1, 9),
    st.sampled_from([1.0, 2.0, 4.0, 8.0]),
    st.floats(0.007, 0.35),
    st.sampled_from([5.0, 10.0, 20.0, 45.0]),
    st.floats(0.05, 1.0),
    st.just(1.0),
)
TEN_ALIKE = [Plate(n, 2.0, fall_from_half_life(90), 20.0, 0.6, 1.0) for n in range(10)]


@settings(deadline=None, max_examples=25)
@given(st.lists(plates, max_size=10))
def test_more_minutes_never_keep_fewer(book: list[Plate]) -> None:
    points = curve(book, [0.0, 10.0, 30.0, 60.0, 120.0, 480.0])
    assert all(a.kept <= b.kept and a.resting >= b.resting for a, b in pairwise(points))
    assert all(a.share <= b.share + 1e-9 for a, b in pairwise(points))
    assert all(p.kept + p.thin + p.resting == len(book) for p in points)


def test_no_minutes_keep_nobody_and_plenty_keep_all() -> None:
    none, plenty = curve(TEN_ALIKE, [0.0, 500.0])
    assert (none.kept, none.share) == (0, 0.0)
    assert plenty.kept == 10
    assert plenty.price == 0.0


def test_each_kind_of_effort_has_its_own_minutes() -> None:
    light = [p._replace(person=p.person + 10, minutes=4.0, kind=UPKEEP) for p in TEN_ALIKE]
    both = curves([*TEN_ALIKE, *light], [30.0])
    assert both[RELATION] == curve(TEN_ALIKE, [30.0])
    assert both[UPKEEP] == curve(light, [30.0])
    assert both[UPKEEP][0].kept >= both[RELATION][0].kept


def test_the_kept_are_named() -> None:
    dear = TEN_ALIKE[0]._replace(weight=8.0)
    book = [dear, *(p._replace(weight=0.1) for p in TEN_ALIKE[1:])]
    price = price_and_bound(book, 2.0).price
    assert kept_people(book, price) == {dear.person}


@settings(deadline=None, max_examples=60)
@given(st.lists(plates, min_size=1, max_size=9, unique_by=lambda one: one.person), st.floats(0.5, 900.0))
def test_each_plate_is_kept_from_its_own_minutes_on(book: list[Plate], minutes: float) -> None:
    begins = kept_from(book)
    kept = kept_people(book, price_and_bound(book, minutes).price)
    certain = {person: at for person, at in begins.items() if abs(at - minutes) > 1e-5 * minutes}
    assert {person for person, at in certain.items() if at < minutes} == kept & certain.keys()


def test_a_plate_that_never_answers_is_kept_by_no_minutes() -> None:
    deaf = TEN_ALIKE[0]._replace(chance=0.0)
    assert kept_from([deaf, TEN_ALIKE[1]])[deaf.person] == float("inf")
    assert kept_from([]) == {}


def test_levels_have_a_kind_and_a_weight() -> None:
    assert [kind_of(level) for level in (Level.CLOSE, Level.VALUED, Level.NURTURED, Level.WIDE)] == [
        RELATION,
        RELATION,
        UPKEEP,
        UPKEEP,
    ]
    assert weight_of(Level.VALUED, 1.5) == 6.0
    assert weight_of(Level.NONE) == 0.0
