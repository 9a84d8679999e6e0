"""Which language somebody writes, from the titles of what they wrote: said only where it is plain."""

from collections.abc import Iterable
from typing import Final

from entregent.text.scripts import fold, word_set

FEWEST: Final = 3
_FRENCH: Final = word_set("""
    le la les des du de une un et pour avec sur est ton ta tes votre vos mon ma mes nous vous je tu chez dans au aux pas
    que qui ce cette bonne merci bonjour demain facture rencontre souper diner soumission
""")
_ENGLISH: Final = word_set("""
    the of and for with your you my our is are this that from about how what when at to in new meeting thanks hello
    tomorrow invoice dinner quote
""")
_BOTH: Final = _FRENCH & _ENGLISH


def language_of(titles: Iterable[str]) -> str:
    """ "fr", "en", or "" where the titles don’t tell plainly."""
    votes = {"fr": 0, "en": 0}
    for title in titles:
        words = set(fold(title.replace("’", " ").replace("'", " ")).split()) - _BOTH
        french, english = len(words & _FRENCH), len(words & _ENGLISH)
        if french != english:
            votes["fr" if french > english else "en"] += 1
    best, other = max(votes.values()), min(votes.values())
    if best < FEWEST or best < 4 * other:
        return ""
    return "fr" if votes["fr"] == best else "en"
