"""Content lines: parsing, escapes, charsets, folding."""

from hypothesis import given
from hypothesis import strategies as st

from entregent.formats.bounded_text import one_line, plain_lines
from entregent.formats.content_line import Flaw, Line, decode, escape, fold, parse_line, split_escaped, unescape


def line(raw: bytes) -> Line:
    found = parse_line(1, raw)
    assert isinstance(found, Line)
    return found


def test_group_name_parameters_and_value_are_told_apart() -> None:
    found = line(b'item1.TEL;TYPE="voice,cell";PREF=1:+1 514 555-0123')
    assert (found.group, found.name, found.value) == ("item1", "TEL", "+1 514 555-0123")
    assert found.types == {"voice", "cell"}
    assert found.param("PREF") == "1"


def test_bare_parameters_of_version_2_are_types_and_encodings() -> None:
    found = line(b"TEL;HOME;VOICE;ENCODING=QUOTED-PRINTABLE:=2B1")
    assert found.types == {"home", "voice"}
    assert found.value == "+1"


def test_a_colon_inside_quotes_is_no_end_of_head() -> None:
    found = line(b'ORGANIZER;CN="Lee: Ann; Sales";X=a:mailto:ann@example.org')
    assert found.param("CN") == "Lee: Ann; Sales"
    assert found.value == "mailto:ann@example.org"


def test_a_quote_that_never_closes_counts_as_none() -> None:
    assert line(b'NOTE;X="open:value').value == "value"


def test_carets_in_parameters_are_undone() -> None:
    assert line(b"ATTENDEE;CN=Ann ^'Bee^' Lee^n^^:mailto:a@b.c").param("CN") == 'Ann "Bee" Lee\n^'


def test_a_declared_charset_is_believed_only_where_it_fits() -> None:
    assert line(b"FN;CHARSET=ISO-8859-1:Zo\xeb").value == "Zoë"
    assert line("FN;CHARSET=US-ASCII:Zoë".encode()).value == "Zoë"
    assert line("FN;CHARSET=punycode:Zoë".encode()).value == "Zoë"
    assert line(b"FN;CHARSET=x-evil;ENCODING=QUOTED-PRINTABLE:Zo=EB").value == "Zoë"
    assert decode(b"\xe9t\xe9") == "été"


def test_a_bad_line_is_a_value() -> None:
    assert parse_line(7, b"no colon here") == Flaw(7, "no-colon")
    assert parse_line(8, b"b\xc3\xa4d name:x") == Flaw(8, "bad-name")


def test_the_value_of_a_photo_is_never_kept() -> None:
    assert line(b"PHOTO;ENCODING=b:" + b"QUJD" * 10_000).value == ""


def test_parts_are_split_at_marks_that_are_not_escaped() -> None:
    assert split_escaped(r"Lee\;Roy;Ann\, Bee;\\;", ";") == ["Lee;Roy", "Ann, Bee", "\\", ""]


@given(st.text())
def test_escaped_text_comes_back(text: str) -> None:
    assert unescape(escape(text)) == plain_lines(text)


@given(st.text())
def test_escaped_text_is_one_line_for_every_reader(text: str) -> None:
    assert len(f"NOTE:{escape(text)}".splitlines()) == 1


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_no_folded_line_is_longer_than_75_octets(text: str) -> None:
    written = fold("NOTE:" + escape(text))
    assert all(len(piece.encode()) <= 75 for piece in written.split("\r\n"))
    assert written.replace("\r\n ", "") == "NOTE:" + escape(text) + "\r\n"


def test_towers_of_accents_are_cut_at_four() -> None:
    assert one_line("a" + "\u0301" * 5) == "a" + "\u0301" * 4
    assert one_line("a" + "\u0301" * 4) == "a" + "\u0301" * 4
    assert len(one_line("x" * 1_001)) == 1_000
    assert one_line("two\r\nlines\x00\u2028three") == "two lines three"
