"""Front matter: the fields at the head of a Markdown file, in the small part of YAML that people write there."""

import json
import re
from typing import Final

HEAD_CHARACTERS: Final = 200_000
FIELD_LIMIT: Final = 500
LIST_LIMIT: Final = 500
VALUE_CHARACTERS: Final = 20_000

_FENCE: Final = re.compile(r"\ufeff?---[ \t]*\r?\n")
_END: Final = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_FIELD: Final = re.compile(r"([\w][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)")
_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(.*)")
_NESTED: Final = re.compile(r"[ \t]+([\w][\w .-]{0,60}?)[ \t]*:[ \t]*(.*)")
_PIECE: Final = re.compile(r'\s*("(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|[^,]*)\s*(?:,|$)')

Value = str | list[str]


def front_matter(text: str) -> tuple[dict[str, Value], str] | None:
    """The fields, with their keys in lower case, and the text behind them; None where a file begins otherwise.

    A value is text or a list of texts. Deeper structures are passed over; a block of text is taken as one line.
    """
    fence = _FENCE.match(text)
    if fence is None:
        return None
    end = _END.search(text, fence.end(), fence.end() + HEAD_CHARACTERS)
    if end is None:
        return None
    return _fields(text[fence.end() : end.start()].splitlines()), text[end.end() :].lstrip("\r\n")


def _fields(lines: list[str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    key = ""
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        item = _ITEM.fullmatch(line)
        field = _FIELD.fullmatch(line)
        if item is not None and key:
            _append(found, key, item[1])
        elif field is not None:
            key = field[1].lower() if len(found) < FIELD_LIMIT else ""
            if key:
                found[key] = _value(field[2] or "")
        elif key and line[:1] in " \t" and _NESTED.fullmatch(line) is None:
            _continue(found, key, line)
    return found


def _append(found: dict[str, Value], key: str, written: str) -> None:
    value = found[key]
    if value == "":
        value = found[key] = []
    if isinstance(value, list) and len(value) < LIST_LIMIT:
        value.append(scalar(written))


def _continue(found: dict[str, Value], key: str, line: str) -> None:
    """A line of a block of text, or of a long scalar."""
    value = found[key]
    if isinstance(value, str) and len(value) < VALUE_CHARACTERS:
        found[key] = f"{'' if value in ('|', '>', '|-', '>-') else value} {line.strip()}".strip()


def _value(written: str) -> Value:
    text = written.strip()
    if text[:1] == "[" and text[-1:] == "]":
        pieces = (piece[1] for piece in _PIECE.finditer(text[1:-1]) if piece[1].strip())
        return [scalar(piece) for piece, _ in zip(pieces, range(LIST_LIMIT), strict=False)]
    return scalar(text)


def scalar(written: str) -> str:
    """A value without its quotes, comment and "null"."""
    text = written.strip()[:VALUE_CHARACTERS]
    if text[:1] == '"' and text[-1:] == '"' and len(text) > 1:
        try:
            value = json.loads(text)
        except ValueError:
            return text[1:-1]
        return value if isinstance(value, str) else text[1:-1]
    if text[:1] == "'" and text[-1:] == "'" and len(text) > 1:
        return text[1:-1].replace("''", "'")
    text = re.sub(r"\s+#.*$", "", text)
    return "" if text in ("null", "~", "Null", "NULL") else text


def one(fields: dict[str, Value], *keys: str) -> str:
    """The first of these that says something, the first of its texts."""
    for key in keys:
        value = fields.get(key, "")
        text = value if isinstance(value, str) else next(iter(value), "")
        if text:
            return text
    return ""


def several(fields: dict[str, Value], *keys: str) -> list[str]:
    """All texts of these; a text with commas is taken as a list of them."""
    found: list[str] = []
    for key in keys:
        value = fields.get(key, "")
        found += [piece.strip() for piece in value.split(",")] if isinstance(value, str) else value
    return [text for text in found if text]
