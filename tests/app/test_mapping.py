"""The map: who was seen with whom, kept as events come; its groups, bridges; what is said when too little is seen."""

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import DAY, INES, LUC, MARIE, NOW, SOLENE, letter, new_book, write_mbox

from entregent.app import groups as group_file
from entregent.app import mapping
from entregent.app.book import Book
from entregent.app.bridging import UnknownGroupError
from entregent.app.group_words import coverage_in_words, place_in_words
from entregent.app.mapping import TooLittleMapError
from entregent.model.interaction import DIGEST_BITS, Channel, Flag
from entregent.store import alters, events, handles, memos
from entregent.store.events import CC, TO, EventRow

TEAM = ("Ana", "Bao", "Cleo", "Dov", "Edna")
CHOIR = ("Uma", "Vic", "Wim", "Xia", "Yan")


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    mapping._networks.clear()


def gathered(book: Book, *names: str, day: str = "2026-02-01") -> None:
    """These people met, with the owner."""
    book.log([f"{name} Tablée" for name in names], channel="meeting", outcome="met", at=day, create=True)


@pytest.fixture
def two_groups(tmp_path: Path) -> Iterator[Book]:
    """A team and a choir, each of whom met several times; Ana sings too."""
    with new_book(tmp_path / "two.book") as book:
        for day in ("2026-01-10", "2026-01-20", "2026-02-10"):
            gathered(book, *TEAM, day=day)
            gathered(book, *CHOIR, day=f"{day[:8]}{int(day[8:]) + 1}")
        gathered(book, "Ana", "Uma", "Vic", day="2026-02-20")
        yield book


def kept_pairs(book: Book) -> dict[tuple[int, int], tuple[float, ...]]:
    return {(row[0], row[1]): row[2:] for row in alters.kept(book._inner.connection)}


def made_anew(book: Book) -> dict[tuple[int, int], tuple[float, ...]]:
    alters.spoil(book._inner.connection)
    mapping._networks.clear()
    book._inner.network_of = ()
    mapping.network(book._inner, least=0)
    return kept_pairs(book)


def add(book: Book, rows: list[tuple[int, int, tuple[int, ...], int]], digest: int) -> list[int]:
    """Write events of (second, channel, handles with the sender first, flags) as an import would."""
    connection = book._inner.connection
    made = {}
    for place, (at, channel, named, flags) in enumerate(rows):
        number = (at << DIGEST_BITS) + digest * 1_000 + place
        parts = (named[0] << 3, *(handle << 3 | (CC if handle % 2 else TO) for handle in named[1:]))
        made[number] = EventRow(number, channel, flags, 1, len(named) - 1, parts, "")
    events.write(connection, made, 1, frozenset(book._inner.memo("owner", [])))
    return sorted(made)


SOME_EVENTS = st.lists(
    st.tuples(
        st.integers(NOW - 3 * DAY, NOW - 1),
        st.sampled_from([Channel.MAIL, Channel.TEXT, Channel.MEETING, Channel.SOCIAL]),
        st.lists(st.integers(1, 7), min_size=2, max_size=7, unique=True).map(tuple),
        st.sampled_from([0, 0, 0, Flag.BULK, Flag.LIST]),
    ),
    max_size=12,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(SOME_EVENTS, min_size=2, max_size=4), owner=st.sampled_from([0, 1]))
def test_what_is_added_bit_by_bit_is_what_is_made_at_once(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[tuple[int, int, tuple[int, ...], int]]], owner: int
) -> None:
    with new_book(tmp_path_factory.mktemp("map") / "some.book") as book:
        connection = book._inner.connection
        with connection.writing():
            handles.intern(connection, [("mail", f"p{n}@x.example") for n in range(1, 8)])
            memos.put(connection, "owner", [owner] if owner else [])
        for digest, rows in enumerate(batches):
            with connection.writing():
                add(book, rows, digest)
            mapping.network(book._inner, least=0)
        kept = kept_pairs(book)
        anew = made_anew(book)
        assert kept.keys() == anew.keys()
        for pair, told in kept.items():
            assert told == pytest.approx(anew[pair], rel=1e-9)


