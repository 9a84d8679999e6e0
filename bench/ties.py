"""How well the chance of a two-way exchange is told, beside the field's scores. `python -m bench.ties`.

Candidates: every ordered pair (ego, alter) with a message before the cut-off, of egos who wrote shortly before it.
Label: messages in both directions within the horizon. AUC and AP are pooled over pairs per cut-off, then averaged;
ECE has ten equally filled bins per cut-off, then averaged. No score sees anything at or after its cut-off.
"""

import argparse
import random
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple, cast

import numpy as np

from bench.tie_baselines import PLAIN, Past, bg_nbd, gamma_poisson
from bench.tie_networks import DAY, Network, copenhagen, enron, quarters, uci
from entregent.model.interaction import Contact
from entregent.ties.backtest import Row, area_under_curve, average_precision, calibration_error, rows
from entregent.ties.calibration import SIGNS, Likelihood, fit, most_likely
from entregent.ties.chance import FEATURES, SHIPPED, Calibration, Features, chance, features
from entregent.ties.state import EMPTY, fold_all
from entregent.ties.strength import fall_rate_per_week, strength, usual_gap_days

ROWS_PER_NETWORK = 3000
SHIP_PULL = 30.0
OURS_SHIPPED, OURS = "Entregent, shipped weights", "Entregent, calibrated on closed windows"


class Labelled(NamedTuple):
    """One candidate at a cut-off: our row, and the past that the other scores read."""

    row: Row
    past: Past


def labelled(network: Network, *, stretch: int = 1, pasts: bool = True) -> dict[int, list[Labelled]]:
    """Candidates per cut-off. `stretch` multiplies days (not hours) so that a short horizon becomes 90 days."""
    origin = network.messages[0].at // DAY * DAY
    base = max(origin, 10_000 * DAY)

    def moved(at: int) -> int:
        days, second = divmod(at - origin, DAY)
        return base + days * stretch * DAY + second

    ties: defaultdict[tuple[int, int], list[Contact]] = defaultdict(list)
    written: defaultdict[int, list[int]] = defaultdict(list)
    for message in network.messages:
        at, share = moved(message.at), 1.0 / len(message.recipients)
        direct = len(message.recipients) <= 2
        written[message.sender].append(at)
        for other in message.recipients:
            channel = int(message.channel)
            ties[message.sender, other].append(Contact(at, channel, share, 0.0, direct, message.amount))
            ties[other, message.sender].append(Contact(at, channel, 0.0, share, direct, message.amount))
    cutoffs = [moved(at) for at in network.cutoffs]
    found: dict[int, list[Labelled]] = {at: [] for at in cutoffs}
    for (ego, _), contacts in ties.items():
        for row in rows(contacts, cutoffs, horizon_days=network.horizon_days * stretch):
            mine = written[ego]
            k = bisect_left(mine, row.at)
            if k and mine[k - 1] >= row.at - network.active_days * stretch * DAY:
                found[row.at].append(Labelled(row, past_of(contacts, row.at) if pasts else Past((), (), (), ())))
    return found


def past_of(contacts: Sequence[Contact], cutoff: int) -> Past:
    out = [contact for contact in contacts if contact.out and contact.at < cutoff]
    inward = [contact for contact in contacts if contact.inward and contact.at < cutoff]
    return Past(
        [(cutoff - contact.at) / DAY for contact in out],
        [(cutoff - contact.at) / DAY for contact in inward],
        [contact.out for contact in out],
        [contact.inward for contact in inward],
    )


def shipped_from(networks: Sequence[dict[int, list[Labelled]]]) -> Calibration:
    """Weights from scratch, every network counting alike (a seeded sample of at most 3,000 rows each).

    Each network keeps an intercept of its own, so that only what holds within networks shapes the weights; the
    intercept shipped is what they share.
    """
    own, seen, labels = [], [], []
    for k, network in enumerate(networks):
        everything = [one.row for held in network.values() for one in held]
        random.Random(0).shuffle(everything)
        for row in everything[:ROWS_PER_NETWORK]:
            own.append([float(k == n) for n in range(len(networks))])
            seen.append(features(row.state, row.at))
            labels.append(float(row.reciprocated))
    spread = np.array(seen).std(axis=0)
    design = np.column_stack([np.ones(len(seen)), own, np.array(seen) / spread])
    width = len(networks)
    told = Likelihood(
        design,
        np.array(labels),
        np.ones(len(labels)),
        np.array([-2.0, *([0.0] * (width + len(FEATURES)))]),
        np.array([1e-3, *([0.5] * width), *([SHIP_PULL] * len(FEATURES))]),
        np.array([0.0] * (1 + width) + list(SIGNS)),
    )
    found = most_likely(told)
    weights = tuple(round(float(weight), 3) for weight in found[1 + width :] / spread)
    return Calibration(round(float(found[0]), 3), cast("Features", weights))


class Measured(NamedTuple):
    """AUC, AP and calibration error (nan for scores that are no chance), each a mean over cut-offs."""

    auc: float
    ap: float
    ece: float = float("nan")


def mean(measured: Sequence[Measured]) -> Measured:
    return Measured(*(sum(column) / len(measured) for column in zip(*measured, strict=True)))


def measure(scores: Sequence[float], held: Sequence[Labelled], *, is_chance: bool = False) -> Measured:
    labels = [one.row.reciprocated for one in held]
    error = calibration_error(scores, labels) if is_chance else float("nan")
    return Measured(area_under_curve(scores, labels), average_precision(scores, labels), error)


