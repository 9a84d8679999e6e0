"""`token`: the key with which programs may use the book, through the page's API."""

import click

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.face import Face
from entregent.cli.lazy import command, option


@command(
    "token",
    help=N_(
        "Make the token with which programs of yours may use this book while `serve` runs. It is shown once; the one "
        "before it is no longer good."
    ),
)
@option("--drop", is_flag=True, help=N_("Make none: no program may come in any more."))
@click.pass_obj
def token(face: Face, *, drop: bool) -> None:
    """Make a new token, or drop the one that there is."""
    import secrets

    from entregent.app.opening import WritesInThePastError
    from entregent.web.sessions import TOKEN_KEY, digest_of

    with face.open() as book:
        if book.as_of:
            raise WritesInThePastError(day=book.as_of)
        made = "" if drop else secrets.token_urlsafe(32)
        book.remember(TOKEN_KEY, digest_of(made) if made else "")
    if drop:
        face.answer(lambda: {"dropped": True}, lambda: paint.paragraph(_("No program may come in any more.")))
    else:
        face.answer(lambda: {"token": made}, lambda: _draw(face, made))


def _draw(face: Face, made: str) -> None:
    """The token alone on stdout, to be caught by a script; about it beside."""
    face.aside(
        _("Your token, shown this once. Who has it can read and change this book: keep it as you keep passwords.")
    )
    paint.line(paint.command(made))
    face.aside(_("A program sends it along as `Authorization: Bearer TOKEN`."))
