"""The tests of the store use Solène's book too."""

from tests.app.conftest import book, exports, kept_book

__all__ = ["book", "exports", "kept_book"]
