"""The calendar of what is due: behind a secret, stable names, numbers that grow, no name unless it was chosen."""

import stat
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import DAY, LUC, MARIE, NOW

from entregent.app import language
from entregent.app.book import Book
from entregent.app.calendar_feed import entries
from entregent.app.commitment_views import SealDraft
from entregent.app.map_exports import UnwritableExportError
from entregent.formats.components import Component
from entregent.formats.ical import Event, event_from_component, read_calendar
from entregent.formats.ical_writing import Entry


def read(book: Book, *, names: bool | None = None) -> list[Event]:
    """The calendar as our own reader sees it."""
    found = read_calendar(BytesIO(book.feed(names=names)))
    return [event_from_component(one) for one in found if isinstance(one, Component)]


def titles(book: Book, *, names: bool | None = None) -> list[str]:
    return [event.title for event in read(book, names=names)]


def written(book: Book, *, names: bool | None = None) -> dict[str, Entry]:
    return {entry.title: entry for entry in entries(book._inner, names=names)}


@pytest.fixture(autouse=True)
def english() -> None:
    """Whatever a test before spoke."""
    language.use("en")


@pytest.fixture
def full(book: Book) -> Book:
    """Solène's book with one of each."""
    book.set_setting("language", "en")
    book.seal(SealDraft(who=MARIE.mail, what="call Marie", at="2026-03-05T10:00"))
    book.plan_step([LUC.mail], sentence="Bonjour Luc", on="2026-03-04")
    book.promise(LUC.mail, "the quote", by="2026-03-06")
    book.promise(MARIE.mail, "a book", by="2026-03-07", theirs=True)
    book.edit(MARIE.mail, birthday="1980-02-29")
    book.circle([LUC.mail], "clients")
    book.set_since(LUC.mail, "together", "2016-03-10")
    return book


def test_without_a_choice_no_name_and_no_text_of_ours_is_in_it(full: Book) -> None:
    data = full.feed().decode()
    for word in ("Marie", "Luc", "Tremblay", "Gagnon", "quote", "Bonjour", "a book", ".example"):
        assert word not in data, word
    assert sorted(set(titles(full))) == [
        *("A birthday", "A planned step", "A promise of mine", "A promise to me"),
        *("An hour of mine", "Years of loyalty"),
    ]


def test_with_names_it_says_who_and_what(full: Book) -> None:
    told = titles(full, names=True)
    assert f"Birthday: {MARIE.name}" in told
    assert f"For {LUC.name}: the quote" in told
    assert f"From {MARIE.name}: a book" in told
    assert f"{MARIE.name}: call Marie" in told
    assert f"Years of loyalty (10): {LUC.name}" in told


def test_the_choice_is_kept_as_a_setting(full: Book) -> None:
    full.set_setting("feed-names", "yes")
    assert f"Birthday: {MARIE.name}" in titles(full)


def test_a_birthday_of_29_february_stands_on_the_28th_in_common_years(full: Book) -> None:
    starts = [event.start.wall.date() for event in read(full) if event.title == "A birthday" and event.start]
    assert starts == [date(2026, 2, 28), date(2027, 2, 28)]


def test_a_commitment_is_an_instant_and_the_rest_are_days(full: Book) -> None:
    kinds = {event.title: event.start.is_day for event in read(full) if event.start}
    assert [title for title, is_day in kinds.items() if not is_day] == ["An hour of mine"]


def test_events_keep_their_names_from_day_to_day(full: Book) -> None:
    first = {event.uid for event in read(full)}
    full.look_again(NOW + DAY)
    assert {event.uid for event in read(full)} == first
    assert len(first) == len(read(full))


def test_a_change_makes_the_number_grow_and_so_does_its_undoing(full: Book) -> None:
    seen = []
    for change in ("", "1980-06-01", "undo"):
        if change == "undo":
            full.undo()
        elif change:
            full.edit(MARIE.mail, birthday=change)
        seen.append(max(entry.sequence for title, entry in written(full).items() if title == "A birthday"))
    assert seen[0] < seen[1] < seen[2]


def test_a_step_that_was_moved_keeps_its_name(full: Book) -> None:
    before = written(full)["A planned step"]
    full.look_again(NOW + 3_600)
    full.edit_step(full.planned_steps()[0].number, on="2026-03-09")
    after = written(full)["A planned step"]
    assert after.uid == before.uid
    assert (after.sequence > before.sequence, after.stamp > before.stamp) == (True, True)
    assert after.start == date(2026, 3, 9)


def test_what_is_said_of_nobody_any_more_is_gone(full: Book) -> None:
    full.never(MARIE.mail)
    full.keep_promise(next(line.id for line in full.promises() if line.mine))
    assert {"A birthday", "An hour of mine", "A promise to me"}.isdisjoint(titles(full))
    assert "A promise of mine" not in titles(full)


def test_the_address_is_secret_renewed_and_closed(full: Book) -> None:
    first = full.open_feed()
    assert len(first) >= 22
    assert full.feed_opens(first)
    second = full.open_feed()
    assert not full.feed_opens(first)
    assert full.feed_opens(second)
    assert second not in str(full.remembered("feed"))
    full.close_feed()
    assert not full.feed_opens(second)
    assert not full.feed_opens("")


def test_a_file_is_the_owners_alone_and_whole_or_not_there(full: Book, tmp_path: Path) -> None:
    path = tmp_path / "due.ics"
    assert full.write_feed(path) == len(read(full))
    assert path.read_bytes() == full.feed()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(UnwritableExportError):
        full.write_feed(tmp_path / "nowhere" / "due.ics")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=80).filter(str.strip), st.dates(date(2026, 3, 3), date(2027, 3, 1)))
def test_whatever_a_promise_says_it_is_one_event(book: Book, text: str, by: date) -> None:
    book.promise(MARIE.mail, text, by=by.isoformat())
    events = [event for event in read(book, names=True) if event.start and event.start.wall.date() == by]
    assert any(event.title for event in events)
    assert len(read(book)) == len(book.promises()) + len(book.coming_dates(400))
    book.undo()


@pytest.mark.parametrize("zone", ["America/Toronto", "Europe/Paris", "Australia/Lord_Howe", "Asia/Kolkata"])
@pytest.mark.parametrize("hour", ["2026-03-08T02:30", "2026-11-01T01:30", "2026-03-29T02:30", "2026-10-04T02:15"])
def test_an_hour_in_a_gap_or_a_fold_is_written_as_the_instant_that_was_sealed(
    tmp_path: Path, zone: str, hour: str
) -> None:
    with Book.create(tmp_path / "z.book", now=NOW, lang="en", zone=zone) as book:
        book.seal(SealDraft(what="call", at=hour))
        (line,) = book.commitments()
        (entry,) = entries(book._inner)
        assert entry.start == line.due_at
        (event,) = read(book)
        assert event.start is not None
        assert event.start.zone == "UTC"
