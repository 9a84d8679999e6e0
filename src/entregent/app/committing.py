"""Committing: a step that is sealed with its hour, and then only said how it went. Nothing here is edited or undone."""

from datetime import UTC, datetime
from typing import Any, Final

from entregent.app import footprints, language, sealed, witnessing
from entregent.app.commitment_views import (
    BindingLine,
    CommitmentLine,
    RepairLine,
    SealDraft,
    SealPreview,
    WitnessMails,
)
from entregent.app.committed import TELLS, commitment_line, commitments, entries_of
from entregent.app.keeping import EmptyNameError, anchor
from entregent.app.language import gettext as _
from entregent.app.opening import OpenBook
from entregent.app.reaching import find_person, readable
from entregent.app.views import Done
from entregent.coaching import commitment
from entregent.model.errors import BadDateError, BadNumberError, BadSettingError, LeftInPeaceError, RequestError
from entregent.model.handle import MAIL, PHONE
from entregent.model.interaction import Channel
from entregent.store import facts, handles, people

LONGEST_WHAT: Final = 300
LONGEST_WORDS: Final = 1_000
_DAY_LETTERS: Final = 10
_GREATEST: Final = 1 << 62
_FURTHEST_SECONDS: Final = 5 * 366 * 86_400


class PastHourError(RequestError):
    """`text` has passed already: nothing is sealed for the past."""

    code = "past-hour"


class HourNeededError(RequestError):
    """`text` is a day without its hour."""

    code = "hour-needed"


class FarHourError(RequestError):
    """`text` is years away."""

    code = "far-hour"


class NotYetMissedError(RequestError):
    """Its hour (`due`) is still to come: it can't be missed yet."""

    code = "not-yet-missed"


class NoWitnessError(RequestError):
    """Commitment `number` has no witness who was asked."""

    code = "no-witness"


# ── sealing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def preview(book: OpenBook, draft: SealDraft) -> SealPreview:
    """What would be sealed, and every mail that would follow, word for word; nothing is written.

    Raises EmptyNameError, PastHourError, HourNeededError, BadDateError, and what a wrong person or witness raises.
    """
    told = _checked(book, draft)[0]
    return told._replace(bindings=tuple(_bindings(book, told.person, told.channel, told.due_at)))


def seal(book: OpenBook, draft: SealDraft, *, release: bool = True) -> Done:
    """Seal it: from here on it can't be edited, deleted or undone. Raises what `preview` raises.

    `release`: the owner has seen the mail to the witness, which leaves; without, it waits in the outbox as a draft.
    """
    book.write_check()
    with book.connection.writing():
        told, witness = _checked(book, draft)
        handle = anchor(book, told.person) if told.person is not None else None
        number = sealed.add(book, sealed.SEAL, _content(told), about=None, handle=handle)
        if told.witness is not None:
            witnessing.ask(book, number, told.witness, witness, release=release)
        action = facts.act(book.connection, "seal", book.now, [], value=str(number))
    return Done(action, "seal", _named(told.person, told.name), value=str(number))


def _checked(book: OpenBook, draft: SealDraft) -> tuple[SealPreview, int | None]:
    what = _line(draft.what, LONGEST_WHAT)
    if not what:
        raise EmptyNameError(name=draft.what)
    channel = draft.channel.strip().lower()
    if channel and channel.upper() not in Channel.__members__:
        raise BadSettingError(key="channel", value=draft.channel)
    for key, reference in (("step", draft.step), ("goal", draft.goal)):
        if reference is not None and not 0 < reference < _GREATEST:
            raise BadNumberError(text=str(reference), what=key)
    if draft.bound not in {"", *commitment.BINDINGS}:
        raise BadSettingError(key="bound", value=draft.bound)
    due = due_of(book, draft.at)
    person = find_person(book, draft.who) if draft.who.strip() else None
    row = people.find(book.connection, person) if person is not None else None
    draft = draft._replace(what=what, channel=channel)
    mails: WitnessMails | None = None
    handle = None
    if draft.witness.strip():
        mails, handle = witnessing.mails(book, draft, person, in_words(book, due))
    return SealPreview(
        person,
        row.name if row else "",
        what,
        local(book, due),
        due,
        _line(draft.cue, LONGEST_WORDS),
        _line(draft.stakes, LONGEST_WORDS),
        channel,
        draft.bound,
        draft.step,
        draft.goal,
        (),
        mails,
    ), handle


