"""Sentences of goals, stages, results and consents: signals, deeds, verbs, settings and complaints."""

from typing import Final

from entregent.app.marking import N_, NN_, Template

SENTENCES: Final[dict[str, Template]] = {
    "stage-noticed": N_("They are in your book."),
    "stage-they-wrote": N_("They turned to you first; you have not answered yet."),
    "stage-approached": N_("You turned to them."),
    "stage-answered": N_("You turned to each other."),
    "stage-met": N_("You met, or talked."),
    "stage-opened": N_("They gave you an introduction, a referral or advice of their own accord."),
    "stage-regular": NN_(
        "You talk, and were in touch on {days} day over a year or more.",
        "You talk, and were in touch on {days} days over a year or more.",
        "days",
    ),
    "stage-worked": N_("Something was agreed between you: a sale, a job."),
    "stage-came-back": N_("A year or more later, something was agreed again."),
    "stage-stayed": NN_(
        "A year or more after it was agreed you are still in touch: on {days} day in all.",
        "A year or more after it was agreed you are still in touch: on {days} days in all.",
        "days",
    ),
    "stage-by-owner": N_("You said so."),
    "consent-soon": N_(
        "A reminder: the consent that you take from what passed ends on {until:day}. A message that asks for a clear "
        "yes is best sent before."
    ),
    "consent-ended": N_(
        "A reminder: the consent that you took from what passed ended on {until:day}. A personal word, or a call, is "
        "another way; for an offer by mail, ask for a yes first."
    ),
    "consent-withdrawn": N_("A reminder: they asked you not to send them offers. A personal word is something else."),
    "consent-unknown": N_(
        "A reminder: you noted no consent for offers by mail to this person. Some countries, such as Canada, ask for "
        "one."
    ),
}
"""Signal -> sentence."""

DEEDS: Final[dict[str, Template]] = {
    "goal-add": N_("Your goal is in the book: {value}."),
    "goal-edit": N_("Worded anew: {value}. The old wording is kept."),
    "goal-drop": N_("Let go, with honour: {value}."),
    "goal-done": N_("Closed: {value}. Well done."),
    "goal-again": N_("Taken up again: {value}."),
    "goal-yes": N_("Still what you want: {value}."),
    "goal-with": N_("Part of the goal: {names}."),
    "goal-without": N_("No longer part of the goal: {names}."),
    "stage": N_("{names}: what passed tells the stage again."),
    "stage-noticed": N_("{names}: noticed, by your word."),
    "stage-approached": N_("{names}: approached, by your word."),
    "stage-answered": N_("{names}: an answer came, by your word."),
    "stage-met": N_("{names}: you met, by your word."),
    "stage-trusted": N_("{names}: there is trust, by your word."),
    "stage-working": N_("{names}: you work together, by your word."),
    "stage-loyal": N_("{names}: loyal, by your word."),
    "result": N_("Noted: something came of it, with {names}."),
    "result-sale": N_("Noted: a sale, with {names}."),
    "result-job": N_("Noted: a job or mandate, with {names}."),
    "result-referral": N_("Noted: a referral, by {names}."),
    "result-advice": N_("Noted: advice, from {names}."),
    "consent": N_("Consent noted: {names}."),
}
"""Verb of an action -> what it did."""

VERBS: Final = {
    "goal-add": N_("a goal"),
    "goal-edit": N_("a goal’s new wording"),
    "goal-drop": N_("letting a goal go"),
    "goal-done": N_("closing a goal"),
    "goal-again": N_("taking a goal up again"),
    "goal-yes": N_("a goal still wanted"),
    "goal-with": N_("somebody’s part in a goal"),
    "goal-without": N_("somebody’s leaving of a goal"),
    "stage": N_("a stage"),
    "result": N_("a result"),
    "consent": N_("a consent"),
}

SETTINGS: Final = {
    "currency": N_("The currency of goals and results, by its three letters, such as CAD or EUR."),
    "stage-noticed": N_("Your own name for the first stage, noticed; empty means ours."),
    "stage-approached": N_("Your own name for the stage approached; empty means ours."),
    "stage-answered": N_("Your own name for the stage answered; empty means ours."),
    "stage-met": N_("Your own name for the stage met; empty means ours."),
    "stage-trusted": N_("Your own name for the stage trust; empty means ours."),
    "stage-working": N_("Your own name for the stage working together; empty means ours."),
    "stage-loyal": N_("Your own name for the last stage, loyal; empty means ours."),
}
"""Setting -> what it does."""

SETTING_NAMES: Final = {
    "currency": N_("currency"),
    "stage-noticed": N_("name of the stage noticed"),
    "stage-approached": N_("name of the stage approached"),
    "stage-answered": N_("name of the stage answered"),
    "stage-met": N_("name of the stage met"),
    "stage-trusted": N_("name of the stage trust"),
    "stage-working": N_("name of the stage working together"),
    "stage-loyal": N_("name of the stage loyal"),
}
"""Setting -> its name in a sentence."""

COMPLAINTS: Final[dict[str, Template]] = {
    "empty-goal": N_("Say in a few words what you want, such as: meet ten people of my trade."),
    "goal-without-measure": N_(
        "How will you see that it is reached? Give a number and what to count: 10 people met, 5 first contacts, "
        "3 clients, 12 steps taken."
    ),
    "goal-without-day": N_("By when? Give a day, such as 30 June or in 3 months; it may change later."),
    "goal-day-past": N_("{text:day} has gone by: a goal looks ahead. Give a day to come."),
    "unknown-goal": N_("There is no goal number {number:plain}: `entregent goals` lists them."),
    "goal-of-the-heart": N_(
        "Sales, clients and worth are not counted in the circle {circle:circle}. Count people met, talks or steps "
        "there."
    ),
    "no-funnel-of-the-heart": N_(
        "{name} is in your circle {circle:circle}: no stage, result or worth is kept there. If it is business first, "
        "take them out of that circle."
    ),
    "no-funnel": N_(
        "{name} is in none of your circles prospects, clients, partners, collaborators: put them in one first "
        "(`entregent circle`). A guessed circle counts for nothing until you accept it."
    ),
    "unknown-stage": N_("{text:quoted} is no stage. The stages are: {known}."),
    "unknown-result": N_("{text:quoted} is no kind of result: sale, job, referral, advice or other."),
    "bad-value": N_("{text:quoted} is no amount. Write a number, such as 1200 or 1200.50, or leave it out."),
    "unknown-consent": N_(
        "{text:quoted} does not fit here. A consent is express, implied, unknown or withdrawn; an implied one comes "
        "from an inquiry or a purchase."
    ),
    "consent-without-day": N_(
        "An implied consent lasts until a day: give that day, or say that it comes from an inquiry (6 months) or a "
        "purchase (2 years)."
    ),
}
"""Error code -> sentence."""

COMPLAINTS_ON_PAGES: Final[dict[str, Template]] = {
    "no-funnel": N_(
        "{name} is in none of your circles prospects, clients, partners, collaborators: put them in one first. A "
        "guessed circle counts for nothing until you accept it."
    ),
    "unknown-goal": N_("That goal is not here: it was taken back, perhaps. Your goals are all on one page."),
}
"""Error code -> sentence, where no command is named."""
