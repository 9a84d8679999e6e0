"""What approaches give back to faces: plain values."""

from typing import NamedTuple

from entregent.model.judgement import Reason


class DropLine(NamedTuple):
    """Answers have become rarer since a day (ISO): `usual` before, `lately` since, over so many tries."""

    since: str
    usual: float
    lately: float
    tries: int
    answers: int
    evidence: float
    alarm: float


class ApproachLine(NamedTuple):
    """One way of approaching people (channel, kind of opener, where from) and what it brought in two years.

    `key` names it. `tries` are those whose fate is known, `waiting` those whose answer may still come. `mean` is the
    best guess of the share that answers, other approaches counting for six tries; `low` and `high` are the ends of the
    confidence sequence, valid whenever one looks; `met_low`, `met_high` those of meetings. `evidence` is odds to one
    against `aim`. `verdict` is "persist", "switch", "escalate" or "not-yet"; then `more` tries (of `better`, the key of
    another way, where one is named) would tell, `soonest` if all of them stay silent.
    """

    key: str
    channel: str
    opener: str
    whence: str
    words: str
    tries: int
    answers: int
    meetings: int
    results: int
    waiting: int
    last: str
    aim: float
    aim_is_own: bool
    mean: float
    low: float
    high: float
    met_low: float
    met_high: float
    evidence: float
    verdict: str
    advice: Reason
    better: str
    better_words: str
    more: int | None
    soonest: int | None
    drop: DropLine | None
    drop_why: Reason | None
    why: tuple[Reason, ...]


class ChannelTally(NamedTuple):
    """One channel over all openers and places."""

    channel: str
    words: str
    tries: int
    answers: int
    waiting: int
    mean: float
    low: float
    high: float


class NextChannel(NamedTuple):
    """The channel to approach the next person by. `mean`: the share that is supposed to answer."""

    channel: str
    words: str
    mean: float
    why: Reason


class ApproachesView(NamedTuple):
    """All approaches since a day (ISO), the most used first; what every way shares; the channel to try next.

    `pooled` is the owner's own rate over all of them. `left_out` first contacts are not counted: they went to people
    in circles that have no rate.
    """

    lines: tuple[ApproachLine, ...]
    channels: tuple[ChannelTally, ...]
    next: NextChannel | None
    aim: float
    pooled: float
    tries: int
    answers: int
    waiting: int
    left_out: int
    since: str
