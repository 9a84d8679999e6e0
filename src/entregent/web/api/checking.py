"""Checking a value against a schema of ours: the subset that requests use, with a sentence for each way to miss it."""

import math
import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from entregent.app.language import gettext, listed
from entregent.app.marking import N_
from entregent.web.api.schemas import KEPT_TEXT, Schema

SENTENCES: Final = {
    "object": N_("{field} is an object: names with their values."),
    "array": N_("{field} is a list."),
    "string": N_("{field} is a text."),
    "integer": N_("{field} is a whole number."),
    "boolean": N_("{field} is true or false."),
    "any": N_("{field} is a number or a text, within the bounds that the API’s document gives."),
    "missing": N_("{field} is missing."),
    "unknown": N_("{field} is not asked for here."),
    "twice": N_("{field} is given twice."),
    "empty": N_("Say at least one thing to change."),
    "choice": N_("{field} is none of: {known}."),
    "bounds": N_("{field} takes a number from {least} to {most}."),
    "letters": N_("{field} takes {least} to {most} characters."),
    "entries": N_("{field} takes {least} to {most} entries."),
    "nul": N_("{field} holds a character that can’t be kept."),
    "form": N_("{field} is not written as the API’s document says."),
    "json": N_("The body is no JSON that can be read."),
}
"""Every way in which a request can be malformed."""


class MalformedError(Exception):
    """A request does not say what its operation asks for: `why` is a key of SENTENCES, `field` the value meant."""

    def __init__(self, why: str, field: str = "", **facts: object) -> None:
        super().__init__(why, field, facts)
        self.why = why
        self.field = field
        self.facts = facts

    @property
    def sentence(self) -> str:
        """What is wrong, in the language in use."""
        return gettext(SENTENCES[self.why]).format(field=f"`{self.field}`", **self.facts)


def check(schema: Schema, value: Any, field: str) -> Any:
    """The value, as what the schema says that it is. Raises MalformedError."""
    if "anyOf" in schema:
        return _check_any(schema, value, field)
    return _CHECKS[schema["type"]](schema, value, field)


def from_text(schema: Schema, text: str, field: str) -> Any:
    """A value of the path or query as what it stands for. Raises MalformedError."""
    kind = schema["type"]
    if kind == "integer" and re.fullmatch(r"-?(0|[1-9][0-9]{0,18})", text):
        return check(schema, int(text), field)
    if kind == "boolean" and text in {"true", "false"}:
        return check(schema, text == "true", field)
    if kind == "string":
        return check(schema, text, field)
    raise MalformedError(kind, field)


def _check_any(schema: Schema, value: Any, field: str) -> Any:
    for way in schema["anyOf"]:
        try:
            return check(way, value, field)
        except MalformedError:
            continue
    raise MalformedError("any", field)


def _check_object(schema: Schema, value: Any, field: str) -> Any:
    if not isinstance(value, dict):
        raise MalformedError("object", field)
    fields = schema["properties"]
    for name in schema.get("required", ()):
        if name not in value:
            raise MalformedError("missing", name)
    for name in value:
        if name not in fields:
            raise MalformedError("unknown", name[:100])
    if len(value) < schema.get("minProperties", 0):
        raise MalformedError("empty", field)
    return {name: check(fields[name], given, name) for name, given in value.items()}


def _check_array(schema: Schema, value: Any, field: str) -> Any:
    if not isinstance(value, list):
        raise MalformedError("array", field)
    _within(schema["minItems"], len(value), schema["maxItems"], "entries", field)
    return [check(schema["items"], one, f"{field}[{index}]") for index, one in enumerate(value)]


def _check_string(schema: Schema, value: Any, field: str) -> Any:
    if not isinstance(value, str):
        raise MalformedError("string", field)
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise MalformedError("nul", field)
    if "enum" in schema:
        return _chosen(schema, value, field)
    _within(schema.get("minLength", 0), len(value), schema["maxLength"], "letters", field)
    if not _pattern(schema["pattern"]).fullmatch(value):
        raise MalformedError("nul" if schema["pattern"] == KEPT_TEXT else "form", field)
    return value


def _check_integer(schema: Schema, value: Any, field: str) -> Any:
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise MalformedError("integer", field)
    _within(schema["minimum"], value, schema["maximum"], "bounds", field)
    return value


def _check_boolean(schema: Schema, value: Any, field: str) -> Any:
    if not isinstance(value, bool):
        raise MalformedError("boolean", field)
    return _chosen(schema, value, field) if "enum" in schema else value


def _within(least: int, found: int, most: int, why: str, field: str) -> None:
    if not least <= found <= most:
        raise MalformedError(why, field, least=least, most=most)


def _chosen(schema: Schema, value: Any, field: str) -> Any:
    if value not in schema["enum"]:
        raise MalformedError("choice", field, known=listed([str(word).lower() for word in schema["enum"]]))
    return value


@cache
def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written)


_CHECKS: Final[dict[str, Callable[[Schema, Any, str], Any]]] = {
    "object": _check_object,
    "array": _check_array,
    "string": _check_string,
    "integer": _check_integer,
    "boolean": _check_boolean,
}
