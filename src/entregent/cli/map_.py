"""`map`: the network in words, as a poster, and as files for other programs."""

from pathlib import Path

import click

from entregent.app import language
from entregent.app.book import Book
from entregent.app.group_words import coverage_in_words
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.map_shapes import map_shape
from entregent.app.map_views import MapGroup, MapShape
from entregent.app.map_words import alone_sentence, headline
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option

SHOWN = 12
FILE = click.Path(path_type=Path, dir_okay=False)


@command(
    "map",
    help=N_(
        "Your network in words: its groups by size, and who ties them.\n\n"
        "Files come without names unless --names is given. A PNG is made by the page /map; here the poster is SVG."
    ),
)
@option("--out", type=FILE, metavar="FILE.svg", help=N_("Write a poster to print."))
@option("--graphml", type=FILE, metavar="FILE", help=N_("Write GraphML, for Gephi, yEd and others."))
@option("--gexf", type=FILE, metavar="FILE", help=N_("Write GEXF, for Gephi."))
@option(
    "--csv",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=N_("Write people.csv and ties.csv into a folder."),
)
@option("--names", is_flag=True, help=N_("Put names into what is written."))
@click.pass_obj
def map_(
    face: Face, *, out: Path | None, graphml: Path | None, gexf: Path | None, folder: Path | None, names: bool
) -> None:
    """Tell of the map, or write it out."""
    if out is not None and out.suffix.lower() == ".png":
        raise click.UsageError(_("The poster is SVG here; the page /map makes a PNG."))
    wanted = {"svg": out, "graphml": graphml, "gexf": gexf}
    if folder is not None:
        wanted |= {"people.csv": folder / "people.csv", "ties.csv": folder / "ties.csv"}
    files = {kind: path.expanduser() for kind, path in wanted.items() if path is not None}
    with face.open() as book:
        shape = book.map_shape()
        _write(book, files, names=names)
    written = [{"kind": kind, "path": str(path)} for kind, path in files.items()]
    face.answer(lambda: {**map_shape(shape), "written": written}, lambda: _draw(shape, files))


def _write(book: Book, files: dict[str, Path], *, names: bool) -> None:
    for kind, path in files.items():
        book.write_map(kind, path, names=names)


def _draw(shape: MapShape, files: dict[str, Path]) -> None:
    if files:
        for path in files.values():
            paint.line(paint.Span("✓ ", "good"), str(path))
        return
    paint.paragraph(paint.title(headline(shape)))
    paint.paragraph(paint.quiet(coverage_in_words(shape.coverage)))
    paint.line()
    for group in shape.groups[:SHOWN]:
        _draw_group(group)
    if len(shape.groups) > SHOWN:
        more = len(shape.groups) - SHOWN
        paint.paragraph(paint.quiet(ngettext("{n} smaller group more.", "{n} smaller groups more.", more)))
    if shape.alone:
        paint.paragraph(paint.quiet(alone_sentence(shape.alone)))
    paint.line()
    name = _("map")
    paint.line(paint.command(f"{program()} map --out {name}.svg"))


def _draw_group(group: MapGroup) -> None:
    size = ngettext("{n} person", "{n} people", group.size)
    pieces: list[paint.Piece] = [paint.name(group.name[:1].upper() + group.name[1:]), f" · {size}"]
    if group.ties:
        names = language.listed([name for _person, name in group.ties])
        pieces.append(paint.quiet(" · " + _("tied to others by {names}").format(names=names)))
    paint.paragraph(*pieces, hanging=2)
