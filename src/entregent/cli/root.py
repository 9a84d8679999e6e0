"""The list of commands: name, file, and one line of help each. No command's file is imported here."""

from typing import Final

import click

from entregent import __version__
from entregent.app.language import gettext
from entregent.app.marking import N_
from entregent.cli.lazy import LazyGroup

SECTIONS: Final = (
    (
        N_("Begin"),
        (
            ("demo", "demo", N_("Try it on a made-up network.")),
            ("serve", "serve", N_("Open your book in a browser.")),
            ("init", "init", N_("Make a new, empty book.")),
            ("import", "import_", N_("Read your mail, contacts and calendar exports.")),
            ("refresh", "refresh", N_("Read again what changed since the last import.")),
        ),
    ),
    (
        N_("Every day"),
        (
            ("today", "today", N_("Whom to turn to today, why, and with which first step.")),
            ("log", "log", N_("Say what happened: talked, met, wrote, no answer.")),
            ("later", "later", N_("Not now: ask me again later.")),
            ("promise", "promise", N_("Keep a promise in mind, or tick it off.")),
            ("waiting", "waiting", N_("Who has not answered yet, and the next smallest thing.")),
            ("sweep", "sweep", N_("Look back on an event: whom you met, what you promised.")),
            ("add", "add", N_("Add somebody you met.")),
            ("note", "note", N_("Write a note about somebody.")),
        ),
    ),
    (
        N_("Dare"),
        (
            ("dare", "dare", N_("One person, one step, now: why, the number, how to begin.")),
            ("after", "after", N_("Say something of a step afterwards: how it was, what matters.")),
            ("opener", "opener", N_("First sentences for somebody, from what the book knows.")),
            ("address", "address", N_("Say tu or vous to somebody.")),
            ("room", "room", N_("A room full of strangers: whom to greet, what is enough.")),
            ("commit", "commit", N_("Seal a step with its hour: no way back.")),
            ("commitments", "commitments", N_("What you sealed, and how each went.")),
            ("witness", "witness", N_("Ask somebody to be your witness, or note their answer.")),
            ("outbox", "outbox", N_("Mails that leave, wait, or may have left.")),
            ("ladder", "ladder", N_("Your ladder of steps: where you stand, how each is done.")),
            ("step", "step", N_("Plan a step: toward whom, when, with which first sentence.")),
            ("steps", "steps", N_("The steps that you planned; do one, try one, let one go.")),
            ("trail", "trail", N_("Your path: what you tried and did, week by week.")),
            ("elan", "elan", N_("It gave you élan, or drained you.")),
            ("observe", "observe", N_("Look at a new place or person first, until a day.")),
        ),
    ),
    (
        N_("Where you are going"),
        (
            ("goals", "goals", N_("Your goals, and how each goes.")),
            ("goal", "goal", N_("Set a goal, word it anew, let it go, see what counted.")),
            ("stage", "stage", N_("Where clients and prospects stand, from stranger to loyal.")),
            ("result", "result", N_("Note what came of it: a sale, a job, a referral, advice.")),
            ("approaches", "approaches", N_("Which way of approaching people works, and when to change it.")),
            ("consent", "consent", N_("Note who agreed to be written to about business.")),
        ),
    ),
    (
        N_("People"),
        (
            ("people", "people", N_("List your people and how each tie stands.")),
            ("person", "person", N_("Somebody's page: tie, story, handles.")),
            ("edit", "edit", N_("Correct a name, handles, birthday or work.")),
            ("level", "level", N_("Say how much you want a tie.")),
            ("circle", "circle", N_("Put people in a circle of your life.")),
            ("rest", "rest", N_("Let a tie rest.")),
            ("wake", "wake", N_("Wake a tie that rests.")),
            ("never", "never", N_("Never suggest this person again.")),
            ("archive", "archive", N_("Put somebody away, out of lists; a search still finds them.")),
            ("forget", "forget", N_("Remove somebody for good.")),
        ),
    ),
    (
        N_("Your network"),
        (
            ("map", "map_", N_("Your network in words, as a poster, or as a file for Gephi.")),
            ("groups", "groups", N_("The groups that your people form, and who ties you to each.")),
            ("bridges", "bridges", N_("Who joins groups, who opened doors, what hangs on one tie.")),
            ("introductions", "introductions", N_("Who introduced whom, and those that you make.")),
            ("path", "path", N_("Through whom to reach somebody.")),
            ("next-bridge", "next_bridge", N_("Where to build the next bridge, and through whom.")),
            ("spread", "spread", N_("Whom to tell first, so that it gets around.")),
        ),
    ),
    (
        N_("Your limits"),
        (
            ("plates", "plates", N_("How many ties your minutes can keep.")),
            ("tidy", "tidy", N_("Tidy up: let rest, archive, merge, one key each.")),
            ("balance", "balance", N_("Your attention per circle, against what you wish.")),
            ("capacity", "capacity", N_("How many ties you have kept open so far.")),
        ),
    ),
    (
        N_("Who is who"),
        (
            ("duplicates", "duplicates", N_("Answer which names are the same person.")),
            ("same", "same", N_("Two names are the same person.")),
            ("different", "different", N_("Two names are different people.")),
            ("human", "human", N_("This is a person, not an automaton (or the other way round).")),
            ("owner", "owner", N_("Say which addresses are yours.")),
        ),
    ),
    (
        N_("The book"),
        (
            ("actions", "actions", N_("What you did last.")),
            ("undo", "undo", N_("Take back the last action, or a given one.")),
            ("sources", "sources", N_("How many of your people each source shows, and who takes part.")),
            ("imports", "imports", N_("List or remove what was imported.")),
            ("settings", "settings", N_("See or change settings.")),
            ("due", "due", N_("Do what is due, once.")),
            ("schedule", "schedule", N_("Let the system look after what is due.")),
            ("feed", "feed", N_("What is due, in your calendar.")),
            ("export", "export", N_("Write everything out as JSON, CSV and vCard.")),
            ("backup", "backup", N_("Keep a copy of the book.")),
            ("restore", "restore", N_("Bring a copy back.")),
            ("doctor", "doctor", N_("Check that all is well.")),
            ("token", "token", N_("Let programs of yours use the book.")),
            ("completion", "completion", N_("Complete commands and names with the Tab key.")),
        ),
    ),
)


@click.group(
    cls=LazyGroup,
    sections=SECTIONS,
    invoke_without_command=True,
    help=N_(
        "Build and keep your human network, one contact at a time.\n\n"
        "Give it your own exports; it tells you, today, whom to turn to, why, and with which first step."
    ),
)
@click.version_option(__version__, message="entregent %(version)s")
@click.pass_context
def root(context: click.Context) -> None:
    """Begin a run; the shared options have told the Face already."""
    import os

    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        context.color = False
    if context.invoked_subcommand is None:
        if context.obj.json:
            raise click.UsageError(gettext("Missing command."))
        click.echo(context.get_help())
