"""One person over all sources, measured on a small sample network; the truth scores and answers, and nothing more."""

from bench.identity_crossing import measured


def test_people_are_found_over_their_sources_and_nobody_is_mixed_up() -> None:
    it = measured(200, 301)
    first = it.book.resolve()
    alone = it.score(first.clusters)
    assert alone.precision >= 0.995
    assert alone.recall >= 0.80
    then, asked, _ = it.answered(first, it.people // 10)
    assert asked <= it.people // 10
    assert it.score(then.clusters).recall >= 0.93


def test_questions_at_once_are_few() -> None:
    it = measured(500, 302, signals=False)
    assert len(it.book.resolve().questions) <= it.people // 10 + 20
