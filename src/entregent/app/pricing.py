"""Pricing: plates become the price of a minute, the bound, and curves of plates against minutes."""

import json
from collections.abc import Mapping, Sequence
from math import ceil, isfinite
from typing import Any, Final

from entregent.app.opening import OpenBook
from entregent.app.standing import costs, weight_beside
from entregent.app.weighing import unpack
from entregent.attention.plate import Plate, kind_of, weight_of
from entregent.attention.upkeep import upkeep_minutes
from entregent.model.tie import Level
from entregent.store import memos, people
from entregent.ties.strength import fall_rate_per_week

ASKS: Final = "asks"
"""Under this key the plan tells the minutes a week that keeping up each plate it lets rest would ask."""


def plates_of(book: OpenBook) -> list[Plate]:
    """The owner's plates as the planner sees them."""
    found = []
    counted = costs(book)
    rows = {row.id: row for row in people.levelled(book.connection)}
    for standing in people.plates(book.connection):
        row = rows[standing.person]
        tie = people.tie(book.connection, standing.person)
        if tie is None:
            continue
        circles = json.loads(row.circles)
        level = Level(row.level)
        found.append(
            Plate(
                standing.person,
                weight_of(level, weight_beside(counted, standing.person, circles)),
                fall_rate_per_week(unpack(tie[1]), kin="family" in circles or "love" in circles),
                float(standing.minutes),
                standing.answer,
                standing.strength,
                kind_of(level),
            )
        )
    return found


def keep_curves(book: OpenBook, *, whole: bool = True) -> None:
    """Work out price, bound, share and curves for the weekly minutes, and keep them for `today` and `plates`.

    Unless `whole` the curves are left to whoever asks for them: a look back at one day rarely does.
    """
    plates = plates_of(book)
    minutes = float(book.setting("minutes-per-week"))
    memos.put(book.connection, "plan", curves_of(plates, minutes, whole=whole) if plates else None)


def curves_of(plates: Sequence[Plate], minutes: float, *, whole: bool = True) -> dict[str, Any]:
    """Price, bound, share of the bound that this rule reaches, curves for both kinds of effort, and who could rest."""
    from entregent.attention.bound import price_and_bound, rests
    from entregent.attention.curve import curve, curves, kept_from, kept_people
    from entregent.attention.simulate import simulate

    bound = price_and_bound(plates, minutes)
    both = curves(plates) if whole else {}
    without_room = rests(plates, bound.price)
    return {
        "minutes": minutes,
        "price": bound.price,
        "bound": bound.value,
        "share": bound.value / bound.total_weight if bound.total_weight else 1.0,
        "share_of_bound": simulate(plates, minutes),
        "kept": len(kept_people(plates, bound.price)),
        "kept_from": whole_minutes(kept_from(plates)) if whole else [],
        "plates": len(plates),
        "curve": [(round(p.minutes), p.kept, p.share) for p in curve(plates)] if whole else [],
        "kinds": {kind: [(round(p.minutes), p.kept, p.share) for p in points] for kind, points in both.items()},
        "rest": [plate.person for plate in without_room],
        ASKS: [(one.person, upkeep_minutes(one.fall, one.minutes, one.chance)) for one in without_room],
    }


def whole_minutes(begins: Mapping[int, float]) -> list[tuple[int, int | None]]:
    """(person, weekly minutes from which their plate is kept, None for never), in whole minutes."""
    return [(person, ceil(at - 1e-6) if isfinite(at) else None) for person, at in begins.items()]
