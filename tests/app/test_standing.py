"""How people stand."""

from pathlib import Path

from tests.cast import NOW

from entregent.app.book import Book


def test_somebody_without_a_handle_keeps_a_plate(tmp_path: Path) -> None:
    with Book.create(tmp_path / "solene.book", now=NOW, zone="America/Toronto") as book:
        book.add("Paule Rivard")
        assert book.plates().plates == 0
        book.log(["Paule Rivard"], channel="call", outcome="talked")
        book.level(["Paule Rivard"], "close")
        assert book.plates().plates == 1
