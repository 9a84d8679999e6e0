"""Piles: who is near is never in one; silence alone puts nobody in; a longer one takes nobody out."""

from hypothesis import given
from hypothesis import strategies as st

from entregent.attention.piles import FADED, LEAST_TRIES, LONG_AGO_DAYS, NEVER_ANSWERED, Quiet, quiet_pile
from entregent.model.tie import Level

TIES = st.builds(
    Quiet,
    silence_days=st.integers(0, 4_000),
    heard=st.integers(0, 50),
    tries=st.integers(0, 9),
    answered=st.integers(0, 9),
    real_days=st.integers(0, 40),
    gap_days=st.none() | st.floats(1.0, 900.0),
    level=st.sampled_from(Level),
    is_near=st.booleans(),
)


@given(TIES)
def test_nobody_of_love_family_or_friends_is_in_a_quiet_pile(tie: Quiet) -> None:
    assert not quiet_pile(tie._replace(is_near=True))


@given(TIES)
def test_who_was_heard_from_is_never_among_words_without_an_answer(tie: Quiet) -> None:
    if quiet_pile(tie) == NEVER_ANSWERED:
        assert not tie.heard
        assert tie.tries >= LEAST_TRIES
        assert tie.silence_days >= LONG_AGO_DAYS


@given(TIES)
def test_an_inner_plate_never_counts_as_faded(tie: Quiet) -> None:
    if quiet_pile(tie) == FADED:
        assert tie.level in {Level.NONE, Level.WIDE}
        assert tie.silence_days >= 4 * (tie.gap_days or 0)


@given(TIES, st.integers(0, 2_000))
def test_more_silence_takes_nobody_out_of_their_pile(tie: Quiet, more: int) -> None:
    before = quiet_pile(tie)
    assert not before or quiet_pile(tie._replace(silence_days=tie.silence_days + more)) == before


@given(TIES)
def test_a_sign_of_life_takes_everybody_out(tie: Quiet) -> None:
    assert not quiet_pile(tie._replace(silence_days=0))