def _line(text: str, most: int) -> str:
    return " ".join(readable(text).replace("\0", "").split())[:most]


def due_of(book: OpenBook, text: str) -> int:
    """The hour that is meant, UTC seconds, in the book's zone where it bears no offset.

    Raises BadDateError, HourNeededError, PastHourError, FarHourError.
    """
    typed = text.strip()
    try:
        when = datetime.fromisoformat(typed)
        when = when if when.tzinfo else when.replace(tzinfo=book.zone)
        due = int(when.timestamp())
    except (ValueError, OverflowError) as error:
        raise BadDateError(text=text) from error
    if len(typed) <= _DAY_LETTERS:
        raise HourNeededError(text=text)
    if due <= book.now:
        raise PastHourError(text=in_words(book, due) if due > 0 else text)
    if due - book.now > _FURTHEST_SECONDS:
        raise FarHourError(text=text)
    return due


def local(book: OpenBook, at: int) -> str:
    """An instant as ISO in the book's zone, with its offset."""
    return datetime.fromtimestamp(at, UTC).astimezone(book.zone).isoformat(timespec="minutes")


def in_words(book: OpenBook, at: int) -> str:
    """A day and hour in the language in use: "Thursday 3 December at 10:00"."""
    return language.day_and_hour(at, str(book.zone), book.today)


def _content(told: SealPreview) -> dict[str, Any]:
    left_out = ("person", "bindings", "witness")
    return {key: value for key, value in told._asdict().items() if key not in left_out}


def _named(person: int | None, name: str) -> tuple[tuple[int, str], ...]:
    return ((person, name),) if person is not None else ()


def _bindings(book: OpenBook, person: int | None, channel: str, due: int) -> list[BindingLine]:
    """Ways to bind oneself in the world first: an hour agreed with them, a ticket, somebody who expects me."""
    found = []
    if person is not None:
        reach = {row[1]: row[2] for row in reversed(handles.of_person(book.connection, person))}
        handle = reach.get(MAIL) or reach.get(PHONE) or ""
        found.append(BindingLine("message", agreeing(book, person, channel, due), handle))
    found.append(BindingLine("ticket", "", ""))
    told = _("I have something on {when}. Ask me afterwards how it went?").format(when=in_words(book, due))
    found.append(BindingLine("told", told, ""))
    return found


def agreeing(book: OpenBook, person: int, channel: str, due: int) -> str:
    """A message that agrees an hour with somebody; for other ways than a call, one that says neither tu nor vous."""
    drawn = _drawn(book, person, due) if channel == "call" else ""
    if drawn:
        return drawn
    row = people.find(book.connection, person)
    first = row.name.split(maxsplit=1)[0] if row and row.name.strip() else ""
    hello = _("Hello {name},").format(name=first) if first else _("Hello,")
    when = in_words(book, due)
    if channel == "call":
        asked = _("would {when} suit for a call? A word is enough.").format(when=when)
    elif channel == "meeting":
        asked = _("would {when} suit to meet? A word is enough.").format(when=when)
    else:
        asked = _("would {when} suit? A word is enough.").format(when=when)
    return f"{hello} {asked}"


def _drawn(book: OpenBook, person: int, due: int) -> str:
    """The first sentence that agrees an hour for a call; "" for whoever is left in peace."""
    from entregent.app import openers  # not for `today`, which asks for open commitments

    try:
        sheet = openers.openers(book, str(person), 1, purpose="agree-hour", hour=local(book, due))
    except LeftInPeaceError:
        return ""
    return sheet.openers[0].text if sheet.openers else ""


# ── saying how it went ────────────────────────────────────────────────────────────────────────────────────────────


