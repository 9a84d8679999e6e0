"""Introduction words: reasons, deeds, complaints, and how sure it is, in words."""

from typing import Final

from entregent.app.marking import N_, Template

SURE: Final = {
    "said": N_("by your word"),
    "surely": N_("almost surely"),
    "probably": N_("probably"),
    "perhaps": N_("perhaps"),
}
STATES: Final = {
    "promised": N_("promised"),
    "asked": N_("asked of both"),
    "made": N_("made"),
    "came": N_("something came of it"),
    "let-go": N_("let go"),
}
SENTENCES: Final[dict[str, Template]] = {
    "introduced-together": N_("{who} was there when you first saw them."),
    "introduced-meeting": N_("You first saw them at a meeting where {who} was."),
    "introduced-group": N_("They first appeared in a talk where {who} was."),
    "introduced-wrote": N_("It came from {who}."),
    "introduced-words": N_("Its words say an introduction."),
    "introduced-named": N_("{who} had spoken of them to you shortly before."),
    "introduced-passed-on": N_("{who} had passed on a letter of theirs."),
    "introduced-subject": N_("{who} had passed on a letter under the same subject."),
    "introduced-since": N_("You have been in touch since, without {who} in between."),
    "introduced-said": N_("You said so."),
    "made-words": N_("You wrote to both, and the subject says an introduction."),
    "made-both": N_("You wrote to both, who had not been seen together before."),
    "made-since": N_("They were seen in touch since."),
    "introduce-groups": N_("They are of different groups, “{a}” and “{b}”: each would open a door to the other."),
    "introduce-topic": N_("Both wrote to you about {topic}."),
    "introduce-circle": N_("Both are of your circle {circle:circle}."),
    "introduce-apart": N_("They were not seen together so far."),
    "introduce-known": N_("They were seen together already: perhaps they know each other."),
}
DEEDS: Final[dict[str, Template]] = {
    "introduced": N_("Noted: {names} came to you through {value}."),
    "not-introduced": N_("Noted: it was not {value}. It is not proposed again."),
    "introducing-promised": N_("You mean to introduce {names} to each other."),
    "introducing-asked": N_("Noted: you asked whether {names} would like it."),
    "introducing-yes": N_("Noted: that is a yes."),
    "introducing-made": N_("Noted: {names} were introduced by you."),
    "introducing-came": N_("Noted: something came of it between {names}."),
    "introducing-let-go": N_("The introduction of {names} is let go; that is fine too."),
    "introducing": N_("Noted: the introduction of {names}."),
}
VERBS: Final = {
    "introduced": N_("who introduced somebody"),
    "not-introduced": N_("who did not introduce somebody"),
    "introducing": N_("an introduction of yours"),
}
COMPLAINTS: Final[dict[str, Template]] = {
    "no-introducer": N_(
        "Nothing tells who introduced {name}. Say it: `entregent introductions confirm WHO --by WHOM`."
    ),
    "same-two": N_("An introduction needs two people; that is one."),
    "unknown-introduction": N_("There is no introduction no. {number} in hand. `entregent introductions` lists them."),
    "bad-introduction-state": N_("“{state}” is no state of an introduction: asked, yes, made, came or let-go."),
}
