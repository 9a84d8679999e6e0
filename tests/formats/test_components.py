"""Components: unfolding and nesting, streamed, whatever is broken."""

import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.formats.components import CARD_BOUNDS, DEPTH_LIMIT, Bounds, Component, read_components, read_lines
from entregent.formats.content_line import Flaw, Line


class Drip(io.BytesIO):
    """A stream that gives few bytes at a time, so that every chunk border is met."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size, 7) if size is not None and size > 0 else 7)


def lines(raw: bytes) -> list[tuple[int, bytes]]:
    whole = list(read_lines(io.BytesIO(raw)))
    assert list(read_lines(Drip(raw))) == whole
    return whole


def components(raw: bytes, **options: frozenset[str]) -> list[Component | Line | Flaw]:
    return list(read_components(io.BytesIO(raw), bounds=CARD_BOUNDS, **options))


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_lines_unfold_whatever_ends_them(end: str) -> None:
    raw = end.join(["A:one", " two", "\tthree", "", "B:4", ""]).encode()
    assert lines(raw) == [(1, b"A:onetwothree"), (5, b"B:4")]


def test_a_fold_inside_a_character_is_undone() -> None:
    assert lines(b"FN:Zo\xc3\r\n \xab\r\n") == [(1, "FN:Zoë".encode())]


def test_soft_breaks_of_quoted_printable_are_undone() -> None:
    raw = b"NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=\r\ntwo=\r\n three\r\nFN:x=\r\nTEL:1\r\n"
    assert [text for _, text in lines(raw)] == [
        b"NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo three",
        b"FN:x=",
        b"TEL:1",
    ]


def test_utf_16_and_marks_are_understood() -> None:
    for raw in ("A:é\r\n".encode("utf-16"), b"\xef\xbb\xbfA:\xc3\xa9\r\n", b"\xfe\xff" + "A:é\r\n".encode("utf-16-be")):
        assert lines(raw) == [(1, "A:é".encode())]


def test_300_000_folds_are_one_line() -> None:
    found = list(read_lines(io.BytesIO(b"NOTE:x" + b"\r\n y" * 300_000 + b"\r\nFN:z")))
    assert [(number, len(raw)) for number, raw in found] == [(1, 300_006), (300_002, 4)]


def test_a_line_without_end_keeps_memory_bounded() -> None:
    class Endless(io.RawIOBase):
        left = 60

        def read(self, size: int = -1) -> bytes:
            self.left -= 1
            return b"x" * size if self.left > 0 else b""

    found = list(read_lines(Endless()))  # type: ignore[arg-type]
    assert len(found) == 1
    assert len(found[0][1]) <= 12_000_000


def test_a_forgotten_end_costs_one_card_not_the_file() -> None:
    raw = b"BEGIN:VCARD\nFN:Ann\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\nEND:VCARD\nBEGIN:VCARD\nFN:Cy\n"
    ann, bob, stray, cy = components(raw)
    assert isinstance(ann, Component)
    assert isinstance(bob, Component)
    assert isinstance(cy, Component)
    assert [each.complete for each in (ann, bob, cy)] == [False, True, False]
    assert stray == Flaw(6, "stray-end")


def test_an_agent_may_be_a_card_inside_a_card() -> None:
    raw = b"BEGIN:VCARD\nFN:Ann\nAGENT:\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\nTEL:1\nEND:VCARD\n"
    (ann,) = components(raw)
    assert isinstance(ann, Component)
    assert [each.name for each in ann.lines] == ["FN", "AGENT", "TEL"]
    assert len(ann.children) == 1


def test_depth_is_bounded_and_the_next_component_is_still_read() -> None:
    deep = b"".join(b"BEGIN:X%d\n" % at for at in range(2_000))
    raw = b"BEGIN:VCALENDAR\n" + deep + b"END:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\n"
    found = components(raw, containers=frozenset(("VCALENDAR",)))
    whole = [each for each in found if isinstance(each, Component)]
    assert [each.name for each in whole] == ["X0", "VEVENT"]
    assert depth(whole[0]) == DEPTH_LIMIT


def depth(component: Component) -> int:
    return 1 + max((depth(child) for child in component.children), default=0)


def test_a_container_gives_its_own_lines_and_its_children_one_by_one() -> None:
    raw = b"BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n"
    found = components(raw, containers=frozenset(("VCALENDAR",)))
    assert [each.name for each in found if not isinstance(each, Flaw)] == ["BEGIN", "METHOD", "VEVENT", "END"]


@pytest.mark.parametrize(("count", "dropped"), [(9, 0), (10, 0), (11, 1)])
def test_lines_past_the_bound_are_counted_not_kept(count: int, dropped: int) -> None:
    raw = b"BEGIN:VCARD\n" + b"NOTE:x\n" * count + b"END:VCARD\n"
    (found,) = read_components(io.BytesIO(raw), bounds=Bounds(10, 1_000))
    assert isinstance(found, Component)
    assert (len(found.lines), found.dropped) == (min(count, 10), dropped)


def pieces() -> st.SearchStrategy[bytes]:
    words = [b"BEGIN:VCARD", b"END:VCARD", b"BEGIN:VEVENT", b"END:VEVENT", b"FN:x", b"\r", b"\n", b"\r\n", b" y", b"="]
    return st.lists(st.sampled_from([*words, b"\0", b"\xff", b"AGENT:", b"A;ENCODING=QUOTED-PRINTABLE:"])).map(b"".join)


@given(pieces())
def test_every_begun_card_comes_out_whatever_surrounds_it(raw: bytes) -> None:
    begun = sum(text.upper() == b"BEGIN:VCARD" for _, text in read_lines(io.BytesIO(raw)))
    assert sum(walk(components(raw))) == begun
    lines(raw)


def walk(found: list[Component | Line | Flaw]) -> Iterator[int]:
    for each in found:
        if isinstance(each, Component):
            yield each.name == "VCARD"
            yield from walk(list(each.children))
