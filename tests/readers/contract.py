"""What every reader must keep: called on each reader's documents by test_contract, in this process."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from entregent.model.interaction import Interaction
from entregent.model.record import Item, Problem
from entregent.readers import frames
from entregent.readers.base import HEAD_BYTES, Document, Reader, ReadOptions
from entregent.readers.batching import Batcher
from entregent.readers.packed import Found
from entregent.readers.walk import walk

OPTIONS = ReadOptions(now=1_800_000_000)
SURE = 0.5
"""A reader this sure of another's document would take it."""

_TABLES = Path(__file__).parents[1] / "cases" / "table_mapped"
SAID = tuple(
    ("" if case.name != "no_headings" else "at:input.tsv", (case / "columns.txt").read_text(encoding="utf-8"))
    for case in sorted(_TABLES.iterdir())
)
"""What the owner says of tables: nobody else's sample has such columns."""

Things = list[Interaction | Item]
Check = Callable[[Reader, Document], None]

FOREIGN = {
    "photo.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(500),
    "paper.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\n",
    "book.db": b"SQLite format 3\0" + bytes(500),
    "page.html": b"<!doctype html><title>Plums</title><p>From: here to there, and back again</p>",
    "notes.txt": b"From here one sees the sea.\nTo do: plums\n\nA quiet day.\n",
    "export.json": b'{"conversations": [{"from": "Ann", "to": "Bob", "date": "2024-01-01"}]}',
    "empty": b"",
    "noise": bytes(range(256)) * 8,
}
"""Heads that no reader of this catalogue may take."""


def document(name: str, content: bytes) -> Document:
    """A file in memory."""
    made = Document(name, name, content[:HEAD_BYTES], len(content), lambda: cast("BinaryIO", io.BytesIO(content)))
    return made._replace(tables=SAID)


def documents_of(path: Path) -> Iterator[Document]:
    """What the walk makes of a path."""
    return (step.document for step in walk([str(path)]) if isinstance(step, Found))


def things(reader: Reader, given: Document) -> Things:
    """Everything a reader yields."""
    return list(reader.read(given, OPTIONS))


def check_takes_its_own(reader: Reader, given: Document) -> None:
    """It recognises its document, with a confidence and a reason, from the head alone."""
    recognition = reader.recognise(given)
    assert recognition is not None
    assert SURE <= recognition.confidence <= 1
    assert recognition.signal


def check_leaves_the_others(reader: Reader, given: Document) -> None:
    """It leaves a foreign document alone, or is unsure."""
    recognition = reader.recognise(given)
    assert recognition is None or recognition.confidence < SURE


def check_reads_a_stream(reader: Reader, given: Document) -> None:
    """`read` gives things as they come, not a list at the end."""
    stream = reader.read(given, OPTIONS)
    assert iter(stream) is stream


def check_reads_the_same_twice(reader: Reader, given: Document) -> None:
    """The same document gives the same things in the same order: the reader holds no state."""
    assert things(reader, given) == things(reader, given)


def check_things_travel(reader: Reader, given: Document) -> None:
    """What is read can be sent: every field has its type, and nothing was dropped on the way."""
    sent: list[bytes] = []
    batcher = Batcher(sent.append)
    batcher.begin(0, given.path, int)
    read = things(reader, given)
    for thing in read:
        batcher.add(thing)
    batcher.end()
    batches = [frames.decoded(body[frames.HEADER :]) for body in sent]
    kept = [thing for thing in read if isinstance(thing, Problem)]
    assert [p for batch in batches if isinstance(batch, frames.Batch) for p in batch.problems] == kept
    assert sum(len(batch.interactions) for batch in batches if isinstance(batch, frames.Batch)) == sum(
        isinstance(thing, Interaction) for thing in read
    )


def check_problems_have_a_place(reader: Reader, given: Document) -> None:
    """A problem names its document, where in it, and a code of lower-case words."""
    for thing in things(reader, given):
        if isinstance(thing, Problem):
            assert thing.path.startswith(given.path)
            assert thing.code == thing.code.lower().replace(" ", "-") != ""
            assert thing.place or thing.path != given.path or not thing.lost


def check_survives_cuts(reader: Reader, name: str, content: bytes, *, step: int = 10) -> None:
    """Cut at any tenth byte, a document still gives things or problems and no exception."""
    for cut in range(0, len(content), step):
        check_problems_have_a_place(reader, document(name, content[:cut]))


def check_survives_noise(reader: Reader, name: str, content: bytes, *, step: int = 13) -> None:
    """With a byte changed here and there, it still raises nothing."""
    for at in range(0, len(content), step):
        things(reader, document(name, content[:at] + bytes((at * 7 % 256,)) + content[at + 1 :]))
