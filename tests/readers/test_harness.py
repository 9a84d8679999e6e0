"""The harness against readers that hang, hoard, crash and lie."""

import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from entregent.readers import harness, limits
from entregent.readers.base import ReadOptions
from entregent.readers.frames import Batch, Began, Done, Ended, Frame, Problems, Progress, Skipped
from entregent.readers.harness import Bounds, read_paths

OPTIONS = ReadOptions(now=1_800_000_000)
EVIL = "evil_readers:Evil"
Read = Callable[..., list[Frame]]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Write the named files, read their folder with the evil reader, give every frame."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))

    def run(idle: float = 1.0, known: Any = None, memory: int = 1 << 28, **files: str) -> list[Frame]:
        for name, content in files.items():
            (tmp_path / f"{name}.txt").write_text(content)
        return list(read_paths([str(tmp_path)], OPTIONS, known=known, bounds=Bounds(idle, memory, (EVIL,))))

    return run


def problems(frames: list[Frame]) -> list[tuple[str, str]]:
    told = [p for frame in frames if isinstance(frame, Batch | Problems) for p in frame.problems]
    return [(Path(problem.path).stem, problem.code) for problem in told]


def read_whole(frames: list[Frame]) -> list[int]:
    return [frame.unit for frame in frames if isinstance(frame, Ended) and frame.fingerprint]


def interactions(frames: list[Frame]) -> int:
    return sum(len(frame.interactions) for frame in frames if isinstance(frame, Batch))


def test_a_fine_file_is_begun_told_and_ended(read: Read) -> None:
    frames = read(a="fine 3")
    began, batch, ended, done = (frame for frame in frames if not isinstance(frame, Progress))
    assert isinstance(began, Began)
    assert (began.reader, began.version, began.confidence, began.signal, began.size) == ("test_evil", 1, 0.5, "evil", 6)
    assert isinstance(batch, Batch)
    assert sorted(who[1:] for who in batch.participants) == [
        ("mail", "ann@example.org", "Ann Archer"),
        ("mail", "bob@example.org", "Bob Baker"),
    ]
    assert len(batch.interactions) == 3
    assert isinstance(ended, Ended)
    assert (ended.interactions, ended.problems, len(ended.fingerprint)) == (3, 0, 16)
    assert done == Done(1)


@pytest.mark.parametrize(
    ("evil", "code"),
    [
        ("hang 5", "reader-stalled"),
        ("staring", "reader-stalled"),
        ("regex", "reader-stalled"),
        ("memory", "out-of-memory"),
        ("exit 0", "reader-died"),
        ("exit 7", "reader-died"),
        ("crash", "reader-died"),
        ("fail 3", "reader-failed"),
        ("deepen", "reader-failed"),
        ("shy", "reader-failed"),
        ("foreign", "unknown-format"),
    ],
)
def test_it_goes_on_with_the_next_file_after(read: Read, evil: str, code: str) -> None:
    frames = read(a="fine 3", b=evil, c="fine 5")
    assert ("b", code) in problems(frames)
    assert read_whole(frames) == [0, 2]
    assert frames[-1] == Done(3)


def test_a_stalled_reader_is_told_with_its_place_and_keeps_what_it_gave(read: Read) -> None:
    frames = read(b=f"hang {limits.BATCH_INTERACTIONS}")
    (told,) = [frame.problems[0] for frame in frames if isinstance(frame, Problems)]
    assert (told.place, told.facts) == (f"line {limits.BATCH_INTERACTIONS - 2}", (("seconds", "1"),))
    assert interactions(frames) == limits.BATCH_INTERACTIONS
    (ended,) = [frame for frame in frames if isinstance(frame, Ended)]
    assert (ended.fingerprint, ended.interactions) == (b"", limits.BATCH_INTERACTIONS)


def test_how_a_reader_died_is_a_fact(read: Read) -> None:
    frames = read(a="exit 7", b="crash")
    assert [frame.problems[0].facts for frame in frames if isinstance(frame, Problems)] == [
        (("how", "exit 7"),),
        (("how", "SIGSEGV"),),
    ]


@pytest.mark.parametrize("number", range(12))
def test_a_thing_that_is_no_item_is_a_problem(read: Read, number: int) -> None:
    frames = read(a=f"odd {number}", b="fine 2")
    assert ("a", "reader-failed") in problems(frames)
    assert read_whole(frames)[-1] == 1
    assert interactions(frames) == 3


def test_what_a_reader_prints_is_no_frame(read: Read) -> None:
    frames = read(a="print")
    assert problems(frames) == []
    assert interactions(frames) == 2


