"""Reading a request: path, query, key and body, checked against its operation, as one set of values."""

import json
from typing import Any, Final, NoReturn

from starlette.requests import Request

from entregent.web.api.checking import MalformedError, check, from_text
from entregent.web.api.operations import Asked, Operation
from entregent.web.api.schemas import Schema

KEY_HEADER: Final = "Idempotency-Key"
KEY: Final[Schema] = {"type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[!-~]*$"}
JSON_TYPE: Final = "application/json"
DEEPEST: Final = 64


class WrongTypeError(Exception):
    """A body that is not declared to be JSON."""


async def read(request: Request, operation: Operation) -> Asked:
    """What a request holds, checked. Raises MalformedError, WrongTypeError."""
    asked = _parameters(request, operation)
    if operation.body is not None:
        asked.update(await _body(request, operation, operation.body))
    return asked


def key_of(request: Request, operation: Operation) -> str:
    """The key by which the request is to be carried out once; "" for none. Raises MalformedError."""
    key = request.headers.get(KEY_HEADER)
    if key is None or not operation.takes_key:
        return ""
    return f"api {check(KEY, key, KEY_HEADER)}"


def _parameters(request: Request, operation: Operation) -> Asked:
    queried = [parameter for parameter in operation.parameters if parameter.place == "query"]
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in given:
            raise MalformedError("twice", name[:100])
        given[name] = value
    for name in given.keys() - {parameter.name for parameter in queried}:
        raise MalformedError("unknown", name[:100])
    for parameter in operation.parameters:
        if parameter.is_needed and parameter.place == "query" and parameter.name not in given:
            raise MalformedError("missing", parameter.name)
    asked = {one.name: from_text(one.schema, given[one.name], one.name) for one in queried if one.name in given}
    for parameter in operation.parameters:
        if parameter.place == "path":
            text = str(request.path_params[parameter.name])
            asked[parameter.name] = from_text(parameter.schema, text, parameter.name)
    return asked


async def _body(request: Request, operation: Operation, schema: Schema) -> Asked:
    raw = await request.body()
    declared = request.headers.get("content-type", "")
    if not raw and not declared and not operation.wants_body:
        return {}
    if not _is_json(declared):
        raise WrongTypeError
    if not raw and not operation.wants_body:
        return {}
    checked: Asked = check(schema, parse(raw), "body")
    return checked


def _is_json(declared: str) -> bool:
    """Whether a Content-Type says JSON; it is UTF-8 or it is none (RFC 8259)."""
    kind, _, rest = declared.partition(";")
    charset = rest.strip().lower().replace('"', "")
    return kind.strip().lower() == JSON_TYPE and charset in {"", "charset=utf-8"}


def parse(raw: bytes) -> Any:
    """JSON as RFC 8259 has it: no NaN, no key twice, not too deep. Raises MalformedError."""
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise MalformedError("json") from error
    if _depth_is_over(value, DEEPEST):
        raise MalformedError("json")
    return value


def _refuse(_word: str) -> NoReturn:
    raise MalformedError("json")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise MalformedError("twice", name[:100])
        made[name] = value
    return made


def _depth_is_over(value: Any, most: int) -> bool:
    level = [value]
    for _ in range(most):
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return True
