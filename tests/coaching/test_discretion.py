"""A witness learns no name that was not meant for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.coaching.discretion import names_within, without_names

MARIE = ["Marie Tremblay", "Marie T."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("J’appelle Marie jeudi", ["Marie"]),
        ("Call Mrs Tremblay", ["Tremblay"]),
        ("call marie tremblay", ["Marie Tremblay"]),
        ("Call somebody about the boat", []),
        ("Je marie ma fille", []),
        ("Mariette vient", []),
        ("Marie-Ève vient", []),
    ],
)
def test_a_name_is_found_as_it_is_written(text: str, found: list[str]) -> None:
    assert names_within(text, MARIE) == found


def test_the_name_that_the_witness_or_the_owner_bears_too_may_be_said() -> None:
    assert names_within("Bonjour Marie,", MARIE, ["Marie Ostiguy"]) == []
    assert names_within("Bonjour Marie, au sujet de Tremblay", MARIE, ["Marie Ostiguy"]) == ["Tremblay"]


def test_what_was_to_be_done_is_told_without_the_name() -> None:
    assert without_names("Appeler Marie Tremblay au sujet du voilier", MARIE, "quelqu’un") == (
        "Appeler quelqu’un au sujet du voilier"
    )
    assert without_names("Dire à Marie que Tremblay père", MARIE, "X") == "Dire à X que X père"


@given(st.text(max_size=60), st.lists(st.sampled_from(["Marie", "Tremblay", "Luc", "Roy-Côté"]), min_size=1))
def test_a_masked_text_names_nobody(text: str, parts: list[str]) -> None:
    names = [" ".join(parts)]
    masked = without_names(f"{text} {names[0]} {text}", names, "quelqu’un")
    assert [name for name in names_within(masked, names) if name != "quelqu’un"] == []
