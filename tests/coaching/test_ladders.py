"""Ladders changed by their owner."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.coaching import ladders
from entregent.coaching.rungs import DEFAULTS, NOBODY, Ladder, Rung

ROOM = DEFAULTS["room"]
MINE = Rung("own-7", "other", 5, 3, NOBODY, "Dire bonjour au chauffeur")


def slugs(ladder: Ladder) -> list[str]:
    return [rung.slug for rung in ladder.rungs]


def test_a_rung_of_ones_own_goes_on_top_or_where_it_is_wanted() -> None:
    assert slugs(ladders.add_rung(ROOM, MINE))[-1] == "own-7"
    assert slugs(ladders.add_rung(ROOM, MINE, 0))[0] == "own-7"


def test_other_words_keep_the_place_and_the_name() -> None:
    renamed = ladders.rename_rung(ROOM, "greet-host", "  Saluer   Lise ")
    assert slugs(renamed) == slugs(ROOM)
    assert renamed.rungs[1].sentence == "Saluer Lise"
    assert renamed.is_changed


@given(st.sampled_from(slugs(ROOM)), st.integers(-3, 40))
def test_a_move_keeps_every_rung(slug: str, place: int) -> None:
    moved = ladders.move_rung(ROOM, slug, place)
    assert sorted(slugs(moved)) == sorted(slugs(ROOM))
    assert ladders.place_of(moved, slug) == min(max(place, 0), len(ROOM.rungs) - 1)


def test_a_ladder_without_rungs_is_refused() -> None:
    ladder = ROOM
    for slug in slugs(ROOM)[1:]:
        ladder = ladders.remove_rung(ladder, slug)
    with pytest.raises(ladders.EmptyLadderError):
        ladders.remove_rung(ladder, slugs(ROOM)[0])


@pytest.mark.parametrize("change", [ladders.remove_rung, lambda one, slug: ladders.rename_rung(one, slug, "x")])
def test_a_rung_that_is_not_there_is_refused(change: object) -> None:
    with pytest.raises(ladders.UnknownRungError):
        change(ROOM, "fly")  # type: ignore[operator]


def test_a_rung_without_words_is_refused() -> None:
    with pytest.raises(ladders.EmptyRungError):
        ladders.rename_rung(ROOM, "greet-host", "  ")
    with pytest.raises(ladders.EmptyRungError):
        ladders.add_rung(ROOM, MINE._replace(sentence=""))


def test_a_ladder_has_an_end() -> None:
    ladder = ROOM
    for number in range(ladders.MOST_RUNGS - len(ROOM.rungs)):
        ladder = ladders.add_rung(ladder, MINE._replace(slug=f"own-{number + 100}"))
    with pytest.raises(ladders.FullLadderError):
        ladders.add_rung(ladder, MINE)
