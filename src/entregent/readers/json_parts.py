"""The parts of a JSON document for readers: flaws become problems, and a field counts only where it has its type."""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from entregent.formats.json_stream import Flaw, Part, read_json
from entregent.model.record import Problem
from entregent.readers.base import ReadOptions

TWO_DAYS: Final = 172_800
EARLIEST: Final = 315_532_800
"""1980: before that nobody sent messages by any of these networks."""

Fields = dict[str, object]
_NOTHING: Final[Fields] = {}


def parts(
    stream: BinaryIO, path: str, opened: Iterable[str], skip: "re.Pattern[str] | None" = None
) -> Iterator[Part | Problem]:
    """The parts of an open document; what could not be read, as problems with their place in it."""
    for found in read_json(stream, opened, skip):
        yield Problem(path, found.place, found.code, lost=found.lost) if isinstance(found, Flaw) else found


def fields(value: object) -> Fields:
    """A value's fields; none where it is no object."""
    return value if isinstance(value, dict) else _NOTHING


def listed(value: object) -> list[object]:
    """A value's members; none where it is no list."""
    return value if isinstance(value, list) else []


def text(value: object) -> str:
    """A value that is text; "" where it is none. Whole numbers are taken as their digits: ids come in both forms."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def whole(value: object) -> int | None:
    """A value that is a whole number or its digits; None where it is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float):
        return int(value) if abs(value) < 2**53 else None
    if isinstance(value, str) and len(value) < 20 and value.removeprefix("-").isdecimal() and value.isascii():
        return int(value)
    return None


def seconds_of(value: object, options: ReadOptions) -> int | None:
    """UTC seconds from seconds, milliseconds or microseconds; None where they name no possible day."""
    found = whole(value)
    if found is None:
        return None
    if found > 10**14:
        found //= 1_000_000
    elif found > 10**11:
        found //= 1_000
    return found if EARLIEST <= found <= options.now + TWO_DAYS else None
