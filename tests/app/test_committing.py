"""Commitments: sealed with their hour, said how they went, and neither edited nor undone by any way there is."""

import json
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest
from tests.cast import DAY, INES, MARIE, NOW, PAULE, SOLENE, rows_of

from entregent.app.book import Book
from entregent.app.commitment_views import CommitmentLine, SealDraft
from entregent.app.committed import UnknownCommitmentError
from entregent.app.committing import (
    FarHourError,
    HourNeededError,
    NotYetMissedError,
    NoWitnessError,
    PastHourError,
)
from entregent.app.keeping import EmptyNameError
from entregent.app.opening import WritesInThePastError
from entregent.app.outbox import BadRecipientError
from entregent.app.tidying import SealedActionError
from entregent.app.witnessing import UnfitWitnessError, UnknownWitnessError
from entregent.app.wording import complaint
from entregent.coaching import chain
from entregent.model.errors import (
    BadDateError,
    BadSettingError,
    EntregentError,
    UnknownPersonError,
)

CALL = SealDraft(who=MARIE.mail, what="Parler du voilier à Marie", at="2026-03-05T10:00", channel="call")
WITNESSED = CALL._replace(witness=PAULE.mail)


@pytest.fixture
def book(book: Book) -> Book:
    """Solène's book, in English."""
    book.set_setting("language", "en")
    return book


def only(book: Book) -> CommitmentLine:
    (line,) = book.commitments()
    return line


def later(book: Book, days: float) -> Book:
    book.look_again(NOW + int(days * DAY))
    return book


# ── sealing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_sealed_is_there_with_its_hour_and_its_words(book: Book) -> None:
    sealed = CALL._replace(cue="après mon café", stakes="Sinon j’offre le café à Luc", bound="message", goal=3)
    assert book.seal(sealed).people == ((book.commitments()[0].person, MARIE.name),)
    line = only(book)
    assert (line.what, line.due, line.state) == ("Parler du voilier à Marie", "2026-03-05T10:00-05:00", "open")
    assert (line.cue, line.stakes, line.bound, line.goal) == (sealed.cue, sealed.stakes, "message", 3)
    assert (line.witness, line.history, line.forgotten) == (None, (), False)


def test_a_step_toward_nobody_can_be_sealed(book: Book) -> None:
    book.seal(SealDraft(what="Entrer au salon du livre", at="2026-03-05 18:30"))
    assert (only(book).person, only(book).name) == (None, "")


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        (CALL._replace(at="2026-03-02T09:00"), PastHourError),
        (CALL._replace(at="1970-01-01T00:00"), PastHourError),
        (CALL._replace(at="2026-03-05"), HourNeededError),
        (CALL._replace(at="2046-03-05T10:00"), FarHourError),
        (CALL._replace(at="9999-12-31T23:59"), FarHourError),
        (CALL._replace(at="un jour"), BadDateError),
        (CALL._replace(at=""), BadDateError),
        (CALL._replace(what="  \n "), EmptyNameError),
        (CALL._replace(who="Personne de ce nom"), UnknownPersonError),
        (CALL._replace(channel="pigeon"), BadSettingError),
        (CALL._replace(bound="oath"), BadSettingError),
        (CALL._replace(witness="pas une adresse"), UnknownWitnessError),
        (CALL._replace(witness="a@b"), BadRecipientError),
        (CALL._replace(witness="a@@b.example"), UnknownWitnessError),
        (CALL._replace(witness="moi@localhost"), BadRecipientError),
        (CALL._replace(witness=MARIE.name), UnfitWitnessError),
        (CALL._replace(witness=SOLENE.mail), UnfitWitnessError),
        (CALL._replace(witness=PAULE.mail, tells="everything"), BadSettingError),
    ],
)
def test_what_can_not_be_sealed_is_a_sentence_and_nothing_is_written(
    book: Book, draft: SealDraft, error: type[EntregentError]
) -> None:
    before = book.digest()
    for verb in (book.preview_seal, book.seal):
        with pytest.raises(error) as told:
            verb(draft)
        assert complaint(told.value).endswith((".", "!", "”", ":"))
    assert book.digest() == before
    assert book.commitments() == []


def test_an_hour_that_the_clocks_leave_out_or_have_twice_is_one_instant(book: Book) -> None:
    for at, due in (("2026-03-08T02:30", "2026-03-08T03:30-04:00"), ("2026-11-01T01:30", "2026-11-01T01:30-04:00")):
        assert book.preview_seal(CALL._replace(at=at)).due == due


