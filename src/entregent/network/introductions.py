"""Introductions: who made somebody known to the owner, judged from what happened when they were first seen.

The weights are our choice: set on sample networks of seeds that the bench does not measure, and looked at on two real
mailboxes. What they add up to is read as log-odds; `bench/introductions.py` tells how often they are right.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import exp
from typing import Final, NamedTuple

from entregent.model.interaction import Channel
from entregent.text.scripts import fold

DAY: Final = 86_400
CROWD: Final = 6
"""With more people than this a letter or a meeting tells nothing of who introduced whom."""
LIKELY: Final = 0.6
"""From here on it is told; below, nothing is said."""
SURE: Final = 0.9
BEFORE_DAYS: Final = 60
"""So long before somebody's first appearance a word about them counts."""
FIRST_DAYS: Final = 4
"""What passes within so many days after the first sign of somebody is how they appeared."""
AFTER_DAYS: Final = 120
"""What passes within so many days tells whether it led to something."""
_SOON: Final = 21 * DAY
_SINCE_DAYS: Final = 20
"""Whoever was first seen so little before the other is no older acquaintance."""

_WORDS: Final = re.compile(
    r"\b(?:introduc(?:tion|tions|ing|e)\b(?! (?:to|a|of|au|aux|à)\b)|e-?intro(?:duction)?\b|intro\b"
    r"|mises? en (?:relation|contact|lien)\b|(?:te|vous|nous) present(?:e|er|ons|ez)?\b"
    r"|presentations? (?:de \w+ (?:a|et) |entre )|connecting you\b|connect(?:ing)? (?:you )?(?:with|and)\b"
    r"|(?:please |you should |you two should )?meet (?=[a-z'-]+\s*(?:,|&|and\b|$|[a-z'-]+\s*$))"
    r"|(?:faire|fais) (?:la )?connaissance\b|making (?:the )?connection\b)"
)
_PAIR: Final = re.compile(r"^\s*(?:re|fwd?|tr)?\s*:?\s*\S+(?: \S+){0,2}\s*(?:<>|<->|<=>|↔|⇄|/\s?meet\s?/)\s*\S+")
_WORD: Final = re.compile(r"[^\W_]+")
_ANSWER: Final = re.compile(r"^\s*(?:re|rép|rep|aw|sv)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_FORWARD: Final = re.compile(r"^\s*(?:fwd?|fw|tr|wg|rv|enc)\s*:", re.IGNORECASE)
_PREFIX: Final = re.compile(r"^\s*(?:(?:re|rép|rep|aw|sv|fwd?|fw|tr|wg|rv|enc)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_NOT: Final = re.compile(
    r"\bintro(?:duction)? (?:to|a|au|aux|of|course|cours)\b"
    r"|\bmeet(?:ing)? (?:at|on|in|me|with|up|for|and greet|tonight|today|tomorrow|later|again"
    r"|monday|tuesday|wednesday|thursday|friday)\b"
)


def says_introduction(title: str) -> bool:
    """Whether a subject says, in French or English, that people are made known to each other."""
    folded = fold(title)
    if _PAIR.match(title):
        return True
    return _WORDS.search(folded) is not None and _NOT.search(folded) is None


def stem(title: str) -> str:
    """A subject without what answers and forwards put before it, for comparing; "" for one that says too little."""
    bare = fold(_PREFIX.sub("", title))
    return bare if len(bare) > 5 else ""


def is_answer(title: str) -> bool:
    """Whether a subject answers one that came before."""
    return _ANSWER.match(title) is not None


def is_passed_on(title: str) -> bool:
    """Whether a subject is of something passed on."""
    return _FORWARD.match(title) is not None


class Sight(NamedTuple):
    """A letter, meeting or talk in which somebody new is seen: people by number, the owner 0."""

    event: int
    at: int
    channel: int
    sender: int
    """0 the owner, -1 nobody."""
    present: tuple[int, ...]
    """Everybody besides the owner."""
    title: str = ""
    names: tuple[str, ...] = ()
    """Whom the letter's words introduce."""
    passed_from: tuple[str, ...] = ()
    """Whose letter was passed on: name or address."""
    copied: bool = False
    """The owner only got a copy: it was not written to them."""


class Acquaintance(NamedTuple):
    """How somebody stands to the owner in time: first seen, and when they exchanged something first."""

    first_at: int
    exchanged_at: int
    """The first exchange, 1 << 62 where there is none."""
    domains: frozenset[str] = frozenset()
    """Organisations' mail domains, providers left out."""
    names: tuple[str, ...] = ()
    """Folded names and addresses."""


class Later(NamedTuple):
    """What passed with somebody in the months after: between the two, from them, to them, with whom else present."""

    alone: int = 0
    inward: int = 0
    outward: int = 0
    soon: bool = False
    """They answered, or were answered, within three weeks."""
    beside: Mapping[int, int] = {}
    """Person → times that they were there too."""


class Introducer(NamedTuple):
    """Who may have introduced somebody: by which event, how likely, and why (codes of reasons)."""

    person: int
    chance: float
    event: int
    why: tuple[str, ...]


def introducers(
    new: int,
    sights: Sequence[Sight],
    told: Sequence[Sight],
    known: Mapping[int, Acquaintance],
    later: Later,
    titles: Sequence[str] = (),
) -> list[Introducer]:
    """Who may have made somebody known, likeliest first.

    `sights` are the events of their first days, in order; `told` those of the weeks before that speak of them without
    them: by name, or by a letter passed on. `titles` are the subjects of the first exchanges.
    """
    stems = {stem(title) for title in titles if not is_passed_on(title)} - {""}
    scores: dict[int, tuple[float, int, tuple[str, ...]]] = {}
    for sight in sights:
        if len(sight.present) > CROWD:
            continue
        for person in sight.present:
            if person != new and _is_older(known, person, new):
                score, why = _present(new, person, sight, known, later)
                if person not in scores or score > scores[person][0]:
                    scores[person] = (score, sight.event, why)
    for sight in told:
        person = sight.sender
        if person > 0 and person != new and _is_older(known, person, new):
            score, why = _told(sight, known[new], known[person], later, stems)
            if person not in scores or score > scores[person][0]:
                scores[person] = (score, sight.event, why)
    whole = 1.0 + sum(exp(score) for score, _, _ in scores.values())
    found = [Introducer(person, exp(score) / whole, event, why) for person, (score, event, why) in scores.items()]
    return sorted(found, key=lambda one: (-one.chance, one.person))


def _is_older(known: Mapping[int, Acquaintance], person: int, new: int) -> bool:
    one = known.get(person)
    return one is not None and one.first_at < known[new].first_at - _SINCE_DAYS * DAY


def _present(
    new: int, person: int, sight: Sight, known: Mapping[int, Acquaintance], later: Later
) -> tuple[float, tuple[str, ...]]:
    """Log-odds that somebody who was there made the other known."""
    why = ["introduced-together"]
    score = -1.3 + _after(person, later, why)
    others = [one for one in sight.present if one not in (new, person)]
    score += 1.2 if not others else -0.4 - 0.45 * len(others)
    newcomers = sum(1 for one in others if known[one].first_at >= known[new].first_at - _SINCE_DAYS * DAY)
    score -= 1.6 * newcomers
    said = _says(sight, known[new])
    if said:
        score += 2.6
        why.append("introduced-words")
    if sight.sender == person:
        if _names(sight.passed_from, known[new]):
            score += 0.8
            why.append("introduced-passed-on")
        score += 1.1
        why.append("introduced-wrote")
    elif sight.sender == new:
        score -= 0.1
    elif sight.sender == 0:
        score -= 0.2 if said else 1.6
    elif sight.sender > 0:
        score -= 1.4
    if sight.channel == Channel.MEETING:
        why[0] = "introduced-meeting"
        score += 0.2 if sight.sender == person else -0.2
    elif sight.channel in (Channel.TEXT, Channel.SOCIAL, Channel.CALL):
        why[0] = "introduced-group"
        score -= 0.6
    elif is_answer(sight.title) and not said:
        score -= 1.2
    if sight.copied and not said:
        score -= 1.6
    score += _acquainted(known[person], sight.at)
    if known[person].domains & known[new].domains and not said:
        score -= 1.2
    return score, tuple(why)


def _told(
    sight: Sight, new: Acquaintance, sender: Acquaintance, later: Later, stems: Collection[str]
) -> tuple[float, tuple[str, ...]]:
    """Log-odds that a letter about somebody, before they were seen, made them known."""
    why: list[str] = []
    score = -1.0 + _after(sight.sender, later, why)
    if _names(sight.names, new) or (says_introduction(sight.title) and _named_in(sight.title, new)):
        score += 2.4
        why.insert(0, "introduced-named")
    if _names(sight.passed_from, new):
        score += 1.8
        why.insert(0, "introduced-passed-on")
    if stem(sight.title) in stems:
        score += 1.9
        why.insert(0, "introduced-subject")
    if not why or why[0] == "introduced-since":
        score -= 6.0
    return score + _acquainted(sender, sight.at), tuple(why)


def _after(person: int, later: Later, why: list[str]) -> float:
    """What came of it: exchanges without the one who introduced tell most."""
    if not later.alone:
        return -2.4 if not later.inward and not later.outward else -0.6
    why.append("introduced-since")
    score = 0.7 if later.inward and later.outward else 0.2
    score += 0.4 if later.soon else 0.0
    together = later.beside.get(person, 0)
    return score - (0.9 if together > max(3, later.alone) else 0.0)


def _acquainted(one: Acquaintance, at: int) -> float:
    """Whoever the owner had exchanged with before counts; a name seen in copies hardly does."""
    days = (at - one.exchanged_at) / DAY
    return 0.4 if days > 60 else 0.1 if days > 0 else -1.3


def _says(sight: Sight, new: Acquaintance) -> bool:
    return says_introduction(sight.title) or _names(sight.names, new)


def _names(words: Iterable[str], new: Acquaintance) -> bool:
    """Whether one of these words names somebody: an address, a full name, or a first name that is theirs."""
    for word in words:
        folded = name_of(word)
        if any(folded == name or name.startswith(f"{folded} ") for name in new.names if folded):
            return True
    return False


def name_of(word: str) -> str:
    """A name or address for comparing; "Tremblay, Marie" is Marie Tremblay."""
    folded = fold(word)
    family, comma, given = folded.partition(", ")
    return f"{given} {family}" if comma and "@" not in folded else folded


def words_of(title: str) -> list[str]:
    """The words of a subject, folded."""
    return _WORD.findall(fold(title))


def _named_in(title: str, new: Acquaintance) -> bool:
    folded = f" {' '.join(words_of(title))} "
    return any(f" {name} " in folded for name in new.names if "@" not in name and " " in name)


# ── those that the owner made ─────────────────────────────────────────────────────────────────────────────────────


class Made(NamedTuple):
    """Two people whom the owner made known to each other: how likely, by which event, why, and how often they were
    seen together since without a word of the owner's."""

    one: int
    other: int
    chance: float
    event: int
    why: tuple[str, ...]
    since: int


def made(
    sight: Sight, before: int, since: int, known: Mapping[int, Acquaintance], both_known: Collection[int]
) -> Made | None:
    """Whether the owner's letter to two people made them known to each other.

    `before` counts how often the two were seen together before, `since` how often one of them wrote to the other, the
    owner present, after it. None where it hardly did.
    """
    if sight.sender != 0 or len(sight.present) != 2 or before:
        return None
    one, other = sorted(sight.present)
    said = says_introduction(sight.title) and not is_answer(sight.title)
    score = -2.6 + (4.2 if said else 0.0) + 1.0 * min(since, 3)
    score += 0.4 if len(both_known) == 2 else -1.0
    why = (["made-words"] if said else ["made-both"]) + (["made-since"] if since else [])
    if known[one].domains & known[other].domains:
        score -= 2.0
    if is_answer(sight.title) or is_passed_on(sight.title):
        score -= 1.0
    return Made(one, other, 1 / (1 + exp(-score)), sight.event, tuple(why), since)


# ── the tree ──────────────────────────────────────────────────────────────────────────────────────────────────────


def descendants(through: Mapping[int, int]) -> dict[int, int]:
    """How many people came through each, directly or from one to the next; a ring counts nobody twice.

    `through` gives, for whoever was introduced, by whom.
    """
    counted: dict[int, set[int]] = {}
    for person in through:
        seen = {person}
        at = through.get(person)
        while at is not None and at not in seen:
            counted.setdefault(at, set()).add(person)
            seen.add(at)
            at = through.get(at)
    return {person: len(those) for person, those in counted.items()}
