"""The words of the moment and of the room: what one taps, what one asks about somebody, which success is enough."""

from typing import Final

from entregent.app import language
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.coaching.moment import BREATH, WRITTEN

TAPS: Final = {
    "call/hung-up": N_("I dialled and hung up"),
    "call/no-answer": N_("Nobody answered"),
    "call/left-message": N_("I left a message"),
    "call/talked": N_("We talked"),
    "meeting/left-early": N_("I went, and turned back"),
    "meeting/no-answer": N_("They did not come"),
    "meeting/met": N_("We met"),
    "written/not-answered": N_("I did not answer"),
    "written/not-sent": N_("I wrote it and did not send it"),
    "written/wrote": N_("I sent it"),
}
"""Way and outcome -> what a tap says."""

WAYS: Final = {
    "call": N_("Call"),
    "text": N_("Text"),
    "mail": N_("Mail"),
    "social": N_("Network"),
    "meeting": N_("Meet"),
    "letter": N_("Letter"),
    "comment": N_("Comment"),
    "other": N_("Another way"),
}
"""Way -> what one does by it, in a word."""

SMALLER: Final = {
    "text": N_("A smaller step: two lines by text"),
    "mail": N_("A smaller step: two lines by mail"),
    "social": N_("A smaller step: a word on the network"),
    "call": N_("A smaller step: a call first"),
}
"""A smaller way -> how it is offered."""

WARMTHS: Final = {
    1: N_("cold"),
    2: N_("cool"),
    3: N_("neither"),
    4: N_("warm"),
    5: N_("very warm"),
}

DARED: Final = {
    "hung-up": N_("You dialled. That is a step."),
    "not-sent": N_("The words are there. That is a step."),
    "not-answered": N_("Not this time. You looked at it, and that is a step."),
    "left-early": N_("You went. That is a step."),
    "no-answer": N_("You tried. The rest was not yours to decide."),
    "left-message": N_("You spoke. Now it is their turn."),
    "wrote": N_("It is sent. Now it is their turn."),
    "talked": N_("You talked."),
    "met": N_("You met."),
}
"""Outcome -> what stands over the page that follows it."""

FELT: Final = {
    "warmer": N_("Warmer than you expected. Remember that before the next one."),
    "as-expected": N_("About as warm as you expected: you read them well."),
    "colder": N_("Cooler than you hoped, and you did it all the same. Days differ; it need not be about you."),
}
"""How it was against what was expected -> what is said of it."""

QUESTIONS: Final = {
    "matters": N_("You noted: {about:quoted}. Ask how that is going."),
    "behind-screen": N_("You know each other from screens: ask what they do once the screen is off."),
    "since-last": N_("Ask what has changed most since you last spoke."),
    "good-lately": N_("Ask what was the best of these last weeks."),
    "busy-with": N_("Ask what takes up most of their days at the moment."),
    "looking-for": N_("Ask whom or what they are looking for these days; you may know somebody."),
    "work": N_("Ask what is new at {about}, and what they like about it."),
    "brought-here": N_("Ask what brings them here."),
    "glad-of": N_("Ask what they are working on that gives them joy."),
}
"""Kind of question -> what to ask about somebody. Nobody's gender, no tu or vous is presumed."""

SUCCESSES: Final = {
    "one-conversation": N_("Twenty minutes, one conversation."),
    "one-greeting": N_("Greet one person I know online."),
    "one-question": N_("Ask one question, and listen to the end."),
    "one-name": N_("Learn one name, and say mine."),
    "just-enter": N_("Go in, look around, breathe. Leaving is allowed."),
}
"""Small success -> in words, in the owner's own voice."""

HARD_FEAR: Final = 9
"""From here on, a word about care."""


def tap(channel: str, outcome: str) -> str:
    """What a tap says for an outcome, by a way."""
    way = "written" if channel in WRITTEN else channel
    found = TAPS.get(f"{way}/{outcome}")
    if found is None:
        from entregent.app.wording import OUTCOMES

        found = OUTCOMES[outcome]
    return _(found)


def question(kind: str, about: str) -> str:
    """What to ask about somebody, in words."""
    from entregent.app.wording import fill

    return fill(QUESTIONS[kind], {"about": about})


def success(aim: str) -> str:
    """A small success in words: one of ours, or the owner's own."""
    return _(SUCCESSES[aim]) if aim in SUCCESSES else aim


def breath() -> str:
    """How to breathe, in one sentence."""
    into, held, out = BREATH
    return _("In through the nose for {into} seconds, hold for {held}, out slowly for {out}. Three times.").format(
        into=language.number(into), held=language.number(held), out=language.number(out)
    )


def not_alone() -> tuple[str, str]:
    """That others hang up too, and how far that is known."""
    return (
        _("You are not the only one who hangs up."),
        _(
            "In surveys among office workers in the United Kingdom, 70 to 76 in a hundred of those born between about "
            "1981 and 1996, and 40 in a hundred of the post-war generation, said that they dread or avoid the phone. "
            "They are surveys by companies, so weak evidence: enough to say that there are many of you, not how many."
        ),
    )


def care() -> str:
    """Where help is, when fear is this strong; no treatment is claimed."""
    return _(
        "If fear is this strong often, it deserves real help: a doctor or a psychologist; in Québec, Info-Social 811 "
        "answers day and night. Entregent is a notebook, not a treatment."
    )
