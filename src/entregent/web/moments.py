"""Days and moments as people type them into a form, in either language."""

from entregent.model.errors import BadDateError
from entregent.text.days import day_from_words, moment_from_words
from entregent.web.visit import Visit


def day(visit: Visit, text: str, *, past: bool) -> str:
    """The ISO day that these words mean; "" for none. Raises BadDateError."""
    if not text:
        return ""
    found = day_from_words(text, visit.today, past=past)
    if found is None:
        raise BadDateError(text=text)
    return found.isoformat()


def moment(visit: Visit, text: str, *, past: bool) -> str:
    """The ISO day, or day and time, that these words mean; "" for none. Raises BadDateError."""
    if not text:
        return ""
    found = moment_from_words(text, visit.today, past=past)
    if found is None:
        raise BadDateError(text=text)
    return found.iso()


def birthday(visit: Visit, text: str) -> str:
    """A birthday as the book takes it: a full date, or month and day where no year was typed. Raises BadDateError."""
    typed = text.strip()
    if not typed or typed.startswith("--") or (typed[:2].isdecimal() and typed[2:3] == "-" and len(typed) == 5):
        return typed
    has_year = any(
        len(word.strip(".,")) == 4 and word.strip(".,").isdecimal() for word in typed.replace("-", " ").split()
    )
    found = day(visit, typed, past=True)
    return found if has_year else f"--{found[5:]}"
