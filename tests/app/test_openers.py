"""First sentences on a book: what it knows of somebody, tu and vous, what was used, and the whole made-up network."""

import re
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.cast import (
    INES,
    JEAN,
    LUC,
    MARIE,
    NOW,
    PAULE,
    SOLENE,
    card,
    exchange,
    filled,
    import_all,
    letter,
    new_book,
    ordinary,
    write_cards,
    write_meeting,
)
from tests.coaching.test_openers import is_whole

from entregent.app import language, opener_knowledge
from entregent.app.book import Book
from entregent.app.portraying import know
from entregent.app.rewriting import RewriterError, RewriterOffError
from entregent.coaching.openers.drawing import draw
from entregent.coaching.openers.opener_facts import OpenerFacts
from entregent.model.errors import BadDateError, BadSettingError, LeftInPeaceError


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("openers") / "solene.book"
    filled(path, [*ordinary(), letter(410, LUC, SOLENE, "Re: Les plans de la terrasse")]).close()
    return path


@pytest.fixture
def book(kept: Path, tmp_path: Path) -> Iterator[Book]:
    with Book.open(Path(shutil.copy(kept, tmp_path / "solene.book")), now=NOW) as opened:
        yield opened
    language.use("en")


def known_of(book: Book, who: str) -> OpenerFacts:
    """What openers for somebody may use."""
    inner = book._inner
    return opener_knowledge.knowledge_of(inner, know(inner, book.person(who).line.id))


def texts(book: Book, who: str, count: int = 6, purpose: str = "") -> str:
    return "\n".join(one.text for one in book.openers(who, count, purpose=purpose).openers)


def test_the_last_subject_of_theirs_is_taken_up(book: Book) -> None:
    assert "« Les plans de la terrasse »" in texts(book, LUC.mail).replace("\u202f", " ")


def test_a_promise_comes_first_and_goes_once_kept(book: Book) -> None:
    book.promise(MARIE.mail, "envoyer les photos", by="2026-03-09")
    first = book.openers(MARIE.mail).openers[0]
    assert first.kind == "promise"
    assert "promise" in first.uses
    book.keep_promise(book.promises()[0].id)
    assert "promise" not in [one.kind for one in book.openers(MARIE.mail, 12).openers]


def test_what_they_owe_is_asked_for_gently(book: Book) -> None:
    book.promise(MARIE.mail, "m’envoyer la recette", by="2026-03-09", theirs=True)
    book.set_address(MARIE.mail, "tu")
    assert book.openers(MARIE.mail).openers[0].kind == "owed"


def test_what_matters_is_said_to_them_in_the_second_person(book: Book) -> None:
    book.matters(INES.mail, "son déménagement")
    book.set_address(INES.mail, "tu")
    assert "ton déménagement" in texts(book, INES.mail)


def test_vous_until_one_knows_better_to_clients_and_strangers_and_tu_to_friends(book: Book) -> None:
    book.circle([LUC.mail], "clients")
    book.circle([MARIE.mail], "friends")
    book.add("Paule Ostiguy", handles=[PAULE.mail])
    told = {who: book.openers(who) for who in (LUC.mail, MARIE.mail, PAULE.mail, INES.mail)}
    assert [sheet.address for sheet in told.values()] == ["vous", "tu", "vous", "vous"]
    assert not any(sheet.is_address_known for sheet in told.values())
    book.set_setting("address", "tu")
    assert book.openers(INES.mail).address == "tu"


def test_tu_is_said_once_kept_and_taken_back(book: Book) -> None:
    done = book.set_address(LUC.mail, "tu")
    sheet = book.openers(LUC.mail)
    assert (sheet.address, sheet.is_address_known) == ("tu", True)
    book.undo(done.action)
    assert not book.openers(LUC.mail).is_address_known


def test_english_has_one_word_for_both(book: Book) -> None:
    book.set_speaks(LUC.mail, "en")
    sheet = book.openers(LUC.mail)
    assert (sheet.language, sheet.address, sheet.is_address_known) == ("en", "", True)
    assert re.match("Hello|Hi", sheet.openers[0].text)


