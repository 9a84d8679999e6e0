"""Who introduced whom: what is said by who was there, by words, and by what came after."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.model.interaction import Channel
from entregent.network.introductions import (
    CROWD,
    LIKELY,
    SURE,
    Acquaintance,
    Later,
    Sight,
    descendants,
    introducers,
    made,
    says_introduction,
    stem,
)

DAY = 86_400
AT = 1_000 * DAY
MARIE, LUC, INES, JEAN = 1, 2, 3, 4
KNOWN = {
    MARIE: Acquaintance(100 * DAY, 100 * DAY, names=("marie tremblay",)),
    LUC: Acquaintance(AT, AT, names=("luc gagnon", "luc@gagnon.example")),
    INES: Acquaintance(200 * DAY, 200 * DAY, names=("ines levesque",)),
    JEAN: Acquaintance(AT, AT, names=("jean roy",)),
}
LIVELY = Later(alone=4, inward=2, outward=2, soon=True)


def sight(sender: int, *present: int, title: str = "Nouvelles", channel: int = Channel.MAIL) -> Sight:
    return Sight(7, AT, channel, sender, present, title)


def best(
    *sights: Sight, told: tuple[Sight, ...] = (), later: Later = LIVELY, titles: tuple[str, ...] = ()
) -> tuple[int, float]:
    found = introducers(LUC, sights, told, KNOWN, later, titles)
    return (found[0].person, found[0].chance) if found else (0, 0.0)


@pytest.mark.parametrize(
    "title",
    [
        "Mise en relation : Luc et Solène",
        "Solène, je te présente Luc",
        "Introduction: Luc and Solène",
        "Luc <> Solène",
        "Solène, meet Luc",
        "RE: Intro",
        "Connecting you with Luc",
    ],
)
def test_subjects_say_introductions_in_both_languages(title: str) -> None:
    assert says_introduction(title)


@pytest.mark.parametrize(
    "title",
    ["Introduction to statistics", "Meeting on Monday", "Let us meet at noon", "Présents de Noël", "", "Le devis"],
)
def test_other_subjects_do_not(title: str) -> None:
    assert not says_introduction(title)


def test_a_letter_to_both_that_says_so_is_almost_sure() -> None:
    person, chance = best(sight(MARIE, MARIE, LUC, title="Mise en relation : Luc et Solène"))
    assert person == MARIE
    assert chance > SURE


def test_three_at_a_table_are_likely() -> None:
    assert best(sight(MARIE, MARIE, LUC, channel=Channel.MEETING))[1] > LIKELY


def test_a_crowd_says_nothing() -> None:
    crowd = tuple(range(10, 10 + CROWD))
    known = {**KNOWN, **dict.fromkeys(crowd, KNOWN[MARIE])}
    assert introducers(LUC, [sight(MARIE, MARIE, LUC, *crowd)], (), known, LIVELY) == []


def test_two_newcomers_at_once_are_no_introduction() -> None:
    assert best(sight(MARIE, MARIE, LUC, JEAN))[1] < LIKELY


def test_whoever_is_as_new_introduces_nobody() -> None:
    assert best(sight(JEAN, JEAN, LUC)) == (0, 0.0)


def test_colleagues_in_copy_are_less_likely() -> None:
    mates = {one: KNOWN[one]._replace(domains=frozenset(("atelier.example",))) for one in KNOWN}
    alike = introducers(LUC, [sight(MARIE, MARIE, LUC)], (), mates, LIVELY)[0].chance
    assert alike < best(sight(MARIE, MARIE, LUC))[1]


def test_the_sender_is_likelier_than_others() -> None:
    found = introducers(LUC, [sight(MARIE, MARIE, INES, LUC)], (), KNOWN, LIVELY)
    assert [one.person for one in found] == [MARIE, INES]
    assert found[0].chance > 2 * found[1].chance


def test_what_came_after_strengthens() -> None:
    letter = sight(MARIE, MARIE, LUC)
    assert best(letter, later=LIVELY)[1] > best(letter, later=Later(inward=1))[1] > best(letter, later=Later())[1]


def test_a_letter_passed_on_under_the_same_subject_counts() -> None:
    told = Sight(6, AT - 2 * DAY, Channel.MAIL, MARIE, (MARIE,), "TR : Devis pour la terrasse")
    assert best(told=(told,), titles=("Re: Devis pour la terrasse",))[1] > LIKELY
    assert best(told=(told,), titles=("Autre chose",))[1] < LIKELY


def test_a_name_in_the_words_counts() -> None:
    told = Sight(6, AT - 2 * DAY, Channel.MAIL, MARIE, (MARIE,), "Bonjour", names=("Luc",))
    assert best(told=(told,))[1] > LIKELY


@given(st.lists(st.sampled_from([MARIE, INES, JEAN]), max_size=6), st.sampled_from([-1, 0, MARIE, LUC, INES]))
def test_chances_are_chances_and_sum_to_one_at_most(others: list[int], sender: int) -> None:
    found = introducers(LUC, [sight(sender, LUC, *dict.fromkeys(others))], (), KNOWN, LIVELY)
    assert all(0 < one.chance < 1 for one in found)
    assert sum(one.chance for one in found) <= 1
    assert LUC not in {one.person for one in found}


def test_a_letter_of_mine_that_introduces_is_mine() -> None:
    found = made(sight(0, MARIE, INES, title="Mise en relation : Marie et Inès"), 0, 1, KNOWN, (MARIE, INES))
    assert found is not None
    assert found.chance > LIKELY
    assert made(sight(0, MARIE, INES), 1, 5, KNOWN, (MARIE, INES)) is None


def test_descendants_are_counted_once_and_rings_end() -> None:
    assert descendants({2: 1, 3: 2, 4: 2}) == {1: 3, 2: 2}
    assert descendants({1: 2, 2: 1}) == {1: 1, 2: 1}


@given(st.dictionaries(st.integers(1, 12), st.integers(1, 12), max_size=12))
def test_nobody_has_more_descendants_than_there_are(through: dict[int, int]) -> None:
    assert all(0 < count <= len(through) for count in descendants(through).values())


def test_a_subject_is_compared_without_what_stands_before_it() -> None:
    assert stem("RE: TR : Devis terrasse") == "devis terrasse"
    assert stem("Re: ok") == ""
