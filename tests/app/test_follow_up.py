"""Following up on a real book: promises both ways, who is waited for, events to look back on, days that come round."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.cast import (
    DAY,
    INES,
    JEAN,
    LUC,
    MARIE,
    NOW,
    PAULE,
    SOLENE,
    card,
    import_all,
    letter,
    rows_of,
    write_cards,
    write_mbox,
    write_meeting,
)

from entregent.app.book import Book
from entregent.app.sweeping import UnknownEventError
from entregent.app.views import Plan
from entregent.model.errors import BadDateError, BadNumberError, BadSettingError, PastDateError

EVENING = datetime(2026, 3, 1, 23, tzinfo=UTC)
"""The evening before the tests' day, in Toronto."""


def at(book: Book, days: float) -> Book:
    """The book so many days after the tests' instant."""
    book.look_again(NOW + int(days * DAY))
    return book


def turned_to(plan: Plan) -> list[tuple[str, str]]:
    return [(line.name, line.action) for line in plan.suggestions]


def party(book: Book, tmp_path: Path, *, title: str = "5 à 7", when: datetime = EVENING) -> int:
    """An evening with Inès, Jean and Paule, read from a calendar; its number."""
    import_all(book, write_meeting(tmp_path / f"{title}-{when:%d}.ics", when, [INES, JEAN, PAULE], title, 120))
    return book.find_event(title)


# ── promises both ways ────────────────────────────────────────────────────────────────────────────────────────────


def test_promises_go_both_ways(book: Book) -> None:
    book.promise(LUC.mail, "le devis", by="2026-03-02")
    done = book.promise(MARIE.mail, "un livre", by="2026-03-02", theirs=True)
    assert done.verb == "promise-theirs"
    view = book.follow_up()
    assert [line.name for line in view.mine] == [LUC.name]
    assert [(line.name, line.text) for line in view.theirs] == [(MARIE.name, "un livre")]


def test_what_was_promised_to_the_owner_asks_for_a_kind_question(book: Book) -> None:
    book.promise(MARIE.mail, "un livre", by="2026-03-02", theirs=True)
    (line,) = [line for line in book.today(600).suggestions if line.action == "nudge"]
    assert (line.name, line.reasons[0].signal) == (MARIE.name, "nudge-today")
    done = book.keep_promise(book.promises()[0].id)
    assert done.verb == "keep-theirs"
    assert [one.mine for one in book.promises(done=True)] == [False]
    book.undo()
    assert len(book.promises()) == 1


def test_a_promise_let_go_was_not_kept(book: Book) -> None:
    book.promise(LUC.mail, "le devis", by="2026-03-02")
    book.let_promise_go(book.promises()[0].id)
    assert book.promises() == []
    assert book.promises(done=True) == []
    with pytest.raises(BadNumberError):
        book.let_promise_go(999)


def test_forgetting_somebody_forgets_promises_that_were_kept(book: Book) -> None:
    book.promise(LUC.mail, "le grand secret", by="2026-03-02")
    book.keep_promise(book.promises()[0].id)
    book.forget(LUC.mail)
    assert all("secret" not in str(row) for row in rows_of(book.path, "SELECT value FROM action"))


# ── waiting ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_whoever_was_written_to_is_waited_for_until_they_answer(book: Book) -> None:
    book.log([LUC.mail], channel="mail", outcome="wrote", at="2026-03-01")
    (line,) = book.waiting()
    assert (line.name, line.days, line.patience_days, line.is_over, line.next) == (LUC.name, 1, 7, False, "patient")
    assert line.until == "2026-03-08"
    book.log([LUC.mail], channel="call", outcome="talked")
    assert book.waiting() == []


def test_after_a_week_a_mail_counts_as_unanswered_and_one_more_line_is_next(book: Book) -> None:
    book.log([LUC.mail], channel="mail", outcome="wrote", at="2026-03-01")
    (line,) = at(book, 7).waiting()
    assert (line.is_over, line.next) == (True, "again")
    assert at(book, 60).waiting() == []


