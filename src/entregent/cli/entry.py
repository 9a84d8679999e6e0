"""A run of the command line: from arguments to exit code, with every error as a sentence."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Sequence

import click

from entregent.app import language
from entregent.app.language import gettext as _
from entregent.cli import paint
from entregent.cli.face import Face, give_json
from entregent.model.errors import EntregentError

COMPLETING = "_ENTREGENT_COMPLETE"
FINE, FIXABLE, USAGE, BUG, INTERRUPTED = 0, 1, 2, 70, 130


def run(arguments: Sequence[str], face: Face | None = None) -> int:
    """Run one command and return the exit code; nothing is raised."""
    face = face or Face()
    face.json = "--json" in arguments
    language.use(language.choose(_asked_language(arguments), "", os.environ))
    _speak_click()
    _never_fail_on_letters()
    try:
        return _invoke(list(arguments), face)
    except EntregentError as error:
        from entregent.app.wording import complaint

        return _refused(face, FIXABLE, error.code, complaint(error))
    except click.UsageError as error:
        return _misused(face, error)
    except click.ClickException as error:
        return _refused(face, FIXABLE, "refused", error.format_message())
    except (KeyboardInterrupt, EOFError, click.Abort):
        return _refused(
            face, INTERRUPTED, "interrupted", _("Stopped. What was done so far is kept; nothing is half done.")
        )
    except BrokenPipeError:
        return _unheard()
    except SystemExit as left:  # click leaves so after answering the shell's completion
        return left.code if isinstance(left.code, int) else FIXABLE
    except Exception as error:
        return _bug(face, error)


def _invoke(arguments: list[str], face: Face) -> int:
    from entregent.cli.root import root

    if COMPLETING in os.environ:
        root.main(arguments, prog_name="entregent", complete_var=COMPLETING, obj=face)
    try:
        with root.make_context("entregent", arguments, obj=face) as context:
            root.invoke(context)
            sys.stdout.flush()
    except click.exceptions.Exit as left:
        sys.stdout.flush()
        return left.exit_code
    return FINE


def _asked_language(arguments: Sequence[str]) -> str:
    """The value of --lang before click has parsed anything: usage errors speak it too."""
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--lang="):
            return argument[7:]
    return ""


def _speak_click() -> None:
    """Let click's own sentences come from our catalogue: it asks the process's default domain."""
    import gettext

    gettext.bindtextdomain(language.DOMAIN, language.LOCALE_FOLDER)
    gettext.textdomain(language.DOMAIN)
    os.environ["LANGUAGE"] = language.spoken()


def _never_fail_on_letters() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _refused(face: Face, code: int, word: str, sentence: str) -> int:
    if face.json:
        give_json({"error": {"code": word, "message": sentence}})
    else:
        for text in sentence.split("\n"):
            paint.paragraph(text, error=True)
    return code


def _misused(face: Face, error: click.UsageError) -> int:
    sentence = error.format_message()
    if error.ctx is not None and not face.json:
        paint.line(error.ctx.get_usage(), error=True)
        hint = _("Help: {command}").format(command=f"{error.ctx.command_path} --help")
        sentence = f"{sentence}\n{hint}"
    return _refused(face, USAGE, "usage", sentence)


def _unheard() -> int:
    """The reader of our output left (`| head`): be quiet about it, also when Python flushes at the end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FINE


def _bug(face: Face, error: Exception) -> int:
    from entregent.app import crashes

    kept = crashes.try_to_keep(error, face.now)
    sentence = _("Something broke in Entregent itself; your book is safe.")
    if kept:
        told = _("What happened is written in {path}: please send it with your report.").format(path=kept)
        sentence = f"{sentence}\n{told}"
    return _refused(face, BUG, "bug", sentence)
