"""Map words: what the map says in sentences."""

from collections.abc import Sequence
from typing import Final

from entregent.app import language
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.map_views import MapShape
from entregent.app.marking import N_, Template

WARMTH_WORDS: Final = {
    "": N_("no exchange yet"),
    "silent": N_("silent"),
    "spacing-out": N_("spacing out"),
    "holds-well": N_("holds well"),
}
COMPLAINTS: Final[dict[str, Template]] = {
    "unwritable-export": N_("{path} can’t be written ({detail}). Name another place, or allow writing there."),
}
"""Errors of drawing the map."""

JOIN_WORDS: Final = (N_("among their own"), N_("ties two groups"), N_("ties three groups or more"))
COLOURS: Final = 12
"""How many colours groups have: those of the same number of twelve share one."""


def tie_sentence(group: str, others: Sequence[str]) -> str:
    """One plain sentence for one person: what they tie."""
    if not others:
        return _("Among {group}.").format(group=language.quoted(group)) if group else _("Seen with a few others.")
    quoted = [language.quoted(name) for name in others[:3]]
    return _("Ties {group} and {others}.").format(group=language.quoted(group), others=language.listed(quoted))


def headline(shape: MapShape) -> str:
    """The map in one sentence."""
    people = ngettext("{n} person", "{n} people", shape.people)
    groups = ngettext("{n} group", "{n} groups", len(shape.groups))
    ties = ngettext("{n} tie", "{n} ties", shape.ties)
    return _("{people}, {ties} among them, {groups}.").format(people=people, ties=ties, groups=groups)


def alone_sentence(alone: int) -> str:
    """Who is left out; "" where nobody is."""
    if not alone:
        return ""
    return ngettext(
        "{n} more of your people is not drawn: nothing shows them with others yet.",
        "{n} more of your people are not drawn: nothing shows them with others yet.",
        alone,
    )
