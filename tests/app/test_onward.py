"""Onward: ways to somebody, the next bridge, whom to tell first, on a small life in letters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cast import INES, LUC, MARIE, SOLENE, Friend, Letter, exchange, filled, letter

from entregent.app import mapping
from entregent.app.book import Book
from entregent.app.bridging import UnknownGroupError
from entregent.app.next_bridges import NobodyThereError
from entregent.app.onward_words import measured, nobody_new, tipping_range, way_in_words
from entregent.app.telling_first import NobodyToTellError, TooLittleSeenError
from entregent.app.wording import complaint, sentences
from entregent.model.errors import BadNumberError, BadSettingError, LeftInPeaceError

ZOE = Friend("Zoé Laforêt", "zoe@laforet.example")
CHOIR = tuple(
    Friend(f"{name} Chorale", f"{name.lower()}@chorale.example") for name in ("Uma", "Vic", "Wim", "Xia", "Yan")
)
LATE = range(300, 400, 7)


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    mapping._networks.clear()


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """Solène writes with Marie, Luc and Inès; Inès copies her choir, of whom Uma writes to Zoé."""
    letters = [*exchange(MARIE, LATE), *exchange(LUC, LATE, "Le devis"), *exchange(INES, LATE, "L’équipe")]
    letters += [letter(day + 0.3, MARIE, (SOLENE, LUC, INES), f"Réunion {day}") for day in LATE]
    letters += [letter(day + 0.4, INES, (SOLENE, *CHOIR), f"Concert {day}") for day in LATE]
    letters += [
        letter(day + 0.5, CHOIR[0], (ZOE, SOLENE, CHOIR[1], CHOIR[2]), f"Partitions {day}") for day in (310, 330, 350)
    ]
    with filled(tmp_path / "onward.book", letters) as made:
        yield made


def test_a_way_begins_with_one_of_mine_and_ends_with_whom_i_seek(book: Book) -> None:
    view = book.ways_to("Wim Chorale")
    assert view.ways[0].people[0].name == INES.name
    assert view.ways[0].people[-1].name == "Wim Chorale"
    assert way_in_words(view.ways[0]) == f"{INES.name} → Wim Chorale"


def test_a_way_says_why_what_to_offer_and_what_to_say(book: Book) -> None:
    line = book.ways_to("Wim Chorale").ways[0]
    assert line.why
    assert line.offer
    assert "Wim Chorale" in line.says
    assert all("{" not in text for text in sentences(line.why))


def test_chances_of_a_way_are_those_of_its_steps(book: Book) -> None:
    for line in book.ways_to("Wim Chorale").ways:
        product = 1.0
        for hop in line.hops:
            product *= hop
        assert line.chance == pytest.approx(product * 0.5 ** max(len(line.hops) - 2, 0))


def test_no_way_leads_through_whom_one_seeks_and_one_of_mine_needs_none(book: Book) -> None:
    view = book.ways_to(LUC.name)
    assert view.direct is not None
    assert all(line.people[0].name != LUC.name for line in view.ways)


def test_whoever_wants_peace_is_no_goal_of_a_way(book: Book) -> None:
    book.never("Wim Chorale")
    with pytest.raises(LeftInPeaceError):
        book.ways_to("Wim Chorale")


def test_who_was_seen_with_nobody_gets_a_group_to_begin_with(book: Book) -> None:
    book.add("Yann Seul")
    view = book.ways_to("Yann Seul")
    assert not view.ways
    assert view.nearest_group in {number for number, _name, _people in book.map_groups()}


def test_a_next_bridge_is_nobody_of_mine_and_is_reached_through_one_of_mine(book: Book) -> None:
    view = book.next_bridges()
    mine = {MARIE.name, LUC.name, INES.name}
    assert view.bridges
    assert not mine & {line.target.name for line in view.bridges}
    assert all(line.through is None or line.through.name in mine for line in view.bridges)


def test_a_next_bridge_has_the_first_person_of_its_best_way(book: Book) -> None:
    line = book.next_bridges().bridges[0]
    assert line.through == book.ways_to(str(line.target.person), 1).ways[0].people[0]


def test_a_direction_leaves_only_those_who_stand_there(book: Book) -> None:
    group = next(number for number, _name, _people in book.map_groups())
    shown = book.next_bridges(group=group).bridges
    assert all(line.group == group for line in shown)
    with pytest.raises(UnknownGroupError):
        book.next_bridges(group=9_999)
    with pytest.raises(NobodyThereError) as refused:
        book.next_bridges(organisation="Nulle part %")
    assert "Nulle part %" in complaint(refused.value)


def test_telling_needs_more_of_a_map_than_this(book: Book) -> None:
    with pytest.raises(TooLittleSeenError) as refused:
        book.tell_first()
    assert "Import" in complaint(refused.value)


@pytest.mark.parametrize(("wrong", "error"), [({"count": 0}, BadNumberError), ({"ease": "soft"}, BadSettingError)])
def test_absurd_wishes_get_a_sentence(book: Book, wrong: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        book.tell_first(**wrong)  # type: ignore[arg-type]


def crowd_letters() -> list[Letter]:
    """Forty people of whom Solène writes with half; small circles of five who are copied together, again and again."""
    folk = [Friend(f"Ami {chr(65 + n // 26)}{chr(65 + n % 26)}", f"ami{n}@foule.example") for n in range(40)]
    letters = [one for n in range(0, 40, 2) for one in exchange(folk[n], range(330, 400, 20), f"Sujet {n}")]
    for day in range(300, 400, 10):
        for begin in range(0, 40, 4):
            ring = (SOLENE, *folk[begin + 1 : begin + 5])
            letters.append(letter(day + begin / 100, folk[begin], ring, f"Cercle {begin} {day}"))
    return letters


@pytest.fixture
def crowd(tmp_path: Path) -> Iterator[Book]:
    """Solène's book with the forty of them."""
    with filled(tmp_path / "crowd.book", crowd_letters()) as made:
        yield made


