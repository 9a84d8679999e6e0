"""Phone numbers: what is one, and its canonical form."""

import re
from functools import cache, lru_cache
from typing import Final

RAW_LIMIT: Final = 64
"""Longer texts are refused: E.164 allows 15 digits, and the rest is punctuation and an extension."""

# North American numbering plan: the regions whose national numbers are written after +1.
NORTH_AMERICA: Final = frozenset(
    "AG AI AS BB BM BS CA DM DO GD GU JM KN KY LC MP MS PR SX TC TT US VC VG VI".split()  # noqa: SIM905
)
_PLAIN_NORTH_AMERICAN: Final = re.compile(r"(\+?1[ .-]?)?\(?([2-9]\d\d)\)?[ .-]{0,2}([2-9]\d\d)[ .-]?(\d{4})", re.ASCII)
# Countries whose numbers have one length and no variants: the parser, 60 us a number, would say the same.
_PLAIN_ABROAD: Final = re.compile(r"\+(?:(?:33|34|41)[1-9]\d{8}|44[1-9]\d{9})", re.ASCII)
_PLAIN_FRENCH: Final = re.compile(r"0[1-9]\d{8}", re.ASCII)
_SPACING: Final = {ord(mark): None for mark in " .-\u00a0\u202f"}
_OTHER_THAN_PHONE: Final = re.compile(r"[@<>\[\]{}=_!?%&$\\|\"\x00-\x08\x0e-\x1f]|://|^\s*[*#]")
_EXTENSION: Final = re.compile(
    r"[\s,;]*(?:\bpo?s?te?\b\.?|#|;ext=|\bextension\b|\bext\b\.?|\bx)\s*\d{1,7}\s*$", re.IGNORECASE
)

_VANITY: Final = re.compile(r"\+?[\d(][\d ().-]{2,12}[A-Z-]{4,12}")


def canonical_phone(raw: str, region: str) -> str | None:
    """The number in E.164 ("+15145550123"), or None where `raw` is no dialable number.

    `region` is the ISO country for numbers written without one. An extension is dropped: `raw` keeps it as
    evidence. Lengths are checked, not whether the number is in service, so that fictional ones pass.
    """
    text = raw.strip()
    if not text or len(text) > RAW_LIMIT:
        return None
    if text[:4].lower() == "tel:":
        # RFC 3966: parameters (ext, phone-context) follow a semicolon.
        text = text[4:].partition(";")[0].strip()
    plain = _PLAIN_NORTH_AMERICAN.fullmatch(text)
    if plain is not None and ((plain[1] or "").startswith("+") or region in NORTH_AMERICA):
        return f"+1{plain[2]}{plain[3]}{plain[4]}"
    bare = text.translate(_SPACING)
    if _PLAIN_ABROAD.fullmatch(bare) is not None:
        return bare
    if region == "FR" and _PLAIN_FRENCH.fullmatch(bare) is not None:
        return "+33" + bare[1:]
    if not could_be_phone(text):
        return None
    return _parsed(text, region)


def could_be_phone(text: str) -> bool:
    """Whether it is worth parsing: 5 to 27 digits, or a vanity number's words, and nothing that no number holds."""
    digits = sum(character.isdecimal() for character in text)
    return (5 <= digits <= 27 or _VANITY.fullmatch(text) is not None) and _OTHER_THAN_PHONE.search(text) is None


def phone_display(value: str, region: str) -> str:
    """An E.164 number as people of `region` write it; other text comes back as it is."""
    import phonenumbers

    if not value.startswith("+"):
        return value
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value
    home = number.country_code == phonenumbers.country_code_for_region(region)
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


@lru_cache(maxsize=8192)
def _parsed(text: str, region: str) -> str | None:
    import phonenumbers

    text = _EXTENSION.sub("", text)
    forms = [text]
    if text.startswith("00"):
        # Written for European ears: +, whatever the owner's own exit code is.
        forms.insert(0, "+" + text[2:])
    for form in forms:
        try:
            number = phonenumbers.parse(form, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE:
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


@cache
def regions() -> tuple[str, ...]:
    """The countries whose numbers we know, as ISO codes in order."""
    import phonenumbers

    return tuple(sorted(phonenumbers.SUPPORTED_REGIONS))
