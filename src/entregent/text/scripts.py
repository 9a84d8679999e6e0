"""Scripts and letters: folding, transliteration, invisible characters, look-alikes."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

MARKS_KEPT: Final = 4
"""Combining marks kept in a row; more are a drawing, not a spelling (Unicode UAX #15, stream-safe, allows 30)."""

INVISIBLE: Final = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Controls, zero-width and bidirectional marks, fillers, variation selectors, tags."""

_SPECIAL: Final = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n",
        "ħ": "h", "ŧ": "t", "ĸ": "k", "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'",
        "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "．": ".", "·": "-",
    }
)  # fmt: skip

_CYRILLIC: Final = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґјљњћђџўќѓѕ",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
            "i",
            "i",
            "e",
            "g",
            "j",
            "lj",
            "nj",
            "c",
            "dj",
            "dz",
            "u",
            "kj",
            "gj",
            "dz",
        ],
        strict=True,
    )
)
_GREEK: Final = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        [
            "a",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "th",
            "i",
            "k",
            "l",
            "m",
            "n",
            "x",
            "o",
            "p",
            "r",
            "s",
            "s",
            "t",
            "y",
            "f",
            "ch",
            "ps",
            "o",
        ],
        strict=True,
    )
)
_LATINISED: Final = str.maketrans({**_CYRILLIC, **_GREEK})

# Letters of other scripts that are drawn like a Latin one (a subset of Unicode UTS #39 confusables).
_LOOKS_LIKE: Final = str.maketrans(
    dict(
        zip(
            "АВЕЅІЈКМНОРСТУХЗаеорсухѕіјԁһԛԝьΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυρ",
            "ABESIJKMHOPCTYX3aeopcyxsijdhqwbABEZHIKMNOPTYXovup",
            strict=True,
        )
    )
)
_WORD: Final = re.compile(r"[^\W\d_]+")


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set: how the word lists of this package are written."""
    return frozenset(text.split())


def without_invisible(text: str) -> str:
    """The text without characters that show nothing: controls, zero-width, bidirectional overrides."""
    return text if text.isascii() and text.isprintable() else INVISIBLE.sub("", text)


def with_few_marks(text: str) -> str:
    """The text with at most four combining marks in a row."""
    if text.isascii():
        return text
    kept: list[str] = []
    run = 0
    for letter in text:
        run = run + 1 if unicodedata.combining(letter) else 0
        if run <= MARKS_KEPT:
            kept.append(letter)
    return "".join(kept)


def fold(text: str) -> str:
    """The text for comparing: lower case, no accents, ligatures and strokes undone; Cyrillic and Greek in Latin.

    Chinese, Japanese, Korean and other scripts stay as they are (NFKC forms). Folding twice changes nothing.
    """
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", INVISIBLE.sub("", text)).casefold()
    # Marks carry meaning in the scripts that stay, so only Latin, Greek and Cyrillic lose theirs.
    bare = "".join(c for c in unicodedata.normalize("NFKD", flat) if not "\u0300" <= c <= "\u036f")
    latin = bare.translate(_SPECIAL).translate(_LATINISED)
    return unicodedata.normalize("NFC", latin).lower()


def without_mojibake(text: str) -> str:
    """UTF-8 that somebody read as Latin-1 put right ("GaÃ«tan" -> "Gaëtan"); any other text as it is."""
    if "Ã" not in text and "Â" not in text:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def script_of(letter: str) -> str:
    """The script of one letter: "latin", "cyrillic", "greek", or "other"."""
    if letter.isascii():
        return "latin"
    name = unicodedata.name(letter, "")
    for script in ("LATIN", "CYRILLIC", "GREEK"):
        if name.startswith(script):
            return script.lower()
    return "other"


def latin_look(text: str) -> str:
    """The text as a hasty eye reads it: every look-alike letter replaced by its Latin twin."""
    return text if text.isascii() else text.translate(_LOOKS_LIKE)


def has_look_alikes(text: str) -> bool:
    """Whether a word mixes Latin with Cyrillic or Greek letters, or is spelt with nothing but Latin twins.

    Such a name is shown with a warning and never merged by itself (UTS #39, single-script and whole-script tests).
    """
    if text.isascii() or max(text) < "\u0250":
        return False
    plain = False
    twins = False
    for word in _WORD.findall(text):
        scripts = {script_of(letter) for letter in word}
        if "latin" in scripts and scripts & {"cyrillic", "greek"}:
            return True
        if scripts <= {"cyrillic", "greek"} and len(word) > 1:
            drawn_latin = latin_look(word).isascii()
            twins = twins or drawn_latin
            plain = plain or not drawn_latin
        elif scripts == {"latin"}:
            twins = twins and True
    # "Роре" alone deceives; in "Анна Роре" the other word gives the script away.
    return twins and not plain


def is_latin(text: str) -> bool:
    """Whether every letter is Latin."""
    return text.isascii() or all(script_of(letter) == "latin" for letter in text if letter.isalpha())


def is_transliterable(text: str) -> bool:
    """Whether a text holds Cyrillic or Greek letters, which `fold` spells in Latin in one of several ways."""
    return not text.isascii() and max(text) >= "\u0370" and any("\u0370" <= letter <= "\u052f" for letter in text)


_SPELT_ALIKE: Final = (
    ("shch", "sh"), ("tch", "ch"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("dj", "j"), ("zh", "j"), ("ts", "c"),
    ("tz", "c"), ("ck", "k"), ("ks", "x"), ("ou", "u"), ("oo", "u"), ("iy", "i"), ("yi", "i"), ("ij", "i"), ("y", "i"),
    ("j", "i"), ("w", "v"), ("q", "k"), ("c", "k"),
)  # fmt: skip
_DOUBLED: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 14)
def sounded(word: str) -> str:
    """A folded word as the ways to spell another script's letters agree on it: "aleksey", "alexei" give "alexei"."""
    for written, plain in _SPELT_ALIKE:
        word = word.replace(written, plain)
    return _DOUBLED.sub(r"\1", word)
