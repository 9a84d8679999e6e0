"""Laddering: the owner's ladders, where they stand on each, and every change of a rung."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from entregent.app import footprints, settings
from entregent.app.ladder_views import LadderView, RungLine
from entregent.app.ladder_words import LADDER_NAMES
from entregent.app.language import gettext
from entregent.app.opening import OpenBook
from entregent.app.rung_words import rung_sentence
from entregent.app.views import Done
from entregent.coaching import ladders as changing
from entregent.coaching.climbing import NOTHING, PATIENT_TRIES, Proposal, Rise, Try, next_rung, rises
from entregent.coaching.rungs import DEFAULTS, NOBODY, RUNGS, TOWARD, Ladder, Rung
from entregent.model.errors import BadNumberError, BadSettingError, RequestError
from entregent.model.interaction import Channel
from entregent.model.judgement import Reason, reason
from entregent.store import facts
from entregent.store.facts import NewFact

SHOWN_MARKS: Final = 5
KINDS_OF_PEOPLE: Final = TOWARD
"""Whom a rung may be toward."""
MOST_MINUTES: Final = 480
MOST_LADDERS: Final = 20


class UnknownLadderError(RequestError):
    """There is no ladder `ladder`."""

    code = "unknown-ladder"


# ── which ladders there are ───────────────────────────────────────────────────────────────────────────────────────


def ladders_of(book: OpenBook) -> dict[str, Ladder]:
    """Every ladder by its slug: the four that we ship, as the owner changed them, then the owner's own."""
    found = dict(DEFAULTS)
    found.update({ladder.slug: ladder for ladder in (_read(fact.value) for fact in _facts(book))})
    return found


def ladder_of(book: OpenBook, slug: str) -> Ladder:
    """A ladder. Raises UnknownLadderError."""
    found = ladders_of(book).get(slug)
    if found is None:
        raise UnknownLadderError(ladder=slug)
    return found


def check_rung(book: OpenBook, ladder: str, rung: str) -> None:
    """A rung is on a ladder. Raises UnknownLadderError, UnknownRungError."""
    changing.place_of(ladder_of(book, ladder or chosen_ladder(book)), rung)


def chosen_ladder(book: OpenBook) -> str:
    """The ladder that the owner climbs: the one chosen, else the one of the last step on a rung, else the phone's."""
    known = ladders_of(book)
    wished = book.setting("ladder")
    if wished in known:
        return wished
    taken = footprints.footprints(book)
    return next((one.ladder for one in reversed(taken) if one.ladder in known), next(iter(DEFAULTS)))


def _facts(book: OpenBook) -> list[facts.Fact]:
    return facts.of_kinds(book.connection, "ladder")


def _read(value: str) -> Ladder:
    told = json.loads(value)
    return Ladder(told["slug"], tuple(Rung(*row) for row in told["rungs"]), told["name"], is_changed=True)


def _written(ladder: Ladder) -> str:
    told = {"slug": ladder.slug, "name": ladder.name, "rungs": [list(rung) for rung in ladder.rungs]}
    return json.dumps(told, ensure_ascii=False)


# ── where the owner stands ────────────────────────────────────────────────────────────────────────────────────────


def tries_of(book: OpenBook) -> list[Try]:
    """Every step on some rung, oldest first."""
    return [Try(one.rung, not one.tried, one.fear) for one in footprints.footprints(book) if one.rung]


def next_step(book: OpenBook, slug: str = "") -> Proposal:
    """The rung to be on now, on a ladder; on the chosen one where none is named. Raises UnknownLadderError."""
    return next_rung(ladder_of(book, slug or chosen_ladder(book)), tries_of(book))


def list_ladders(book: OpenBook) -> list[LadderView]:
    """Every ladder with where its owner stands, the chosen one first."""
    chosen = chosen_ladder(book)
    tries = tries_of(book)
    views = [_view(ladder, tries, chosen) for ladder in ladders_of(book).values()]
    return sorted(views, key=lambda view: not view.chosen)


