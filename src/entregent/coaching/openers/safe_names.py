"""Names as they may be said to somebody: never a handle, an initial, a company or a first name that is a guess."""

import re
from typing import Final

from entregent.text.name_tables import is_given
from entregent.text.names import PARTICLES, parse_name
from entregent.text.scripts import fold, is_latin, without_invisible, word_set

LONGEST: Final = 24
_WORD: Final = re.compile(r"[^\W\d_]{2,}(?:['’\-][^\W\d_]{2,})*")
_FULL: Final = re.compile(r"[^\W\d_]+(?:['’\-. ]+[^\W\d_]+)*")
_TITLES: Final = word_set("""
    dr docteur doctor prof professeur professor mr mrs ms miss mme mlle mister madame monsieur me maitre m rev
""")
_NO_GIVEN: Final = word_set("""
    les la le des du famille family theatre librairie clinique groupe group restaurant cafe centre center club
    atelier association fondation foundation service services equipe team bureau office ecole school ville city
    pharmacie garderie construction transport coop cooperative societe company agence agency studio maison info
    contact support admin the hotel bar salon comite committee conseil chambre institut institute universite
    university ministere department boutique marche garage clinic bibliotheque library musee museum avocats
    maman papa mom dad mum grand oncle tante ebenisterie menuiserie boulangerie brasserie microbrasserie fromagerie
    imprimerie quincaillerie scierie galerie architectes avocats design eclairage furniture atelier plomberie electrique
    toiture paysagiste comptable notaire dentiste
""")
_PAIRS: Final = word_set("marie jean anne mary maria ana juan jose")


def first_name(shown: str, given: str = "") -> str:
    """The first name to greet somebody by; "" where none is sure."""
    told = _spoken(given)
    if told and _is_of(told, shown) and (_is_known(told) or len(shown.split()) > 1):
        return told
    words = [
        word for word in without_invisible(shown).replace(",", " , ").split() if fold(word.strip(".")) not in _TITLES
    ]
    if not words or "," in words or any(_is_odd(word) for word in words):
        return _out_of_order(shown)
    begun = _spoken(words[0])
    if fold(words[0]) in _NO_GIVEN or fold(words[0]) in PARTICLES:
        return ""
    if not begun:
        return _out_of_order(shown)
    if _is_known(begun):
        return _with_second(begun, words) if _is_given_first(shown, begun) else _out_of_order(shown)
    sure = 2 <= len(words) <= 3 and not _NO_GIVEN & {fold(word) for word in words} and not _is_known(words[-1])
    return begun if sure and all(_WORD.fullmatch(word) and word[0].isupper() for word in words) else ""


def full_name(shown: str) -> str:
    """Somebody’s name as it is said to a third; "" for what may be none."""
    plain = " ".join(without_invisible(shown).split())
    words = plain.split(" ")
    if (
        not 2 <= len(words) <= 3 + len(PARTICLES & set(map(fold, words)))
        or len(plain) > 2 * LONGEST
        or not _FULL.fullmatch(plain)
        or not is_latin(plain)
    ):
        return ""
    if (
        not words[0][0].isupper()
        or not words[-1][0].isupper()
        or words[-1].isupper()
        or _NO_GIVEN & set(map(fold, words))
    ):
        return ""
    return plain.replace("'", "’") if first_name(plain) else ""


def _is_odd(word: str) -> bool:
    return any(c.isdigit() or c in "@_/\\<>()[]{}|&#" for c in word) or "." in word[:-1]


def _is_known(word: str) -> bool:
    parts = fold(word).split("-")
    return all(is_given(part) for part in parts) and parts[0] not in _NO_GIVEN


def _is_of(told: str, shown: str) -> bool:
    """A first name that a card gives is believed where the shown name begins with it."""
    return f"{fold(shown)} ".startswith(f"{fold(told)} ") and fold(told) not in _NO_GIVEN


def _is_given_first(shown: str, begun: str) -> bool:
    said = parse_name(shown).words
    return not said or said[0] == fold(begun).split("-")[0]


def _out_of_order(shown: str) -> str:
    """ "TREMBLAY Marie", "Tremblay, Marie": the word that the name’s own reading calls the first."""
    said = parse_name(shown)
    if not said.words or said.login or not is_given(said.words[0]) or said.words[0] in _NO_GIVEN:
        return ""
    words = shown.replace(",", " ").split()
    found = [word for word in words if fold(word).split("-")[0] == said.words[0]]
    return _spoken(found[0]) if found and not any(_is_odd(word) for word in words) else ""


def _with_second(begun: str, words: list[str]) -> str:
    """ "Marie Ève Tremblay" is Marie Ève."""
    if (
        len(words) > 2
        and fold(begun) in _PAIRS
        and words[1][:1].isupper()
        and _is_known(words[1])
        and _WORD.fullmatch(words[1])
    ):
        return f"{begun} {words[1]}"
    return begun


def _spoken(word: str) -> str:
    """A word as a name is written; "" for what is none: "marie" is Marie where that is a name, "MC" is nobody."""
    bare = without_invisible(word).strip(' ,.;:"').replace("'", "’")
    if not _WORD.fullmatch(bare) or len(bare) > LONGEST or not is_latin(bare):
        return ""
    if bare.islower() or (bare.isupper() and len(bare) > 2):
        return "-".join(part[:1].upper() + part[1:].lower() for part in bare.split("-")) if _is_known(bare) else ""
    return bare if bare[0].isupper() else ""
