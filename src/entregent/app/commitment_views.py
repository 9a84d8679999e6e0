"""What commitments, their witnesses and the outbox look like to faces: plain values."""

from typing import Final, NamedTuple

FINAL: Final = frozenset(("seal", "settle", "witness"))
"""Verbs of actions that wrote to the chain: nothing takes them back."""


class SealDraft(NamedTuple):
    """What is about to be sealed, as it was said. "" is nothing; `who` may be nobody.

    `at` is ISO, in the book's zone where it bears no offset; `bound` how the owner bound themselves in the world
    first: "message", "ticket" or "told". `tells` is "kept", or "all" where both choose more; `ask`, `kept` and `other`
    are the mails in the owner's own words, "" for ours.
    """

    who: str = ""
    what: str = ""
    at: str = ""
    cue: str = ""
    stakes: str = ""
    channel: str = ""
    bound: str = ""
    step: int | None = None
    goal: int | None = None
    witness: str = ""
    tells: str = "kept"
    may_name: bool = False
    ask: str = ""
    kept: str = ""
    other: str = ""


class BindingLine(NamedTuple):
    """A way to bind oneself in the world first: `kind` as in SealDraft.bound, a text to send, and to which handle."""

    kind: str
    text: str
    handle: str


class WitnessMails(NamedTuple):
    """The mails of a witness, word for word: the question, what follows where it is kept, and (tells "all") else."""

    address: str
    name: str
    tells: str
    may_name: bool
    subject: str
    ask: str
    kept: str
    other: str


class SealPreview(NamedTuple):
    """Everything that would be sealed, checked; `due` is ISO with its offset, `due_at` UTC seconds."""

    person: int | None
    name: str
    what: str
    due: str
    due_at: int
    cue: str
    stakes: str
    channel: str
    bound: str
    step: int | None
    goal: int | None
    bindings: tuple[BindingLine, ...]
    witness: WitnessMails | None


class WitnessLine(NamedTuple):
    """A witness: `state` is asked, accepted or declined; `tells` what both agreed they hear of: "kept" or "all"."""

    address: str
    name: str
    state: str
    tells: str
    may_name: bool
    mail_state: str
    """How the question left: the state of its mail in the outbox, "" where it is no more."""


class SaidLine(NamedTuple):
    """One thing that was said of a commitment: `way` is done, tried, missed or life; `at` is UTC seconds."""

    number: int
    at: int
    way: str
    note: str


class CommitmentLine(NamedTuple):
    """A sealed commitment. `due` is ISO with its offset; `due_at` and `sealed_at` are UTC seconds.

    `state`: open (its hour is still to come), asks (its hour has passed), not-said (a week ago, and nothing was said),
    done, tried, missed, life. `forgotten`: it was about somebody who was forgotten; no text is left. `quiet`: of
    somebody whom the owner wants to hear nothing of: remind of it nowhere.
    """

    number: int
    person: int | None
    name: str
    what: str
    due: str
    due_at: int
    sealed_at: int
    state: str
    cue: str
    stakes: str
    channel: str
    bound: str
    step: int | None
    goal: int | None
    witness: WitnessLine | None
    history: tuple[SaidLine, ...]
    forgotten: bool
    quiet: bool


class RepairLine(NamedTuple):
    """A smaller step after a miss, within two days: by which channel, and until when (UTC seconds)."""

    commitment: int
    person: int | None
    name: str
    channel: str
    until: int


class ChainFlaw(NamedTuple):
    """What is wrong with a sealed entry: altered, missing, reordered, content-altered or content-missing."""

    number: int
    signal: str


class ChainView(NamedTuple):
    """How the chain of sealed entries stands: how many, how many are of people forgotten, and what is wrong.

    `fingerprint` is the newest digest: who wrote it down elsewhere can tell later that nothing before it changed.
    """

    entries: int
    forgotten: int
    flaws: tuple[ChainFlaw, ...]
    fingerprint: str


class MailLine(NamedTuple):
    """A mail of the outbox. `state`: draft (waits for the owner), waiting, sending, sent, failed (it surely did not
    leave), unknown (it may have left: the owner is asked), dropped. Instants are UTC seconds.

    `why` is what the server or the network said; `again_at` when it is tried again by itself.
    """

    number: int
    to: str
    subject: str
    body: str
    reason: str
    commitment: int | None
    automatic: bool
    state: str
    made_at: int
    due_at: int
    tried_at: int | None
    tries: int
    code: int
    why: str
    again_at: int | None
    message_id: str


class OutboxView(NamedTuple):
    """The outbox: mails, whether a server is set, until when it is left alone after it did not let us in, and why."""

    mails: tuple[MailLine, ...]
    is_set: bool
    left_this_hour: int
    rests_until: int | None
    rests_why: str
    rests_code: int


class Sent(NamedTuple):
    """What a turn of the outbox did, and what is left in it."""

    sent: int
    failed: int
    unknown: int
    waiting: int
    drafts: int


class MailServer(NamedTuple):
    """The mail server as it is set. The password itself is never shown."""

    host: str
    port: int
    security: str
    user: str
    sender: str
    has_password: bool
    is_set: bool