def test_an_event_that_is_taken_back_leaves_the_map(two_groups: Book) -> None:
    mapping.network(two_groups._inner)
    before = kept_pairs(two_groups)
    gathered(two_groups, "Ana", "Yan", "Wim", "Dov", day="2026-02-25")
    more = mapping.network(two_groups._inner).graph.ties
    two_groups.undo()
    assert mapping.network(two_groups._inner).graph.ties < more
    after = kept_pairs(two_groups)
    assert after.keys() == before.keys()
    assert all(after[pair] == pytest.approx(before[pair]) for pair in after)


def test_what_is_logged_for_two_alone_changes_nothing(two_groups: Book) -> None:
    mapping.network(two_groups._inner)
    stamp = alters.state(two_groups._inner.connection)
    two_groups.log(["Ana Tablée"], channel="call", outcome="talked", at="2026-01-15")
    two_groups.undo()
    mapping.network(two_groups._inner)
    assert alters.state(two_groups._inner.connection)[3] == stamp[3]  # type: ignore[index]


def test_whoever_is_forgotten_leaves_no_byte_on_the_map(two_groups: Book) -> None:
    mapping.network(two_groups._inner)
    two_groups.name_group(two_groups.groups().lines[0].number, "les amis de Xia")
    ana = handles.of_person(two_groups._inner.connection, two_groups.person("Xia Tablée").line.id)[0][0]
    two_groups.forget("Xia Tablée")
    path = two_groups.path
    mapping.network(two_groups._inner, least=0)
    assert all(ana not in pair for pair in kept_pairs(two_groups))
    assert not [row for row in alters.places(two_groups._inner.connection) if row[0] == ana]
    two_groups.close()
    assert b"amis de Xia" not in path.read_bytes()


def test_big_crowds_lists_and_what_was_only_tried_say_nothing(tmp_path: Path) -> None:
    with new_book(tmp_path / "crowd.book") as book:
        connection = book._inner.connection
        with connection.writing():
            handles.intern(connection, [("mail", f"p{n}@x.example") for n in range(1, 41)])
            add(
                book,
                [(NOW - 9, Channel.MAIL, tuple(range(1, 23)), 0), (NOW - 8, Channel.MAIL, (1, 2, 3), Flag.LIST)],
                1,
            )
        mapping.network(book._inner, least=0)
        assert kept_pairs(book) == {}


def test_in_a_chat_one_day_of_talk_counts_once(tmp_path: Path) -> None:
    with new_book(tmp_path / "chat.book") as book:
        connection = book._inner.connection
        with connection.writing():
            handles.intern(connection, [("mail", f"p{n}@x.example") for n in range(1, 5)])
            noon = NOW // DAY * DAY
            add(book, [(noon + second, Channel.TEXT, (1, 2, 3, 4), 0) for second in range(50)], 1)
        mapping.network(book._inner, least=0)
        assert {pair: told[1] for pair, told in kept_pairs(book).items()} == {(1, 2): 1, (1, 3): 1, (1, 4): 1}


def test_too_little_is_said_with_what_is_missing(book: Book) -> None:
    with pytest.raises(TooLittleMapError) as caught:
        book.groups()
    assert caught.value.facts == {"ties": 0, "needed": mapping.NEEDED_TIES}


def test_a_team_and_a_choir_are_two_groups_and_ana_joins_them(two_groups: Book) -> None:
    view = two_groups.groups()
    assert sorted(line.size for line in view.lines) == [5, 5]
    place = two_groups.place_of("Ana Tablée")
    assert place is not None
    assert place.kind in ("joins", "only")
    assert "Ana Tablée" in [one.name for one in two_groups.bridges().connectors]
    assert place_in_words(place)


def test_a_group_keeps_its_number_when_somebody_joins(two_groups: Book) -> None:
    before = {line.number: line.size for line in two_groups.groups().lines}
    gathered(two_groups, "Zoé", *CHOIR, day="2026-02-26")
    after = {line.number: line.size for line in two_groups.groups().lines}
    assert before.keys() == after.keys()
    assert sorted(after.values()) == [5, 6]


def test_places_and_groups_are_the_same_at_the_next_visit(two_groups: Book) -> None:
    first = mapping.network(two_groups._inner)
    mapping._networks.clear()
    two_groups._inner.network_of = ()
    again = mapping.network(two_groups._inner)
    assert again is not first
    assert (again.groups == first.groups).all()
    assert (again.places == first.places).all()


