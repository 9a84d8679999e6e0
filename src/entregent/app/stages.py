"""Stages: where each client, prospect, partner and collaborator stands, by evidence and by the owner's word."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from entregent.app import business, weighing
from entregent.app.business import Partner
from entregent.app.goal_words import STAGES as WORDS
from entregent.app.goal_words import SYNONYMS
from entregent.app.keeping import anchor
from entregent.app.language import gettext as _
from entregent.app.opening import OpenBook
from entregent.app.results import known_results
from entregent.app.stage_views import ReachedLine, StageLine
from entregent.app.views import Done
from entregent.model.errors import RequestError
from entregent.store import facts, stages
from entregent.store.facts import NewFact
from entregent.strategy.funnel import DAY, STAGES, Seen, Standing, Word, stand
from entregent.text.scripts import fold

WORKED: Final = frozenset(("sale", "job"))
"""Results by which two work together."""
OPENED: Final = frozenset(("referral", "advice"))
"""Results that somebody gave of their own accord."""
BY_EVIDENCE: Final = "evidence"
"""The word that takes the owner's own word back."""


class UnknownStageError(RequestError):
    """`text` is no stage; `known` are the words for those that there are."""

    code = "unknown-stage"


def stage_names(book: OpenBook) -> dict[str, str]:
    """Stage -> what it is called: the owner's own name, else ours in the language in use."""
    return {stage: book.setting(f"stage-{stage}") or _(WORDS[stage]) for stage in STAGES}


def stage_word(book: OpenBook, text: str) -> str:
    """The stage that a word means: ours in either language, or the owner's own. Raises UnknownStageError."""
    wished = fold(text.strip())
    shown = stage_names(book)
    for stage in STAGES:
        if wished in {stage, fold(WORDS[stage]), fold(shown[stage]), fold(_(WORDS[stage]))}:
            return stage
    known = {fold(word): stage for (kind, word), stage in SYNONYMS.items() if kind == "stage"}
    if wished in known:
        return known[wished]
    raise UnknownStageError(text=text, known=[shown[stage] for stage in STAGES])


def set_stage(book: OpenBook, who: str, stage: str) -> Done:
    """The owner says where somebody stands; "evidence" lets what passed speak again.

    Raises UnknownStageError, HeartError, NotBusinessError, and what a wrong WHO raises.
    """
    book.write_check()
    someone = business.partner(book, who)
    word = "" if stage == BY_EVIDENCE else stage_word(book, stage)
    stated = [NewFact(anchor(book, someone.person), "stage", word)]
    action = facts.act(book.connection, "stage", book.now, stated, value=word)
    return Done(action, "stage", ((someone.person, someone.name),), value=word)


def stage_of(book: OpenBook, who: str) -> StageLine:
    """Where somebody stands. Raises HeartError, NotBusinessError, and what a wrong WHO raises."""
    someone = business.partner(book, who)
    # One person is looked up alone, unless all of them were: their page need not wait for the others.
    known = business.looks(book).get("standings", {}).get(someone.person)
    return line(book, someone, known or _standings(book, {someone.person: someone})[someone.person])


def line(book: OpenBook, someone: Partner, standing: Standing) -> StageLine:
    """A standing as faces show it."""
    return StageLine(
        person=someone.person,
        name=someone.name,
        circles=someone.circles,
        stage=standing.stage,
        since=_day(book, standing.since),
        days=(book.now - standing.since) // DAY if standing.since else None,
        by_owner=standing.by_owner,
        why=standing.why,
        reached=tuple(ReachedLine(step.stage, _day(book, step.at), step.why) for step in standing.reached),
    )


def _day(book: OpenBook, at: int) -> str:
    return book.day_of(at).isoformat() if at else ""


def everybody(book: OpenBook) -> dict[int, Standing]:
    """Where everybody who has a funnel stands, worked out once while nobody writes."""
    kept = business.looks(book)
    if "standings" not in kept:
        kept["standings"] = _standings(book, business.everybody(book))
    found: dict[int, Standing] = kept["standings"]
    return found


def _standings(book: OpenBook, partners: Mapping[int, Partner]) -> dict[int, Standing]:
    told = words(book, partners)
    return {person: stand(seen, told.get(person)) for person, seen in seen_of(book, partners).items()}


def words(book: OpenBook, persons: Collection[int]) -> dict[int, Word]:
    """The owner's word on the stage of those of whom they said one."""
    found: dict[int, Word] = {}
    for fact in stages.stated(book.connection, "stage"):
        if fact.person in persons and fact.person is not None:
            found.pop(fact.person, None)
            if fact.value:
                found[fact.person] = Word(fact.value, fact.at)
    return found


def seen_of(book: OpenBook, persons: Collection[int]) -> dict[int, Seen]:
    """What is known of the way with each of these people."""
    firsts = stages.firsts(book.connection, persons, weighing.until_event(book))
    states = stages.states(book.connection, persons)
    opened, worked = _given(book, persons)
    found = {}
    for person in persons:
        first = firsts.get(person, stages.Firsts())
        state = weighing.unpack(states[person]) if person in states else None
        found[person] = Seen(
            first.out,
            first.inward,
            first.talk,
            tuple(opened.get(person, ())),
            tuple(worked.get(person, ())),
            *((state.real_days, state.first_real, state.last_real) if state is not None else ()),
        )
    return found


def _given(book: OpenBook, persons: Collection[int]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """When each gave something of their own accord, and when something was agreed with them."""
    opened: dict[int, list[int]] = {}
    worked: dict[int, list[int]] = {}
    for told in known_results(book):
        if told.kind in OPENED:
            opened.setdefault(told.person, []).append(told.at)
        if told.kind in WORKED:
            worked.setdefault(told.person, []).append(told.at)
    for through, at in introducers(book):
        opened.setdefault(through, []).append(at)
    return (
        {person: sorted(at) for person, at in opened.items() if person in persons},
        {person: sorted(at) for person, at in worked.items() if person in persons},
    )


def introducers(book: OpenBook) -> Sequence[tuple[int, int]]:
    """(who introduced somebody, when it was said), by the owner's latest word on each who was introduced."""
    latest: dict[int, Any] = {}
    for introduced, through, at in stages.introductions(book.connection):
        latest[introduced] = (through, at)
    return [(through, at) for through, at in latest.values() if through is not None]
