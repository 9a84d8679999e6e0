"""When to change the way of approaching people: rules that are looked at after every try. `python -m bench.sequential`.

Three tables of SCIENCE §6, made with the shipped code. The first is exact: every rule in it looks at (answers, tries)
alone, so that all paths are summed up instead of being drawn. The others are simulated with fixed seeds.
"""

import argparse
import random
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import comb, inf, log, nextafter, sqrt
from typing import Final

from entregent.strategy.advice import DEFAULT_AIM
from entregent.strategy.approaches import BEGIN_RATE, Tally, next_channel
from entregent.strategy.evidence import (
    LEARN_FROM,
    against,
    alarms,
    cautious,
    drop_alarm,
    drop_evidence,
    limits,
    posterior_mean,
)

TRIES: Final = 60
RATES: Final = (0.40, 0.25, 0.15, 0.05)
Rule = Callable[[int, int], bool]

# ── is this way below what was aimed at? ──────────────────────────────────────────────────────────────────────────


def z_test(answers: int, tries: int) -> bool:
    """The usual test at 5 %, one-sided, as if it were looked at once."""
    z = (answers - tries * DEFAULT_AIM) / sqrt(tries * DEFAULT_AIM * (1 - DEFAULT_AIM))
    return tries >= 5 and z < -1.645


def bayes(a: int, b: int, sure: float) -> Rule:
    """Stop when the chance is below the aim with a posterior probability above `sure`; whole a and b."""

    def below(answers: int, tries: int) -> bool:
        # P(Beta(k, m) < x) is a binomial tail where k and m are whole.
        k, whole = a + answers, a + b + tries - 1
        tail = sum(comb(whole, j) * DEFAULT_AIM**j * (1 - DEFAULT_AIM) ** (whole - j) for j in range(k, whole + 1))
        return tail > sure

    return lru_cache(maxsize=None)(below)


def e_process(alarm: float) -> Rule:
    return lru_cache(maxsize=None)(lambda answers, tries: against(answers, tries, DEFAULT_AIM) >= alarm)


def alarmed(rule: Rule, rate: float) -> list[float]:
    """The probability that the rule spoke by each try; exact."""
    cases, reached, found = {0: 1.0}, 0.0, []
    for tries in range(1, TRIES + 1):
        moved: dict[int, float] = {}
        for answers, share in cases.items():
            for now, part in ((answers + 1, rate), (answers, 1 - rate)):
                if rule(now, tries):
                    reached += share * part
                else:
                    moved[now] = moved.get(now, 0.0) + share * part
        cases = moved
        found.append(reached)
    return found


def outside(chance: float) -> Rule:
    """Whether the confidence sequence leaves the true chance out."""

    def leaves_out(answers: int, tries: int) -> bool:
        low, high = limits(answers, tries)
        return not low <= chance <= high

    return leaves_out


def told(reached: Sequence[float]) -> str:
    """Share of alarms, and the median tries until one."""
    median = next((tries for tries, share in enumerate(reached, 1) if share >= reached[-1] / 2), 0)
    return f"{reached[-1]:.3f}, {median}"


def show_sequential() -> None:
    rules: dict[str, Callable[[float], list[float]]] = {
        "z test at 5 %, looked at each time": lambda rate: alarmed(z_test, rate),
        "Bayes > .95, Beta(2, 3)": lambda rate: alarmed(bayes(2, 3, 0.95), rate),
        "Bayes > .99, Beta(4, 6)": lambda rate: alarmed(bayes(4, 6, 0.99), rate),
        "e-process >= 10": lambda rate: alarmed(e_process(10.0), rate),
        "ours: e-process >= 20, as shipped": lambda rate: alarms(rate, DEFAULT_AIM, TRIES),
    }
    title = f"below {DEFAULT_AIM:.2f}? within {TRIES} tries, looking each time"
    print(f"{title:52}{'false at .40':>13}" + "".join(f"{f'{rate:.2f}, median':>14}" for rate in RATES[1:]))
    for name, rule in rules.items():
        false, *found = (rule(rate) for rate in RATES)
        print(f"{name:52}{false[-1]:>13.3f}" + "".join(f"{told(reached):>14}" for reached in found))
    print(f"(bounds: at most 0.050 false; at .15 at least 0.97)   1 of 14 against .40: {against(1, 14, 0.40):.1f} to 1")
    chances = (0.1, 0.25, 0.4, 0.6, 0.8)
    left = [1 - alarmed(outside(rate), rate)[-1] for rate in chances]
    print("ends of the confidence sequence hold over 60 looks: " + ", ".join(f"{share:.3f}" for share in left))
    print("    at chances of " + ", ".join(f"{rate:.2f}" for rate in chances) + " (bound: both ends at once 0.90)")


