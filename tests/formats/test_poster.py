"""A poster is one well-formed drawing; names are text, and do not cover each other."""

from xml.etree import ElementTree as ET

from entregent.formats.poster import Dot, Key, poster

SVG = "{http://www.w3.org/2000/svg}"


def drawn(dots: list[Dot], lines: list[tuple[int, int, float]]) -> ET.Element:
    made = poster("Mon <réseau>", "Deux & deux", dots, lines, [Key("#123456", "<b>groupe</b>")])
    return ET.fromstring("".join(made))


def test_names_are_text_and_nothing_else() -> None:
    read = drawn([Dot(0.5, 0.5, 5, '"/><script>', "<script>alert(1)</script>")], [])
    assert "<script>alert(1)</script>" in [one.text for one in read.iter(f"{SVG}text")]
    assert not list(read.iter(f"{SVG}script"))


def test_without_names_only_title_and_legend_are_written() -> None:
    read = drawn([Dot(0.1, 0.1, 5, "#fff", ""), Dot(0.9, 0.9, 5, "#fff", "")], [(0, 1, 1.0)])
    assert [one.text for one in read.iter(f"{SVG}text")] == ["Mon <réseau>", "Deux & deux", "<b>groupe</b>"]


def test_of_two_names_in_one_place_the_larger_dot_has_its() -> None:
    read = drawn([Dot(0.5, 0.5, 4, "#fff", "petit"), Dot(0.5, 0.5, 9, "#fff", "grand")], [])
    told = [one.text for one in read.iter(f"{SVG}text")]
    assert "grand" in told
    assert "petit" not in told


def test_ties_of_one_strength_are_one_path() -> None:
    dots = [Dot(0.1, 0.1, 5, "#fff", ""), Dot(0.9, 0.9, 5, "#fff", "")]
    assert len(list(drawn(dots, [(0, 1, 0.9), (1, 0, 0.95), (0, 1, 0.1)]).iter(f"{SVG}path"))) == 2
