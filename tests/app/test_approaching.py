"""Approaching: first contacts are found in letters and steps, counted where they may be; what they prove is said."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cast import DAY, LUC, MARIE, NOW, SOLENE, START, Friend, Letter, filled, letter

from entregent.app import language, wording
from entregent.app.approach_views import ApproachesView, ApproachLine
from entregent.app.approaching import UnknownApproachError
from entregent.app.book import Book
from entregent.model.errors import BadNumberError

GIVEN = ("Alba", "Bruno", "Clio", "Driss", "Elsa", "Fanny", "Gilles", "Hugo", "Irma")
FAMILY = ("Caron", "Dubé", "Fortin", "Hébert", "Morin")
STRANGERS = [
    Friend(f"{given} {family}", f"{given}.{family}@{family}.example".lower().replace("é", "e"))
    for family in FAMILY
    for given in GIVEN
]
LATE = int((NOW - START.timestamp()) / DAY)
"""Today, as a letter's day."""


def _approached(days: range, answered: int, friends: list[Friend]) -> list[Letter]:
    """A first letter to each, one a day; the first of them answer a day later."""
    found = []
    for day, friend in zip(days, friends, strict=False):
        found.append(letter(day, SOLENE, friend, f"Bonjour {friend.name}"))
        if day - days.start < answered:
            found.append(letter(day + 1, friend, SOLENE, f"Re: Bonjour {friend.name}"))
    return found


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    language.use("en")
    yield
    language.use("en")


