"""The small dare of a day, the warm-ups before a hard step, whom to write to first, and how warm people were."""

from typing import Final

from entregent.app import finding, footprints, settling
from entregent.app.ladder_views import DareLine, FirstStep, PairLine, SurpriseView, WarmUp
from entregent.app.laddering import chosen_ladder, ladder_of, next_step, why_rung
from entregent.app.opening import OpenBook
from entregent.app.reaching import handle_for
from entregent.app.rung_words import rung_page, rung_sentence
from entregent.app.staging import shown_circles
from entregent.app.views import Done
from entregent.coaching.climbing import WARM_UPS
from entregent.coaching.rungs import HARD, NOBODY
from entregent.coaching.small_dare import fitting_rung
from entregent.coaching.surprise import Pair, surprise
from entregent.model.errors import BadNumberError
from entregent.model.interaction import Channel
from entregent.model.judgement import Reason, reason
from entregent.store import facts, handles, people
from entregent.store.facts import NewFact

NOT_TODAY: Final = "not-today"


def small_dare(book: OpenBook, minutes: int) -> DareLine | None:
    """One small dare that fits the ladder and the minutes; the same all day.

    None once a step on a rung was taken or is planned for today, after `not_today`, and where no rung is so short.
    """
    if minutes <= 0:
        raise BadNumberError(text=str(minutes), what="minutes")
    if dared_today(book) or is_put_off(book) or is_planned(book):
        return None
    settling.ensure_standing(book)
    slug = chosen_ladder(book)
    ladder, now = ladder_of(book, slug), next_step(book, slug)
    rung = fitting_rung(ladder, now.place, minutes)
    if rung is None:
        return None
    found = finding.find(book, rung.toward, rung.channel) if rung.toward != NOBODY else None
    page = rung_page(rung.slug)
    whys: tuple[Reason, ...] = (why_rung(now),) if rung.slug == now.rung.slug else ()
    row = people.find(book.connection, found.near.person) if found else None
    return DareLine(
        ladder=slug,
        rung=rung.slug,
        sentence=rung_sentence(rung.slug, rung.sentence),
        person=row.id if row else None,
        name=row.name if row else "",
        circles=shown_circles(row) if row else (),
        channel=found.channel.name.lower() if found else rung.channel,
        handle=found.handle if found else "",
        minutes=rung.minutes,
        reasons=(*(found.reasons if found else ()), *whys),
        try_once=page.try_once[0][1] if page and page.try_once else "",
        has_page=page is not None,
        wants_warm_up=rung.hardness >= HARD,
        toward=rung.toward,
    )


def dared_today(book: OpenBook) -> bool:
    """Whether a step on a rung was taken today, done or tried."""
    day = book.today
    return any(one.rung and book.day_of(one.at) == day for one in reversed(footprints.footprints(book)))


def is_planned(book: OpenBook) -> bool:
    """Whether a step on a rung waits already."""
    from entregent.app.planned_steps import planned

    return any(step.rung for step in planned(book, on=book.today))


def is_put_off(book: OpenBook) -> bool:
    """Whether the owner said "not today"."""
    today = book.today.isoformat()
    return any(fact.value == today for fact in facts.of_kinds(book.connection, NOT_TODAY))


def not_today(book: OpenBook) -> Done:
    """No dare today; tomorrow is another day."""
    book.write_check()
    old = [fact.id for fact in facts.of_kinds(book.connection, NOT_TODAY)]
    stated = [NewFact(None, NOT_TODAY, book.today.isoformat())]
    return Done(facts.act(book.connection, NOT_TODAY, book.now, stated, retires=old), NOT_TODAY)


def warm_ups(book: OpenBook, most: int = WARM_UPS) -> list[WarmUp]:
    """Current friends to whom an easy line may go before a hard step; the same all day."""
    settling.ensure_standing(book)
    found = []
    for one in finding.friends(book, most):
        row = people.find(book.connection, one.near.person)
        if row is not None:
            found.append(WarmUp(row.id, row.name, shown_circles(row), one.channel.name.lower(), one.handle))
    return found


def first_steps(book: OpenBook) -> list[FirstStep]:
    """Who of the wide net is worth a first step: three at most, each with the reasons."""
    from entregent.app.wide_net import worth_a_step

    settling.ensure_standing(book)
    found = []
    for near, why in worth_a_step(book):
        row = people.find(book.connection, near.person)
        own = handles.of_person(book.connection, near.person)
        if row is not None:
            reach = handle_for(own, Channel.SOCIAL)
            found.append(FirstStep(row.id, row.name, shown_circles(row), reach, why))
    return found


def surprises(book: OpenBook) -> SurpriseView:
    """How warm people were, against what was expected; in time order."""
    taken = footprints.footprints(book)
    pairs = [Pair(one.at, one.expected, one.warmth) for one in taken if one.expected and one.warmth]
    told = surprise(pairs)
    said = reason("surprise", warmer=told.warmer, count=len(told.pairs)) if told.is_enough else None
    lines = tuple(PairLine(*pair) for pair in told.pairs)
    return SurpriseView(told.warmer, told.as_expected, told.colder, lines, said)