def test_a_call_has_two_days_and_after_two_misses_another_way_is_tried(book: Book) -> None:
    book.edit(LUC.mail, add_handles=["+1 514 555 0123"])
    book.log([LUC.mail], channel="call", outcome="no-answer", at="2026-02-20")
    book.log([LUC.mail], channel="call", outcome="no-answer", at="2026-02-27")
    (line,) = book.waiting()
    assert (line.channel, line.misses, line.is_over, line.next) == ("call", 2, True, "another-way")
    assert line.another in {"text", "mail"}


def test_who_rests_or_is_left_in_peace_is_not_waited_for(book: Book) -> None:
    book.log([LUC.mail], channel="mail", outcome="wrote", at="2026-03-01")
    book.log([MARIE.mail], channel="mail", outcome="wrote", at="2026-03-01")
    book.rest([LUC.mail])
    book.never(MARIE.mail)
    assert book.waiting() == []


def test_a_letter_of_an_export_is_waited_on_like_one_that_was_logged(book: Book, tmp_path: Path) -> None:
    import_all(book, write_mbox(tmp_path / "new.mbox", [letter(418, SOLENE, JEAN, "Une idée")]))
    assert JEAN.name in {line.name for line in book.waiting()}


# ── events ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_event_of_the_evening_before_asks_to_be_looked_back_on(book: Book, tmp_path: Path) -> None:
    number = party(book, tmp_path)
    (line,) = book.sweeps()
    assert (line.event, line.title, line.people, line.day) == (number, "5 à 7", 3, "2026-03-01")
    (errand,) = book.today().errands
    assert (errand.kind, errand.reference, errand.what) == ("sweep", number, "5 à 7")


def test_before_its_end_and_after_two_days_it_asks_nothing(book: Book, tmp_path: Path) -> None:
    party(book, tmp_path)
    end = EVENING + timedelta(hours=2)
    for seconds, asks in ((-60, False), (0, True), (47 * 3600, True), (49 * 3600, False)):
        book.look_again(int(end.timestamp()) + seconds)
        assert bool(book.sweeps()) == asks, seconds


def test_a_talk_of_two_and_a_weekly_meeting_are_no_events(book: Book, tmp_path: Path) -> None:
    import_all(book, write_meeting(tmp_path / "talk.ics", EVENING, [INES], "Café"))
    for weeks in range(3):
        party(book, tmp_path, title="Réunion", when=EVENING - timedelta(days=7 * weeks))
    assert book.sweeps() == []
    assert book.sweep(book.find_event("réunion")).line.day == "2026-03-01"


@pytest.mark.parametrize("place", ["café", "Café  "])
def test_a_room_that_was_entered_asks_however_few_were_known_there(book: Book, tmp_path: Path, place: str) -> None:
    import_all(book, write_meeting(tmp_path / "talk.ics", EVENING, [INES], "Café"))
    book.enter("met", place="elsewhere")
    assert book.sweeps() == []
    done = book.enter("left-early", place=place)
    assert [(line.title, line.people) for line in book.sweeps()] == [("Café", 1)]
    book.undo(done.action)
    assert book.sweeps() == []


def test_nothing_is_promised_for_a_day_that_has_passed(book: Book, tmp_path: Path) -> None:
    event = party(book, tmp_path)
    with pytest.raises(PastDateError):
        book.promise(LUC.mail, "le devis", by="2026-03-01")
    with pytest.raises(PastDateError):
        book.note_at(event, INES.mail, promise="un livre", by="2026-03-01")
    assert book.promises() == []


def test_the_sweep_shows_who_was_there_the_new_ones_first(book: Book, tmp_path: Path) -> None:
    before = EVENING - timedelta(days=200)
    import_all(book, write_meeting(tmp_path / "old.ics", before, [INES, JEAN, PAULE], "Vernissage"))
    import_all(book, write_meeting(tmp_path / "new.ics", EVENING, [INES, JEAN, LUC], "5 à 7"))
    view = book.sweep(book.find_event("5 à"))
    assert [(one.name, one.is_new) for one in view.present] == [
        (LUC.name, True),
        (INES.name, False),
        (JEAN.name, False),
    ]
    assert not view.is_closed


