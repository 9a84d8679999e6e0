"""Words of first sentences: what each is for, what it builds on, what was said of tu and vous, what went wrong."""

from collections.abc import Iterable
from typing import Final

from entregent.app.language import gettext as _
from entregent.app.language import listed
from entregent.app.marking import N_, Template

PURPOSES: Final = {
    "": N_("whatever fits"),
    "call": N_("begin a call"),
    "meet": N_("propose to meet"),
    "ask-advice": N_("ask for advice"),
    "ask-introduction": N_("ask for an introduction"),
    "offer": N_("offer something"),
    "after-event": N_("take up a conversation"),
    "repair": N_("make up for something"),
    "thank": N_("say thank you"),
    "agree-hour": N_("agree an hour"),
}
"""Purpose -> what it is, in words."""

USES: Final = {
    "promise": N_("your promise"),
    "owed": N_("their promise"),
    "matters": N_("what matters to them"),
    "new_job": N_("their new work"),
    "post": N_("what they published"),
    "coming": N_("your next meeting"),
    "coming_event": N_("what is coming"),
    "met": N_("your last meeting"),
    "past_event": N_("where you both were"),
    "comment": N_("their comment"),
    "last_in": N_("their last letter"),
    "last_out": N_("your last letter"),
    "via": N_("who introduced you"),
    "mutual": N_("somebody you both know"),
    "birthday": N_("their birthday"),
    "organisation": N_("where they work"),
    "first_on": N_("your first exchange"),
    "silence_days": N_("the silence"),
    "hour": N_("the hour"),
    "whom": N_("whom you seek"),
}
"""Fact -> its name, for what a sentence builds on."""

DEEDS: Final[dict[str, Template]] = {
    "address-tu": N_("You say tu to {names}."),
    "address-vous": N_("You say vous to {names}."),
    "speaks-fr": N_("You speak French with {names}."),
    "speaks-en": N_("You speak English with {names}."),
    "opener": N_("Noted: this sentence was for {names}. It will not be proposed again."),
}
"""Verb of an action -> what it did."""

VERBS: Final = {
    "address": N_("tu or vous"),
    "speaks": N_("a language"),
    "opener": N_("a first sentence"),
}

SETTINGS: Final = {
    "address": N_("tu or vous, in French, to those of whom neither you nor their circle tells."),
    "rewriter": N_(
        "A command of yours that says a first sentence otherwise: it is run only when you ask, and only from here."
    ),
}

SETTING_NAMES: Final = {
    "address": N_("tu or vous"),
    "rewriter": N_("the rewriter"),
}

COMPLAINTS: Final[dict[str, Template]] = {
    "rewriter-off": N_(
        'No rewriter is set. Name a command of yours: `entregent settings rewriter "my-rewriter --short"`; the guide '
        "tells what it must read and write."
    ),
    "rewriter-absent": N_("Your rewriter, {command:quoted}, could not be started. The sentence stays as it was."),
    "rewriter-slow": N_("Your rewriter, {command:quoted}, took too long. The sentence stays as it was."),
    "rewriter-failed": N_("Your rewriter, {command:quoted}, failed. The sentence stays as it was."),
    "rewriter-empty": N_("Your rewriter, {command:quoted}, said nothing. The sentence stays as it was."),
    "rewriter-long": N_("Your rewriter, {command:quoted}, said too much for a first sentence. It stays as it was."),
}
"""Error code -> sentence."""

COMPLAINTS_ON_PAGES: Final[dict[str, Template]] = {
    "rewriter-off": N_("No rewriter is set. The guide tells how a program of yours can say a sentence otherwise."),
}


def uses_in_words(uses: Iterable[str]) -> str:
    """What a sentence builds on: "your promise and their birthday"; "" where it builds on nothing but a name."""
    return listed([_(USES[fact]) for fact in uses if fact in USES])
