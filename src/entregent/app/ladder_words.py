"""Words of the ladder: names of ladders, why a rung is proposed, why somebody fits a small dare."""

from typing import Final

from entregent.app.language import gettext as _
from entregent.app.marking import N_, NN_, Template

LADDER_NAMES: Final = {
    "phone": N_("The telephone"),
    "writing": N_("Writing to a stranger"),
    "room": N_("A room full of people"),
    "selling": N_("Selling"),
}
"""Ladder -> what it is for."""

SENTENCES: Final[dict[str, Template]] = {
    "rung-first": N_("Begin at the bottom: the first rung is meant to be easy."),
    "rung-stay": NN_(
        "Done once. After {needed} more, the next rung comes; one fewer where fear falls.",
        "Done {done} times. After {needed} more, the next rung comes; one fewer where fear falls.",
        "done",
    ),
    "rung-stay-none": N_("Not done yet. Each try counts; the next rung comes after two or three times done."),
    "rung-next": NN_(
        "You have done the rung below {done} time: this one is open now.",
        "You have done the rung below {done} times: this one is open now.",
        "done",
    ),
    "rung-next-fear": N_("Fear fell from {first} to {last} on the rung below: this one is open now."),
    "rung-back": NN_(
        "After {tries} try, a smaller step first. “{above}” will wait.",
        "After {tries} tries, a smaller step first. “{above}” will wait.",
        "tries",
    ),
    "rung-top": N_("You have climbed all of this ladder. What frightened you is something that you do."),
    "dare-in-touch": N_("You were in touch {days:ago}: whoever already likes you is the best beginning."),
    "dare-dormant": N_("You used to be in touch; it has been {days:span}. Old ties often gladly wake up."),
    "dare-introduced": N_("You know {name} through them."),
    "dare-heard": N_("They wrote to you {days:ago}."),
    "dare-shared": N_("They said something in public lately."),
    "dare-advice": N_("They do something that they could tell you about: {what}."),
    "dare-advice-dormant": N_("People whom one has lost sight of often give the best advice; it has been {days:span}."),
    "dare-business": N_("You work together; your last exchange was {days:ago}."),
    "dare-prospect": N_("You wish to work with them."),
    "net-coming": N_("You will both be at {title:quoted}, {on:day}."),
    "net-answered": NN_(
        "They have written or commented {times} time.", "They have written or commented {times} times.", "times"
    ),
    "net-together": NN_(
        "You were at the same event {times} time.", "You were at the same events {times} times.", "times"
    ),
    "net-common": N_("You both know {names}."),
    "surprise": N_("They were warmer than you feared {warmer} of {count} times."),
}
"""Signal -> sentence."""

DEEDS: Final[dict[str, Template]] = {
    "plan-step": N_("Planned for {value:day}: {names}."),
    "plan-step-nobody": N_("Planned for {value:day}: it stands among your steps."),
    "edit-step": N_("Planned anew for {value:day}: {names}."),
    "edit-step-nobody": N_("Planned anew for {value:day}."),
    "drop-step": N_("Let go: a step toward {names}. It may come back whenever you like."),
    "drop-step-nobody": N_("Let go. It may come back whenever you like."),
    "not-today": N_("Not today, then. Tomorrow is another day."),
    "add-rung": N_("One more rung: {value:ladder}."),
    "rename-rung": N_("In your words now: {value:ladder}."),
    "move-rung": N_("Moved: {value:ladder}."),
    "remove-rung": N_("One rung fewer: {value:ladder}. What you climbed stays."),
    "reset-ladder": N_("As it came: {value:ladder}."),
    "remove-ladder": N_("Taken away: {value:ladder}. What you climbed stays."),
    "new-ladder": N_("A ladder of your own: {value:ladder}."),
    "footprint-step": N_("Noted: a step. It counts."),
    "footprint": N_("Noted: a step. It counts."),
}
"""Verb of an action -> what it did."""

VERBS: Final = {
    "plan-step": N_("a planned step"),
    "edit-step": N_("a change of a planned step"),
    "drop-step": N_("letting a step go"),
    "not-today": N_("“not today”"),
    "add-rung": N_("a new rung"),
    "rename-rung": N_("other words for a rung"),
    "move-rung": N_("the move of a rung"),
    "remove-rung": N_("the removal of a rung"),
    "reset-ladder": N_("a ladder as it came"),
    "remove-ladder": N_("the removal of a ladder"),
    "new-ladder": N_("a ladder of your own"),
}
"""Verb -> what it is, to be taken back."""

SETTINGS: Final = {
    "ladder": N_("The ladder that the small dare comes from: phone, writing, room, selling or one of yours."),
}
"""Setting -> what it does."""
SETTING_NAMES: Final = {"ladder": N_("your ladder")}
"""Setting -> its name in a sentence."""

COMPLAINTS: Final[dict[str, Template]] = {
    "past-date": N_("{text:day} has passed. Choose today or a later day: `today`, `friday`, `in 3 days`."),
    "empty-step": N_("Say toward whom the step is, where, or what you do: a name, --place or --action."),
    "not-planned": N_("No step no. {number} is planned: it was done or let go. `entregent steps` lists them."),
    "unknown-ladder": N_("There is no ladder {ladder:quoted}. `entregent ladder --all` lists them."),
    "unknown-rung": N_("There is no rung {rung:quoted} on this ladder. `entregent ladder` lists its rungs."),
    "empty-ladder": N_(
        "A ladder needs a rung: leave one, or bring the ladder back as it came with `entregent ladder --reset`. "
        "One of your own also needs a name."
    ),
    "full-ladder": N_("That is enough: {most} at most. Take one out first."),
    "empty-rung": N_("Say what is done on this rung, in a few words."),
}
"""Error code -> sentence."""

COMPLAINTS_ON_PAGES: Final[dict[str, Template]] = {
    "past-date": N_("{text:day} has passed. Choose today or a later day: today, Friday, in 3 days."),
    "empty-step": N_("Say toward whom the step is, where, or what you do."),
    "not-planned": N_("This step is no longer planned: it was done or let go."),
    "unknown-ladder": N_("There is no such ladder any more. Choose another."),
    "unknown-rung": N_("There is no such rung on this ladder any more."),
    "empty-ladder": N_(
        "A ladder needs a rung: leave one, or bring the ladder back as it came. One of your own also needs a name."
    ),
}
"""Error code -> sentence on a page."""


def care() -> str:
    """Where help is, when the fear of people weighs on everything; no treatment is claimed."""
    return _(
        "If the fear of people weighs on most of your days, it deserves real help: a doctor or a psychologist; in "
        "Québec, Info-Social 811 answers day and night. Entregent is a notebook, not a treatment."
    )
