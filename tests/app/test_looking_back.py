"""Looking back: ties folded from milestones are those of all parts before the day, to the last bit."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import LUC, LUC_AT_WORK, MARIE, NOW, SOLENE, exchange, import_all, letter, new_book, write_mbox

from entregent.app import milestones, weighing
from entregent.app.book import Book
from entregent.app.looking_back import look_back
from entregent.app.opening import OpenBook
from entregent.model.interaction import DIGEST_BITS
from entregent.store import handles, memos, past, people
from entregent.store.connection import open_book
from entregent.store.events import ATTEMPT, BULK, COPY, DIRECTION_SHIFT, OWN, TIMELESS

DAY = 86_400
BEGAN = NOW - 900 * DAY
SHIFT = -5 * 3600

marks = st.sampled_from((0, 0, 0, COPY, BULK, ATTEMPT, OWN, OWN | TIMELESS))
hows = st.builds(
    lambda channel, way, mark: channel | way << DIRECTION_SHIFT | mark, st.integers(1, 4), st.integers(1, 3), marks
)
parts = st.tuples(st.integers(0, 40 * DAY // 600), hows, st.sampled_from((1, 1, 2, 5)), st.sampled_from((0, 12, 45)))


@st.composite
def histories(draw: st.DrawFn) -> list[weighing.PartRow]:
    """Up to a hundred parts on forty days, so that they crowd around milestones; in time order, events distinct."""
    told = draw(st.lists(parts, min_size=1, max_size=100))
    rows = [
        ((BEGAN + slot * 600) << DIGEST_BITS | n, how, others, amount)
        for n, (slot, how, others, amount) in enumerate(told)
    ]
    return sorted(rows)


def tie_before(rows: list[weighing.PartRow], until: int, kept: dict[int, bytes]) -> weighing.Weighed | None:
    """The tie as of an instant by way of the last milestone before it."""
    end = (until + 1) << DIGEST_BITS
    last = max((event for event in kept if event < end), default=-1)
    course = milestones.unpack_course(kept[last])[0] if last >= 0 else milestones.departure()
    since = [row for row in rows if last < row[0] < end]
    return weighing.settled(1, weighing.advance(course, weighing.without_told_twice(since), SHIFT), until, {})


@given(histories(), st.integers(-1, 41 * DAY))
def test_from_a_milestone_a_tie_is_what_all_its_parts_make_it(rows: list[weighing.PartRow], late: int) -> None:
    until = BEGAN + late
    whole = weighing.weigh_rows(1, rows, NOW, SHIFT)
    early = [row for row in rows if row[0] >> DIGEST_BITS <= until]
    expected = weighing.weigh_rows(1, early, until, SHIFT)
    found = tie_before(rows, until, whole.milestones if whole else {})
    assert found == (expected and expected._replace(milestones={}))


def test_a_long_tie_has_milestones_near_the_root_of_its_length() -> None:
    rows = [((BEGAN + n * DAY) << DIGEST_BITS, 1 | 2 << DIRECTION_SHIFT, 1, 12) for n in range(600)]
    weighed = weighing.weigh_rows(1, rows, NOW, SHIFT)
    assert weighed
    assert [rows.index(row) for row in rows if row[0] in weighed.milestones] == list(range(63, 600, 64))


def test_milestones_stay_where_they_are_while_a_tie_grows_a_little() -> None:
    rows = [((BEGAN + n * DAY) << DIGEST_BITS, 1 | 2 << DIRECTION_SHIFT, 1, 12) for n in range(250)]
    before, after = (weighing.weigh_rows(1, rows[:end], NOW, SHIFT) for end in (240, 250))
    assert before
    assert after
    assert before.milestones == after.milestones


def test_near_what_the_owner_logged_there_is_no_milestone() -> None:
    rows = [((BEGAN + n * DAY) << DIGEST_BITS, 1 | 2 << DIRECTION_SHIFT, 1, 12) for n in range(40)]
    logged = ((rows[15][0] >> DIGEST_BITS) + 3 * 3600) << DIGEST_BITS, 3 | 3 << DIRECTION_SHIFT | OWN, 1, 0
    with_log = weighing.weigh_rows(1, sorted([*rows, logged]), NOW, SHIFT)
    without = weighing.weigh_rows(1, rows, NOW, SHIFT)
    assert without
    assert with_log
    assert rows[15][0] in without.milestones
    assert rows[15][0] not in with_log.milestones


def test_a_number_too_large_for_a_milestone_leaves_it_out() -> None:
    course = milestones.departure()
    assert milestones.pack_course(course, 0)
    assert milestones.pack_course(course._replace(interactions=1 << 32), 0) is None


# ── whole books ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def lively(tmp_path: Path) -> Path:
    """A book in which Marie and Luc, who has two addresses, wrote often for two years."""
    chance = random.Random(7)
    letters = exchange(MARIE, sorted(chance.sample(range(700), 90)), "Le voilier")
    letters += exchange(LUC, sorted(chance.sample(range(700), 60)), "Le devis")
    letters += exchange(LUC_AT_WORK, sorted(chance.sample(range(700), 60)), "Le chantier")
    letters += [letter(n * 9.5, SOLENE, (LUC, LUC_AT_WORK), f"Aux deux {n}") for n in range(40)]
    path = tmp_path / "lively.book"
    with new_book(path, now=NOW + 400 * DAY) as book:
        import_all(book, write_mbox(tmp_path / "box.mbox", letters))
        book.same(LUC.mail, LUC_AT_WORK.mail)
        book.log([MARIE.mail], channel="call", outcome="talked")
    return path


DAYS = ("2025-01-05", "2025-01-06", "2025-04-02", "2025-11-09", "2026-03-30", "2026-12-30", "2027-04-06")


def seen(path: Path, day: str) -> OpenBook:
    """The book as of a day."""
    book = OpenBook(open_book(path), now=NOW + 400 * DAY, as_of=day)
    look_back(book)
    return book


def recomputed(book: OpenBook) -> Iterator[tuple[int, bytes, int, str]]:
    """The ties of everybody from all their parts before the book's instant."""
    for person in sorted(people.human_ids(book.connection)):
        rows = weighing.rows_of(book, person)
        weighed = weighing.weigh_rows(person, rows, book.now, weighing.zone_shift(book))
        if weighed:
            yield weighing.tie_row(weighed)


