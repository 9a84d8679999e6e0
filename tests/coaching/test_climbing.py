"""When the next rung comes, and when a smaller one does."""

from hypothesis import given
from hypothesis import strategies as st

from entregent.coaching.climbing import NOTHING, USUAL, Try, next_rung, rises
from entregent.coaching.rungs import DEFAULTS, LADDERS, RUNGS

PHONE = DEFAULTS["phone"]
FIRST, SECOND, THIRD = (rung.slug for rung in PHONE.rungs[:3])
FEAR = st.none() | st.integers(0, 10)
TRIES = st.lists(st.builds(Try, st.sampled_from([rung.slug for rung in PHONE.rungs]), st.booleans(), FEAR), max_size=40)


def done(rung: str, *fears: int | None) -> list[Try]:
    return [Try(rung, done=True, fear=fear) for fear in fears]


def tried(rung: str, times: int) -> list[Try]:
    return [Try(rung, done=False)] * times


def test_a_ladder_begins_at_the_bottom() -> None:
    assert (next_rung(PHONE, []).rung.slug, next_rung(PHONE, []).why) == (FIRST, "first")


@given(FEAR)
def test_the_next_rung_never_comes_after_one_completion(fear: int | None) -> None:
    assert next_rung(PHONE, done(FIRST, fear)).rung.slug == FIRST


def test_two_completions_are_enough_where_fear_fell_clearly() -> None:
    proposed = next_rung(PHONE, done(FIRST, 7, 4))
    assert (proposed.rung.slug, proposed.why) == (SECOND, "next")


def test_two_completions_are_not_enough_where_fear_stayed() -> None:
    assert next_rung(PHONE, done(FIRST, 7, 6)).rung.slug == FIRST


def test_where_hardly_any_fear_is_left_it_need_not_fall() -> None:
    assert next_rung(PHONE, done(FIRST, 1, 2)).rung.slug == SECOND


def test_without_any_rating_three_completions_are_enough() -> None:
    assert next_rung(PHONE, done(FIRST, None, None)).rung.slug == FIRST
    assert next_rung(PHONE, done(FIRST, None, None, None)).rung.slug == SECOND


def test_after_three_tries_a_smaller_step_comes_first() -> None:
    tries = done(FIRST, None, None, None) + tried(SECOND, 3)
    proposed = next_rung(PHONE, tries)
    assert (proposed.rung.slug, proposed.why, proposed.above) == (FIRST, "back", PHONE.rungs[1])


def test_once_the_smaller_step_was_done_the_harder_one_is_back() -> None:
    tries = done(FIRST, None, None, None) + tried(SECOND, 3) + done(FIRST, None)
    assert next_rung(PHONE, tries).rung.slug == SECOND


def test_below_the_lowest_rung_there_is_nothing_smaller() -> None:
    assert next_rung(PHONE, tried(FIRST, 9)).rung.slug == FIRST


def test_whoever_jumped_ahead_stays_there() -> None:
    assert next_rung(PHONE, done(SECOND, None, None, None)).rung.slug == THIRD


def test_the_top_stays_the_top() -> None:
    top = PHONE.rungs[-1].slug
    assert next_rung(PHONE, done(top, None, None, None)).why == "top"


@given(TRIES, st.lists(st.just(Try(THIRD, done=True)), max_size=4))
def test_a_completion_never_leads_down(tries: list[Try], more: list[Try]) -> None:
    before, after = next_rung(PHONE, tries), next_rung(PHONE, tries + more)
    assert after.place >= before.place or before.why != "back"


@given(TRIES)
def test_what_is_missed_takes_no_mastered_rung_away(tries: list[Try]) -> None:
    mastered = {slug for slug, rise in rises(tries).items() if rise.mastered}
    assert mastered <= {slug for slug, rise in rises([*tries, *tried(THIRD, 5)]).items() if rise.mastered}


@given(TRIES)
def test_a_proposed_rung_rests_on_two_or_three_completions(tries: list[Try]) -> None:
    proposed = next_rung(PHONE, tries)
    if proposed.why == "next":
        assert proposed.below.done >= (2 if proposed.below.fell else USUAL)


def test_two_warm_ups_come_before_a_hard_rung_only() -> None:
    easy = next_rung(PHONE, [])
    hard = next_rung(DEFAULTS["selling"], done("call-work", None, None, None))
    assert not easy.wants_warm_up
    assert hard.wants_warm_up


def test_every_ladder_grows_harder_and_names_rungs_once() -> None:
    for ladder in LADDERS:
        slugs = [rung.slug for rung in ladder.rungs]
        assert len(set(slugs)) == len(slugs)
        assert ladder.rungs[0].hardness <= 2
        assert all(RUNGS[slug].hardness <= 10 for slug in slugs)
        assert 8 <= len(slugs) <= 10


def test_nothing_was_climbed_on_an_untouched_rung() -> None:
    assert rises(done(FIRST, 3)).get(SECOND, NOTHING).needed == USUAL
