"""A meeting that an attendee list and a calendar tell is one meeting."""

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.cast import LUC, MARIE, SOLENE, filled, import_all, write_meeting

from entregent.app import listed, weighing
from entregent.app.book import Book
from entregent.model.interaction import DIGEST_BITS, Channel
from entregent.store.events import TIMELESS
from entregent.ties.state import DAY

AT = datetime(2024, 5, 6, 22, tzinfo=UTC)
MEETING = int(Channel.MEETING)


def write_list(path: Path, *names: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [f"{one.name},{one.mail}" for one in (SOLENE, MARIE, LUC) if one.name in names]
    path.write_text("\n".join(["Nom,Courriel,Présence", *(f"{row},oui" for row in rows), ""]), encoding="utf-8")
    return path


def met(book: Book) -> int:
    """How many meetings with Marie count."""
    person = book.person(MARIE.mail).line.id
    return sum(one.channel == MEETING for one in weighing.contacts_of(book._inner, person))


def shown(book: Book) -> list[str]:
    return [line.title for line in book.person(MARIE.mail, limit=500).timeline if line.channel == "meeting"]


def both(folder: Path, title: str) -> Book:
    book = filled(folder / "b.book")
    calendar = write_meeting(folder / "agenda.ics", AT, (MARIE,), "Nuit des ateliers")
    return import_all(book, calendar, write_list(folder / f"2024-05-06 {title}.csv", SOLENE.name, MARIE.name))


def test_it_counts_once_and_is_shown_once(tmp_path: Path) -> None:
    with both(tmp_path, "nuit des Ateliers!") as book:
        assert met(book) == 1
        assert shown(book) == ["Nuit des ateliers"]


def test_two_events_of_one_day_stay_two(tmp_path: Path) -> None:
    with both(tmp_path, "Souper") as book:
        assert met(book) == 2
        assert len(shown(book)) == 2


def test_whoever_is_on_the_list_alone_was_there_too(tmp_path: Path) -> None:
    book = filled(tmp_path / "b.book")
    calendar = write_meeting(tmp_path / "agenda.ics", AT, (LUC,), "Gala")
    with import_all(book, calendar, write_list(tmp_path / "2024-05-06 Gala.csv", SOLENE.name, MARIE.name)) as book:
        assert met(book) == 1
        assert shown(book) == ["Gala"]


def test_where_one_met_is_the_first_event(tmp_path: Path) -> None:
    book = filled(tmp_path / "b.book", [])
    with import_all(book, write_list(tmp_path / "2024-05-06 Gala des prunes.csv", SOLENE.name, MARIE.name)) as book:
        assert book.person(MARIE.mail).first_met == "Gala des prunes"


rows = st.lists(
    st.builds(
        lambda hours, how, number: ((1_700_000_000 + hours * 3600) << DIGEST_BITS | number, how),
        st.integers(0, 200),
        st.sampled_from([MEETING, MEETING | TIMELESS, int(Channel.MAIL)]),
        st.integers(0, 3),
    ),
    max_size=12,
    unique_by=lambda row: row[0],
).map(sorted)


@given(rows=rows)
def test_a_pair_is_a_mere_day_and_a_meeting_on_it(rows: list[tuple[int, int]]) -> None:
    slowly = [
        (event, other)
        for event, how in rows
        for other, way in rows
        if how == MEETING | TIMELESS
        and other != event
        and (way == MEETING or (way == MEETING | TIMELESS and other < event))
        and abs((event >> DIGEST_BITS) - (other >> DIGEST_BITS)) <= DAY // 2
    ]
    assert sorted(listed.near_pairs(rows)) == sorted(slowly)


@given(rows=rows)
def test_of_meetings_that_bear_one_name_one_is_left_for_each_day(rows: list[tuple[int, int]]) -> None:
    again = listed.told_again((event, how, "Gala") for event, how in rows)
    left = [(event, how) for event, how in rows if event not in again]
    assert listed.told_again((event, how, "Gala") for event, how in left) == set()
    assert all(how & TIMELESS for event, how in rows if event in again)
    assert not listed.told_again((event, how, str(event)) for event, how in rows)