def test_one_tap_notes_the_meeting_what_matters_and_a_promise_and_one_undo_takes_all_back(
    book: Book, tmp_path: Path
) -> None:
    number = party(book, tmp_path)
    before = book.digest()
    book.note_at(number, JEAN.mail, outcome="talked", matters="cherche un atelier", promise="un nom", by="2026-03-05")
    (one,) = [one for one in book.sweep(number).present if one.name == JEAN.name]
    assert (one.noted, one.matters) == ("talked", "cherche un atelier")
    assert [line.text for line in book.promises()] == ["un nom"]
    book.undo()
    assert book.promises() == []
    assert book.digest() == before


def test_somebody_who_was_not_on_the_list_is_added_where_they_were_met(book: Book, tmp_path: Path) -> None:
    number = party(book, tmp_path)
    book.add_at(number, "Aïcha Diop", handle="+1 418 555 0199", matters="joue du cor")
    (one,) = [one for one in book.sweep(number).present if one.name == "Aïcha Diop"]
    assert one.noted == "met"
    assert book.person("Aïcha Diop").first_met == "5 à 7"


def test_an_event_that_was_looked_back_on_asks_no_more_until_undone(book: Book, tmp_path: Path) -> None:
    number = party(book, tmp_path)
    book.close_sweep(number)
    assert book.sweeps() == []
    assert book.today().errands == ()
    assert book.sweep(number).is_closed
    book.undo()
    assert len(book.sweeps()) == 1


def test_what_is_no_event_is_said(book: Book) -> None:
    for text in ("99", "nowhere", ""):
        with pytest.raises(UnknownEventError):
            book.find_event(text)
    with pytest.raises(UnknownEventError):
        book.sweep(5)


def test_whoever_died_is_not_asked_about(book: Book, tmp_path: Path) -> None:
    number = party(book, tmp_path)
    book.never(JEAN.mail, died=True)
    assert JEAN.name not in {one.name for one in book.sweep(number).present}


# ── thanks ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_somebody_met_for_the_first_time_is_thanked_within_two_days(book: Book) -> None:
    book.add("Aïcha Diop", handles=["aicha@diop.example"], talked="2026-03-01", met="au marché")
    (line,) = [line for line in book.today(600).suggestions if line.action == "thanks"]
    assert (line.name, line.reasons[0].signal) == ("Aïcha Diop", "thanks-since")
    assert ("Aïcha Diop", "thanks") in turned_to(at(book, 1).today(600))
    assert ("Aïcha Diop", "thanks") not in turned_to(at(book, 2).today(600))


def test_a_word_or_a_try_is_thanks_enough(book: Book) -> None:
    book.add("Aïcha Diop", handles=["aicha@diop.example"], talked="2026-03-01")
    book.log(["Aïcha Diop"], channel="mail", outcome="wrote")
    assert ("Aïcha Diop", "thanks") not in turned_to(book.today(600))


def test_an_old_friend_met_again_needs_no_thanks(book: Book) -> None:
    book.log([MARIE.mail], channel="meeting", outcome="met", at="2025-06-01")
    book.log([MARIE.mail], channel="meeting", outcome="met", at="2026-03-01")
    assert (MARIE.name, "thanks") not in turned_to(book.today(600))


# ── days that come round ──────────────────────────────────────────────────────────────────────────────────────────


def days(book: Book, ahead: int = 30) -> list[tuple[str, str, str, int | None]]:
    return [(line.name, line.kind, line.day, line.years) for line in book.coming_dates(ahead)]


def test_birthdays_of_a_month_are_listed_with_their_years(book: Book) -> None:
    book.edit(MARIE.mail, birthday="1980-03-20")
    book.edit(LUC.mail, birthday="--03-05")
    assert days(book) == [
        (LUC.name, "birthday", "2026-03-05", None),
        (MARIE.name, "birthday", "2026-03-20", 46),
    ]


