"""Words of tidying and of the balance: piles, what an answer gave back, deeds, errors."""

from typing import Final

from entregent.app.language import gettext as _
from entregent.app.language import minutes as in_minutes
from entregent.app.language import ngettext
from entregent.app.marking import N_, NN_, Template
from entregent.app.tidy_views import GivenBack

PILES: Final = {
    "automata": N_("Person or not?"),
    "duplicates": N_("One person, or two?"),
    "never-answered": N_("Words without an answer"),
    "faded": N_("Ties that have faded"),
    "no-room": N_("No room just now"),
}
"""Pile -> its title, in the order in which they are gone through."""
PAIRS: Final = "duplicates"
"""The pile that asks about two."""

ABOUT: Final = {
    "automata": N_("Newsletters, machines and shared mailboxes that may be people, and the other way round."),
    "duplicates": N_("Two entries that may be one person."),
    "never-answered": N_("You wrote more than once, long ago; this way of writing had no answer."),
    "faded": N_("You were in touch once. Nothing has passed for a long time, and nobody owes anything."),
    "no-room": N_("Your week has no minutes for these plates as it is. They may rest, and stay found."),
}
"""Pile -> one sentence."""

ACTS: Final = {
    "rest": N_("Let rest"),
    "archive": N_("Archive"),
    "keep": N_("Leave as it is"),
    "keep-up": N_("Keep up"),
    "no-person": N_("No person"),
    "person": N_("A person"),
    "same": N_("One person"),
    "different": N_("Two people"),
}
"""Act -> its button."""

SENTENCES: Final[dict[str, Template]] = {
    "tidy-no-answer": NN_(
        "You wrote {tries} time and then let it be, {days:ago}. This way of writing had no answer.",
        "You wrote {tries} times, the last time {days:ago}. This way of writing had no answer.",
        "tries",
    ),
    "tidy-faded": NN_(
        "You were in touch on {together} day; the last time was {days:ago}.",
        "You were in touch on {together} days; the last time was {days:ago}.",
        "together",
    ),
}
"""Why somebody is in a pile."""

DEEDS: Final[dict[str, Template]] = {
    "leave-be": N_("Nothing changes with {names}. You will not be asked again before {value:day}."),
    "household": N_("You live with {names}: left out of the balance, where shared meals leave no trace."),
    "household-not": N_("{names} counts in the balance."),
    "wish": N_("Your wishes for your circles are kept."),
}
"""Verb of an action -> what it did."""

VERBS: Final = {
    "leave-be": N_("a tie left as it is"),
    "household": N_("a shared home"),
    "household-not": N_("a shared home, no more"),
    "wish": N_("wishes for your circles"),
}
"""Verb -> what it is, to be taken back."""

COMPLAINTS: Final[dict[str, Template]] = {
    "bad-shares": N_(
        "These wishes make {total} in a hundred together; 100 is all there is. Take something off one of them, or "
        "leave one open."
    ),
}
"""Error code -> sentence."""


def gave_back(given: GivenBack) -> list[str]:
    """What was tidied, a sentence each; nothing where nothing was."""
    told = []
    if given.rested:
        told.append(ngettext("{n} person rests, a tap away.", "{n} people rest, a tap away.", given.rested))
    if given.archived:
        told.append(
            ngettext(
                "{n} person is in the archive; a search still finds them.",
                "{n} people are in the archive; a search still finds them.",
                given.archived,
            )
        )
    if given.merged:
        told.append(ngettext("{n} pair became one person.", "{n} pairs became one person.", given.merged))
    if given.told_apart:
        told.append(ngettext("{n} pair is told apart.", "{n} pairs are told apart.", given.told_apart))
    if given.no_person:
        told.append(ngettext("{n} entry is no person.", "{n} entries are no people.", given.no_person))
    if given.kept:
        told.append(ngettext("{n} stays as it is.", "{n} stay as they are.", given.kept))
    if given.minutes:
        told.append(minutes_back(given.minutes))
    return told


def minutes_back(minutes: int) -> str:
    """What is free again in a week."""
    return _("Keeping these ties up would have asked {minutes} a week; your week need not carry that any more.").format(
        minutes=in_minutes(minutes)
    )
