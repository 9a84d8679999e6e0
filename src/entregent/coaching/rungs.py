"""Rungs: graded steps, from observing to making an offer, and the four ladders that they make by default."""

from collections.abc import Mapping
from typing import Final, NamedTuple

HARD: Final = 5
"""From this hardness on, two warm-ups are offered before (SCIENCE §5: current friends first)."""

NOBODY: Final = "nobody"
FRIEND: Final = "friend"
OLD_FRIEND: Final = "old-friend"
HELPER: Final = "helper"
SHARER: Final = "sharer"
ADVISER: Final = "adviser"
STRANGER: Final = "stranger"
CLIENT: Final = "client"
PROSPECT: Final = "prospect"
TOWARD: Final = (NOBODY, FRIEND, OLD_FRIEND, HELPER, SHARER, ADVISER, STRANGER, CLIENT, PROSPECT)
"""Whom a rung is toward: nobody in particular, or somebody of whom the book can think."""


class Rung(NamedTuple):
    """One graded step. `hardness` is 1 to 10 against the others; `sentence` is the owner's own, "" where it is ours."""

    slug: str
    channel: str
    minutes: int
    hardness: int
    toward: str
    sentence: str = ""


class Ladder(NamedTuple):
    """Rungs from the easiest up. `name` is the owner's own, "" where it is ours; `is_changed`: no longer as shipped."""

    slug: str
    rungs: tuple[Rung, ...]
    name: str = ""
    is_changed: bool = False

    def find(self, slug: str) -> Rung | None:
        """The rung of this name."""
        return next((rung for rung in self.rungs if rung.slug == slug), None)


_RUNGS: Final = (
    # with words, from afar
    Rung("observe", "other", 5, 1, NOBODY),
    Rung("react", "comment", 3, 2, SHARER),
    Rung("thank", "mail", 5, 2, HELPER),
    Rung("write-friend", "text", 4, 2, FRIEND),
    Rung("write-old-friend", "mail", 8, 4, OLD_FRIEND),
    Rung("write-through", "mail", 10, 5, STRANGER),
    Rung("write-stranger", "mail", 12, 6, STRANGER),
    Rung("ask-advice", "mail", 10, 6, ADVISER),
    Rung("ask-introduction", "mail", 10, 7, ADVISER),
    # with the voice
    Rung("voice-note", "text", 4, 3, FRIEND),
    Rung("call-shop", "other", 5, 3, NOBODY),
    Rung("call-arranged", "call", 20, 4, FRIEND),
    Rung("call-close", "call", 10, 4, FRIEND),
    Rung("call-old-friend", "call", 20, 6, OLD_FRIEND),
    Rung("call-work", "call", 15, 7, CLIENT),
    Rung("call-stranger", "call", 10, 9, STRANGER),
    # in a room
    Rung("enter-room", "other", 20, 2, NOBODY),
    Rung("greet-host", "other", 5, 3, NOBODY),
    Rung("speak-beside", "other", 5, 4, NOBODY),
    Rung("greet-known", "meeting", 10, 5, STRANGER),
    Rung("say-who", "other", 10, 6, NOBODY),
    Rung("join-group", "other", 15, 7, NOBODY),
    Rung("stay-in-touch", "other", 5, 7, NOBODY),
    Rung("meet", "meeting", 60, 6, FRIEND),
    # selling
    Rung("send-useful", "mail", 6, 3, CLIENT),
    Rung("ask-how", "mail", 8, 4, CLIENT),
    Rung("ask-recommendation", "mail", 10, 7, CLIENT),
    Rung("offer", "mail", 20, 8, PROSPECT),
    Rung("ask-decision", "call", 10, 9, PROSPECT),
)

RUNGS: Final[Mapping[str, Rung]] = {rung.slug: rung for rung in _RUNGS}
"""Every rung that we ship, by its slug. Footprints name slugs: never rename one."""


def _ladder(slug: str, *rungs: str) -> Ladder:
    return Ladder(slug, tuple(RUNGS[rung] for rung in rungs))


LADDERS: Final = (
    _ladder(
        "phone",
        "write-friend",
        "voice-note",
        "call-shop",
        "call-arranged",
        "call-close",
        "call-old-friend",
        "call-work",
        "call-stranger",
    ),
    _ladder(
        "writing",
        "observe",
        "react",
        "thank",
        "write-friend",
        "write-old-friend",
        "write-through",
        "write-stranger",
        "ask-advice",
        "ask-introduction",
    ),
    _ladder(
        "room",
        "enter-room",
        "greet-host",
        "speak-beside",
        "greet-known",
        "say-who",
        "meet",
        "join-group",
        "stay-in-touch",
    ),
    _ladder(
        "selling",
        "thank",
        "send-useful",
        "ask-how",
        "ask-advice",
        "call-work",
        "ask-recommendation",
        "offer",
        "ask-decision",
    ),
)
"""One ladder per kind of fear: the phone, writing to a stranger, a room, selling."""

DEFAULTS: Final[Mapping[str, Ladder]] = {ladder.slug: ladder for ladder in LADDERS}
