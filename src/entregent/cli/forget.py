"""`forget`: really, and for good; it asks once and says what goes."""

import sys

import click

from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.mentions import mention_words
from entregent.app.shapes import forgetting_shape
from entregent.app.views import ForgetPreview
from entregent.cli import paint
from entregent.cli.answers import confirmed
from entregent.cli.arguments import who
from entregent.cli.face import Face
from entregent.cli.lazy import command, option

SHOWN = 20


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
    face.answer(lambda: shape, lambda: _tell(gone))


def _tell(gone: ForgetPreview) -> None:
    paint.paragraph(paint.Span("✓ ", "good"), _("Forgotten."))
    _tell_mentions(gone)


def _tell_mentions(preview: ForgetPreview) -> None:
    """Say where the owner's own words name them still."""
    if not preview.mentions:
        return
    told = ngettext(
        "{n} text about something else still names them. It is yours, and stays as it is:",
        "{n} texts about something else still name them. They are yours, and stay as they are:",
        len(preview.mentions),
    )
    paint.paragraph(told, indent=2, hanging=0)
    for mention in preview.mentions[:SHOWN]:
        paint.paragraph("– ", " · ".join(filter(None, mention_words(mention))), indent=2, hanging=2)
    if len(preview.mentions) > SHOWN:
        paint.line(ngettext("and {n} more", "and {n} more", len(preview.mentions) - SHOWN), indent=4)


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
    _tell_mentions(preview)
    if preview.mentions:
        paint.paragraph(_("What you change before forgetting leaves no trace."), indent=2, hanging=0)
    if not confirmed(_("Forget them?"), default=False):
        raise click.Abort
