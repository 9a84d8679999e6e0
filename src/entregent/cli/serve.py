"""`serve`: the pages, on this machine."""

import click

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.face import Face
from entregent.cli.lazy import command, option


@command(
    "serve",
    help=N_(
        "Open your book in a browser, on this machine: today, people, plates, sources.\n\n"
        "The address works once; the browser is known afterwards. Ctrl-C stops it."
    ),
)
@option("--port", type=int, default=0, metavar="N", help=N_("The port; else the first free one from 8420 on."))
@option("--host", default="127.0.0.1", metavar="ADDRESS", help=N_("Where to listen; this machine alone by default."))
@option("--no-browser", is_flag=True, help=N_("Don't open a browser."))
@click.pass_obj
def serve(face: Face, *, port: int, host: str, no_browser: bool) -> None:
    """Serve until Ctrl-C."""
    from entregent.web import serving

    with face.open_or_create():
        pass
    served = serving.prepare(face.path, host=host, port=port, clock=face.clock)
    address = served.launch_address()

    def ready() -> None:
        paint.line(_("Your book is open at:"), " ", paint.command(address))
        paint.line(paint.quiet(_("Ctrl-C closes it.")))

    serving.run(served, ready=ready)
