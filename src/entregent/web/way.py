"""The way with somebody of a circle of business: what the fold on their page shows, and what its forms say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from entregent.app.stage_views import ConsentLine, ResultLine, StageLine
from entregent.app.views import Done
from entregent.app.wording import CONSENTS, RESULTS
from entregent.web.moments import day

if TYPE_CHECKING:
    from entregent.app.person_views import Portrait
    from entregent.web.visit import Visit


class Way(NamedTuple):
    """Stage, results and consent of one person, and the words to choose from."""

    stage: StageLine
    names: dict[str, str]
    results: list[ResultLine]
    consent: ConsentLine
    kinds: tuple[str, ...] = tuple(RESULTS)
    states: tuple[str, ...] = tuple(CONSENTS)


def way_of(visit: Visit, found: Portrait) -> Way | None:
    """The way with somebody, None for whoever has none: of love, family and friends nothing of the sort is kept."""
    line = found.view.line
    if found.sort != "person" or found.never or not visit.book.is_business(line.circles):
        return None
    who = str(line.id)
    results = [one for one in visit.book.results() if one.person == line.id]
    return Way(visit.book.stage_of(who), visit.book.stage_names(), results, visit.book.consent_of(who))


def say_stage(visit: Visit, who: str) -> Done:
    """Where the owner says that somebody stands."""
    return visit.book.set_stage(who, visit.said("stage"))


def say_result(visit: Visit, who: str) -> Done:
    """What came of it."""
    return visit.book.add_result(
        who,
        visit.said("kind"),
        value=visit.said("value"),
        via=visit.said("via"),
        on=day(visit, visit.said("on"), past=True),
        note=visit.said("note"),
    )


BASES: Final = ("inquiry", "purchase")


def say_consent(visit: Visit, who: str) -> Done:
    """Whether somebody agreed to get offers."""
    return visit.book.set_consent(
        who,
        visit.said("state"),
        until=day(visit, visit.said("until"), past=False),
        since=day(visit, visit.said("since"), past=True),
        after=visit.said("after"),
        how=visit.said("how"),
    )