def test_a_name_of_an_address_book_alone_has_no_day_here(book: Book, tmp_path: Path) -> None:
    import_all(book, write_cards(tmp_path / "a.vcf", [card(PAULE, "BDAY:1980-03-20")]))
    assert days(book) == []
    assert days(book, 400) == []


def test_years_of_loyalty_are_for_clients_years_in_touch_for_friends_and_none_for_family(book: Book) -> None:
    for friend, circle in ((LUC, "clients"), (MARIE, "friends"), (INES, "family")):
        book.circle([friend.mail], circle)
        book.set_since(friend.mail, "together", "2016-03-10")
    assert days(book) == [
        (MARIE.name, "friendship", "2026-03-10", 10),
        (LUC.name, "loyalty", "2026-03-10", 10),
    ]
    assert (LUC.name, "loyalty") in turned_to(at(book, 7).today(600))


def test_where_the_exports_begin_no_loyalty_began(book: Book, tmp_path: Path) -> None:
    import_all(book, write_mbox(tmp_path / "later.mbox", [letter(200, JEAN, SOLENE, "Bonjour")]))
    book.circle([MARIE.mail, LUC.mail, JEAN.mail], "clients")
    assert [line for line in days(book, 400) if line[1] == "loyalty"] == [(JEAN.name, "loyalty", "2026-07-25", 1)]


def test_years_at_work_are_counted_from_the_day_that_was_said(book: Book) -> None:
    book.set_since(LUC.mail, "work", "2021-03-03")
    assert (LUC.name, "work", "2026-03-03", 5) in days(book)
    assert (LUC.name, "work") in turned_to(at(book, 1).today(600))
    book.set_since(LUC.mail, "work", "")
    assert days(book) == []


def test_a_beginning_that_is_none_is_refused(book: Book) -> None:
    with pytest.raises(BadDateError):
        book.set_since(LUC.mail, "work", "2036-01-01")
    with pytest.raises(BadSettingError):
        book.set_since(LUC.mail, "hair", "2016-01-01")


# ── the plan ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_day_begins_with_what_is_sealed_then_promises_then_replies(book: Book) -> None:
    from entregent.app.commitment_views import SealDraft

    book.seal(SealDraft(who=MARIE.mail, what="proposer une date", at="2026-03-02T18:00"))
    book.seal(SealDraft(what="appeler la banque", at="2026-03-02T17:00"))
    book.promise(LUC.mail, "le devis", by="2026-03-02")
    plan = book.today(600)
    assert turned_to(plan)[:3] == [(MARIE.name, "commitment"), (LUC.name, "promise"), (INES.name, "reply")]
    assert [(errand.kind, errand.what) for errand in plan.errands] == [("commitment", "appeler la banque")]


def test_a_planned_step_is_part_of_its_day_and_gone_when_it_was_taken(book: Book) -> None:
    book.plan_step([LUC.mail], sentence="Salut Luc, des nouvelles du voilier?", channel="mail")
    (line,) = [line for line in book.today(600).suggestions if line.action == "step"]
    assert line.reasons[0].signal == "step-today"
    book.log([LUC.mail], channel="mail", outcome="wrote", about={"step": line.reference})
    assert (LUC.name, "step") not in turned_to(book.today(600))


def test_one_small_dare_is_offered_where_minutes_are_left(book: Book) -> None:
    plan = book.today(60)
    assert plan.dare is not None
    assert plan.planned_minutes + plan.dare.minutes <= 60
    assert book.today(5).dare is None


def test_a_past_day_has_no_errands_and_no_dare(book: Book, tmp_path: Path) -> None:
    party(book, tmp_path)
    with Book.open(book.path, now=NOW, as_of="2026-03-02") as past:
        plan = past.today(60)
    assert (plan.errands, plan.dare, plan.looked_after_at) == ((), None, None)
