"""The password of the mail server: in a file beside the book that its owner alone reads, and nowhere else."""

import binascii
import contextlib
import os
import re
from pathlib import Path
from typing import Final, NoReturn

LONGEST: Final = 1_000


_ENCODED: Final = re.compile(r"[A-Za-z0-9+/]{4,}={0,2}")


def _decoded(word: str) -> bytes:
    """What a word in base 64 stands for, wherever it was cut; b"" for what is none."""
    bare = word.rstrip("=")
    bare = bare[: len(bare) - (len(bare) % 4 == 1)]
    return binascii.a2b_base64(bare + "=" * (-len(bare) % 4))


class Secret:
    """A text that shows as dots wherever something is shown: in a sentence, a log or a traceback."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return "•••"

    __str__ = __repr__

    def __bool__(self) -> bool:
        return bool(self._text)

    def __reduce__(self) -> NoReturn:
        msg = "a secret is not written anywhere"
        raise TypeError(msg)

    def reveal(self) -> str:
        """The text itself, for the server alone."""
        return self._text

    def scrub(self, text: str) -> str:
        """A text without this secret in it, nor in the forms in which mail programs send it."""
        if not self._text:
            return text
        raw = self._text.encode("utf-8", "surrogatepass")
        bare = text.replace(self._text, "•••").replace(raw.hex(), "•••")
        return _ENCODED.sub(lambda found: "•••" if raw in _decoded(found[0]) else found[0], bare)


def path_of(book: Path) -> Path:
    """Where the password of a book's mail server lies."""
    return book.with_name(f"{book.name}.smtp-password")


def read(book: Path) -> Secret:
    """The password that is kept; an empty one where there is none. Raises OSError."""
    try:
        with path_of(book).open(encoding="utf-8") as file:
            return Secret(file.readline(LONGEST).rstrip("\r\n"))
    except FileNotFoundError:
        return Secret("")
    except UnicodeDecodeError:
        return Secret("")


def keep(book: Path, text: str) -> None:
    """Keep a password, 0600 from its first byte; "" drops it. Raises OSError."""
    path = path_of(book)
    if not text:
        path.unlink(missing_ok=True)
        return
    part = path.with_name(f"{path.name}.part")
    with contextlib.suppress(FileNotFoundError):
        part.unlink()
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text.splitlines()[0][:LONGEST] + "\n" if text.strip("\r\n") else "")
    part.replace(path)


def is_kept(book: Path) -> bool:
    """Whether there is one."""
    return path_of(book).is_file()


def is_private(book: Path) -> bool:
    """Whether only the owner can read it, as far as the file's mode tells."""
    return path_of(book).stat().st_mode & 0o077 == 0
