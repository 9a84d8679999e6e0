"""`result`: what came of it, with whom and through whom; the list without a name."""

import click

from entregent.app.goal_phrases import money
from entregent.app.goal_shapes import result_shape
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.stage_views import ResultLine
from entregent.app.wording import word, word_from
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.arguments import Who
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option
from entregent.cli.tables import Column, table


@command(
    "result",
    help=N_(
        "Note what came of it: sale, job, referral, advice or other; with whom, and through whom.\n\nWithout "
        "arguments, lists them. Kept for clients, prospects, partners and collaborators only."
    ),
)
@click.argument("who", type=Who(), required=False)
@click.argument("kind", required=False, metavar="[KIND]")
@option("--value", default="", metavar="AMOUNT", help=N_("What it was worth, if you wish, in your currency."))
@option("--via", default="", metavar="WHO", help=N_("Who introduced you to each other."))
@option("--on", default="", metavar="DATE", help=N_("The day; today where none is given."))
@option("--note", default="", metavar="TEXT", help=N_("A word about it."))
@click.pass_obj
def result(  # noqa: PLR0913 - one per option
    face: Face, *, who: str | None, kind: str | None, value: str, via: str, on: str, note: str
) -> None:
    """Note a result, or list them."""
    with face.open() as book:
        if who is not None:
            day = face.day(on, past=True).isoformat() if on else ""
            known = word_from("result", kind or "")
            give_done(face, book.add_result(who, known, value=value, via=via, on=day, note=note))
            return
        lines = book.results()
    face.answer(lambda: {"results": [result_shape(line) for line in lines]}, lambda: _draw(face, lines))


def _draw(face: Face, lines: list[ResultLine]) -> None:
    if not lines:
        paint.paragraph(_("No result is noted yet. When something comes of it:"))
        paint.line(paint.command(f'{program()} result "Luc" sale'), indent=2)
        return
    columns = [
        Column(_("when"), 2),
        Column(_("what")),
        Column(_("with")),
        Column(_("through"), 3),
        Column(_("worth"), 1, right=True),
    ]
    table(columns, [_row(face, line) for line in lines])
    paint.line()
    paint.line(paint.quiet(_("To take one back:")), " ", paint.command(f"{program()} undo {lines[0].action}"))


def _row(face: Face, line: ResultLine) -> list[paint.Piece]:
    worth = money(line.value, line.currency) if line.value is not None else ""
    return [paint.quiet(face.date(line.at)), word("result", line.kind), paint.name(line.name), line.via_name, worth]
