"""Today's plan on a real book: hard rules first, `never` absolute, within the minutes, nothing for its own sake."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cast import (
    INES,
    LUC,
    MARIE,
    NEWSLETTER,
    NOW,
    PAULE,
    SOLENE,
    card,
    filled,
    import_all,
    letter,
    new_book,
    ordinary,
    rows_of,
    write_cards,
    write_mbox,
)

from entregent.app import settling
from entregent.app.book import Book
from entregent.app.opening import WritesInThePastError
from entregent.app.views import Plan
from entregent.app.weighing import unpack
from entregent.app.wording import sentences
from entregent.model.errors import BadDateError


def turned_to(plan: Plan) -> list[tuple[str, str]]:
    """Whom the plan names, and why."""
    return [(line.name, line.action) for line in plan.suggestions]


def named(book: Book, minutes: int = 600) -> set[str]:
    """Everybody that a generous day names."""
    return {line.name for line in book.today(minutes).suggestions}


def at(text: str) -> int:
    """UTC seconds of an ISO instant."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


# ── hard rules ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_book_needs_nothing(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.book") as book:
        plan = book.today()
        assert (plan.suggestions, plan.price, plan.share_of_bound, plan.fresh_until) == ((), None, None, None)
        assert book.capacity().open_ties is None
        assert book.plates().plates == 0


def test_a_reply_owed_comes_first(book: Book) -> None:
    assert turned_to(book.today())[0] == (INES.name, "reply")
    assert book.today().suggestions[0].handle == INES.mail


def test_a_reply_given_is_owed_no_more(book: Book) -> None:
    book.log([INES.mail], channel="mail", outcome="wrote")
    assert (INES.name, "reply") not in turned_to(book.today(600))


def test_one_try_a_day_is_enough_and_a_reply_is_asked_for_again_tomorrow(book: Book) -> None:
    done = book.log([INES.mail], channel="call", outcome="no-answer")
    assert (INES.name, "reply") not in turned_to(book.today(600))
    with Book.open(book.path, now=book.now + 86_400) as tomorrow:
        assert (INES.name, "reply") in turned_to(tomorrow.today(600))
    book.undo(done.action)
    assert (INES.name, "reply") in turned_to(book.today(600))


def test_a_promise_due_is_named_until_it_is_kept(book: Book) -> None:
    book.promise(LUC.mail, "envoyer le devis", by="2026-03-02")
    assert (LUC.name, "promise") in turned_to(book.today())
    book.keep_promise(book.promises()[0].id)
    assert (LUC.name, "promise") not in turned_to(book.today())


def test_a_birthday_is_named_on_its_day(book: Book) -> None:
    book.edit(MARIE.mail, birthday="1980-03-02")
    assert (MARIE.name, "birthday") in turned_to(book.today())
    book.edit(MARIE.mail, birthday="1980-07-02")
    assert (MARIE.name, "birthday") not in turned_to(book.today())


def test_a_birthday_of_29_february_is_not_forgotten_in_other_years(book: Book) -> None:
    book.edit(MARIE.mail, birthday="--02-29")
    path = book.path
    for day, year in (("2027-02-28", "common"), ("2028-02-29", "leap")):
        with Book.open(path, now=at(f"{day}T15:00")) as later:
            assert (MARIE.name, "birthday") in turned_to(later.today(600)), year


def test_a_name_of_an_address_book_alone_has_no_birthday_to_keep(book: Book, tmp_path: Path) -> None:
    import_all(book, write_cards(tmp_path / "a.vcf", [card(PAULE, "BDAY:1980-03-02")]))
    assert PAULE.name not in named(book)


# ── never, rest, later ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("how", [{}, {"died": True}, {"private": True}])
def test_never_is_absolute_and_survives_a_re_import(
    book: Book, tmp_path: Path, exports: Path, how: dict[str, bool]
) -> None:
    book.edit(INES.mail, birthday="--03-02")
    book.level([INES.mail], "close")
    book.promise(INES.mail, "un livre", by="2026-03-02")
    book.never(INES.mail, **how)
    import_all(book, exports, write_mbox(tmp_path / "new.mbox", [letter(415, INES, SOLENE, "Encore ?")]))
    assert INES.name not in named(book)
    assert INES.name not in {line.name for line in book.people(limit=100)}
    assert INES.name not in {line.name for line in book.plates().rest}


