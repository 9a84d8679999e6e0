"""Fixtures of the command-line tests: fresh catalogues, a quiet colour, a terminal with an empty or a small book."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.app.catalogues import compile_stale
from tests.cli.terminal import Terminal

from entregent.app import language


@pytest.fixture(autouse=True, scope="session")
def fresh_catalogues() -> None:
    """The French words that tests meet are those of the .po beside them."""
    compile_stale()


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """No test leaves its language to the next."""
    language.use("en")
    yield
    language.use("en")


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal whose book does not exist yet."""
    return Terminal(tmp_path / "carnet.book")
