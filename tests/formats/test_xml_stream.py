"""XML as a stream of elements: flat memory, mended where apps write what is no XML, and what is broken is named."""

import io
import tracemalloc
from typing import BinaryIO, cast
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.formats import xml_stream
from entregent.formats.xml_stream import ATTRIBUTE_LIMIT, FLAW_LIMIT, TAG_BYTES, End, Flaw, Start, Wanted, read_xml

ROWS = Wanted(frozenset(("all", "row")), units=frozenset(("row",)))
FEED = Wanted(
    starts=frozenset(("item",)),
    ends=frozenset(("item",)),
    texts=frozenset(("title", "wp:by")),
    units=frozenset(("item",)),
    prefixes={"http://wordpress.org/export/": "wp", "http://www.w3.org/2005/Atom": ""},
)
characters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")


def read(content: bytes | str, wanted: Wanted = ROWS) -> list[Start | End | Flaw]:
    raw = content.encode() if isinstance(content, str) else content
    return list(read_xml(io.BytesIO(raw), wanted))


def rows(content: bytes | str) -> list[dict[str, str]]:
    return [found.attributes for found in read(content) if isinstance(found, Start) and found.name == "row"]


def flaws(content: bytes | str, wanted: Wanted = ROWS) -> list[tuple[str, str]]:
    return [(found.code, found.place) for found in read(content, wanted) if isinstance(found, Flaw)]


def texts(content: bytes | str) -> list[tuple[str, str]]:
    return [(found.name, found.text) for found in read(content, FEED) if isinstance(found, End)]


class Endless:
    """A stream that repeats a piece, so many times, between a beginning and an end."""

    def __init__(self, before: bytes, piece: bytes, times: int, after: bytes) -> None:
        self.pieces = iter([before, *[piece] * times, after])

    def read(self, size: int) -> bytes:
        return next(self.pieces, b"")


def test_elements_come_with_their_attributes_and_lines() -> None:
    given = '<?xml version="1.0"?>\n<all count="2">\n <row a="1" />\n <row\n a="&lt;&#233;&gt;"/>\n</all>\n'
    assert read(given) == [
        Start("all", {"count": "2"}, 2),
        Start("row", {"a": "1"}, 3),
        Start("row", {"a": "<é>"}, 4),
    ]


def test_texts_come_with_the_ends_of_their_elements() -> None:
    given = "<rss><item><title>plums <b>and</b> <![CDATA[<pears> & <i>]]></title><x>no</x></item></rss>"
    assert texts(given) == [("title", "plums and <pears> & <i>"), ("item", "")]


def test_halves_of_a_character_are_joined_as_message_apps_write_them() -> None:
    assert rows('<all><row a="&#55357;&#56397; ok &#xD83D; &#0;&#1;."/></all>') == [{"a": "👍 ok \ufffd ."}]


@pytest.mark.parametrize("step", [1, 2, 3, 7, 64])
def test_where_windows_end_changes_nothing(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    given = "<rss><item><title>a &amp; &#55357;&#56397; &eacute; <![CDATA[é & ]] x]]>\n&nbsp;&</title></item></rss>"
    whole = texts(given)
    assert whole == [("title", "a & 👍 é é & ]] x\n\xa0&"), ("item", "")]
    monkeypatch.setattr(xml_stream, "WINDOW_BYTES", 1 << 20)
    raw = given.encode()
    pieces = Endless(b"<rss", b"", 0, b"")
    pieces.pieces = iter([raw[at : at + step] for at in range(0, len(raw), step)])
    found = list(read_xml(cast("BinaryIO", pieces), FEED))
    assert [(each.name, each.text) for each in found if isinstance(each, End)] == whole


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a & b", "a & b"),
        ("a&nbsp;b", "a\xa0b"),
        ("&nosuch;", "&nosuch;"),
        ("a\x00\x01\x1fb", "ab"),
        ("&#x110000;", "\ufffd"),
        ("]]>", "]]>"),
        ("&&amp;&", "&&&"),
        ("R&D;", "R&D;"),
    ],
)
def test_what_is_nearly_xml_is_read_as_meant(written: str, meant: str) -> None:
    assert rows(f'<all><row a="{written}"/></all>') == [{"a": meant}]
    assert texts(f"<rss><title>{written}</title></rss>") == [("title", meant)]


@given(st.lists(st.dictionaries(st.from_regex("[a-z]{1,9}", fullmatch=True), st.text(characters), max_size=5)))
def test_what_is_written_is_read(given: list[dict[str, str]]) -> None:
    tags = ["<row " + " ".join(f"{key}={quoteattr(value)}" for key, value in row.items()) + "/>" for row in given]
    assert rows("<all>" + "\n".join(tags) + "</all>") == given


@given(st.lists(st.text(characters)))
def test_texts_that_are_written_are_read(given: list[str]) -> None:
    written = "".join(f"<title>{escape(text)}</title>" for text in given)
    assert texts(f"<rss>{written}</rss>") == [("title", text) for text in given]


@given(st.binary(max_size=300) | st.text("<>/&;'\"=!-[]ax #\n").map(str.encode))
def test_anything_is_survived(noise: bytes) -> None:
    read(noise)
    read(b'<all><row a="1"/>' + noise + b'<row a="2"/></all>', FEED)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1", "windows-1252"])
