"""Graph XML: networks as GraphML and GEXF 1.3, for Gephi, yEd, igraph, networkx."""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

Value = str | int | float | None

_BARRED: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, not even as a reference."""


class Column(NamedTuple):
    """An attribute: its name, and what it holds: string, long or double."""

    name: str
    kind: str


class Node(NamedTuple):
    """A node: its number, its label, its place, and one value for each column (None where there is none)."""

    number: int
    label: str
    x: float
    y: float
    values: Sequence[Value]


Edge = tuple[int, int, float]
"""Two nodes and the weight of their tie."""


def text(value: Value) -> str:
    """A value as XML text, for attributes too: marks are escaped, what XML can't hold becomes "�"."""
    shown = f"{value:.9g}" if isinstance(value, float) else str(value)
    cleaned = _BARRED.sub("\ufffd", shown)
    return escape(cleaned, {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def graphml(columns: Sequence[Column], nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    """The lines of a GraphML document of a network without direction."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for column in (Column("label", "string"), Column("x", "double"), Column("y", "double"), *columns):
        name = text(column.name)
        yield f'<key id="{name}" for="node" attr.name="{name}" attr.type="{column.kind}"/>\n'
    yield '<key id="weight" for="edge" attr.name="weight" attr.type="double"/>\n'
    yield '<graph edgedefault="undirected">\n'
    for node in nodes:
        told: list[tuple[str, Value]] = [("label", node.label), ("x", float(node.x)), ("y", float(node.y))]
        told += [(column.name, value) for column, value in zip(columns, node.values, strict=True)]
        data = "".join(f'<data key="{text(key)}">{text(value)}</data>' for key, value in told if _is_there(value))
        yield f'<node id="{node.number}">{data}</node>\n'
    for a, b, weight in edges:
        yield f'<edge source="{a}" target="{b}"><data key="weight">{text(float(weight))}</data></edge>\n'
    yield "</graph>\n</graphml>\n"


def gexf(columns: Sequence[Column], nodes: Iterable[Node], edges: Iterable[Edge], day: str) -> Iterator[str]:
    """The lines of a GEXF document of a network without direction, with the places of its nodes."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield f'<meta lastmodifieddate="{text(day)}"><creator>Entregent</creator></meta>\n'
    yield '<graph defaultedgetype="undirected" mode="static">\n<attributes class="node" mode="static">\n'
    for column in columns:
        yield f'<attribute id="{text(column.name)}" title="{text(column.name)}" type="{column.kind}"/>\n'
    yield "</attributes>\n<nodes>\n"
    for node in nodes:
        values = zip(columns, node.values, strict=True)
        data = "".join(
            f'<attvalue for="{text(column.name)}" value="{text(value)}"/>'
            for column, value in values
            if _is_there(value)
        )
        place = f'<viz:position x="{text(float(node.x))}" y="{text(float(node.y))}" z="0.0"/>'
        yield f'<node id="{node.number}" label="{text(node.label)}"><attvalues>{data}</attvalues>{place}</node>\n'
    yield "</nodes>\n<edges>\n"
    for number, (a, b, weight) in enumerate(edges):
        yield f'<edge id="{number}" source="{a}" target="{b}" weight="{text(float(weight))}"/>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _is_there(value: Value) -> bool:
    return value is not None and not (isinstance(value, float) and not isfinite(value))
