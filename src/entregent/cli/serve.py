"""`serve`: the pages, on this machine, or for the phone beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.codes import draw_code
from entregent.cli.face import Face
from entregent.cli.lazy import command, option

if TYPE_CHECKING:
    from entregent.web.serving import Served


@command(
    "serve",
    help=N_(
        "Open your book in a browser, on this machine: today, people, plates, sources.\n\n"
        "The address works once; the browser is known afterwards. Ctrl-C stops it. With --host others on the network, "
        "your phone for one, reach it by a password."
    ),
)
@option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=0,
    metavar="N",
    help=N_("The port; else the first free one from 8420 on."),
)
@option("--host", default="127.0.0.1", metavar="ADDRESS", help=N_("Where to listen; this machine alone by default."))
@option("--no-browser", is_flag=True, help=N_("Don't open a browser."))
@option("--new-password", is_flag=True, help=N_("Choose another password; every browser must come in again."))
@option("--password-file", type=click.Path(path_type=Path), metavar="FILE", help=N_("Take the password from a file."))
@option("--tls-cert", type=click.Path(path_type=Path), metavar="FILE", help=N_("A certificate, for HTTPS."))
@option(
    "--tls-key", type=click.Path(path_type=Path), metavar="FILE", help=N_("Its key, where it is a file of its own.")
)
@click.pass_obj
def serve(  # noqa: PLR0913 - click gives every option a name of its own
    face: Face,
    *,
    port: int,
    host: str,
    no_browser: bool,
    new_password: bool,
    password_file: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
) -> None:
    """Serve until Ctrl-C."""
    from entregent.web import serving

    with face.open_or_create():
        pass
    if host not in serving.LOOPBACK:
        from entregent.cli import password

        password.settle(face, is_new=new_password, file=password_file)
    served = serving.prepare(
        face.path,
        host=host,
        port=port,
        clock=face.clock,
        as_of=face.day(face.as_of, past=True).isoformat() if face.as_of else "",
        certificate=serving.Certificate(tls_cert, tls_key) if tls_cert else None,
    )
    serve_until_stopped(face, served, no_browser=no_browser)


def serve_until_stopped(face: Face, served: Served, *, no_browser: bool) -> None:
    """Say where the pages are, open a browser where there is a screen, and serve until Ctrl-C."""
    from entregent.web import browser, serving

    launch = served.launch_address()

    def ready() -> None:
        face.answer(lambda: {"address": launch, "addresses": served.addresses}, lambda: _tell(face, served, launch))
        if not no_browser and browser.has_screen():
            browser.show(served.launch_address())

    serving.run(served, ready=ready)
    face.aside(_("Your book is closed. Until next time."))
    serving.leave(served)


def _tell(face: Face, served: Served, launch: str) -> None:
    paint.line(_("Your book is open at:"), " ", paint.command(launch))
    paint.line(paint.quiet(_("The address works once, within a quarter of an hour; this browser is known afterwards.")))
    if not served.is_local:
        _tell_others(face, served)
    paint.line(paint.quiet(_("Ctrl-C closes it.")))


def _tell_others(face: Face, served: Served) -> None:
    paint.line()
    paint.line(_("From your phone or another machine of this network, with the password:"))
    for address in [one for one in served.addresses if "127.0.0.1" not in one] or served.addresses:
        paint.line(paint.command(address), indent=2)
    if face.is_interactive():
        draw_code(served.address)
    if served.certificate is None:
        paint.paragraph(
            _(
                "Without HTTPS the pages work online only, and others who listen on this network could read along: do "
                "this only on a network you trust. --tls-cert gives HTTPS."
            )
        )
    paint.line()
