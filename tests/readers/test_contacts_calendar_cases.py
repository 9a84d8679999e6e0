"""Golden cases of the contact and calendar readers: input beside what it must give."""

import json
from enum import IntEnum
from pathlib import Path

import pytest

from entregent.readers.base import HEAD_BYTES, Document, Reader, ReadOptions
from entregent.readers.calendar_ical import IcalCalendar
from entregent.readers.contacts_csv import CsvContacts
from entregent.readers.contacts_vcard import VcardContacts

CASES = Path(__file__).resolve().parents[1] / "cases"
READERS: dict[str, Reader] = {reader.name: reader for reader in (VcardContacts(), CsvContacts(), IcalCalendar())}
OPTIONS = ReadOptions(now=1_790_000_000)


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


@pytest.mark.parametrize(
    "path",
    [path for name in READERS for path in sorted((CASES / name).glob("*/input.*"))],
    ids=lambda path: path.parent.name,
)
def test_a_case_gives_what_it_must(path: Path) -> None:
    reader = READERS[path.parent.parent.name]
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    document = Document(path.name, path.name, head, path.stat().st_size, lambda: path.open("rb"))
    assert reader.recognise(document) is not None
    found = [{"type": type(item).__name__, **_fields(item)} for item in reader.read(document, OPTIONS)]
    assert found == json.loads((path.parent / "expected.json").read_text(encoding="utf-8"))


def _fields(item: object) -> dict[str, object]:
    fields = told(item)
    assert isinstance(fields, dict)
    return fields
