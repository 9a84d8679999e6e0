"""A quick look at a handle: whether nothing about it could speak for an automaton, as with nearly all of them."""

import re
from functools import lru_cache
from typing import Final

from entregent.identity.automata_words import (
    LIST_DOMAINS,
    ORGANISATION_WORDS,
    ROBOTS,
    ROLES,
    ROOMS,
    SENDING_DOMAINS,
)
from entregent.identity.profiles import Profile
from entregent.text.scripts import fold, word_set

FEW_NAMES: Final = 3
"""With more names than this under one address they must be read against each other."""
_LOGIN_WORDS: Final = frozenset(part for word in ROBOTS | ROLES for part in word.split("-")) | word_set("""
    dev devel user users announce annonce annonces list liste discuss discussion member members membre membres request
    owner bounce bounces commit commits bugs cvs core all tous team equipe staff alumni board everyone
""")
_NAME_WORDS: Final = ORGANISATION_WORDS | word_set("""
    the equipe team crew staff de chez at from salle projector projecteur l
""")
_SPLIT: Final = re.compile(r"[._+-]")
_TRACKING: Final = re.compile(r"\d{5}|[=+]|[0-9a-f]{12}|-[0-9a-f]{4}-|\.d$")
_ROOM_STARTS: Final = ("room", "salle", "conf", "meeting", "boardroom", "project", "equipment", "parking")
_DIGITS: Final = "0123456789"


def is_ordinary(profile: Profile) -> bool:
    """Whether a mail handle shows no sign at all of an automaton; False says only that it must be looked at."""
    if profile.bulk > profile.list_posts or len(profile.names) > FEW_NAMES:
        return False
    login, _, domain = profile.value.rpartition("@")
    ordinary, label = _domain_sort(domain)
    if not ordinary or not _is_ordinary_login(login):
        return False
    return all(_is_ordinary_name(name, label) for name, _ in profile.names)


@lru_cache(maxsize=1 << 14)
def _domain_sort(domain: str) -> tuple[bool, str]:
    """Whether a domain tells nothing, and its own word."""
    odd = LIST_DOMAINS.search(domain) or SENDING_DOMAINS.search(domain) or ROOMS.search(domain)
    if odd or domain.startswith(("noreply.", "no-reply.", "bounce.", "bounces.")):
        return False, ""
    return True, domain.rpartition(".")[0].rpartition(".")[2].replace("-", "")


def _is_ordinary_login(login: str) -> bool:
    if not login.isascii():
        return False
    login = login.lower()
    if "rep" in login or "resp" in login or "antwort" in login or login.endswith("]"):
        return False
    if login.startswith(_ROOM_STARTS) or _TRACKING.search(login):
        return False
    words = _SPLIT.split(login)
    if any(map(_tells_a_robot, words)):
        return False
    return len(words) == 1 or "".join(words) not in ROLES


@lru_cache(maxsize=1 << 14)
def _tells_a_robot(word: str) -> bool:
    bare = word.rstrip(_DIGITS)
    return bare in _LOGIN_WORDS or bare.endswith(("newsletter", "newsletters", "infolettre", "mailer"))


def _is_ordinary_name(name: str, label: str) -> bool:
    folded = fold(name)
    words = folded.split()
    if not words or not folded[0].isalpha() or not all(map(_is_human, words)):
        return False
    return folded[0] != label[:1] or "".join([c for c in folded if c.isalnum()]) != label


@lru_cache(maxsize=1 << 15)
def _is_human(word: str) -> bool:
    """Whether a folded word may stand in a person's name and in no organisation's."""
    bare = word.strip(",()\"'")
    if bare.endswith(".") and len(bare) == 2:
        bare = bare[0]
    parts = [part for part in bare.replace("'", "-").split("-") if part]
    return all(part.isalpha() and part not in _NAME_WORDS and "room" not in part for part in parts)
