"""The made-up network in one's own book: imported as any export is, and gone without a trace."""

from pathlib import Path

import pytest
from tests.cast import NOW, count_rows, import_all, new_book, ordinary, seen, write_both_ways

from entregent.app.book import Book
from entregent.app.trying import NotEmptyError
from entregent.app.welcome_views import Placing, Recalled


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with the sample in it."""
    path = tmp_path_factory.mktemp("trying") / "solene.book"
    with new_book(path) as book:
        book.import_paths([book.write_sample()])
    return path


@pytest.fixture
def book(tried: Path, tmp_path: Path) -> Book:
    """A copy of it, to be written to."""
    import shutil

    copied = Path(shutil.copy(tried, tmp_path / "solene.book"))
    return Book.open(copied, now=NOW)


def test_the_sample_is_an_import_that_says_so(book: Book) -> None:
    assert book.is_made_up()
    assert len(book.imports()) == 1
    assert book.today().suggestions


def test_the_sample_does_not_mix_with_people_who_are_there(book: Book) -> None:
    with pytest.raises(NotEmptyError):
        book.write_sample()


def test_the_sample_goes_with_all_that_was_said_of_its_people(book: Book, tmp_path: Path) -> None:
    with new_book(tmp_path / "empty.book") as empty:
        nothing = seen(empty)
    first, second = book.closest()[:2]
    book.place([Placing(first.id, "none"), Placing(second.id, "valued", "family")])
    done = book.log([str(first.id)], channel="call", outcome="talked")
    book.undo(done.action)
    book.introduce("", book.owner_handles(), [])
    book.remove_sample()
    assert not book.is_made_up()
    assert (book.people(), book.actions(), book.imports(), book.owner_handles()) == ([], [], [], [])
    assert seen(book) == nothing
    assert count_rows(book.path, "handle") == 0


def test_a_sample_that_was_removed_as_an_import_is_made_up_no_more(book: Book) -> None:
    book.recall([Recalled("Marie Tremblay", "friends", 30, "call")])
    book.remove_import(book.imports()[0].id)
    assert not book.is_made_up()


def test_whoever_was_added_meanwhile_stays(book: Book) -> None:
    book.recall([Recalled("Marie Tremblay", "friends", 30, "call")])
    book.log(["Marie Tremblay"], channel="mail", outcome="wrote")
    book.remove_sample()
    (marie,) = book.people()
    assert (marie.name, marie.circles, marie.interactions) == ("Marie Tremblay", ("friends",), 2)


def test_an_export_that_was_read_beside_the_sample_stays_as_if_alone(book: Book, tmp_path: Path) -> None:
    exports = write_both_ways(tmp_path / "exports", ordinary())
    import_all(book, exports)
    book.remove_sample()
    with new_book(tmp_path / "alone.book") as alone:
        import_all(alone, exports)
        assert book.digest() == alone.digest()
        assert [(one.name, one.level, one.strength) for one in book.people()] == [
            (one.name, one.level, one.strength) for one in alone.people()
        ]