def test_a_language_that_subjects_tell_plainly_is_theirs(tmp_path: Path) -> None:
    subjects = ("Plans for the terrace", "Dinner with the team", "Thanks for your help", "About the quote")
    letters = [letter(10 * day, JEAN, SOLENE, subject) for day, subject in enumerate(subjects)]
    with filled(tmp_path / "b.book", [*letters, *exchange(JEAN, (50,), "Hello")]) as book:
        assert book.openers(JEAN.mail).language == "en"


def test_a_meeting_of_two_was_one_and_one_to_come_is_looked_forward_to(book: Book, tmp_path: Path) -> None:
    past = write_meeting(tmp_path / "a.ics", datetime(2026, 2, 12, 15, tzinfo=UTC), [MARIE], "Café avec Marie")
    ahead = write_meeting(tmp_path / "b.ics", datetime(2026, 3, 6, 15, tzinfo=UTC), [MARIE], "Dîner")
    import_all(book, past, ahead)
    told = known_of(book, MARIE.mail)
    assert (told.met, told.coming and told.coming.on) == (date(2026, 2, 12), date(2026, 3, 6))
    kinds = [one.kind for one in book.openers(MARIE.mail, 4).openers]
    assert kinds[:2] == ["meeting", "met"]
    assert "Café avec Marie" not in texts(book, MARIE.mail, 20)


def test_a_new_job_is_news_only_by_a_dated_change(book: Book, tmp_path: Path) -> None:
    one = write_cards(tmp_path / "a.vcf", [card(LUC, "ORG:Atelier Un", "REV:2025-01-02T00:00:00Z")])
    import_all(book, one)
    assert not known_of(book, LUC.mail).new_job
    two = write_cards(tmp_path / "b.vcf", [card(LUC, "ORG:Le Devoir", "REV:2026-02-20T00:00:00Z")])
    import_all(book, two)
    assert known_of(book, LUC.mail).new_job == "Le Devoir"
    assert "au Devoir" in texts(book, LUC.mail)


def test_an_old_change_of_work_is_no_news(book: Book, tmp_path: Path) -> None:
    for name, work, day in (("a", "Atelier Un", "2023-01-02"), ("b", "Le Devoir", "2024-02-20")):
        import_all(book, write_cards(tmp_path / f"{name}.vcf", [card(LUC, f"ORG:{work}", f"REV:{day}T00:00:00Z")]))
    assert not known_of(book, LUC.mail).new_job


def test_who_introduced_them_is_named_unless_left_in_peace(book: Book) -> None:
    book.edit(LUC.mail, via=INES.mail)
    assert known_of(book, LUC.mail).via == "Inès Lévesque"
    book.never(INES.mail, private=True)
    assert not known_of(book, LUC.mail).via


def test_what_was_used_never_comes_back_and_undo_gives_it_back(book: Book) -> None:
    one = book.openers(MARIE.mail).openers[0]
    done = book.used_opener(MARIE.mail, one.kind, one.text)
    assert one.text not in texts(book, MARIE.mail, 20)
    book.undo(done.action)
    assert book.openers(MARIE.mail).openers[0].text == one.text


def test_what_was_used_is_kept_as_a_digest_alone_and_forgotten_with_them(book: Book) -> None:
    one = book.openers(MARIE.mail).openers[0]
    book.used_opener(MARIE.mail, one.kind, one.text)
    book.forget(MARIE.mail)
    assert one.text.encode() not in book.path.read_bytes()


def test_another_three_are_others(book: Book) -> None:
    first = {one.text for one in book.openers(MARIE.mail).openers}
    assert first.isdisjoint(one.text for one in book.openers(MARIE.mail, skip=3).openers)


def test_nobody_is_led_to_whom_the_owner_leaves_in_peace(book: Book) -> None:
    book.never(MARIE.mail)
    with pytest.raises(LeftInPeaceError):
        book.openers(MARIE.mail)


