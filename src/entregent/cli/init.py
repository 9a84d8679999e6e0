"""`init`: a new, empty book."""

import click

from entregent.app import language
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option


@command("init", help=N_("Make a new, empty book. You rarely need it: `import` and `add` make one too."))
@option("--zone", default="", metavar="ZONE", help=N_("Your time zone, such as America/Toronto."))
@option("--region", default="", metavar="CC", help=N_("Your country, such as CA, for phone numbers without one."))
@click.pass_obj
def init(face: Face, *, zone: str, region: str) -> None:
    """Make the book."""
    from entregent.app.book import Book

    with Book.create(face.path, now=face.now, lang=face.lang, zone=zone, region=region) as book:
        shape = {"book": str(book.path), "zone": book.zone, "lang": book.lang or language.spoken()}

    def draw() -> None:
        paint.paragraph(paint.Span("✓ ", "good"), _("Your book is ready: {path}").format(path=face.path))
        paint.line()
        paint.line(_("Give it what you already have:"))
        paint.line(paint.command(f"{program()} import ~/Downloads/takeout.zip contacts.vcf"), indent=2)
        paint.line(_("or begin with one person:"))
        paint.line(paint.command(f'{program()} add "Marie Tremblay" --met "…"'), indent=2)

    face.answer(lambda: shape, draw)
