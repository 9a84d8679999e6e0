"""What --json and the API show of tidying and of the balance."""

from entregent.app.balance_views import BalanceView
from entregent.app.shapes import Shape, reason_shapes
from entregent.app.tidy_views import PileCard, TidyView


def tidy_shape(view: TidyView) -> Shape:
    """All piles."""
    return {"piles": [line._asdict() for line in view.piles], "minutes": view.minutes}


def card_shape(card: PileCard) -> Shape:
    """One person of a pile."""
    return {**card._asdict(), "reasons": reason_shapes(card.reasons)}


def balance_shape(view: BalanceView) -> Shape:
    """A year of attention, circle by circle."""
    return {
        **view._asdict(),
        "circles": [{**line._asdict(), "months": [m._asdict() for m in line.months]} for line in view.circles],
        "household": [{"id": person, "name": name} for person, name in view.household],
        "asks": [{"id": person, "name": name} for person, name in view.asks],
    }
