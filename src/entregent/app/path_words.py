"""Words of the path, of élan and of observing: what was special, what to notice, deeds and complaints."""

from typing import Final

from entregent.app.language import gettext as _
from entregent.app.language import in_words, ngettext
from entregent.app.marking import N_, NN_, Template
from entregent.app.path_views import LastStep, PathView, WeekLine

KINDS: Final = {
    "network": N_("a network"),
    "series": N_("a series of events"),
    "list": N_("a list or a group"),
    "circle": N_("a circle of followers"),
    "person": N_("a person"),
    "place": N_("another place"),
}
"""Kind -> what can be observed."""

NOTICES: Final = {
    "who-answers": N_("Who answers whom, and who is never answered?"),
    "what-is-asked": N_("Which questions come back?"),
    "what-i-know": N_("What do I know that would help here?"),
    "who-hosts": N_("Who welcomes people, and how do they do it?"),
    "how-it-begins": N_("How do conversations begin here?"),
    "where-they-stand": N_("Where do those stand who came alone?"),
    "tone": N_("Which tone do they have: short, warm, funny?"),
    "what-they-share": N_("What do they share with pleasure?"),
    "what-they-love": N_("What do they light up about?"),
    "how-to-help": N_("What do they need that I could offer?"),
    "who-comes": N_("Who comes back, and at which hour?"),
}
"""Key -> something to notice."""

SENTENCES: Final[dict[str, Template]] = {
    "gives-elan": N_("Being with them gives you élan."),
    "come-back": NN_("Back after {weeks} week.", "Back after {weeks} weeks.", "weeks"),
    "first-rung": N_("For the first time: {what}."),
    "first-rung-tried": N_("Tried for the first time: {what}."),
    "first-call": N_("The first call that you noted here."),
    "first-call-tried": N_("The first try at a call that you noted here."),
    "first-meeting": N_("The first meeting that you noted here."),
    "first-meeting-tried": N_("The first time that you went to meet somebody, and left."),
    "first-room": N_("The first room that you entered."),
    "first-room-tried": N_("The first room that you entered, and left. It counts."),
    "first-post": N_("The first time that you spoke up in public."),
    "first-post-tried": N_("The first time that you nearly spoke up in public."),
}
"""Signal -> sentence."""

DEEDS: Final[dict[str, Template]] = {
    "after-elan": N_("Noted: it gave you élan ({names})."),
    "after-drained": N_("Noted, for you alone. A heavy hour says nothing of anybody."),
    "after-no-elan": N_("Taken back: nothing is said of it."),
    "after-golden": N_("Golden: it counted for you."),
    "observe": N_("You observe {names}. What comes after it has a day."),
    "observe-nobody": N_("You observe {value:quoted}. What comes after it has a day."),
    "footprint-observe": N_("Noted what you saw. It is a step."),
    "renew-observing": N_("You go on observing {names} until {value:day}."),
    "renew-observing-nobody": N_("You go on observing until {value:day}."),
    "end-observing": N_("You have observed {names} enough."),
    "end-observing-nobody": N_("Observed enough: {value:quoted}."),
}
"""Verb of an action -> what it did."""

VERBS: Final = {
    "observe": N_("something to observe"),
    "renew-observing": N_("more time to observe"),
    "end-observing": N_("the end of observing"),
}
"""Verb -> what it is, to be taken back."""

COMPLAINTS: Final[dict[str, Template]] = {
    "no-such-year": N_("No step was taken in {year:plain}. `entregent trail` shows the years that have some."),
    "no-exchange-noted": N_(
        "No exchange was noted yet of which that could be said. Say first what happened: `entregent log`."
    ),
    "not-observed": N_("Nothing with the number {number:plain} is observed. `entregent observe` lists what is."),
    "observing-needs-why": N_(
        "You have given it more time once. For still more say why (--why), or take the smallest step: "
        "`entregent observe --step`."
    ),
}
"""Error code -> sentence."""

COMPLAINTS_ON_PAGES: Final[dict[str, Template]] = {
    "no-such-year": N_("No step was taken in {year:plain}. The path shows the years that have some."),
    "no-exchange-noted": N_("No exchange was noted yet of which that could be said. Say first what happened."),
    "not-observed": N_("This is not observed any more."),
    "observing-needs-why": N_("You have given it more time once. For still more say why, or take the smallest step."),
}
"""Error code -> sentence on a page."""


def kind_word(kind: str) -> str:
    """What kind of thing is observed."""
    return _(KINDS.get(kind, KINDS["place"]))


def notice_words(word: str) -> str:
    """Something to notice: ours in the language in use, the owner's own as it stands."""
    return _(NOTICES[word]) if word in NOTICES else word


def notice_key(text: str) -> str:
    """The key of one of our own lines, in either language; anything else as it stands."""
    wished = text.strip().casefold()
    return next((key for key, line in NOTICES.items() if wished in {line.casefold(), _(line).casefold()}), text.strip())


STEP_KINDS: Final = {
    "room": N_("a room entered"),
    "observe": N_("something observed"),
    "post": N_("something said in public"),
    "rehearse": N_("a first sentence rehearsed"),
    "step": N_("a step"),
    "talked": N_("you talked"),
    "met": N_("you met"),
    "wrote": N_("you wrote"),
    "left-message": N_("you left a message"),
    "no-answer": N_("no answer"),
    "hung-up": N_("dialled, and hung up"),
    "not-sent": N_("written, not sent"),
    "not-answered": N_("an answer not given"),
    "left-early": N_("went in, and left"),
}
"""Outcome or kind of a step -> what it was."""


def step_words(line: LastStep) -> str:
    """What a step was, in a few words: its rung where it was on one."""
    return line.rung_sentence or _(STEP_KINDS.get(line.what, STEP_KINDS["step"]))


def taken_words(taken: int, tried: int, golden: int) -> str:
    """ "86 done, 41 tried, 12 of them golden"; what is none is not told."""
    done = taken - tried
    told = [ngettext("{n} done", "{n} done", done)] if done else []
    told += [ngettext("{n} tried", "{n} tried", tried)] if tried else []
    told += [ngettext("{n} of them golden", "{n} of them golden", golden)] if golden else []
    return ", ".join(told)


def recent_words(view: PathView) -> str:
    """In how many of the last weeks there was a step; "" for none: nothing is said of what lacks."""
    if not view.recent:
        return ""
    if view.recent == view.recent_of:
        return _("A step in each of the last eight weeks.")
    told = ngettext("A step in one of the last eight weeks.", "Steps in {words} of the last eight weeks.", view.recent)
    return told.format(words=in_words(view.recent))


def week_words(line: WeekLine) -> str:
    """What a week saw: "3 done, 1 tried, 1 golden"; plain path for none."""
    week = line.week
    told = [ngettext("{n} done", "{n} done", week.done)] if week.done else []
    told += [ngettext("{n} tried", "{n} tried", week.tried)] if week.tried else []
    told += [ngettext("{n} golden", "{n} golden", week.golden)] if week.golden else []
    return ", ".join(told) or _("plain path")


FEAR_WAYS: Final = {
    "falls": N_("It falls: what frightened you becomes something that you do."),
    "steady": N_("It moves little so far. That is no sign of anything: you go nevertheless."),
    "rises": N_("It has been higher of late, perhaps because the rungs are. A smaller step is a good step."),
}
"""Where fear goes -> a sentence."""


def fear_words(view: PathView) -> str:
    """Where fear goes, in a sentence; "" where too few ratings say anything."""
    return _(FEAR_WAYS[view.fear_way]) if view.fear_way else ""
