"""What a step was about: the few facts that a logged step may carry, and what is said of it afterwards."""

from collections.abc import Callable, Mapping
from typing import Final

from entregent.app.opening import OpenBook
from entregent.model.errors import BadNumberError, BadSettingError

LONGEST_WORD: Final = 200
LONGEST_LINE: Final = 2_000
MOST_FEAR: Final = 10
WARMTH: Final = range(1, 6)
"""From cold to very warm."""


def _number(key: str, value: object, bounds: range) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value not in bounds:
        raise BadNumberError(text=str(value), what=key)
    return value


def _fear(key: str, value: object) -> int:
    return _number(key, value, range(MOST_FEAR + 1))


def _warmth(key: str, value: object) -> int:
    return _number(key, value, WARMTH)


def _reference(key: str, value: object) -> int:
    return _number(key, value, range(1, 1 << 62))


def _elan(key: str, value: object) -> int:
    return _number(key, value, range(-1, 2))


def _word(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadSettingError(key=key, value=str(value))
    return " ".join(value.split())[:LONGEST_WORD]


def _line(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadSettingError(key=key, value=str(value))
    return " ".join(value.split())[:LONGEST_LINE]


def _yes(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise BadSettingError(key=key, value=str(value))
    return value


ABOUT: Final[dict[str, Callable[[str, object], int | str | bool]]] = {
    "step": _reference,
    "ladder": _word,
    "rung": _word,
    "fear": _fear,
    "expected": _warmth,
    "opener": _word,
    "whence": _word,
    "place": _word,
    "commitment": _reference,
    "goal": _reference,
    "observed": _reference,
}
"""What may be known of a step when it is taken: which planned step, commitment or goal it serves, what it observed
(their numbers), its ladder and rung, fear before (0 to 10), how warm an answer was expected (1 to 5), the kind of
opener, where the approach came from, the place."""

AFTERWARD: Final[dict[str, Callable[[str, object], int | str | bool]]] = {
    "note": _line,
    "fear": _fear,
    "warmth": _warmth,
    "elan": _elan,
    "golden": _yes,
}
"""What may be said of a step later: a line about it, fear that was left (0 to 10), how warm it was (1 to 5), whether it
gave élan (1) or took it (-1), and that it counted for the owner."""


def checked_about(about: Mapping[str, object]) -> dict[str, int | str | bool]:
    """The facts of a step as they are kept; empty ones are left out. Raises BadNumberError, BadSettingError."""
    return _checked(about, ABOUT)


def checked_afterward(said: Mapping[str, object]) -> dict[str, int | str | bool]:
    """What is said of a step later, as it is kept. Raises BadNumberError, BadSettingError."""
    return _checked(said, AFTERWARD)


def _checked(
    told: Mapping[str, object], known: Mapping[str, Callable[[str, object], int | str | bool]]
) -> dict[str, int | str | bool]:
    found: dict[str, int | str | bool] = {}
    for key, value in told.items():
        if value is None or value == "":
            continue
        if key not in known:
            raise BadSettingError(key=key, value=str(value))
        found[key] = known[key](key, value)
    return found


def planned_facts(book: OpenBook, about: Mapping[str, object]) -> list[int]:
    """The standing facts of the planned step that is fulfilled, to be retired."""
    number = about.get("step")
    if not isinstance(number, int):
        return []
    from entregent.store import footprints

    return footprints.planned_facts(book.connection, number)