def show_ladder(book: OpenBook, slug: str = "") -> LadderView:
    """One ladder; the chosen one where none is named. Raises UnknownLadderError."""
    chosen = chosen_ladder(book)
    return _view(ladder_of(book, slug or chosen), tries_of(book), chosen)


def _view(ladder: Ladder, tries: list[Try], chosen: str) -> LadderView:
    now, climbed = next_rung(ladder, tries), rises(tries)
    return LadderView(
        slug=ladder.slug,
        name=ladder_name(ladder),
        rungs=tuple(
            _line(rung, climbed.get(rung.slug, NOTHING), place, now.place) for place, rung in enumerate(ladder.rungs)
        ),
        now=now.rung.slug,
        why=now.why,
        reason=why_rung(now),
        needed=now.rise.needed,
        above=rung_sentence(now.above.slug, now.above.sentence) if now.above else "",
        is_changed=ladder.is_changed,
        is_own=ladder.slug not in DEFAULTS,
        chosen=ladder.slug == chosen,
    )


def _line(rung: Rung, rise: Rise, place: int, now: int) -> RungLine:
    return RungLine(
        slug=rung.slug,
        sentence=rung_sentence(rung.slug, rung.sentence),
        channel=rung.channel,
        minutes=rung.minutes,
        hardness=rung.hardness,
        toward=rung.toward,
        state="now" if place == now else "climbed" if place < now else "ahead",
        done=rise.done,
        tried=rise.tried,
        marks=rise.marks[-SHOWN_MARKS:],
        fear_first=rise.fear_first,
        fear_last=rise.fear_last,
        has_page=rung.slug in RUNGS,
    )


def ladder_name(ladder: Ladder) -> str:
    """What a ladder is for, in the owner's words or ours."""
    return ladder.name or gettext(LADDER_NAMES.get(ladder.slug, ladder.slug))


def why_rung(now: Proposal) -> Reason:
    """Why a rung is proposed, with its figures."""
    if now.why == "back" and now.above is not None:
        above = rung_sentence(now.above.slug, now.above.sentence)
        return reason("rung-back", tries=PATIENT_TRIES, above=above)
    if now.why == "next":
        below = now.below
        if below.fell and below.fear_first is not None and below.fear_last is not None:
            return reason("rung-next-fear", first=below.fear_first, last=below.fear_last)
        return reason("rung-next", done=below.done)
    if now.why == "stay":
        if not now.rise.done:
            return reason("rung-stay-none")
        return reason("rung-stay", done=now.rise.done, needed=now.rise.needed)
    return reason(f"rung-{now.why}")


def spare_rungs(book: OpenBook, slug: str) -> list[tuple[str, str]]:
    """(slug, sentence) of the rungs of ours that a ladder lacks. Raises UnknownLadderError."""
    held = {rung.slug for rung in ladder_of(book, slug).rungs}
    return [(rung, rung_sentence(rung)) for rung in RUNGS if rung not in held]


def choose_ladder(book: OpenBook, slug: str) -> Done:
    """The ladder from which the small dare comes. Raises UnknownLadderError."""
    ladder_of(book, slug)
    return settings.set_setting(book, "ladder", slug)


# ── changing a ladder ─────────────────────────────────────────────────────────────────────────────────────────────


def add_rung(book: OpenBook, slug: str, wished: Mapping[str, Any], place: int | None = None) -> Done:
    """One more rung: `rung` names one of ours, or `sentence`, `channel`, `minutes`, `hardness`, `toward` tell it.

    Raises UnknownLadderError, EmptyRungError, FullLadderError, BadSettingError, BadNumberError.
    """
    return _change(book, slug, lambda ladder: changing.add_rung(ladder, _rung(book, ladder, wished), place), "add-rung")


def rename_rung(book: OpenBook, slug: str, rung: str, sentence: str) -> Done:
    """Other words for a rung; those that it has already change nothing, so that ours stay in both languages.

    Raises UnknownLadderError, UnknownRungError, EmptyRungError.
    """
    held = ladder_of(book, slug).find(rung)
    if held is not None and rung_sentence(rung, held.sentence) == " ".join(sentence.split()):
        return Done(None, "rename-rung", value=slug)
    return _change(book, slug, lambda ladder: changing.rename_rung(ladder, rung, sentence), "rename-rung")


