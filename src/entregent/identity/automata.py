"""Who is no person: newsletters, robots, lists, roles, rooms; with reasons, and on the careful side.

Somebody the owner wrote to and who answered is a person, and so is somebody who merely posts to a list.
"""

import math
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from entregent.identity.addresses import FREE_MAIL
from entregent.identity.automata_words import (
    LIST_DOMAINS,
    LIST_ENDINGS,
    NO_REPLY,
    ORGANISATION_WORDS,
    ROBOTS,
    ROLES,
    ROOM_NAMES,
    ROOMS,
    SENDING_DOMAINS,
    TEAM_NAMES,
    TRACKED,
)
from entregent.identity.ordinary import is_ordinary
from entregent.identity.profiles import Profile
from entregent.identity.sketches import contradict
from entregent.model.handle import MAIL
from entregent.model.judgement import Reason, reason
from entregent.text.name_tables import is_given
from entregent.text.names import PersonName, parse_name
from entregent.text.scripts import fold


class Automaton(NamedTuple):
    """What a handle is instead of a person. `verdict` is one of VERDICTS; the confidence is 0..1."""

    verdict: str
    confidence: float
    reasons: tuple[Reason, ...]


VERDICTS: Final = ("no-reply", "notifications", "newsletter", "list", "role", "room", "bulk", "organisation")

PRIOR: Final = -2.2
"""Before anything is seen, nine handles in ten are people's."""
WEIGHTS: Final = {
    "no-reply-address": 9.0,
    "robot-address": 4.2,
    "role-address": 2.6,
    "list-address": 4.0,
    "list-like-address": 1.6,
    "room-address": 6.0,
    "bot-account": 6.0,
    "tracking-address": 3.4,
    "sending-domain": 1.2,
    "bulk-sender": 3.6,
    "some-bulk": 1.0,
    "organisation-name": 3.0,
    "brand-name": 3.4,
    "only-receives-at-list": 0.8,
    "many-names": 3.5,
    "personal-name": -2.4,
    "given-name": -1.5,
    "personal-login": -1.5,
    "free-provider": -1.2,
    "on-a-card": -1.5,
    "exchange-with-owner": -5.0,
}
"""Natural logarithms of odds that the handle is no person's; negative ones speak for a person."""
_KIND: Final = {
    "no-reply-address": "no-reply",
    "robot-address": "notifications",
    "bot-account": "notifications",
    "tracking-address": "newsletter",
    "sending-domain": "newsletter",
    "bulk-sender": "bulk",
    "some-bulk": "bulk",
    "list-address": "list",
    "list-like-address": "list",
    "role-address": "role",
    "room-address": "room",
    "organisation-name": "organisation",
    "brand-name": "organisation",
    "many-names": "notifications",
}
_OVERRULES_NAME: Final = frozenset(("no-reply-address", "robot-address", "room-address", "bot-account", "many-names"))
"""A robot writes under people's names ("Marie Roy" <notifications@…>): its address says what it is."""
MOSTLY: Final = 0.8
MANY_NAMES: Final = 4
"""So many full names under one address, none like another, are shown by a robot or a shared box."""


def judge_automaton(profile: Profile) -> Automaton | None:
    """Judge a handle; None means that it is taken for a person's.

    Looks at the form of the address, the names shown, how much of its mail was bulk (posts to lists left out),
    whether it is on a card, and whether the owner and it ever wrote to each other.
    """
    if profile.kind != MAIL or is_ordinary(profile):
        return None
    found = [one for judge in _SIGNALS for one in judge(profile)]
    if any(one.signal in _OVERRULES_NAME for one in found) and _domain(profile) not in FREE_MAIL:
        found = [one for one in found if one.signal not in ("personal-name", "given-name", "personal-login")]
    total = PRIOR + sum(WEIGHTS[one.signal] for one in found)
    confidence = 1 / (1 + math.exp(-total))
    against = [one for one in found if WEIGHTS[one.signal] > 0]
    if confidence < 0.5 or not against:
        return None
    against.sort(key=lambda one: -WEIGHTS[one.signal])
    return Automaton(_KIND[against[0].signal], confidence, tuple(against))


def _login(profile: Profile) -> str:
    return fold(profile.value.rpartition("@")[0])


def _domain(profile: Profile) -> str:
    return profile.value.rpartition("@")[2]


def _by_address(profile: Profile) -> Iterator[Reason]:
    login, domain = _login(profile), _domain(profile)
    base = login.partition("+")[0]
    facts = {"address": profile.value}
    if login.endswith("[bot]") or base.endswith(("-bot", ".bot", "_bot")):
        yield reason("bot-account", **facts)
    elif domain.startswith("users.noreply."):
        # A forge hides a person's address behind such a domain.
        return
    elif NO_REPLY.search(login) or domain.startswith(("noreply.", "no-reply.", "bounce.", "bounces.")):
        yield reason("no-reply-address", **facts)
    elif ROOMS.search(login) or ROOMS.search(domain):
        yield reason("room-address", **facts)
    elif _is_robot(base):
        yield reason("robot-address", **facts)
    elif _is_role(base):
        yield reason("role-address", **facts)
    is_list, is_sending = _sort_of_domain(domain)
    if is_list:
        yield reason("list-address", **facts)
    elif LIST_ENDINGS.search(base) and not profile.sent:
        yield reason("list-like-address", **facts)
    if TRACKED.search(login) and domain not in FREE_MAIL:
        yield reason("tracking-address", **facts)
    if is_sending:
        yield reason("sending-domain", domain=domain)


