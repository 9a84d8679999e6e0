"""Settings: the owner's choices, each an action that can be undone."""

from collections.abc import Callable, Collection, Mapping
from typing import Final

from entregent.app import pricing, settling, smtp_settings, standing
from entregent.app.opening import CIRCLE_WEIGHT, SETTINGS, OpenBook, check_zone, parse_day
from entregent.app.reaching import readable
from entregent.app.settings_views import ChannelLine, CircleLine
from entregent.app.views import Done, SettingLine
from entregent.attention.channels import HABITS
from entregent.model.errors import BadSettingError
from entregent.model.tie import CIRCLES
from entregent.store import facts, people
from entregent.store.facts import NewFact

_LANGUAGES = ("", "en", "fr")


def list_settings(book: OpenBook) -> list[SettingLine]:
    """Every setting with its value in force."""
    own = {fact.kind[8:] for fact in facts.of_kinds(book.connection, *(f"setting:{key}" for key in SETTINGS))}
    values = book.all_settings()
    lines = [SettingLine(key, values[key], default, key in own) for key, default in SETTINGS.items()]
    return lines + [
        SettingLine(key, value, "1", own=True) for key, value in values.items() if key.startswith(CIRCLE_WEIGHT)
    ]


def list_channels(book: OpenBook) -> list[ChannelLine]:
    """What one try by each channel takes, and how often it was answered where enough tries say so."""
    counted = standing.costs(book)
    tries = {int(channel): row[1] for channel, row in book.memo("tallies", {}).items()}
    return [
        ChannelLine(
            channel.name.lower(),
            counted.minutes[channel],
            habit.minutes,
            bool(book.setting(f"minutes-{channel.name.lower()}")),
            counted.chances[channel] if tries.get(int(channel), 0) >= ENOUGH_TRIES else None,
        )
        for channel, habit in HABITS.items()
    ]


ENOUGH_TRIES = 6
"""As many as the starting value weighs: from here on the owner's own replies speak louder."""


def list_circles(book: OpenBook) -> list[CircleLine]:
    """The eight circles and the owner's own, with how much each counts."""
    weights = {
        key[len(CIRCLE_WEIGHT) :]: float(value)
        for key, value in book.all_settings().items()
        if key.startswith(CIRCLE_WEIGHT)
    }
    used = {value for value in facts.values_of_kind(book.connection, "circle") if not value.startswith("-")}
    own = sorted((used | weights.keys()) - set(CIRCLES), key=str.casefold)
    return [CircleLine(circle, weights.get(circle, 1.0)) for circle in (*CIRCLES, *own)]


def set_setting(book: OpenBook, key: str, value: str) -> Done:
    """Change a setting. Raises BadSettingError."""
    book.write_check()
    return _keep(book, _all_checked({key: value}))


def set_settings(book: OpenBook, wished: Mapping[str, str]) -> Done:
    """Change several settings by one action; what has its value already is left alone. Raises BadSettingError."""
    book.write_check()
    return _keep(book, {key: value for key, value in _all_checked(wished).items() if value != book.setting(key)})


def _keep(book: OpenBook, checked: Mapping[str, str]) -> Done:
    told = "\n".join(f"{key}={value}" for key, value in checked.items())
    if not checked:
        return Done(None, "settings", value=told)
    stated = [_fact(key, value) for key, value in checked.items()]
    with book.connection.writing():
        action = facts.act(book.connection, "settings", book.now, stated, value=told)
        after_settings(book, {fact.kind for fact in stated})
    return Done(action, "settings", value=told)


def _all_checked(wished: Mapping[str, str]) -> dict[str, str]:
    return {
        name: _checked(name, value.strip()) for name, value in ((key.strip().lower(), wished[key]) for key in wished)
    }


def _fact(key: str, value: str) -> NewFact:
    if key.startswith(CIRCLE_WEIGHT):
        return NewFact(None, "setting:circle-weight", f"{key[len(CIRCLE_WEIGHT) :]}={value}")
    return NewFact(None, f"setting:{key}", value)


