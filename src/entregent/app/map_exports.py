"""Map exports: the network as GraphML, GEXF and CSV for other programs, and as a poster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Final

from entregent.app import drawing, language, mapping
from entregent.app.group_words import coverage_in_words
from entregent.app.language import gettext as _
from entregent.app.map_views import WARMTHS, Drawn, Export
from entregent.app.map_words import COLOURS, headline
from entregent.app.network_views import Network
from entregent.app.opening import OpenBook
from entregent.formats.graph_xml import Column, Edge, Node, Value, gexf, graphml
from entregent.formats.poster import Dot, Key, poster
from entregent.formats.table import write_rows
from entregent.model.errors import RequestError

KINDS: Final = ("graphml", "gexf", "people.csv", "ties.csv", "svg")
PALETTE: Final = (
    "#3f6c93",
    "#c2613f",
    "#5d8b49",
    "#8a5a97",
    "#a97414",
    "#3f8582",
    "#b9476f",
    "#7b8494",
    "#6b7f34",
    "#4f6fb0",
    "#a06a3c",
    "#9b4f86",
)
"""On paper, the colours of groups; on screen they are in map.css."""
_POSTER_TIES: Final = 20_000
_LEGEND: Final = 24
_COLUMNS: Final = (
    Column("person", "long"),
    Column("group", "long"),
    Column("group_name", "string"),
    Column("circle", "string"),
    Column("warmth", "string"),
    Column("strength", "double"),
    Column("constraint", "double"),
    Column("bridgeness", "double"),
    Column("coordinator", "long"),
    Column("gatekeeper", "long"),
    Column("representative", "long"),
    Column("consultant", "long"),
    Column("liaison", "long"),
    Column("other_groups", "string"),
)


class UnwritableExportError(RequestError):
    """The file at `path` can't be written (`detail`)."""

    code = "unwritable-export"


def export(book: OpenBook, kind: str, *, day: str = "", names: bool = True) -> Export:
    """The map as a file of one of KINDS. Raises BadDateError, TooLittleMapError."""
    found = drawing.drawn(book, day)
    made = {
        "graphml": lambda: graphml(_COLUMNS, _nodes(book, found, names=names), _edges(found)),
        "gexf": lambda: gexf(_COLUMNS, _nodes(book, found, names=names), _edges(found), found.day),
        "people.csv": lambda: _people_csv(_nodes(book, found, names=names)),
        "ties.csv": lambda: _ties_csv(found, names=names),
        "svg": lambda: _poster(found, names=names),
    }[kind]()
    media = {"graphml": "application/xml", "gexf": "application/xml", "svg": "image/svg+xml"}.get(kind, "text/csv")
    stem = _("map")
    name = f"{stem}-{found.day}-{kind}" if kind.endswith(".csv") else f"{stem}-{found.day}.{kind}"
    return Export(name, media, "".join(made))


def write(book: OpenBook, kind: str, path: Path, *, day: str = "", names: bool = True) -> None:
    """Write an export to a file, readable by its owner alone. Raises UnwritableExportError."""
    text = export(book, kind, day=day, names=names).text
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise UnwritableExportError(path=str(path), detail=error.strerror or type(error).__name__) from error


# ── for other programs ────────────────────────────────────────────────────────────────────────────────────────────


def _nodes(book: OpenBook, found: Drawn, *, names: bool) -> Iterator[Node]:
    network = mapping.network_at(book, found.day, least=0)
    measured = _measures(network)
    at = network.people.searchsorted(found.people).tolist()
    for place, node in enumerate(at):
        group = int(found.groups[place])
        values: list[Value] = [
            int(found.people[place]),
            group,
            found.group_names.get(group) if names else None,
            found.circles[place],
            WARMTHS[found.warmth[place]],
            float(found.strength[place]),
            *(values[node] for values in measured),
            " ".join(map(str, found.others[place])),
        ]
        label = found.names[place] if names else str(place)
        x, y = found.places[place].tolist()
        yield Node(place, label, x * 1_000, y * 1_000, values)


def _measures(network: Network) -> list[Sequence[Value]]:
    """Constraint, bridgeness, then the five roles, of every node."""
    from entregent.app import placing

    roles = placing.roles(network)
    return [
        [value if isfinite(value) else None for value in placing.constraint(network).tolist()],
        placing.bridgeness(network).tolist(),
        roles.coordinator.tolist(),
        roles.gatekeeper.tolist(),
        roles.representative.tolist(),
        roles.consultant.tolist(),
        roles.liaison.tolist(),
    ]


def _edges(found: Drawn) -> Iterator[Edge]:
    return zip(found.a.tolist(), found.b.tolist(), found.weights.tolist(), strict=True)


def _people_csv(nodes: Iterator[Node]) -> Iterator[str]:
    heads = ["Id", "Label", *(column.name for column in _COLUMNS)]
    rows = ([node.number, node.label, *node.values] for node in nodes)
    return write_rows([heads, *(["" if cell is None else str(cell) for cell in row] for row in rows)])


def _ties_csv(found: Drawn, *, names: bool) -> Iterator[str]:
    rows = [["Source", "Target", "Weight", "Type", "source_name", "target_name"]]
    for a, b, weight in _edges(found):
        called = [found.names[a], found.names[b]] if names else ["", ""]
        rows.append([str(a), str(b), f"{weight:.9g}", "Undirected", *called])
    return write_rows(rows)


# ── for the wall ──────────────────────────────────────────────────────────────────────────────────────────────────


def _poster(found: Drawn, *, names: bool) -> Iterator[str]:
    import numpy as np

    n = len(found.people)
    degrees = np.bincount(found.a, minlength=n) + np.bincount(found.b, minlength=n)
    most = max(int(degrees.max(initial=0)), 1)
    small = 3.0 if n > 1_000 else 5.0
    dots = [
        Dot(
            (x + 1) / 2,
            (y + 1) / 2,
            small + 9 * (degree / most) ** 0.5,
            PALETTE[group % COLOURS],
            name if names else "",
        )
        for (x, y), degree, group, name in zip(
            found.places.tolist(), degrees.tolist(), found.groups.tolist(), found.names, strict=True
        )
    ]
    strongest = float(found.weights[0]) if len(found.weights) else 1.0
    ties = [(a, b, (weight / strongest) ** 0.5) for a, b, weight in list(_edges(found))[:_POSTER_TIES]]
    told = drawing.shape_of(found)
    keys = [
        Key(PALETTE[group.number % COLOURS], (group.name or str(group.number))[:34])
        for group in told.groups[:_LEGEND]
        if names
    ]
    words = f"{headline(told)} {coverage_in_words(found.coverage)}"
    title = _("My network, {day}").format(day=language.full_day(date.fromisoformat(found.day)))
    return poster(title, words, dots, ties, keys)
