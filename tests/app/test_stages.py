"""Stages, results and consents on a book: for business alone, by the owner's circles alone, on every face."""

import json
from pathlib import Path

import pytest
from tests.cast import DAY, INES, LUC, MARIE, NOW

from entregent.app.book import Book
from entregent.app.business import HeartError, NotBusinessError
from entregent.app.consents import ConsentWithoutDayError, UnknownConsentError
from entregent.app.results import BadValueError, UnknownResultError, amount
from entregent.app.stages import UnknownStageError
from entregent.model.errors import BadDateError, FutureDateError, UnknownPersonError


def test_a_client_stands_where_the_letters_lead(book: Book) -> None:
    book.circle([LUC.mail], "clients")
    line = book.stage_of(LUC.mail)
    assert (line.stage, line.since, line.by_owner) == ("answered", "2025-01-09", False)
    assert [step.stage for step in line.reached] == ["noticed", "approached", "answered"]


def test_a_talk_a_referral_and_a_sale_lead_further(book: Book) -> None:
    book.circle([LUC.mail], "clients")
    book.log([LUC.mail], channel="call", outcome="hung-up")
    assert book.stage_of(LUC.mail).stage == "answered"
    book.log([LUC.mail], channel="call", outcome="talked")
    assert book.stage_of(LUC.mail).stage == "met"
    book.edit(INES.mail, via=LUC.mail)
    assert book.stage_of(LUC.mail).stage == "trusted"
    sale = book.add_result(LUC.mail, "sale", on="2026-02-20")
    assert (book.stage_of(LUC.mail).stage, book.stage_of(LUC.mail).since) == ("working", "2026-02-20")
    book.undo(sale.action)
    assert book.stage_of(LUC.mail).stage == "trusted"


def test_the_owners_word_counts_until_evidence_is_asked_again(book: Book) -> None:
    book.circle([LUC.mail], "clients")
    done = book.set_stage(LUC.mail, "loyal")
    assert (book.stage_of(LUC.mail).stage, book.stage_of(LUC.mail).by_owner) == ("loyal", True)
    book.set_stage(LUC.mail, "approached")
    assert book.stage_of(LUC.mail).stage == "approached"
    book.set_stage(LUC.mail, "evidence")
    assert book.stage_of(LUC.mail).stage == "answered"
    book.undo()
    book.undo()
    assert book.stage_of(LUC.mail).stage == "loyal"
    book.undo(done.action)
    assert book.stage_of(LUC.mail).stage == "answered"


def test_a_stage_may_bear_the_owners_own_name(book: Book) -> None:
    book.circle([LUC.mail], "clients")
    book.set_setting("stage-trusted", "Complices")
    assert book.stage_names()["trusted"] == "Complices"
    book.set_stage(LUC.mail, "complices")
    assert book.stage_of(LUC.mail).stage == "trusted"


def test_an_unknown_stage_is_told_with_those_there_are(book: Book) -> None:
    book.circle([LUC.mail], "clients")
    with pytest.raises(UnknownStageError) as told:
        book.set_stage(LUC.mail, "lukewarm")
    assert "loyal" in str(told.value.facts["known"])


@pytest.mark.parametrize("circle", ["love", "family", "friends"])
def test_of_the_heart_nothing_is_kept_whatever_other_circle_there_is(book: Book, circle: str) -> None:
    book.circle([MARIE.mail], "clients")
    book.set_stage(MARIE.mail, "trusted")
    book.add_result(MARIE.mail, "sale", value="10")
    book.set_consent(MARIE.mail, "express")
    book.circle([MARIE.mail], circle)
    for asked in (
        lambda: book.stage_of(MARIE.mail),
        lambda: book.set_stage(MARIE.mail, "met"),
        lambda: book.add_result(MARIE.mail, "sale"),
        lambda: book.consent_of(MARIE.mail),
        lambda: book.set_consent(MARIE.mail, "express"),
    ):
        with pytest.raises(HeartError):
            asked()
    view = book.funnel()
    assert (view.people, view.results, view.totals, view.openers, view.set_apart) == (0, (), (), (), 1)
    assert (book.results(), book.consents(), book.consent_reminder(MARIE.mail)) == ([], [], None)


@pytest.mark.parametrize("kind", ["stage", "result", "consent"])
def test_no_export_tells_business_of_a_friend(book: Book, tmp_path: Path, kind: str) -> None:
    book.circle([MARIE.mail, LUC.mail], "clients")
    for who in (MARIE.mail, LUC.mail):
        book.set_stage(who, "trusted")
        book.add_result(who, "sale", value="10", via=INES.mail)
        book.set_consent(who, "express")
    book.circle([MARIE.mail, INES.mail], "friends")
    book.export(tmp_path / "out")
    told = json.loads((tmp_path / "out" / "people.json").read_text("utf-8"))
    with_kind = {one["name"] for one in told if kind in {fact["kind"] for fact in one["facts"]}}
    assert with_kind == {LUC.name}
    assert not any(fact["kind"] == "result-via" for one in told for fact in one["facts"] if one["name"] == INES.name)