@lru_cache(maxsize=1 << 14)
def _sort_of_domain(domain: str) -> tuple[bool, bool]:
    """Whether a domain carries lists, and whether it is one that only sends."""
    is_list = bool(LIST_DOMAINS.search(domain))
    return is_list, not is_list and domain not in FREE_MAIL and bool(SENDING_DOMAINS.search(domain))


def _parts(base: str) -> list[str]:
    return [part for part in base.replace("_", "-").replace(".", "-").split("-") if part]


def _is_robot(base: str) -> bool:
    parts = _parts(base)
    stripped = base.rstrip("0123456789")
    if stripped in ROBOTS or base.endswith(("newsletter", "newsletters", "infolettre", "mailer")):
        return True
    return any(part.rstrip("0123456789") in ROBOTS for part in (parts[:1] + parts[-1:]))


def _is_role(base: str) -> bool:
    parts = _parts(base)
    if base.rstrip("0123456789") in ROLES or base.replace("-", "").replace(".", "") in ROLES:
        return True
    return any(part in ROLES for part in parts) and not any(is_given(part) for part in parts)


def _by_name(profile: Profile) -> Iterator[Reason]:
    label = _domain(profile).rpartition(".")[0].rpartition(".")[2]
    for name in _most_used(profile):
        folded = fold(name).strip("\"' ")
        if not folded or "@" in folded:
            continue
        if ROOM_NAMES.search(folded):
            yield reason("room-address", address=name)
            return
        if _is_organisation(folded):
            yield reason("organisation-name", name=name)
            return
        if _is_brand(folded, label) and _domain(profile) not in FREE_MAIL:
            yield reason("brand-name", name=name)
            return
    if person := _personal_name(profile):
        yield reason("personal-name", name=person)
    elif given := next((name for name, _ in profile.names if is_given(fold(name))), ""):
        yield reason("given-name", name=given)
    if (several := _names_at_odds(profile)) >= MANY_NAMES:
        yield reason("many-names", names=several)


def _names_at_odds(profile: Profile) -> int:
    """How many of the names shown contradict all those before them."""
    if len(profile.names) < MANY_NAMES:
        return 0
    kept: list[PersonName] = []
    for name, _ in sorted(profile.names, key=lambda n: (-n[1], n[0]))[:12]:
        parsed = parse_name(name)
        if len(parsed.words) >= 2 and not parsed.login and all(contradict(parsed, other) for other in kept):
            kept.append(parsed)
    return len(kept)


@lru_cache(maxsize=1 << 15)
def _is_organisation(folded: str) -> bool:
    words = [word.strip(".,:;!?()[]\"'&") for word in folded.replace("-", " ").replace("/", " ").split()]
    hits = sum(word in ORGANISATION_WORDS for word in words)
    if len(words) == 1:
        return bool(hits) or folded.endswith((".com", ".ca", ".fr", ".org", ".net", ".io"))
    named = is_given(words[0]) and len(words) <= 3
    ends = any(word.endswith((".com", ".ca", ".fr", ".org", ".net", ".io")) for word in words)
    return (hits > 0 and not named) or hits > 1 or ends or bool(TEAM_NAMES.search(folded) and not named)


def _is_brand(folded: str, label: str) -> bool:
    compact = "".join(c for c in folded if c.isalnum())
    return len(compact) >= 4 and len(label) >= 4 and compact == label.replace("-", "") and not is_given(folded)


def _most_used(profile: Profile) -> list[str]:
    """The two names shown most."""
    return [name for name, _ in sorted(profile.names, key=lambda n: (-n[1], n[0]))[:2]]


def _personal_name(profile: Profile) -> str:
    for name in _most_used(profile):
        parsed = parse_name(name)
        if parsed.login or not 2 <= len(parsed.words) <= 5 or _is_organisation(fold(name)):
            continue
        if parsed.ordered or any(is_given(word) for word in parsed.words) or parsed.initials:
            return name
    return ""


def _by_login_name(profile: Profile) -> Iterator[Reason]:
    parts = _parts(_login(profile).partition("+")[0])
    plain = [part for part in parts if part.isalpha()]
    if len(plain) >= 2 and len(plain) == len(parts) and any(is_given(p) for p in plain):
        yield reason("personal-login", address=profile.value)


def _by_traffic(profile: Profile) -> Iterator[Reason]:
    own = max(profile.bulk - profile.list_posts, 0)
    alone = max(profile.sent - profile.list_posts, 0)
    if alone and own / alone >= MOSTLY:
        yield reason("bulk-sender", bulk=own, sent=alone)
    elif alone and own / alone > 0.3:
        yield reason("some-bulk", bulk=own, sent=alone)
    if profile.from_owner and profile.to_owner - own > 0:
        yield reason("exchange-with-owner", out=profile.from_owner, inward=profile.to_owner)
    if profile.cards:
        yield reason("on-a-card")
    if _domain(profile) in FREE_MAIL:
        yield reason("free-provider", domain=_domain(profile))


_SIGNALS: Final[tuple[Callable[[Profile], Iterator[Reason]], ...]] = (
    _by_address,
    _by_name,
    _by_login_name,
    _by_traffic,
)
