"""Rewriting: a command of the owner's says a first sentence otherwise. Off until set; nothing is sent by us."""

import json
import shlex
import subprocess
import threading
from contextlib import suppress
from typing import Final

from entregent.app.opening import OpenBook
from entregent.model.errors import RequestError
from entregent.text.scripts import without_invisible

PATIENCE_SECONDS: Final = 10
MOST_BYTES: Final = 4_096
LONGEST: Final = 500
LONGEST_COMMAND: Final = 1_000


class RewriterOffError(RequestError):
    """No command is set that could say it otherwise."""

    code = "rewriter-off"


class RewriterError(RequestError):
    """The owner's `command` gave nothing that can be used."""

    code = "rewriter-failed"


class RewriterAbsentError(RewriterError):
    """`command` could not be started."""

    code = "rewriter-absent"


class RewriterSlowError(RewriterError):
    """`command` took too long."""

    code = "rewriter-slow"


class RewriterEmptyError(RewriterError):
    """`command` said nothing."""

    code = "rewriter-empty"


class RewriterLongError(RewriterError):
    """`command` said more than a first sentence."""

    code = "rewriter-long"


def arguments_of(command: str) -> list[str]:
    """A command as the words that are run; none where it can't be read."""
    if len(command) > LONGEST_COMMAND or "\x00" in command:
        return []
    try:
        return shlex.split(command)
    except ValueError:
        return []


def say_otherwise(book: OpenBook, text: str, *, language: str = "", address: str = "") -> str:
    """The sentence in other words, by the owner's command. Raises RewriterOffError, RewriterError.

    The command gets a JSON object on its standard input (`text`, `language`, `address`) and writes the sentence out.
    """
    command = arguments_of(book.setting("rewriter"))
    if not command:
        raise RewriterOffError
    told = json.dumps({"text": text[:LONGEST], "language": language, "address": address}, ensure_ascii=False)
    answer = _run(command, told.encode("utf-8", "replace"))
    if len(answer) > MOST_BYTES:
        raise RewriterLongError(command=command[0])
    plain = " ".join(without_invisible(answer.decode("utf-8", "replace")).split())
    said = "".join(c for c in plain if c.isprintable())
    if not said:
        raise RewriterEmptyError(command=command[0])
    if len(said) > LONGEST:
        raise RewriterLongError(command=command[0])
    return said


def _run(command: list[str], told: bytes) -> bytes:
    """What a command writes, up to a byte more than is taken; it is ended when its time is over."""
    try:
        running = subprocess.Popen(  # noqa: S603 - the owner's own command, without a shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise RewriterAbsentError(command=command[0]) from error
    with running:
        return _answer_of(running, told, command[0])


def _answer_of(running: "subprocess.Popen[bytes]", told: bytes, name: str) -> bytes:
    read: list[bytes] = []

    def talk() -> None:
        assert running.stdin is not None
        assert running.stdout is not None
        with suppress(OSError):
            running.stdin.write(told)
            running.stdin.close()
        with suppress(OSError, ValueError):
            read.append(running.stdout.read(MOST_BYTES + 1))

    talking = threading.Thread(target=talk, daemon=True)
    talking.start()
    talking.join(PATIENCE_SECONDS)
    try:
        if talking.is_alive():
            raise RewriterSlowError(command=name)
        answer = read[0] if read else b""
        if len(answer) <= MOST_BYTES and _code(running, name) != 0:
            raise RewriterError(command=name)
        return answer
    finally:
        _end(running)
        talking.join(1)


def _code(running: "subprocess.Popen[bytes]", name: str) -> int:
    try:
        return running.wait(1)
    except subprocess.TimeoutExpired as error:
        raise RewriterSlowError(command=name) from error


def _end(running: "subprocess.Popen[bytes]") -> None:
    """End the command and what it started."""
    import os
    import signal

    with suppress(OSError):
        os.killpg(running.pid, signal.SIGKILL)
    with suppress(OSError):
        running.kill()
