"""The outbox: mails that leave, wait, or may have left; and the server that takes them."""

from collections.abc import Callable

from starlette.responses import Response

from entregent.app import commitment_words
from entregent.app.commitment_views import MailServer
from entregent.app.wording import complaint
from entregent.model.errors import BadNumberError, BadSettingError, EntregentError
from entregent.web.letters import mail_link
from entregent.web.routing import apart, get, post
from entregent.web.visit import Visit

SHOWN = 50
SECURITIES = ("starttls", "tls", "none")


def show(visit: Visit) -> Response:
    """Every mail with its state, and what may be said of it."""
    return page(visit)


def page(visit: Visit, trouble: str = "", section: str = "", server: MailServer | None = None) -> Response:
    """The page; with what could not be done, said where it was asked."""
    book = visit.book
    view = book.outbox(SHOWN)
    until = commitment_words.days_named(view.rests_until, str(book.zone)) if view.rests_until is not None else ""
    return visit.show(
        "outbox.html",
        status=422 if trouble else 200,
        view=view,
        told=commitment_words.outbox_in_words(view, until),
        why=commitment_words.why_in_words,
        link=mail_link,
        server=server or book.mail_server(),
        securities=SECURITIES,
        trouble=trouble,
        section=section,
        tried=visit.asked_number("tried", 0, least=0, most=1 << 40),
    )


def _attempt(visit: Visit, act: Callable[[], object], section: str = "mails") -> Response:
    try:
        act()
    except EntregentError as error:
        return page(visit, complaint(error, on_page=True), section)
    return visit.go(f"/outbox#{section}")


def _number(visit: Visit) -> int:
    return int(visit.request.path_params["number"])


def send_due(visit: Visit) -> Response:
    """Send what is due."""
    return _attempt(visit, visit.book.send_due)


def send(visit: Visit) -> Response:
    """Let one mail go."""
    return _attempt(visit, lambda: visit.book.send_mail(_number(visit)))


def test(visit: Visit) -> Response:
    """A mail to oneself."""
    return _attempt(visit, lambda: visit.book.send_test(*commitment_words.test_mail()))


def left(visit: Visit) -> Response:
    """It left: the owner knows, or sent it with another program."""
    return _attempt(visit, lambda: visit.book.say_left(_number(visit), left=True))


def not_left(visit: Visit) -> Response:
    """It did not leave."""
    return _attempt(visit, lambda: visit.book.say_left(_number(visit), left=False))


def drop(visit: Visit) -> Response:
    """It is not to leave."""
    return _attempt(visit, lambda: visit.book.drop_mail(_number(visit)))


def server(visit: Visit) -> Response:
    """The server that takes the mails; an empty password leaves the one that is kept."""
    typed = MailServer(
        visit.said("smtp-host"),
        0,
        visit.said("smtp-security") if visit.said("smtp-security") in SECURITIES else "starttls",
        visit.said("smtp-user"),
        visit.said("smtp-from"),
        has_password=False,
        is_set=False,
    )
    try:
        typed = typed._replace(port=_port(visit.said("smtp-port")))
        given = visit.form.get("password", "")
        secret = "" if visit.said("no_password") else given if isinstance(given, str) and given else None
        done = visit.book.set_mail_server(typed, secret)
    except EntregentError as error:
        return page(visit, _said_of(error), "server", typed)
    return visit.go("/outbox#server", done)


def _port(text: str) -> int:
    if not text:
        return 0
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:6]) < 65_536:
        raise BadNumberError(text=text, what="port")
    return int(text)


def _said_of(error: EntregentError) -> str:
    from entregent.app.language import gettext as _

    if isinstance(error, BadSettingError) and error.facts.get("key") == "smtp-host":
        return _("That is no name of a mail server. Write it like smtp.example.org.")
    if isinstance(error, BadSettingError) and error.facts.get("key") == "smtp-from":
        return _("That is no address to send from. Write it like marie@example.org.")
    return complaint(error, on_page=True)


ROUTES = [
    get("/outbox", show),
    apart("/outbox/send", send_due),
    apart("/outbox/test", test),
    apart("/outbox/{number:int}/send", send),
    post("/outbox/{number:int}/left", left),
    post("/outbox/{number:int}/not-left", not_left),
    post("/outbox/{number:int}/drop", drop),
    post("/outbox/server", server),
]
