"""What the frame of every page leads to: the main pages, the narrow dock, and the rest."""

from entregent.app.language import gettext as _


def nav() -> list[tuple[str, str, str]]:
    """(noun, address, word) of the main pages."""
    return [
        ("today", "/", _("Today")),
        ("people", "/people", _("People")),
        ("plates", "/plates", _("Plates")),
        ("sources", "/sources", _("Sources")),
    ]


def dock() -> list[tuple[str, str, str]]:
    """(noun, address, word) of the narrow dock: the hand's five."""
    first, second, third, fourth = nav()
    return [first, second, ("meet", "/meet", _("Somebody new")), third, fourth]


def more(questions: int, undecided: int) -> list[tuple[str, str, int]]:
    """(address, words, how many wait) of what is needed less often."""
    return [
        ("/steps", _("Note a step"), undecided),
        ("/duplicates", _("Who is who"), questions),
        ("/actions", _("What I did last"), 0),
        ("/settings", _("Settings"), 0),
        ("/help", _("Help"), 0),
    ]
