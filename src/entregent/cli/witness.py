"""`witness`: ask somebody to witness what you sealed, and note what they answered."""

import sys

import click

from entregent.app.commitment_views import SealDraft
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli.answers import confirmed, give_done
from entregent.cli.arguments import Who
from entregent.cli.commit import draw_mails, witness_words
from entregent.cli.face import Face
from entregent.cli.lazy import command, option


@command(
    "witness",
    help=N_(
        "Ask somebody, by mail, to witness commitment NUMBER; or note what they answered.\n\nBefore their yes nothing "
        "else is sent. They hear of what was kept only, unless both of you choose more, and of no name unless you "
        "allow it."
    ),
)
@click.argument("number", type=int)
@click.argument("who", type=Who(), required=False)
@option("--accepted", is_flag=True, help=N_("They said yes."))
@option("--declined", is_flag=True, help=N_("They said no, or want to hear no more."))
@witness_words
@option("--yes", is_flag=True, help=N_("Don't ask."))
@click.pass_obj
def witness(  # noqa: PLR0913 - one per option
    face: Face,
    *,
    number: int,
    who: str | None,
    accepted: bool,
    declined: bool,
    tells: str,
    may_name: bool,
    ask: str,
    told_kept: str,
    told_other: str,
    yes: bool,
) -> None:
    """Ask, or note an answer."""
    if (who is not None) + accepted + declined != 1:
        raise click.UsageError(_("Name the witness, or say --accepted or --declined."))
    with face.open() as book:
        if who is None:
            give_done(face, book.witness_answered(number, accepted=accepted, tells=tells))
            return
        draft = SealDraft(witness=who, tells=tells, may_name=may_name, ask=ask, kept=told_kept, other=told_other)
        told = book.preview_witness(number, draft)
        if not yes:
            if face.json or not sys.stdin.isatty():
                raise click.UsageError(_("A mail goes out: say --yes if you have chosen its words."))
            draw_mails(told)
            if not confirmed(_("Ask them?"), default=False):
                raise click.Abort
        give_done(face, book.ask_witness(number, draft))
