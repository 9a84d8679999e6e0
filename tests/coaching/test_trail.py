"""Where footprints stand: however full a week, none lies on another, and none reaches into the next week."""

from itertools import combinations
from math import cos, radians, sin

from hypothesis import given
from hypothesis import strategies as st

from entregent.coaching.trail import BAND, HALF_BREADTH, HALF_LENGTH, MOST, WIDE, Foot, feet, height, more

MARKS = st.lists(st.sampled_from(["tried", "done", "golden"]), max_size=90)
PLACES = st.integers(0, 400)


def corners(foot: Foot) -> list[tuple[float, float]]:
    turn = radians(foot.turn)
    long, broad = HALF_LENGTH * foot.size, HALF_BREADTH * foot.size
    return [
        (foot.x + u * long * cos(turn) - v * broad * sin(turn), foot.y + u * long * sin(turn) + v * broad * cos(turn))
        for u, v in ((-1, -1), (-1, 1), (1, -1), (1, 1))
    ]


def overlap(one: Foot, other: Foot) -> bool:
    """Whether two turned boxes touch: no line parts them."""
    for angle in (one.turn, one.turn + 90, other.turn, other.turn + 90):
        axis = cos(radians(angle)), sin(radians(angle))
        a, b = ([x * axis[0] + y * axis[1] for x, y in corners(foot)] for foot in (one, other))
        if max(a) <= min(b) or max(b) <= min(a):
            return False
    return True


@given(MARKS, PLACES)
def test_no_footprint_lies_on_another(marks: list[str], place: int) -> None:
    assert not any(overlap(one, other) for one, other in combinations(feet(marks, place), 2))


@given(MARKS, PLACES)
def test_every_footprint_stays_on_its_own_piece_of_path(marks: list[str], place: int) -> None:
    for foot in feet(marks, place):
        assert all(0 <= x <= WIDE and abs(y - height(place, x)) <= BAND / 2 for x, y in corners(foot))


@given(MARKS, PLACES)
def test_every_step_is_drawn_or_told_as_a_number(marks: list[str], place: int) -> None:
    drawn = feet(marks, place)
    assert len(drawn) + more(marks) == len(marks)
    assert [foot.mark for foot in drawn] == marks[-MOST:][: len(drawn)]


@given(PLACES)
def test_pieces_meet_at_their_edges(place: int) -> None:
    assert abs(height(place, WIDE) - height(place + 1)) < 1e-9
