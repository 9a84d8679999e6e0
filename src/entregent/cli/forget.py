"""`forget`: really, and for good; it asks once and says what goes."""

import sys

import click

from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.shapes import forgetting_shape
from entregent.app.views import ForgetPreview
from entregent.cli import paint
from entregent.cli.answers import confirmed
from entregent.cli.arguments import who
from entregent.cli.face import Face
from entregent.cli.lazy import command, option


@command(
    "forget",
    help=N_(
        "Remove somebody for good: handles, exchanges, notes. It asks once. It can't be undone, and an import won't "
        "bring them back."
    ),
)
@who()
@option("--yes", is_flag=True, help=N_("Don't ask."))
@click.pass_obj
def forget(face: Face, *, who: str, yes: bool) -> None:
    """Forget a person."""
    with face.open() as book:
        preview = book.forget_preview(who)
        if not yes:
            _ask(face, preview)
        gone = book.forget(str(preview.person))
    shape = forgetting_shape(gone, forgotten=True)
    face.answer(lambda: shape, lambda: paint.paragraph(paint.Span("✓ ", "good"), _("Forgotten.")))


def _ask(face: Face, preview: ForgetPreview) -> None:
    """Say what goes, and ask; without a terminal, refuse."""
    if face.json or not sys.stdin.isatty():
        raise click.UsageError(_("Forgetting can't be undone: say --yes if you mean it."))
    paint.paragraph(_("This will remove, for good:"), " ", paint.name(preview.name))
    for handle in preview.handles:
        paint.line(handle, indent=2)
    told = [
        ngettext("{n} exchange", "{n} exchanges", preview.interactions),
        ngettext("{n} note", "{n} notes", preview.notes),
        ngettext("{n} promise", "{n} promises", preview.promises),
    ]
    if preview.commitments:
        told.append(ngettext("{n} commitment", "{n} commitments", preview.commitments))
    paint.line(", ".join(told), indent=2)
    if not confirmed(_("Forget them?"), default=False):
        raise click.Abort
