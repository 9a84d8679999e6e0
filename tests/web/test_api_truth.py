"""The API's document is true: schemathesis asks every operation for what it promises, and for what it refuses."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from starlette.types import Receive, Scope, Send
from tests.cast import NOW

from entregent.app.book import Book
from entregent.app.commitment_views import SealDraft
from entregent.web import serving
from entregent.web.api.document import describe
from entregent.web.api.operations import Operation
from entregent.web.api.routes import OPERATIONS, ROOT
from entregent.web.api.schemas import shape
from entregent.web.sessions import digest_of

BEARER: Final = {"Authorization": "Bearer schemathesis"}
CONFIG: Final = SchemathesisConfig.from_dict(
    {
        "seed": 7,
        "generation": {"deterministic": True, "with-security-parameters": False},
        # What is well formed may still be refused: a day that is past, an action taken back, a name of spaces.
        "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "404", "409", "422"]}},
    }
)


class Door:
    """The application of the test at work, whatever host it is called by; and what it answered."""

    def __init__(self) -> None:
        self.served: serving.Served
        self.people: list[int] = []
        self.way = ""
        self.event = 0
        self.step = 0
        self.observed = 0
        self.in_hand = 0
        self.introduced: tuple[int, int] = (0, 0)
        self.statuses: set[int] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return
        host = self.served.address.removeprefix("http://").encode()
        scope["headers"] = [(name, host if name == b"host" else value) for name, value in scope["headers"]]
        await self.served.app(scope, receive, send)


DOOR: Final = Door()


def document(operations: Iterable[Operation]) -> Any:
    """The document of these operations, for schemathesis to ask the application at work."""
    made = schemathesis.openapi.from_dict(describe(operations, ROOT), config=CONFIG)
    made.app = DOOR
    return made


@pytest.fixture
def door(book_path: Path) -> Iterator[Door]:
    """A server over a fresh copy of Solène's book, in which a promise, a note and a first contact were made."""
    with Book.open(book_path, now=NOW) as book:
        book.remember("web-token", digest_of("schemathesis"))
        book.promise("Marie Tremblay", "the plans", by="2026-04-01")
        book.note("Marie Tremblay", "likes tea")
        book.log(["Marie Tremblay"], channel="meeting", outcome="met", at="2026-03-01")
        DOOR.event = book.footprints()[-1].number
        book.log(["Zoé Lavigne"], channel="mail", outcome="wrote", at="2026-02-01", create=True)
        table = [f"{name} Tablée" for name in ("Ana", "Bao", "Cleo", "Dov", "Edna", "Fidel", *"ABCDEF")]
        book.log(table, channel="meeting", outcome="met", at="2026-02-14", create=True)
        DOOR.way = book.approaches().lines[0].key
        book.plan_step(["Marie Tremblay"], cue="after coffee")
        DOOR.step = book.planned_steps()[0].number
        book.observe("The breakfast", kind="series")
        DOOR.observed = book.observed()[0].number
        book.seal(SealDraft(who="Marie Tremblay", what="the boat", at="2026-03-09T10:00", witness="ann@hill.example"))
        DOOR.people = [line.id for line in book.people()]
        DOOR.introduced = DOOR.people[0], DOOR.people[1]
        book.promise_introduction(*map(str, DOOR.introduced))
        DOOR.in_hand = book.introductions().followed[0].number
        book.circle([str(person) for person in DOOR.people], "clients")
        book.add_goal("three talks", measure="talks", target="3", by="2026-06-30")
    DOOR.served = serving.prepare(book_path, host="127.0.0.1", port=0, clock=lambda: NOW)
    DOOR.served.app.state.tokens.PAUSE_SECONDS = 0
    DOOR.statuses.clear()
    yield DOOR
    DOOR.served.app.state.shelf.close()
    DOOR.served.listening.close()


