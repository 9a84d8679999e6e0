"""The path on a book: weeks, come-backs, first times, élan that weighs and is told, the picture that names nobody."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from tests.cast import DAY, INES, LUC, MARIE, NOW, ZONE

from entregent.app import language, wording
from entregent.app.book import Book
from entregent.app.pathing import NoSuchYearError
from entregent.app.planning import _Candidates
from entregent.app.treading import NoExchangeYetError
from entregent.store import people


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    language.use("en")
    yield
    language.use("en")


def talked(book: Book, who: str = MARIE.mail, days: int = 0) -> int:
    """A call of so many days ago; the number of the step."""
    at = datetime.fromtimestamp(NOW - days * DAY, ZoneInfo(ZONE)).date().isoformat()
    done = book.log([who], channel="call", outcome="talked", at=at)
    assert done.action is not None
    number = book.footprint_of(done.action)
    assert number is not None
    return number


def test_an_empty_path_has_eight_plain_weeks_and_blames_nobody(book: Book) -> None:
    view = book.path_view()
    assert [line.week.marks for line in view.weeks] == [()] * 8
    assert (view.taken, view.recent, view.landmarks, view.years) == (0, 0, (), ())


def test_tried_and_done_steps_stand_in_their_weeks_and_a_tap_makes_one_golden(book: Book) -> None:
    book.log([LUC.mail], channel="call", outcome="hung-up")
    book.make_golden(talked(book, days=20))
    view = book.path_view()
    assert [line.week.marks for line in view.weeks if line.week.marks] == [("golden",), ("tried",)]
    assert (view.taken, view.tried, view.golden, view.recent) == (2, 1, 1, 2)
    book.undo()
    assert book.path_view().golden == 0


def test_a_step_after_weeks_away_is_celebrated(book: Book) -> None:
    talked(book, days=30)
    talked(book, days=2)
    told = [wording.sentence(one.reason) for one in book.path_view().landmarks]
    assert told == ["Back after 4 weeks.", "The first call that you noted here."]


def test_first_times_are_told_in_the_words_of_the_rung(book: Book) -> None:
    book.log([LUC.mail], channel="call", outcome="talked", about={"ladder": "phone", "rung": "call-stranger"})
    told = [wording.sentence(one.reason) for one in book.path_view().landmarks]
    assert told == ["For the first time: call somebody you have never spoken to."]


def test_elan_is_said_in_one_tap_taken_back_and_undone(book: Book) -> None:
    number = talked(book)
    assert wording.done(*book.say_elan(1, who=MARIE.mail)[1:3], value="elan").startswith("Noted: it gave you élan")
    assert book.footprints()[-1].elan == 1
    book.say_elan(0, number=number)
    assert book.footprints()[-1].elan is None
    book.undo()
    assert book.footprints()[-1].elan == 1


def test_it_can_be_said_of_exchanges_alone(book: Book) -> None:
    done = book.log([MARIE.mail], channel="call", outcome="no-answer")
    assert done.action is not None
    assert book.elan_asked_after(done.action) is None
    with pytest.raises(NoExchangeYetError):
        book.say_elan(1, who=MARIE.mail)


def test_who_gives_elan_weighs_more_and_it_is_told_only_where_it_is_kind(book: Book) -> None:
    book.level([MARIE.mail, LUC.mail], "valued")
    for who, word in ((MARIE.mail, 1), (LUC.mail, -1)):
        for days in (9, 5):
            book.say_elan(word, number=talked(book, who, days))
    assert [line.name for line in book.elan_givers()] == [MARIE.name]
    assert "gives-elan" in [one.signal for one in book.person(MARIE.mail).reasons]
    assert "gives-elan" not in [one.signal for one in book.person(LUC.mail).reasons]
    assert not any("drain" in wording.sentence(one) for one in book.person(LUC.mail).reasons)


def test_the_index_knows_it_at_once_within_its_bounds(book: Book) -> None:
    book.level([MARIE.mail], "valued")
    numbers = [talked(book, days=days) for days in (40, 30)]
    inner, marie = book._inner, book.who_has(MARIE.mail)[0]
    before = people.standing(inner.connection, marie)
    for number in numbers:
        book.say_elan(1, number=number)
    after = people.standing(inner.connection, marie)
    assert before is not None
    assert after is not None
    assert before.worth < after.worth <= 1.5 * before.worth
    placed = people.place(inner.connection, marie)
    assert placed is not None
    assert "gives-elan" in [one.signal for one in _Candidates(inner)._why(placed, ())]
    book.undo()
    book.undo()
    again = people.standing(inner.connection, marie)
    assert again is not None
    assert again.worth == before.worth


def test_what_drained_is_a_list_of_steps_in_time_order(book: Book) -> None:
    for days in (9, 5):
        book.say_elan(-1, number=talked(book, LUC.mail, days))
    drains = book.path_view().drains
    assert [line.elan for line in drains] == [-1, -1]
    assert drains[0].at > drains[1].at


def test_a_year_names_whom_one_met_and_who_gave_elan(book: Book) -> None:
    book.log([INES.mail], channel="meeting", outcome="met")
    book.say_elan(1)
    back = book.path_year(2026)
    assert [name for _person, name in back.met] == [name for _person, name in back.lifted] == [INES.name]
    with pytest.raises(NoSuchYearError):
        book.path_year(1999)


def test_forgetting_somebody_takes_them_out_of_the_path(book: Book) -> None:
    book.log([INES.mail], channel="meeting", outcome="met")
    book.say_elan(1)
    book.forget(INES.mail)
    assert book.path_view().taken == 0


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_the_picture_is_whole_and_names_and_counts_only_where_asked(book: Book, lang: str) -> None:
    language.use(lang)
    for days in range(12):
        talked(book, days=days)
    plain = book.path_picture()
    assert ET.fromstring(plain).tag.endswith("svg")
    assert MARIE.name not in plain
    assert "12" not in "".join(ET.fromstring(plain).itertext())
    told = "".join(ET.fromstring(book.path_picture(names=True, counts=True)).itertext())
    assert MARIE.name in told
    assert "12" in told
    assert "<script" not in plain
    assert "http" not in plain.replace("http://www.w3.org/2000/svg", "")
    language.use("en")
