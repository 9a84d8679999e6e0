"""Steps: noting what happened with anybody, by name; and those kept offline that wait for a word of the owner's."""

import secrets
from typing import Final

from starlette.responses import Response

from entregent.app.noting import usual_channel
from entregent.app.views import Done, UndecidedStep
from entregent.model.errors import AmbiguousPersonError, BadSettingError
from entregent.model.interaction import Channel
from entregent.web.outcomes import LIKELY, OUTCOMES, fitting_channel
from entregent.web.routing import get, post
from entregent.web.visit import Visit

CHANNELS: Final = frozenset(channel.name.lower() for channel in Channel)


def show(visit: Visit) -> Response:
    """A form for any step, and the steps that wait for a decision."""
    return visit.show(
        "steps.html", key=secrets.token_urlsafe(9), undecided=visit.book.undecided(), who=visit.asked("who")
    )


def keep(visit: Visit) -> Response:
    """Note a step with whoever is named, who is made if there is nobody of that name.

    A name that fits several people is put aside for the owner to decide: what was kept offline is never lost. So is
    what the server refused when it came from another form (`refused`).
    """
    step = _said(visit)
    if visit.said("refused"):
        visit.book.put_aside(step)
        return visit.go("/steps")
    try:
        done = visit.book.once(step.key, lambda: _log(visit, step))
    except AmbiguousPersonError:
        visit.book.put_aside(step)
        return visit.go("/steps")
    return visit.back(done)


def settle(visit: Visit) -> Response:
    """Say with whom a step was that waits for a decision, or let it go."""
    if visit.said("drop"):
        visit.book.drop_step(visit.said("key")[:64])
        return visit.go("/steps")
    return visit.go("/steps", visit.book.settle_step(visit.said("key")[:64], visit.said("who")))


def _log(visit: Visit, step: UndecidedStep) -> Done:
    return visit.book.log(
        [step.who], channel=step.channel, outcome=step.outcome, at=step.at, note=step.note, create=True
    )


def _said(visit: Visit) -> UndecidedStep:
    """The step that a form tells, also one that was meant for another form."""
    outcome, channel = visit.said("outcome") or "met", visit.said("channel")
    if outcome not in OUTCOMES and not visit.said("refused"):
        raise BadSettingError(key="outcome", value=outcome)
    outcome = outcome if outcome in OUTCOMES else LIKELY.get(channel, "wrote")
    channel = channel if channel in CHANNELS else usual_channel(outcome)
    return UndecidedStep(
        key=visit.said("key")[:64] or secrets.token_urlsafe(9),
        who=(visit.said("who") or visit.said("name"))[:200],
        outcome=outcome,
        channel=fitting_channel(channel, outcome),
        note=" · ".join(text for text in (visit.said("line"), visit.said("note")) if text)[:2_000],
        at=visit.kept_at,
        choices=(),
    )


ROUTES = [get("/steps", show), post("/steps", keep), post("/steps/settle", settle)]
