"""Golden cases of the readers of chats and networks in JSON: input beside what it must give."""

import json
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path

import pytest

from entregent.readers import catalogue
from entregent.readers.base import HEAD_BYTES, Document, Reader, ReadOptions

CASES = Path(__file__).resolve().parents[1] / "cases"
READERS = ("social_facebook", "social_instagram", "chat_telegram", "chat_signal")
OPTIONS = ReadOptions(now=1_790_000_000)


def reader(name: str) -> Reader:
    return catalogue.load(dict(catalogue.READERS)[name])


def told(value: object) -> object:
    """An item as JSON: named fields that are not empty."""
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        fields = {key: told(each) for key, each in value._asdict().items()}
        return {key: each for key, each in fields.items() if each not in ("", [], None, False, 0)}
    if isinstance(value, tuple):
        return [told(each) for each in value]
    return value


def items(path: Path) -> Iterator[object]:
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    document = Document(path.name, path.name, head, path.stat().st_size, lambda: path.open("rb"))
    reading = reader(path.parent.parent.name)
    assert reading.recognise(document) is not None
    for item in reading.read(document, OPTIONS):
        fields = told(item)
        assert isinstance(fields, dict)
        yield {"type": type(item).__name__, **fields}


@pytest.mark.parametrize(
    "path",
    [path for name in READERS for path in sorted((CASES / name).glob("*/input*"))],
    ids=lambda path: f"{path.parent.parent.name}-{path.parent.name}",
)
def test_a_case_gives_what_it_must(path: Path) -> None:
    assert list(items(path)) == json.loads((path.parent / "expected.json").read_text(encoding="utf-8"))
