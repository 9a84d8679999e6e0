"""Words for what the pure packages decide and the store holds: one translatable sentence per signal, error and verb.

The message ids are English; `locale/fr` holds the French ones. After a change of words, from the repository's root:
`pybabel extract -F babel.cfg -k N_ -k NN_:1,2 -k _ -k n_:1,2 --no-wrap -o all.pot src`, then
`pybabel update -N -D entregent -l fr -d src/entregent/app/locale -i all.pot`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from entregent.app import (
    approach_sentences,
    commitment_words,
    goal_sentences,
    goal_words,
    group_sentences,
    introduction_words,
    ladder_words,
    language,
    onward_words,
    opener_words,
    path_words,
    tidy_words,
)
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_, Plural, Template
from entregent.app.views import Plan
from entregent.model.errors import EntregentError
from entregent.model.judgement import Reason


class _Fact:
    """A fact in a sentence: `{days:span}`, `{at:day}`, `{share:share}` say how to put it into words."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __format__(self, spec: str) -> str:
        value = self.value
        if spec in WORDS:
            return word(spec, str(value))
        if spec in {"kind", "bound"}:
            return seldom_word(spec, str(value))
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _figure(value, spec)
        if isinstance(value, list | tuple):
            return language.listed([str(part) for part in value])
        text = str(value)
        if spec in {"day", "ago"}:
            return _iso_day(text)
        if spec == "quoted":
            return language.quoted(text)
        return text


def _figure(value: float, spec: str) -> str:
    if spec == "span":
        return language.span(value)
    if spec == "ago":
        return language.ago(int(value))
    if spec == "share":
        return language.share(value)
    if spec == "minutes":
        return language.minutes(value)
    if spec == "day":
        return language.day(language.day_of(int(value), ""))
    if spec == "size":
        return file_size(int(value))
    return str(value) if spec == "plain" else language.number(value)


def _iso_day(text: str) -> str:
    try:
        return language.day(date.fromisoformat(text[:10]))
    except ValueError:
        return text


class _Facts(dict[str, _Fact]):
    """Facts by name; one that is missing shows as an ellipsis instead of spoiling the answer."""

    def __missing__(self, key: str) -> _Fact:
        return _Fact("…")


def fill(template: Template, facts: Mapping[str, object]) -> str:
    """The sentence in the language in use, with its facts put into words."""
    if isinstance(template, Plural):
        facts = {**facts, template.number: _as_number(facts.get(template.number, 0))}
        text = ngettext(template.one, template.many, _as_number(facts[template.number]))
    else:
        text = _(template)
    said = text.format_map(_Facts({key: _Fact(value) for key, value in facts.items()}))
    return said[:-1] if text.endswith("}.") and said[-2:-1] in ENDS else said


ENDS: Final = frozenset(".!?")
"""What somebody wrote may end its own sentence: ours then sets no second full stop behind it."""


def _as_number(fact: object) -> float:
    """A fact that a reader wrote as text, as the number it is; 0 for what is none."""
    try:
        number = float(str(fact))
    except ValueError:
        return 0
    return int(number) if number == int(number) else number


def sentence(reason: Reason, *, on_page: bool = False) -> str:
    """The one sentence of a signal, in the language in use, with its facts; `on_page` names no command."""
    from entregent.app.on_pages import SENTENCES_ON_PAGES
    from entregent.app.sentences import SENTENCES

    template = (SENTENCES_ON_PAGES.get(reason.signal) if on_page else None) or SENTENCES.get(reason.signal)
    if template is None:
        told = ", ".join(f"{key} {value}" for key, value in reason.facts)
        return f"{reason.signal.replace('-', ' ')}{f' ({told})' if told else ''}"
    return fill(template, dict(reason.facts))


def sentences(reasons: Iterable[Reason]) -> list[str]:
    """One sentence per reason, in their order."""
    return [sentence(reason) for reason in reasons]


def complaint(error: EntregentError, *, on_page: bool = False) -> str:
    """What happened and what to do next, for an error that the user can mend; `on_page` names no command."""
    from entregent.app.complaints import COMPLAINTS
    from entregent.app.on_pages import COMPLAINTS_ON_PAGES

    facts = dict(error.facts)
    code = "unknown-person-near" if error.code == "unknown-person" and facts.get("near") else error.code
    template = (COMPLAINTS_ON_PAGES.get(code) if on_page else None) or COMPLAINTS.get(code)
    if template is None:
        return _("That could not be done: {what}.").format(what=str(error))
    return "\n".join([fill(template, facts), *_choices(facts.get("choices"))])


