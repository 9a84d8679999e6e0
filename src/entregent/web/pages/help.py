"""Help: the guide, page by page, in the language in use."""

from typing import Final

from starlette.responses import Response

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.web import guide
from entregent.web.routing import get
from entregent.web.visit import Visit

MOST_LETTERS: Final = 200

ABOUT: Final = {
    "getting-started": N_("Five minutes, from nothing to your first step."),
    "page": N_("Today, people, plates, sources, settings; and every key."),
    "approaches": N_("Which way of approaching people works, and when to change it."),
    "commitments": N_("Seal a step with its hour: a witness, the chain, and the mail that leaves."),
    "follow-up": N_("What is open between you and others, and not forgetting it."),
    "dare": N_("Small steps, ladders, what counts, and what it rests on."),
    "openers": N_("Sentences to begin with, from what the book knows."),
    "moment": N_("The minute itself: before it, after it; and a room full of strangers."),
    "onward": N_("Through whom to reach somebody, the next bridge, whom to tell first."),
    "path": N_("What you tried and did, week by week; who gives you élan; observing with an end."),
    "bridges": N_("Groups, who joins them, who opened doors, what hangs on one tie."),
    "map": N_("Your people as a picture: how to move in it, and what it can’t show."),
    "introductions": N_("Who opened which doors, and introducing two people to each other."),
    "tidy": N_("Letting rest, merging, putting away: one key each, all undoable."),
    "balance": N_("How your time spreads over the circles of your life."),
    "goals": N_("What you want by which day, and what came of it."),
    "importing": N_("How to get your exports, and what is read of them."),
    "sources": N_("What an event is worth, the wide net, whom you never met."),
    "serving": N_("On this machine, from a phone, as an app, offline."),
    "commands": N_("Every command, option and setting of the terminal."),
    "api": N_("The same questions and verbs for programs of yours."),
    "privacy": N_("Where your book lies, what it holds, what never leaves."),
    "trouble": N_("What to try, by what you see."),
    "signals": N_("Every reason, problem and error, in its own words."),
    "sample": N_("The made-up life that you can try everything with."),
}
"""Page of the guide -> what it is for."""


def show(visit: Visit) -> Response:
    """All pages of the guide, or what was found in them."""
    asked = visit.asked("q")[:MOST_LETTERS]
    return visit.show(
        "help.html",
        part="help/found.html",
        pages=guide.pages(visit.lang, visit.book.region),
        about={slug: _(words) for slug, words in ABOUT.items()},
        shown=None,
        asked=asked,
        found=guide.search(visit.lang, asked, visit.book.region),
    )


def read(visit: Visit) -> Response:
    """One page of the guide."""
    slug = guide.slug_of(str(visit.request.path_params["name"]))
    if not slug:
        return visit.show("nowhere.html", status=404)
    return visit.show(
        "help.html",
        pages=guide.pages(visit.lang, visit.book.region),
        about={},
        shown=guide.page(visit.lang, slug, visit.book.region),
        asked="",
        found=[],
    )


ROUTES = [get("/help", show), get("/help/{name}", read)]
