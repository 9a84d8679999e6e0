"""The drawn map says what the network says: who, which ties, which groups; nobody whom it may not show."""

import csv
from pathlib import Path

import pytest
from tests.cast import Friend, filled
from tests.network_cast import BOATS, BRIDGE, CHOIR, circles, mapped

from entregent.app import mapping
from entregent.app.book import Book
from entregent.app.mapping import TooLittleMapError
from entregent.model.errors import EntregentError


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return mapped(tmp_path / "solene.book")


def number_of(book: Book, friend: Friend) -> int:
    return book.person(friend.mail).line.id


def test_the_map_is_the_network(book: Book) -> None:
    found, network = book.map(), mapping.network(book._inner)
    assert found.names == [book.person(str(person)).line.name for person in found.people.tolist()]
    drawn = {(int(found.people[a]), int(found.people[b])) for a, b in zip(found.a, found.b, strict=True)}
    a, b, _weights = network.graph.pairs()
    assert drawn == {(int(network.people[one]), int(network.people[other])) for one, other in zip(a, b, strict=True)}


def test_whoever_is_in_two_groups_ties_them(book: Book) -> None:
    line = book.on_map(number_of(book, BRIDGE))
    assert line is not None
    assert line.sentence.startswith("Ties “")
    among = book.on_map(number_of(book, CHOIR[1]))
    assert among is not None
    assert among.sentence.startswith("Among “")
    assert [name for group in book.map_shape().groups for _person, name in group.ties] == [BRIDGE.name]


@pytest.mark.parametrize("reason", ["never", "private", "died", "archived"])
def test_who_is_left_in_peace_is_not_drawn(book: Book, reason: str) -> None:
    gone = number_of(book, CHOIR[1])
    if reason == "archived":
        book.archive([CHOIR[1].mail])
    else:
        book.never(CHOIR[1].mail, private=reason == "private", died=reason == "died")
    assert gone not in book.map().people.tolist()
    assert book.small_map(gone) is None
    assert CHOIR[1].name not in book.map_export("graphml").text


def test_nobody_moves_with_the_days(book: Book) -> None:
    then, now = book.map("2025-06-30"), book.map()
    assert then.day == "2025-06-30"
    where = dict(zip(now.people.tolist(), now.places.tolist(), strict=True))
    assert all(where[person] == place for person, place in zip(then.people.tolist(), then.places.tolist(), strict=True))
    assert 0 < then.weights.sum() < now.weights.sum() * 2


def test_too_little_gives_no_picture(tmp_path: Path) -> None:
    with filled(tmp_path / "solene.book") as book:
        for ask in (book.map, book.map_shape, book.map_page, lambda: book.map_export("svg"), lambda: book.small_map(2)):
            with pytest.raises(TooLittleMapError):
                ask()


def test_the_list_has_everybody_once_page_by_page(book: Book) -> None:
    whole = book.map_page(limit=100)
    pages = [book.map_page(offset=offset, limit=2).lines for offset in range(0, whole.total, 2)]
    assert [line for page in pages for line in page] == list(whole.lines)
    assert {line.name for line in whole.lines} == {friend.name for friend in (*CHOIR, *BOATS, BRIDGE)}


def test_a_small_map_has_its_person_in_the_middle_and_no_more_than_asked(book: Book) -> None:
    small = book.small_map(number_of(book, BRIDGE))
    assert small is not None
    middle = next(place for place in small.places if place.is_middle)
    assert (middle.name, middle.x, middle.y) == (BRIDGE.name, 0.0, 0.0)
    assert len(small.places) == 9
    group = book.small_map_of_group(book.map_shape().groups[0].number)
    assert group is not None
    assert not any(place.is_middle for place in group.places)


def test_files_keep_names_back_unless_they_are_chosen(book: Book) -> None:
    for kind in ("svg", "graphml", "gexf", "people.csv", "ties.csv"):
        assert BRIDGE.name not in book.map_export(kind, names=False).text
        assert BRIDGE.name in book.map_export(kind, names=True).text


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    evil = Friend("=HYPERLINK(1)", "evil@chorale.example")
    with mapped(tmp_path / "solene.book", circles(choir=(*CHOIR, evil))) as book:
        rows = list(csv.DictReader(book.map_export("people.csv").text.splitlines()))
        assert not any(cell.startswith(("=", "+", "@", "-")) for row in rows for cell in row.values() if cell)
        assert len(rows) == 10


def test_networkx_reads_what_was_written(book: Book, tmp_path: Path) -> None:
    import networkx as nx

    found = book.map()
    for kind, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        path = tmp_path / f"map.{kind}"
        book.write_map(kind, path)
        graph = read(path)
        assert graph.number_of_nodes() == len(found.people)
        assert graph.number_of_edges() == len(found.a)
        assert {data["label"] for _node, data in graph.nodes(data=True)} == set(found.names)
        assert all(
            {"constraint", "bridgeness", "liaison", "group"} <= data.keys() for _n, data in graph.nodes(data=True)
        )


def test_a_file_is_its_owners_alone_and_a_bad_place_is_said(book: Book, tmp_path: Path) -> None:
    book.write_map("svg", tmp_path / "new" / "poster.svg")
    assert (tmp_path / "new" / "poster.svg").stat().st_mode & 0o077 == 0
    with pytest.raises(EntregentError, match="unwritable-export"):
        book.write_map("svg", tmp_path)
