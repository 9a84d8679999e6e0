"""Stages: reached by evidence, said by the owner, never led back by anything but the owner's word."""

from hypothesis import given
from hypothesis import strategies as st

from entregent.strategy.funnel import DAY, RANK, STAGES, YEAR, Seen, Word, rows, stand

instants = st.integers(0, 40 * YEAR)
seen_ways = st.builds(
    Seen,
    first_out=instants,
    first_in=instants,
    first_talk=instants,
    opened=st.lists(st.integers(1, 40 * YEAR), max_size=3).map(tuple),
    worked=st.lists(st.integers(1, 40 * YEAR), max_size=3).map(tuple),
    real_days=st.integers(0, 500),
    first_real=instants,
    last_real=instants,
)
words = st.builds(Word, stage=st.sampled_from(STAGES), at=st.integers(1, 40 * YEAR))


def test_whoever_is_in_the_book_was_noticed() -> None:
    assert stand(Seen()).stage == "noticed"
    assert stand(Seen()).since == 0


def test_each_step_of_the_way_has_its_day() -> None:
    way = stand(Seen(first_out=10, first_in=20, first_talk=30))
    assert [(step.stage, step.at) for step in way.reached] == [
        ("noticed", 0),
        ("approached", 10),
        ("answered", 20),
        ("met", 30),
    ]


def test_whoever_writes_first_is_answered_once_i_write() -> None:
    assert stand(Seen(first_in=10)).stage == "noticed"
    assert (stand(Seen(first_in=10, first_out=20)).stage, stand(Seen(first_in=10, first_out=20)).since) == (
        "answered",
        20,
    )


def test_an_order_by_post_needs_no_meeting() -> None:
    assert stand(Seen(first_out=10, worked=(50,))).stage == "working"


def test_who_comes_back_a_year_later_is_loyal() -> None:
    assert stand(Seen(worked=(50, 60))).stage == "working"
    loyal = stand(Seen(worked=(50, 50 + YEAR)))
    assert (loyal.stage, loyal.since) == ("loyal", 50 + YEAR)


def test_regular_talks_over_a_year_are_trust_and_rare_ones_are_not() -> None:
    often = Seen(first_out=1, first_in=1, first_talk=1, real_days=40, first_real=1, last_real=400 * DAY)
    assert stand(often).stage == "trusted"
    assert stand(often._replace(real_days=12)).stage == "met"
    assert stand(often._replace(last_real=200 * DAY)).stage == "met"


def test_the_owners_word_wins_over_what_came_before_it() -> None:
    met = Seen(first_out=10, first_in=20, first_talk=30)
    assert stand(met, Word("approached", 40)).stage == "approached"
    assert stand(met, Word("loyal", 40)).by_owner


def test_what_comes_later_leads_further_than_the_owners_word() -> None:
    assert stand(Seen(first_out=10, first_in=50), Word("approached", 40)).stage == "answered"


@given(seen_ways, words)
def test_nothing_leads_back_from_the_owners_word(seen: Seen, word: Word) -> None:
    standing = stand(seen, word)
    assert RANK[standing.stage] >= RANK[word.stage]
    assert standing.by_owner == (standing.stage == word.stage and standing.since == word.at)


@given(st.lists(st.tuples(seen_ways, st.none() | words), max_size=20))
def test_everybody_stands_at_one_stage_and_came_at_least_so_far(ways: list[tuple[Seen, Word | None]]) -> None:
    funnel = rows([stand(seen, word) for seen, word in ways], 41 * YEAR)
    assert sum(row.here for row in funnel) == len(ways) == funnel[0].came_so_far
    came = [row.came_so_far for row in funnel]
    assert came == sorted(came, reverse=True)


def test_of_two_people_nothing_usual_is_said() -> None:
    two = [stand(Seen(first_out=DAY))] * 2
    assert rows(two, 10 * DAY)[1].usual_days is None
    assert rows(two * 2, 10 * DAY)[1].usual_days == 9