# ── a sudden drop ─────────────────────────────────────────────────────────────────────────────────────────────────

Detector = Callable[[Sequence[bool]], list[float]]
USUAL: Final = 0.50
CHANGES_AT: Final = 25


def e_cusum(outcomes: Sequence[bool]) -> list[float]:
    return [evidence for evidence, _ in drop_evidence(outcomes, USUAL)]


def ewma(outcomes: Sequence[bool]) -> list[float]:
    level, found = USUAL, []
    for answered in outcomes:
        level += 0.15 * (answered - level)
        found.append(-level)
    return found


def window_of_ten(outcomes: Sequence[bool]) -> list[float]:
    return [-sum(outcomes[n - 9 : n + 1]) if n >= 9 else -inf for n in range(len(outcomes))]


def bocpd(outcomes: Sequence[bool]) -> list[float]:
    """Adams & MacKay 2007, hazard 1/40: the probability that another rate, Beta(1, 1), holds and is a lower one."""
    hazard, usual, found = 1 / 40, 1.0, []
    runs: list[tuple[float, int, int]] = []  # (probability, answers + 1, silences + 1) of runs begun since
    for answered in outcomes:
        begun = usual * hazard
        usual *= (1 - hazard) * (USUAL if answered else 1 - USUAL)
        runs = [
            (p * (a if answered else b) / (a + b), a + answered, b + 1 - answered) for p, a, b in [*runs, (begun, 1, 1)]
        ]
        total = usual + sum(p for p, _, _ in runs)
        usual, runs = usual / total, [(p / total, a, b) for p, a, b in runs]
        found.append(sum(p for p, a, b in runs if a < USUAL * (a + b)))
    return found


def series(draw: random.Random, then: float) -> list[bool]:
    """Sixty tries, answered as usual and then as `then`."""
    return [draw.random() < (USUAL if number < CHANGES_AT else then) for number in range(TRIES)]


def matched(detector: Detector, draw: random.Random, runs: int) -> float:
    """The threshold that sounds in 5 of 100 series where nothing changes."""
    highest = sorted(max(detector(series(draw, USUAL))) for _ in range(runs))
    return nextafter(highest[int(runs * 0.95)], inf)


def show_drops(runs: int) -> None:
    title = f"a drop from {USUAL:.2f} after {CHANGES_AT} tries, {TRIES - CHANGES_AT} more"
    print(f"\n{title:52}{'false':>7}{'to .15, median':>17}{'to .30, median':>17}")
    detectors: dict[str, tuple[Detector, float | None]] = {
        "window of 10": (window_of_ten, None),
        "BOCPD, hazard 1/40": (bocpd, None),
        "EWMA(.15)": (ewma, None),
        "ours: e-CUSUM, as shipped": (e_cusum, drop_alarm(USUAL)),
    }
    for name, (detector, alarm) in detectors.items():
        draw = random.Random(11)
        limit = matched(detector, draw, runs) if alarm is None else alarm
        false = sum(max(detector(series(draw, USUAL))) >= limit for _ in range(runs)) / runs
        cells = [found(detector, limit, then, draw, runs) for then in (0.15, 0.30)]
        print(f"{name:52}{false:>7.3f}" + "".join(f"{cell:>17}" for cell in cells))
    show_learned(runs)


def found(detector: Detector, limit: float, then: float, draw: random.Random, runs: int) -> str:
    """Share of drops that are told after they came, and the median tries until then."""
    delays = []
    for _ in range(runs):
        first = next((n for n, value in enumerate(detector(series(draw, then))) if value >= limit), None)
        if first is not None and first >= CHANGES_AT:
            delays.append(first - CHANGES_AT + 1)
    return f"{len(delays) / runs:.2f}, {sorted(delays)[len(delays) // 2]}"