def test_encodings_are_told_by_mark_and_declaration(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding.removesuffix("-le")
    assert rows(f'<?xml version="1.0" encoding="{name}"?><all><row a="é"/></all>'.encode(encoding)) == [{"a": "é"}]


def test_bytes_that_are_no_utf_8_are_read_as_western() -> None:
    assert rows(b'<all><row a="\xe9\x80 ' + "é".encode() + b'"/></all>') == [{"a": "é€ é"}]


@pytest.mark.parametrize("name", ["UTF-7", "punycode", "no-such", "hex", "utf-16"])
def test_an_encoding_that_is_none_is_passed_over(name: str) -> None:
    given = f'<?xml version="1.0" encoding="{name}"?><all><row a="+ADw-"/></all>'
    assert rows(given) == [{"a": "+ADw-"}]
    assert flaws(given) == ([] if name == "utf-16" else [("odd-encoding", "line 1")])


def test_a_doctype_is_refused_and_nothing_is_expanded() -> None:
    bomb = '<!DOCTYPE all [<!ENTITY a "&b;&b;"><!ENTITY b SYSTEM "file:///etc/passwd">]>\n<all><row a="&a;"/></all>'
    assert read(bomb) == [Flaw("line 1", "xml-doctype")]


def test_broken_markup_costs_the_element_it_is_in() -> None:
    given = '<all>\n<row a="1"/>\n<row a="<"/>\n<row a="2"></b></row>\n<row a="3" a="3"/>\n<row a="4"/>\n</all>'
    assert [row["a"] for row in rows(given)] == ["1", "2", "4"]
    assert flaws(given) == [("broken-xml", "line 3"), ("broken-xml", "line 4"), ("broken-xml", "line 5")]


def test_a_cut_document_gives_what_it_holds() -> None:
    assert read('<all><row a="1"/><row a="') == [
        Start("all", {}, 1),
        Start("row", {"a": "1"}, 1),
        Flaw("line 1", "truncated-xml"),
    ]


def test_text_around_the_document_is_told_and_another_document_is_read() -> None:
    one = '<?xml version="1.0"?>\n<all><row a="1"/></all>\n'
    assert [row["a"] for row in rows(f"Warning: x\n{one}bye{one}")] == ["1", "1"]
    assert flaws(f"Warning: x\n{one}bye{one}") == [("text-around-xml", "line 1"), ("text-around-xml", "line 4")]


@pytest.mark.parametrize("given", ["", " ", "plums", "<", "<a", "{}", "\0" * 50])
def test_what_is_no_xml_is_said(given: str) -> None:
    assert [code for code, _ in flaws(given)] in (["no-xml"], ["truncated-xml"])


def test_namespaces_are_told_by_the_prefixes_asked_for() -> None:
    given = (
        '<r xmlns:x="http://wordpress.org/export/1.2/"><x:by>1</x:by><wp:by>2</wp:by>'
        '<wp:by xmlns:wp="urn:other">no</wp:by><wp:by>3</wp:by>'
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>4</title></feed></r>'
    )
    assert texts(given) == [("wp:by", "1"), ("wp:by", "2"), ("wp:by", "3"), ("title", "4")]


def test_depth_and_attributes_are_bounded() -> None:
    assert flaws("<a>" * 100) == [("xml-too-deep", "line 1")]
    many = " ".join(f'a{n}="1"' for n in range(ATTRIBUTE_LIMIT + 5))
    found = read(f"<all><row {many}/></all>")
    assert [len(each.attributes) for each in found if isinstance(each, Start)] == [0, ATTRIBUTE_LIMIT]
    assert flaws(f"<all><row {many}/></all>") == [("too-many-attributes", "line 1")]


def test_a_document_of_nothing_but_flaws_is_given_up() -> None:
    assert len(flaws('<all><row a="1"/>' + "<row <" * 5_000)) == FLAW_LIMIT


def peak_of(stream: object, wanted: Wanted = ROWS) -> tuple[int, list[End | Flaw]]:
    tracemalloc.start()
    try:
        kept = [found for found in read_xml(cast("BinaryIO", stream), wanted) if not isinstance(found, Start)]
        return tracemalloc.get_traced_memory()[1], kept
    finally:
        tracemalloc.stop()


def test_memory_is_flat_over_many_elements() -> None:
    peak, kept = peak_of(Endless(b"<all>", b'<row a="plums"/>\n' * 4_000, 100, b"</all>"))
    assert not kept
    assert peak < 8 << 20


def test_an_encoded_picture_is_passed_over_and_costs_no_memory() -> None:
    peak, kept = peak_of(Endless(b'<all><row a="', b"QUJD" * (16 << 10), 500, b'"/><row b="1"/></all>'))
    assert not kept
    assert peak < 8 << 20


def test_a_tag_without_end_is_given_up() -> None:
    piece = b"&#10;'" * 10_000
    peak, kept = peak_of(Endless(b'<all><row a="', piece, TAG_BYTES * 20 // len(piece), b'"/>\n<row b="1"/></all>'))
    assert kept == [Flaw("line 1", "long-tag")]
    assert peak < 32 << 20


def test_long_text_is_cut() -> None:
    assert len(texts("<rss><title>" + "<b>plums</b> " * 300_000 + "</title></rss>")[0][1]) == xml_stream.TEXT_CHARACTERS
