"""One sentence per signal, in both languages, with facts put into words."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from tests.app import emitted
from tests.app.catalogues import compile_stale

from entregent.app import language, wording
from entregent.app.commitment_words import FLAWS
from entregent.app.complaints import COMPLAINTS
from entregent.app.marking import Plural
from entregent.app.opening import SETTINGS
from entregent.app.problem_words import PROBLEMS
from entregent.app.sentences import DEEDS, SENTENCES, STEPS
from entregent.attention.agenda import DUTY_ORDER, REACH_OUT
from entregent.attention.reasons import CHANNEL_WORDS
from entregent.identity.owner import _TRUST
from entregent.identity.weights import WEIGHTS
from entregent.model import errors
from entregent.model.judgement import Reason, reason
from entregent.model.tie import CIRCLES, LEVEL_WORDS, Outcome

KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "N_": None,
    "ngettext": (1, 2),
    "NN_": (1, 2),
    "n_": (1, 2),
}
TRIMMED = {"**/templates/**.html": {"trimmed": "true"}}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
NARROW = language.NARROW

BUILT = {
    "tie-": {"tie-rising", "tie-fading", "tie-new"},
    "level-": {"level-close", "level-valued"},
    "usual-": {f"usual-{word}" for word in CHANNEL_WORDS.values()},
    "answers-": {f"answers-{word}" for word in CHANNEL_WORDS.values()},
    "birthday-": {"birthday-today", "birthday-tomorrow", "birthday-late"},
    "doctor-chain-": {f"doctor-chain-{flaw}" for flaw in FLAWS},
    "owner-": {f"owner-{kind}" for kind in _TRUST},
    "rung-": {"rung-first", "rung-top"},
    "": {
        *(f"{kind}-{when}" for kind in ("promise", "commitment") for when in ("today", "tomorrow", "late")),
        *(f"{kind}-{when}" for kind in ("loyalty", "friendship", "work") for when in ("today", "tomorrow", "late")),
        *(f"{kind}-{when}" for kind in ("nudge", "step") for when in ("today", "late")),
    },
}
"""Signals that code puts together, by how they begin."""


NO_CODES = {
    "account-owner",
    "auto-submitted",
    "calendar-owner",
    "call-history",
    "chat-owner",
    "chat-party",
    "checked-in",
    "content-class",
    "content-disposition",
    "content-transfer-encoding",
    "content-type",
    "delivered-to",
    "e-mail",
    "endorsements-given",
    "endorsements-received",
    "facebook-anvandare",
    "facebook-bruger",
    "facebook-bruker",
    "facebook-gebruiker",
    "facebook-kayttaja",
    "facebook-nutzer",
    "facebook-nutzerin",
    "file-size",
    "forwarded-from",
    "insert-address-token",
    "instagram-bruger",
    "instagram-gebruiker",
    "instagram-nutzer",
    "linkedin-lid",
    "linkedin-mitglied",
    "list-id",
    "list-post",
    "list-unsubscribe",
    "mailing-list",
    "messages-of-robots",
    "most-from",
    "most-present",
    "open-files",
    "own-card",
    "post-trashed",
    "recommendations-given",
    "recommendations-received",
    "return-path",
    "sent-folder",
    "x-apple",
    "x-autoreply",
    "x-autorespond",
    "x-beenthere",
    "x-cc",
    "x-from",
    "x-gmail-labels",
    "x-internet",
    "x-original-to",
    "x-to",
}
"""Header fields, kinds of owner hints and bounds: words with a dash that are no problem's code."""


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    compile_stale()
    language.use("en")
    yield
    language.use("en")


@pytest.fixture(scope="module")
def french() -> Catalog:
    with (language.LOCALE_FOLDER / "fr" / "LC_MESSAGES" / "entregent.po").open("rb") as po:
        return read_po(po, locale="fr")


@cache
def msgids() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(str(emitted.SOURCE), keywords=KEYWORDS, method_map=METHODS, options_map=TRIMMED)
    return {message if isinstance(message, str) else tuple(message) for _, _, message, _, _ in found if message}


