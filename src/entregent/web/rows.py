"""Rows of the list of people, in words: what stands in each column, worked out once a row."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from entregent.app import language
from entregent.app.language import gettext as _
from entregent.app.people_views import ListedPerson, SourceName
from entregent.app.source_words import source_word
from entregent.app.wording import sentences, standing, word
from entregent.web.circles import circle_class
from entregent.web.links import safe_link, shown_handle
from entregent.web.rendering import initials


class Cell(NamedTuple):
    """What a column says of somebody: words, or parts, each with what it needs (a class, a link)."""

    column: str
    text: str = ""
    parts: Sequence[tuple[str, str]] = ()


class Row(NamedTuple):
    """One person of the list, ready to be written out."""

    person: int
    name: str
    letters: str
    colour: str
    resting: bool
    archived: bool
    cells: list[Cell]
    reasons: list[str]


def rows(lines: Iterable[ListedPerson], columns: Sequence[str]) -> list[Row]:
    """The rows of one page, with these columns."""
    makers = [(column, _CELLS[column]) for column in columns]
    return [
        Row(
            one.line.id,
            one.line.name,
            initials(one.line.name),
            circle_class(one.line.circles or one.line.circles_proposed),
            one.line.resting,
            one.line.archived,
            [make(one)._replace(column=column) for column, make in makers],
            sentences(one.reasons[:3]),
        )
        for one in lines
    ]


def state_in_words(one: ListedPerson) -> str:
    """How a tie stands, or why that is not asked."""
    if one.apart:
        return {
            "never": _("left in peace"),
            "died": _("kept as a memory"),
            "private": _("kept private"),
            "archived": _("in the archive"),
        }.get(one.apart, one.apart)
    return _("rests") if one.line.resting else standing(one.line.strength)


def source_name(name: SourceName) -> str:
    """Where somebody comes from, in words: "mail · takeout.zip"."""
    kind = source_word(name.kind)
    return " · ".join(part for part in (kind, short_path(name.path)) if part)


def short_path(path: str) -> str:
    """The end of a path."""
    return path.rstrip("/\\").replace("\\", "/").rpartition("/")[2] or path


def _circles(one: ListedPerson) -> Cell:
    own = [(word("circle", circle), f"dot {circle_class(circle)}") for circle in one.line.circles]
    guessed = [(f"{word('circle', circle)}?", "guess") for circle in one.line.circles_proposed]
    return Cell("", parts=own + guessed)


def _level(one: ListedPerson) -> Cell:
    if one.line.level == "none":
        return Cell("")
    return Cell("", f"{word('level', one.line.level)}{'?' if one.line.level_proposed else ''}")


def _last(one: ListedPerson) -> Cell:
    days = one.line.silence_days
    return Cell("", "" if days is None else language.ago(days))


_DAILY: Final = 1.5
"""Days: below this a rhythm is daily."""


def _rhythm(one: ListedPerson) -> Cell:
    gap = one.line.usual_gap_days
    if not gap:
        return Cell("")
    return Cell("", _("nearly every day") if gap < _DAILY else _("every {span} or so").format(span=language.span(gap)))


_HANDLES: Final = 2


def _handles(one: ListedPerson) -> Cell:
    shown = [(shown_handle(handle), safe_link(handle)) for handle in one.line.handles[:_HANDLES]]
    more = len(one.line.handles) - _HANDLES
    return Cell("", language.ngettext("and {n} more", "and {n} more", more) if more > 0 else "", shown)


def _organisation(one: ListedPerson) -> Cell:
    return Cell("", parts=[(text, kind) for text, kind in ((one.organisation, ""), (one.title, "soft")) if text])


def _source(one: ListedPerson) -> Cell:
    return Cell("", parts=[(source_name(source), "") for source in one.sources[:3]])


_CELLS: Final[dict[str, Callable[[ListedPerson], Cell]]] = {
    "circles": _circles,
    "level": _level,
    "standing": lambda one: Cell("", state_in_words(one)),
    "last": _last,
    "rhythm": _rhythm,
    "handles": _handles,
    "organisation": _organisation,
    "source": _source,
}