def settle(book: OpenBook, number: int, way: str, *, outcome: str = "", channel: str = "", note: str = "") -> Done:
    """Say how a commitment went: done, tried, missed or life. What was said before stays beside it.

    With an `outcome` the step is logged too, with whom it was, as fulfilling the commitment. An accepted witness
    hears of it as was agreed. Raises UnknownCommitmentError, NotYetMissedError, BadSettingError.
    """
    book.write_check()
    line = commitment_line(book, number)
    if way not in commitment.WAYS:
        raise BadSettingError(key="way", value=way)
    if not commitment.may_be_said(way, line.due_at, book.now):
        raise NotYetMissedError(due=in_words(book, line.due_at))
    people_of = _named(line.person, line.name)
    if line.history and line.history[-1].way == way:
        return Done(None, "settle", people_of, value=way)
    with book.connection.writing():
        said = {"note": _line(note, LONGEST_WORDS)}
        handle = anchor(book, line.person) if line.person is not None else None
        sealed.add(book, way, said, about=number, handle=handle)
        witnessing.tell(book, number, entries_of(book, number), way)
        if outcome and line.person is not None and way in {commitment.DONE, commitment.TRIED}:
            _log(book, line, outcome, channel, note)
        action = facts.act(book.connection, "settle", book.now, [], value=way)
    return Done(action, "settle", people_of, value=way)


def _log(book: OpenBook, line: CommitmentLine, outcome: str, channel: str, note: str) -> None:
    from entregent.app import noting

    about: dict[str, object] = {"commitment": line.number, "step": line.step, "goal": line.goal}
    by = channel or line.channel or noting.usual_channel(outcome)
    noting.log(book, [str(line.person)], channel=by, outcome=outcome, note=note, about=about)


def repairs(book: OpenBook) -> list[RepairLine]:
    """Smaller steps after what was missed within two days, until one is taken; none for whoever wants peace."""
    found = []
    for line in commitments(book):
        if line.forgotten or line.quiet or line.state != commitment.MISSED:
            continue
        last = line.history[-1]
        if _was_repaired(book, line, last.at):
            continue
        smaller = commitment.repair_after(
            last.way, last.at, book.now, line.channel, can_write=_can_be_written_to(book, line.person)
        )
        if smaller is not None:
            found.append(RepairLine(line.number, line.person, line.name, smaller.channel, smaller.until))
    return found


def _was_repaired(book: OpenBook, line: CommitmentLine, missed_at: int) -> bool:
    """Whether a step was taken since the miss: toward the same person, or in the name of the same commitment."""
    since = footprints.footprints(book, since=missed_at)
    return any(step.commitment == line.number or line.person in step.people for step in since)


def _can_be_written_to(book: OpenBook, person: int | None) -> bool:
    if person is None:
        return True
    kinds = {row[1] for row in handles.of_person(book.connection, person)}
    return bool(kinds & {MAIL, PHONE})


# ── the witness ───────────────────────────────────────────────────────────────────────────────────────────────────


def preview_witness(book: OpenBook, number: int, draft: SealDraft) -> WitnessMails:
    """The mails of somebody who is asked to witness what is sealed already. Raises as `preview` does."""
    return _later_witness(book, number, draft)[0]


def ask_witness(book: OpenBook, number: int, draft: SealDraft, *, release: bool = True) -> Done:
    """Ask somebody to witness a commitment that is sealed already. Raises UnknownCommitmentError, and as `preview`."""
    book.write_check()
    with book.connection.writing():
        told, handle = _later_witness(book, number, draft)
        witnessing.ask(book, number, told, handle, release=release)
        action = facts.act(book.connection, "witness", book.now, [], value="asked")
    return Done(action, "witness", value="asked")


def _later_witness(book: OpenBook, number: int, draft: SealDraft) -> tuple[WitnessMails, int | None]:
    line = commitment_line(book, number)
    return witnessing.mails(book, draft._replace(what=line.what), line.person, in_words(book, line.due_at))


def witness_answered(book: OpenBook, number: int, *, accepted: bool, tells: str = "kept") -> Done:
    """What the witness answered, or that they want to hear no more. Raises NoWitnessError, BadSettingError.

    `tells`: "all" where they agreed to hear of more than what was kept.
    """
    book.write_check()
    if tells not in TELLS:
        raise BadSettingError(key="tells", value=tells)
    line = commitment_line(book, number)
    if line.witness is None:
        raise NoWitnessError(number=number)
    value = "accepted" if accepted else "declined"
    with book.connection.writing():
        witnessing.answer(book, number, accepted=accepted, tells=tells)
        if accepted and line.history:
            witnessing.tell(book, number, entries_of(book, number), line.history[-1].way)
        action = facts.act(book.connection, "witness", book.now, [], value=value)
    return Done(action, "witness", value=value)