def test_what_makes_no_sense_is_refused(book: Book) -> None:
    with pytest.raises(BadSettingError):
        book.openers(MARIE.mail, purpose="sell")
    with pytest.raises(BadSettingError):
        book.set_address(MARIE.mail, "thou")
    with pytest.raises(BadSettingError):
        book.used_opener(MARIE.mail, "plain", " ")
    with pytest.raises(BadDateError):
        book.openers(MARIE.mail, purpose="agree-hour", hour="soon")


def test_an_hour_is_said_in_the_zone_of_the_book(book: Book) -> None:
    sheet = book.openers(MARIE.mail, purpose="agree-hour", hour="2026-03-05T15:00:00+00:00")
    assert all("jeudi à 10\u202fh" in one.text for one in sheet.openers)


def test_one_of_the_week_gets_something_that_asks_nothing(book: Book) -> None:
    people = [line.id for line in book.people()]
    line = book.weeks_gift(people)
    assert line is not None
    assert line.person in people
    assert line == book.weeks_gift(people[::-1])
    assert book.weeks_gift([]) is None


# ── the rewriter ──────────────────────────────────────────────────────────────────────────────────────────────────


def rewriter(book: Book, code: str) -> None:
    book.set_setting("rewriter", f"{sys.executable} -c {code!r}")


def test_without_a_rewriter_nothing_is_run(book: Book) -> None:
    with pytest.raises(RewriterOffError):
        book.say_otherwise("Bonjour.")


def test_a_rewriter_reads_json_and_writes_a_sentence(book: Book) -> None:
    rewriter(book, "import json,sys; told = json.load(sys.stdin); print(told['text'].upper(), told['address'])")
    assert book.say_otherwise("Bonjour, Inès.", language="fr", address="tu") == "BONJOUR, INÈS. tu"


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("pass", "rewriter-empty"),
        ("print('x' * 600)", "rewriter-long"),
        ("print('x' * 9000)", "rewriter-long"),
        ("raise SystemExit(3)", "rewriter-failed"),
    ],
)
def test_what_a_rewriter_gives_is_dropped_where_it_is_no_sentence(book: Book, code: str, error: str) -> None:
    rewriter(book, code)
    with pytest.raises(RewriterError) as raised:
        book.say_otherwise("Bonjour.")
    assert raised.value.code == error


def test_a_rewriter_that_is_slow_or_absent_is_let_go(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entregent.app.rewriting.PATIENCE_SECONDS", 0.2)
    rewriter(book, "import time; time.sleep(60)")
    with pytest.raises(RewriterError) as slow:
        book.say_otherwise("Bonjour.")
    book.set_setting("rewriter", "/no/such/program")
    with pytest.raises(RewriterError) as absent:
        book.say_otherwise("Bonjour.")
    assert (slow.value.code, absent.value.code) == ("rewriter-slow", "rewriter-absent")


def test_a_rewriter_is_run_without_a_shell(book: Book, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    book.set_setting("rewriter", f"echo hello; touch {mark}")
    assert book.say_otherwise("Bonjour.") == f"hello; touch {mark}"
    assert not mark.exists()


def test_a_command_that_can_not_be_read_is_refused(book: Book) -> None:
    with pytest.raises(BadSettingError):
        book.set_setting("rewriter", 'say "otherwise')


# ── the whole made-up network ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "solene.book"
    with new_book(path) as book:
        book.import_paths([book.write_sample()])
    return path


@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_of_two_hundred_people_every_sentence_is_whole_and_true_and_none_comes_twice(sample: Path, spoken: str) -> None:
    with Book.open(sample, now=NOW) as book:
        inner = book._inner
        for line in book.people(limit=200):
            told = opener_knowledge.knowledge_of(inner, know(inner, line.id))._replace(language=spoken)
            drawn = draw(told, seed=str(line.id), count=60)
            assert len({one.text for one in drawn}) == len(drawn) > 19
            for one in drawn:
                is_whole(one, told)
                assert all(getattr(told, fact) or (fact == "name" and told.given) for fact in one.uses), one
