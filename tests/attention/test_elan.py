"""Élan weighs a little, within bounds, and is told only where it is plain."""

from hypothesis import given
from hypothesis import strategies as st

from entregent.attention.elan import LAST, MOST_LESS, MOST_MORE, factor, gives, mean

WORDS = st.lists(st.sampled_from([1, -1]), max_size=40)


@given(WORDS)
def test_a_tie_weighs_never_more_than_half_again_nor_three_tenths_less(words: list[int]) -> None:
    assert 1 - MOST_LESS <= factor(words) <= 1 + MOST_MORE
    assert -1 < mean(words) < 1


@given(WORDS)
def test_a_word_of_elan_never_lowers_the_weight(words: list[int]) -> None:
    short = words[-(LAST - 1) :]
    assert factor([*short, 1]) >= factor(short) >= factor([*short, -1])


def test_nothing_said_changes_nothing() -> None:
    assert factor([]) == 1.0
    assert not gives([])


@given(WORDS)
def test_only_the_last_ten_words_count(words: list[int]) -> None:
    assert factor(words) == factor(words[-LAST:])
    assert gives(words) == gives(words[-LAST:])


def test_one_word_is_not_yet_a_sentence_on_a_page() -> None:
    assert not gives([1])
    assert gives([1, 1])
    assert not gives([1, 1, -1])
