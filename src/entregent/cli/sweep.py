"""`sweep`: looking back on an event: whom did I meet, what did we say, what did I promise."""

import click

from entregent.app.follow_up_shapes import sweep_line_shape, sweep_shape
from entregent.app.follow_up_views import SweepLine, SweepView
from entregent.app.language import day as day_in_words
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.wording import word
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.arguments import Who
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option


@command(
    "sweep",
    help=N_(
        "Look back on an event while it is fresh: whom you met, what was said, what you promised.\n\n"
        "Without arguments, lists the events of the last two days. EVENT is the number that it shows, or a word of "
        "the name."
    ),
)
@click.argument("event", required=False)
@option("--met", type=Who(), default="", metavar="WHO", help=N_("You met this person there."))
@option("--talked", type=Who(), default="", metavar="WHO", help=N_("You talked with this person there."))
@option("--matters", default="", metavar="TEXT", help=N_("What matters to them now, in one line."))
@option("--promise", default="", metavar="TEXT", help=N_("What you promised them; with --theirs, they you."))
@option("--theirs", is_flag=True, help=N_("The promise is theirs."))
@option("--by", default="", metavar="DATE", help=N_("By when: `friday`, `in 2 weeks`, 2026-12-01."))
@option("--new", default="", metavar="NAME", help=N_("Somebody who was not on the list."))
@option("--handle", default="", metavar="HANDLE", help=N_("Their address, phone or profile."))
@option("--done", is_flag=True, help=N_("That was everybody: the event asks no more."))
@click.pass_obj
def sweep(  # noqa: PLR0913 - one per option
    face: Face,
    *,
    event: str | None,
    met: str,
    talked: str,
    matters: str,
    promise: str,
    theirs: bool,
    by: str,
    new: str,
    handle: str,
    done: bool,
) -> None:
    """List events, show who was there, or note whom I met."""
    with face.open() as book:
        if event is None:
            lines = book.sweeps()
            shape = {"sweeps": [sweep_line_shape(line) for line in lines]}
            face.answer(lambda: shape, lambda: _draw_list(face, lines))
            return
        number = book.find_event(event)
        if new:
            give_done(face, book.add_at(number, new, handle=handle, matters=matters))
        elif met or talked:
            day = face.day(by, past=False).isoformat() if by else ""
            came = "talked" if talked else "met"
            more = {"matters": matters, "promise": promise, "by": day}
            give_done(face, book.note_at(number, talked or met, outcome=came, theirs=theirs, **more))
        elif done:
            give_done(face, book.close_sweep(number))
        else:
            view = book.sweep(number)
            face.answer(lambda: sweep_shape(view), lambda: _draw(face, view))


def _draw_list(face: Face, lines: list[SweepLine]) -> None:
    if not lines:
        paint.paragraph(_("No event of the last two days asks to be looked back on."))
        return
    for line in lines:
        _draw_title(face, line)
        told = ngettext("{n} person of yours was there", "{n} people of yours were there", line.people)
        paint.line(paint.quiet(told), indent=2)
        paint.line(paint.command(f"{program()} sweep {line.event}"), indent=2)


def _draw_title(face: Face, line: SweepLine) -> None:
    from datetime import date

    title = " ".join(line.title.split()) or _("A meeting without a name")
    when = day_in_words(date.fromisoformat(line.day), today=face.today)
    paint.paragraph(paint.title(title), " · ", paint.quiet(when))


def _draw(face: Face, view: SweepView) -> None:
    _draw_title(face, view.line)
    paint.line()
    for one in view.present:
        said = word("outcome", one.noted) if one.noted else _("for the first time") if one.is_new else ""
        paint.paragraph(
            paint.quiet(f"{one.person:>5}  "), paint.name(one.name), *([" · ", said] if said else []), hanging=7
        )
        if one.matters:
            paint.paragraph(one.matters, indent=7)
    paint.line()
    event = view.line.event
    first = next((one.person for one in view.present if not one.noted), 0)
    if first:
        example = _('--met {person} --matters "…"').format(person=first)
        paint.line(paint.quiet(_("Met somebody?")), " ", paint.command(f"{program()} sweep {event} {example}"))
    paint.line(paint.quiet(_("Somebody new?")), " ", paint.command(f"{program()} sweep {event} --new " + _('"Name"')))
    paint.line(paint.quiet(_("That was everybody?")), " ", paint.command(f"{program()} sweep {event} --done"))
