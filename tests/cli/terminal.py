"""A terminal for tests: runs a command as the real program does, and keeps what it said."""

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner
from tests.cli.cast import NOW

from entregent.cli.entry import run
from entregent.cli.face import Face


class Said(NamedTuple):
    """What a run said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document of stdout."""
        return json.loads(self.out)


class Terminal:
    """Runs commands on one book, at a fixed instant. Its streams are pipes, not terminals."""

    def __init__(self, book: Path, *, now: int = NOW) -> None:
        self.book = book
        self.now = now

    def run(self, *arguments: str, lang: str = "en", typed: str = "", **environment: str) -> Said:
        """Run one command as `entregent ARGUMENTS`."""
        kept = os.environ.get("LANGUAGE")
        env = {"ENTREGENT_BOOK": str(self.book), "LC_ALL": "C", "LANGUAGE": None, **environment}
        try:
            with CliRunner().isolation(input=typed, env=env) as (out, err, _):
                code = run([*arguments, *(("--lang", lang) if lang else ())], Face(self.now))
                return Said(code, out.getvalue().decode(), err.getvalue().decode())
        finally:
            if kept is None:
                os.environ.pop("LANGUAGE", None)
            else:
                os.environ["LANGUAGE"] = kept