def test_who_died_keeps_their_page(book: Book) -> None:
    book.note(INES.mail, "merci pour tout")
    book.never(INES.mail, died=True)
    page = book.person(INES.mail)
    assert page.died
    assert [one.signal for one in page.reasons] == ["person-died"]
    assert (len(page.timeline), page.notes[0].text, page.line.strength) == (9, "merci pour tout", None)


def test_the_resting_are_named_only_for_a_reply(book: Book) -> None:
    book.rest([INES.mail, MARIE.mail, LUC.mail])
    assert turned_to(book.today(600)) == [(INES.name, "reply")]
    book.rest([MARIE.mail], wake=True)
    assert MARIE.name in named(book)


def test_later_waits_until_its_day(book: Book) -> None:
    book.later(MARIE.mail, "2026-03-20")
    assert MARIE.name not in named(book)
    with Book.open(book.path, now=at("2026-03-20T15:00")) as then:
        assert MARIE.name in named(then)


def test_later_holds_for_a_question_that_was_open_and_not_for_a_newer_one(book: Book, tmp_path: Path) -> None:
    book.later(INES.mail, "2026-03-20")
    assert INES.name not in named(book)
    with Book.open(book.path, now=at("2026-03-05T15:00")) as then:
        import_all(then, write_mbox(tmp_path / "new.mbox", [letter(422, INES, SOLENE, "Encore une question")]))
        assert turned_to(then.today(600))[0] == (INES.name, "reply")


def test_who_is_let_rest_quietly_is_not_asked_about_what_was_open(book: Book) -> None:
    book.rest([INES.mail], quietly=True)
    assert INES.name not in named(book)
    book.undo()
    assert INES.name in named(book)


def test_automata_are_not_in_the_plan_until_they_are_called_human(book: Book) -> None:
    assert NEWSLETTER.name not in named(book)
    assert [line.name for line in book.people(automata=True)] == [NEWSLETTER.name]
    book.human(NEWSLETTER.mail)
    assert NEWSLETTER.name in {line.name for line in book.people()}


def test_who_is_called_an_automaton_leaves_the_plan(book: Book) -> None:
    book.human(MARIE.mail, automaton=True)
    assert MARIE.name not in named(book)


# ── minutes and price ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_index_part_fits_the_minutes_and_stops_at_the_price(book: Book) -> None:
    for minutes in (5, 15, 30, 120):
        plan = book.today(minutes)
        chosen = [line for line in plan.suggestions if line.action == "reach-out"]
        assert sum(line.minutes for line in plan.suggestions) == plan.planned_minutes
        if chosen:
            assert plan.planned_minutes <= minutes
        assert plan.price is not None
        assert all(line.attention_index >= plan.price * 0.999 for line in chosen)


def test_every_reason_of_the_plan_has_a_sentence(book: Book) -> None:
    book.promise(LUC.mail, "envoyer le devis", by="2026-03-02")
    book.edit(MARIE.mail, birthday="--03-03")
    book.log([MARIE.mail], channel="call", outcome="no-answer", at="2026-02-01")
    plan = book.today(600)
    assert {line.action for line in plan.suggestions} >= {"reply", "promise", "birthday"}
    assert all(sentences(line.reasons) for line in plan.suggestions)


def test_plates_tell_a_rising_curve(book: Book) -> None:
    view = book.plates()
    kept = [point.kept for point in view.curve]
    assert kept == sorted(kept)
    assert view.plates == 3
    assert 0 <= view.share <= 1


def test_the_plan_of_an_unchanged_day_writes_nothing(book: Book) -> None:
    book.today()
    before = book._inner.connection.raw.total_changes()
    book.today()
    book.people()
    book.person(MARIE.mail)
    assert book._inner.connection.raw.total_changes() == before


def test_a_new_day_brings_everybodys_standing_to_it(book: Book) -> None:
    silent = book.person(MARIE.mail).line.silence_days
    assert silent is not None
    with Book.open(book.path, now=NOW + 10 * 86_400) as then:
        assert then.person(MARIE.mail).line.silence_days == silent + 10


