"""Keep a book of the present schema as `books/v<number>.sql`: `python -m tests.store.keep_book`, once per release.

Until version 1 is released, run it again when the first schema changes; afterwards never overwrite a kept book.
"""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw
import apsw.shell
from tests.cast import LUC, MARIE, filled

from entregent.store.migrations import SCHEMA_VERSION

BOOKS = Path(__file__).parent / "books"


def dump(folder: Path) -> str:
    """Solène's book with a note and a level, as SQL that names no path of this machine."""
    with filled(folder / "solene.book") as book:
        book.note(MARIE.mail, "Aime la voile")
        book.level([LUC.mail], "valued")
    raw = apsw.Connection(str(folder / "solene.book"))
    raw.execute("UPDATE import SET path = replace(path, ?, '/exports')", (str(folder),))
    raw.execute("UPDATE source SET path = replace(path, ?, '/exports')", (str(folder),))
    raw.execute("UPDATE job SET holder = 'solene:1', cursor = ''")
    out = io.StringIO()
    apsw.shell.Shell(db=raw, stdout=out).command_dump([])  # type: ignore[no-untyped-call]
    raw.close()
    text = out.getvalue()
    return text[text.index("-- The values of various") :]


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        (BOOKS / f"v{SCHEMA_VERSION}.sql").write_text(dump(Path(made)), encoding="utf-8")