def test_ways_to_bind_oneself_in_the_world_come_first(book: Book) -> None:
    first, *others = book.preview_seal(CALL).bindings
    assert [one.kind for one in others] == ["ticket", "told"]
    assert first.handle == MARIE.mail
    assert first.text.startswith("Hello Marie, ") or "Marie" in first.text
    (met, *_) = book.preview_seal(CALL._replace(channel="meeting")).bindings
    assert met.text == "Hello Marie, would Thursday 5 March at 10:00 suit to meet? A word is enough."


def test_a_message_to_whoever_is_left_in_peace_is_a_plain_one(book: Book) -> None:
    book.never(MARIE.mail)
    (first, *_) = book.preview_seal(CALL).bindings
    assert first.text == "Hello Marie, would Thursday 5 March at 10:00 suit for a call? A word is enough."


# ── how it went ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_after_its_hour_it_asks_and_after_a_week_it_is_left_in_peace(book: Book) -> None:
    book.seal(CALL)
    assert only(later(book, 4)).state == "asks"
    assert only(later(book, 11)).state == "not-said"
    assert [line.state for line in book.commitments(open_only=True)] == ["not-said"]


@pytest.mark.parametrize("way", ["done", "tried", "missed", "life"])
def test_how_it_went_is_said_once_and_corrected_by_a_later_word_alone(book: Book, way: str) -> None:
    book.seal(CALL)
    later(book, 4).settle_commitment(1, way, note="sous la pluie")
    book.settle_commitment(1, way)
    assert [(said.way, said.note) for said in only(book).history] == [(way, "sous la pluie")]
    other = "tried" if way != "tried" else "done"
    book.settle_commitment(1, other)
    assert [said.way for said in only(book).history] == [way, other]
    assert only(book).state == other
    assert book.commitments(open_only=True) == []


def test_nothing_is_missed_before_its_hour(book: Book) -> None:
    book.seal(CALL)
    with pytest.raises(NotYetMissedError) as told:
        book.settle_commitment(1, "missed")
    assert "Thursday 5 March at 10:00" in complaint(told.value)
    book.settle_commitment(1, "life")
    assert only(book).state == "life"


def test_with_an_outcome_the_step_is_on_the_path_too(book: Book) -> None:
    book.seal(CALL._replace(goal=4))
    later(book, 3).settle_commitment(1, "done", outcome="talked")
    (step,) = book.footprints()
    assert (step.commitment, step.goal, step.outcome, step.channel) == (1, 4, "talked", "call")


@pytest.mark.parametrize(("days", "signal"), [(2.9, "commitment-today"), (3.1, "commitment-late")])
def test_the_day_asks_how_it_went_once_the_sealed_hour_has_passed(book: Book, days: float, signal: str) -> None:
    book.seal(CALL)
    (line,) = [one for one in later(book, days).today().suggestions if one.action == "commitment"]
    assert line.reasons[0].signal == signal


@pytest.mark.parametrize("way", ["missed", "life"])
def test_what_did_not_happen_leaves_no_step(book: Book, way: str) -> None:
    book.seal(CALL)
    later(book, 4).settle_commitment(1, way, outcome="talked")
    assert book.footprints() == []


def test_a_miss_is_met_with_something_smaller_for_two_days(book: Book) -> None:
    book.seal(CALL)
    later(book, 4).settle_commitment(1, "missed")
    (repair,) = book.repairs()
    assert (repair.commitment, repair.name, repair.channel) == (1, MARIE.name, "text")
    assert repair.until == NOW + 6 * DAY
    assert later(book, 6.1).repairs() == []


def test_once_the_smaller_step_is_taken_nothing_smaller_is_asked_for(book: Book) -> None:
    book.seal(CALL)
    book.log([MARIE.mail], channel="text", outcome="no-answer")
    later(book, 4).settle_commitment(1, "missed")
    assert len(book.repairs()) == 1
    later(book, 4.1).log([INES.mail], channel="text", outcome="talked")
    assert len(book.repairs()) == 1
    book.log([MARIE.mail], channel="text", outcome="no-answer")
    assert book.repairs() == []


def test_of_somebody_who_wants_peace_nothing_is_reminded(book: Book) -> None:
    book.seal(CALL)
    later(book, 4).settle_commitment(1, "missed")
    book.never(MARIE.mail)
    assert book.repairs() == []
    assert only(book).quiet


