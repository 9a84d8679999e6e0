"""The reading process's parts, in this process: frames, batches, fingerprints, limits."""

import io
import marshal
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.model.handle import Participant
from entregent.model.interaction import Channel, Interaction
from entregent.model.numbering import event_number
from entregent.model.record import ClaimedHandle, OwnerHint, Problem, Record, Related
from entregent.readers import frames, limits
from entregent.readers.base import Document
from entregent.readers.batching import Batcher
from entregent.readers.fingerprint import Fingerprinted
from entregent.readers.frames import Batch, Began, Done, Ended, Frame, FrameError, Problems, Progress, Skipped

ANN = Participant("mail", "ann@example.org", "Ann Archer")
BOB = Participant("mail", "bob@example.org", "Bob Baker")
TEXT = st.text(max_size=20)
PROBLEM = Problem("in.mbox", "line 3", "broken-date", (("text", "soon"),), lost=False)
CARD = Record(
    "key", "Ann", handles=(ClaimedHandle("mail", "ann@example.org", "home", "Ann@"),), related=(Related("child", "Cy"),)
)


def mail(number: int) -> Interaction:
    return Interaction(Channel.MAIL, 1_700_000_000 + number, -300, ANN, (BOB,), title=f"plums {number}", others=1)


def collected(fill: Callable[[Batcher], object]) -> list[Batch]:
    sent: list[bytes] = []
    batcher = Batcher(sent.append)
    batcher.begin(7, "in.mbox", lambda: 99)
    fill(batcher)
    batcher.end()
    batches = [frames.decoded(body[frames.HEADER :]) for body in sent]
    return [batch for batch in batches if isinstance(batch, Batch)]


@pytest.mark.parametrize(
    "frame",
    [
        Began(1, "in.mbox", "mail_mbox", 1, 0.9, "looks-like-mbox", (("a", "b"),), 10),
        Batch(1, [(1, "mail", "ann@example.org", "Ann")], [], [CARD], [OwnerHint("own-card", ANN, 1)], [PROBLEM], 5),
        Ended(1, b"x" * 16, 1, 2, 3),
        Skipped(1, "in.mbox", "mail_mbox", b"x" * 16, 10),
        Problems([PROBLEM]),
        Progress(1, "in.mbox", 1, 2),
        Done(3),
    ],
)
def test_a_frame_arrives_as_it_was_sent(frame: Frame) -> None:
    content = frames.encoded(frame)
    assert int.from_bytes(content[:4], "big") == len(content) - 4
    assert frames.decoded(content[4:]) == frame


@given(st.binary(max_size=200))
def test_bytes_that_are_no_frame_are_refused(noise: bytes) -> None:
    # Only what the length prefix framed is decoded, and the child is ours: this is about a crash half-way, not malice.
    with pytest.raises(FrameError):
        frames.decoded(marshal.dumps(noise))


@pytest.mark.parametrize("content", [None, (), (99,), ("0", 1), (6,), (6, 1, 2), (1, 2, [], [], [(1,)], [], [], 3)])
def test_values_that_are_no_frame_are_refused(content: object) -> None:
    with pytest.raises(FrameError):
        frames.decoded(marshal.dumps(content))  # type: ignore[arg-type]


def test_a_row_says_what_the_interaction_said() -> None:
    one = mail(1)._replace(cc=(ANN,), bcc=(BOB,), amount=9, flags=4, uid="u", place="line 1", signals=(("link", "x"),))
    (batch,) = collected(lambda batcher: batcher.add(one))
    pids = {value: pid for pid, _, value, _ in batch.participants}
    ann, bob = pids["ann@example.org"], pids["bob@example.org"]
    assert batch.interactions == [
        (event_number(one), 1, ann, (bob,), (ann,), (bob,), 1, "plums 1", 9, 4, -300, "u", (("link", "x"),), "line 1")
    ]
    assert (batch.unit, batch.position_bytes) == (7, 99)


