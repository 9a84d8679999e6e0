"""The funnel of a book as one view: stages with their people, results, who opened doors, consents about to end."""

from collections.abc import Sequence

from entregent.app import business, stages
from entregent.app.consents import consents
from entregent.app.opening import OpenBook
from entregent.app.results import results
from entregent.app.stage_views import FunnelRow, FunnelView, Opener, ResultLine, StageLine, Total
from entregent.model.errors import BadSettingError
from entregent.strategy.funnel import rows


def funnel(book: OpenBook, circle: str = "") -> FunnelView:
    """The funnel of all circles of business, or of one. Raises BadSettingError for another circle."""
    if circle and circle not in business.BUSINESS:
        raise BadSettingError(key="circle", value=circle)
    partners = {person: one for person, one in business.everybody(book).items() if not circle or circle in one.circles}
    standings = {person: one for person, one in stages.everybody(book).items() if person in partners}
    lines = [line for person, line in _lines(book).items() if person in partners]
    names = stages.stage_names(book)
    came = [one for one in results(book) if one.person in partners]
    return FunnelView(
        circle=circle,
        people=len(lines),
        rows=tuple(
            FunnelRow(row.stage, names[row.stage], _there(lines, row.stage), row.came_so_far, row.usual_days)
            for row in rows(list(standings.values()), book.now)
        ),
        results=tuple(came),
        totals=tuple(_totals(came)),
        openers=tuple(_openers(book, came)),
        consents_soon=tuple(one for one in consents(book, soon=True) if one.person in partners),
        set_apart=business.set_apart(book),
    )


def _lines(book: OpenBook) -> dict[int, StageLine]:
    """Everybody who has a funnel, as faces show them, worked out once while nobody writes."""
    kept = business.looks(book)
    if "lines" not in kept:
        partners = business.everybody(book)
        kept["lines"] = {
            person: stages.line(book, partners[person], one) for person, one in stages.everybody(book).items()
        }
    found: dict[int, StageLine] = kept["lines"]
    return found


def _there(lines: Sequence[StageLine], stage: str) -> tuple[StageLine, ...]:
    """Who stands at a stage, by name: nobody is ranked."""
    return tuple(
        sorted((one for one in lines if one.stage == stage), key=lambda one: (one.name.casefold(), one.person))
    )


def _totals(came: Sequence[ResultLine]) -> list[Total]:
    found = []
    for kind in dict.fromkeys(one.kind for one in came):
        worth: dict[str, float] = {}
        same = [one for one in came if one.kind == kind]
        for one in same:
            if one.value is not None:
                worth[one.currency] = worth.get(one.currency, 0.0) + one.value
        found.append(Total(kind, len(same), tuple(sorted(worth.items()))))
    return sorted(found, key=lambda total: (-total.times, total.kind))


def _openers(book: OpenBook, came: Sequence[ResultLine]) -> list[Opener]:
    """Those of the circles of business who introduced people: of a friend nothing is counted, thanks are enough."""
    partners = business.everybody(book)
    introduced: dict[int, int] = {}
    for through, _ in stages.introducers(book):
        introduced[through] = introduced.get(through, 0) + 1
    led = [one.via for one in came if one.via is not None]
    opened = {person for person in (*introduced, *led) if person in partners}
    found = [Opener(one, partners[one].name, introduced.get(one, 0), led.count(one)) for one in opened]
    return sorted(found, key=lambda one: (one.name.casefold(), one.person))