def milestone_count(path: Path) -> int:
    connection = open_book(path)
    found = int(connection.value("SELECT count(*) FROM milestone"))
    connection.close()
    return found


@pytest.mark.parametrize("day", DAYS)
def test_ties_of_an_earlier_day_are_those_of_the_parts_before_it(lively: Path, day: str) -> None:
    assert milestone_count(lively) > 10
    book = seen(lively, day)
    assert people.ties(book.connection) == list(recomputed(book))
    book.close()


def not_weighed(book: OpenBook) -> None:
    memos.put(book.connection, "unsettled", 1)


def of_another_version(book: OpenBook) -> None:
    memos.put(book.connection, "tie-format", "another")


@pytest.mark.parametrize("spoil", [not_weighed, of_another_version])
def test_milestones_that_may_be_stale_are_not_used(lively: Path, spoil: Callable[[OpenBook], None]) -> None:
    book = OpenBook(open_book(lively), now=NOW)
    book.connection.run("UPDATE milestone SET course = x'00'")
    spoil(book)
    book.close()
    back = seen(lively, "2026-03-30")
    assert people.ties(back.connection) == list(recomputed(back))
    back.close()


def test_milestones_of_another_zone_are_not_used(lively: Path) -> None:
    with Book.open(lively, now=NOW + 300 * DAY) as book:
        book.set_setting("zone", "Asia/Tokyo")
    back = seen(lively, "2026-03-30")
    assert weighing.zone_shift(back) == SHIFT
    assert people.ties(back.connection) == list(recomputed(back))
    back.close()


def test_a_merge_undone_brings_each_their_own_milestones(lively: Path) -> None:
    with Book.open(lively, now=NOW + 401 * DAY) as book:
        book.different(LUC.mail, LUC_AT_WORK.mail)
    for day in DAYS:
        back = seen(lively, day)
        assert people.ties(back.connection) == list(recomputed(back))
        back.close()


def test_whoever_is_forgotten_leaves_no_milestone(lively: Path) -> None:
    with Book.open(lively, now=NOW + 400 * DAY) as book:
        person = book.person(MARIE.mail).line.id
        book.forget(MARIE.mail)
    connection = open_book(lively)
    assert connection.value("SELECT count(*) FROM milestone WHERE person = ?", (person,)) == 0
    assert handles.person_of(connection, person) is None
    connection.close()


def test_only_milestones_that_changed_are_written(lively: Path) -> None:
    connection = open_book(lively)
    person = int(connection.value("SELECT min(person) FROM milestone"))
    rows = connection.rows("SELECT event, course FROM milestone WHERE person = ?", (person,))
    kept: dict[int, bytes] = dict(rows)
    written = connection.raw.total_changes()
    past.put_milestones(connection, {person: kept})
    assert connection.raw.total_changes() == written
    last = max(kept)
    past.put_milestones(connection, {person: {**kept, last: b"other", last + 1: b"new"}})
    assert connection.raw.total_changes() == written + 2
    connection.close()
