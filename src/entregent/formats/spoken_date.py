"""Dates as exports and people write them: "12 Nov 2023", "12 nov. 2023", "17/05/1970", "May 17"."""

import re
import unicodedata
from datetime import date
from typing import Final

from entregent.formats.partial_date import partial_date

_MONTHS: Final = {
    1: "jan january janv janvier januar janner enero ene gennaio gen janeiro januari",
    2: "feb february fev fevr fevrier februar febrero febbraio fevereiro februari",
    3: "mar march mars marz mrz marzo marco maart mrt",
    4: "apr april avr avril abril abr aprile",
    5: "may mai mayo maggio mag maio mei",
    6: "jun june juin juni junio giugno giu junho",
    7: "jul july juil juillet juli julio luglio lug julho",
    8: "aug august aou aout agosto ago augustus",
    9: "sep sept september septembre septiembre settembre set setembro",
    10: "oct october octobre okt oktober octubre ottobre ott outubro out",
    11: "nov november novembre noviembre novembro",
    12: "dec december decembre dez dezember diciembre dic dicembre dezembro",
}
MONTHS: Final = {word: month for month, words in _MONTHS.items() for word in words.split()}
_NUMERIC: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T].*)?", re.ASCII)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th|\.)?\s+(?:de\s+)?([a-z]+)\.?,?(?:\s+(?:de\s+)?(\d{4}))?")
_MONTH_FIRST: Final = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?")


def spoken_date(text: str, *, day_first: bool) -> str | None:
    """An ISO text, its year left out where `text` has none ("--05-17"); None where it is no date.

    `day_first` decides for "05/06/1970" alone; "17/05/1970" and "05/17/1970" speak for themselves.
    """
    text = text.strip()[:40]
    iso = partial_date(text)
    if iso is not None:
        return iso
    numeric = _NUMERIC.fullmatch(text)
    if numeric is not None:
        first, second = int(numeric[1]), int(numeric[2])
        day, month = (first, second) if (day_first and second <= 12) or first > 12 else (second, first)
        return _written(numeric[3], month, day)
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(mark))
    found = _DAY_FIRST.fullmatch(plain)
    if found is not None and found[2] in MONTHS:
        return _written(found[3] or "", MONTHS[found[2]], int(found[1]))
    found = _MONTH_FIRST.fullmatch(plain)
    if found is not None and found[1] in MONTHS:
        return _written(found[3] or "", MONTHS[found[1]], int(found[2]))
    return None


def _written(year: str, month: int, day: int) -> str | None:
    try:
        date(int(year or 2000), month, day)
    except ValueError:
        return None
    return f"{year or '-'}-{month:02}-{day:02}"