def test_a_guessed_circle_and_none_count_for_nothing(book: Book) -> None:
    with pytest.raises(NotBusinessError):
        book.stage_of(INES.mail)
    assert book.funnel().people == 0


def test_whoever_is_left_in_peace_is_in_no_funnel(book: Book) -> None:
    book.circle([LUC.mail, INES.mail], "clients")
    book.never(LUC.mail)
    assert [one.name for row in book.funnel().rows for one in row.people] == [INES.name]


def test_a_result_remembers_who_introduced_them(book: Book) -> None:
    book.circle([LUC.mail], "clients")
    book.circle([INES.mail], "partners")
    book.edit(LUC.mail, via=INES.mail)
    book.add_result(LUC.mail, "sale", value="1 200,50", note="le devis")
    line = book.results()[0]
    assert (line.name, line.value, line.currency, line.via_name, line.note) == (
        LUC.name,
        1200.5,
        "CAD",
        INES.name,
        "le devis",
    )
    opener = book.funnel().openers[0]
    assert (opener.name, opener.introduced, opener.results) == (INES.name, 1, 1)


def test_a_friend_who_introduced_somebody_is_thanked_and_not_counted(book: Book) -> None:
    book.circle([LUC.mail], "clients")
    book.circle([MARIE.mail], "friends")
    book.add_result(LUC.mail, "sale", via=MARIE.mail)
    assert book.results()[0].via_name == MARIE.name
    assert book.funnel().openers == ()


def test_forgetting_who_introduced_leaves_the_result(book: Book) -> None:
    book.circle([LUC.mail], "clients")
    book.add_result(LUC.mail, "sale", value="10", via=MARIE.mail)
    book.forget(MARIE.mail)
    assert [(line.value, line.via) for line in book.results()] == [(10, None)]
    book.forget(LUC.mail)
    assert book.results() == []


def test_nobody_introduces_themselves(book: Book) -> None:
    book.circle([LUC.mail], "clients")
    with pytest.raises(UnknownPersonError):
        book.add_result(LUC.mail, "sale", via=LUC.mail)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1200", 1200),
        ("1 200,50 $", 1200.5),
        ("1,200.50", 1200.5),
        ("1.200,50", 1200.5),
        ("1,200", 1200),
        ("12,5", 12.5),
        ("0", 0),
    ],
)
def test_money_is_understood_as_it_is_written(typed: str, meant: float) -> None:
    assert amount(typed) == pytest.approx(meant)


@pytest.mark.parametrize("typed", ["abc", "-5", "1e20", "nan", "$", "1,2,3.4.5", "∞"])
def test_what_is_no_amount_is_refused_and_nothing_is_lost(book: Book, typed: str) -> None:
    book.circle([LUC.mail], "clients")
    with pytest.raises(BadValueError):
        book.add_result(LUC.mail, "sale", value=typed)
    assert book.results() == []


def test_a_result_of_no_kind_or_of_a_day_to_come_is_refused(book: Book) -> None:
    book.circle([LUC.mail], "clients")
    with pytest.raises(UnknownResultError):
        book.add_result(LUC.mail, "gift")
    with pytest.raises(FutureDateError):
        book.add_result(LUC.mail, "sale", on="2027-01-01")


# ── consents ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_implied_consent_ends_and_reminds_before(book: Book) -> None:
    book.circle([LUC.mail], "prospects")
    reminder = book.consent_reminder(LUC.mail)
    assert reminder is not None
    assert reminder.signal == "consent-unknown"
    book.set_consent(LUC.mail, "implied", after="inquiry", since="2025-09-20")
    assert (book.consent_of(LUC.mail).until, book.consent_of(LUC.mail).now) == ("2026-03-20", "soon")
    assert [line.name for line in book.consents(soon=True)] == [LUC.name]
    book.look_again(NOW + 30 * DAY)
    reminder = book.consent_reminder(LUC.mail)
    assert reminder is not None
    assert reminder.signal == "consent-ended"
    book.set_consent(LUC.mail, "express", how="formulaire")
    assert book.consent_reminder(LUC.mail) is None


def test_a_client_without_a_noted_consent_needs_no_reminder(book: Book) -> None:
    book.circle([LUC.mail], "clients")
    assert book.consent_reminder(LUC.mail) is None
    assert book.consent_reminder(MARIE.mail) is None


def test_a_consent_that_cannot_be_understood_is_refused(book: Book) -> None:
    book.circle([LUC.mail], "prospects")
    with pytest.raises(UnknownConsentError):
        book.set_consent(LUC.mail, "maybe")
    with pytest.raises(ConsentWithoutDayError):
        book.set_consent(LUC.mail, "implied")
    with pytest.raises(FutureDateError):
        book.set_consent(LUC.mail, "express", since="2027-01-01")
    with pytest.raises(BadDateError):
        book.set_consent(LUC.mail, "implied", until="2025-01-01")
    assert book.consents() == []
