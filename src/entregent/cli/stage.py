"""`stage`: where somebody stands between stranger and loyal client; the whole funnel without a name."""

import click

from entregent.app import language, wording
from entregent.app.goal_shapes import funnel_shape, stage_shape
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.stage_views import FunnelRow, FunnelView, StageLine
from entregent.app.wording import CIRCLES
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.arguments import Who
from entregent.cli.choices import Word
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option

NAMED = 8


@command(
    "stage",
    help=N_(
        "Where a client, prospect, partner or collaborator stands: noticed, approached, answered, met, trusted, "
        "working, loyal.\n\nWithout WHO, everybody by stage. With STAGE your word counts; `evidence` lets what "
        "passed speak again."
    ),
)
@click.argument("who", type=Who(), required=False)
@click.argument("stage", required=False)
@option("--circle", type=Word("circle", CIRCLES), default="", help=N_("Only this circle of business."))
@click.pass_obj
def stage(face: Face, *, who: str | None, stage: str | None, circle: str) -> None:
    """Show or say a stage."""
    with face.open() as book:
        if who is not None and stage is not None:
            give_done(face, book.set_stage(who, stage))
        elif who is not None:
            line, names = book.stage_of(who), book.stage_names()
            face.answer(lambda: stage_shape(line), lambda: _draw_one(line, names))
        else:
            view = book.funnel(circle)
            face.answer(lambda: funnel_shape(view), lambda: _draw(view))


def _draw_one(line: StageLine, names: dict[str, str]) -> None:
    since = _(" for {span}").format(span=language.span(line.days)) if line.days is not None else ""
    paint.paragraph(paint.name(line.name), " · ", paint.title(names[line.stage]), since)
    paint.paragraph(wording.sentence(line.why), indent=2)
    paint.line()
    paint.line(paint.quiet(_("If you know better:")), " ", paint.command(f"{program()} stage {line.person} met"))


def _draw(view: FunnelView) -> None:
    if not view.people:
        paint.paragraph(_("Nobody is in your circles prospects, clients, partners or collaborators yet."))
        paint.line(paint.command(f'{program()} circle "Marie" prospects'), indent=2)
        return
    for row in view.rows:
        if row.people:
            _draw_row(row)
    if view.set_apart:
        paint.paragraph(paint.quiet(apart_in_words(view.set_apart)))


def apart_in_words(count: int) -> str:
    """That some are in a circle of the heart too, and are left out."""
    return ngettext(
        "{n} person is family, friend or love as well: no stage is kept of them.",
        "{n} people are family, friends or love as well: no stage is kept of them.",
        count,
    )


def _draw_row(row: FunnelRow) -> None:
    usual = (
        paint.quiet(_(" · usually {span} so far").format(span=language.span(row.usual_days)))
        if row.usual_days is not None
        else ""
    )
    told = ngettext("{n} person", "{n} people", len(row.people))
    paint.paragraph(paint.title(row.name), paint.quiet(f" · {told}"), usual)
    names = [line.name for line in row.people[:NAMED]]
    left = len(row.people) - len(names)
    more = [ngettext("{n} more", "{n} more", left)] if left else []
    paint.paragraph(language.listed([*names, *more]), indent=2)
