"""Coverage: whoever sees more of their people together sees more of the ties, and never all of it."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from entregent.network.coverage import seen_share


@given(known=st.integers(1, 10_000), more=st.integers(0, 10_000), less=st.integers(0, 10_000))
def test_more_people_seen_together_mean_more_ties_seen(known: int, more: int, less: int) -> None:
    low, high = sorted((more % (known + 1), less % (known + 1)))
    assert seen_share(low, known).share <= seen_share(high, known).share


@given(known=st.integers(0, 10_000), tied=st.integers(0, 10_000))
def test_the_range_holds_the_share_and_lies_within_none_and_all(known: int, tied: int) -> None:
    share, low, high = seen_share(min(tied, known), known)
    assert 0 < low < share < high < 1


def test_hiding_what_one_owner_does_not_see_lowers_what_is_said() -> None:
    """Groups of ten meet by fours; an owner who goes to every tenth meeting sees less than one who goes to each."""
    chance = Random(5)
    people = [list(range(begin, begin + 10)) for begin in range(0, 200, 10)]
    met = [frozenset(chance.sample(chance.choice(people), 4)) for _ in range(600)]
    often, seldom = set().union(*met), set().union(*met[::40])
    assert seen_share(len(seldom), 200).high < seen_share(len(often), 200).share
