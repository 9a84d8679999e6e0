"""What use cases give back to faces: plain values. Reasons stay reasons; faces word them."""

from typing import NamedTuple

from entregent.app.introduction_views import MetThrough
from entregent.app.ladder_views import DareLine
from entregent.app.reach_views import SeenOn
from entregent.model.judgement import Reason


class SourceLine(NamedTuple):
    """One document that an import met. `state` is "read", "known" (unchanged since last time) or "refused"."""

    path: str
    reader: str
    confidence: float
    reason: Reason
    state: str
    records: int
    interactions: int
    problems: int


class ProblemLine(NamedTuple):
    """Something that could not be read; `reason` is worded by its code."""

    path: str
    place: str
    reason: Reason
    lost: bool


class OwnerHandle(NamedTuple):
    """A handle held to be the owner's, how sure, and why."""

    handle: str
    confidence: float
    reasons: tuple[Reason, ...]


class ImportReport(NamedTuple):
    """What an import did (or would do). `problems` holds the first 1,000; `totals` counts all."""

    import_ids: tuple[int, ...]
    dry_run: bool
    records: int
    interactions: int
    new: int
    known: int
    problem_count: int
    people: int
    automata: int
    merged: int
    assumed: int
    questions: int
    sources: tuple[SourceLine, ...]
    problems: tuple[ProblemLine, ...]
    owner: tuple[OwnerHandle, ...]
    seconds: float
    interrupted: bool = False
    perhaps_owner: tuple[str, ...] = ()
    """Where nothing tells whose book it is: handles among which the owner may be."""

    @property
    def lost(self) -> int:
        """How many things could not be read; of the rest of `problem_count` something was kept, or rightly left out."""
        return self.problem_count - sum(not problem.lost for problem in self.problems)


class ImportProgress(NamedTuple):
    """A beat of a running import, for a progress bar. `stage` is "reading", "people", "ties", "search" or "plan";
    `reader` and `reason` say what the document at `path` was recognised as, and why."""

    stage: str
    path: str
    bytes_done: int
    bytes_total: int
    interactions: int
    records: int
    reader: str = ""
    reason: Reason | None = None


class RunningImport(NamedTuple):
    """The import at work on a book, whoever runs it: since when, at which document, and how much was read."""

    job: int
    since: int
    path: str
    interactions: int
    records: int


class ImportLine(NamedTuple):
    """A remembered path: instants are UTC seconds; `state` is "done", "interrupted" or "running".

    `name` is what its owner calls it: the path, or the own name of what was dropped on the page.
    """

    id: int
    path: str
    imported_at: int
    checked_at: int
    interactions: int
    records: int
    problems: int
    state: str
    present: bool
    name: str
    dropped: bool


class Removal(NamedTuple):
    """What removing an import dropped, and what stays because another import claims it."""

    interactions: int
    records: int
    kept: int
    people: int


class PersonLine(NamedTuple):
    """One person of a list. Figures are None where there is no exchange yet."""

    id: int
    name: str
    handles: tuple[str, ...]
    level: str
    level_proposed: bool
    circles: tuple[str, ...]
    circles_proposed: tuple[str, ...]
    strength: float | None
    chance: float | None
    silence_days: int | None
    usual_gap_days: float | None
    interactions: int
    last_at: int | None
    resting: bool
    never: bool
    archived: bool = False


class TimelineLine(NamedTuple):
    """One event of a person's timeline, newest first. `direction` is "out", "in", "both", "beside" or "attempt"."""

    at: int | None
    channel: str
    direction: str
    title: str
    participants: tuple[str, ...]
    outcome: str = ""
    note: str = ""
    minutes: int = 0


class ProvenanceLine(NamedTuple):
    """Where a fact comes from: `fact` is "handle", "name", "birthday", "organisation" …"""

    fact: str
    value: str
    source: str
    reader: str
    since: int | None


class Balance(NamedTuple):
    """Who gives and who receives: counted exchanges each way, and the share of them that came from the owner."""

    out: int
    inward: int
    share_out: float | None


class PromiseLine(NamedTuple):
    """A promise that the owner made, or one made to the owner (not `mine`): `by` is an ISO date."""

    id: int
    person: int
    name: str
    text: str
    by: str
    done: bool
    mine: bool = True


class NoteLine(NamedTuple):
    """A note of the owner's."""

    id: int
    at: int
    text: str


class JoinLine(NamedTuple):
    """Two handles of this person that were joined: by whom ("owner", "machine"), and why."""

    a: str
    b: str
    by: str
    assumed: bool
    confidence: float
    reasons: tuple[Reason, ...]


class PersonView(NamedTuple):
    """A person's page."""

    line: PersonLine
    reasons: tuple[Reason, ...]
    chance_low: float | None
    chance_high: float | None
    trend: str
    balance: Balance
    first_at: int | None
    first_met: str
    last_met_at: int | None
    last_met: str
    via: str
    died: bool
    birthday: str
    organisation: str
    title: str
    timeline: tuple[TimelineLine, ...]
    provenance: tuple[ProvenanceLine, ...]
    joins: tuple[JoinLine, ...]
    promises: tuple[PromiseLine, ...]
    notes: tuple[NoteLine, ...]
    related: tuple[str, ...]
    seen_on: tuple[SeenOn, ...] = ()
    introduced: MetThrough | None = None
    """Who introduced them, by the owner's word or as judged; `via` holds the owner's word alone."""


