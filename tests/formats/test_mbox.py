"""mbox: where one message ends and the next begins."""

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.formats.mbox import RawMessage, from_line_date, mbox_messages, single_message

ASCTIME = b"Mon Nov  5 09:00:00 2001"
ANN = b"From ann@example.org " + ASCTIME + b"\nFrom: ann@example.org\nSubject: one\n\nHello\n\n"
BOB = b"From bob@example.org " + ASCTIME + b"\nFrom: bob@example.org\nSubject: two\n\nHi\n\n"


def cut(raw: bytes, window_bytes: int = 1 << 20) -> list[RawMessage]:
    return list(mbox_messages(io.BytesIO(raw), window_bytes=window_bytes))


def test_two_messages_are_two_with_sizes_and_places() -> None:
    ann, bob = cut(ANN + BOB)
    assert (ann.offset, ann.size, ann.body(99)) == (0, 6, b"Hello\n")
    assert (bob.offset, bob.size) == (len(ANN), 3)
    assert ann.header == b"\nFrom: ann@example.org\nSubject: one"
    assert from_line_date(bob.from_line) == ASCTIME


def test_an_unescaped_from_in_a_body_cuts_nothing() -> None:
    body = b"From here on we talk.\n\nFrom now on, too.\nFrom ann@example.org " + ASCTIME + b"\nText\n\n"
    assert len(cut(ANN[:-1] + body + BOB)) == 2


@pytest.mark.parametrize(
    "line",
    [
        b"From - " + ASCTIME,
        b"From 1833215653612141880@xxx Mon May 26 20:18:05 +0000 2025",
        b"From goran at example.com  Wed Dec  1 08:26:40 2010",
        b"From ann@example.org Tue, 6 Nov 2001 10:00:00 +0100",
        b"From MAILER-DAEMON 2001-11-05 09:00:00",
        b"From ann@example.org",
        b"From ",
    ],
)
def test_every_kind_of_from_line_separates(line: bytes) -> None:
    assert len(cut(ANN + line + b"\nSubject: x\n\nbody\n")) == 2


def test_line_ends_may_be_mixed() -> None:
    raw = ANN.replace(b"\n", b"\r\n") + BOB + ANN.replace(b"\nSubject", b"\r\nSubject")
    assert [m.size for m in cut(raw)] == [7, 3, 6]


@pytest.mark.parametrize("ends", [(b"\r\n", b"\n"), (b"\n", b"\r\n")])
def test_a_header_ends_at_its_first_blank_line_however_that_is_written(ends: tuple[bytes, bytes]) -> None:
    inner, outer = ends
    lone = inner.join([b"From: ann@example.org", b"Subject: one", b"", b"a"]) + outer * 2 + b"b"
    boxed = b"From ann@example.org " + ASCTIME + outer + lone + b"\n\n"
    for message in (single_message(lone, len(lone)), *cut(boxed), cut(boxed + BOB)[0]):
        assert message.header.rstrip(b"\r") == b"\nFrom: ann@example.org" + inner + b"Subject: one"
        assert message.body(1) == b"a"


def test_a_content_length_that_fits_is_believed() -> None:
    body = b"quoted mail:\n\nFrom eve@example.org " + ASCTIME + b"\nSubject: inner\n\nx\n"
    counted = ANN.partition(b"\n\n")[0] + b"\nContent-Length: %d\n\n" % len(body) + body + b"\n"
    assert [m.size for m in cut(counted + BOB)] == [len(body), 3]
    assert [m.size for m in cut(counted)] == [len(body)]


@pytest.mark.parametrize("length", [b"1", b"99999999999", b"40", b"-3", b"x"])
def test_a_content_length_that_lies_is_not(length: bytes) -> None:
    counted = ANN.replace(b"\nSubject: one", b"\nContent-Length: " + length)
    assert [m.size for m in cut(counted + BOB + ANN)] == [6, 3, 6]


def test_a_cut_file_gives_what_is_there() -> None:
    whole = ANN + BOB
    assert [m.ended for m in cut(whole[:-40])] == [True, False]
    assert [m.size for m in cut(whole[:-3])] == [6, 1]


def test_nothing_comes_of_what_is_no_mbox() -> None:
    assert cut(b"") == []
    assert cut(b"Subject: x\n\nbody") == []


def test_a_message_longer_than_the_windows_is_counted_not_kept() -> None:
    body = b"x" * 300_000 + b"\n" + b"line\n" * 20_000
    long = ANN.partition(b"\n\n")[0] + b"\n\n" + body + b"\n"
    found = cut(long + BOB + long, window_bytes=20_000)
    assert [m.size for m in found] == [len(body), 3, len(body)]
    assert max(len(m.window) for m in found) < 100_000


def test_five_megabytes_without_a_line_end_pass_quickly() -> None:
    started = time.process_time()
    assert [m.size for m in cut(ANN[:-7] + b"y" * 5_000_000, window_bytes=100_000)] == [5_000_000]
    assert time.process_time() - started < 2


@given(
    st.lists(st.sampled_from([ANN, BOB, BOB.replace(b"Hi", b"H\xc3\xa9 " * 900)]), min_size=1, max_size=30),
    st.integers(6000, 40_000),
)
def test_windows_change_nothing(parts: list[bytes], window_bytes: int) -> None:
    raw = b"".join(parts)
    shape = [(m.offset, m.header, m.size) for m in cut(raw)]
    assert [(m.offset, m.header, m.size) for m in cut(raw, window_bytes)] == shape
    assert len(shape) == len(parts)


@given(st.binary(max_size=300))
def test_any_bytes_end(raw: bytes) -> None:
    cut(b"From " + raw + b"\n\nFrom " + raw)
    single_message(raw, len(raw))


def test_a_lone_message_may_wear_a_from_line() -> None:
    plain = ANN.partition(b"\n")[2]
    assert single_message(ANN, len(ANN)).header == single_message(b"\n\n" + plain, len(plain) + 2).header
    assert single_message(plain, len(plain) + 1000).size == len(b"Hello\n\n") + 1000
