"""Commands that are imported when used, speak the reader's language, and take the shared options on either side."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from typing import Any

import click

from entregent.app import language
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli.face import Face


def said(help_text: str | None) -> str:
    """A help text in the language in use; "" for none."""
    return language.gettext(help_text) if help_text else ""


def _told(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """A callback that keeps a shared option in the run's Face; the one nearest the command wins."""

    def keep(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if not value:
            return
        setattr(context.ensure_object(Face), name, value)
        if name == "lang":
            language.use(value)

    return keep


def _no_color(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's
    if value:
        context.find_root().color = False
        context.color = False


class SpokenOption(click.Option):
    """An option whose help is a message id, said in the language in use when help is asked."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help in the reader's language."""
        kept, self.help = self.help, said(self.help)
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = kept


def shared_options(*, shown: bool) -> list[click.Parameter]:
    """The options that every command takes, before or after its name."""

    def option(*names: str, keep: str, help: str, **more: Any) -> SpokenOption:  # noqa: A002 - click's word
        callback = _no_color if keep == "color" else _told(keep)
        return SpokenOption(names, help=help, expose_value=False, callback=callback, hidden=not shown, **more)

    return [
        option("--book", metavar="PATH", keep="book_path", help=N_("The book to use (or set ENTREGENT_BOOK).")),
        option("--as-of", metavar="DATE", keep="as_of", help=N_("See the book as it stood at the end of that day.")),
        option("--json", is_flag=True, is_eager=True, keep="json", help=N_("Answer with one JSON document.")),
        option(
            "--lang",
            type=click.Choice(language.LANGUAGES),
            is_eager=True,
            keep="lang",
            help=N_("Speak English or French."),
        ),
        option(
            "--no-color", is_flag=True, is_eager=True, keep="color", help=N_("No colours (NO_COLOR does the same).")
        ),
        option("--quiet", "-q", is_flag=True, keep="quiet", help=N_("Leave out progress and notes.")),
    ]


class Spoken(click.Command):
    """Help in the language in use, whatever it was when the command was declared."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, said in the language in use: click keeps the option it made first."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = language.gettext("Show this message and exit.")
        return found

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help, in the language in use."""
        kept, self.help = self.help, said(self.help)
        super().format_help_text(ctx, formatter)
        self.help = kept


class SpokenCommand(Spoken):
    """A command whose help is a message id; it takes the shared options too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += shared_options(shown=False)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of the help, in the language in use."""
        return said(self.help).split("\n", 1)[0].removesuffix(".")[: max(limit, 70)]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Where the shared options are told."""
        formatter.write_paragraph()
        formatter.write_text(
            _("Every command also takes --book, --as-of, --json, --lang, --no-color and --quiet: entregent --help.")
        )


class SpokenGroup(Spoken, click.Group):
    """A command of several verbs, all in its own file; its help is a message id, and it takes the shared options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += shared_options(shown=False)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of the help, in the language in use."""
        return said(self.help).split("\n", 1)[0].removesuffix(".")[: max(limit, 70)]


class LazyGroup(Spoken, click.Group):
    """A group that knows its commands by name and one line each, and imports a command's file when it is used."""

    def __init__(
        self, *args: Any, sections: Sequence[tuple[str, Sequence[tuple[str, str, str]]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        self._files = {name: file for _title, rows in sections for name, file, _line in rows}
        self.params += shared_options(shown=True)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the help."""
        return list(self._files)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's file; None for a name we don't have."""
        file = self._files.get(cmd_name)
        if file is None:
            return None
        module = importlib.import_module(f"entregent.cli.{file}")
        found: click.Command = getattr(module, file)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by section, without importing any."""
        for heading, rows in self.sections:
            with formatter.section(_(heading)):
                formatter.write_dl([(name, _(line)) for name, _file, line in rows])


def command(name: str, *, help: str) -> Callable[[Callable[..., Any]], SpokenCommand]:  # noqa: A002 - click's word
    """Declare a command: its name and its help (a message id)."""
    return click.command(name, cls=SpokenCommand, help=help)


def option(*names: str, help: str, **more: Any) -> Callable[[Any], Any]:  # noqa: A002 - click's word
    """Declare an option with a help in both languages."""
    return click.option(*names, cls=SpokenOption, help=help, **more)
