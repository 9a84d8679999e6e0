"""Display names, however a client wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.text.names import login_stem, name_of_parts, parse_name


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        ("Marie Dupont", "marie dupont"),
        ("DUPONT Marie", "marie dupont"),
        ("Marie DUPONT", "marie dupont"),
        ("Dupont, Marie (Ventes)", "marie dupont"),
        ("Dr. Jean-Pierre de la Fontaine, Ph.D.", "jean pierre fontaine"),
        ("'Marie Dupont' via LinkedIn", "marie dupont"),
        ("Marie Dupont de la part de Paul", "marie dupont"),
        ("marie.dupont@exemple.ca", "marie dupont"),
        ("MarieDupont", "marie dupont"),
        ("O'Neill, Sean", "sean oneill"),
        ("d'Arcy Øyvind", "darcy oyvind"),
        ("Gabriel García-Márquez", "gabriel garcia marquez"),
        ("Анна Иванова", "anna ivanova"),
        ("Don Black/HOU/EES@EES", "don black"),
        ("Presto, Kevin M. </O=ENRON/CN=RECIPIENTS/CN=KPRESTO>", "kevin presto"),
        ("A\u200bnn Lee", "ann lee"),
        ("GaÃ«tan Gilbert", "gaetan gilbert"),
    ],
)
def test_words_come_given_name_first(shown: str, words: str) -> None:
    assert " ".join(parse_name(shown).words) == words


def test_particles_stay_in_the_family_name_alone() -> None:
    name = parse_name("Daniel de Rauglaudre")
    assert (name.words, name.family, name.ordered) == (("daniel", "rauglaudre"), "de rauglaudre", True)


def test_initials_are_kept_apart() -> None:
    assert parse_name("J. K. Rowling").initials == ("j", "k")
    assert parse_name("Jurjen N.E. Bos").words == ("jurjen", "bos")


def test_a_nickname_in_quotes_or_brackets_is_found() -> None:
    assert parse_name('Robert "Bob" Smith').nicknames == ("bob",)
    assert parse_name("Smith, Robert (Bob)").nicknames == ("bob",)
    assert parse_name("Smith, Robert (Sales)").nicknames == ()


def test_generation_suffixes_are_told_from_degrees() -> None:
    assert parse_name("John Smith, Jr.").suffix == "jr"
    assert parse_name("McMichael Jr., Ed").suffix == "jr"
    assert parse_name("John Smith, PhD").suffix == ""


@pytest.mark.parametrize("login", ["mdupont42", "me-t1me", "kc611", "roconnor-blockstream"])
def test_an_account_is_no_name(login: str) -> None:
    name = parse_name(login)
    assert (name.words, name.login) == ((), login)


def test_a_name_given_in_two_fields_equals_the_same_name_shown() -> None:
    assert name_of_parts("Marie", "Dupont").words == parse_name("Dupont, Marie").words
    assert name_of_parts("Jean-Pierre", "de Grâce").words == ("jean", "pierre", "grace")


@pytest.mark.parametrize("login", ["anna.baker17", "Anna_Baker17+news", "anna.baker.17x1"])
def test_stems_meet_across_separators_and_tails(login: str) -> None:
    assert login_stem(login) == "annabaker17"


@given(st.text(max_size=80))
def test_no_display_name_breaks_the_reader(text: str) -> None:
    name = parse_name(text)
    assert all(word and word == word.strip() for word in name.words)


@given(st.sampled_from(["marie", "paul", "anouk"]), st.sampled_from(["lafleur", "dupont", "zhao"]))
def test_order_and_case_never_change_the_words(given_name: str, family: str) -> None:
    forms = [f"{given_name.title()} {family.title()}", f"{family.upper()}, {given_name.title()}"]
    forms.append(f"{family.upper()} {given_name.title()}")
    assert {tuple(sorted(parse_name(form).words)) for form in forms} == {tuple(sorted((given_name, family)))}
