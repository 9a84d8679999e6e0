"""The sentences of following up that errors need: what happened, and what to do next."""

from typing import Final

from entregent.app.marking import N_, Template

COMPLAINTS: Final[dict[str, Template]] = {
    "unknown-event": N_(
        "There is no event like {event:quoted} in the last month. `entregent sweep` lists those of the last two days."
    ),
    "no-timer": N_(
        "This system has no timer that Entregent knows. Let whatever you use run this every few minutes: {command}"
    ),
    "lost-lease": N_("Another process took over looking after what is due. Nothing is lost: it goes on there."),
}
"""Error code -> sentence."""

COMPLAINTS_ON_PAGES: Final[dict[str, Template]] = {
    "unknown-event": N_("There is no such event here. Those of the last two days are on the page of follow-up."),
}
"""The same where no command is named."""
