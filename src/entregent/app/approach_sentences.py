"""Sentences of approaches: verdicts, what stands behind them, deeds and the setting."""

from typing import Final

from entregent.app.marking import N_, NN_, Template

SENTENCES: Final[dict[str, Template]] = {
    "approach-switch": N_(
        "{seen}: it is not you, it is the way. {better} has brought more answers so far. Shall we try?"
    ),
    "approach-escalate": N_(
        "{seen}, and two other ways fell short as well. One more change of channel would hardly help: look at the "
        "goal, at the people, or at the message."
    ),
    "approach-compare": NN_(
        "{seen}: this falls short of what you aim at. Of the other ways too little is known: {more} try of this one "
        "would tell more: {better}.",
        "{seen}: this falls short of what you aim at. Of the other ways too little is known: {more} tries of this one "
        "would tell more: {better}.",
        "more",
    ),
    "approach-compare-any": N_(
        "{seen}: this falls short of what you aim at. Two tries of any other way would give something to compare."
    ),
    "approach-persist": N_("{seen}: nothing speaks against going on."),
    "approach-fallen": N_("{seen} in all, and fewer lately than before."),
    "approach-reached": N_("{seen}: that is what you aim at, and more. Go on."),
    "approach-not-yet": NN_(
        "{seen}: not enough yet. {more} more try would tell, if things go on like this.",
        "{seen}: not enough yet. {more} more tries would tell, if things go on like this.",
        "more",
    ),
    "approach-few": NN_(
        "{seen}: too few to say anything. After {more} more try there is something to look at.",
        "{seen}: too few to say anything. After {more} more tries there is something to look at.",
        "more",
    ),
    "approach-waiting": N_("The answer may still come: nothing is counted before its time."),
    "approach-drop": N_("It used to bring more answers: {seen} since {since:day}. Has anything changed?"),
    # behind "why?"
    "approach-odds": N_(
        "The odds are {odds} to 1 that fewer than {aim:share} answer. From 20 to 1 on something is said of it: where "
        "the aim is reached, that happens in at most one case of twenty, however often one looks."
    ),
    "approach-odds-for": N_(
        "The odds are {odds} to 1 that more than {aim:share} answer. From 20 to 1 on something is said of it."
    ),
    "approach-odds-few": N_(
        "The odds that fewer than {aim:share} answer are {odds} to 1. Below 20 to 1 nothing is said of it."
    ),
    "approach-odds-none": N_("So far nothing suggests that fewer than {aim:share} answer."),
    "approach-range": N_(
        "These tries leave everything between {low:share} and {high:share} possible: each end holds in nineteen cases "
        "of twenty, whenever one looks."
    ),
    "approach-mean": N_(
        "The best single guess is {mean:share}: all your approaches together ({pooled:share}) count for six tries here."
    ),
    "approach-soonest": NN_(
        "At the soonest it would be clear after {soonest} more try without an answer.",
        "At the soonest it would be clear after {soonest} more tries in a row without an answer.",
        "soonest",
    ),
    "approach-power": NN_(
        "What so few can’t show: were the true share {rate:share}, {tries} try would tell it from {aim:share} in "
        "{power:share} of cases.",
        "What so few can’t show: were the true share {rate:share}, {tries} tries would tell it from {aim:share} in "
        "{power:share} of cases.",
        "tries",
    ),
    "approach-power-none": NN_(
        "What so few can’t show: were the true share {rate:share}, {tries} try could not tell it from {aim:share} yet.",
        "What so few can’t show: were the true share {rate:share}, {tries} tries could not tell it from {aim:share} "
        "yet.",
        "tries",
    ),
    "approach-drop-odds": N_(
        "The evidence of a fall from about {usual:share} is {odds}, of {alarm} that are asked for. A fall from 50 to "
        "30 in a hundred is missed about half of the time within 35 tries, even where the usual share is known."
    ),
    "approach-no-fall": N_(
        "No fall is seen. One from 50 to 30 in a hundred is missed about half of the time within 35 tries, even where "
        "the usual share is known."
    ),
    "approach-next-untried": N_("It has been tried fewer than twice: two tries of each way first."),
    "approach-next-best": N_("It has brought most answers so far, the others counting as far as they are known."),
}
"""Signal -> sentence."""

DEEDS: Final[dict[str, Template]] = {
    "answers-aim": NN_(
        "From now on you aim at {value} answer of a hundred here.",
        "From now on you aim at {value} answers of a hundred here.",
        "value",
    ),
    "answers-aim-again": N_("From now on you aim at the same here as everywhere."),
}
"""Verb of an action -> what it did."""

VERBS: Final = {"answers-aim": N_("what you aim at"), "answers-aim-again": N_("what you aim at")}
"""Verb of an action -> what is taken back."""

SETTINGS: Final = {
    "answers-aim": N_("Answers that you aim at, of a hundred first contacts; 40 unless you say otherwise."),
}
SETTING_NAMES: Final = {"answers-aim": N_("answers you aim at")}

COMPLAINTS: Final[dict[str, Template]] = {
    "unknown-approach": N_("There is no such way among yours: {key}. `entregent approaches` lists them."),
}
COMPLAINTS_ON_PAGES: Final[dict[str, Template]] = {
    "unknown-approach": N_("There is no such way among yours any more. The page of your approaches lists them."),
}
