"""Display names: read into words in order (given, then family), whatever way a client wrote them."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from entregent.text.name_tables import family_shares, is_given
from entregent.text.scripts import (
    fold,
    has_look_alikes,
    is_transliterable,
    with_few_marks,
    without_invisible,
    without_mojibake,
    word_set,
)


class PersonName(NamedTuple):
    """A name in folded words. `words` are the full ones, given names first; `initials` the single letters.

    Particles are kept in `family` only, so that "Daniel de Rauglaudre" and "Daniel Rauglaudre" have the same words.
    `login` is set instead of words where the text is no name but an account or an address.
    """

    words: tuple[str, ...]
    initials: tuple[str, ...] = ()
    family: str = ""
    nicknames: tuple[str, ...] = ()
    suffix: str = ""
    login: str = ""
    ordered: bool = False
    """The text told which word is the family name (a comma, capitals, a particle)."""
    look_alike: bool = False
    foreign: bool = False
    """It stood in Cyrillic or Greek: its Latin spelling is one of several."""

    @property
    def is_full(self) -> bool:
        """Whether it has two full words or more: enough to tell a person."""
        return len(self.words) >= 2


PARTICLES: Final = word_set("""
    de du des d da das do dos di del della delle der den dem van von vom zu zum zur ten ter te la le les l el al bin
    ibn bint ben abu af av und y e i san st ste
""")
_TITLES: Final = word_set("""
    dr docteur doctor prof professor professeur mr mrs ms miss mme mlle mister madame monsieur mademoiselle me maitre
    herr frau sir sra srta dott rev
