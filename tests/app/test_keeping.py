"""The owner's verbs: each writes one action, and `undo` is its exact inverse, in any sequence."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.cast import (
    INES,
    JEAN,
    LUC,
    LUC_AT_WORK,
    MARIE,
    NEWSLETTER,
    NOW,
    PAULE,
    SOLENE,
    Friend,
    Verb,
    card,
    count_rows,
    exchange,
    filled,
    import_all,
    letter,
    new_book,
    ordinary,
    rows_of,
    seen,
    ties_of,
    write_cards,
    write_mbox,
)

from entregent.app import settling
from entregent.app.adding import KnownHandleError
from entregent.app.book import Book
from entregent.app.keeping import EmptyNameError
from entregent.app.reaching import BadHandleError
from entregent.app.wording import sentence
from entregent.model.errors import (
    AmbiguousPersonError,
    BadDateError,
    BadNumberError,
    BadSettingError,
    FutureDateError,
    NothingToUndoError,
    UnknownPersonError,
)

VERBS: dict[str, Verb] = {
    "add": lambda book: book.add("Paule Ostiguy", circle="amis", met="5 à 7", note="voile"),
    "add with handles": lambda book: book.add("Paule", handles=[PAULE.mail, "+1 514 555-0123"], talked="2026-02-01"),
    "add through": lambda book: book.add("Paule", via=MARIE.mail, handles=["linkedin:paule"]),
    "edit": lambda book: book.edit(MARIE.mail, name="Marie T.", birthday="05-17", organisation="Atelier", title="chef"),
    "edit handles": lambda book: book.edit(LUC.mail, add_handles=[LUC_AT_WORK.mail, "+15145550199"]),
    "log an exchange": lambda book: book.log([MARIE.mail], channel="call", outcome="talked", minutes=12, note="bien"),
    "log an attempt": lambda book: book.log([LUC.mail], channel="call", outcome="hung-up"),
    "log several": lambda book: book.log([MARIE.mail, INES.mail], channel="meeting", outcome="met", at="2026-01-10"),
    "log and create": lambda book: book.log(["Paule"], channel="meeting", outcome="met", create=True),
    "later": lambda book: book.later(LUC.mail, "2026-04-01"),
    "promise": lambda book: book.promise(LUC.mail, "envoyer le devis", by="2026-03-04"),
    "promise and create": lambda book: book.promise("Paule", "le livre", by="2026-03-04", create=True),
    "level": lambda book: book.level([MARIE.mail, LUC.mail], "valued"),
    "no level": lambda book: book.level([INES.mail], "none"),
    "circle": lambda book: book.circle([MARIE.mail], "amis"),
    "rest": lambda book: book.rest([MARIE.mail]),
    "wake": lambda book: book.rest([MARIE.mail], wake=True),
    "never": lambda book: book.never(LUC.mail),
    "died": lambda book: book.never(INES.mail, died=True),
    "private": lambda book: book.never(MARIE.mail, private=True),
    "archive": lambda book: book.archive([LUC.mail, INES.mail]),
    "bring back": lambda book: book.archive([MARIE.mail], back=True),
    "note": lambda book: book.note(MARIE.mail, "Aime la voile"),
    "same": lambda book: book.same(MARIE.mail, INES.mail),
    "different": lambda book: book.different(MARIE.mail, LUC.mail),
    "human": lambda book: book.human(NEWSLETTER.mail),
    "automaton": lambda book: book.human(LUC.mail, automaton=True),
    "owner": lambda book: book.owner(INES.mail),
    "owner of something new": lambda book: book.owner("solene@ailleurs.example"),
    "owner no more": lambda book: book.owner(SOLENE.mail, drop=True),
    "a setting": lambda book: book.set_setting("minutes-per-week", "45"),
    "the zone": lambda book: book.set_setting("zone", "Pacific/Auckland"),
    "a circle's weight": lambda book: book.set_setting("weight-friends", "3"),
}


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_writes_one_action_and_undo_is_its_inverse(book: Book, name: str) -> None:
    before, parts, actions = seen(book), ties_of(book.path), count_rows(book.path, "action")
    done = VERBS[name](book)
    assert count_rows(book.path, "action") == actions + 1, done
    undone = book.undo()
    assert undone.verb == "undo"
    assert (seen(book), ties_of(book.path)) == (before, parts)


@settings(max_examples=6)
@example(names=["never", "level"])
@given(names=st.lists(st.sampled_from([*VERBS]), min_size=2, max_size=5))
def test_any_sequence_undone_in_turn_ends_where_it_began(
    tmp_path_factory: pytest.TempPathFactory, kept_book: Path, names: list[str]
) -> None:
    path = tmp_path_factory.mktemp("verbs") / "solene.book"
    path.write_bytes(kept_book.read_bytes())
    with Book.open(path, now=NOW) as book:
        stages = [(seen(book), ties_of(path))]
        done = 0
        for name in names:
            try:
                VERBS[name](book)
            except (KnownHandleError, AmbiguousPersonError, BadHandleError, UnknownPersonError):
                continue
            done += 1
            stages.append((seen(book), ties_of(path)))
        for _ in range(done):
            stages.pop()
            book.undo()
            assert (seen(book), ties_of(path)) == stages[-1]


@settings(max_examples=4)
@given(order=st.permutations(["note", "level", "log an exchange", "rest", "add", "promise", "edit handles", "circle"]))
def test_actions_undone_by_number_in_any_order_end_where_they_began(
    tmp_path_factory: pytest.TempPathFactory, kept_book: Path, order: list[str]
) -> None:
    path = tmp_path_factory.mktemp("verbs") / "solene.book"
    path.write_bytes(kept_book.read_bytes())
    with Book.open(path, now=NOW) as book:
        before = seen(book), ties_of(path)
        numbers = {name: VERBS[name](book).action for name in sorted(order)}  # type: ignore[attr-defined]
        for name in order:
            book.undo(numbers[name])
        assert (seen(book), ties_of(path)) == before


def test_keeping_a_promise_and_its_undo(book: Book) -> None:
    book.promise(LUC.mail, "envoyer le devis", by="2026-03-04")
    promised = seen(book)
    book.keep_promise(book.promises()[0].id)
    assert (book.promises(), len(book.promises(done=True))) == ([], 1)
    book.undo()
    assert seen(book) == promised
    assert [one.text for one in book.promises()] == ["envoyer le devis"]


def test_somebody_added_and_then_written_to_stays_when_the_adding_is_undone(tmp_path: Path) -> None:
    with filled(tmp_path / "a.book") as book:
        added = book.add("Paule", handles=[PAULE.mail])
        import_all(book, write_mbox(tmp_path / "p.mbox", exchange(PAULE, (1, 5))))
        book.undo(added.action)
        assert book.person(PAULE.mail).line.interactions == 4


def test_somebody_met_tonight_has_a_tie_at_once(book: Book) -> None:
    book.add("Paule", talked="2026-03-01")
    assert book.person("Paule").line.interactions == 1


def test_a_change_of_zone_weighs_every_tie_anew(book: Book) -> None:
    book.set_setting("zone", "Pacific/Auckland")
    kept = rows_of(book.path, "SELECT * FROM tie")
    settling.settle_all(book._inner)
    assert rows_of(book.path, "SELECT * FROM tie") == kept


def test_the_owner_added_by_hand_stays_the_owner_when_that_is_undone(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.book") as book:
        added = book.add("Moi", handles=[SOLENE.mail])
        book.import_paths([str(write_mbox(tmp_path / "Sent.mbox", ordinary()))])
        parts = ties_of(book.path)
        book.undo(added.action)
        assert book.owner_handles() == [SOLENE.mail]
        assert ties_of(book.path) == parts


def test_a_log_of_somebody_whose_adding_was_undone_goes_without_trace(book: Book) -> None:
    before = seen(book)
    added = book.add("Paule", handles=[PAULE.mail])
    book.log([PAULE.mail], channel="call", outcome="talked")
    book.undo(added.action)
    book.undo()
    assert seen(book) == before


def test_nothing_to_undo_is_told(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.book") as book:
        with pytest.raises(NothingToUndoError):
            book.undo()
        with pytest.raises(NothingToUndoError):
            book.undo(17)


def test_an_action_is_undone_once_and_an_undo_never(book: Book) -> None:
    done = book.note(MARIE.mail, "a")
    undone = book.undo(done.action)
    for number in (done.action, undone.action):
        with pytest.raises(NothingToUndoError):
            book.undo(number)


def test_actions_are_listed_newest_first_with_their_people(book: Book) -> None:
    book.note(MARIE.mail, "Aime la voile")
    book.rest([LUC.mail])
    book.undo()
    lines = book.actions()
    assert [(line.verb, line.undone) for line in lines[:3]] == [("undo", False), ("rest", True), ("note", False)]
    assert lines[2].people[0][1] == MARIE.name


# ── facts last ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_owners_words_survive_a_re_import(book: Book, exports: Path, tmp_path: Path) -> None:
    book.edit(MARIE.mail, name="Marie-Ève", birthday="1980-05-17")
    book.level([MARIE.mail], "close")
    book.circle([MARIE.mail], "family")
    import_all(book, exports, write_cards(tmp_path / "a.vcf", [card(MARIE, "BDAY:1999-01-01")]))
    page = book.person(MARIE.mail)
    assert (page.line.name, page.birthday) == ("Marie-Ève", "1980-05-17")
    assert (page.line.level, page.line.level_proposed, page.line.circles) == ("close", False, ("family",))


def test_each_fact_goes_back_with_its_handle_after_an_undone_merge(book: Book) -> None:
    book.note(MARIE.mail, "voile")
    book.level([LUC.mail], "wide")
    before = seen(book)
    book.same(MARIE.mail, LUC.mail)
    page = book.person(LUC.mail)
    assert (page.notes[0].text, page.line.level) == ("voile", "wide")
    book.undo()
    assert seen(book) == before


def test_the_older_id_stays_and_both_come_back(book: Book) -> None:
    old, young = sorted((book.person(MARIE.mail).line.id, book.person(LUC.mail).line.id))
    book.same(MARIE.mail, LUC.mail)
    assert book.person(str(young)).line.id == book.person(str(old)).line.id == old
    book.undo()
    assert {book.person(MARIE.mail).line.id, book.person(LUC.mail).line.id} == {old, young}


def test_the_last_word_on_a_person_holds(book: Book) -> None:
    for level in ("close", "wide", "valued"):
        book.level([MARIE.mail], level)
    assert book.person(MARIE.mail).line.level == "valued"
    book.undo()
    assert book.person(MARIE.mail).line.level == "wide"


def test_a_circle_is_entered_and_left(book: Book) -> None:
    book.circle([MARIE.mail], "amis")
    assert book.person(MARIE.mail).line.circles == ("friends",)
    assert [one.name for one in book.people(circle="friends")] == [MARIE.name]
    book.circle([MARIE.mail], "friends", remove=True)
    assert book.person(MARIE.mail).line.circles == ()


# ── log ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def clock(book: Book, friend: Friend) -> tuple[object, ...]:
    """What an attempt must leave as it was."""
    line = book.person(friend.mail).line
    return line.strength, line.silence_days, line.last_at, line.usual_gap_days, line.interactions


@pytest.mark.parametrize("outcome", ["left-message", "no-answer", "hung-up"])
def test_an_attempt_leaves_the_clock_but_is_remembered(book: Book, outcome: str) -> None:
    before = clock(book, MARIE)
    book.log([MARIE.mail], channel="call", outcome=outcome, note="raccroché")
    assert clock(book, MARIE) == before
    newest = book.person(MARIE.mail).timeline[0]
    assert (newest.direction, newest.outcome, newest.note) == ("attempt", outcome, "raccroché")


@pytest.mark.parametrize("outcome", ["talked", "met", "wrote"])
def test_an_exchange_resets_the_clock(book: Book, outcome: str) -> None:
    book.log([MARIE.mail], channel="call", outcome=outcome)
    line = book.person(MARIE.mail).line
    assert (line.silence_days, line.last_at) == (0, NOW)


def test_one_log_of_several_people_is_one_event(book: Book) -> None:
    events = count_rows(book.path, "event")
    book.log([MARIE.mail, LUC.mail, MARIE.mail], channel="meeting", outcome="met", minutes=90)
    assert count_rows(book.path, "event") == events + 1
    assert book.person(MARIE.mail).timeline[0].participants == (LUC.name,)
    assert book.person(LUC.mail).timeline[0].minutes == 90


CALLED = letter(410, LUC, SOLENE, "Après notre appel")
"""Evidence of 2026-02-20, 15:00 UTC, 10:00 in Montréal."""


@pytest.mark.parametrize(
    ("at", "counted"),
    [("2026-02-20T11:30", 1), ("2026-02-20T08:10", 1), ("2026-02-20T12:30", 2), ("2026-02-20", 1), ("2026-02-19", 2)],
)
@pytest.mark.parametrize("logged_first", [True, False])
def test_a_log_near_its_evidence_is_one_event(tmp_path: Path, at: str, counted: int, logged_first: bool) -> None:
    path = write_mbox(tmp_path / "late.mbox", [CALLED])
    with filled(tmp_path / "a.book", exchange(LUC, (0, 20))) as book:
        before = book.person(LUC.mail).line.interactions
        steps: list[Callable[[], object]] = [
            lambda: book.log([LUC.mail], channel="mail", outcome="wrote", at=at, note="devis"),
            lambda: book.import_paths([str(path)]),
        ]
        for step in steps if logged_first else reversed(steps):
            step()
        assert book.person(LUC.mail).line.interactions == before + counted
        assert "devis" in {line.note for line in book.person(LUC.mail).timeline}


def test_an_event_told_twice_lasts_while_one_telling_does(tmp_path: Path) -> None:
    path = write_mbox(tmp_path / "late.mbox", [CALLED])
    with filled(tmp_path / "a.book", exchange(LUC, (0, 20))) as book:
        alone = book.person(LUC.mail).line.interactions
        book.log([LUC.mail], channel="mail", outcome="wrote", at="2026-02-20T10:05")
        book.import_paths([str(path)])
        book.remove_import(book.imports()[-1].id)
        assert book.person(LUC.mail).line.interactions == alone + 1
        book.import_paths([str(path)])
        book.undo()
        assert book.person(LUC.mail).line.interactions == alone + 1
        assert book.person(LUC.mail).timeline[0].title == CALLED.subject


# ── what is refused ───────────────────────────────────────────────────────────────────────────────────────────────

REFUSED: dict[str, tuple[type[Exception], Verb]] = {
    "no name": (EmptyNameError, lambda book: book.add("  ")),
    "a handle that is known": (KnownHandleError, lambda book: book.add("X", handles=[MARIE.mail])),
    "no handle": (BadHandleError, lambda book: book.add("X", handles=["bonjour"])),
    "nobody": (UnknownPersonError, lambda book: book.note("Zoé", "x")),
    "no number": (UnknownPersonError, lambda book: book.person("²")),
    "a broken letter": (UnknownPersonError, lambda book: book.person("\udcff")),
    "nothing": (UnknownPersonError, lambda book: book.person("")),
    "a huge number": (UnknownPersonError, lambda book: book.person("9" * 30)),
    "no date": (BadDateError, lambda book: book.promise(MARIE.mail, "x", by="demain?")),
    "a log of tomorrow": (
        BadDateError,
        lambda book: book.log([MARIE.mail], channel="call", outcome="met", at="2027-01-01"),
    ),
    "an exchange of tomorrow": (
        FutureDateError,
        lambda book: book.log([MARIE.mail], channel="call", outcome="talked", at="2999-01-01"),
    ),
    "an exchange of a month": (
        BadNumberError,
        lambda book: book.log([MARIE.mail], channel="meeting", outcome="met", minutes=50_000),
    ),
    "later than yesterday": (BadDateError, lambda book: book.later(MARIE.mail, "2026-01-01")),
    "an impossible birthday": (BadDateError, lambda book: book.edit(MARIE.mail, birthday="02-30")),
    "minutes below zero": (BadNumberError, lambda b: b.log([MARIE.mail], channel="call", outcome="met", minutes=-1)),
    "no promise": (BadNumberError, lambda book: book.keep_promise(99)),
    "no level": (BadSettingError, lambda book: book.level([MARIE.mail], "best")),
    "no channel": (BadSettingError, lambda book: book.log([MARIE.mail], channel="smoke", outcome="met")),
    "no outcome": (BadSettingError, lambda book: book.log([MARIE.mail], channel="call", outcome="sang")),
    "no setting": (BadSettingError, lambda book: book.set_setting("colour", "red")),
    "no zone": (BadSettingError, lambda book: book.set_setting("zone", "Mars/Base")),
    "no minutes": (BadSettingError, lambda book: book.set_setting("minutes-per-week", "0")),
    "not a number": (BadSettingError, lambda book: book.set_setting("minutes-call", "nan")),
    "no minutes today": (BadNumberError, lambda book: book.today(0)),
    "no minutes for plates": (BadNumberError, lambda book: book.plates(-5)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_be_done_is_refused_and_leaves_no_trace(book: Book, name: str) -> None:
    before, actions = seen(book), count_rows(book.path, "action")
    error, verb = REFUSED[name]
    with pytest.raises(error):
        verb(book)
    assert (seen(book), count_rows(book.path, "action")) == (before, actions)


def test_two_people_of_one_name_are_told_apart(tmp_path: Path) -> None:
    roys = [Friend("Jean Roy", "jean@roy.example"), Friend("Jean Roy", "jroy@mairie.example")]
    with filled(tmp_path / "a.book", [*exchange(roys[0], (0, 9)), *exchange(roys[1], (3, 12))]) as book:
        if len(book.people()) == 1:
            book.different(*(one.mail for one in roys))
        with pytest.raises(AmbiguousPersonError) as told:
            book.note("jean roy", "lequel ?")
        choices = told.value.facts["choices"]
        assert isinstance(choices, list)
        assert {choice[2] for choice in choices} == {one.mail for one in roys}
        assert JEAN.mail in json.dumps(choices)


def test_unknown_names_come_with_close_ones(book: Book) -> None:
    with pytest.raises(UnknownPersonError) as told:
        book.person("Mariette")
    assert told.value.facts["near"] == [MARIE.name]


def test_reasons_of_a_page_have_sentences(book: Book) -> None:
    for friend in (MARIE, LUC, INES):
        assert all(sentence(one) for one in book.person(friend.mail).reasons)
