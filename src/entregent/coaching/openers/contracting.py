"""French joints: de + le, d’ before a vowel, quotation marks with their narrow spaces, and words of France."""

import re
from collections.abc import Callable
from typing import Final

from entregent.text.scripts import fold, word_set

NARROW: Final = "\u202f"
_MUTE_H: Final = word_set("""
    helene henri henriette hubert hugo hortense honore hector herve hilaire hippolyte heloise hermine hyacinthe habib
    hotel hopital histoire homme hiver
""")
_HERS: Final = word_set("""
    librairie clinique pharmacie ebenisterie brasserie boulangerie garderie bibliotheque cooperative coop fondation
    agence ecole universite banque caisse societe compagnie maison ville galerie quincaillerie scierie ferme fromagerie
    chambre federation association commission faculte mairie menuiserie imprimerie residence station fabrique entreprise
    firme polyclinique microbrasserie
""")
_HIS: Final = word_set("""
    theatre groupe cabinet centre club studio bureau musee college cegep ministere conseil restaurant cafe garage
    atelier institut hopital hotel cercle chantier laboratoire service syndicat comite marche jardin magasin salon
    domaine festival orchestre ordre
""")
"""Kinds of places, by the article that a speaker gives their names."""
_ARTICLES: Final = re.compile(r"^(les|le) ", re.IGNORECASE)
OF_FRANCE: Final = (
    (re.compile(r"\bBonne fête\b"), "Bon anniversaire"),
    (re.compile(r"\bbonne fête\b"), "bon anniversaire"),
    (re.compile(r"\bAllô\b"), "Salut"),
    (re.compile(r"\bsouper\b"), "dîner"),
    (re.compile(r"\ben fin de semaine\b"), "ce week-end"),
    (re.compile(r"\bjaser\b"), "bavarder"),
    (re.compile(r"\bcourriels\b"), "mails"),
    (re.compile(r"\bcourriel\b"), "mail"),
    (re.compile(r"\bune course\b"), "une commission"),
    (re.compile(r"\bAucune presse\b"), "Rien ne presse"),
    (re.compile(r"\bSans aucune presse\b"), "Sans rien presser"),
    (re.compile(r"\bÇa s’en vient\b"), "Ça arrive"),
    (re.compile(r"(?<=[\w)\]}>»”’…])([;!?])(?=\s|$)"), NARROW + r"\1"),
)
"""Words of Québec and what is said in France instead; and its space before ; ! ?"""


def de(noun: str) -> str:
    """ "de Marie", "d’Alice", "du Devoir", "des Érables", "de la Gare"."""
    if (article := _ARTICLES.match(noun)) is not None:
        return ("des " if article[1].lower() == "les" else "du ") + noun[article.end() :]
    return f"d’{noun}" if _begins_with_vowel(noun) else f"de {noun}"


def to(noun: str) -> str:
    """ "à Marie", "au déménagement", "aux enfants"."""
    if (article := _ARTICLES.match(noun)) is not None:
        return ("aux " if article[1].lower() == "les" else "au ") + noun[article.end() :]
    return f"à {noun}"


def que(noun: str) -> str:
    """ "que Marie", "qu’Alice"."""
    return f"qu’{noun}" if _begins_with_vowel(noun) else f"que {noun}"


def at(place: str) -> str:
    """ "chez Hydro", "au Devoir", "à La Presse", "à la Librairie Nordet", "au Groupe Un", "à l’Agence Deux"."""
    if _ARTICLES.match(place) is not None:
        return to(place)
    if place.lower().startswith(("la ", "l’")):
        return f"à {place}"
    first = fold(re.split(r"[\s’-]", place)[0])
    if first not in _HERS and first not in _HIS:
        return f"chez {place}"
    if _begins_with_vowel(place):
        return f"à l’{place}"
    return f"à la {place}" if first in _HERS else f"au {place}"


JOINTS: Final[dict[str, Callable[[str], str]]] = {"de": de, "a": to, "que": que, "at": at}
"""What stands before a slot’s name in a form."""


def quoted(text: str, language: str) -> str:
    """A title in the quotation marks of the language."""
    return f"«{NARROW}{text}{NARROW}»" if language == "fr" else f"“{text}”"


def spaced(text: str) -> str:
    """The narrow space before a colon."""
    return text.replace(" : ", f"{NARROW}: ")


def as_in_france(text: str) -> str:
    """A form of Québec as it is said in France."""
    for sign, instead in OF_FRANCE:
        text = sign.sub(instead, text)
    return text


def _begins_with_vowel(noun: str) -> bool:
    plain = fold(noun)
    if not plain or not noun[0].isalpha():
        return False
    if plain[0] == "h":
        return re.split(r"[\W_]", plain)[0] in _MUTE_H
    if plain[0] == "y":  # d’Yves, de Yann
        return len(plain) > 1 and plain[1] not in "aeiouy"
    return plain[0] in "aeiou" and not plain.startswith(("oui", "ouistiti", "onze"))