@pytest.fixture(scope="module")
def kept_fourteen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Solène wrote to fourteen strangers; one answered. Never write to it."""
    path = tmp_path_factory.mktemp("fourteen") / "fourteen.book"
    filled(path, _approached(range(300, 314), 1, STRANGERS)).close()
    return path


@pytest.fixture
def fourteen(kept_fourteen: Path, tmp_path: Path) -> Iterator[Book]:
    """That book, to be written to."""
    with Book.open(Path(shutil.copy(kept_fourteen, tmp_path / "fourteen.book")), now=NOW) as book:
        yield book


def _only(view: ApproachesView) -> ApproachLine:
    (line,) = view.lines
    return line


def test_a_first_letter_is_a_try_and_a_word_within_a_week_its_answer(fourteen: Book) -> None:
    line = _only(fourteen.approaches())
    assert (line.channel, line.whence, line.tries, line.answers, line.waiting) == ("mail", "", 14, 1, 0)
    assert round(line.evidence) == 30


def test_what_falls_short_with_nothing_beside_asks_for_tries_of_another_way(fourteen: Book) -> None:
    line = _only(fourteen.approaches())
    assert line.verdict == "not-yet"
    assert line.better in {"social", "call"}
    assert "14 tries, 1 answer: this falls short" in wording.sentence(line.advice)
    assert "30 to 1" in wording.sentence(line.why[0])


def test_a_way_that_answers_better_is_proposed_and_planned(fourteen: Book) -> None:
    for number in range(14, 20):
        name = STRANGERS[number].name
        fourteen.log([name], channel="mail", outcome="wrote", at="2026-01-05", create=True, about={"whence": "comment"})
        fourteen.log([name], channel="call", outcome="talked", at="2026-01-07", create=True)
    line = next(line for line in fourteen.approaches().lines if not line.whence)
    assert line.verdict == "switch"
    assert wording.sentence(line.advice) == (
        "14 tries, 1 answer: it is not you, it is the way. Writing a mail after a comment has brought more answers so"
        " far. Shall we try?"
    )
    fourteen.try_way(line.better)
    (step,) = fourteen.planned_steps()
    assert (step.channel, step.action) == ("mail", "Writing a mail after a comment")


def test_in_french_it_is_said_as_a_friend_would(fourteen: Book) -> None:
    for number in range(14, 20):
        name = STRANGERS[number].name
        fourteen.log([name], channel="mail", outcome="wrote", at="2026-01-05", create=True, about={"whence": "comment"})
        fourteen.log([name], channel="call", outcome="talked", at="2026-01-07", create=True)
    language.use("fr")
    line = next(line for line in fourteen.approaches().lines if not line.whence)
    told = wording.sentence(line.advice).replace("\u202f", " ")
    assert told.startswith("14 essais, 1 réponse : ce n’est pas toi, c’est la façon.")
    assert told.endswith("Écrire un courriel après un commentaire a mieux répondu jusqu’ici. On essaie?")


# ── what counts as a try ─────────────────────────────────────────────────────────────────────────────────────────


def test_an_answer_that_may_still_come_is_no_failure(tmp_path: Path) -> None:
    letters = [letter(LATE - 3, SOLENE, STRANGERS[0], "Bonjour"), letter(LATE - 20, SOLENE, STRANGERS[1], "Bonjour")]
    with filled(tmp_path / "s.book", letters) as book:
        line = _only(book.approaches())
    assert (line.tries, line.answers, line.waiting) == (1, 0, 1)


def test_an_answer_after_the_patience_of_the_channel_is_none(tmp_path: Path) -> None:
    letters = [letter(300, SOLENE, STRANGERS[0], "Bonjour"), letter(320, STRANGERS[0], SOLENE, "Enfin")]
    with filled(tmp_path / "s.book", letters) as book:
        assert (_only(book.approaches()).tries, _only(book.approaches()).answers) == (1, 0)


def test_who_wrote_first_was_not_approached(tmp_path: Path) -> None:
    letters = [letter(300, STRANGERS[0], SOLENE, "Bonjour"), letter(301, SOLENE, STRANGERS[0], "Re: Bonjour")]
    with filled(tmp_path / "s.book", letters) as book:
        assert book.approaches().lines == ()


def test_a_second_letter_to_the_same_person_is_no_second_try(tmp_path: Path) -> None:
    letters = [letter(day, SOLENE, STRANGERS[0], f"Bonjour {day}") for day in (300, 320, 340)]
    with filled(tmp_path / "s.book", letters) as book:
        assert _only(book.approaches()).tries == 1


def test_a_letter_to_a_crowd_approaches_nobody(tmp_path: Path) -> None:
    with filled(tmp_path / "s.book", [letter(300, SOLENE, tuple(STRANGERS[:9]), "Invitation")]) as book:
        assert book.approaches().lines == ()


def test_first_contacts_older_than_two_years_are_let_be(fourteen: Book) -> None:
    fourteen.look_again(NOW + 700 * DAY)
    assert fourteen.approaches().lines == ()


@pytest.mark.parametrize("outcome", ["hung-up", "not-sent", "not-answered", "left-early"])
def test_where_nothing_left_it_is_effort_and_no_try(tmp_path: Path, outcome: str) -> None:
    with filled(tmp_path / "s.book", []) as book:
        book.log(["Nadia Roy"], channel="call", outcome=outcome, at="2026-01-05", create=True)
        assert book.approaches().lines == ()
        book.log(["Nadia Roy"], channel="call", outcome="no-answer", at="2026-01-06")
        assert (_only(book.approaches()).channel, _only(book.approaches()).tries) == ("call", 1)


def test_a_call_that_came_about_was_answered_at_once(tmp_path: Path) -> None:
    with filled(tmp_path / "s.book", []) as book:
        book.log(["Nadia Roy"], channel="call", outcome="talked", at="2026-03-02", create=True)
        assert (_only(book.approaches()).tries, _only(book.approaches()).answers) == (1, 1)


def test_a_meeting_approaches_nobody_for_those_that_failed_leave_no_trace(tmp_path: Path) -> None:
    with filled(tmp_path / "s.book", []) as book:
        book.log(["Nadia Roy"], channel="meeting", outcome="met", at="2026-01-05", create=True)
        book.log(["Nadia Roy"], channel="mail", outcome="wrote", at="2026-01-06")
        assert book.approaches().lines == ()


def test_opener_and_where_from_are_those_of_the_step_that_tells_of_the_letter(tmp_path: Path) -> None:
    with filled(tmp_path / "s.book", [letter(300, SOLENE, STRANGERS[0], "Bonjour")]) as book:
        about = {"opener": "news/post", "whence": "un commentaire"}
        at = (START + timedelta(days=300, minutes=10)).isoformat()
        book.log([STRANGERS[0].mail], channel="mail", outcome="wrote", at=at, about=about)
        line = _only(book.approaches())
    assert (line.opener, line.whence, line.tries) == ("news", "un commentaire", 1)
    assert line.words == "Writing a mail (from: un commentaire), opening with: their news"


def test_where_from_may_be_said_in_our_own_words(tmp_path: Path) -> None:
    with filled(tmp_path / "s.book", []) as book:
        for number, whence in enumerate(("comment", "after a comment", "Comment")):
            about = {"whence": whence}
            book.log([f"Nadia {number}"], channel="mail", outcome="wrote", at="2026-01-05", create=True, about=about)
        assert (_only(book.approaches()).whence, _only(book.approaches()).tries) == ("comment", 3)


def test_who_was_introduced_is_approached_after_an_introduction(fourteen: Book) -> None:
    fourteen.edit(STRANGERS[3].mail, via=STRANGERS[0].mail)
    assert {line.whence: line.tries for line in fourteen.approaches().lines} == {"": 13, "introduction": 1}


def test_who_stood_beside_in_a_letter_of_several_was_seen_there(tmp_path: Path) -> None:
    crowd = letter(200, MARIE, (SOLENE, STRANGERS[0], STRANGERS[1], LUC), "Projet")
    with filled(tmp_path / "s.book", [crowd, letter(300, SOLENE, STRANGERS[0], "Bonjour")]) as book:
        assert _only(book.approaches()).whence == "group"


# ── who counts ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("circle", "counts"), [("prospects", 14), ("friends", 13), ("family", 13), ("Chorale", 13)])
def test_only_business_and_strangers_have_a_rate(fourteen: Book, circle: str, counts: int) -> None:
    fourteen.circle([STRANGERS[2].mail], circle)
    view = fourteen.approaches()
    assert (view.tries, view.left_out) == (counts, 14 - counts)


def test_a_client_who_is_a_friend_is_a_friend(fourteen: Book) -> None:
    fourteen.circle([STRANGERS[2].mail], "clients")
    fourteen.circle([STRANGERS[2].mail], "friends")
    assert fourteen.approaches().tries == 13


def test_who_wants_peace_is_not_counted_but_who_lies_in_the_archive_is(fourteen: Book) -> None:
    """Tidying puts those away who never answered: without them every way would seem to be answered."""
    fourteen.never(STRANGERS[2].mail)
    fourteen.archive([STRANGERS[3].mail])
    assert fourteen.approaches().tries == 13


def test_who_is_forgotten_is_counted_no_more(fourteen: Book) -> None:
    assert fourteen.approaches().tries == 14
    fourteen.log(["Nadia"], channel="mail", outcome="wrote", at="2026-01-05", create=True, about={"whence": "chez Zoé"})
    assert fourteen.approaches().tries == 15
    fourteen.forget("Nadia")
    assert "chez Zoé".encode() not in fourteen.path.read_bytes()
    fourteen.forget(STRANGERS[2].mail)
    assert fourteen.approaches().tries == 13


def test_what_is_undone_is_undone_here_too(fourteen: Book) -> None:
    done = fourteen.log(["Nadia"], channel="call", outcome="no-answer", at="2026-01-05", create=True)
    assert fourteen.approaches().tries == 15
    fourteen.undo(done.action)
    assert fourteen.approaches().tries == 14


def test_two_who_are_one_were_approached_once(fourteen: Book) -> None:
    assert fourteen.approaches().tries == 14
    fourteen.same(STRANGERS[2].mail, STRANGERS[3].mail)
    assert fourteen.approaches().tries == 13
    fourteen.undo()
    assert fourteen.approaches().tries == 14


def test_what_was_kept_says_the_same_as_what_is_worked_out_anew(fourteen: Book) -> None:
    fourteen.approaches()
    fourteen.log([STRANGERS[5].mail], channel="call", outcome="talked", at="2026-01-05")
    fourteen.same(STRANGERS[2].mail, STRANGERS[3].mail)
    kept = fourteen.approaches()
    fourteen.remember("first-tries", None)
    fourteen.look_again(NOW + 1)
    assert fourteen.approaches() == kept


def test_a_look_back_sees_no_later_try_and_no_later_answer(kept_fourteen: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(kept_fourteen, tmp_path / "fourteen.book"))
    day = (START + timedelta(days=300)).date().isoformat()
    with Book.open(path, now=NOW, as_of=day) as back:
        view = back.approaches()
    assert (view.tries, view.answers, view.waiting) == (0, 0, 1)


def test_a_result_counts_for_the_way_it_came_by(fourteen: Book) -> None:
    fourteen.circle([STRANGERS[0].mail], "clients")
    fourteen.add_result(STRANGERS[0].mail, "sale")
    assert _only(fourteen.approaches()).results == 1


# ── aims, the next channel ───────────────────────────────────────────────────────────────────────────────────────


def test_the_aim_is_the_owners(fourteen: Book) -> None:
    fourteen.set_setting("answers-aim", "10")
    line = _only(fourteen.approaches())
    assert (line.aim, line.aim_is_own, line.verdict) == (0.10, False, "persist")


def test_one_way_may_have_an_aim_of_its_own_and_lose_it_again(fourteen: Book) -> None:
    key = _only(fourteen.approaches()).key
    fourteen.aim_at(key, "10 %")
    assert (_only(fourteen.approaches()).aim, _only(fourteen.approaches()).aim_is_own) == (0.10, True)
    fourteen.aim_at(key, "20")
    fourteen.undo()
    assert _only(fourteen.approaches()).aim == 0.10
    fourteen.aim_at(key, "")
    assert _only(fourteen.approaches()).aim == 0.40


@pytest.mark.parametrize("percent", ["0", "100", "-3", "many", "4.5"])
def test_an_aim_is_a_whole_number_between_one_and_ninety_nine(fourteen: Book, percent: str) -> None:
    with pytest.raises(BadNumberError):
        fourteen.aim_at(_only(fourteen.approaches()).key, percent)


def test_a_way_that_there_is_not_is_refused(fourteen: Book) -> None:
    with pytest.raises(UnknownApproachError):
        fourteen.aim_at("nothing", "10")
    with pytest.raises(UnknownApproachError):
        fourteen.try_way("pigeon")


def test_the_next_channel_is_one_that_was_tried_less_than_twice(fourteen: Book) -> None:
    choice = fourteen.next_channel()
    assert choice is not None
    assert (choice.channel, choice.why.signal) == ("social", "approach-next-untried")


def test_the_next_channel_for_somebody_is_one_that_reaches_them(fourteen: Book) -> None:
    choice = fourteen.next_channel(STRANGERS[2].mail)
    assert choice is not None
    assert choice.channel == "mail"


def test_for_whoever_is_of_the_heart_no_channel_is_ranked(fourteen: Book) -> None:
    fourteen.circle([STRANGERS[2].mail], "friends")
    assert fourteen.next_channel(STRANGERS[2].mail) is None


def test_where_answers_have_become_rare_it_is_said_since_when(tmp_path: Path) -> None:
    with filled(tmp_path / "s.book", _approached(range(200, 245), 25, STRANGERS)) as book:
        line = _only(book.approaches())
    assert line.drop is not None
    assert line.drop.since >= "2025-08-01"
    assert line.drop_why is not None
    assert wording.sentence(line.drop_why).startswith("It used to bring more answers: 20 tries, no answer since")


def test_a_book_without_first_contacts_has_nothing_to_say(tmp_path: Path) -> None:
    with filled(tmp_path / "s.book", []) as book:
        view = book.approaches()
    assert (view.lines, view.tries, view.aim) == ((), 0, 0.40)
    assert view.next is not None


def test_pressed_twice_a_way_is_planned_once(book: Book) -> None:
    book.try_way("call")
    again = book.try_way("call")
    assert again.action is None
    assert len(book.planned_steps()) == 1