# ── every word that code emits has its sentence ──────────────────────────────────────────────────────────────────


def test_every_signal_that_code_gives_has_a_sentence() -> None:
    assert emitted.reason_signals() - SENTENCES.keys() - PROBLEMS.keys() == set()


def test_every_signal_that_code_builds_has_a_sentence() -> None:
    assert emitted.reason_openings() == BUILT.keys()
    assert set().union(*BUILT.values()) - SENTENCES.keys() == set()


def test_every_weighed_piece_of_evidence_has_a_sentence() -> None:
    assert WEIGHTS.keys() - SENTENCES.keys() == set()


def test_every_problem_of_a_reader_has_a_sentence() -> None:
    assert emitted.problem_codes() - PROBLEMS.keys() == set()
    assert len(emitted.problem_codes()) > 30


def test_every_word_of_a_reader_that_looks_like_a_code_is_said_or_known_to_be_none() -> None:
    """The wide net: a code that reaches `Problem` through a variable is found here."""
    assert emitted.dashed_words("readers", "formats") - PROBLEMS.keys() - SENTENCES.keys() - NO_CODES == set()


def test_every_error_has_a_sentence_that_says_what_to_do() -> None:
    assert emitted.error_codes() - COMPLAINTS.keys() == set()


def test_every_deed_of_the_owner_has_a_sentence() -> None:
    assert emitted.deeds() - DEEDS.keys() == set()
    assert {f"log-{outcome.value}" for outcome in Outcome} <= DEEDS.keys()
    assert emitted.deeds() - {"undo", "forget"} <= wording.VERBS.keys()


def test_every_setting_says_what_it_does() -> None:
    for key in (*SETTINGS, "weight-family"):
        assert wording.setting_help(key).endswith("."), key


def test_every_action_of_a_plan_has_its_first_step() -> None:
    assert set(DUTY_ORDER) <= STEPS.keys()
    assert {f"{REACH_OUT}/{word}" for word in CHANNEL_WORDS.values()} <= STEPS.keys()


def test_our_words_are_those_of_the_model() -> None:
    assert wording.LEVELS.keys() == set(LEVEL_WORDS.values())
    assert wording.CIRCLES.keys() == set(CIRCLES)
    assert wording.OUTCOMES.keys() == {outcome.value for outcome in Outcome}


# ── the French catalogue ─────────────────────────────────────────────────────────────────────────────────────────


def test_every_message_is_translated_into_french(french: Catalog) -> None:
    known = {message.id for message in french if message.id and _is_whole(message)}
    assert {message for message in msgids() if message not in known} == set()


def test_no_translation_is_unsure_or_left_over(french: Catalog) -> None:
    ours = {message.id for message in french if message.id}
    assert [message.id for message in french if message.id and message.fuzzy] == []
    assert ours - msgids() == set()


def _is_whole(message: Message) -> bool:
    return all(_forms(message.string)) and not message.fuzzy


def test_placeholders_are_the_same_in_both_languages(french: Catalog) -> None:
    for message in french:
        if message.id:
            ids = {_names(text) for text in _forms(message.id)}
            assert {_names(text) for text in _forms(message.string)} <= ids, message.id


def _forms(said: object) -> list[str]:
    """One form, or the singular and the plural."""
    return [str(form) for form in said] if isinstance(said, list | tuple) else [str(said or "")]


