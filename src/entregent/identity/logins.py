"""Logins as evidence: shared ones, those that spell a name, and those that only repeat one."""

import math
from functools import lru_cache
from typing import Final

from entregent.identity.evidence import Evidence, by_rarity, shown
from entregent.identity.rarity import Population, table_share
from entregent.identity.sketches import Sketch
from entregent.identity.weights import LOGIN_LENGTHS, SAME_AGAIN, WEIGHTS
from entregent.model.judgement import Reason, reason
from entregent.text.name_tables import are_nicknames, family_shares, is_given
from entregent.text.names import PersonName, letters_of

SHORT_LOGIN: Final = 7
"""Initial and surname in fewer letters than this fit too many people; each missing one takes away a point."""
CUT_LENGTHS: Final = (7, 8)
"""Old systems cut logins to eight letters, some to seven."""


def login_spells_name(a: Sketch, b: Sketch, people: Population) -> Evidence | None:
    """The login of one is the other's name written together: "ayushbisht2001", "fbesson", "gmelquio"."""
    best: Evidence | None = None
    for x, y in ((a, b), (b, a)):
        for login in x.logins:
            letters = letters_of(login)
            is_cut = len(letters) in CUT_LENGTHS
            for name in y.names:
                words = name.words
                # Every spelling but a cut one holds the first or the last word whole.
                if not (words[-1] in letters or words[0] in letters or is_cut):
                    continue
                found = _spelling(letters, name, people)
                if found and (best is None or found.weight > best.weight):
                    best = found
    return best


def _spelling(letters: str, name: PersonName, people: Population) -> Evidence | None:
    how = spells(letters, name.words)
    if not how:
        return None
    family = name.words[-1]
    facts = {"login": letters, "name": shown(name.words)}
    if how == "login-spells-name":
        return by_rarity(how, people.homonyms(name.words), **facts)
    chance = 1.0 if how == "login-family-name" else 1 / 15
    told = by_rarity(how, people.people * people.share_of(family) * chance, **facts)
    return told._replace(weight=told.weight - max(0, SHORT_LOGIN - len(letters)) * 1.0)


def says_own_name(spelt: Evidence, a: Sketch, b: Sketch) -> bool:
    """Whether the login only repeats the name that its own handle bears: then the names have said it all."""
    letters = str(spelt.reason.facts[0][1])
    return any(
        spells(letters, name.words)
        for one in (a, b)
        if any(letters_of(login) == letters for login in one.logins)
        for name in one.names
    )


def spells(letters: str, words: tuple[str, ...]) -> str:
    """How a login is made of a name: "login-spells-name", "-short-for-name", "-cut-name", or "" if it is not."""
    if len(letters) < 4 or len(words) < 2:
        return ""
    first, last = words[0], words[-1]
    if last not in letters and first not in letters and len(letters) not in CUT_LENGTHS:
        return ""
    whole = "".join(words)
    if letters in (whole, first + last, last + first, "".join(words[1:]) + first):
        return "login-spells-name"
    heads = "".join(w[0] for w in words[:-1])
    rest = "".join(words[1:])
    short = {first[0] + last, heads + last, last + first[0], last + heads, first + last[0], first[0] + rest}
    if letters in short:
        return "login-short-for-name"
    if letters in (last, rest):
        return "login-family-name"
    cut = len(letters) in CUT_LENGTHS and any(long.startswith(letters) for long in (first[0] + last, last, rest))
    return "login-cut-name" if cut else ""


def same_login(a: Sketch, b: Sketch, people: Population) -> Evidence | None:
    """The same login or account on both sides, worth its length and rarity; one that is a plain name is worth less."""
    shared = [login for login in a.logins if login in b.logins]
    if not shared:
        return None
    login = max(shared, key=lambda text: (len(text), text))
    worth = login_worth(login, people)
    if a.address.account or b.address.account or a.kind == b.kind == "account":
        worth += 0.7 if worth > 0 else 0.0
    return Evidence(worth, reason("same-login", login=login))


def login_worth(login: str, people: Population) -> float:
    """What sharing this login is worth: by its length, and no more than the name that it spells."""
    kept: dict[object, float] = people.worths
    if login not in kept:
        kept[login] = _worth(login, people)
    return kept[login]


def _worth(login: str, people: Population) -> float:
    letters = letters_of(login)
    worth = LOGIN_LENGTHS[min(len(login), 8)]
    if len(letters) < len(login):
        return worth
    if people.bearers_of(letters) or table_share(letters):
        return min(worth, math.log(SAME_AGAIN / (people.people * people.share_of(letters))) + WEIGHTS["one-name"])
    if words := login_words(letters):
        # Nobody's name is shown, yet the login spells one: as rare as that name, no rarer.
        return min(worth, math.log(SAME_AGAIN / people.homonyms(words)) + WEIGHTS["login-spells-name"])
    return worth


@lru_cache(maxsize=1 << 15)
def login_words(letters: str) -> tuple[str, ...]:
    """A login cut into a known given and family name ("johnsmith"); empty where no cut gives two names."""
    for cut in range(3, len(letters) - 2):
        head, tail = letters[:cut], letters[cut:]
        if (is_given(head) and tail in family_shares()) or (is_given(tail) and head in family_shares()):
            return head, tail
    return ()


def is_explained(login_reason: Reason, a: Sketch, b: Sketch) -> bool:
    """Whether a shared login without digits only repeats the name that both bear."""
    login = str(login_reason.facts[0][1])
    if any(c.isdigit() for c in login):
        return False
    return any(_repeats(login, n) for n in a.names) and any(_repeats(login, n) for n in b.names)


def spells_either(login_reason: Reason, a: Sketch, b: Sketch) -> bool:
    """Whether a shared login repeats the name of either side: then it says no more than the name."""
    login = str(login_reason.facts[0][1])
    return any(_repeats(letters_of(login), name) for one in (a, b) for name in one.names)


def _repeats(login: str, name: PersonName) -> bool:
    """Whether a login is a word of the name, its given names in one ("marieeve"), or spells it, a short form too."""
    words = name.words
    if login == words[0] + name.family.replace(" ", ""):
        return True
    if login in words or spells(login, words) or (len(words) > 2 and login == "".join(words[:2])):
        return True
    short = login.removesuffix(words[-1])
    return short != login and len(short) > 1 and (words[0].startswith(short) or are_nicknames(short, words[0]))
