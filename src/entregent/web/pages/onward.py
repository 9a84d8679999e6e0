"""Onward: ways to somebody, the next bridge, whom to tell first."""

import secrets
from typing import Any

from starlette.responses import Response

from entregent.app import onward_words
from entregent.app.language import gettext as _
from entregent.app.mapping import TooLittleMapError
from entregent.app.next_bridges import NobodyThereError
from entregent.app.telling_first import MOST_TOLD, NobodyToTellError, TooLittleSeenError
from entregent.app.views import Done
from entregent.model.errors import AmbiguousPersonError, UnknownPersonError
from entregent.web.pages.groups import too_little
from entregent.web.pages.person import number_of
from entregent.web.routing import drawn, post
from entregent.web.visit import Visit

COUNTS = (3, 5, 8, 12)


def ways(visit: Visit) -> Response:
    """Through whom to reach somebody."""
    try:
        view = visit.book.ways_to(str(number_of(visit)))
    except TooLittleMapError as error:
        return too_little(visit, error, "map")
    return visit.show("ways.html", view=view, words=onward_words, key=secrets.token_urlsafe(9))


def seek(visit: Visit) -> Response:
    """Find who was meant, and go to the ways."""
    who = visit.asked("who").strip()
    if not who:
        return visit.go("/next-bridge")
    try:
        return visit.go(f"/path-to/{visit.book.ways_to(who, 1).target.person}")
    except (UnknownPersonError, AmbiguousPersonError):
        return visit.go("/people", q=who)


def ask(visit: Visit) -> Response:
    """Plan to ask somebody for a word on the way to another."""
    target = visit.book.ways_to(str(number_of(visit)), 1).target.name
    done = visit.book.once(
        visit.said("key"),
        lambda: visit.book.plan_step(
            [visit.said("first")],
            action=_("Ask for an introduction to {name}").format(name=target),
            channel=visit.said("channel"),
            sentence=visit.said("says"),
            rung="ask-introduction",
        ),
    )
    return visit.go(f"/path-to/{number_of(visit)}", done)


def next_bridge(visit: Visit) -> Response:
    """Where to build next, toward anywhere or a group, an organisation, a goal."""
    group, organisation, goal = visit.asked("group"), visit.asked("organisation").strip(), visit.asked("goal")
    nobody = ""
    try:
        view = visit.book.next_bridges(
            group=int(group) if group.isdecimal() and len(group) < 10 else None,
            organisation="" if group else organisation,
            goal=int(goal) if goal.isdecimal() and len(goal) < 10 and not group and not organisation else None,
        )
    except TooLittleMapError as error:
        return too_little(visit, error, "map")
    except NobodyThereError as error:
        nobody, view = str(error.facts["toward"]), visit.book.next_bridges()
    return visit.show(
        "next_bridge.html",
        view=view,
        nobody=nobody,
        groups=visit.book.map_groups()[:40],
        goals=visit.book.goals(),
        asked={"group": group, "organisation": organisation, "goal": goal},
        words=onward_words,
    )


def tell_first(visit: Visit) -> Response:
    """Whom to tell first so that something gets around."""
    count, ease = _count(visit.asked("count")), visit.asked("ease")
    ease = ease if ease in onward_words.EASE else "usual"
    subject = visit.asked("subject")[:200]
    facts: dict[str, Any] = {
        "words": onward_words,
        "counts": COUNTS,
        "asked": {"count": count, "ease": ease, "subject": subject},
        "key": secrets.token_urlsafe(9),
    }
    try:
        view = visit.book.tell_first(count=count, ease=ease, subject=subject)
    except TooLittleMapError as error:
        return too_little(visit, error, "map")
    except TooLittleSeenError as error:
        return visit.show("tell_first.html", view=None, seen=error.facts["seen"], alone=None, **facts)
    except NobodyToTellError as error:
        return visit.show("tell_first.html", view=None, seen=0, alone=error.facts["ties"], **facts)
    return visit.show("tell_first.html", view=view, seen=view.coverage, alone=None, **facts)


def _count(text: str) -> int:
    return min(max(int(text), 1), MOST_TOLD) if text.isdecimal() and len(text) < 4 else COUNTS[1]


def plan(visit: Visit) -> Response:
    """Make a step of telling each of them."""
    done = visit.book.once(visit.said("key"), lambda: _plan(visit))
    return visit.go("/dare", done)


def _plan(visit: Visit) -> Done:
    people = [one for one in visit.said("people").split() if one.isdecimal()][:MOST_TOLD]
    subject = visit.said("subject").strip()[:200]
    wish = _("Tell them: {subject}").format(subject=subject) if subject else _("Tell them my news")
    return visit.book.plan_telling(people, wish)


ROUTES = [
    drawn("/path-to/{who:int}", ways),
    drawn("/path-to", seek),
    post("/path-to/{who:int}", ask),
    drawn("/next-bridge", next_bridge),
    drawn("/tell-first", tell_first),
    post("/tell-first", plan),
]
