"""`note`: something to remember about somebody."""

import sys

import click

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli.answers import give_done
from entregent.cli.arguments import who
from entregent.cli.face import Face
from entregent.cli.lazy import command


@command("note", help=N_("Write a note about somebody; `-` reads it from standard input."))
@who()
@click.argument("text", metavar="TEXT")
@click.pass_obj
def note(face: Face, *, who: str, text: str) -> None:
    """Keep a note."""
    if text == "-":
        text = sys.stdin.read().strip()
    if not text.strip():
        raise click.UsageError(_("The note is empty: write something to remember."))
    with face.open() as book:
        give_done(face, book.note(who, text))