def test_the_day_of_the_past_shows_what_was_sealed_by_then(book: Book) -> None:
    book.seal(CALL)
    later(book, 4).settle_commitment(1, "done")
    with Book.open(book.path, now=book.now, as_of="2026-03-03") as past:
        assert only(past).state == "open"
        with pytest.raises(WritesInThePastError):
            past.seal(CALL)
    with Book.open(book.path, now=book.now, as_of="2026-03-01") as past:
        assert past.commitments() == []


def test_the_nearest_open_one_of_somebody_is_found(book: Book) -> None:
    for at in ("2026-03-20T10:00", "2026-03-05T10:00"):
        book.seal(CALL._replace(at=at))
    marie = book.commitments()[0].person
    assert marie is not None
    found = book.commitment_of(marie)
    assert found is not None
    assert found.number == 2
    assert book.commitment_of(marie + 1) is None


def test_a_merge_and_its_undo_leave_what_was_sealed_with_whom_it_was(book: Book) -> None:
    book.seal(CALL)
    before = only(book)
    merged = book.same(MARIE.mail, INES.mail)
    assert book.chain().flaws == ()
    book.undo(merged.action)
    assert only(book) == before


# ── no way back ───────────────────────────────────────────────────────────────────────────────────────────────────


def state(book: Book) -> list[tuple[object, ...]]:
    """All that is sealed, to the byte."""
    return [
        *rows_of(book.path, "SELECT * FROM chain ORDER BY number"),
        *rows_of(book.path, "SELECT * FROM sealed_text ORDER BY number"),
    ]


@pytest.fixture
def sealed(book: Book) -> Book:
    """A book with a commitment sealed, settled and witnessed."""
    book.seal(WITNESSED)
    book.witness_answered(1, accepted=True)
    later(book, 3).settle_commitment(1, "tried")
    return book


def test_undo_takes_nothing_sealed_back_and_says_so(sealed: Book) -> None:
    before = state(sealed)
    for line in sealed.actions():
        if line.verb in {"seal", "settle", "witness"}:
            assert sealed.is_undone(line.id)
            with pytest.raises(SealedActionError):
                sealed.undo(line.id)
    with pytest.raises(SealedActionError) as told:
        sealed.undo()
    assert "stands" in complaint(told.value)
    assert state(sealed) == before


VERBS: dict[str, Callable[[Book], object]] = {
    "edit": lambda book: book.edit(MARIE.mail, name="Autre", birthday="1970-01-01", organisation="X"),
    "log": lambda book: book.log([MARIE.mail], channel="call", outcome="talked", about={"commitment": 1}),
    "note": lambda book: book.note(MARIE.mail, "x"),
    "promise": lambda book: book.promise(MARIE.mail, "x", by="2026-04-01"),
    "level": lambda book: book.level([MARIE.mail], "close"),
    "circle": lambda book: book.circle([MARIE.mail], "friends"),
    "rest": lambda book: book.rest([MARIE.mail]),
    "never": lambda book: book.never(MARIE.mail, died=True),
    "archive": lambda book: book.archive([MARIE.mail]),
    "same": lambda book: book.same(MARIE.mail, INES.mail),
    "human": lambda book: book.human(MARIE.mail, automaton=True),
    "owner": lambda book: book.owner(MARIE.mail),
    "settings": lambda book: book.set_settings({"language": "fr", "zone": "Asia/Tokyo", "name": "Autre"}),
    "again": lambda book: book.seal(CALL._replace(at="2026-03-09T10:00")),
    "correct": lambda book: book.settle_commitment(1, "done"),
    "witness": lambda book: book.ask_witness(1, SealDraft(witness=INES.mail)),
    "decline": lambda book: book.witness_answered(1, accepted=False),
    "import": lambda book: book.import_paths([str(book.path.parent / "solene-exports")]),
    "refresh": lambda book: book.refresh(),
    "send": lambda book: book.send_due(),
    "undo all": lambda book: [book.undo(line.id) for line in book.actions() if not book.is_undone(line.id)],
}


@pytest.mark.parametrize("name", VERBS)
def test_no_verb_changes_a_sealed_entry(sealed: Book, kept_book: Path, name: str) -> None:
    import shutil

    shutil.copytree(kept_book.with_name("solene-exports"), sealed.path.parent / "solene-exports")
    before = set(state(sealed))
    VERBS[name](sealed)
    assert before <= set(state(sealed))
    assert sealed.chain().flaws == ()


