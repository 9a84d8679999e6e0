"""A person in parts: the curve over the years, companions, paging, files."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from tests.cast import INES, LUC, MARIE, NOW, SOLENE, exchange, filled, letter

from entregent.app import portraying, tracing, weighing
from entregent.app.book import Book
from entregent.app.views import TimelineLine
from entregent.model.interaction import DIGEST_BITS, Channel, Direction
from entregent.store.events import ATTEMPT, BULK, COPY, DIRECTION_SHIFT, OWN, TIMELESS
from entregent.ties.state import DAY, fold_all
from entregent.ties.strength import strength

ZONE = ZoneInfo("America/Toronto")
BEGIN = int(datetime(2019, 5, 3, tzinfo=UTC).timestamp())

parts = st.lists(
    st.builds(
        lambda at, channel, direction, marks, others, amount: (
            (BEGIN + at) << DIGEST_BITS,
            channel | direction << DIRECTION_SHIFT | marks,
            others,
            amount,
        ),
        st.integers(0, 7 * 365 * DAY),
        st.sampled_from([int(one) for one in Channel]),
        st.sampled_from([int(Direction.OUT), int(Direction.IN), int(Direction.BOTH)]),
        st.sampled_from([0, 0, 0, COPY, BULK, ATTEMPT]),
        st.integers(1, 60),
        st.integers(0, 90),
    ),
    max_size=60,
).map(sorted)


@given(rows=parts, kin=st.booleans(), shift=st.sampled_from([0, -5 * 3600, 9 * 3600]))
def test_each_point_of_the_curve_is_the_strength_as_it_was_then(
    rows: list[weighing.PartRow], kin: bool, shift: int
) -> None:
    for point in tracing.trace_rows(rows, NOW, ZONE, shift, kin=kin):
        contacts = [one for one in weighing._contacts(rows) if one.at <= point.at]
        state = fold_all(contacts, shift=shift)
        assert abs(point.strength - strength(state, point.at, kin=kin)) < 1e-12


@given(since=st.integers(0, NOW))
def test_a_curve_has_few_points_in_their_order(since: int) -> None:
    ends = list(tracing.month_ends(since, NOW, ZONE))
    assert len(ends) <= tracing.MOST_POINTS
    assert ends == sorted(set(ends))
    assert all(since < at < NOW and datetime.fromtimestamp(at + 1, ZONE).day == 1 for at in ends)


def told_twice_slowly(rows: list[weighing.PartRow]) -> list[weighing.PartRow]:
    """What `without_told_twice` means, looked up one by one."""
    told = [(row[0] >> DIGEST_BITS, row[1] & 7) for row in rows if not row[1] & OWN]

    def is_told(row: weighing.PartRow) -> bool:
        reach = DAY // 2 if row[1] & TIMELESS else weighing.SAME_EVENT_SECONDS
        return any(way == row[1] & 7 and abs(at - (row[0] >> DIGEST_BITS)) <= reach for at, way in told)

    return [row for row in rows if not (row[1] & OWN and is_told(row))]


@given(
    rows=st.lists(
        st.builds(
            lambda at, how: ((BEGIN + at * 1800) << DIGEST_BITS, how, 1, 0),
            st.integers(0, 200),
            st.sampled_from([9, 11, 9 | OWN, 11 | OWN, 11 | OWN | TIMELESS]),
        ),
        max_size=30,
    ).map(sorted)
)
def test_what_is_told_twice_counts_once(rows: list[weighing.PartRow]) -> None:
    assert weighing.without_told_twice(rows) == told_twice_slowly(rows)


def test_the_curve_ends_where_the_tie_stands_today(tmp_path: Path) -> None:
    with filled(tmp_path / "b.book") as book:
        found = book.portrait(book.person(MARIE.mail).line.id)
        assert found.curve[-1] == (NOW, found.view.line.strength)
        assert found.curve[0].strength == 1.0


def test_companions_are_those_who_are_often_there(tmp_path: Path) -> None:
    letters = [*exchange(MARIE, (0, 30)), *(letter(day, SOLENE, (MARIE, INES), "Souper") for day in (50, 60, 70))]
    letters.append(letter(80, SOLENE, (MARIE, LUC), "Une fois"))
    with filled(tmp_path / "b.book", letters) as book:
        found = book.portrait(book.person(MARIE.mail).line.id)
        assert [(one.name, one.together) for one in found.companions] == [(INES.name, 3)]


def test_whoever_is_never_to_be_seen_is_nobodys_companion(tmp_path: Path) -> None:
    letters = [*exchange(INES, (1,)), *(letter(day, SOLENE, (MARIE, INES), "Souper") for day in (50, 60, 70))]
    with filled(tmp_path / "b.book", letters) as book:
        book.never(INES.mail)
        assert book.portrait(book.person(MARIE.mail).line.id).companions == ()


def test_pages_of_a_timeline_are_the_timeline(tmp_path: Path) -> None:
    with filled(tmp_path / "b.book") as book:
        person = book.person(MARIE.mail).line.id
        whole = book.timeline(person, limit=1_000)
        assert (len(whole.lines), whole.older, whole.channels) == (40, None, (("mail", 40),))
        lines: list[TimelineLine] = []
        before: int | None = None
        while True:
            page = book.timeline(person, before=before, limit=7)
            lines += page.lines
            if (before := page.older) is None:
                break
        assert tuple(lines) == whole.lines


def test_a_portrait_is_the_page_of_the_command_line(tmp_path: Path) -> None:
    with filled(tmp_path / "b.book") as book:
        book.note(MARIE.mail, "Aime la voile")
        for one in book.people(limit=50):
            view = book.person(str(one.id), limit=15)
            assert book.portrait(one.id).view == view._replace(provenance=())
            assert tuple(book.provenance(one.id)) == view.provenance


def test_an_id_leads_to_whoever_holds_it(tmp_path: Path) -> None:
    with filled(tmp_path / "b.book") as book:
        marie, ines = (book.person(one.mail).line.id for one in (MARIE, INES))
        action = book.same(MARIE.mail, INES.mail).action
        assert {book.holder(marie), book.holder(ines)} == {min(marie, ines)}
        book.undo(action)
        assert (book.holder(marie), book.holder(ines)) == (marie, ines)
        assert (book.holder(0), book.holder(10**30)) == (None, None)


def test_no_meter_is_worked_out_for_a_memory(tmp_path: Path) -> None:
    with filled(tmp_path / "b.book") as book:
        done = book.never(MARIE.mail, died=True)
        found = book.portrait(book.person(MARIE.mail).line.id)
        assert (found.curve, found.view.line.strength, found.never_action) == ((), None, done.action)
        assert len(found.view.timeline) == 15


def test_who_introduced_somebody_is_said_and_unsaid(tmp_path: Path) -> None:
    with filled(tmp_path / "b.book") as book:
        book.edit(MARIE.mail, met="Au quai", via=LUC.mail)
        found = book.portrait(book.person(MARIE.mail).line.id)
        assert (found.met, found.view.via, found.via) == ("Au quai", LUC.name, book.person(LUC.mail).line.id)
        assert ("via", LUC.name) in [(one.fact, one.value) for one in book.provenance(found.view.line.id)]
        book.edit(MARIE.mail, met="", via="")
        unsaid = book.portrait(found.view.line.id)
        assert (unsaid.met, unsaid.via, unsaid.view.via, unsaid.view.first_met) == ("", None, "", "Le voilier 0")


def test_an_earlier_day_shows_its_own_curve(tmp_path: Path) -> None:
    path = tmp_path / "b.book"
    with filled(path) as book:
        marie = book.person(MARIE.mail).line.id
    with Book.open(path, now=NOW, as_of="2025-06-30") as past:
        found = past.portrait(marie)
        assert found.curve[-1].at == past.now
        assert max(one.at or 0 for one in found.view.timeline) <= past.now
        assert portraying.holder(past._inner, marie) == marie
