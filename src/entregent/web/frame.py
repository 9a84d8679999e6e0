"""What the frame of every page leads to: the main pages, the narrow dock, and the rest."""

from typing import NamedTuple

from entregent.app.language import gettext as _


class Lead(NamedTuple):
    """One address of the frame, its words, and how many things wait there."""

    path: str
    label: str
    waiting: int = 0


def nav() -> list[tuple[str, str, str]]:
    """(noun, address, word) of the main pages."""
    return [
        ("today", "/", _("Today")),
        ("people", "/people", _("People")),
        ("plates", "/plates", _("Plates")),
        ("dare", "/dare", _("Dare")),
        ("goals", "/goals", _("Goals")),
        ("map", "/map", _("Map")),
    ]


def dock() -> list[tuple[str, str, str]]:
    """(noun, address, word) of the narrow dock: the hand's five."""
    by_noun = {one[0]: one for one in nav()}
    meet = ("meet", "/meet", _("Somebody new"))
    return [by_noun["today"], by_noun["people"], meet, by_noun["dare"], by_noun["goals"]]


def more(questions: int, undecided: int) -> list[tuple[str, list[Lead]]]:
    """(heading, addresses) of what is needed less often."""
    return [
        (
            _("To hold on"),
            [
                Lead("/follow-up", _("Follow-up")),
                Lead("/commitments", _("What I sealed")),
                Lead("/path", _("My path")),
                Lead("/room", _("A room full of strangers")),
                Lead("/observe", _("What I observe")),
                Lead("/approaches", _("My approaches")),
            ],
        ),
        (
            _("To see clearly"),
            [
                Lead("/plates", _("Plates")),
                Lead("/balance", _("Balance")),
                Lead("/tidy", _("Tidy")),
                Lead("/groups", _("Groups")),
                Lead("/bridges", _("Bridges")),
                Lead("/introductions", _("Introductions")),
                Lead("/next-bridge", _("Next bridge")),
                Lead("/tell-first", _("Whom to tell first")),
            ],
        ),
        (
            _("The book"),
            [
                Lead("/steps", _("Note a step"), undecided),
                Lead("/duplicates", _("Who is who"), questions),
                Lead("/sources", _("Sources")),
                Lead("/outbox", _("Outbox")),
                Lead("/actions", _("What I did last")),
                Lead("/settings", _("Settings")),
                Lead("/help", _("Help")),
            ],
        ),
    ]