def test_an_import_that_is_removed_takes_nothing_sealed_along(sealed: Book) -> None:
    before = state(sealed)
    sealed.remove_import(sealed.imports()[0].id)
    assert state(sealed) == before
    assert sealed.chain().flaws == ()
    assert sealed.commitments()[0].what


def test_somebody_added_and_taken_back_stays_for_what_was_sealed(book: Book) -> None:
    added = book.add("Aïcha Diop")
    book.seal(SealDraft(who="Aïcha Diop", what="La revoir", at="2026-03-05T10:00"))
    book.undo(added.action)
    assert book.chain().flaws == ()
    assert only(book).what == "La revoir"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE chain SET kind = 'done' WHERE number = 1",
        "UPDATE chain SET at = at",
        "DELETE FROM chain WHERE number = 3",
        "DELETE FROM sealed_text WHERE number = 1",
        "UPDATE sealed_text SET text = 'x' WHERE number = 1",
        "UPDATE sealed_text SET salt = NULL WHERE number = 1",
        "UPDATE sealed_text SET handle = 1 WHERE number = 1",
        "INSERT OR REPLACE INTO chain SELECT number, at, 'done', about, content, digest FROM chain WHERE number = 1",
        "INSERT OR REPLACE INTO sealed_text VALUES (1, x'00', 'x', NULL)",
        "REPLACE INTO sealed_text VALUES (2, x'00', 'x', NULL)",
    ],
)
def test_the_file_itself_refuses_to_change_what_was_sealed(sealed: Book, sql: str) -> None:
    before = state(sealed)
    raw = apsw.Connection(str(sealed.path))
    with pytest.raises(apsw.ConstraintError):
        raw.execute(sql)
    raw.close()
    assert state(sealed) == before


# ── a changed byte ────────────────────────────────────────────────────────────────────────────────────────────────

TAMPER = {
    "number": "UPDATE chain SET number = 9 WHERE number = 2",
    "at": "UPDATE chain SET at = at + 1 WHERE number = 2",
    "kind": "UPDATE chain SET kind = 'witness-declined' WHERE number = 2",
    "about": "UPDATE chain SET about = 2 WHERE number = 2",
    "content": "UPDATE chain SET content = CAST(x'01' || substr(content, 2) AS BLOB) WHERE number = 2",
    "digest": "UPDATE chain SET digest = CAST(x'01' || substr(digest, 2) AS BLOB) WHERE number = 2",
    "salt": "UPDATE sealed_text SET salt = CAST(x'01' || substr(salt, 2) AS BLOB) WHERE number = 2",
    "text": "UPDATE sealed_text SET text = replace(text, 'kept', 'kepT') WHERE number = 2",
    "text, so that it is none": "UPDATE sealed_text SET text = substr(text, 2) WHERE number < 3",
    "text of another kind": "UPDATE sealed_text SET text = '[1]' WHERE number < 3",
    "handle": "UPDATE sealed_text SET handle = 3 WHERE number = 1",
    "a handle’s value": "UPDATE handle SET value = 'x' || value WHERE id = (SELECT handle FROM sealed_text)",
    "a text’s number": "UPDATE sealed_text SET number = 9 WHERE number = 2",
    "a missing link": "DELETE FROM chain WHERE number = 2",
    "a missing text": "DELETE FROM sealed_text WHERE number = 2",
    "a missing end": "DELETE FROM chain WHERE number = 4",
    "no end at all": "DELETE FROM chain WHERE number = 4; DELETE FROM sealed_text WHERE number = 4",
    "a blank": "UPDATE sealed_text SET text = NULL, salt = NULL, handle = NULL WHERE number = 2",
    "a swap": "UPDATE chain SET number = -number WHERE number IN (2, 3); UPDATE chain SET number = 5 + number"
    " WHERE number < 0",
}


def tamper(path: Path, sql: str) -> None:
    """Change the file as who means harm would: the triggers first."""
    raw = apsw.Connection(str(path))
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute(sql)
    raw.close()


def chain_findings(book: Book) -> set[str]:
    return {one.reason.signal for one in book.doctor() if one.state == "bad" and "chain" in one.reason.signal}