def _choices(choices: object) -> list[str]:
    """The people to choose from, one a line: number, name, how to tell them apart."""
    if not isinstance(choices, list | tuple):
        return []
    return [" · ".join(str(part) for part in choice if part) for choice in choices]


def seldom_word(spec: str, value: str) -> str:
    """What an unknown file looks like ("kind") or what an import is kept from ("bound"); other values as they stand."""
    from entregent.app.problem_words import BOUNDS, KINDS

    known = KINDS if spec == "kind" else BOUNDS
    parts = [value] if spec == "kind" else value.split(",")
    return language.listed([_(known[part]) if part in known else part for part in parts])


def problem(code: str, facts: Iterable[tuple[str, object]], place: str, *, on_page: bool = False) -> str:
    """What could not be read, in one sentence, with its place; `on_page` names no command."""
    from entregent.app.on_pages import PROBLEMS_ON_PAGES
    from entregent.app.problem_words import PROBLEMS

    told_facts = {**dict(facts), "code": code}
    template = PROBLEMS.get(code, N_("it could not be read ({code})"))
    if not all(str(fact).strip() for fact in told_facts.values()):
        template = PROBLEMS.get(f"{code}-none", template)
    if on_page:
        template = PROBLEMS_ON_PAGES.get(code, template)
    told = fill(template, told_facts)
    return f"{place_in_words(place)}{language.NARROW if language.spoken() == 'fr' else ''}: {told}" if place else told


PLACES: Final = {
    "byte": N_("byte {n}"),
    "line": N_("line {n}"),
    "event": N_("event {n}"),
    "card": N_("card {n}"),
    "row": N_("row {n}"),
    "message": N_("message {n}"),
    "several": N_("several places"),
}


def place_in_words(place: str) -> str:
    """ "line 7" in the language in use; anything else as it stands."""
    kind, _space, figure = place.partition(" ")
    known = PLACES.get(kind)
    return _(known).format(n=figure) if known and (figure or "{n}" not in known) else place


LEVELS: Final = {
    "close": N_("close"),
    "valued": N_("valued"),
    "nurtured": N_("to nurture"),
    "wide": N_("wider circle"),
    "none": N_("no level"),
}
CIRCLES: Final = {
    "love": N_("love"),
    "family": N_("family"),
    "friends": N_("friends"),
    "pals": N_("pals"),
    "clients": N_("clients"),
    "collaborators": N_("collaborators"),
    "partners": N_("partners"),
    "prospects": N_("prospects"),
}
CHANNELS: Final = {
    "mail": N_("mail"),
    "meeting": N_("meeting"),
    "call": N_("call"),
    "text": N_("text message"),
    "social": N_("social network"),
    "letter": N_("letter"),
    "comment": N_("public comment"),
    "other": N_("another way"),
}
OUTCOMES: Final = {
    "talked": N_("you talked"),
    "met": N_("you met"),
    "wrote": N_("you wrote"),
    "left-message": N_("you left a message"),
    "no-answer": N_("no answer"),
    "hung-up": N_("you hung up: it counts, you dared"),
    "not-sent": N_("written, not sent"),
    "not-answered": N_("an answer not given"),
    "left-early": N_("you entered, then left"),
}
DIRECTIONS: Final = {
    "out": N_("from you"),
    "in": N_("to you"),
    "both": N_("together"),
    "beside": N_("side by side"),
    "attempt": N_("tried"),
}
FACTS: Final = {
    "handle": N_("handle"),
    "name": N_("name"),
    "birthday": N_("birthday"),
    "organisation": N_("organisation"),
    "title": N_("role"),
    "anniversary": N_("anniversary"),
    "note": N_("note"),
    "circle": N_("circle"),
    "level": N_("level"),
    "met": N_("met"),
    "via": N_("through whom"),
    "own-handle": N_("handle, by you"),
}
VERBS: Final = {
    **commitment_words.VERBS,
    **approach_sentences.VERBS,
    **goal_sentences.VERBS,
    **group_sentences.VERBS,
    **introduction_words.VERBS,
    **ladder_words.VERBS,
    **opener_words.VERBS,
    **path_words.VERBS,
    **tidy_words.VERBS,
    "add": N_("a new person"),
    "edit": N_("a correction"),
    "log": N_("what happened"),
    "footprint": N_("a step"),
    "after": N_("a word on a step"),
    "matters": N_("what matters to somebody"),
    "aim": N_("a small success"),
    "later": N_("a delay"),
    "promise": N_("a promise"),
    "keep": N_("a promise kept"),
    "promise-theirs": N_("a promise made to you"),
    "keep-theirs": N_("a promise to you, kept"),
    "let-go": N_("a promise let go"),
    "sweep": N_("an event looked back on"),
    "since": N_("a day to remember"),
    "level": N_("a level"),
    "circle": N_("a circle"),
    "rest": N_("a rest"),
    "wake": N_("a waking"),
    "keep-up": N_("a plate kept up"),
    "never": N_("a wish for peace"),
    "archive": N_("a stay in the archive"),
    "bring-back": N_("a return from the archive"),
    "note": N_("a note"),
    "same": N_("a join"),
    "different": N_("a distinction"),
    "human": N_("who is a person"),
    "owner": N_("which addresses are yours"),
    "settings": N_("a setting"),
    "names": N_("names from memory"),
    "place": N_("where your closest belong"),
}
MEASURES: Final = goal_words.MEASURES
RESULTS: Final = goal_words.RESULTS
CONSENTS: Final = goal_words.CONSENTS
WORDS: Final = {
    "level": LEVELS,
    "circle": CIRCLES,
    "channel": CHANNELS,
    "outcome": OUTCOMES,
    "direction": DIRECTIONS,
    "fact": FACTS,
    "commitment": commitment_words.STATES,
    "introduced": introduction_words.SURE,
    "introduction": introduction_words.STATES,
    "way": commitment_words.WAYS,
    "binding": commitment_words.BINDINGS,
    "witness": commitment_words.WITNESS_STATES,
    "mail-state": commitment_words.MAIL_STATES,
    "mail-reason": commitment_words.REASONS,
    "ladder": ladder_words.LADDER_NAMES,
    "purpose": opener_words.PURPOSES,
    "observed": path_words.KINDS,
    "ease": onward_words.EASE,
    "stage": goal_words.STAGES,
    "measure": MEASURES,
    "result": RESULTS,
    "consent": CONSENTS,
}


