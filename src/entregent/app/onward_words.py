"""Words of ways, next bridges and whom to tell first."""

from typing import Final

from entregent.app import language
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_, NN_, Template
from entregent.app.onward_views import Comparison, NextBridgesView, TellView, TippingLine, WayLine

SENTENCES: Final[dict[str, Template]] = {
    "way-direct": N_("You know each other: you were in touch {days:ago}. No detour is needed."),
    "way-old": N_("You knew each other, last {days:ago}: the shortest way may be a word of your own."),
    "way-in-touch": N_("You were in touch {days:ago}."),
    "way-same-group": N_("Is with {name} in the same group: {group}."),
    "way-seen-together": N_("Was seen with {name} before your eyes."),
    "way-farther": NN_(
        "{steps} more person is on the way.", "The word passes through {steps} people after that.", "steps"
    ),
    "bridge-new-group": N_("Nobody of this group is in touch with you yet: {group}."),
    "bridge-thin-group": NN_(
        "Your thread into this group is thin, {ties} living tie: {group}.",
        "Your threads into this group are few, {ties} living ties: {group}.",
        "ties",
    ),
    "bridge-common": NN_(
        "You have one person in common, seen before your eyes.",
        "You have {people} people in common, seen before your eyes.",
        "people",
    ),
    "bridge-met-before": N_("You have exchanged a few words already."),
    "waking-trusted": NN_(
        "One exchange in all, the last one {days:ago}.",
        "You exchanged a lot ({exchanges} times), last {days:ago}.",
        "exchanges",
    ),
    "waking-novel": N_("From there you hear little else: {group}."),
}
"""Signal -> sentence."""

COMPLAINTS: Final[dict[str, Template]] = {
    "nobody-there": N_(
        "Nobody on your map fits “{toward}”. Try another spelling, a group's number (entregent groups), or import a"
        " source in which these people appear."
    ),
    "nobody-to-tell": N_(
        "Too few living ties of yours stand on the map to choose whom to tell first (so far {ties}). Wake one or two:"
        " entregent next-bridge."
    ),
    "too-little-seen": N_(
        "Too few of the ties among your people were seen ({seen:share}) to guess who would tell whom. Import mail,"
        " calendars or group chats in which they appear together, and ask again."
    ),
}
"""Code -> what happened and what to do next."""

COMPLAINTS_ON_PAGES: Final[dict[str, Template]] = {
    "nobody-there": N_("Nobody on your map fits “{toward}”. Try another spelling, or choose a group."),
    "nobody-to-tell": N_(
        "Too few living ties of yours stand on the map to choose whom to tell first (so far {ties}). Wake one or two,"
        " then come back."
    ),
}
"""Code -> the same where no command is named."""

CHANCES: Final = {
    "good": N_("a good chance"),
    "fair": N_("a fair chance"),
    "slim": N_("a slim chance, and nothing to lose"),
}
"""How a way looks."""

EASE: Final = {
    "easy": N_("easily: one time in two"),
    "usual": N_("now and then: one time in four"),
    "hard": N_("hardly: one time in ten"),
}
"""How often a word is passed on when two people are in touch: the owner's guess, not a measure."""

WHO: Final = {
    "chosen": N_("These"),
    "most-connected": N_("As many of those with most ties"),
    "everyone": N_("Everybody you can turn to"),
}
"""Who would be told."""

MOODS: Final = {
    "easily": N_("If people follow easily (5 to 25 % of theirs have joined)"),
    "usually": N_("If they follow as is often seen (10 to 40 %)"),
    "reluctantly": N_("If they follow reluctantly (25 to 50 %)"),
}
"""What is assumed about when somebody joins."""


def way_in_words(line: WayLine) -> str:
    """ "Ann → Bob → Zoé"."""
    return " → ".join(one.name for one in line.people)


def hops_in_words(line: WayLine) -> str:
    """The chances one by one, as part of a sentence."""
    first = _("answers you: {share}").format(share=language.share(line.hops[0]))
    later = [
        _("{a} and {b} are in touch within a year: {share}").format(a=a.name, b=b.name, share=language.share(hop))
        for a, b, hop in zip(line.people, line.people[1:], line.hops[1:], strict=False)
    ]
    return language.listed([_("{name} {what}").format(name=line.people[0].name, what=first), *later])


def reach_in_words(line: Comparison) -> str:
    """How many hear of it, with what is possible."""
    told = ngettext("{n} person told", "{n} people told", line.told)
    low, high = language.number(round(line.low)), language.number(round(line.high))
    around = ngettext("about {n} person hears of it", "about {n} people hear of it", round(line.reach))
    return _("{told}: {around} (between {low} and {high}, nine times in ten).").format(
        told=told, around=around, low=low, high=high
    )


def tipping_in_words(line: TippingLine) -> str:
    """How many first followers it takes."""
    if line.needed is None:
        return ngettext(
            "not even {n} first follower tips it over", "not even {n} first followers tip it over", line.tried
        )
    return ngettext("about {n} first follower", "about {n} first followers", line.needed)


def tipping_range(view: TellView) -> str:
    """The range over all assumptions, in one sentence."""
    needed = [line.needed for line in view.tipping if line.needed is not None]
    if not needed:
        return _("Under none of the assumptions does it run by itself: keep telling people one by one.")
    low, high = min(needed), max(needed)
    open_end = any(line.needed is None for line in view.tipping)
    if open_end:
        return _("From {low} first followers on it may run by itself; if people are reluctant, it never does.").format(
            low=language.number(low)
        )
    if low == high:
        return ngettext(
            "With {n} first follower it may run by itself.", "With {n} first followers it may run by itself.", low
        )
    return _("Somewhere between {low} and {high} first followers it may run by itself.").format(
        low=language.number(low), high=language.number(high)
    )


def measured(learned: int) -> str:
    """What is measured and what is assumed, in plain words."""
    if learned:
        seen = ngettext(
            "Measured: how often {n} tie among your people was seen again within a year.",
            "Measured: how often {n} ties among your people were seen again within a year.",
            learned,
        )
    else:
        seen = _("Your book is too young to measure how often people see each other again: a sample stands in.")
    return seen + " " + _("Assumed: that a word is passed on that often, and that nobody is told by other ways.")


def mood_in_words(line: TippingLine) -> str:
    """One assumption, and how many first followers it takes then."""
    return _("{what}: {told}.").format(what=_(MOODS[line.mood]), told=tipping_in_words(line))


def nobody_new(view: NextBridgesView) -> str:
    """Why there is no bridge to build: nobody new in sight, or no living tie to begin from."""
    if not view.begins:
        return _("No living tie of yours stands on the map: a bridge begins with one. Wake an old tie first.")
    return _("Nobody new is in sight that way: those whom you have seen there are yours already.")