def test_crowds_are_sent_in_frames_that_keep_the_limit(read: Read) -> None:
    frames = read(a="crowd 100", memory=1 << 30, idle=10)
    assert interactions(frames) == 101
    batches = [frame for frame in frames if isinstance(frame, Batch)]
    sent = [pid for batch in batches for pid, *_ in batch.participants]
    assert sorted(sent) == list(range(1, 50_003))
    assert len(batches) > 2


def test_a_record_too_large_for_a_frame_is_dropped_and_told(read: Read) -> None:
    frames = read(a=f"wide {limits.FRAME_BYTES}", memory=1 << 30, idle=10)
    records = [record for frame in frames if isinstance(frame, Batch) for record in frame.records]
    assert [(record.key, record.handles[0].label) for record in records] == [("small", "home")]
    assert problems(frames) == [("a", "too-large")]


def test_problems_past_the_limit_are_counted(read: Read) -> None:
    frames = read(a=f"moan {limits.PROBLEMS_PER_UNIT + 5}")
    told = [problem for frame in frames if isinstance(frame, Batch) for problem in frame.problems]
    assert len(told) == limits.PROBLEMS_PER_UNIT + 1
    assert (told[-1].code, told[-1].facts) == ("more-problems", (("count", "5"),))


def test_a_long_scan_without_items_is_no_hang(read: Read) -> None:
    frames = read(idle=1.0, a="scan 20 " + " " * (3 << 20))
    assert problems(frames) == []
    assert interactions(frames) == 2


def test_a_file_that_is_known_is_skipped(read: Read) -> None:
    ended = next(frame for frame in read(a="fine 3") if isinstance(frame, Ended))
    known = {("test_evil", 1, False): {6: {ended.fingerprint}}}
    frames = read(known=known, a="fine 3", b="fine 4")
    (skipped,) = [frame for frame in frames if isinstance(frame, Skipped)]
    assert (skipped.reader, skipped.fingerprint) == ("test_evil", ended.fingerprint)
    assert interactions(frames) == 4


def test_a_newer_version_reads_a_known_file_again(read: Read) -> None:
    ended = next(frame for frame in read(a="fine 3") if isinstance(frame, Ended))
    frames = read(known={("test_evil", 0, False): {6: {ended.fingerprint}}}, a="fine 3")
    assert interactions(frames) == 3


def test_without_the_idle_rule_a_hang_lasts(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: what ends the hang above is the rule, and nothing else."""
    started: list[subprocess.Popen[bytes]] = []
    begin = harness._Child.__init__

    def remember(child: harness._Child, *order: Any) -> None:
        begin(child, *order)
        started.append(child._process)

    monkeypatch.setattr(harness._Child, "__init__", remember)
    reading = threading.Thread(target=lambda: read(idle=3600.0, a="hang 1"))
    reading.start()
    reading.join(2.5)
    lasted = reading.is_alive()
    started[0].kill()
    reading.join(20)
    assert lasted
    assert not reading.is_alive()


def test_closing_the_stream_ends_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    born: list[subprocess.Popen[bytes]] = []
    begin = subprocess.Popen

    def begun(*args: Any, **more: Any) -> subprocess.Popen[bytes]:
        born.append(begin(*args, **more))
        return born[-1]

    monkeypatch.setattr(subprocess, "Popen", begun)
    (tmp_path / "a.txt").write_text("hang 1")
    frames = read_paths([str(tmp_path)], OPTIONS, bounds=Bounds(60.0, 1 << 28, (EVIL,)))
    next(frames)
    assert born[0].poll() is None
    frames.close()  # type: ignore[attr-defined]
    assert born[0].poll() is not None


def test_an_orphan_ends_by_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hang 1")
    script = f"""
        import os, sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from entregent.readers import harness
        from entregent.readers.base import ReadOptions
        bounds = harness.Bounds(0.2, 1 << 28, ({EVIL!r},))
        child = harness._Child(harness._order([{str(tmp_path)!r}], ReadOptions(1), {{}}, harness._Watch(), bounds), 9)
        next(child.frames())
        print(child._process.pid, flush=True)
        os._exit(0)
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True)
    pid = int(run.stdout)
    deadline = time.monotonic() + 15
    while _lives(pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _lives(pid)


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in ("Z", "X")


def test_the_bounds_are_tried_and_told() -> None:
    told = harness.bounds()
    assert set(told) == {"memory", "core", "open-files", "file-size", "idle"}
    if sys.platform == "linux":
        assert all(told.values())


def test_of_many_photos_of_an_export_a_few_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(500))
    read = [frame for frame in read_paths([str(tmp_path)], OPTIONS) if isinstance(frame, Problems)]
    told = [one for frame in read for one in frame.problems]
    assert [one.code for one in told] == ["unknown-format"] * 3 + ["more-left-out"]
    assert dict(told[-1].facts) == {"count": "6", "looks_like": "JPEG"}
