"""Hard rules first, then the index, within the minutes."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from entregent.attention.agenda import DUTY_ORDER, Agenda, Candidate, Duty, Errand, plan, stopping_price
from entregent.model.interaction import Channel
from entregent.model.tie import Level

TODAY = 20_000
ALICE, BOB, CHLOE, DAVID = 1, 2, 3, 4

REPLY = Duty("reply", -3, 8.0, Channel.MAIL)
PROMISE = Duty("promise", -2, 15.0, None, 7, "the contract")
BIRTHDAY = Duty("birthday", 0, 4.0, Channel.TEXT)
STEP = Duty("commitment", 0, 20.0, Channel.CALL, 9, "call")


def tie(person: int, index: float = 1.0, minutes: float = 10.0, *duties: Duty, level: Level = Level.CLOSE) -> Candidate:
    """A plate whose index asks for a mail."""
    return Candidate(person, level, index, minutes, Channel.MAIL, 0.5, duties=tuple(duties))


def people(agenda: Agenda) -> list[int]:
    return [suggestion.person for suggestion in agenda.suggestions]


def test_duties_come_in_their_order_and_before_the_index() -> None:
    cast = [tie(ALICE, 9.0), tie(BOB, 1.0, 10, BIRTHDAY), tie(CHLOE, 1.0, 10, PROMISE), tie(DAVID, 1.0, 10, REPLY)]
    agenda = plan(TODAY, cast, 0.5, 120)
    assert people(agenda) == [CHLOE, DAVID, BOB, ALICE]
    assert [s.action for s in agenda.suggestions] == ["promise", "reply", "birthday", "reach-out"]


def test_the_most_overdue_promise_comes_first() -> None:
    later, sooner = PROMISE._replace(due_in=1), PROMISE._replace(due_in=-9)
    assert people(plan(TODAY, [tie(ALICE, 0, 10, later), tie(BOB, 0, 10, sooner)], 1.0, 60)) == [BOB, ALICE]


def test_birthdays_go_today_then_tomorrow_then_belated() -> None:
    days = {ALICE: -1, BOB: 1, CHLOE: 0, DAVID: -4}
    cast = [tie(who, 0, 10, BIRTHDAY._replace(due_in=days[who])) for who in days]
    agenda = plan(TODAY, cast, 1.0, 60)
    assert people(agenda) == [CHLOE, BOB, ALICE]
    told = [s.reasons[0].signal for s in agenda.suggestions]
    assert told == ["birthday-today", "birthday-tomorrow", "birthday-late"]


def test_it_stops_at_the_price() -> None:
    agenda = plan(TODAY, [tie(ALICE, 3.0), tie(BOB, 2.0), tie(CHLOE, 1.9)], 2.0, 120)
    assert people(agenda) == [ALICE, BOB]
    assert agenda.planned_minutes == 20


def test_it_skips_what_does_not_fit_and_goes_on() -> None:
    agenda = plan(TODAY, [tie(ALICE, 3.0, 20), tie(BOB, 2.0, 45), tie(CHLOE, 1.0, 10)], 0.5, 30)
    assert people(agenda) == [ALICE, CHLOE]
    assert agenda.left_out == 1


def test_nothing_above_the_price_means_that_nothing_is_needed() -> None:
    assert plan(TODAY, [tie(ALICE, 0.4), tie(BOB, 0.1)], 0.5, 60).nothing_needed
    assert plan(TODAY, [], 0.0, 60).nothing_needed


def test_too_few_minutes_is_not_nothing_needed() -> None:
    agenda = plan(TODAY, [tie(ALICE, 2.0, 45)], 0.5, 10)
    assert not agenda.suggestions
    assert not agenda.nothing_needed
    assert agenda.left_out == 1


def test_never_beats_every_duty() -> None:
    died = tie(ALICE, 9.0, 5, REPLY, PROMISE, BIRTHDAY, STEP)._replace(never=True)
    assert plan(TODAY, [died], 0.0, 240).nothing_needed


def test_a_resting_person_comes_only_by_a_reply() -> None:
    asleep = tie(ALICE, 9.0, 5, PROMISE, BIRTHDAY, STEP)._replace(resting=True)
    assert plan(TODAY, [asleep], 0.0, 240).nothing_needed
    woken = asleep._replace(duties=(*asleep.duties, REPLY))
    assert [s.action for s in plan(TODAY, [woken], 0.0, 240).suggestions] == ["reply"]


def test_somebody_put_off_comes_by_a_promise_but_not_by_a_birthday() -> None:
    put_off = tie(ALICE, 9.0, 5, BIRTHDAY)._replace(later_until=TODAY + 1)
    assert plan(TODAY, [put_off], 0.0, 240).nothing_needed
    bound = put_off._replace(duties=(BIRTHDAY, PROMISE))
    assert [s.action for s in plan(TODAY, [bound], 0.0, 240).suggestions] == ["promise"]
    assert people(plan(TODAY + 1, [put_off], 0.0, 240)) == [ALICE]


def test_an_open_attempt_holds_the_index_but_not_a_reply() -> None:
    waiting = tie(ALICE, 9.0)._replace(free_from=TODAY + 2)
    assert plan(TODAY, [waiting], 0.0, 60).nothing_needed
    assert people(plan(TODAY + 2, [waiting], 0.0, 60)) == [ALICE]
    assert people(plan(TODAY, [waiting._replace(duties=(REPLY,))], 0.0, 60)) == [ALICE]


def test_somebody_without_a_level_comes_only_by_a_duty() -> None:
    stranger = tie(ALICE, 9.0, level=Level.NONE)
    assert plan(TODAY, [stranger], 0.0, 60).nothing_needed
    assert people(plan(TODAY, [stranger._replace(duties=(REPLY,))], 0.0, 60)) == [ALICE]


def test_whom_the_price_lets_rest_is_not_suggested_but_answered() -> None:
    beyond = tie(ALICE, 9.0)._replace(rests_at_price=True)
    assert plan(TODAY, [beyond], 0.0, 60).nothing_needed
    assert people(plan(TODAY, [beyond._replace(duties=(REPLY,))], 0.0, 60)) == [ALICE]


def test_several_duties_to_one_person_are_one_suggestion() -> None:
    agenda = plan(TODAY, [tie(ALICE, 9.0, 10, BIRTHDAY, PROMISE, REPLY)], 0.0, 240)
    (only,) = agenda.suggestions
    assert [r.signal for r in only.reasons] == ["promise-late", "reply-owed-since", "birthday-today"]
    assert only.minutes == 15


def test_the_very_first_duty_is_given_even_beyond_the_minutes() -> None:
    agenda = plan(TODAY, [tie(ALICE, 0, 10, PROMISE), tie(BOB, 0, 10, BIRTHDAY), tie(CHLOE, 5.0, 3)], 0.5, 5)
    assert people(agenda) == [ALICE]
    assert agenda.left_out == 2


def test_a_full_inbox_leaves_room_and_begins_with_the_closest() -> None:
    inbox = [tie(n, 9.0, 10, REPLY, level=Level.WIDE) for n in range(10, 30)]
    cast = [*inbox, tie(ALICE, 0, 10, REPLY), tie(BOB, 3.0)]
    agenda = plan(TODAY, cast, 0.5, 55)
    assert people(agenda) == [ALICE, 10, 11, 12, 13, BOB]
    assert agenda.left_out == 16


def test_with_minutes_to_spare_more_replies_come_last() -> None:
    inbox = [tie(n, 9.0, 8, REPLY, level=Level.WIDE) for n in range(10, 17)]
    agenda = plan(TODAY, [*inbox, tie(BOB, 3.0)], 0.5, 120)
    assert people(agenda) == [10, 11, 12, 13, 14, BOB, 15, 16]


def test_a_reply_older_than_a_month_is_silence() -> None:
    assert plan(TODAY, [tie(ALICE, 0, 10, REPLY._replace(due_in=-31))], 0.5, 60).nothing_needed


def test_the_index_stops_somewhat_below_the_price_of_the_bound() -> None:
    assert stopping_price(2.0) == 1.4


def test_a_day_begins_with_what_is_sealed_and_ends_with_the_plates() -> None:
    thanks, nudge, years = Duty("thanks", 1, 5.0), Duty("nudge", 0, 5.0, what="x"), Duty("loyalty", 0, 4.0, years=10)
    cast = [tie(1, 9.0), tie(2, 1, 10, years), tie(3, 1, 10, thanks), tie(4, 1, 10, REPLY), tie(5, 1, 10, PROMISE)]
    cast += [tie(6, 1, 10, STEP), tie(7, 1, 10, BIRTHDAY), tie(8, 1, 10, nudge)]
    agenda = plan(TODAY, cast, 0.5, 240, errands=[Errand("sweep", 90, 5.0), Errand("commitment", 91, 10.0)])
    assert people(agenda) == [6, 5, 4, 3, 8, 7, 2, 1]
    assert [errand.kind for errand in agenda.errands] == ["commitment", "sweep"]
    assert agenda.planned_minutes == 20 + 15 + 8 + 5 + 5 + 4 + 4 + 10 + 15


def test_an_event_takes_its_minutes_before_replies_fill_them() -> None:
    inbox = [tie(n, 0, 10, REPLY) for n in range(10, 16)]
    agenda = plan(TODAY, inbox, 1.0, 30, errands=[Errand("sweep", 1, 5.0)])
    assert (len(agenda.suggestions), len(agenda.errands), agenda.planned_minutes) == (3, 1, 29)


def test_the_index_leaves_room_for_a_dare() -> None:
    plates = [tie(n, 2.0, 10) for n in range(1, 5)]
    assert len(plan(TODAY, plates, 0.5, 30).suggestions) == 3
    assert len(plan(TODAY, plates, 0.5, 30, kept_free=5).suggestions) == 2


def test_what_is_sealed_is_there_even_beyond_the_minutes() -> None:
    sealed = [Errand("commitment", n, 20.0) for n in (1, 2)]
    agenda = plan(TODAY, [tie(ALICE, 0, 10, STEP), tie(BOB, 0, 10, PROMISE)], 1.0, 15, errands=sealed)
    assert (people(agenda), len(agenda.errands), agenda.left_out) == ([ALICE], 2, 1)


def test_an_event_of_last_week_is_looked_back_on_no_more() -> None:
    assert plan(TODAY, [], 1.0, 60, errands=[Errand("sweep", 1, 5.0, -7)]).nothing_needed
    assert not plan(TODAY, [], 1.0, 60, errands=[Errand("sweep", 1, 5.0, -1)]).nothing_needed


def test_somebody_put_off_still_comes_by_what_is_sealed() -> None:
    put_off = tie(ALICE, 9.0, 5, STEP, Duty("thanks", 1, 5.0))._replace(later_until=TODAY + 1)
    (only,) = plan(TODAY, [put_off], 0.0, 240).suggestions
    assert [r.signal for r in only.reasons] == ["commitment-today"]


def test_a_word_of_thanks_says_since_when() -> None:
    met = {ALICE: 2, BOB: 1, CHLOE: 0}
    agenda = plan(TODAY, [tie(who, 0, 10, Duty("thanks", met[who], 5.0)) for who in met], 1.0, 60)
    told = {s.person: s.reasons[0] for s in agenda.suggestions}
    assert [told[who].signal for who in met] == ["thanks-today", "thanks-since", "thanks-since"]
    assert [told[who].facts for who in (BOB, CHLOE)] == [(("days", 1),), (("days", 2),)]


duties = st.builds(
    Duty,
    st.sampled_from([kind for kind in DUTY_ORDER if kind != "sweep"]),
    st.integers(-40, 5),
    st.floats(1, 60),
    st.sampled_from([None, Channel.CALL]),
    st.integers(1, 5),
)
candidates = st.builds(
    Candidate,
    st.integers(1, 10**6),
    st.sampled_from(Level),
    st.floats(0, 5),
    st.floats(1, 60),
    duties=st.lists(duties, max_size=3).map(tuple),
    never=st.booleans(),
    resting=st.booleans(),
    later_until=st.none() | st.integers(TODAY - 2, TODAY + 2),
)
casts = st.lists(candidates, max_size=6, unique_by=lambda c: c.person)
errands = st.builds(
    Errand, st.sampled_from(["sweep", "commitment"]), st.integers(1, 99), st.floats(1, 60), st.integers(-4, 1)
)
errand_lists = st.lists(errands, max_size=4, unique_by=lambda one: (one.kind, one.reference))


@settings(deadline=None, max_examples=60)
@given(casts, errand_lists, st.floats(0, 4), st.floats(1, 200))
def test_only_the_first_duty_and_what_is_sealed_may_exceed_the_minutes(
    cast: list[Candidate], due: list[Errand], price: float, minutes: float
) -> None:
    agenda = plan(TODAY, cast, price, minutes, errands=due)
    taken = [(s.action, s.minutes) for s in agenda.suggestions] + [(e.kind, e.minutes) for e in agenda.errands]
    assert abs(agenda.planned_minutes - sum(minutes for _, minutes in taken)) < 1e-9
    if agenda.planned_minutes > minutes * (1 + 1e-12):
        free = [(kind, spent) for kind, spent in taken if kind not in {"commitment", "sweep"}]
        assert len(free) <= 1 or sum(spent for _, spent in free) <= minutes
        assert free == taken[: len(free)] or free != [("reach-out", spent) for _, spent in free]


@settings(deadline=None, max_examples=60)
@given(casts, errand_lists, st.floats(0, 4), st.floats(1, 200), st.randoms(use_true_random=False))
def test_the_order_of_candidates_changes_nothing(
    cast: list[Candidate], due: list[Errand], price: float, minutes: float, luck: Random
) -> None:
    shuffled, turned = list(cast), list(due)
    luck.shuffle(shuffled)
    luck.shuffle(turned)
    assert plan(TODAY, cast, price, minutes, errands=due) == plan(TODAY, shuffled, price, minutes, errands=turned)


@settings(deadline=None, max_examples=60)
@given(casts, st.floats(0, 4), st.floats(1, 200))
def test_never_never_appears_and_nobody_appears_twice(cast: list[Candidate], price: float, minutes: float) -> None:
    agenda = plan(TODAY, cast, price, minutes)
    named = people(agenda)
    assert len(set(named)) == len(named)
    assert not set(named) & {c.person for c in cast if c.never}
    assert all(s.attention_index >= price for s in agenda.suggestions if s.action == "reach-out")
