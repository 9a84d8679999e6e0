"""What the owner noted of somebody, turned so that it can be said to them; or left out where it can’t."""

import re
from typing import Final

from entregent.coaching.openers.address import speaks
from entregent.text.scripts import fold, without_invisible, word_set

LONGEST: Final = 60
_ODD: Final = re.compile(r"[@<>\[\]{}|\\\"“”«»*_=~^#;:!?()\x00-\x1f]|https?:|\.\s|[\U00010000-\U0010ffff]")
_MINE: Final = {
    "fr": (("son", "sa", "ses"), {"tu": ("ton", "ta", "tes"), "vous": ("votre", "votre", "vos")}),
    "en": (("his", "her", "their"), {"": ("your", "your", "your")}),
}
_BEGINS: Final = {
    "fr": re.compile(r"(?:le |la |les |l’|un |une |des |du |de la |ton |ta |tes |votre |vos )\w"),
    "en": re.compile(r"(?:the|a|an|your) \w"),
}
_THIRD: Final = {
    "fr": word_set("il elle ils elles lui leur leurs son sa ses eux on se je me mon ma mes nous notre nos moi"),
    "en": word_set("he she they him her them his hers their theirs it its i me my mine we us our who"),
}
_VERBS: Final = {
    "fr": word_set("""
        est sont a ont va vont cherche veut veulent fait font doit aime vient part pense parle travaille sera etait
        avait a eu s’est n’est c’est commence finit dit prend change demenage attend qui que
    """),
    "en": word_set("""
        is are was were has have had wants needs looks goes going does will would can could should likes loves works
        moves starts says said thinks waits who which that
    """),
}
_PEOPLE: Final = word_set("""
    mere pere maman papa fils fille soeur frere enfant enfants bebe mari femme conjoint conjointe ado ados parents grand
    oncle tante cousin cousine neveu niece jumeaux jumelles belle beau
    mother father mom mum dad son daughter sister brother child children kids baby husband wife partner twins parents
    grandmother grandfather uncle aunt nephew niece teenager boys girls
""")
_INFINITIVE: Final = re.compile(r"(?:.{2,}(?:er|ir|oir|re))")
_OTHER_TONGUE: Final = {
    "fr": word_set("the of my to and with for from"),
    "en": word_set("le la les des du de un une mon ma mes au aux avec et"),
}
"""What says that a promise was written in the other tongue: no message changes tongues halfway."""
_ENGLISH_DEEDS: Final = word_set("""
    send call bring lend give return write show help find ask introduce visit cook bake fix read pay make book come
    share forward print check look tell invite prepare finish drop pick plan buy draw
""")


def said_to_them(note: str, language: str, address: str) -> str:
    """A note such as "sa mère" or "the move to Québec", as it is said to the person; "" for what can’t be turned."""
    text = " ".join(without_invisible(note).split()).strip(" .,…").replace("'", "’")
    if not 5 <= len(text) <= LONGEST or _ODD.search(text) or "," in text or any(c.isdigit() for c in text[:1]):
        return ""
    lang = "fr" if language == "fr" else "en"
    text = text[:1].lower() + text[1:]
    turned = _turned(text, lang, address if lang == "fr" else "")
    words = [word if word == "à" else fold(word) for word in re.findall(r"[\w’]+", turned)]
    if len(words) > 8 or not _BEGINS[lang].match(turned) or not _VERBS[lang].isdisjoint(words):
        return ""
    if not _THIRD[lang].isdisjoint(words) or (lang == "fr" and not speaks(turned) <= {address}):
        return ""
    return turned


def said_of_them(note: str, language: str) -> str:
    """The same note as it is said to the owner; "" for what is no short noun."""
    turned = said_to_them(note, language, "tu")
    text = " ".join(without_invisible(note).split()).strip(" .,…").replace("'", "’")
    return text[:1].lower() + text[1:] if turned else ""


def is_person(noun: str) -> bool:
    """Whether what matters is somebody: they are asked after otherwise than a thing."""
    words = [fold(word) for word in re.findall(r"\w+", noun)]
    return len(words) > 1 and not _PEOPLE.isdisjoint(words[1:3])


def _turned(text: str, lang: str, address: str) -> str:
    """ "sa mère" is "ta mère", once: two of them may be two people’s."""
    theirs, forms = _MINE[lang]
    words = text.split(" ")
    places = [place for place, word in enumerate(words) if word in theirs]
    if len(places) == 1 and address in forms:
        words[places[0]] = forms[address][theirs.index(words[places[0]])]
    return " ".join(words)


def said_deed(promise: str, language: str, address: str, names: tuple[str, ...]) -> str:
    """A promise such as "envoyer les plans", to be set behind a colon; "" for what speaks of them as of a third."""
    text = " ".join(without_invisible(promise).split()).strip(" .,…").replace("'", "’")
    if not 4 <= len(text) <= LONGEST + 20 or _ODD.search(text):
        return ""
    lang = "fr" if language == "fr" else "en"
    words = [fold(word) for word in re.findall(r"\w+", text)]
    third = (
        word_set("il elle lui leur son sa ses eux") if lang == "fr" else _THIRD["en"] - word_set("i me my it us we our")
    )
    if not _OTHER_TONGUE[lang].isdisjoint(words):
        return ""
    if not third.isdisjoint(words) or (lang == "fr" and not speaks(text) <= {address}):
        return ""
    if any(part in words for name in names for part in re.findall(r"\w+", fold(name)) if len(part) > 1):
        return ""
    begun = words[0] if words else ""
    is_deed = _INFINITIVE.fullmatch(begun) is not None if lang == "fr" else begun in _ENGLISH_DEEDS
    return text[:1].lower() + text[1:] if is_deed and not text[:2].isupper() else text
