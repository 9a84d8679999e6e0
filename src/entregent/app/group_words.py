"""Group words: what groups, places on the map and bridges are called on screen, and what is seen of it all."""

from collections.abc import Sequence
from typing import Final

from entregent.app import language
from entregent.app.group_views import FragileBridge, GroupLine, GroupsView, LivingBridge, Openness, Place
from entregent.app.language import gettext as _
from entregent.app.language import ngettext, quoted
from entregent.app.marking import N_
from entregent.app.network_views import Coverage
from entregent.app.wording import HOLDS_WELL, SILENT

_OPEN: Final = {
    "open": N_("Few of them know each other: your network is open. News and help come to you from many sides."),
    "between": N_(
        "Some of them know each other, some don’t: your network is half open. You are held, and still hear of other "
        "things."
    ),
    "closed": N_(
        "Most of them know each other: your network is closed. That holds you well; a person from elsewhere would open "
        "a door."
    ),
}

ROLES: Final = {
    "coordinator": N_("coordinator (all three in one group)"),
    "gatekeeper": N_("gatekeeper (from outside into their own group)"),
    "representative": N_("representative (from their own group outward)"),
    "consultant": N_("consultant (between two of another group)"),
    "liaison": N_("liaison (between three groups)"),
}
"""The five roles of a broker (Gould & Fernandez 1989)."""


def place_in_words(place: Place) -> str:
    """Where somebody stands, in one plain sentence."""
    some = [quoted(name) for _number, name in place.groups]
    if place.kind == "only" and len(some) > 1:
        return _("The only link that you have seen between {one} and {other}.").format(one=some[0], other=some[1])
    if place.kind == "joins" and len(some) > 2:
        return _("Ties {one}, {two} and {three} together.").format(one=some[0], two=some[1], three=some[2])
    if place.kind == "joins" and len(some) > 1:
        return _("Ties {one} and {other} together.").format(one=some[0], other=some[1])
    if place.kind == "inside" and some:
        return _("Knows nearly everybody of {group}.").format(group=some[0])
    if place.kind == "member" and some:
        return _("Is part of {group}.").format(group=some[0])
    if place.tied:
        return ngettext(
            "You have seen them with {n} other of your people.",
            "You have seen them with {n} others of your people.",
            place.tied,
        ).format(n=language.number(place.tied))
    return _("You have seen them with nobody else of your people so far.")


def coverage_in_words(seen: Coverage | None) -> str:
    """How much of the ties among one's people one sees."""
    if seen is None:
        return _("Too little has passed before your eyes to say how much of the map you see.")
    return _(
        "You see about {share} of the ties among your people (between {low} and {high}): those that passed before your "
        "eyes."
    ).format(share=language.share(seen.share), low=language.share(seen.low), high=language.share(seen.high))


def size_in_words(line: GroupLine) -> str:
    """How many people a group has, and how many of them the owner holds."""
    people = ngettext("{n} person", "{n} people", line.size).format(n=language.number(line.size))
    if not line.living:
        return _("{people}; no tie of yours is awake here.").format(people=people)
    ties = ngettext("{n} living tie of yours", "{n} living ties of yours", line.living)
    return _("{people}; {ties}.").format(people=people, ties=ties.format(n=language.number(line.living)))


def warmth_in_words(line: GroupLine) -> str:
    """How warm a group is for the owner; "" where nothing ever passed."""
    if line.warmth is None:
        return ""
    if line.warmth >= HOLDS_WELL:
        return _("A warm group for you.")
    return _("A lukewarm group for you.") if line.warmth >= SILENT else _("A group that sleeps for you.")


def through_in_words(line: GroupLine) -> str:
    """Who ties the owner to a group; "" where nobody does."""
    names = [someone.name for someone in line.through]
    if not names:
        return ""
    if line.thin:
        return _("All of it hangs on {name}.").format(name=names[0])
    return _("Closest to you here: {names}.").format(names=language.listed(names))


def openness_in_words(own: Openness) -> str:
    """How open the owner's own network is."""
    if not own.kind:
        return _("You have too few living ties on this map to say how open your network is.")
    count = ngettext("{n} living tie of yours is on this map.", "{n} living ties of yours are on this map.", own.living)
    return f"{count.format(n=language.number(own.living))} {_(_OPEN[own.kind])}"


def living_in_words(line: LivingBridge) -> str:
    """Whom a living bridge led the owner to."""
    names = language.listed([quoted(name) for _number, name in line.groups])
    if line.by == "traces":
        told = ngettext(
            "Led you to {n} person of {groups}, as your traces show.",
            "Led you to {n} people of {groups}, as your traces show.",
            line.met_since,
        )
    elif line.by == "word":
        told = ngettext(
            "Introduced you to {n} person of {groups}, as you noted.",
            "Introduced you to {n} people of {groups}, as you noted.",
            line.met_since,
        )
    else:
        told = ngettext(
            "The first of {groups} whom you met; {n} more came after.",
            "The first of {groups} whom you met; {n} more came after.",
            line.met_since,
        )
    return told.format(n=language.number(line.met_since), groups=names)


def owed_in_words(owed: int) -> str:
    """How many people one owes to somebody; "" for nobody."""
    if not owed:
        return ""
    return ngettext("{n} of your people came through them.", "{n} of your people came through them.", owed).format(
        n=language.number(owed)
    )


def fragile_in_words(one: FragileBridge) -> str:
    """What would go with one tie."""
    return ngettext(
        "Your only living tie to {group} ({n} person).", "Your only living tie to {group} ({n} people).", one.size
    ).format(group=quoted(one.name), n=language.number(one.size))


def cared_in_words(line: LivingBridge) -> str:
    """Whether whoever opened a door is well looked after."""
    strength = line.someone.strength or 0.0
    if strength >= HOLDS_WELL:
        return _("This tie holds well.")
    if strength >= SILENT:
        return _("This tie is spacing out; a word of thanks would be welcome.")
    return _("This tie is silent; a word of thanks is never too late.")


def pairs_in_words(view: GroupsView) -> str:
    """What is on the map besides the groups that are listed; "" where nothing is."""
    told = []
    if view.pairs:
        told.append(
            ngettext("{n} pair stands apart.", "{n} pairs stand apart.", view.pairs).format(
                n=language.number(view.pairs)
            )
        )
    alone = view.people - view.tied
    if alone:
        told.append(
            ngettext(
                "{n} person was seen with nobody else so far.", "{n} people were seen with nobody else so far.", alone
            ).format(n=language.number(alone))
        )
    return " ".join(told)


def headline(lines: Sequence[GroupLine]) -> str:
    """What the page of groups says first."""
    return ngettext("Your people form {count} group.", "Your people form {count} groups.", len(lines)).format(
        count=language.in_words(len(lines))
    )