""")
_SUFFIXES: Final = word_set("jr sr ii iii iv junior senior fils pere")
_DEGREES: Final = word_set("phd md esq mba cpa cfa msc bsc ma ba jd llb dds rn pe eng ing adm pmp")
_VIA: Final = re.compile(
    r"\s+(?:via|on behalf of|de la part de|au nom de|im auftrag von|from|sent by|\||@)\s+.*$|\s+[-–—|]\s.*$", re.I
)
_BRACKETS: Final = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?|<[^<>]*>?|\{[^{}]*\}?")
_QUOTED: Final = re.compile(r"(?<=\s)[\"“”«‘'](?:\s*)([^\"“”»’']{2,20}?)(?:\s*)[\"“”»’'](?=\s|$)")
_EXCHANGE_PATH: Final = re.compile(r"(?<=[^\s@/])(?:\s*/[\w .&-]+)*\s*@[\w.]+$|</O=.*$", re.I)
"""What Notes and Exchange leave behind a name: "Don Black/HOU/EES@EES", "<…>@ENRON", "</O=…"."""
_EDGES: Final = " \t\r\n\"'“”«»‘’`,;:<>"
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’ʼ´`][^\W\d_]+)*\.?")
_CAMEL: Final = re.compile(r"(?:[A-Z][a-z]{2,}){2,3}")
_HUMP: Final = re.compile(r"[A-Z][a-z]+")
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+"
_CAPITALISED: Final = re.compile(f"{_CAPITAL}(?:-{_CAPITAL})*(?: {_CAPITAL}(?:-{_CAPITAL})*){{1,2}}")
_NO_PLAIN_WORDS: Final = PARTICLES | _TITLES | _SUFFIXES | _DEGREES | word_set("via from on by sent behalf au im")
_PLAIN: Final = re.compile(r"[A-Z][a-z]{2,} [A-Z][a-z]{2,}")


@lru_cache(maxsize=1 << 17)
def parse_name(text: str) -> PersonName:
    """Read a display name. Never fails: what holds no name gives no words.

    Understands "Last, First (Dept)", "DUPONT Marie", titles, suffixes, quoted nicknames, "X via Y", an address or
    "first.last" as a name, CamelCase, particles, initials, invisible characters.
    """
    if _PLAIN.fullmatch(text):
        one, two = text.lower().split(" ")
        if not (one in _TITLES or two in _SUFFIXES or two in _DEGREES or one in PARTICLES or two in PARTICLES):
            return PersonName((one, two), (), two)
    elif _CAPITALISED.fullmatch(text) and (name := _plain_name(text)):
        return name
    plain = with_few_marks(without_invisible(without_mojibake(text))).strip(_EDGES)
    strange = has_look_alikes(plain)
    if "@" in plain and " " not in plain:
        return _name_of_login(plain.partition("@")[0], look_alike=strange)
    body, nicknames = _without_asides(plain)
    name = _name_of_words(body, nicknames, look_alike=strange)
    if not (name.words or name.initials or name.login):
        return PersonName((), look_alike=strange)
    return name._replace(foreign=True) if is_transliterable(plain) else name


def _plain_name(text: str) -> PersonName | None:
    """Capitalised Latin words and nothing else, given names first; None where a word of them has another sense."""
    words = tuple([_word(word) for word in text.replace("-", " ").split(" ")])
    if not _NO_PLAIN_WORDS.isdisjoint(words):
        return None
    if len(words) == 2 and not is_given(words[0]) and is_given(words[1]):
        return None
    return PersonName(words, (), words[-1])


_word: Final = lru_cache(maxsize=1 << 15)(fold)
"""Words of names come again and again."""


@lru_cache(maxsize=1 << 16)
def name_of_parts(given: str, family: str) -> PersonName:
    """The name that a source gives in two fields; the order is known."""
    if given.isalpha() and family.isalpha() and len(given) > 1 and not (given.isupper() and len(given) < 3):
        words = _word(given), _word(family)
        return PersonName(words, (), words[1], ordered=True, look_alike=has_look_alikes(f"{given} {family}"))
    if len(given) <= 2 and given[0].isalpha() and given[1:] in ("", ".") and family.isalpha():
        word = fold(family)
        return PersonName((word,), (fold(given[0]),), word, ordered=True, look_alike=has_look_alikes(family))
    return parse_name(f"{family}, {given}")


def _without_asides(text: str) -> tuple[str, tuple[str, ...]]:
    """The name proper, and the nicknames that stood in quotes or brackets."""
    body = _EXCHANGE_PATH.sub("", _VIA.sub("", text))
    nicknames = [fold(n).strip() for n in _QUOTED.findall(body)]
    body = _QUOTED.sub(" ", body)
    for aside in _BRACKETS.findall(body):
        inside = fold(aside.strip("()[]<>{} \"'"))
        if inside.isalpha() and is_given(inside):
            nicknames.append(inside)
    bare = _BRACKETS.sub(" ", body).strip(_EDGES)
    return bare or body.strip(_EDGES + "()[]<>{}"), tuple(dict.fromkeys(nicknames))


def _name_of_words(body: str, nicknames: tuple[str, ...], *, look_alike: bool) -> PersonName:
    pieces = [p for p in (part.strip() for part in body.split(",")) if p]
    tail_of_suffixes = [p for p in pieces[1:] if _is_suffix(p)]
    pieces = [p for p in pieces if p not in tail_of_suffixes]
    if not pieces:
        return PersonName(())
    swapped = len(pieces) >= 2
    text = f"{pieces[1]} {pieces[0]}" if swapped else pieces[0]
    if " " not in text:
        if any(c.isdigit() for c in text) or "_" in text or ("." in text.strip(".") and text.isascii()):
            return _name_of_login(text, look_alike=look_alike)
        if "-" in text and text[-1] != "-" and not all(is_given(fold(p)) for p in text.split("-")):
            return PersonName((), login=fold(text), look_alike=look_alike)
        if _CAMEL.fullmatch(text) and not text.startswith(("Mac", "Des")):
            text = " ".join(_HUMP.findall(text))
    elif any(c.isdigit() for c in text):
        text = re.sub(r"\S*\d\S*", " ", text)
    given_length = len(_TOKEN.findall(pieces[1].replace("-", " "))) if swapped else 0
    tokens = _TOKEN.findall(text.replace("-", " ").replace("_", " ").replace("‐", " "))
    suffix = fold(tail_of_suffixes[0]).replace(".", "") if tail_of_suffixes else ""
    suffix = suffix if suffix in _SUFFIXES else ""
    return _assemble(tokens, given_length, nicknames, suffix)._replace(look_alike=look_alike)


def _is_suffix(piece: str) -> bool:
    bare = fold(piece).replace(".", "")
    return bare in _SUFFIXES or bare in _DEGREES


def _assemble(tokens: list[str], given_length: int, nicknames: tuple[str, ...], suffix: str) -> PersonName:
    """Words, initials, particles and suffix from the raw tokens; `given_length` > 0 where a comma told the order."""
    tokens, given_length = _without_titles(tokens, given_length)
    capitals = _capitals_family(tokens) if not given_length else frozenset()
    given: list[str] = []
    family: list[str] = []
    particles: list[str] = []
    initials: list[str] = []
    for place, token in enumerate(tokens):
        word = fold(token).replace("'", "").replace(".", "")
        dotted = token.endswith(".")
        last = place == len(tokens) - 1
        in_family = bool(place >= given_length if given_length else token in capitals)
        if word in _SUFFIXES and place > 0 and len(tokens) > 2 and not suffix:
            suffix = word
        elif word in _DEGREES and place > 1:
            continue
        elif word in PARTICLES and not last and place > 0 and not dotted:
            particles.append(word)
        elif len(word) == 1 and word.isascii():
            initials.append(word)
        elif word:
            (family if in_family or particles else given).append(word)
    ordered = bool(family)
    if not family and len(given) > 1:
        family = [given.pop()]
        if not is_given(given[0]) and is_given(family[0]) and len(given) == 1 and given[0] in family_shares():
            given, family = family, given
    full = " ".join([*particles, *family])
    return PersonName((*given, *family), tuple(initials), full, nicknames, suffix, "", ordered)


def _without_titles(tokens: list[str], given_length: int) -> tuple[list[str], int]:
    kept = list(tokens)
    while len(kept) > 1 and fold(kept[0]).strip(".") in _TITLES:
        kept.pop(0)
        given_length = max(0, given_length - 1)
    if len(kept) > 1 and kept[0] == "M." and not given_length and len(kept) == 2:
        kept.pop(0)
    return kept, given_length


def _capitals_family(tokens: list[str]) -> frozenset[str]:
    """The words in capitals, where others are not: "DUPONT Marie", "Marie DUPONT"."""
    loud = [t for t in tokens if len(t) > 2 and t.isupper()]
    soft = [t for t in tokens if len(t) > 1 and not t.isupper()]
    return frozenset(loud) if loud and soft else frozenset()


def _name_of_login(local: str, *, look_alike: bool) -> PersonName:
    """ "marie.dupont" as a name says Marie Dupont; "mdupont42" only names an account."""
    base = local.partition("+")[0]
    parts = [p for p in re.split(r"[._\-]+", fold(base)) if p]
    letters = [p for p in parts if p.isalpha()]
    if len(parts) >= 2 and len(letters) == len(parts) and sum(len(p) > 1 for p in parts) >= 1:
        name = _assemble(parts, 0, (), "")
        return name._replace(login=fold(local), look_alike=look_alike)
    return PersonName((), login=fold(local), look_alike=look_alike)


def login_stem(login: str) -> str:
    """What two logins of one person share: letters and digits without separators, up to the first run of digits.

    "anna.baker17" and "anna.baker.17x1" give "annabaker17"; a plus-tag and case do not count.
    """
    if login.isascii() and login.isalpha():
        return login.lower()
    found = _STEM.match(_SEPARATORS.sub("", login.partition("+")[0].lower()))
    return found.group() if found else ""


@lru_cache(maxsize=1 << 16)
def letters_of(login: str) -> str:
    """The letters of a login alone, folded."""
    if login.isascii():
        base = login.partition("+")[0].lower()
        return base if base.isalpha() else base.translate(_NO_ASCII_LETTERS)
    return _NOT_LETTERS.sub("", fold(login.partition("+")[0]))


_SEPARATORS: Final = re.compile(r"[._\-]+")
_STEM: Final = re.compile(r"\D*\d*")
_NO_ASCII_LETTERS: Final = dict.fromkeys(code for code in range(128) if not chr(code).isalpha())
_NOT_LETTERS: Final = re.compile(r"[\W\d_]+")
