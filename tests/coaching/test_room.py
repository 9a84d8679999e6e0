"""A room full of strangers: whom to greet first, what to ask, which success is small enough."""

from hypothesis import given
from hypothesis import strategies as st

from entregent.app.moment_words import QUESTIONS, SUCCESSES
from entregent.coaching.room import Guest, questions, successes, to_greet

GUESTS = st.builds(
    Guest,
    person=st.integers(1, 99),
    never_met=st.booleans(),
    level=st.integers(0, 4),
    silence_days=st.none() | st.integers(0, 900),
    circles=st.lists(st.sampled_from(("love", "friends", "clients", "prospects", "choir")), unique=True).map(tuple),
    matters=st.sampled_from(("", "le cégep")),
    organisation=st.sampled_from(("", "Atelier")),
)


@given(st.lists(GUESTS, max_size=12))
def test_those_who_were_never_met_come_first_and_three_are_enough(guests: list[Guest]) -> None:
    found = [guest.never_met for guest in to_greet(guests)]
    assert found == sorted(found, reverse=True)
    assert len(found) == min(3, len(guests))
    assert any(found) == any(guest.never_met for guest in guests)


def test_then_those_whom_the_owner_wants_and_misses() -> None:
    close, missed, seen = Guest(1, False, 1, 5), Guest(2, False, 2, 300), Guest(3, False, 2, 3)
    assert to_greet([seen, missed, close]) == [close, missed, seen]


@given(st.none() | GUESTS)
def test_two_different_questions_are_asked_and_both_have_words(guest: Guest | None) -> None:
    first, second = questions(guest)
    assert first != second
    assert {first.kind, second.kind} <= QUESTIONS.keys()


@given(GUESTS)
def test_no_question_claims_what_is_not_known(guest: Guest) -> None:
    for question in questions(guest):
        assert question.about in {"", guest.matters, guest.organisation}
        assert (question.kind != "matters") or guest.matters
        assert (question.kind != "behind-screen") or guest.never_met


@given(GUESTS)
def test_friends_and_family_are_never_asked_about_business(guest: Guest) -> None:
    if {"love", "family", "friends", "pals"} & {*guest.circles}:
        assert {"busy-with", "looking-for", "work"}.isdisjoint(question.kind for question in questions(guest))


def test_what_matters_to_them_is_asked_first() -> None:
    assert questions(Guest(1, True, matters="le cégep"))[0].kind == "matters"


@given(st.lists(GUESTS, max_size=3))
def test_greeting_is_a_success_only_where_somebody_known_online_comes(guests: list[Guest]) -> None:
    found = successes(guests)
    assert {*found} <= SUCCESSES.keys()
    assert ("one-greeting" in found) == any(guest.never_met for guest in guests)
