"""Solène's book, imported once and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cast import NOW, filled

from entregent.app.book import Book


@pytest.fixture(scope="session")
def kept_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The imported book, closed; its exports lie beside it in `solene-exports`. Never write to it."""
    path = tmp_path_factory.mktemp("solene") / "solene.book"
    filled(path).close()
    return path


@pytest.fixture
def book(kept_book: Path, tmp_path: Path) -> Iterator[Book]:
    """Solène's book, open, with her letters."""
    shutil.copy(kept_book, tmp_path / "solene.book")
    with Book.open(tmp_path / "solene.book", now=NOW) as opened:
        yield opened


@pytest.fixture
def exports(kept_book: Path) -> Path:
    """What the book was imported from."""
    return kept_book.with_name("solene-exports")
