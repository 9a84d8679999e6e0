"""The map packed for the page: a header in JSON, then plain arrays, little end first."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from entregent.app import language, wording
from entregent.app.drawing import shape_of
from entregent.app.language import gettext as _
from entregent.app.map_views import Drawn
from entregent.app.map_words import JOIN_WORDS, WARMTH_WORDS, alone_sentence, headline
from entregent.web.circles import circle_class
from entregent.web.rendering import capital

if TYPE_CHECKING:
    from numpy.typing import NDArray


def packed(found: Drawn) -> bytes:
    """The map as `static/js/map_data.js` reads it: length of the header, header, arrays, each on a multiple of four."""
    if "packed" not in found.made:
        found.made["packed"] = _packed(found)
    return found.made["packed"]  # type: ignore[no-any-return]


def zipped(found: Drawn) -> bytes:
    """The same, made small once."""
    if "zipped" not in found.made:
        found.made["zipped"] = gzip.compress(packed(found), 3, mtime=0)
    return found.made["zipped"]  # type: ignore[no-any-return]


def _packed(found: Drawn) -> bytes:
    import numpy as np

    told = shape_of(found)
    place_of = {group.number: place for place, group in enumerate(told.groups)}
    circles = sorted(set(found.circles) | {""})
    circle_of = {circle: place for place, circle in enumerate(circles)}
    strongest = float(found.weights[0]) if len(found.weights) else 1.0
    node = "u2" if len(found.people) < 1 << 16 else "u4"
    arrays: list[tuple[str, str, NDArray[Any] | list[int]]] = [
        ("person", "u4", found.people),
        ("x", "f4", found.places[:, 0]),
        ("y", "f4", found.places[:, 1]),
        ("group", "u2", [place_of[number] for number in found.groups.tolist()]),
        ("circle", "u1", [min(circle_of[circle], 255) for circle in found.circles]),
        ("warmth", "u1", found.warmth),
        ("joins", "u1", found.joins),
        ("a", node, found.a),
        ("b", node, found.b),
        ("strength", "u1", np.sqrt(found.weights / strongest) * 255),
    ]
    header = {
        "day": found.day,
        "told": " ".join(filter(None, (headline(told), alone_sentence(found.alone)))),
        "names": found.names,
        "groups": [{"number": one.number, "name": capital(one.name), "size": one.size} for one in told.groups],
        "circles": [{"name": _circle_word(circle), "look": circle_class(circle)} for circle in circles[:256]],
        "warmths": [_(word) for word in WARMTH_WORDS.values()],
        "bridges": [_(word) for word in JOIN_WORDS],
        "arrays": [(name, kind, len(values)) for name, kind, values in arrays],
    }
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    pieces = [len(text).to_bytes(4, "little"), text, bytes(-len(text) % 4)]
    for _name, kind, values in arrays:
        raw = np.asarray(values).astype(f"<{kind[0]}{kind[1]}").tobytes()
        pieces += [raw, bytes(-len(raw) % 4)]
    return b"".join(pieces)


def _circle_word(circle: str) -> str:
    return wording.word("circle", circle) if circle else _("in no circle")


def stops(found: Drawn, most: int = 120) -> list[tuple[str, str]]:
    """(ISO day, in words) of the days that the slider stops at: ends of months, today last."""
    from datetime import date, timedelta

    first, last = date.fromisoformat(found.first), date.fromisoformat(found.today)
    days = []
    year, month = first.year, first.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        end = date(year, month, 1) - timedelta(days=1)
        if end >= last:
            break
        days.append(end)
    step = -(-len(days) // most) or 1
    kept = days[::-1][::step][::-1]
    return [*((day.isoformat(), language.month(day)) for day in kept), (found.today, _("today"))]