@pytest.mark.parametrize("name", TAMPER)
def test_doctor_names_what_was_changed(sealed: Book, name: str) -> None:
    assert chain_findings(sealed) == set()
    tamper(sealed.path, TAMPER[name])
    found = [one for one in sealed.doctor() if one.state == "bad" and "chain" in one.reason.signal]
    assert found
    sealed.commitments()
    sealed.repairs()
    assert all(dict(one.reason.facts)["number"] for one in found)


@pytest.mark.parametrize("name", ["kind", "text", "at"])
def test_without_the_digests_doctor_would_miss_it(sealed: Book, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr(chain, "digest_of", lambda _previous, link: link.digest)
    monkeypatch.setattr(chain, "_fits", lambda _link, _content: True)
    tamper(sealed.path, TAMPER[name])
    assert chain_findings(sealed) == set()


# ── forgotten ─────────────────────────────────────────────────────────────────────────────────────────────────────


def bytes_of(book: Book) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(book.path.parent.glob(f"{book.path.name}*")))


def words_left(book: Book, *words: str) -> list[str]:
    whole = bytes_of(book).lower()
    return [word for word in words if word.lower().encode() in whole]


def test_forgetting_leaves_a_gap_that_verifies_and_no_byte(book: Book) -> None:
    from tests.app.test_tidying import THEO

    book.add(THEO.name, handles=[THEO.mail])
    draft = SealDraft(
        who=THEO.mail, what="Parler à Théophane du zeppelin", at="2026-03-05T10:00", stakes="un zirconium"
    )
    book.seal(draft._replace(witness=PAULE.mail, may_name=True))
    book.seal(CALL._replace(what="Dire à Marie que Théophane Zwingelstein va bien"))
    (salt,) = [row[0] for row in rows_of(book.path, "SELECT salt FROM sealed_text WHERE number = 1")]
    assert book.forget_preview(THEO.mail).commitments == 1
    book.forget(THEO.mail)
    assert words_left(book, THEO.mail, "Théophane", "Zwingelstein", "zeppelin", "zirconium") == []
    assert isinstance(salt, bytes)
    assert salt not in bytes_of(book)
    told = book.chain()
    assert (told.flaws, told.forgotten, told.entries) == ((), 3, 4)
    assert [line.forgotten for line in book.commitments()] == [True, True]
    assert book.commitments(open_only=True) == []


def test_a_forgotten_commitment_can_not_be_spoken_of_any_more(book: Book) -> None:
    book.seal(CALL)
    book.forget(MARIE.mail)
    with pytest.raises(UnknownCommitmentError):
        book.settle_commitment(1, "done")
    assert {one.reason.signal for one in book.doctor()} >= {"doctor-chain", "doctor-chain-forgotten"}


def test_a_witness_who_is_forgotten_goes_and_the_commitment_stays(book: Book) -> None:
    book.add(PAULE.name, handles=[PAULE.mail])
    book.seal(WITNESSED)
    book.forget(PAULE.mail)
    assert words_left(book, PAULE.mail, "Ostiguy") == []
    assert only(book).what == CALL.what
    assert only(book).witness is None
    assert book.chain().flaws == ()
    with pytest.raises(NoWitnessError):
        book.witness_answered(1, accepted=True)


def test_what_the_chain_says_can_be_checked_by_other_tools(sealed: Book, tmp_path: Path) -> None:
    sealed.export(tmp_path / "out")
    told = json.loads((tmp_path / "out" / "commitments.json").read_text("utf-8"))
    import hashlib
    import hmac

    previous = bytes(32)
    for one in told:
        text = f"{one['handle']}\0{one['text']}".encode()
        content = hmac.new(bytes.fromhex(one["salt"]), text, hashlib.sha256).digest()
        assert content.hex() == one["content"]
        kind = one["kind"].encode()
        numbers = b"".join(one[key].to_bytes(8, "big", signed=True) for key in ("number", "at", "about"))
        whole = previous + numbers + len(kind).to_bytes(8, "big") + kind + content
        previous = hashlib.sha256(whole).digest()
        assert previous.hex() == one["digest"]
    assert len(told) == 4


def test_a_backup_comes_back_with_what_was_sealed(sealed: Book, tmp_path: Path) -> None:
    before = state(sealed)
    copy = sealed.backup(tmp_path / "a.backup")
    Book.restore(Path(copy.path), tmp_path / "b.book", now=NOW)
    with Book.open(tmp_path / "b.book", now=NOW) as back:
        assert state(back) == before
        assert back.chain().flaws == ()
        assert back.digest() == sealed.digest()