def test_an_event_bears_the_same_number_in_every_version() -> None:
    crowd = mail(1)._replace(to=(BOB, ANN), cc=(BOB,), title=" Two  PLUMS ")
    assert [event_number(one) for one in (mail(1), crowd, mail(1)._replace(at=None), mail(1)._replace(uid="u"))] == [
        912_680_550_993_636_236,
        912_680_551_336_130_010,
        -2_830_139_035_074_776_423,
        912_680_551_177_368_617,
    ]


def test_the_same_people_in_other_places_are_other_rows() -> None:
    given = [mail(n)._replace(to=to, cc=cc) for n, (to, cc) in enumerate(2 * [((ANN, BOB), ()), ((ANN,), (BOB,))])]
    (batch,) = collected(lambda batcher: [batcher.add(one) for one in given])
    assert [row[0] for row in batch.interactions] == [event_number(one) for one in given]
    ann, bob = (next(pid for pid, _, value, _ in batch.participants if value == who.value) for who in (ANN, BOB))
    assert [row[3:5] for row in batch.interactions] == 2 * [((ann, bob), ()), ((ann,), (bob,))]


def test_a_participant_is_sent_once() -> None:
    (twice,) = collected(lambda batcher: batcher.add(mail(1)._replace(to=(BOB, BOB), cc=(BOB,))))
    assert [value for _, _, value, _ in twice.participants] == ["ann@example.org", "bob@example.org"]
    batches = collected(lambda batcher: [batcher.add(mail(n)) for n in range(limits.BATCH_INTERACTIONS + 1)])
    assert sum(len(batch.interactions) for batch in batches) == limits.BATCH_INTERACTIONS + 1
    assert len(batches) >= 2
    assert [len(batch.participants) for batch in batches][:2] == [2, 0]


@pytest.mark.parametrize(("size", "kept"), [(999, 999), (1000, 1000), (1001, 1000)])
def test_a_title_is_held_to_its_limit(size: int, kept: int) -> None:
    (batch,) = collected(lambda batcher: batcher.add(mail(1)._replace(title="x" * size)))
    assert len(batch.interactions[0][7]) == kept


def test_emptying_the_table_of_participants_keeps_numbers_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "INTERNED_PARTICIPANTS", 2)
    others = [Participant("mail", f"p{n}@example.org", "") for n in range(6)]
    batches = collected(lambda batcher: [batcher.add(mail(n)._replace(sender=who)) for n, who in enumerate(others)])
    said = {pid: value for batch in batches for pid, _, value, _ in batch.participants}
    rows = [row for batch in batches for row in batch.interactions]
    assert [said[row[2]] for row in rows] == [who.value for who in others]
    assert {said[row[3][0]] for row in rows} == {"bob@example.org"}


@given(st.binary(max_size=5000), st.lists(st.integers(1, 700), max_size=20))
def test_a_fingerprint_is_of_the_content_however_it_is_read(content: bytes, sizes: list[int]) -> None:
    document = Document("a", "a", content, len(content), lambda: io.BufferedReader(io.BytesIO(content)))
    untouched, read = (Fingerprinted(document, b"", lambda position: None) for _ in range(2))
    with read.document().open_stream() as stream:
        for size in sizes:
            stream.read(size)
    with read.document().open_stream() as stream:
        assert stream.read() == content
    assert read.whole() == untouched.whole()
    assert len(read.whole()) == 16
    assert read.position == len(content)


def test_the_child_never_loads_the_book() -> None:
    loaded = "import sys; import entregent.readers.child; print([m for m in sys.modules if m.startswith('entregent.')])"
    run = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert not any(f"entregent.{part}" in run.stdout for part in ("store", "app", "cli", "identity"))


def test_what_happened_before_1970_is_kept_without_its_date_and_told() -> None:
    def fill(batcher: Batcher) -> None:
        for at in (-86_400, -2 * 86_400, 86_400):
            batcher.add(Interaction(Channel.LETTER, at, 0, Participant("mail", "ann@example.org", ""), ()))

    batches = collected(fill)
    rows = [row for batch in batches for row in batch.interactions]
    assert [row[0] < 0 for row in rows] == [True, True, False]
    assert len({row[0] for row in rows}) == 3
    assert [(one.code, one.facts) for batch in batches for one in batch.problems] == [
        ("before-1970", (("count", "2"),))
    ]
