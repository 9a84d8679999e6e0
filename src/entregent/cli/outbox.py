"""`outbox`: the mails that leave, wait, or may have left; and the server that takes them."""

import getpass
from pathlib import Path

import click

from entregent.app import commitment_words
from entregent.app.book import Book
from entregent.app.commitment_shapes import mail_shape, outbox_shape
from entregent.app.commitment_views import MailLine, OutboxView
from entregent.app.language import clock
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.wording import word
from entregent.cli import paint
from entregent.cli.commit import draw_text
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option
from entregent.model.errors import UnreadablePathError

LOOKS = {"sent": "good", "failed": "bad", "unknown": "uneasy", "draft": "uneasy"}
SHOWN = 20


@command(
    "outbox",
    help=N_(
        "The mails that are to leave, and what became of each.\n\nNothing leaves twice: a mail that may have left is "
        "shown, and you say whether it did. Without a mail server they wait as drafts, for your own mail program."
    ),
)
@option("--send", "send_all", is_flag=True, help=N_("Send what is due, now."))
@option("--release", type=int, metavar="N", help=N_("Let this draft go, or try this mail again."))
@option("--left", type=int, metavar="N", help=N_("This one left: you know, or you sent it yourself."))
@option("--not-left", type=int, metavar="N", help=N_("This one did not leave: it is a draft again."))
@option("--drop", type=int, metavar="N", help=N_("This one is not to leave."))
@option("--show", type=int, metavar="N", help=N_("All of this mail."))
@option("--test", is_flag=True, help=N_("Send a mail to yourself."))
@option("--password", "ask_password", is_flag=True, help=N_("Choose the password of the mail server, unseen."))
@option(
    "--password-file", type=click.Path(path_type=Path), help=N_("Take that password from the first line of a file.")
)
@click.pass_obj
def outbox(  # noqa: PLR0913 - one per option
    face: Face,
    *,
    send_all: bool,
    release: int | None,
    left: int | None,
    not_left: int | None,
    drop: int | None,
    show: int | None,
    test: bool,
    ask_password: bool,
    password_file: Path | None,
) -> None:
    """List, send, or say what became of a mail."""
    with face.open() as book:
        if ask_password or password_file is not None:
            book.keep_mail_password(_read(password_file) if password_file is not None else _ask(face))
            face.answer(lambda: {"kept": True}, lambda: paint.paragraph(paint.Span("✓ ", "good"), _("Kept.")))
            return
        if send_all:
            sent = book.send_due()
            face.answer(sent._asdict, lambda: _draw_list(face, book.outbox(SHOWN)))
            return
        mail = _one(book, release=release, left=left, not_left=not_left, drop=drop, show=show, test=test)
        if mail is None:
            view = book.outbox(SHOWN)
            face.answer(lambda: outbox_shape(view), lambda: _draw_list(face, view))
        else:
            face.answer(lambda: mail_shape(mail), lambda: _draw_mail(face, mail, whole=show is not None))


def _one(  # noqa: PLR0913 - one per option
    book: Book,
    *,
    release: int | None,
    left: int | None,
    not_left: int | None,
    drop: int | None,
    show: int | None,
    test: bool,
) -> MailLine | None:
    """What the owner said of one mail, done; None where nothing was said."""
    if test:
        return book.send_test(*commitment_words.test_mail())
    if release is not None:
        return book.send_mail(release)
    if left is not None:
        return book.say_left(left, left=True)
    if not_left is not None:
        return book.say_left(not_left, left=False)
    if drop is not None:
        return book.drop_mail(drop)
    return book.mail(show) if show is not None else None


def _read(file: Path) -> str:
    try:
        with file.expanduser().open(encoding="utf-8") as opened:
            return opened.readline(1_000).rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise UnreadablePathError(path=str(file), detail=getattr(error, "strerror", None) or str(error)) from error


def _ask(face: Face) -> str:
    if not face.is_interactive():
        raise click.UsageError(_("Run this in a terminal, or write the password into a file: --password-file FILE."))
    return getpass.getpass(_("Password of the mail server (empty: none):") + " ")


def _draw_list(face: Face, view: OutboxView) -> None:
    until = clock(view.rests_until, face.zone) if view.rests_until is not None else ""
    told = commitment_words.outbox_in_words(view, until)
    if told:
        paint.paragraph(told)
    if not view.mails:
        paint.paragraph(_("The outbox is empty."))
    for mail in view.mails:
        _draw_mail(face, mail, whole=mail.state == "unknown")
        if mail.state == "draft":
            ways = ("--release",) if view.is_set else ("--show", "--left")
            for way in ways:
                paint.line(paint.command(f"{program()} outbox {way} {mail.number}"), indent=3)


def _draw_mail(face: Face, mail: MailLine, *, whole: bool) -> None:
    state = paint.Span(word("mail-state", mail.state), LOOKS.get(mail.state, ""))
    to = mail.to or _("somebody forgotten")
    subject = f"{mail.subject} · " if mail.subject else ""
    paint.paragraph(f"{mail.number}. ", paint.name(to), f" · {subject}", state, hanging=3)
    why = commitment_words.why_in_words(mail) if mail.state != "sent" else ""
    if why:
        paint.paragraph(why, indent=3)
    if mail.again_at is not None and mail.state == "failed":
        paint.paragraph(_("It is tried again at {clock}.").format(clock=clock(mail.again_at, face.zone)), indent=3)
    if whole and mail.body:
        draw_text(mail.body)
    elif whole:
        paint.paragraph(_("Its words are forgotten too."), indent=3)
    if mail.state == "unknown":
        paint.paragraph(_("Did it leave? Look among what you sent, or ask them."), indent=3)
        for way in ("--left", "--not-left"):
            paint.line(paint.command(f"{program()} outbox {way} {mail.number}"), indent=3)