def be_real(case: Any) -> None:
    """Let most of the well-formed requests be about somebody, and days, that the book knows."""
    chance = crc32(repr((case.path_parameters, case.query, case.body)).encode("utf-8", "replace"))
    if case.meta.generation.mode is not GenerationMode.POSITIVE or chance % 4 == 0:
        return
    one, other = (DOOR.people[(chance + step) % len(DOOR.people)] for step in (0, 1))
    numbers = {"/promises": _promise(), "/imports": 1, "/commitments": 1}
    known = {"id": next((number for path, number in numbers.items() if case.path.startswith(path)), one)}
    number = DOOR.observed if case.path.startswith("/observed") else 1
    number = DOOR.in_hand if case.path.startswith("/introductions") else number
    case.path_parameters = {
        **case.path_parameters,
        **_shared(
            known | {"key": "minutes-per-day", "event": DOOR.event, "number": number, "year": 2026},
            case.path_parameters,
        ),
    }
    if isinstance(case.body, dict):
        if case.path.startswith("/commitments"):
            case.body = {**case.body, **_shared(SEALED | {"who": one}, case.body)}
            return
        if "/introducer/" in case.path:
            case.body = {"by": other}  # nothing in this book tells who it was
            return
        fields = {"people": [one, other], "person": one, "via": one, "a": one, "b": other, "action": 1, "value": "45"}
        fields["way"] = DOOR.way
        fields["stage"] = "met"
        fields["footprint"] = str(DOOR.event)
        if "introduc" in case.path:
            fields |= {"one": one, "other": other, "by": other, "who": DOOR.introduced[0], "state": "made"}
        if case.path.startswith(("/steps", "/ladders/", "/tread")):
            fields |= {"step": DOOR.step, "on": "2026-05-01", "ladder": "room", "rung": "enter-room"}
        if case.path.endswith("/results"):
            fields |= {"via": other, "on": "2026-02-01"}  # nobody introduces themselves
        days = {
            "at": "2026-02-01",
            "talked": "2026-02-01T10:30",
            "by": "2026-05-01",
            "until": "2026-05-01",
            "day": "2020-05-01",
            "since": "2026-02-01",
        }
        reach = {"birthday": "--05-17", "handle": "+1 514 555 0199", "handles": ["x@y.example"], "drop_handles": []}
        case.body = {**case.body, **_shared({**fields, **days, **reach}, case.body)}
        if "place" in case.body:
            case.body.pop("event", None)  # no calendar of this book tells of a meeting


SEALED: Final = {"at": "2026-05-01T10:00", "witness": "ann@hill.example", "way": "life", "ask": "", "kept": ""}
"""What a commitment can be: an hour to come, a witness, and what can be said of it at any time."""


def _promise() -> int:
    with Book.open(DOOR.served.app.state.shelf.path, now=NOW) as book:
        return next((line.id for line in book.promises()), 1)


def _shared(known: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in known.items() if name in given}


schema = document(OPERATIONS)


@schema.parametrize()  # type: ignore[untyped-decorator]
@settings(
    max_examples=12,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_keeps_what_the_document_promises(case: Any, answered_well: Door) -> None:
    be_real(case)
    answered_well.statuses.add(case.call_and_validate(headers=BEARER).status_code)


@pytest.fixture
def answered_well(door: Door) -> Iterator[Door]:
    """What schemathesis asks is no mere refusal: each operation did what it is for."""
    yield door
    assert 200 in door.statuses


def with_lie(name: str, **lie: Any) -> Any:
    """A document in which one operation is not what it is."""
    return document([one._replace(**lie) if one.name == name else one for one in OPERATIONS])


@pytest.mark.parametrize(
    ("path", "name", "lie"),
    [
        ("/weeks", "weeks", {"gives": shape(weeks={"type": "string"})}),
        ("/weeks", "weeks", {"gives": shape(days={"type": "array"})}),
        ("/people/{id}", "person", {"seeks": False}),
    ],
)
def test_a_lie_in_the_document_is_caught(door: Door, path: str, name: str, lie: dict[str, Any]) -> None:
    numbers = {"path_parameters": {"id": 987_654}} if "{id}" in path else {}
    told = document(OPERATIONS)[path]["GET"].Case(**numbers).call_and_validate(headers=BEARER)
    assert told.status_code in {200, 404}
    with pytest.raises(FailureGroup):
        with_lie(name, **lie)[path]["GET"].Case(**numbers).call_and_validate(headers=BEARER)