class SuggestionLine(NamedTuple):
    """One line of today's plan. `last_title`/`last_at` are the last words exchanged; `handle` is where to reach."""

    person: int
    name: str
    action: str
    channel: str
    minutes: int
    chance: float | None
    answer_chance: float
    attention_index: float
    reasons: tuple[Reason, ...]
    handle: str
    last_title: str
    last_at: int | None
    circles: tuple[str, ...] = ()
    perhaps: bool = False
    """A reply that may have been given since the exports were read."""
    reference: int | None = None
    """The promise that the action is about."""


class ScenePlate(NamedTuple):
    """A plate on its pole: `state` is "steady", "wobbling" or "fallen"; `asks` says that today is about this tie."""

    person: int
    name: str
    level: str
    circles: tuple[str, ...]
    strength: float
    silence_days: int
    last_at: int
    state: str
    asks: bool


class ErrandLine(NamedTuple):
    """Something due today that is no turn toward one person: a commitment of one's own, an event to look back on.

    `kind` is "commitment", "step", "sweep" or "observe", `reference` its number, `what` its text or title,
    `day` an ISO day, `at` UTC seconds where the hour is known; `people` counts those who were there.
    """

    kind: str
    reference: int
    what: str
    minutes: int
    day: str
    at: int | None
    people: int = 0


class Plan(NamedTuple):
    """Today's plan. `price` and `share_of_bound` are None until there are plates; `fresh_until` is UTC seconds."""

    day: str
    minutes: int
    planned_minutes: int
    price: float | None
    share_of_bound: float | None
    fresh_until: int | None
    suggestions: tuple[SuggestionLine, ...]
    standing_well: int
    left_out: int
    people: int
    questions: int
    dared: int = 0
    """Steps logged this week, the tried ones too."""
    first_week_until: str = ""
    """The last day of a first week, in which a day holds few suggestions; "" outside of one."""
    held_back: int = 0
    """Suggestions that the first week leaves for later."""
    errands: tuple[ErrandLine, ...] = ()
    dare: DareLine | None = None
    """One small dare within the minutes that are left, or None."""
    looked_after_at: int | None = None
    """When what is due was last looked after (UTC seconds); None where that never was."""


class CurvePoint(NamedTuple):
    """At so many minutes a week: plates kept, and the share of the whole worth that the bound allows."""

    minutes: int
    kept: int
    share: float


class RestLine(NamedTuple):
    """Somebody who could be let rest, and why."""

    person: int
    name: str
    why: Reason


class PlatesView(NamedTuple):
    """Plates against minutes; `upkeep_curve` is the same for light touches."""

    minutes_per_week: int
    plates: int
    kept: int
    price: float
    share: float
    curve: tuple[CurvePoint, ...]
    upkeep_kept: int
    upkeep_curve: tuple[CurvePoint, ...]
    rest: tuple[RestLine, ...]


class QuarterLine(NamedTuple):
    """One quarter ("2024-Q3"): ties open at its end, activated and deactivated in it."""

    quarter: str
    open: float
    activated: int
    deactivated: int


class CapacityView(NamedTuple):
    """How many ties the owner has kept open; None where there is too little history to say."""

    open_ties: float | None
    low: float | None
    high: float | None
    by_quarter: tuple[QuarterLine, ...]


class QuestionLine(NamedTuple):
    """Are these two the same person? `a` and `b` are people; the handles tell which of theirs meet."""

    number: int
    a: PersonLine
    b: PersonLine
    a_handle: str
    b_handle: str
    confidence: float
    reasons: tuple[Reason, ...]


class Done(NamedTuple):
    """What an owner's verb did: the action to undo it by (None where it can't be undone), and whom it touched."""

    action: int | None
    verb: str
    people: tuple[tuple[int, str], ...] = ()
    created: tuple[str, ...] = ()
    value: str = ""


class ActionLine(NamedTuple):
    """One action of the owner's, newest first."""

    id: int
    at: int
    verb: str
    value: str
    people: tuple[tuple[int, str], ...]
    undone: bool


class UndecidedStep(NamedTuple):
    """A step that was kept offline and could not be noted as it was said; `at` is ISO, "" for when it is settled."""

    key: str
    who: str
    outcome: str
    channel: str
    note: str
    at: str
    choices: tuple[tuple[int, str], ...]


class Mention(NamedTuple):
    """Somebody named elsewhere: the kind of fact, or "title"; its number, or whose page or which title it is."""

    kind: str
    number: int | None
    where: str


class ForgetPreview(NamedTuple):
    """What forgetting would remove; `mentions` is what stays, for it is the owner's and about something else."""

    person: int
    name: str
    handles: tuple[str, ...]
    interactions: int
    notes: int
    promises: int
    commitments: int = 0
    mentions: tuple[Mention, ...] = ()


class SettingLine(NamedTuple):
    """A setting, its value, and whether the owner set it."""

    key: str
    value: str
    default: str
    own: bool


class ExportReport(NamedTuple):
    """The files an export wrote, with row counts."""

    folder: str
    files: tuple[tuple[str, int], ...]


class BackupReport(NamedTuple):
    """A backup: where, how big, and the digest of its logical content."""

    path: str
    size_bytes: int
    digest: str


class Finding(NamedTuple):
    """One line of `doctor`: `state` is "good", "note" or "bad"."""

    state: str
    reason: Reason
