"""GraphML and GEXF say what they were given, whatever names hold; other programs read them back."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from entregent.formats.graph_xml import Column, Node, gexf, graphml, text

COLUMNS = (Column("group", "long"), Column("constraint", "double"), Column("circle", "string"))
ML = "{http://graphml.graphdrawing.org/xmlns}"
GX = "{http://gexf.net/1.3}"
HOSTILE = "</data><script>&\"'\x00\x1b\ud800\ufffe]]>"


def nodes(labels: list[str]) -> list[Node]:
    return [Node(at, label, 0.5, -1.0, (at, 0.25 if at else None, label)) for at, label in enumerate(labels)]


def kept(label: str) -> str:
    """What XML can hold of a text."""
    return "".join("\ufffd" if not is_xml(one) else one for one in label)


def is_xml(one: str) -> bool:
    return one in "\t\n\r" or "\x20" <= one <= "\ud7ff" or "\ue000" <= one <= "\ufffd" or one >= "\U00010000"


@given(st.lists(st.text(st.characters()), min_size=1, max_size=5))
def test_graphml_gives_every_label_back(labels: list[str]) -> None:
    read = ET.fromstring("".join(graphml(COLUMNS, nodes(labels), [(0, 0, 1.5)])))
    found = [data.text or "" for data in read.iter(f"{ML}data") if data.get("key") == "label"]
    assert found == [kept(label) for label in labels]


@given(st.lists(st.text(st.characters()), min_size=1, max_size=5))
def test_gexf_gives_every_label_back(labels: list[str]) -> None:
    read = ET.fromstring("".join(gexf(COLUMNS, nodes(labels), [(0, 0, 1.5)], "2026-01-01")))
    assert [node.get("label") for node in read.iter(f"{GX}node")] == [kept(label) for label in labels]


def test_values_of_a_kind_stay_of_it_and_none_is_left_out() -> None:
    read = ET.fromstring("".join(graphml(COLUMNS, nodes(["a", "b"]), [(0, 1, 0.1)])))
    kinds = {key.get("id"): key.get("attr.type") for key in read.iter(f"{ML}key")}
    assert kinds["group"] == "long"
    assert kinds["constraint"] == "double"
    told = [{data.get("key"): data.text for data in node} for node in read.iter(f"{ML}node")]
    assert "constraint" not in told[0]
    assert told[1]["constraint"] == "0.25"
    assert next(edge.find(f"{ML}data").text for edge in read.iter(f"{ML}edge")) == "0.1"  # type: ignore[union-attr]


def test_a_name_never_ends_its_own_mark() -> None:
    assert "<" not in text(HOSTILE)
    assert '"' not in text(HOSTILE)
    assert "\x00" not in text(HOSTILE)
