"""`settings`: all, one, or a new value."""

import click

from entregent.app import wording
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.shapes import setting_shape
from entregent.app.views import SettingLine
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.face import Face, program
from entregent.cli.lazy import command
from entregent.cli.tables import Column, table
from entregent.model.errors import BadSettingError


@command(
    "settings",
    help=N_("See all settings, one of them, or give one a new value: `settings minutes-per-week 90`."),
)
@click.argument("key", required=False)
@click.argument("value", required=False)
@click.pass_obj
def settings(face: Face, *, key: str | None, value: str | None) -> None:
    """See or change settings."""
    if key is not None and value is not None:
        with face.open_or_create() as book:
            give_done(face, book.set_setting(key, value))
        return
    with face.open() as book:
        lines = book.settings()
    if key is not None:
        lines = [line for line in lines if line.key == key]
        if not lines:
            raise BadSettingError(key=key, value="")
    shape = {"settings": [setting_shape(line) for line in lines]}
    face.answer(lambda: shape, lambda: _draw(lines))


def _draw(lines: list[SettingLine]) -> None:
    columns = [Column(_("setting")), Column(_("value"), widest=24), Column(_("what it does"), 1, widest=90)]
    rows: list[list[paint.Piece]] = [
        [
            line.key,
            paint.name(line.value) if line.own else line.value or "–",
            paint.quiet(wording.setting_help(line.key)),
        ]
        for line in lines
    ]
    table(columns, rows)
    paint.line()
    paint.line(paint.quiet(_("To change one:")), " ", paint.command(f"{program()} settings {lines[0].key} …"))
