"""The weights of evidence, as data: natural logarithms of odds, added up (Fellegi and Sunter 1969).

A name's weight is computed from its rarity, ln(SAME_AGAIN / expected homonyms), plus the correction given here.
Chosen by reading curves of `bench.identity`; rounded, because nothing finer is known.
"""

from typing import Final

SAME_AGAIN: Final = 0.35
"""How many further handles a person has, on average, for each one seen."""
MOST_BY_NAME: Final = 4.6
"""No name alone makes surer than 99 %."""

MOST_BY_WORK: Final = 6.0
"""What a shared organisation is worth at most, beside a name; half the people stay where a card says they are."""

MERGE_ABOVE: Final = 0.955
"""Confidence from which two handles are joined without asking."""
ASK_ABOVE: Final = 0.25
"""Confidence from which it is worth the owner's while to be asked."""

WEIGHTS: Final = {
    "same-name": 0.0,
    "same-nickname": -1.0,
    "name-within": -1.0,
    "same-initial": -0.8,
    "family-initial": -2.0,
    "one-name": -2.0,
    "given-at-work": 0.0,
    "name-slip": -1.5,
    "login-spells-name": -0.4,
    "login-short-for-name": -1.0,
    "login-cut-name": -0.8,
    "login-family-name": -0.8,
    "same-login": 0.0,
    "same-phone-digits": 4.2,
    "same-domain": 1.0,
    "domain-names-person": 1.5,
    "other-work": -1.6,
    "numbered-twins": -5.0,
    "other-name": -5.0,
    "other-initial": -4.0,
    "other-suffix": -5.0,
    "common-name": -2.0,
    "homonyms-in-sight": -2.5,
    "newcomer": -2.0,
    "years-apart": -1.6,
    "other-pseudonym": -1.5,
    "shared-mailbox": -3.5,
    "look-alike": -8.0,
    "transliterated": -0.7,
    "signature-link": 4.5,
    "signature-phone": 3.5,
    "nearer-namesake": -3.0,
    "several-near": -2.5,
    "nobody-between": -1.5,
    "has-another": -2.0,
    "seen-together": -4.0,
}
"""Correction per signal, or the whole weight where the signal has no rarity of its own."""

AGAINST: Final = frozenset(
    (
        "other-work",
        "numbered-twins",
        "other-name",
        "other-initial",
        "other-suffix",
        "common-name",
        "homonyms-in-sight",
        "newcomer",
        "years-apart",
        "other-pseudonym",
        "shared-mailbox",
        "look-alike",
        "nearer-namesake",
        "several-near",
        "nobody-between",
        "has-another",
        "seen-together",
    )
)
"""Signals that speak for two people; the others speak for one, a weaker one by a smaller weight."""

LOGIN_LENGTHS: Final = {3: -1.0, 4: 0.0, 5: 1.0, 6: 1.7, 7: 2.3, 8: 3.5}
"""What a shared login is worth by its length; longer ones count as 8. Names and digits correct it."""

YEARS_APART: Final = 5.0
"""Two handles whose times of use lie further apart than this, joined by nothing but a name, are rather two people."""

KNOWN_ELSEWHERE: Final = {
    "whatsapp": 0.92,
    "signal": 0.92,
    "phone": 0.9,
    "telegram": 0.8,
    "facebook": 0.75,
    "linkedin": 0.8,
    "slack": 0.75,
    "page": 0.8,
    "instagram": 0.6,
    "event": 0.5,
    "blog": 0.4,
    "twitter": 0.6,
    "mastodon": 0.4,
    "discord": 0.4,
}
"""How likely somebody whom the owner turned to on a source is known by mail or phone as well: the nearer the source is
to the owner's own address book, the likelier. Others count as `KNOWN_SOMEWHERE`."""
KNOWN_SOMEWHERE: Final = 0.5
MOST_BY_BEING_ONE: Final = 2.8
"""What it is worth at most that only one person here comes near a name that is not quite the same."""
FIRST_MET: Final = 2.0
"""A connection made within `MET_WITHIN` days of the first letter, where that of every other bearer of the name lies at
least `MET_ELSE` days off."""
MET_WITHIN: Final = 60
MET_ELSE: Final = 180
COMPANIONS: Final = (1.2, 0.4, 3.2)
"""The first person seen with both, each further one, and the most: those of one group come together."""
AMONG_HOMONYMS: Final = 0.7

SURE_ACCOUNT: Final = 0.995
SURE_CONTACT: Final = 0.98
"""A chat shows its people as the phone's address book calls them: one card bears this very name."""
SURE_MAILBOX: Final = 0.995
SURE_CARD: Final = 0.99
UNSURE_CARD: Final = 0.5
"""A card that lists the addresses of two people with their own names: a question, never a merge."""