def move_rung(book: OpenBook, slug: str, rung: str, place: int) -> Done:
    """A rung at another place from the bottom, 0 the lowest. Raises UnknownLadderError, UnknownRungError."""
    return _change(book, slug, lambda ladder: changing.move_rung(ladder, rung, place), "move-rung")


def remove_rung(book: OpenBook, slug: str, rung: str) -> Done:
    """Without a rung; what was climbed on it stays. Raises UnknownLadderError, UnknownRungError, EmptyLadderError."""
    return _change(book, slug, lambda ladder: changing.remove_rung(ladder, rung), "remove-rung")


def reset_ladder(book: OpenBook, slug: str) -> Done:
    """A ladder of ours as it was shipped; one of the owner's own is taken away. Raises UnknownLadderError."""
    book.write_check()
    ladder = ladder_of(book, slug)
    old = _standing(book, slug)
    verb = "reset-ladder" if slug in DEFAULTS else "remove-ladder"
    if not old:
        return Done(None, verb, value=ladder_name(ladder))
    action = facts.act(book.connection, verb, book.now, [], value=ladder.name or slug, retires=old)
    return Done(action, verb, value=ladder.name or slug)


def new_ladder(book: OpenBook, name: str, sentences: list[str]) -> Done:
    """A ladder of the owner's own, from its lowest rung up. Raises EmptyLadderError, FullLadderError."""
    book.write_check()
    told = [" ".join(sentence.split()) for sentence in sentences]
    named = " ".join(name.split())[:100]
    if not any(told) or not named:
        raise changing.EmptyLadderError
    if len([slug for slug in ladders_of(book) if slug not in DEFAULTS]) >= MOST_LADDERS:
        raise changing.FullLadderError(most=MOST_LADDERS)
    with book.connection.writing():
        slug = f"own-{facts.next_action(book.connection)}"
        ladder = Ladder(slug, (), named)
        for number, sentence in enumerate(sentence for sentence in told if sentence):
            hardness = min(1 + number, 10)
            rung = Rung(f"{slug}-{number + 1}", "other", 10, hardness, NOBODY, sentence)
            ladder = changing.add_rung(ladder, rung)
        action = facts.act(
            book.connection, "new-ladder", book.now, [NewFact(None, "ladder", _written(ladder))], value=named
        )
    return Done(action, "new-ladder", value=named)


def _change(book: OpenBook, slug: str, change: Callable[[Ladder], Ladder], verb: str) -> Done:
    book.write_check()
    with book.connection.writing():
        changed = change(ladder_of(book, slug))
        stated = [NewFact(None, "ladder", _written(changed))]
        told = changed.name or slug
        action = facts.act(book.connection, verb, book.now, stated, value=told, retires=_standing(book, slug))
    return Done(action, verb, value=told)


def _standing(book: OpenBook, slug: str) -> list[int]:
    return [fact.id for fact in _facts(book) if json.loads(fact.value)["slug"] == slug]


def _rung(book: OpenBook, ladder: Ladder, wished: Mapping[str, Any]) -> Rung:
    """The rung that is wished for: one of ours that the ladder lacks, or one of the owner's own."""
    ours = RUNGS.get(str(wished.get("rung", "")))
    if ours is not None and ladder.find(ours.slug) is None:
        return ours
    channel, toward = str(wished.get("channel") or "other"), str(wished.get("toward") or NOBODY)
    if channel.upper() not in Channel.__members__:
        raise BadSettingError(key="channel", value=channel)
    if toward not in TOWARD:
        raise BadSettingError(key="toward", value=toward)
    top = ladder.rungs[-1].hardness if ladder.rungs else 1
    return Rung(
        slug=f"own-{facts.next_action(book.connection)}",
        channel=channel,
        minutes=_within(wished.get("minutes") or 10, "minutes", MOST_MINUTES),
        hardness=_within(wished.get("hardness") or top, "hardness", 10),
        toward=toward,
        sentence=str(wished.get("sentence", "")),
    )


def _within(value: object, what: str, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise BadNumberError(text=str(value), what=what)
    return value
