"""Tables: any dialect is read, formulas are guarded, and the guard comes off."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.formats.spoken_date import spoken_date
from entregent.formats.table import (
    COLUMN_LIMIT,
    FIELD_LIMIT,
    Dialect,
    Row,
    guard,
    read_rows,
    sniff,
    unguard,
    write_rows,
)

CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


def rows(raw: bytes) -> list[Row]:
    return list(read_rows(io.BytesIO(raw), sniff(raw[:65_536])))


def cells(raw: bytes) -> list[list[str]]:
    return [row.cells for row in rows(raw)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_delimiter_and_line_end(delimiter: str, end: str) -> None:
    raw = end.join([delimiter.join(("nom", "courriel")), delimiter.join(("Zoë", "z@example.org")), ""]).encode()
    assert cells(raw) == [["nom", "courriel"], ["Zoë", "z@example.org"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding(encoding: str) -> None:
    assert cells("nom;ville\nÉloïse;Québec\n".encode(encoding))[1] == ["Éloïse", "Québec"]


def test_japanese_windows_text_is_known_by_its_kana() -> None:
    assert cells("name,mail\nさとう ハナコ,h@example.org\n".encode("cp932"))[1][0] == "さとう ハナコ"


def test_a_stray_byte_spoils_one_line_only() -> None:
    raw = "a,b\nZoë,1\n".encode() + b"Zo\xeb,2\n"
    assert cells(b"x" * 70_000 + b"\n" + raw)[-2:] == [["Zoë", "1"], ["Zoë", "2"]]


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    assert sniff("имя".encode("koi8-r"), "koi8-r").encoding == "koi8-r"
    assert sniff(b"\xe9t\xe9 ,", "utf-8").encoding == "cp1252"


def test_excels_separator_line_is_obeyed() -> None:
    assert sniff(b"sep=;\na,b;c,d\n").delimiter == ";"


def test_quoted_cells_hold_anything() -> None:
    raw = b'a,"b ""quoted"", and\nbroken",c\n5" disk,x,y\n'
    assert cells(raw) == [["a", 'b "quoted", and\nbroken', "c"], ['5" disk', "x", "y"]]
    assert [row.number for row in rows(raw)] == [1, 3]


def test_an_open_quote_over_50_000_lines_costs_one_row() -> None:
    raw = b'a,b\n1,"open\n' + b"x,y\n" * 50_000
    found = rows(raw)
    assert len(found) == 50_002
    assert (found[1].cells, found[1].flaw) == (["1", "open"], "open-quote")


@pytest.mark.parametrize("width", [COLUMN_LIMIT - 1, COLUMN_LIMIT, COLUMN_LIMIT + 1, 10_000])
def test_columns_are_bounded(width: int) -> None:
    (row,) = rows(b",".join([b"x"] * width))
    assert len(row.cells) == min(width, COLUMN_LIMIT)
    assert bool(row.flaw) == (width > COLUMN_LIMIT)


@pytest.mark.parametrize("size", [200_000, FIELD_LIMIT, FIELD_LIMIT + 1])
@pytest.mark.parametrize("quote", [b"", b'"'])
def test_cells_are_bounded(size: int, quote: bytes) -> None:
    found = rows(b"a,b\n" + quote + b"x" * size + quote + b",y\n")
    assert [len(cell) for cell in found[1].cells] == [min(size, FIELD_LIMIT), 1]
    assert (found[1].flaw == "long-cell") == (size > FIELD_LIMIT)


def test_nul_and_blank_lines_are_dropped() -> None:
    assert cells(b"a,b\n\n\0c\0,d\n \n") == [["a", "b"], ["c", "d"]]
    assert rows(b"") == []


@given(st.lists(st.lists(CELL, min_size=2, max_size=4).filter(any), min_size=1, max_size=4))
def test_what_is_written_reads_back(table: list[list[str]]) -> None:
    raw = "".join(write_rows(table)).encode()
    found = [row.cells for row in read_rows(io.BytesIO(raw), Dialect("utf-8", ","))]
    kept = [[unguard(cell) for cell in row] for row in found if any(row)]
    assert kept == [row for row in table if any(row)]


@pytest.mark.parametrize(
    "text", ["=1+1", "+15145550123", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "''+1", "\n=1"]
)
def test_no_cell_is_a_formula_and_each_comes_back(text: str) -> None:
    assert guard(text) == "'" + text
    assert unguard(guard(text)) == text
    assert next(csv.reader(write_rows([[text, "x"]])))[0][0] == "'"


@pytest.mark.parametrize("text", ["Ann", "", "l'eau", "'quoted'", "1=1"])
def test_plain_cells_stay_as_they_are(text: str) -> None:
    assert guard(text) == unguard(text) == text


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12 Nov 2023", "2023-11-12"),
        ("12 nov. 2023", "2023-11-12"),
        ("1er août 2023", "2023-08-01"),
        ("Nov 12, 2023", "2023-11-12"),
        ("12 de noviembre de 2023", "2023-11-12"),
        ("3. März 2020", "2020-03-03"),
        ("17/05/1970", "1970-05-17"),
        ("05/17/1970", "1970-05-17"),
        ("05/06/1970", "1970-06-05"),
        ("17 mai", "--05-17"),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, iso: str) -> None:
    assert spoken_date(text, day_first=True) == iso


def test_an_ambiguous_date_follows_the_tables_language() -> None:
    assert spoken_date("05/06/1970", day_first=False) == "1970-05-06"
    assert spoken_date("31 Nov 2023", day_first=True) is None
    assert spoken_date("soon", day_first=True) is None
