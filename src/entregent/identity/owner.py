"""Whose book it is: the owner's own handles, from sent folders, deliveries, cards; shown for confirmation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Final, NamedTuple

from entregent.identity.automata import judge_automaton
from entregent.identity.profiles import Profile
from entregent.identity.rarity import is_common
from entregent.identity.sketches import Sketch, contradict, sketch
from entregent.model.judgement import Reason, reason
from entregent.model.record import OwnerHint
from entregent.text.names import PersonName, parse_name


class OwnHandle(NamedTuple):
    """A handle taken for the owner's, with how sure (0..1) and why."""

    id: int
    confidence: float
    reasons: tuple[Reason, ...]


GOOD_SHARE: Final = 0.1
"""From this share of the mail in sent folders on, a sender is the owner; an assistant or a stray copy stays below."""
SURE_SHARE: Final = 0.3
"""From here on, even under another name."""
DELIVERED_SHARE: Final = 0.15
OWN_ABOVE: Final = 0.6
_TRUST: Final = {
    "declared": 1.0,
    "own-card": 0.9,
    "account-owner": 0.9,
    "chat-owner": 0.85,
    "chat-party": 0.85,
    "sent-folder": 0.95,
    "delivered-to": 0.8,
    "most-present": 0.85,
    "most-from": 0.65,
}
"""How far each kind of hint is trusted; `most-present` counts messages that a handle sent or got."""


def find_owner(
    hints: Iterable[OwnerHint], profiles: Iterable[Profile], *, declared: Iterable[tuple[str, str]] = ()
) -> list[OwnHandle]:
    """The owner's handles, surest first: senders of sent folders with a good share or the main sender's name,
    addresses that mail was delivered to, the own card, accounts that an export says are the owner's, whoever is in
    every chat, the most frequent sender, and those of the same rare name.

    `declared` are (kind, value) pairs that the owner gave; they are certain and all others need a match with them
    or strong evidence of their own.
    """
    known = {(one.kind, one.value): one for one in sorted(profiles, key=attrgetter("id"))}
    counts: dict[str, dict[int, int]] = {kind: defaultdict(int) for kind in _TRUST}
    for hint in hints:
        profile = known.get((hint.participant.kind, hint.participant.value))
        if profile is not None and hint.kind in counts:
            counts[hint.kind][profile.id] += hint.times
    for pair in declared:
        if pair in known:
            counts["declared"][known[pair].id] += 1
    sketches = {one.id: sketch(one, {}) for one in known.values() if any(one.id in c for c in counts.values())}
    found = _weigh(counts, sketches, _main_names(counts, sketches))
    found |= _namesakes(found, known.values())
    own = [
        OwnHandle(one, confidence, reasons) for one, (confidence, reasons) in found.items() if confidence >= OWN_ABOVE
    ]
    return sorted(own, key=lambda one: (-one.confidence, one.id))


Weighed = dict[int, tuple[float, tuple[Reason, ...]]]


def _main_names(counts: dict[str, dict[int, int]], sketches: dict[int, Sketch]) -> tuple[PersonName, ...]:
    """The full names of the handle with the best evidence."""
    for kind in ("declared", "own-card", "sent-folder", "delivered-to", "most-present", "account-owner", "most-from"):
        for one, _ in sorted(counts[kind].items(), key=lambda kv: (-kv[1], kv[0])):
            if sketches[one].names:
                return sketches[one].names
    return ()


def _weigh(counts: dict[str, dict[int, int]], sketches: dict[int, Sketch], names: tuple[PersonName, ...]) -> Weighed:
    found: Weighed = {}
    for one, drawn in sketches.items():
        doubt = 1.0
        reasons: list[Reason] = []
        for kind, seen in counts.items():
            if one in seen:
                share = seen[one] / sum(seen.values())
                if kind == "chat-party" and not _in_every_chat(one, seen):
                    continue
                trust = _trust(kind, share, named_alike=_alike(drawn, names), clashing=_clashing(drawn, names))
                if trust > 0:
                    doubt *= 1 - trust
                    reasons.append(reason(f"owner-{kind}", times=seen[one], percent=round(100 * share)))
        if reasons:
            found[one] = (1 - doubt, tuple(reasons))
    return found


def _trust(kind: str, share: float, *, named_alike: bool, clashing: bool) -> float:
    if kind in ("declared", "own-card"):
        return _TRUST[kind]
    if kind in ("account-owner", "chat-party"):
        # Under another name it is somebody else's export that came along.
        return 0.0 if clashing else _TRUST[kind]
    if kind == "most-from":
        return _TRUST[kind] * share if not clashing else 0.0
    least = {
        "sent-folder": GOOD_SHARE,
        "chat-owner": GOOD_SHARE,
        "delivered-to": DELIVERED_SHARE,
        "most-present": DELIVERED_SHARE,
    }[kind]
    if share >= SURE_SHARE or (share >= least and not clashing) or (named_alike and not clashing):
        return _TRUST[kind]
    return 0.0


def _in_every_chat(one: int, chats: Mapping[int, int]) -> bool:
    """Whether somebody is in chats that nobody else has in common: an export of chats is from one telephone."""
    others = max((times for other, times in chats.items() if other != one), default=0)
    return chats[one] >= FEWEST_CHATS and chats[one] > 2 * others


FEWEST_CHATS: Final = 3


def _alike(drawn: Sketch, names: tuple[PersonName, ...]) -> bool:
    mine = {tuple(sorted(name.words)) for name in names}
    return any(tuple(sorted(name.words)) in mine for name in drawn.names)


def _clashing(drawn: Sketch, names: tuple[PersonName, ...]) -> bool:
    return bool(drawn.names and names) and all(contradict(one, other) for one in drawn.names for other in names)


def _namesakes(found: Weighed, profiles: Iterable[Profile]) -> Weighed:
    """Other addresses that write under the owner's full name, where that name is not common."""
    sure = {one for one, (confidence, _) in found.items() if confidence >= 0.8}
    if not sure:
        return {}
    everybody = list(profiles)
    names = [name for p in everybody if p.id in sure for name in sketch(p, {}).names]
    mine = {tuple(sorted(name.words)) for name in names if not is_common(name.words)}
    words = {word for name in mine for word in name}
    more: Weighed = {}
    for profile in everybody if mine else ():
        if profile.id in found or not any(_bears(name, mine, words) for name, _ in profile.names):
            continue
        # Judged last: few handles bear the owner's name, and every other one is spared.
        shown = any(tuple(sorted(name.words)) in mine for name in sketch(profile, {}).names)
        if shown and not judge_automaton(profile):
            more[profile.id] = (0.7, (reason("owner-same-name", name=profile.names[0][0]),))
    return more


def _bears(text: str, mine: set[tuple[str, ...]], words: set[str]) -> bool:
    """Whether a display name reads as one of these names; most show by a word that they can't."""
    if text.isascii() and text.replace(" ", "").isalpha():
        plain = text.lower().split()
        if len(plain) == 2:
            return plain[0] in words and tuple(sorted(plain)) in mine
    return tuple(sorted(parse_name(text).words)) in mine
