"""What the reading process tells its parent: frames over a pipe, each a length and a marshalled tuple.

Why marshal: it is the quickest codec of the standard library by far, and both ends are ours, of the same version. It
holds primitives only here (code objects are refused from Python 3.13 on, and none is ever run), where pickle would
let a reader that was taken over call anything in the parent. What comes out is checked before it is believed.
"""

import marshal
import sys
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from entregent.model.handle import Participant
from entregent.model.record import ClaimedHandle, OwnerHint, Problem, Record, Related
from entregent.readers import limits

HEADER: Final = 4
MARSHAL_VERSION: Final = 2
"""Without references: quicker on both sides for batches of small tuples."""


class FrameError(Exception):
    """A frame that can't be: too long, not a frame's shape, or bytes that are none."""


Row = tuple[
    int,
    int,
    int,
    tuple[int, ...],
    tuple[int, ...],
    tuple[int, ...],
    int,
    str,
    int,
    int,
    int,
    str,
    tuple[tuple[str, str], ...],
    str,
]
"""An interaction in a batch: event number, channel, sender's pid or -1, pids of to, cc and bcc, others, title, amount,
flags, offset, uid, signals, place. A pid stands for a participant that this run has sent before."""


class Began(NamedTuple):
    """A unit is recognised and will be read. `size` is -1 where only reading tells it."""

    unit: int
    path: str
    reader: str
    version: int
    confidence: float
    signal: str
    facts: tuple[tuple[str, str], ...]
    size: int


class Batch(NamedTuple):
    """What was read of a unit since the last batch. `participants` are new: (pid, kind, value, name)."""

    unit: int
    participants: list[tuple[int, str, str, str]]
    interactions: list[Row]
    records: list[Record]
    hints: list[OwnerHint]
    problems: list[Problem]
    position_bytes: int


class Ended(NamedTuple):
    """A unit was read to its end. An empty fingerprint says that it was not: never take it for known."""

    unit: int
    fingerprint: bytes
    interactions: int
    records: int
    problems: int


class Skipped(NamedTuple):
    """A unit that was read before by the same version, and hasn't changed."""

    unit: int
    path: str
    reader: str
    fingerprint: bytes
    size: int


class Problems(NamedTuple):
    """What is wrong outside any unit: a path, an archive, something that no reader recognises."""

    problems: list[Problem]


class Progress(NamedTuple):
    """How far the reading is. `bytes_total` grows while folders and archives are being found."""

    unit: int
    path: str
    bytes_done: int
    bytes_total: int


class Done(NamedTuple):
    """Everything was walked."""

    units: int


Frame = Began | Batch | Ended | Skipped | Problems | Progress | Done
_KINDS: Final[tuple[type[Frame], ...]] = (Began, Batch, Ended, Skipped, Problems, Progress, Done)
_CODES: Final = {kind: code for code, kind in enumerate(_KINDS)}
_SAFELY: Final[dict[str, Any]] = {"allow_code": False} if sys.version_info >= (3, 13) else {}


def packed(content: Any) -> bytes:
    """A primitive value with its length before it; ValueError when it holds anything else."""
    body = marshal.dumps(content, MARSHAL_VERSION)
    return len(body).to_bytes(HEADER, "big") + body


def unpacked(body: bytes) -> Any:
    """The value of a frame's body; FrameError when the bytes are none."""
    try:
        return marshal.loads(body, **_SAFELY)  # noqa: S302  (see the module's docstring)
    except (ValueError, EOFError, TypeError, MemoryError) as error:
        raise FrameError(type(error).__name__) from error


def encoded(frame: Frame) -> bytes:
    """A frame as bytes, its records and problems flattened; ValueError when something in it is no primitive."""
    fields: tuple[object, ...] = tuple(frame)
    if isinstance(frame, Batch):
        fields = (*fields[:3], [_flat(r) for r in frame.records], [_flat(h) for h in frame.hints], *_flat_tail(frame))
    elif isinstance(frame, Problems):
        fields = ([_flat(problem) for problem in frame.problems],)
    return packed((_CODES[type(frame)], *fields))


def _flat_tail(batch: Batch) -> tuple[object, int]:
    return [_flat(problem) for problem in batch.problems], batch.position_bytes


def _flat(value: Any) -> Any:
    """Named tuples as plain ones, which is all that marshal takes."""
    if isinstance(value, tuple):
        return tuple(_flat(part) if isinstance(part, tuple) else part for part in value)
    return value


def decoded(body: bytes) -> Frame:
    """A frame from its body; FrameError when it has not the shape of one.

    The rows of a batch are left as they are, for speed: the child checked each field's type.
    """
    content = unpacked(body)
    if type(content) is not tuple or not content or type(content[0]) is not int or not 0 <= content[0] < len(_KINDS):
        raise FrameError
    kind = _KINDS[content[0]]
    if len(content) != len(kind._fields) + 1:
        raise FrameError
    frame = kind._make(content[1:])
    try:
        if isinstance(frame, Batch):
            return frame._replace(
                records=[_record(flat) for flat in frame.records],
                hints=[OwnerHint(kind, Participant(*who), times) for kind, who, times in frame.hints],
                problems=[Problem(*flat) for flat in frame.problems],
            )
        if isinstance(frame, Problems):
            return Problems([Problem(*flat) for flat in frame.problems])
    except (TypeError, ValueError, IndexError) as error:
        raise FrameError(type(error).__name__) from error
    return frame


_HANDLES_AT: Final = Record._fields.index("handles")
_RELATED_AT: Final = Record._fields.index("related")


def _record(flat: tuple[Any, ...]) -> Record:
    fields = list(flat)
    fields[_HANDLES_AT] = tuple(ClaimedHandle(*handle) for handle in fields[_HANDLES_AT])
    fields[_RELATED_AT] = tuple(Related(*related) for related in fields[_RELATED_AT])
    return Record(*fields)


def read_order(read: Callable[[int], bytes]) -> Any:
    """The one order that the reading process gets on its input; FrameError when it is cut or too long."""
    length = int.from_bytes(read(HEADER), "big")
    if not 0 < length <= limits.ORDER_BYTES:
        raise FrameError
    return unpacked(read(length))