def test_the_owner_names_a_group_and_takes_it_back(two_groups: Book) -> None:
    number = two_groups.groups().lines[0].number
    former = two_groups.group(number).line.name
    two_groups.name_group(number, "  La   bande ")
    assert (two_groups.group(number).line.name, two_groups.group(number).line.kind) == ("La bande", "own")
    two_groups.undo()
    assert two_groups.group(number).line.name == former
    with pytest.raises(UnknownGroupError):
        two_groups.name_group(999, "nobody")


def test_the_map_of_an_earlier_day_knows_nothing_of_later_ones(two_groups: Book) -> None:
    early = mapping.network_at(two_groups._inner, "2026-01-10", least=0)
    late = mapping.network(two_groups._inner)
    assert early.graph.ties == 10
    assert late.graph.ties > 20
    assert (early.people == late.people).all()


def test_as_of_and_the_day_of_a_slider_agree(two_groups: Book) -> None:
    two_groups.groups()
    with Book.open(two_groups.path, now=NOW, as_of="2026-01-25") as then:
        assert then.groups().ties == mapping.network_at(two_groups._inner, "2026-01-25", least=0).graph.ties


def test_never_and_archived_people_are_not_on_the_map(two_groups: Book) -> None:
    assert two_groups.place_of("Edna Tablée")
    two_groups.never("Edna Tablée")
    assert two_groups.place_of("Edna Tablée") is None


def test_two_who_are_found_to_be_one_share_their_ties(two_groups: Book) -> None:
    before = mapping.network(two_groups._inner)
    two_groups.same("Bao Tablée", "Wim Tablée")
    after = mapping.network(two_groups._inner)
    assert len(after.people) == len(before.people) - 1
    place = two_groups.place_of("Wim Tablée")
    assert place
    assert place.tied == 8


def test_an_introduction_by_the_owners_word_is_a_tie(two_groups: Book) -> None:
    before = mapping.network(two_groups._inner).graph.ties
    two_groups.edit("Dov Tablée", via="Yan Tablée")
    assert mapping.network(two_groups._inner).graph.ties == before + 1


def test_whoever_is_in_one_letter_is_tied_and_the_owner_is_not_there(tmp_path: Path) -> None:
    with new_book(tmp_path / "letters.book") as book:
        letters = [letter(day, LUC, (SOLENE, MARIE, INES), "Le chantier") for day in (40, 50)]
        book.import_paths([str(write_mbox(tmp_path / "some.mbox", letters))], me=[SOLENE.mail])
        net = mapping.network(book._inner, least=0)
        assert (len(net.people), net.graph.ties) == (3, 3)


def test_a_group_that_hangs_on_one_tie_is_proposed_as_a_plate(two_groups: Book) -> None:
    with Book.open(two_groups.path, now=NOW + 900 * DAY) as later:
        for day in ("2028-06-01", "2028-07-01", "2028-08-01"):
            later.log(["Yan Tablée"], channel="call", outcome="talked", at=day)
        assert [one.someone.name for one in later.bridges().fragile] == ["Yan Tablée"]


def test_coverage_is_said_with_a_range_and_never_as_all(two_groups: Book) -> None:
    seen = two_groups.groups().coverage
    assert seen is not None
    assert 0 < seen.low <= seen.share <= seen.high <= 1
    assert "%" in coverage_in_words(seen)
    assert coverage_in_words(None)


def test_an_import_of_a_thousand_messages_is_folded_without_making_all_anew(two_groups: Book) -> None:
    mapping.network(two_groups._inner)
    form = alters.state(two_groups._inner.connection)
    with two_groups._inner.connection.writing():
        add(two_groups, [(NOW - 40 * DAY + n * 60, Channel.MAIL, (1, 2 + n % 6, 8), 0) for n in range(1_000)], 3)
    assert alters.count_after(two_groups._inner.connection, form.last, NOW << DIGEST_BITS, 9_999) == 1_000  # type: ignore[union-attr]
    mapping.network(two_groups._inner)
    assert alters.waiting(two_groups._inner.connection) == []


def test_numbers_of_groups_are_never_given_twice(two_groups: Book) -> None:
    two_groups.groups()
    fresh = two_groups._inner.memo(group_file.FRESH)
    assert fresh > max(line.number for line in two_groups.groups().lines)


def test_packed_events_are_read_as_they_were_written() -> None:
    from entregent.app.meeting_pairs import packed

    told = packed([(5 << DIGEST_BITS, 1, array("I", [8, 17]).tobytes())])
    assert (told.parts.tolist(), told.lengths.tolist()) == ([8, 17], [2])
