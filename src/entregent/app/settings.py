"""Settings: the owner's choices, each an action that can be undone."""

from entregent.app import pricing, settling, standing
from entregent.app.opening import CIRCLE_WEIGHT, SETTINGS, OpenBook, check_zone
from entregent.app.views import Done, SettingLine
from entregent.model.errors import BadSettingError
from entregent.store import facts
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


def set_setting(book: OpenBook, key: str, value: str) -> Done:
    """Change a setting. Raises BadSettingError."""
    book.write_check()
    key, value = key.strip().lower(), value.strip()
    checked = _checked(key, value)
    fact = (
        NewFact(None, "setting:circle-weight", f"{key[len(CIRCLE_WEIGHT) :]}={checked}")
        if key.startswith(CIRCLE_WEIGHT)
        else NewFact(None, f"setting:{key}", checked)
    )
    with book.connection.writing():
        action = facts.act(book.connection, "settings", book.now, [fact], value=f"{key}={checked}")
        after_setting(book, zone=key == "zone")
    return Done(action, "settings", value=f"{key}={checked}")


def after_setting(book: OpenBook, *, zone: bool) -> None:
    """What follows from a changed setting: ties where days are cut elsewhere, else everybody's standing and price."""
    book.forget_settings()
    if zone:
        settling.settle_all(book)
        return
    standing.refresh_standing(book)
    pricing.keep_curves(book)


def _checked(key: str, value: str) -> str:
    """The value as it is kept. Raises BadSettingError for an unknown key or a value that does not fit."""
    if key.startswith(CIRCLE_WEIGHT):
        return _number(key, value, least=0.0, most=10.0)
    if key not in SETTINGS:
        raise BadSettingError(key=key, value=value)
    if key == "zone":
        check_zone(value)
        return value
    if key == "language" and value not in _LANGUAGES:
        raise BadSettingError(key=key, value=value)
    if key == "region":
        if len(value) != 2 or not value.isalpha():
            raise BadSettingError(key=key, value=value)
        return value.upper()
    if key.startswith("minutes-"):
        whole = key in ("minutes-per-week", "minutes-per-day")
        return value if not value and not whole else _number(key, value, least=1.0, most=10_080.0, whole=whole)
    return value


def _number(key: str, value: str, *, least: float, most: float, whole: bool = False) -> str:
    try:
        number = float(value)
    except ValueError as error:
        raise BadSettingError(key=key, value=value) from error
    if not least <= number <= most or (whole and number != int(number)):
        raise BadSettingError(key=key, value=value)
    return f"{number:g}"