def test_those_to_tell_first_are_mine_and_reach_as_many_as_the_most_connected(crowd: Book) -> None:
    view = crowd.tell_first(count=3, subject="Atelier")
    chosen, connected, everyone = view.compared
    assert len(view.chosen) == 3
    assert chosen.reach >= 0.95 * connected.reach
    assert everyone.reach >= chosen.reach
    assert chosen.low <= chosen.reach <= chosen.high
    assert 0.0 < view.certified <= 1.0


def test_the_tipping_point_is_a_range_and_what_is_assumed_is_said(crowd: Book) -> None:
    view = crowd.tell_first(count=3)
    assert [line.mood for line in view.tipping] == ["easily", "usually", "reluctantly"]
    assert tipping_range(view)
    assert "Assumed" in measured(view.learned)


def test_the_chosen_few_become_steps_by_one_action(crowd: Book) -> None:
    view = crowd.tell_first(count=3, subject="Atelier")
    done = crowd.plan_telling([str(line.target.person) for line in view.chosen], "Dire : Atelier")
    planned = crowd.planned_steps()
    assert [step.action for step in planned] == ["Dire : Atelier"] * 3
    assert len({step.number for step in planned}) == 3
    crowd.undo(done.action)
    assert not crowd.planned_steps()


def test_a_book_whose_ties_all_sleep_says_so_and_what_to_wake(crowd: Book) -> None:
    crowd.look_again(crowd.now + 20 * 365 * 86_400)
    with pytest.raises(NobodyToTellError) as refused:
        crowd.tell_first()
    assert "Wake one or two" in complaint(refused.value)
    view = crowd.next_bridges()
    assert view.begins == 0
    assert "Wake an old tie first" in nobody_new(view)


def test_the_shortest_way_to_whom_one_knew_is_a_word(crowd: Book) -> None:
    crowd.look_again(crowd.now + 20 * 365 * 86_400)
    direct = crowd.ways_to("Ami AA").direct
    assert direct is not None
    assert direct.signal == "way-old"