def show_learned(runs: int) -> None:
    """The same where what is usual has to be learned first, from twenty tries: as it is in a book."""
    draw = random.Random(12)

    def learned(outcomes: Sequence[bool]) -> list[float]:
        usual = cautious(posterior_mean(sum(outcomes[:LEARN_FROM]), LEARN_FROM, 0.4), LEARN_FROM)
        watched = [evidence / drop_alarm(usual) for evidence, _ in drop_evidence(outcomes[LEARN_FROM:], usual)]
        return [0.0] * LEARN_FROM + watched

    false = []
    for usual in (0.3, 0.5, 0.7):
        flat = ([draw.random() < usual for _ in range(LEARN_FROM + TRIES)] for _ in range(runs))
        false.append(sum(max(learned(outcomes)) >= 1.0 for outcomes in flat) / runs)
    cells = [found(learned, 1.0, then, draw, runs) for then in (0.15, 0.30)]
    print(
        f"{'the same, what is usual learned from 20 tries':52}{false[1]:>7.3f}"
        + "".join(f"{cell:>17}" for cell in cells)
    )
    print("    false where .30, .50, .70 is usual, 60 tries watched: " + ", ".join(f"{share:.3f}" for share in false))


# ── which channel next? ───────────────────────────────────────────────────────────────────────────────────────────

AT_MOST: Final = 40
Counts = list[list[int]]
Chooser = Callable[[Counts, int, random.Random], int]
"""[[answers, tries] per channel], the try's number, chance -> which channel."""


def uniform(counts: Counts, number: int, draw: random.Random) -> int:
    return draw.randrange(len(counts))


def ucb(counts: Counts, number: int, draw: random.Random) -> int:
    return max(
        range(len(counts)),
        key=lambda k: (
            inf if not counts[k][1] else counts[k][0] / counts[k][1] + sqrt(2 * log(number + 1) / counts[k][1]) / 2,
            draw.random(),
        ),
    )


def thompson(counts: Counts, number: int, draw: random.Random) -> int:
    return max(range(len(counts)), key=lambda k: draw.betavariate(2 + counts[k][0], 4 + counts[k][1] - counts[k][0]))


def explore_then_commit(counts: Counts, number: int, draw: random.Random) -> int:
    if number < 16:
        return number % len(counts)
    return max(range(len(counts)), key=lambda k: (counts[k][0] / max(counts[k][1], 1), draw.random()))


def greedy(counts: Counts, number: int, draw: random.Random) -> int:
    """The best mean under a fixed Beta(2, 4), no channel asked for twice: SCIENCE's own row."""
    return max(
        range(len(counts)), key=lambda k: (posterior_mean(counts[k][0], counts[k][1], BEGIN_RATE), draw.random())
    )


def ours(counts: Counts, number: int, draw: random.Random) -> int:
    tallies = {str(k): Tally(tries=tries, answers=answers) for k, (answers, tries) in enumerate(counts)}
    choice = next_channel(tallies, list(tallies))
    assert choice is not None
    return int(choice.channel)


def share_of_best(choose: Chooser, rates: Sequence[float], runs: int) -> float:
    """Replies over those that the best channel would have brought from the start."""
    draw, replies = random.Random(13), 0
    for _ in range(runs):
        shuffled = draw.sample(rates, len(rates))
        counts = [[0, 0] for _ in rates]
        for number in range(AT_MOST):
            channel = choose(counts, number, draw)
            answered = draw.random() < shuffled[channel]
            counts[channel][0] += answered
            counts[channel][1] += 1
            replies += answered
    return replies / (runs * AT_MOST * max(rates))


def show_choice(runs: int) -> None:
    sets = ((0.30, 0.50, 0.20, 0.35), (0.30, 0.35, 0.30, 0.25))
    print(
        f"\n{f'share of the best channel’s replies, {AT_MOST} tries':52}{'.30 .50 .20 .35':>18}{'.30 .35 .30 .25':>18}"
    )
    choosers: dict[str, Chooser] = {
        "uniform": uniform,
        "UCB": ucb,
        "Thompson, Beta(2, 4)": thompson,
        "explore 16, then commit": explore_then_commit,
        "greedy by posterior mean, fixed Beta(2, 4)": greedy,
        "ours: shared prior, two tries each, as shipped": ours,
    }
    for name, choose in choosers.items():
        print(f"{name:52}" + "".join(f"{share_of_best(choose, rates, runs):>18.3f}" for rates in sets))
    print("(bound: at least 0.800 in the first column)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20_000, help="series drawn for each figure of the last two tables")
    asked = parser.parse_args()
    show_sequential()
    show_drops(asked.runs // 2)
    show_choice(asked.runs)


if __name__ == "__main__":
    main()