def word(kind: str, value: str) -> str:
    """A word of ours ("level", "circle", "channel" …) in the language in use; the owner's own words as they stand."""
    known = WORDS[kind].get(value)
    return _(known) if known else value


def word_from(kind: str, text: str) -> str:
    """The word that the user means by `text`: ours in English, as shown in either language, or `text` as it stands."""
    wished = text.strip().casefold()
    for value, shown in WORDS[kind].items():
        if wished in {value, shown.casefold(), _(shown).casefold()}:
            return value
    return SYNONYMS.get((kind, wished), text.strip())


SYNONYMS: Final = {
    **goal_words.SYNONYMS,
    ("level", "proche"): "close",
    ("level", "proches"): "close",
    ("level", "valeur"): "valued",
    ("level", "entretenir"): "nurtured",
    ("level", "élargi"): "wide",
    ("level", "cercle élargi"): "wide",
    ("level", "aucun"): "none",
    ("level", "0"): "none",
    ("level", "1"): "close",
    ("level", "2"): "valued",
    ("level", "3"): "nurtured",
    ("level", "4"): "wide",
    ("outcome", "parlé"): "talked",
    ("outcome", "vu"): "met",
    ("outcome", "rencontré"): "met",
    ("outcome", "écrit"): "wrote",
    ("outcome", "message"): "left-message",
    ("outcome", "pas de réponse"): "no-answer",
    ("outcome", "raccroché"): "hung-up",
    ("outcome", "pas envoyé"): "not-sent",
    ("outcome", "pas répondu"): "not-answered",
    ("outcome", "reparti"): "left-early",
    ("channel", "email"): "mail",
    ("channel", "courriel"): "mail",
    ("channel", "phone"): "call",
    ("channel", "téléphone"): "call",
    ("channel", "appel"): "call",
    ("channel", "rencontre"): "meeting",
    ("channel", "sms"): "text",
    ("channel", "texto"): "text",
    ("channel", "lettre"): "letter",
    ("channel", "autre"): "other",
}


def standing(strength: float | None) -> str:
    """How a tie stands, in words that nobody minds reading over a shoulder."""
    if strength is None:
        return _("no exchange yet")
    if strength >= HOLDS_WELL:
        return _("holds well")
    return _("spacing out") if strength >= SILENT else _("silent")


HOLDS_WELL: Final = 0.5
"""Half strength: the silence is as long as twice the usual gap, within the clamps of DESIGN §5."""
SILENT: Final = 0.15


def step(action: str, channel: str, minutes: int) -> str:
    """The smallest first step, in words: "a short mail, 5 minutes"."""
    from entregent.app.sentences import STEPS

    template = STEPS.get(f"{action}/{channel}") or STEPS.get(action) or STEPS.get(channel) or STEPS["other"]
    return f"{_(template)} ({language.minutes(minutes)})" if minutes else _(template)


