"""A mail server of the tests' own on this machine: it takes letters, refuses them, or dies at a word."""

import base64
import contextlib
import socket
import ssl
import threading
from collections.abc import Callable
from typing import NamedTuple, Self

GOODBYES = ("hello", "ehlo", "mail", "rcpt", "data", "letter", "dot", "quit")
"""The words at which it can die or wait: before its greeting, at each command, in the letter, after its last dot."""


class Taken(NamedTuple):
    """A letter that came in whole, with its envelope."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes

    @property
    def message_id(self) -> str:
        return next(
            line.partition(b":")[2].strip().decode()
            for line in self.content.split(b"\r\n")
            if line.lower().startswith(b"message-id:")
        )


class MailServer:
    """Listens on a free port of this machine.

    `dies` names the word at which the connection is cut without an answer; `answers` maps a word to another answer
    than yes; `meets` is called at each word, before it is answered (to wait, or to kill somebody).
    """

    def __init__(
        self,
        *,
        dies: str = "",
        answers: dict[str, bytes] | None = None,
        meets: Callable[[str], None] | None = None,
        tls: ssl.SSLContext | None = None,
        offers: tuple[str, ...] = ("8BITMIME",),
    ) -> None:
        self.dies, self.answers, self.meets, self.tls, self.offers = dies, answers or {}, meets, tls, offers
        self.taken: list[Taken] = []
        self.heard: list[bytes] = []
        self.sessions = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._threads = [threading.Thread(target=self._serve, daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                caught, _ = self._listening.accept()
            except OSError:
                return
            self.sessions += 1
            thread = threading.Thread(target=self._session, args=(caught,), daemon=True)
            thread.start()

    def _session(self, caught: socket.socket) -> None:
        session = _Session(self, caught)
        with contextlib.suppress(OSError, ValueError):
            session.run()
        session.file.close()
        session.caught.close()
        caught.close()


class _CutError(OSError):
    """The server dies here."""


class _Session:
    def __init__(self, server: MailServer, caught: socket.socket) -> None:
        self.server = server
        self.caught = caught
        self.file = caught.makefile("rb")
        self.sender = ""
        self.recipients: list[str] = []

    def run(self) -> None:
        try:
            self.say("hello", b"220 here.example ESMTP")
            while line := self.file.readline():
                self.server.heard.append(line)
                if not self.obey(line.strip()):
                    return
        except _CutError:
            self.caught.shutdown(socket.SHUT_RDWR)

    def say(self, word: str, usual: bytes) -> bool:
        """Answer at a word; False where the answer is no."""
        server = self.server
        if server.meets is not None:
            server.meets(word)
        if server.dies == word:
            raise _CutError
        answer = server.answers.get(word, usual)
        self.caught.sendall(answer + b"\r\n")
        return answer[:1] in b"23"

    def obey(self, line: bytes) -> bool:
        verb = line.split(b" ", 1)[0].upper()
        if verb in {b"EHLO", b"HELO"}:
            offers = [*self.server.offers, *(["STARTTLS"] if self.server.tls and not self.is_secret() else [])]
            lines = [b"250-here.example", *(b"250-" + one.encode() for one in offers), b"250 HELP"]
            self.say("ehlo", b"\r\n".join(lines))
        elif verb == b"STARTTLS":
            self.say("starttls", b"220 go")
            assert self.server.tls is not None
            self.caught = self.server.tls.wrap_socket(self.caught, server_side=True)
            self.file = self.caught.makefile("rb")
        elif verb == b"AUTH":
            self.say("auth", b"235 welcome")
        elif verb == b"MAIL":
            self.recipients = []
            self.sender = _between(line)
            self.say("mail", b"250 ok")
        elif verb == b"RCPT":
            if self.say("rcpt", b"250 ok"):
                self.recipients.append(_between(line))
        elif verb == b"DATA":
            if self.say("data", b"354 go on"):
                self.take()
        elif verb == b"QUIT":
            self.say("quit", b"221 bye")
            return False
        else:
            self.say("other", b"250 ok")
        return True

    def is_secret(self) -> bool:
        return isinstance(self.caught, ssl.SSLSocket)

    def take(self) -> None:
        lines: list[bytes] = []
        for line in iter(self.file.readline, b""):
            if not lines:
                if self.server.meets is not None:
                    self.server.meets("letter")
                if self.server.dies == "letter":
                    raise _CutError
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b"..") else line)
        else:
            return
        # A letter whose last dot came is the server's, whatever becomes of its answer.
        if self.server.answers.get("dot", b"250")[:1] == b"2":
            self.server.taken.append(Taken(self.sender, tuple(self.recipients), b"".join(lines)))
        self.say("dot", b"250 taken")


def _between(line: bytes) -> str:
    return line.partition(b"<")[2].rpartition(b">")[0].decode("utf-8", "replace")


def said_in_auth(heard: list[bytes]) -> list[str]:
    """What was shown to be let in, decoded."""
    found = []
    for line in heard:
        parts = line.split()
        if parts[:1] == [b"AUTH"] and len(parts) > 2:
            found.append(base64.b64decode(parts[2]).decode("utf-8", "replace"))
    return found
