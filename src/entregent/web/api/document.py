"""The OpenAPI document, made of the operations: what it says is what is checked."""

from collections.abc import Iterable
from typing import Any, Final

from entregent.web.api.asking import JSON_TYPE, KEY, KEY_HEADER
from entregent.web.api.operations import Operation, Parameter
from entregent.web.api.schemas import known
from entregent.web.api.shapes import SHAPES

ABOUT: Final = """\
The questions and verbs of the command line, as JSON, for programs of your own on this machine.

`entregent token` makes the token, which goes with every request: `Authorization: Bearer TOKEN`. (The pages' own
scripts come with the cookie of their session instead, from the same site only.)

Errors are `{"error": {"code", "message"}}`, in the language of `Accept-Language`: 400 malformed, 401 no token, 403 from
another site, 404 nobody of that number, 405 another method, 409 several people are meant, or the book is busy, 413 more
than 1 MB, 414 too long an address, 415 no JSON, 422 understood but refused, 503 today's plan is being worked out.

A POST that bears `Idempotency-Key` is carried out once; the same key again gives what was done the first time. Every
deed answers the number of its action, by which `/undo` takes it back.
"""

MEANINGS: Final = {
    "400": "Malformed: a value is missing, unknown, of a wrong kind or out of bounds.",
    "401": "No token, or a wrong one.",
    "403": "From another site.",
    "404": "Nobody, or nothing, of that number or name.",
    "408": "The rest of the request did not come.",
    "409": "Several people are meant, or the book is busy, or an import is running.",
    "413": "More than 1 MB.",
    "414": "The address is too long.",
    "415": "The body is not JSON.",
    "421": "Not a name of this server.",
    "422": "Understood, but refused; the message says why.",
    "500": "A bug of ours.",
    "503": "Today's plan is being worked out, or the book can't be used now.",
}
EVERYWHERE: Final = (400, 401, 403, 409, 413, 414, 421, 422, 500, 503)


def describe(operations: Iterable[Operation], root: str) -> dict[str, Any]:
    """The document of these operations."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Entregent",
            "version": "1",
            "summary": "Build and keep a human network.",
            "description": ABOUT,
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": root}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": SHAPES,
            "responses": {status: _error(words) for status, words in MEANINGS.items()},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "`entregent token` makes it."}
            },
        },
    }


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "responses": {
            "200": {"description": "Done.", "content": {JSON_TYPE: {"schema": operation.gives}}},
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in _statuses(operation)},
        },
    }
    parameters = [_parameter(parameter) for parameter in operation.parameters]
    if operation.takes_key:
        parameters.append({"name": KEY_HEADER, "in": "header", "schema": KEY, "description": "Do it once."})
    if parameters:
        described["parameters"] = parameters
    if operation.body is not None:
        described["requestBody"] = {
            "required": operation.wants_body,
            "content": {JSON_TYPE: {"schema": operation.body}},
        }
    return described


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.is_needed,
        "schema": parameter.schema,
        "description": parameter.summary,
    }


def _statuses(operation: Operation) -> list[int]:
    body = {408, 415} if operation.body is not None else set()
    return sorted({*EVERYWHERE, *body, *({404} if operation.seeks else ())})


def _error(words: str) -> dict[str, Any]:
    return {"description": words, "content": {JSON_TYPE: {"schema": known("Error")}}}
