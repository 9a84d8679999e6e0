"""JSON as a stream of parts: flat memory, bounded, and what is broken is named and passed over."""

import io
import json
import re
import tracemalloc
from collections.abc import Iterable
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.formats import json_stream
from entregent.formats.json_stream import DEPTH_LIMIT, Edge, Flaw, Part, plain_head, read_json

CHAT = ("", "chats", "chats.list", "chats.list[]", "chats.list[].messages")
scalars = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
)
values = st.recursive(
    scalars | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=8,
)


def parts(content: bytes | str, opened: Iterable[str] = (), skip: re.Pattern[str] | None = None) -> list[Part | Flaw]:
    content = content.encode() if isinstance(content, str) else content
    return list(read_json(io.BytesIO(content), opened, skip))


def found(content: bytes | str, path: str, opened: Iterable[str] = ("",)) -> list[Any]:
    return [part.value for part in parts(content, opened) if isinstance(part, Part) and part.path == path]


def codes(content: bytes | str, opened: Iterable[str] = ("",)) -> list[str]:
    return [part.code for part in parts(content, opened) if isinstance(part, Flaw)]


class Slow(io.RawIOBase):
    """A stream that gives a few bytes at a time."""

    def __init__(self, content: bytes, step: int) -> None:
        self.content, self.step, self.at = content, step, 0

    def read(self, size: int = -1) -> bytes:
        self.at += self.step
        return self.content[self.at - self.step : self.at]


def test_what_is_asked_for_is_opened_and_the_rest_is_whole() -> None:
    given = parts('{"name": "Ann", "chats": {"list": [{"id": 7, "messages": [{"n": 1}, {"n": 2}]}]}}', CHAT)
    assert [(p.path, p.value) for p in given if isinstance(p, Part) and not isinstance(p.value, Edge)] == [
        ("name", "Ann"),
        ("chats.list[].id", 7),
        ("chats.list[].messages[]", {"n": 1}),
        ("chats.list[].messages[]", {"n": 2}),
    ]


def test_edges_tell_where_a_container_begins_and_ends() -> None:
    assert parts("[[1], []]", ("", "[]")) == [
        Part("", 1, Edge.BEGIN),
        *(Part("[]", 1, Edge.BEGIN), Part("[][]", 1, 1), Part("[]", 1, Edge.END)),
        *(Part("[]", 2, Edge.BEGIN), Part("[]", 2, Edge.END)),
        Part("", 1, Edge.END),
    ]


@given(values)
def test_a_document_comes_back_whole(value: object) -> None:
    assert parts(json.dumps(value)) == [Part("", 1, value)]


@given(st.lists(values), st.integers(1, 50), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"]))
def test_items_do_not_depend_on_where_the_pieces_end(items: list[Any], step: int, encoding: str) -> None:
    stream = cast("BinaryIO", Slow(json.dumps(items, ensure_ascii=False).encode(encoding), max(step, 4)))
    given = [part.value for part in read_json(stream, ("",)) if isinstance(part, Part) and part.path == "[]"]
    assert given == items


@given(st.lists(values, max_size=5), st.data())
def test_a_cut_document_gives_what_was_whole(items: list[Any], data: st.DataObject) -> None:
    content = json.dumps(items)
    cut = content[: data.draw(st.integers(1, len(content) - 1))]
    given = found(cut, "[]")
    assert given[:-1] == items[: len(given)][:-1]
    assert set(codes(cut)) <= {"truncated-json", "broken-json"} != set()


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything(content: bytes) -> None:
    parts(content, CHAT)
    parts(b'{"chats":{"list":[{"messages":[' + content, CHAT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_a_head_is_looked_into_in_one_encoding(encoding: str) -> None:
    assert plain_head('{"é": 1}'.encode(encoding)) == '{"é": 1}'.encode()


def test_a_script_may_hold_the_document() -> None:
    skip = re.compile(r"window\.YTD\.\w+\.part\d+\s*=\s*")
    given = parts('window.YTD.tweets.part0 = [ {"tweet": {}} ];\n', ("",), skip)
    assert [part.value for part in given if isinstance(part, Part) and part.path == "[]"] == [{"tweet": {}}]
    assert not any(isinstance(part, Flaw) for part in given)


def test_lines_of_documents_are_read_one_after_another() -> None:
    assert found('{"a": 1}\n{"a": 2}\n', "a") == [1, 2]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NaN", None),
        ("-Infinity", None),
        ("1e999", None),
        ("9223372036854775808", None),
        ("-9223372036854775808", -(2**63)),
        ("9" * 100_000, None),
        ('"\\ud800x"', "\ufffdx"),
        ('"\\ud83d\\ude00"', "😀"),
        ('{"\\udfff": 1}', {"\ufffd": 1}),
        ('{"a": 1, "a": 2}', {"a": 2}),
        ('"a\tb"', "a\tb"),
    ],
)
def test_odd_values_are_values(text: str, value: object) -> None:
    assert found(f"[{text}]", "[]") == [value]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no-json"),
        (" \n", "no-json"),
        ('[1, {"a": x}, 2]', "broken-json"),
        ("[1, {'a': 1}, 2]", "broken-json"),
        ("[1, " + "[" * 100_000 + "]" * 100_000 + ", 2]", "deep-json"),
        ("[1, " + "[" * 70 + "]" * 70 + ", 2]", "deep-json"),
        ('[1, {"a": "' + "x" * (3 << 20) + '"}, 2]', "long-json"),
        ('[1, 2, {"a": 1', "truncated-json"),
    ],
)
def test_what_is_broken_is_named_and_passed_over(text: str, code: str) -> None:
    assert codes(text)[-1] == code
    assert found(text, "[]") in ([], [1, 2])


def test_a_flaw_has_its_place() -> None:
    assert parts('["é", {"a": x}, 2]', ("",))[2] == Flaw("byte 7", "broken-json")


def test_the_deepest_value_allowed_is_read() -> None:
    assert codes("[" + "[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT + "]") == []


def test_rubbish_is_given_up() -> None:
    assert len(codes("[" + "x," * 10_000 + "]")) == json_stream.FLAW_LIMIT + 1


def test_a_long_document_costs_the_memory_of_a_few_items() -> None:
    class Long(Slow):
        def read(self, size: int = -1) -> bytes:
            self.at += 1
            return b"[" if self.at == 1 else b'{"a": 1},' * 10_000 * (self.at < 12)

    tracemalloc.start()
    try:
        assert sum(1 for _ in read_json(cast("BinaryIO", Long(b"", 1)), ("",))) > 100_000
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