def _names(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def test_french_typography_is_kept(french: Catalog) -> None:
    for message in french:
        for text in _forms(message.string) if message.id else ():
            bare = re.sub(r"\{[^}]*\}|`[^`]*`|~?/[^\s]*|\$\([^)]*\)|\"[^\"]*\"", "x", text)
            assert not re.search(r"[\s\u00a0]+[;!?]", bare), text
            assert not re.search(rf"(?<!{NARROW}):(?!//)", bare), text
            assert not re.search(rf"«(?!{NARROW})|(?<!{NARROW})»", bare), text
            assert "'" not in re.sub(r"'\{|\}'", "", bare), text


# ── facts in sentences ───────────────────────────────────────────────────────────────────────────────────────────


def test_days_are_said_in_the_unit_a_person_would_use() -> None:
    why = reason("silence-long", days=52, usual_gap_days=21)
    assert wording.sentence(why) == "It has been 7 weeks; your usual rhythm is about 3 weeks."
    language.use("fr")
    assert wording.sentence(why) == "Cela fait 7 semaines; votre rythme habituel est d’environ 3 semaines."


def test_a_count_that_a_reader_wrote_as_text_decides_the_plural() -> None:
    assert wording.problem("cancelled-events", (("count", "1"),), "") == "1 cancelled event was left out"
    language.use("fr")
    told = wording.problem("cancelled-events", (("count", "2000"),), "line 7")
    assert told == f"ligne 7{NARROW}: 2{NARROW}000 événements annulés laissés de côté"


def test_a_fact_that_is_blank_is_not_shown_as_empty_brackets() -> None:
    assert wording.problem("broken-date", (("date", "soon"),), "").startswith("its date is impossible (soon)")
    assert wording.problem("broken-date", (("date", " "),), "").startswith("it has no date;")


def test_an_unknown_signal_or_a_missing_fact_never_fails() -> None:
    assert wording.sentence(Reason("made-up-signal", (("days", 3),))) == "made up signal (days 3)"
    assert wording.sentence(Reason("silence-long")) == "It has been …; your usual rhythm is about …."
    assert wording.problem("made-up", (), "row 3") == "row 3: it could not be read (made-up)"


def test_a_fact_with_braces_is_only_text() -> None:
    assert wording.sentence(reason("same-name", name="{0.__class__}")) == "Both are called {0.__class__}."


def test_people_to_choose_from_are_listed_one_a_line() -> None:
    error = errors.AmbiguousPersonError(who="Luc", choices=[(3, "Luc Roy", "luc@example.org"), (4, "Luc Roy", "")])
    first, *choices = wording.complaint(error).split("\n")
    assert first.startswith("Several people match “Luc”.")
    assert choices == ["3 · Luc Roy · luc@example.org", "4 · Luc Roy"]


def test_close_names_are_offered() -> None:
    told = wording.complaint(errors.UnknownPersonError(who="Mari", near=["Marie", "Marion"]))
    assert "Close: Marie and Marion." in told


def test_words_are_taken_in_either_language() -> None:
    assert wording.word_from("level", "contact de valeur") == "contact de valeur"
    language.use("fr")
    assert wording.word_from("level", "contact de valeur") == "valued"
    assert wording.word_from("circle", "Famille") == "family"
    assert wording.word_from("circle", "Chorale") == "Chorale"
    assert wording.word_from("outcome", "raccroché") == "hung-up"


def test_a_tie_is_told_in_words() -> None:
    assert [wording.standing(strength) for strength in (None, 0.9, 0.3, 0.01)] == [
        "no exchange yet",
        "holds well",
        "spacing out",
        "silent",
    ]


def test_what_was_done_is_one_sentence() -> None:
    assert wording.done("log", [(1, "Marie"), (2, "Luc")], "met") == "Noted: you met Marie and Luc."
    assert wording.done("never", [(1, "Marie")], "died") == "The page of Marie stays, as a memory."
    assert wording.done("undo", [(1, "Marie")], "level") == "Taken back: a level (Marie)."
    assert wording.done("add", [], "") == "Done: a new person."
    assert wording.done("made-up", [(1, "Marie")], "") == "Done: made-up, Marie."


def test_plural_sentences_name_their_count() -> None:
    for table in (SENTENCES, DEEDS, PROBLEMS, COMPLAINTS):
        for template in table.values():
            if isinstance(template, Plural):
                assert f"{{{template.number}" in template.many, template


def test_messages_are_marked_where_babel_finds_them() -> None:
    """A translation call inside an f-string would not be extracted on every Python."""
    for tree in emitted.trees(""):
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                inner = [n for n in ast.walk(node) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "_"]
                assert not any(isinstance(call.args[0], ast.Constant) for call in inner), ast.unparse(node)
