"""JSON schemas in words of ours: what a request may hold, within which bounds; and what views look like as JSON."""

from collections.abc import Mapping
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from entregent.model.judgement import Reason

Schema = dict[str, Any]

GREATEST: Final = 2**63 - 1
"""The greatest number that the book can hold."""

KEPT_TEXT: Final = "^[^\\u0000]*$"
ISO_DAY: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
ISO_TIME: Final = "[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"

# ── what is asked ─────────────────────────────────────────────────────────────────────────────────────────────────


def text(most: int, *, least: int = 0) -> Schema:
    """A text of so many characters."""
    return {"type": "string", "minLength": least, "maxLength": most, "pattern": KEPT_TEXT}


def number(least: int, most: int, default: int | None = None) -> Schema:
    """A whole number within bounds."""
    bounds: Schema = {"type": "integer", "minimum": least, "maximum": most}
    return bounds if default is None else {**bounds, "default": default}


def choice(*words: str, default: str | None = None) -> Schema:
    """One of these words."""
    chosen: Schema = {"type": "string", "enum": list(words)}
    return chosen if default is None else {**chosen, "default": default}


def switch() -> Schema:
    """Yes or no; no where nothing is said."""
    return {"type": "boolean", "default": False}


def several(what: Schema, most: int, *, least: int = 0) -> Schema:
    """A list of so many."""
    return {"type": "array", "items": what, "minItems": least, "maxItems": most}


def body(*required: str, at_least: int = 0, **fields: Schema) -> Schema:
    """An object of these fields and no others."""
    made: Schema = {"type": "object", "properties": fields, "additionalProperties": False}
    if required:
        made["required"] = list(required)
    if at_least:
        made["minProperties"] = at_least
    return made


NUMBER: Final = number(1, GREATEST)
WHO: Final[Schema] = {
    "description": "A person's number; or their name, the beginning of one, a mail address or a phone number.",
    "anyOf": [NUMBER, text(320, least=1)],
}
PEOPLE: Final = several(WHO, 1_000, least=1)
HANDLE: Final = text(320, least=1)
DAY: Final[Schema] = {
    "type": "string",
    "maxLength": 10,
    "pattern": f"^{ISO_DAY}$",
    "description": "Such as 2026-11-02.",
}
MOMENT: Final[Schema] = {
    "type": "string",
    "maxLength": 40,
    "pattern": f"^{ISO_DAY}(T{ISO_TIME})?$",
    "description": "A day, or a day and time; without an offset, in the book's zone.",
}
BIRTHDAY: Final[Schema] = {
    "type": "string",
    "maxLength": 10,
    "pattern": f"^({ISO_DAY}|--[0-9]{{2}}-[0-9]{{2}}|)$",
    "description": "1970-05-17; --05-17 for one without a year; nothing to clear it.",
}

# ── what is answered ──────────────────────────────────────────────────────────────────────────────────────────────

INSTANT: Final[Schema] = {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$"}
NAMED: Final[Schema] = {
    "type": "object",
    "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
    "required": ["id", "name"],
    "additionalProperties": False,
}
REASON: Final[Schema] = {
    "type": "object",
    "properties": {"signal": {"type": "string"}, "text": {"type": "string"}, "facts": {"type": "object"}},
    "required": ["signal", "text", "facts"],
    "additionalProperties": False,
}
_PLAIN: Final[Mapping[object, str]] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    type(None): "null",
}


def known(name: str) -> Schema:
    """A shape of the document's list, by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def list_of(shape: Schema) -> Schema:
    """A list of any length."""
    return {"type": "array", "items": shape}


def shape(**fields: Schema) -> Schema:
    """An object that has exactly these fields."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def shape_of(view: type, *, without: tuple[str, ...] = (), **own: Schema) -> Schema:
    """What a view looks like as JSON: its fields by their types, but for those that are shown in a way of their own."""
    hints = get_type_hints(view)
    fields = {name: _of(hint) for name, hint in hints.items() if name not in {*own, *without}}
    return shape(**fields, **own)


def _of(hint: Any) -> Schema:
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    if hint is Reason:
        return known("Reason")
    parts = get_args(hint)
    if get_origin(hint) in {Union, UnionType}:
        return {"type": [_PLAIN[part] for part in parts]}
    if get_origin(hint) in {tuple, list} and len(parts) == 2 and (parts[1] is ... or parts[0] is Reason):
        return list_of(_of(parts[0]))
    if isinstance(hint, type) and issubclass(hint, tuple):
        return shape_of(hint)
    msg = f"no schema for {hint!r}: name one"
    raise TypeError(msg)
