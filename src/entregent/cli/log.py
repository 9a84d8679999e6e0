"""`log`: what happened, with one person or several."""

import click

from entregent.app.marking import N_
from entregent.app.views import Done
from entregent.app.wording import CHANNELS, OUTCOMES
from entregent.cli.answers import give_done, made_if_wished, positive
from entregent.cli.arguments import whos
from entregent.cli.choices import Word
from entregent.cli.face import Face
from entregent.cli.lazy import command, option
from entregent.model.tie import Outcome


@command(
    "log",
    help=N_(
        "Say what happened, with one person or several.\n\n"
        "`talked`, `met` and `wrote` are exchanges. A message left, no answer, even hanging up before it rang are "
        "attempts: they count as steps and leave the tie's clock alone."
    ),
)
@whos
@option(
    "--outcome",
    type=Word("outcome", OUTCOMES),
    default=Outcome.TALKED.value,
    show_default=True,
    help=N_("What came of it."),
)
@option("--channel", type=Word("channel", CHANNELS), default="", help=N_("By which way; guessed from the outcome."))
@option("--at", default="", metavar="DATE", help=N_("When: `yesterday`, `monday`, 2026-11-02, `yesterday 14:30`."))
@option("--minutes", type=int, metavar="N", help=N_("How long it took."))
@option("--note", default="", metavar="TEXT", help=N_("Something to remember."))
@option("--fear", type=click.IntRange(0, 10), metavar="0-10", help=N_("The fear before it; never asked for."))
@option("--expected", type=click.IntRange(1, 5), metavar="1-5", help=N_("How warm you expected it to be."))
@option("--step", type=click.IntRange(1), metavar="N", help=N_("The planned step that this was."))
@option("--ladder", default="", metavar="NAME", help=N_("The ladder that it stands on."))
@option("--rung", default="", metavar="NAME", help=N_("Its rung."))
@option("--opener", default="", metavar="KIND", help=N_("The kind of first sentence that you used."))
@option("--whence", default="", metavar="WHERE", help=N_("Where you know them from."))
@option("--place", default="", metavar="WHERE", help=N_("Where it was."))
@option("--goal", type=click.IntRange(1), metavar="N", help=N_("The goal that it serves."))
@option("--create", is_flag=True, help=N_("Make a new person of a name that the book doesn't know."))
@click.pass_obj
def log(  # noqa: PLR0913 - one per option
    face: Face,
    /,
    *,
    whos: tuple[str, ...],
    outcome: str,
    channel: str,
    at: str,
    minutes: int | None,
    note: str,
    create: bool,
    **about: object,
) -> None:
    """Log an exchange or an attempt."""
    from entregent.app.noting import usual_channel

    positive(minutes, "minutes")
    with face.open_for_people(create=create) as book:
        channel = channel or usual_channel(outcome)
        moment = face.moment(at, past=True)

        def act(*, create: bool) -> Done:
            return book.log(
                whos,
                channel=channel,
                outcome=outcome,
                at=moment,
                minutes=minutes or 0,
                note=note,
                create=create,
                about=about,
            )

        give_done(face, made_if_wished(face, act, create=create))