def after_settings(book: OpenBook, kinds: Collection[str]) -> None:
    """What follows from changed settings: ties where days are cut elsewhere, else everybody's standing and price."""
    book.forget_settings()
    if "setting:zone" in kinds:
        settling.settle_all(book)
    elif not _MERELY_SHOWN.issuperset(kinds):
        # How a tie stands does not depend on settings; by which channel it is tended, and its worth, does.
        standing.refresh_standing(book, {row.id for row in people.levelled(book.connection)})
        pricing.keep_curves(book)


_MERELY_SHOWN = frozenset(f"setting:{key}" for key in SETTINGS if not key.startswith("minutes-") and key != "zone")
"""Settings that no tie, standing or price depends on."""


def _checked(key: str, value: str) -> str:
    """The value as it is kept. Raises BadSettingError for an unknown key or a value that does not fit."""
    if key.startswith(CIRCLE_WEIGHT):
        return _number(key, value, least=0.0, most=10.0)
    if key not in SETTINGS:
        raise BadSettingError(key=key, value="" if "password" in key else value)
    if key in _OWN_CHECKS:
        return _OWN_CHECKS[key](value)
    if key.startswith("smtp-"):
        return smtp_settings.checked(key, value)
    if key in LONGEST_WORDS:
        return " ".join(readable(value).split())[: LONGEST_WORDS[key]]
    if key.startswith("stage-"):
        return " ".join(readable(value).split())[:40]
    if key in _CHOICES:
        return _chosen(key, value)
    if key == "brief-hour":
        return _number(key, value, least=0.0, most=23.0, whole=True)
    if key == "answers-aim":
        return _number(key, value, least=1.0, most=99.0, whole=True)
    if key.startswith("minutes-"):
        whole = key in ("minutes-per-week", "minutes-per-day")
        return value if not value and not whole else _number(key, value, least=1.0, most=10_080.0, whole=whole)
    return value


def _zone(value: str) -> str:
    check_zone(value)
    return value


def _language(value: str) -> str:
    if value not in _LANGUAGES:
        raise BadSettingError(key="language", value=value)
    return value


def _letters(key: str, value: str, count: int) -> str:
    """A word of so many letters, such as CA or CAD."""
    if len(value) != count or not value.isascii() or not value.isalpha():
        raise BadSettingError(key=key, value=value)
    return value.upper()


AT_THIS_COMPUTER: Final = frozenset(("rewriter",))
"""Settings that name a program to run: set by the command line alone, never through a page or a token."""


def _command(value: str) -> str:
    """A command line as it is kept. Raises BadSettingError for one that a shell could not read."""
    from entregent.app.rewriting import arguments_of

    if value and not arguments_of(value):
        raise BadSettingError(key="rewriter", value=value)
    return value


def ladder_word(value: str) -> str:
    """A ladder by its slug: one of ours, or the form of one of the owner's own. Raises BadSettingError."""
    from entregent.coaching.rungs import DEFAULTS

    word = value.lower()
    if word and word not in DEFAULTS and not (word.startswith("own-") and word[4:].isdecimal()):
        raise BadSettingError(key="ladder", value=value)
    return word


_OWN_CHECKS: Final[dict[str, Callable[[str], str]]] = {
    "zone": _zone,
    "language": _language,
    "first-week": lambda value: parse_day(value).isoformat() if value else "",
    "currency": lambda value: _letters("currency", value, 3),
    "region": lambda value: _letters("region", value, 2),
    "ladder": ladder_word,
    "rewriter": _command,
}
"""Setting -> its own check."""

LONGEST_WORDS: Final = {"name": 200, "why": 500, "introduction": 500}
"""Settings that are the owner's own words, and how long they may be."""

_CHOICES: Final = {
    "brief": ("off", "mail", "desktop"),
    "brief-days": ("every", "weekdays"),
    "brief-names": ("", "yes"),
    "feed-names": ("", "yes"),
    "address": ("tu", "vous"),
}
"""Settings that are one of a few words."""


def _chosen(key: str, value: str) -> str:
    wished = value.lower()
    if wished not in _CHOICES[key]:
        raise BadSettingError(key=key, value=value)
    return wished


def _number(key: str, value: str, *, least: float, most: float, whole: bool = False) -> str:
    try:
        number = float(value)
    except ValueError as error:
        raise BadSettingError(key=key, value=value) from error
    if not least <= number <= most or (whole and number != int(number)):
        raise BadSettingError(key=key, value=value)
    return f"{number:g}"
