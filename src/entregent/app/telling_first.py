"""Whom to tell first so that something spreads, and how many first followers it takes for it to go on by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from entregent.app import mapping, onward
from entregent.app.network_views import Network
from entregent.app.onward import Stance
from entregent.app.onward_views import Comparison, TellLine, TellView, TippingLine
from entregent.app.opening import OpenBook
from entregent.app.planned_steps import Wish, plan_each
from entregent.app.views import Done
from entregent.model.errors import BadNumberError, BadSettingError, RequestError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from entregent.network.chances import Chances

EASE: Final = {"hard": 0.1, "usual": 0.25, "easy": 0.5}
"""What is assumed: how often a word is passed on when two people are in touch within a year."""
MOODS: Final = ("easily", "usually", "reluctantly")
MOST_TOLD: Final = 30
NEEDED_COVERAGE: Final = 0.15
NEEDED_PEOPLE: Final = 30
NEEDED_MINE: Final = 10
"""Living ties on the map from which a choice is one."""
_SIMULATIONS: Final = 2000
_FOLLOWERS: Final = 150
LONGEST_SUBJECT: Final = 200


class TooLittleSeenError(RequestError):
    """Of the ties among one's people so small a share (`seen`, of 1; 0 where none can be told) was seen that a guess at
    who would tell whom would be made up."""

    code = "too-little-seen"


class NobodyToTellError(RequestError):
    """Too few of the owner's living ties stand on the map (`ties`) to choose among them."""

    code = "nobody-to-tell"


def tell_first(book: OpenBook, *, count: int = 5, ease: str = "usual", subject: str = "") -> TellView:
    """Whom of one's living ties to tell first, beside telling everyone and telling the most connected.

    Raises BadNumberError, BadSettingError, TooLittleSeenError, NobodyToTellError,
    TooLittleMapError.
    """
    from entregent.network import spread

    if not 0 < count <= MOST_TOLD:
        raise BadNumberError(text=str(count), what="people to tell")
    if ease not in EASE:
        raise BadSettingError(key="ease", value=ease)
    net = mapping.network(book)
    mine = onward.stance(book, net)
    mine_to_tell = mine.living & (net.graph.degrees > 0)
    _refuse_guess(net, int(mine_to_tell.sum()))
    chances, learned = _chances(book, net, EASE[ease])
    mine_nodes = [int(node) for node in mine_to_tell.nonzero()[0]]
    chosen = spread.choose(chances, min(count, len(mine_nodes)), among=mine_nodes)
    return TellView(
        subject=" ".join(subject.split())[:LONGEST_SUBJECT],
        ease=ease,
        chosen=tuple(_line(book, net, mine, node) for node in chosen.seeds),
        compared=_compared(net, chances, mine_to_tell, chosen.seeds),
        tipping=_tipping(net, mine_to_tell, EASE[ease]),
        within=int((net.graph.degrees > 0).sum()),
        coverage=net.coverage or 0.0,
        certified=chosen.certified,
        learned=learned,
    )


def _refuse_guess(net: Network, mine: int) -> None:
    if (net.coverage or 0.0) < NEEDED_COVERAGE or net.graph.ties < NEEDED_PEOPLE:
        raise TooLittleSeenError(seen=net.coverage or 0.0)
    if mine < NEEDED_MINE:
        raise NobodyToTellError(ties=mine)


def _chances(book: OpenBook, net: Network, ease: float) -> tuple[Chances, int]:
    from entregent.network.chances import Chances

    passes, learned = onward.passes(book, net)
    return Chances(net.graph.n, net.graph.starts, net.graph.neighbours, passes * ease), learned


def _line(book: OpenBook, net: Network, mine: Stance, node: int) -> TellLine:
    return TellLine(onward.known(book, net, node), onward.group_name(net, node), mine.channel.get(node, "mail"))


def _compared(
    net: Network, chances: Chances, mine: NDArray[np.bool_], chosen: tuple[int, ...]
) -> tuple[Comparison, ...]:
    """The chosen ones beside the plainest rule and the dearest one, all by the same simulations."""
    import numpy as np

    everyone = tuple(int(node) for node in np.flatnonzero(mine))
    busiest = sorted(everyone, key=lambda node: (-int(net.graph.degrees[node]), node))[: len(chosen)]
    return (
        _told(chances, "chosen", chosen),
        _told(chances, "most-connected", tuple(busiest)),
        _told(chances, "everyone", everyone),
    )


def _told(chances: Chances, who: str, seeds: tuple[int, ...]) -> Comparison:
    import numpy as np

    from entregent.network.spread import reach_of

    rounds = max(min(_SIMULATIONS, (1 << 24) // max(chances.n, 1)), 50)
    reached = reach_of(chances, seeds, rounds)
    low, high = np.quantile(reached, [0.05, 0.95])
    return Comparison(who, len(seeds), float(reached.mean()), float(low), float(high))


def _tipping(net: Network, mine: NDArray[np.bool_], ease: float) -> tuple[TippingLine, ...]:
    """First followers needed, under three assumptions about how many of one's people must have joined."""
    from entregent.network import spread, tipping

    order = [node for node in spread.degree_discount(net.graph, net.graph.n, ease) if mine[node]][:_FOLLOWERS]
    return tuple(
        TippingLine(mood, found.needed, len(order))
        for mood, found in zip(MOODS, tipping.tipping(net.graph, order), strict=True)
    )


def plan_telling(book: OpenBook, people: list[str], subject: str, *, on: str = "") -> Done:
    """Make a step of telling each of these people, in one action. Raises what `plan_step` raises."""
    return plan_each(book, people, Wish(action=subject, on=on))
