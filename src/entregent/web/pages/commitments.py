"""Commitments: a step sealed with its hour after a look at every word; then only how it went is said."""

import secrets
from collections.abc import Callable
from typing import Any, Final

from starlette.responses import Response

from entregent.app import commitment_words
from entregent.app.commitment_views import CommitmentLine, SealDraft, WitnessMails
from entregent.app.ladder_views import PlannedStep
from entregent.app.language import day_and_hour, listed
from entregent.app.witnessing import NamedToWitnessError
from entregent.app.wording import complaint, word
from entregent.model.errors import AmbiguousPersonError, BadNumberError, EntregentError
from entregent.web.letters import message_link
from entregent.web.outcomes import card_outcomes, fitting_channel
from entregent.web.routing import get, post
from entregent.web.visit import Visit

ASKING: Final = frozenset(("asks", "not-said"))
CHANNELS: Final = ("call", "meeting", "text", "mail", "social", "letter")
TRIED: Final = frozenset(("hung-up", "not-sent", "not-answered", "left-early"))
"""Outcomes by which a commitment was tried and not kept: what the other one did does not count against me."""
SHOWN_SAID: Final = 50
LONGEST_NUMBER: Final = 16
"""Digits of a person's number."""


def show(visit: Visit) -> Response:
    """What asks how it went, what is ahead, a form to seal a step, and what was said already."""
    return page(visit, asked_for(visit))


def page(visit: Visit, draft: SealDraft, trouble: str = "") -> Response:
    """The page, with what the form holds; and with what it could not take, said there."""
    book = visit.book
    lines = book.commitments()
    said = [line for line in lines if line.history or line.forgotten]
    left = [line for line in lines if not (line.history or line.forgotten)]
    chain = book.chain()
    date, _, clock = draft.at.partition("T")
    return visit.show(
        "commitments.html",
        status=422 if trouble else 200,
        asking=[line for line in left if line.state in ASKING],
        ahead=[line for line in left if line.state == "open"],
        said=said[:SHOWN_SAID],
        more_said=max(len(said) - SHOWN_SAID, 0),
        repairs=[
            (one, commitment_words.repair_in_words(one.channel, one.name, when(visit, one.until)))
            for one in book.repairs()
        ],
        draft=draft,
        name=_name_of(visit, draft.who),
        date=date,
        hour=clock[:5],
        trouble=trouble,
        channels=CHANNELS,
        chain=chain,
        chain_words=commitment_words.chain_in_words(chain),
        mails=book.outbox_asks(),
        **words(visit),
    )


def words(visit: Visit) -> dict[str, Any]:
    """What the parts of these pages call."""
    return {
        "when": lambda at: when(visit, at),
        "outcomes": outcomes_of,
        "said_before": lambda line: listed([word("commitment", said.way) for said in line.history[:-1]]),
        "key": lambda: secrets.token_urlsafe(9),
        "ways": commitment_words.WAYS,
    }


def when(visit: Visit, at: int) -> str:
    """An hour as people say it."""
    return day_and_hour(at, str(visit.book.zone), visit.today)


def outcomes_of(line: CommitmentLine) -> tuple[str, ...]:
    """What may have come of it, in the order in which it fits; none where it was toward nobody."""
    return card_outcomes(line.channel or "mail") if line.person is not None else ()


# ── sealing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def asked_for(visit: Visit) -> SealDraft:
    """What another page proposes to seal: with whom, or a step that is planned. Addresses name them by number alone."""
    who, channel = visit.asked("who"), visit.asked("channel")
    draft = SealDraft(
        who=who if who.isdecimal() and len(who) < LONGEST_NUMBER else "",
        channel=channel if channel in CHANNELS else "",
        goal=whole(visit.asked("goal"), "goal"),
    )
    number = whole(visit.asked("step"), "step")
    return _as_planned(visit.book.planned_step(number), draft, visit.today.isoformat()) if number else draft


def _as_planned(step: PlannedStep, draft: SealDraft, today: str) -> SealDraft:
    """A planned step as a draft: its day stands there, its hour is still to be chosen."""
    return draft._replace(
        who=str(step.people[0][0]) if len(step.people) == 1 else draft.who,
        what=step.action or step.rung_sentence or step.sentence,
        at=max(step.on, today) if step.on else "",
        cue=step.cue,
        channel=step.channel if step.channel in CHANNELS else "",
        step=step.number,
        goal=step.goal,
    )


def _name_of(visit: Visit, who: str) -> str:
    """The name of who is meant by number; "" for who is named otherwise, or is no more."""
    if not who.isdecimal() or len(who) >= LONGEST_NUMBER:
        return ""
    person = visit.book.holder(int(who))
    return visit.book.timeline(person, limit=1).name if person is not None else ""


def said_in(visit: Visit) -> SealDraft:
    """The draft that a form tells."""
    texts = ("who", "what", "cue", "stakes", "channel", "bound", "witness", "ask", "kept", "other")
    day, clock = visit.said("date"), visit.said("clock")
    told: dict[str, Any] = {name: visit.said(name).replace("\r\n", "\n")[:10_000] for name in texts}
    return SealDraft(
        **told,
        at=f"{day}T{clock}" if day and clock else day,
        tells=visit.said("tells") or "kept",
        may_name=visit.said("may_name") == "1",
    )


def with_references(visit: Visit, draft: SealDraft) -> SealDraft:
    """The draft with the planned step and the goal that the form names. Raises BadNumberError."""
    return draft._replace(step=whole(visit.said("step"), "step"), goal=whole(visit.said("goal"), "goal"))


