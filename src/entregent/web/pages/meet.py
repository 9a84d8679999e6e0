"""I met somebody: a name and one line, in less time than it takes to forget them."""

import secrets

from starlette.responses import Response

from entregent.model.tie import CIRCLES
from entregent.web.routing import get, post
from entregent.web.visit import Visit


def show(visit: Visit) -> Response:
    """The form: two fields, the rest folded away."""
    return visit.show(
        "meet.html",
        key=secrets.token_urlsafe(9),
        circles=CIRCLES,
        name=visit.asked("name"),
        line=visit.asked("line"),
        came_from=visit.came_from,
    )


def keep(visit: Visit) -> Response:
    """Somebody new exists at once; the line says where it was, or what was said."""
    line = visit.said("line")
    done = visit.book.once(
        visit.said("key")[:64],
        lambda: visit.book.add(
            visit.said("name"),
            handles=[text for text in (visit.said("handle"),) if text],
            met=line,
            via=visit.said("via"),
            circle=visit.said("circle"),
            talked="" if visit.said("elsewhen") else (visit.kept_at or visit.today.isoformat()),
            note=visit.said("note"),
        ),
    )
    person = done.people[0][0] if done.people else 0
    return visit.go(f"/people/{person}" if person else "/", done)


ROUTES = [get("/meet", show), post("/meet", keep)]
