"""The small dare of a day, surprise, and the wide net."""

from hypothesis import given
from hypothesis import strategies as st

from entregent.coaching.rungs import DEFAULTS
from entregent.coaching.small_dare import SHORTLIST, Fitting, choose, choose_some, fitting_rung
from entregent.coaching.surprise import FEWEST_PAIRS, Pair, surprise
from entregent.coaching.wide_net import MOST, Stranger, worth_a_step

FOUND = st.lists(st.builds(Fitting, st.integers(1, 50), st.floats(0, 9)), max_size=30, unique_by=lambda one: one.person)
STRANGERS = st.lists(
    st.builds(Stranger, st.integers(1, 99), *[st.integers(0, 3)] * 3, st.booleans(), st.integers(0, 9)),
    max_size=20,
    unique_by=lambda one: one.person,
)


@given(FOUND, st.integers(0, 30_000), st.randoms())
def test_the_same_day_chooses_the_same_person_in_whatever_order(
    found: list[Fitting], day: int, shuffled: object
) -> None:
    chosen = choose(day, found)
    shuffled.shuffle(found)  # type: ignore[attr-defined]
    assert choose(day, found) == chosen
    assert (chosen is None) == (not found)


@given(FOUND, st.integers(0, 30_000))
def test_whoever_is_chosen_is_among_the_best(found: list[Fitting], day: int) -> None:
    chosen = choose(day, found)
    if chosen is not None:
        assert sum(one.merit > chosen.merit for one in found) < SHORTLIST


@given(FOUND, st.integers(0, 30_000), st.integers(0, 4))
def test_several_are_different_people(found: list[Fitting], day: int, many: int) -> None:
    some = choose_some(day, found, many)
    assert len({one.person for one in some}) == len(some) == min(many, len(found))


@given(st.integers(0, 10), st.integers(1, 90))
def test_a_dare_fits_the_minutes_and_is_never_above_the_rung(place: int, minutes: int) -> None:
    phone = DEFAULTS["phone"]
    rung = fitting_rung(phone, place, minutes)
    if rung is None:
        assert all(one.minutes > minutes for one in phone.rungs[: place + 1])
    else:
        assert rung.minutes <= minutes
        assert rung in phone.rungs[: place + 1]


@given(st.lists(st.builds(Pair, st.integers(0, 99), st.integers(1, 5), st.integers(1, 5)), max_size=30))
def test_every_pair_is_a_surprise_of_one_kind(pairs: list[Pair]) -> None:
    told = surprise(pairs)
    assert told.warmer + told.as_expected + told.colder == len(pairs)
    assert told.is_enough == (len(pairs) >= FEWEST_PAIRS)
    assert [pair.at for pair in told.pairs] == sorted(pair.at for pair in pairs)


@given(STRANGERS)
def test_a_first_step_is_proposed_toward_three_at_most_and_never_without_a_reason(strangers: list[Stranger]) -> None:
    chosen = worth_a_step(strangers)
    assert len(chosen) <= MOST
    assert all(one.coming or one.answered or one.together or one.common for one in chosen)


def test_whoever_comes_to_the_same_room_is_first() -> None:
    commenter = Stranger(1, 3, 0, 2, coming=False, last_at=9)
    guest = Stranger(2, 0, 1, 0, coming=True, last_at=0)
    assert [one.person for one in worth_a_step([commenter, guest])] == [2, 1]