def whole(text: str, what: str) -> int | None:
    """A number of ours out of a form; None for none. Raises BadNumberError."""
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise BadNumberError(text=text, what=what)
    return int(text)


def preview(visit: Visit) -> Response:
    """Everything that would be sealed, each word of a mail too; nothing is written yet."""
    return _looked_at(visit, lambda draft: _preview(visit, draft))


def _looked_at(visit: Visit, act: Callable[[SealDraft], Response]) -> Response:
    """Do it with what the form says; what it could not take is said on the page, and nothing typed is lost."""
    draft = said_in(visit)
    try:
        draft = with_references(visit, draft)
        return act(draft)
    except AmbiguousPersonError as error:
        sentence, *choices = complaint(error, on_page=True).split("\n")
        return page(visit, draft, "\n".join((sentence, *choices)))
    except EntregentError as error:
        return page(visit, draft, complaint(error, on_page=True))


def _preview(visit: Visit, draft: SealDraft, trouble: str = "") -> Response:
    """The page before the seal, with the words of the mails to be changed; what they may not say is said later."""
    told = visit.book.preview_seal(_without_words(draft))
    told = told._replace(witness=_with_words(told.witness, draft))
    return visit.show(
        "commitments_preview.html",
        status=422 if trouble else 200,
        trouble=trouble,
        draft=draft,
        told=told,
        links={one.kind: message_link(one.handle, one.text) for one in told.bindings},
        bindings=commitment_words.BINDINGS,
        **words(visit),
    )


def _without_words(draft: SealDraft) -> SealDraft:
    return draft._replace(ask="", kept="", other="")


def _with_words(mails: WitnessMails | None, draft: SealDraft) -> WitnessMails | None:
    """The mails of a witness, in the owner's words where there are any."""
    if mails is None:
        return None
    other = (draft.other or mails.other) if mails.other else ""
    return mails._replace(ask=draft.ask or mails.ask, kept=draft.kept or mails.kept, other=other)


def seal(visit: Visit) -> Response:
    """Seal what was looked at; or go back to the form with it."""
    if visit.said("change"):
        return _looked_at(visit, lambda draft: page(visit, _own_words(visit, draft)))
    return _looked_at(visit, lambda draft: _seal(visit, draft))


def _own_words(visit: Visit, draft: SealDraft) -> SealDraft:
    """The draft without those words of ours that stood in the mails: they are made anew for what is changed."""
    ours = visit.book.preview_seal(_without_words(draft)).witness
    if ours is None:
        return draft
    words = {name: getattr(draft, name) for name in ("ask", "kept", "other")}
    emptied: dict[str, Any] = {name: "" for name, text in words.items() if text == getattr(ours, name)}
    return draft._replace(**emptied)


def _seal(visit: Visit, draft: SealDraft) -> Response:
    try:
        done = visit.book.once(visit.said("key")[:64], lambda: visit.book.seal(draft))
    except NamedToWitnessError as error:
        return _preview(visit, draft, complaint(error, on_page=True))
    return visit.go("/commitments", done)


# ── how it went, and the witness ──────────────────────────────────────────────────────────────────────────────────


def number_of(visit: Visit) -> int:
    """The commitment that the address names."""
    return int(visit.request.path_params["number"])


def settle(visit: Visit) -> Response:
    """How it went, in one tap: one of the four ways, or what came of it."""
    number, said = number_of(visit), visit.said("said")
    outcome = said.removeprefix("outcome-") if said.startswith("outcome-") else ""
    way = ("tried" if outcome in TRIED else "done") if outcome else said
    line = visit.book.commitment(number)
    channel = fitting_channel(line.channel or "mail", outcome) if outcome else ""
    note = visit.said("note")
    return visit.back(
        visit.book.settle_commitment(number, way, outcome=outcome, channel=channel, note=note), "/commitments"
    )


def preview_witness(visit: Visit) -> Response:
    """The mails of a witness who would be asked, word for word."""
    return _witness_page(visit, said_in(visit))


def _witness_page(visit: Visit, draft: SealDraft, trouble: str = "") -> Response:
    number = number_of(visit)
    mails = _with_words(visit.book.preview_witness(number, _without_words(draft)), draft)
    line = visit.book.commitment(number)
    status = 422 if trouble else 200
    return visit.show(
        "commitments_witness.html", status=status, trouble=trouble, draft=draft, mails=mails, line=line, **words(visit)
    )


def ask_witness(visit: Visit) -> Response:
    """Ask the witness in the words that were looked at."""
    number, draft = number_of(visit), said_in(visit)
    try:
        done = visit.book.once(visit.said("key")[:64], lambda: visit.book.ask_witness(number, draft))
    except NamedToWitnessError as error:
        return _witness_page(visit, draft, complaint(error, on_page=True))
    return visit.go("/commitments", done)


def answered(visit: Visit) -> Response:
    """What the witness answered."""
    said = visit.said("said")
    accepted = said in {"yes", "yes-all"}
    tells = "all" if said == "yes-all" else "kept"
    return visit.back(visit.book.witness_answered(number_of(visit), accepted=accepted, tells=tells), "/commitments")


ROUTES = [
    get("/commitments", show),
    post("/commitments/preview", preview),
    post("/commitments", seal),
    post("/commitments/{number:int}/settle", settle),
    post("/commitments/{number:int}/witness/preview", preview_witness),
    post("/commitments/{number:int}/witness", ask_witness),
    post("/commitments/{number:int}/witness/answer", answered),
]
