"""`balance`: attention per circle over a year, against the shares wished; who is out of it."""

import click

from entregent.app import balance_words, language, wording
from entregent.app.balance_views import BalanceView, CircleLine
from entregent.app.language import gettext as _
from entregent.app.lightening_shapes import balance_shape
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option
from entregent.cli.tables import Column, table
from entregent.model.errors import BadSettingError


@command("balance", help=N_("Your minutes per circle in the last three months, against the shares that you wish."))
@option("--months", is_flag=True, help=N_("Month by month, over a year."))
@option(
    "--wish",
    "wished",
    multiple=True,
    metavar="CIRCLE=N",
    help=N_("Wish N of a hundred minutes for a circle; may be repeated. CIRCLE= takes the wish back."),
)
@option("--home", metavar="WHO", default="", help=N_("You live with WHO: left out of the balance."))
@option("--apart", metavar="WHO", default="", help=N_("You do not live with WHO: counted in the balance."))
@click.pass_obj
def balance(face: Face, *, months: bool, wished: tuple[str, ...], home: str, apart: str) -> None:
    """Show the balance, or say what is wished and who is out."""
    with face.open() as book:
        if wished:
            done = book.wish(dict(_pair(text) for text in wished))
        elif home or apart:
            done = book.live_with(home or apart, apart=not home)
        else:
            view = book.balance()
            face.answer(lambda: balance_shape(view), lambda: _draw(view, months=months))
            return
    give_done(face, done)


def _pair(text: str) -> tuple[str, str]:
    circle, sign, share = text.partition("=")
    if not sign:
        raise BadSettingError(key="wish", value=text)
    return circle, share


def _draw(view: BalanceView, *, months: bool) -> None:
    paint.paragraph(paint.title(balance_words.headline(view)))
    paint.paragraph(balance_words.invitation(view))
    lines = [line for line in view.circles if line.minutes or line.wish is not None]
    if lines:
        paint.line()
        rows = [_row(line) for line in lines]
        table([Column(_("circle")), Column("", 1, widest=16), Column(_("these three months"), widest=90)], rows)
    if months:
        _draw_months(view)
    paint.line()
    paint.paragraph(paint.quiet(balance_words.seen_by(view)))
    if view.household:
        names = language.listed([name for _person, name in view.household])
        paint.paragraph(paint.quiet(_("You live with {names}: left out.").format(names=names)))
    for person, name in view.asks[:1]:
        paint.paragraph(_("Do you live with {name}?").format(name=name))
        paint.line(paint.command(f"{program()} balance --home {person}"), indent=2)
    if not view.wished:
        circle = view.circles[0].circle if view.circles else "family"
        paint.line(paint.command(f"{program()} balance --wish {circle}=30"), indent=2)


def _row(line: CircleLine) -> list[paint.Piece]:
    name, bar = wording.word("circle", line.circle), paint.bar(line.share, 16)
    return [paint.name(name), paint.quiet(bar), balance_words.beside(line)]


def _draw_months(view: BalanceView) -> None:
    shown: list[CircleLine] = [line for line in view.circles if any(month.minutes for month in line.months)]
    if not shown:
        return
    paint.line()
    columns = [Column(_("month")), *(Column(wording.word("circle", line.circle), right=True) for line in shown)]
    rows: list[list[paint.Piece]] = [
        [month, *(language.number(line.months[place].minutes) for line in shown)]
        for place, month in enumerate(view.months)
    ]
    table(columns, rows)
    paint.line(paint.quiet(_("Minutes; the last month is not over.")))