def test_a_tie_kept_along_the_way_is_the_tie_weighed_at_once(tmp_path: Path) -> None:
    letters = sorted(ordinary())
    with new_book(tmp_path / "step.book") as book:
        for n in range(0, len(letters), 30):
            import_all(book, write_mbox(tmp_path / f"{n}.mbox", letters[n : n + 30]))
        book.log([MARIE.mail], channel="call", outcome="talked", at="2025-08-01T10:00")
        sql = "SELECT h.value, t.state FROM tie t JOIN handle h ON h.id = t.person ORDER BY 1"
        along = rows_of(book.path, sql)
        settling.settle_all(book._inner)
        at_once = rows_of(book.path, sql)
    for (one, state), (other, whole) in zip(along, at_once, strict=True):
        assert one == other
        assert isinstance(state, bytes)
        assert isinstance(whole, bytes)
        assert unpack(state) == pytest.approx(unpack(whole), abs=1e-9)


def test_ties_do_not_depend_on_the_season_they_are_weighed_in(tmp_path: Path) -> None:
    filled(tmp_path / "a.book").close()
    states = []
    for day in ("2026-03-02T15:00", "2026-07-02T15:00"):
        with Book.open(tmp_path / "a.book", now=at(day)) as book:
            settling.settle_all(book._inner)
            states.append(rows_of(book.path, "SELECT person, state FROM tie"))
    assert states[0] == states[1]


# ── as of an earlier day ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def past(book: Book) -> Book:
    """The book after much was said today, seen as of the summer before."""
    book.note(MARIE.mail, "plus tard")
    book.level([MARIE.mail], "wide")
    book.never(LUC.mail)
    book.human(INES.mail, automaton=True)
    book.same(MARIE.mail, INES.mail)
    book.promise(LUC.mail, "un livre", by="2026-03-02")
    book.add("Paule", handles=[PAULE.mail])
    book.log([LUC.mail], channel="call", outcome="talked")
    book.close()
    return Book.open(book.path, now=NOW, as_of="2025-07-01")


def test_the_past_is_the_book_that_was(past: Book, tmp_path: Path) -> None:
    until = at("2025-07-02T03:59:59")
    early = [one for one in ordinary() if one.at.timestamp() <= until]
    with past, new_book(tmp_path / "then.book", now=until) as then:
        import_all(then, write_mbox(tmp_path / "early.mbox", early))
        ours = {line.handles: line._replace(id=0) for line in past.people(limit=100)}
        theirs = {line.handles: line._replace(id=0) for line in then.people(limit=100)}
        assert ours == theirs
        assert turned_to(past.today(60)) == turned_to(then.today(60))
        assert past.today().fresh_until == then.today().fresh_until


def test_the_past_knows_no_later_event_fact_or_judgement(past: Book) -> None:
    with past:
        assert past.person(MARIE.mail).notes == ()
        assert past.person(MARIE.mail).line.handles == (MARIE.mail,)
        assert max(line.at or 0 for line in past.person(LUC.mail).timeline) <= past.now
        assert past.promises() == []
        assert past.people("Paule") == []


def test_the_past_takes_no_writing(past: Book, exports: Path) -> None:
    with past:
        for verb in (
            lambda: past.note(MARIE.mail, "x"),
            lambda: past.add("Zoé"),
            past.undo,
            lambda: past.import_paths([str(exports)]),
            lambda: past.forget(MARIE.mail),
            lambda: past.set_setting("region", "FR"),
        ):
            with pytest.raises(WritesInThePastError):
                verb()


def test_looking_back_leaves_the_book_as_it_was(book: Book) -> None:
    before = rows_of(book.path, "SELECT * FROM person"), rows_of(book.path, "SELECT * FROM standing")
    with Book.open(book.path, now=NOW, as_of="2025-03-01") as past:
        past.today()
        past.people()
    assert (rows_of(book.path, "SELECT * FROM person"), rows_of(book.path, "SELECT * FROM standing")) == before


def test_no_date_is_no_past(book: Book) -> None:
    with pytest.raises(BadDateError):
        Book.open(book.path, now=NOW, as_of="hier")


def test_the_newest_evidence_tells_how_fresh_the_book_is(book: Book) -> None:
    assert book.today().fresh_until == max(int(one.at.timestamp()) for one in ordinary())


@pytest.mark.parametrize("way", ["call", "text"])
def test_a_planned_step_goes_the_way_that_was_chosen_and_ends_once(tmp_path: Path, way: str) -> None:
    with new_book(tmp_path / "way.book") as book:
        book.add("Marie Roy", handles=["+15145550123", "marie@exemple.org"])
        book.plan_step(["Marie Roy"], action="Ask about the boat.", channel=way)
        (line,) = book.today(60).suggestions
        assert line.channel == way
        assert sentences(line.reasons)[0] == "You planned this for today: Ask about the boat."