def baselines(held: Sequence[Labelled], horizon: float) -> dict[str, Measured]:
    pasts = [one.past for one in held]
    found = {name: measure([score(past) for past in pasts], held) for name, score in PLAIN.items()}
    alive, product = bg_nbd(pasts, horizon)
    found["BG/NBD P(alive), worse direction"] = measure(alive, held)
    found["BG/NBD P(>=1), product"] = measure(product, held)
    plain = gamma_poisson(horizon)
    found["Gamma-Poisson, 60 d, as in SCIENCE 1.4"] = measure([plain(past) for past in pasts], held, is_chance=True)
    return found


def ours(held: Sequence[Labelled], calibration: Calibration) -> Measured:
    scores = [chance(one.row.state, one.row.at, calibration).value for one in held]
    return measure(scores, held, is_chance=True)


def judge_ours(
    network: Network, shipped: Calibration, warm_up: Sequence[int] = ()
) -> tuple[list[Measured], list[Measured]]:
    """Our chance at every cut-off: with the shipped weights, and calibrated on windows closed by then.

    Cut-offs in `warm_up` only teach. Where closed windows hold fewer than 500 rows the shipped weights stand.
    """
    everything = labelled(network._replace(cutoffs=sorted({*warm_up, *network.cutoffs})), pasts=False)
    plain, calibrated = [], []
    for cutoff in sorted(everything)[-len(network.cutoffs) :]:
        closed = [at for at in everything if at + network.horizon_days * DAY <= cutoff]
        local = fit([one.row for at in closed for one in everything[at]], shipped)
        plain.append(ours(everything[cutoff], shipped))
        calibrated.append(ours(everything[cutoff], local))
    return plain, calibrated


def judge(network: Network, shipped: Calibration, warm_up: Sequence[int] = ()) -> dict[str, list[Measured]]:
    """Every score at every cut-off."""
    table: defaultdict[str, list[Measured]] = defaultdict(list)
    for held in labelled(network).values():
        for name, measured in baselines(held, network.horizon_days).items():
            table[name].append(measured)
    table[OURS_SHIPPED], table[OURS] = judge_ours(network, shipped, warm_up)
    return table


def show(names: Sequence[str], tables: Sequence[dict[str, list[Measured]]]) -> None:
    print(f"{'AUC / AP / ECE, mean over cut-offs':42}" + "".join(f"{name:>26}" for name in names))
    for score in tables[0]:
        cells = []
        for table in tables:
            found = mean(table[score])
            error = "" if found.ece != found.ece else f" / {found.ece:.3f}"
            cells.append(f"{f'{found.auc:.3f} / {found.ap:.3f}{error}':>26}")
        print(f"{score:42}" + "".join(cells))


def show_cutoffs(network: Network, table: dict[str, list[Measured]]) -> None:
    rank = table["Interactions Rank, 7 d, w_out 5"]
    print(f"\n{network.name} by cut-off: ours, Interactions Rank 7 d (AUC / AP), our ECE")
    for at, mine, theirs in zip(network.cutoffs, table[OURS], rank, strict=True):
        day = time.strftime("%Y-%m-%d", time.gmtime(at))
        print(f"  {day}  {mine.auc:.3f} / {mine.ap:.3f}   {theirs.auc:.3f} / {theirs.ap:.3f}   {mine.ece:.3f}")


def show_speed() -> None:
    """Events and people a second, in CPU time."""
    draw = random.Random(1)
    at, contacts = 1_000_000_000, []
    for _ in range(300_000):
        at += int(draw.expovariate(1 / 20_000))
        out = draw.random() < 0.5
        contacts.append(Contact(at, 1, 1.0 if out else 0.0, 0.0 if out else 1.0, direct=True, amount=100))
    began = time.process_time()
    fold_all(contacts)
    spent = time.process_time() - began
    print(f"\nfold_all: {len(contacts) / spent:,.0f} events a second (asked: 500,000)")
    states = [fold_all(contacts[6 * k : 6 * k + 6], EMPTY) for k in range(50_000)]
    began = time.process_time()
    for state in states:
        chance(state, at)
        strength(state, at)
        fall_rate_per_week(state)
        usual_gap_days(state)
    spent = time.process_time() - began
    print(
        f"chance, strength, fall rate, usual gap of 50,000 people: {spent:.2f} s, {spent * 20:.1f} µs each (asked: 15)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ship", action="store_true", help="refit and print the shipped weights")
    asked = parser.parse_args()
    main_net, community, phones = enron(), uci(), copenhagen()
    origin = community.messages[0].at
    early = labelled(enron("1999-07-01", 3), pasts=False)
    short = labelled(
        community._replace(cutoffs=[origin + d * DAY for d in (30, 60, 90, 120, 150)]), stretch=3, pasts=False
    )
    weekly = phones._replace(cutoffs=[days * DAY for days in (7, 14, 21)])
    shorter = labelled(weekly, stretch=13, pasts=False)
    if asked.ship:
        fitted = shipped_from([early, short, shorter])
        print(fitted.intercept, fitted.weights)
        return
    later = labelled(main_net, pasts=False)
    tables = [
        judge(main_net, SHIPPED, quarters("1999-07-01", 3)),
        judge(community, shipped_from([early, later, shorter]), [origin + 30 * DAY]),
        judge(phones, shipped_from([early, later, short]), [3 * DAY, 7 * DAY]),
    ]
    show(["net-enron-184, 90 d", "net-uci-messages, 30 d", "net-copenhagen, 7 d"], tables)
    show_cutoffs(main_net, tables[0])
    show_speed()


if __name__ == "__main__":
    main()
