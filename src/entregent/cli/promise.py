"""`promise`: what I owe somebody, by a date; the list; and ticking one off."""

import click

from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.shapes import promise_shape
from entregent.app.views import Done, PromiseLine
from entregent.cli import paint
from entregent.cli.answers import give_done, made_if_wished
from entregent.cli.arguments import Who
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option
from entregent.cli.tables import Column, table


@command(
    "promise",
    help=N_(
        "Keep a promise in mind until its day; with --theirs one that was made to you.\n\nWithout arguments, lists "
        "promises both ways; --done ID ticks one off, --let-go ID drops it."
    ),
)
@click.argument("who", type=Who(), required=False)
@click.argument("text", required=False)
@option("--by", default="", metavar="DATE", help=N_("By when: `friday`, `in 2 weeks`, 2026-12-01."))
@option("--done", "done_id", type=int, metavar="ID", help=N_("The promise that you kept."))
@option("--theirs", is_flag=True, help=N_("They promised it to you."))
@option("--let-go", "dropped", type=int, metavar="ID", help=N_("The promise that counts no more."))
@option("--all", "everything", is_flag=True, help=N_("List the kept ones too."))
@option("--create", is_flag=True, help=N_("Make a new person of a name that the book doesn't know."))
@click.pass_obj
def promise(  # noqa: PLR0913 - one per option
    face: Face,
    *,
    who: str | None,
    text: str | None,
    by: str,
    done_id: int | None,
    theirs: bool,
    dropped: int | None,
    everything: bool,
    create: bool,
) -> None:
    """Make, list or keep promises."""
    if done_id is not None:
        with face.open() as book:
            give_done(face, book.keep_promise(done_id))
    elif dropped is not None:
        with face.open() as book:
            give_done(face, book.let_promise_go(dropped))
    elif who is None:
        _give_list(face, everything=everything)
    else:
        if not text or not by:
            raise click.UsageError(_('Say what you promised and by when: promise "Marie" "send the plans" --by friday'))
        _make(face, who, text, by, create=create, theirs=theirs)


def _make(face: Face, who: str, text: str, by: str, *, create: bool, theirs: bool) -> None:
    with face.open_for_people(create=create) as book:
        day = face.day(by, past=False).isoformat()

        def act(*, create: bool) -> Done:
            return book.promise(who, text, by=day, create=create, theirs=theirs)

        give_done(face, made_if_wished(face, act, create=create))


def _give_list(face: Face, *, everything: bool) -> None:
    with face.open() as book:
        promises = book.promises()
        if everything:
            promises += book.promises(done=True)
    shape = {"promises": [promise_shape(line) for line in promises]}
    face.answer(lambda: shape, lambda: _draw(face, promises))


def _draw(face: Face, promises: list[PromiseLine]) -> None:
    if not promises:
        paint.paragraph(_("You owe nobody anything. To keep a promise in mind:"))
        paint.line(paint.command(f"{program()} " + _('promise "Marie" "…" --by friday')), indent=2)
        return
    paint.line(paint.title(ngettext("{n} promise", "{n} promises", len(promises))))
    paint.line()
    columns = [Column(_("no.")), Column(_("who promised")), Column(_("with")), Column(_("what"), widest=50)]
    columns.append(Column(_("by")))
    rows = [[str(one.id), _whose(one), paint.name(one.name), one.text, _due(face, one)] for one in promises]
    table(columns, rows)
    paint.line()
    paint.line(paint.quiet(_("Kept one?")), " ", paint.command(f"{program()} promise --done {promises[0].id}"))


def _whose(line: PromiseLine) -> str:
    return _("you") if line.mine else _("they")


def _due(face: Face, line: PromiseLine) -> paint.Piece:
    from datetime import date

    from entregent.app.language import ahead

    if line.done:
        return paint.Span(_("kept"), "good")
    try:
        left = (date.fromisoformat(line.by) - face.today).days
    except ValueError:
        return line.by
    return paint.Span(ahead(left), "uneasy" if left <= 0 else "")