def done(verb: str, people: Sequence[tuple[int, str]], value: str) -> str:
    """What an owner's verb did, in one sentence; some values ("wrote", "died") have their own."""
    from entregent.app.sentences import DEEDS

    template = DEEDS.get(f"{verb}-{value}") or (None if people else DEEDS.get(f"{verb}-nobody")) or DEEDS.get(verb)
    names = some_of([name for _number, name in people])
    if verb == "settings":
        value = settings_kept(value)
    if isinstance(template, str) and "{names}" in template and not names:
        return _("Done: {what}.").format(what=undone(verb, ""))  # nobody of them is in the book any more
    if template is None:
        return _("Done: {what}.").format(what=", ".join(part for part in (verb, names, value) if part))
    return fill(template, {"names": names, "value": value, "deed": undone(value, names)})


def settings_kept(told: str) -> str:
    """Settings with their values, "key=value" a line, as part of a sentence: "minutes a week (90)"."""
    return language.listed([_setting_kept(line) for line in told.split("\n")])


def _setting_kept(line: str) -> str:
    from entregent.app.opening import CIRCLE_WEIGHT
    from entregent.app.sentences import SETTING_NAMES

    key, _equals, value = line.rpartition("=")
    if key.startswith(CIRCLE_WEIGHT):
        name = _("weight of the circle {circle}").format(circle=word("circle", key[len(CIRCLE_WEIGHT) :]))
    else:
        name = _(SETTING_NAMES[key]) if key in SETTING_NAMES else key
    if key == "language":
        value = {"en": "English", "fr": "français"}.get(value, value)
    empty = _("as usual") if key.startswith(("minutes", "language")) else "–"
    return f"{name} ({value or empty})"


NAMED: Final = 5
"""So many people are named in a sentence; of more, all but two are counted."""


def some_of(names: Sequence[str]) -> str:
    """People in a row: "Marie, Luc and Inès"; of many, the first few and how many more."""
    if len(names) <= NAMED:
        return language.listed(names)
    rest = ngettext("{n} more", "{n} more", len(names) - NAMED + 2)
    return language.listed([*names[: NAMED - 2], rest])


def undone(verb: str, names: str) -> str:
    """What was taken back: the verb in words, and with whom."""
    told = _(VERBS[verb]) if verb in VERBS else verb
    return f"{told} ({names})" if names else told


def headline(plan: Plan) -> str:
    """What was dared, then what stands: "You took two steps this week. Eight ties hold well." """
    told = []
    if plan.dared:
        steps = ngettext("You took a step this week.", "You took {count} steps this week.", plan.dared)
        told.append(steps.format(count=language.in_words(plan.dared)))
    if plan.standing_well:
        stands = ngettext("{count} tie holds well.", "{count} ties hold well.", plan.standing_well)
        stands = stands.format(count=language.in_words(plan.standing_well))
        told.append(stands[:1].upper() + stands[1:])
    elif not told:
        told.append(ngettext("You know {n} person.", "You know {n} people.", plan.people))
    return " ".join(told)


def invitation(plan: Plan) -> str:
    """At most one: "Twenty minutes, and three people will hear from you."; "" where nothing needs the owner."""
    if not plan.suggestions and plan.errands:
        return _("{minutes} for what is due today.").format(minutes=language.minutes(plan.planned_minutes))
    if not plan.suggestions:
        return ""
    told = ngettext(
        "{minutes}, and one person hears from you.",
        "{minutes}, and {count} people hear from you.",
        len(plan.suggestions),
    )
    spent = language.minutes(plan.planned_minutes)
    return told.format(minutes=spent, count=language.in_words(len(plan.suggestions)))


def handle(value: str) -> str:
    """A handle as it stands; the owner's at a phone, whose exports name nobody, in words."""
    return _("this phone") if value == "phone:self" else value


def setting_help(key: str) -> str:
    """What a setting does; "" for one we have no words for."""
    from entregent.app.sentences import SETTINGS

    template = SETTINGS.get(key) or SETTINGS.get(f"{key.partition('-')[0]}-*")
    return _(template) if template else ""


def file_size(size: int) -> str:
    """A size in bytes, in the unit a person would use: "1.2 MB", "1,2 Mo"."""
    units = ("o", "ko", "Mo", "Go", "To") if language.spoken() == "fr" else ("B", "kB", "MB", "GB", "TB")
    value, index = float(size), 0
    while value >= 1000 and index < len(units) - 1:
        value, index = value / 1000, index + 1
    gap = language.NARROW if language.spoken() == "fr" else " "
    return f"{language.number(value, 1 if index and value < 100 else 0)}{gap}{units[index]}"
