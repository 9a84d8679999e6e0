"""Sentences of groups: errors, and what was done to a group's name."""

from typing import Final

from entregent.app.marking import N_, NN_, Template

COMPLAINTS: Final[dict[str, Template]] = {
    "too-little-map": NN_(
        "Not enough to draw a map yet: {ties} tie among your people was seen, and it takes {needed}. Messages to "
        "several people, meetings and group chats show who knows whom: `entregent import` your calendar, mail and "
        "chats.",
        "Not enough to draw a map yet: {ties} ties among your people were seen, and it takes {needed}. Messages to "
        "several people, meetings and group chats show who knows whom: `entregent import` your calendar, mail and "
        "chats.",
        "ties",
    ),
    "unknown-group": N_("There is no group no. {number} on the map now. `entregent groups` lists them."),
}
"""Errors of the map."""

DEEDS: Final[dict[str, Template]] = {"name-group": N_("The group is called as you wish.")}
VERBS: Final = {"name-group": N_("the name of a group")}
