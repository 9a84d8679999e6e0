"""The words for ways of approaching: by what, where from, opening with what."""

from collections.abc import Mapping
from typing import Final

from entregent.app.first_tries import COMMENT, EVENT, GROUP, INTRODUCTION, NETWORK
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.text.scripts import fold

DOING: Final = {
    "mail": N_("Writing a mail"),
    "text": N_("Sending a text message"),
    "social": N_("Writing on a social network"),
    "call": N_("Phoning"),
    "letter": N_("Sending a letter"),
}
"""Channel -> what one does."""

WHENCE: Final = {
    INTRODUCTION: N_("after an introduction"),
    COMMENT: N_("after a comment"),
    EVENT: N_("after an event"),
    GROUP: N_("after a conversation of several"),
    NETWORK: N_("to somebody of your networks"),
    "": N_("with nothing before"),
}
"""Where from -> how it is said after what one does."""

WHENCE_SHORT: Final = {
    INTRODUCTION: N_("introduction"),
    COMMENT: N_("comment"),
    EVENT: N_("event"),
    GROUP: N_("conversation of several"),
    NETWORK: N_("network"),
}
"""Where from, as one word that the owner may type."""


OPENERS: Final = {
    "plain": N_("a plain word"),
    "first": N_("your first exchange"),
    "subject": N_("your last letters"),
    "promise": N_("your promise"),
    "owed": N_("their promise"),
    "matters": N_("what matters to them"),
    "news": N_("their news"),
    "meeting": N_("your next meeting"),
    "met": N_("your last meeting"),
    "event": N_("an event in common"),
    "comment": N_("their comment"),
    "introduced": N_("who introduced you"),
    "mutual": N_("somebody you both know"),
    "birthday": N_("their birthday"),
    "season": N_("the season"),
    "work": N_("where they work"),
    "silence": N_("the silence"),
    "call": N_("a call"),
    "meet": N_("a wish to meet"),
    "ask-advice": N_("a question for advice"),
    "ask-introduction": N_("a request for an introduction"),
    "offer": N_("an offer"),
    "after-event": N_("a conversation taken up"),
    "repair": N_("something made up for"),
    "thank": N_("a thank-you"),
    "agree-hour": N_("an hour proposed"),
}
"""Kind of first sentence -> what it speaks of."""


def opener_code(kind: str) -> str:
    """The family of a kind of first sentence ("season" of "season/winter"): finer ones would each be tried once."""
    family = kind.partition("/")[0]
    return family if family in OPENERS else kind


def way_words(channel: str, opener: str = "", whence: str | None = "") -> str:
    """A way in words, to begin a sentence: "Writing a mail after a comment, opening with a question".

    `whence` None: wherever from.
    """
    doing = _(DOING[channel]) if channel in DOING else channel
    if whence is None:
        return doing
    if whence in WHENCE:
        doing = _("{doing} {whence}").format(doing=doing, whence=_(WHENCE[whence]))
    else:
        doing = _("{doing} (from: {whence})").format(doing=doing, whence=whence)
    shown = _(OPENERS[opener]) if opener in OPENERS else opener
    return _("{doing}, opening with: {opener}").format(doing=doing, opener=shown) if opener else doing


def whence_code(text: str) -> str:
    """Our word for where from, if the owner's is one of ours in either language; else the owner's."""
    wished = fold(text.strip())
    return _codes().get(wished, text.strip())


def _codes() -> Mapping[str, str]:
    found = {code: code for code in WHENCE_SHORT}
    for code in WHENCE_SHORT:
        for words in (WHENCE_SHORT[code], WHENCE[code]):
            found[fold(words)] = code
            found[fold(_(words))] = code
    return found


def seen_words(tries: int, answers: int) -> str:
    """What was seen: "14 tries, 1 answer"."""
    counted = ngettext("{n} try", "{n} tries", tries)
    answered = ngettext("{n} answer", "{n} answers", answers) if answers else _("no answer")
    return _("{tries}, {answers}").format(tries=counted, answers=answered)
