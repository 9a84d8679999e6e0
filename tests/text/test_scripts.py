"""Letters: folding, look-alikes, what shows nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.text.scripts import fold, has_look_alikes, with_few_marks, without_invisible, without_mojibake


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Élodie ŒUVRE", "elodie oeuvre"),
        ("Łukasz Ørsted Strauß", "lukasz orsted strauss"),
        ("Дмитрий Иванова", "dmitrii ivanova"),
        ("Ελένη", "eleni"),
        ("d’Arcy", "d'arcy"),
        ("田中 さくら 김유진", "田中 さくら 김유진"),
    ],
)
def test_folding_forgets_case_accents_and_script(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_cyrillic_letter_in_a_latin_word_is_flagged() -> None:
    assert has_look_alikes("\u0410nn Lee")
    assert not has_look_alikes("Ann Lee")


def test_a_word_drawn_with_nothing_but_twins_is_flagged() -> None:
    assert has_look_alikes("\u0420\u043e\u0440\u0435")
    assert not has_look_alikes("Анна Иванова")


def test_zero_width_and_direction_marks_vanish() -> None:
    assert without_invisible("A\u200bnn\u202e Lee\ufeff") == "Ann Lee"


def test_more_than_four_marks_on_a_letter_are_cut() -> None:
    assert with_few_marks("e" + "\u0301" * 9) == "e" + "\u0301" * 4


def test_utf8_read_as_latin1_is_put_right() -> None:
    assert without_mojibake("GaÃ«tan") == "Gaëtan"
    assert without_mojibake("SÃO") == "SÃO"


@given(st.text(max_size=60))
def test_no_text_breaks_the_cleaning(text: str) -> None:
    cleaned = with_few_marks(without_invisible(without_mojibake(text)))
    assert len(cleaned) <= len(text)
    assert isinstance(has_look_alikes(cleaned), bool)
