"""Sealing through the API: commitments can be looked at, sealed and spoken of; nothing edits one, and no mail leaves.

Every mail to a witness who was asked here waits in the outbox until a person lets it go.
"""

from typing import Any, Final

from entregent.app import commitment_shapes as shapes
from entregent.app.book import Book
from entregent.app.commitment_views import (
    ChainView,
    CommitmentLine,
    MailLine,
    OutboxView,
    SaidLine,
    SealDraft,
    SealPreview,
    WitnessLine,
    WitnessMails,
)
from entregent.app.commitment_words import BINDINGS, WAYS
from entregent.app.committed import TELLS
from entregent.app.views import Done
from entregent.app.wording import CHANNELS, OUTCOMES
from entregent.web.api.operations import Asked, Operation, Parameter, deed, query, who_of
from entregent.web.api.schemas import (
    INSTANT,
    NUMBER,
    WHO,
    Schema,
    body,
    choice,
    known,
    list_of,
    number,
    shape,
    shape_of,
    switch,
    text,
)

HOUR: Final[Schema] = {
    "type": "string",
    "maxLength": 40,
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?$",
    "description": "A day and hour to come; without an offset, in the book's zone.",
}
WORDS: Final = text(4_000)
LINE: Final = text(1_000)
ADDRESS: Final = text(320, least=1)


def _nullable(inner: Schema) -> Schema:
    return {"anyOf": [inner, {"type": "null"}]}


WITNESS_FIELDS: Final[dict[str, Schema]] = {
    "tells": choice(*TELLS, default="kept"),
    "may_name": switch(),
    "ask": WORDS,
    "kept": WORDS,
    "other": WORDS,
}
DRAFT_FIELDS: Final[dict[str, Schema]] = {
    "what": text(300, least=1),
    "at": HOUR,
    "who": WHO,
    "cue": LINE,
    "stakes": LINE,
    "channel": choice(*CHANNELS),
    "bound": choice(*BINDINGS),
    "step": number(1, (1 << 62) - 1),
    "goal": number(1, (1 << 62) - 1),
    "witness": ADDRESS,
    **WITNESS_FIELDS,
}
COMMITMENT: Final = shape_of(
    CommitmentLine,
    due_at=INSTANT,
    sealed_at=INSTANT,
    witness=_nullable(shape_of(WitnessLine)),
    history=list_of(shape_of(SaidLine, at=INSTANT)),
)
MAIL: Final = shape_of(MailLine, made_at=INSTANT, due_at=INSTANT, tried_at=INSTANT, again_at=INSTANT)
SHAPES: Final[dict[str, Schema]] = {
    "Commitment": COMMITMENT,
    "Chain": shape_of(ChainView),
    "SealPreview": shape_of(SealPreview, due_at=INSTANT, witness=_nullable(shape_of(WitnessMails))),
    "Mail": MAIL,
}
COMMITMENT_ID: Final = Parameter("id", "path", NUMBER, "The commitment's number.")


def _draft(book: Book, asked: Asked) -> SealDraft:
    told = {name: asked[name] for name in DRAFT_FIELDS if name in asked and name != "who"}
    return SealDraft(**told, who=who_of(book, asked["who"]) if "who" in asked else "")


def _commitments(book: Book, asked: Asked) -> Any:
    return shapes.commitments_shape(book.commitments(open_only=asked.get("open", False)), book.chain())


def _preview(book: Book, asked: Asked) -> Any:
    return shapes.preview_shape(book.preview_seal(_draft(book, asked)))


def _seal(book: Book, asked: Asked) -> Done:
    return book.seal(_draft(book, asked), release=False)


def _settle(book: Book, asked: Asked) -> Done:
    return book.settle_commitment(
        asked["id"],
        asked["way"],
        outcome=asked.get("outcome", ""),
        channel=asked.get("channel", ""),
        note=asked.get("note", ""),
    )


def _witness(book: Book, asked: Asked) -> Done:
    told = {name: asked[name] for name in ("witness", *WITNESS_FIELDS) if name in asked}
    return book.ask_witness(asked["id"], SealDraft(**told), release=False)


def _answered(book: Book, asked: Asked) -> Done:
    return book.witness_answered(asked["id"], accepted=asked["accepted"], tells=asked.get("tells", "kept"))


def _outbox(book: Book, asked: Asked) -> Any:
    return shapes.outbox_shape(book.outbox(asked.get("limit", 50)))


SEALING: Final = (
    Operation(
        "commitments",
        "GET",
        "/commitments",
        "What was sealed, how each went, and whether the chain stands.",
        _commitments,
        shape(commitments=list_of(known("Commitment")), chain=known("Chain")),
        (query("open", switch(), "Only those of which nothing was said yet."),),
    ),
    Operation(
        "preview_seal",
        "POST",
        "/commitments/preview",
        "What would be sealed, and every mail that would follow, word for word. Nothing is written.",
        _preview,
        known("SealPreview"),
        (),
        body("what", "at", at_least=0, **DRAFT_FIELDS),
        writes=True,
        seeks=True,
    ),
    deed(
        "seal",
        "/commitments",
        "Seal a step with its hour: nothing edits, deletes or undoes it. A mail to a witness waits for a person.",
        _seal,
        body("what", "at", at_least=0, **DRAFT_FIELDS),
    ),
    deed(
        "settle_commitment",
        "/commitments/{id}/settle",
        "Say how it went; an earlier word stays beside it. With an outcome the step is logged too.",
        _settle,
        body("way", way=choice(*WAYS), outcome=choice(*OUTCOMES), channel=choice(*CHANNELS), note=LINE),
        COMMITMENT_ID,
    ),
    deed(
        "ask_witness",
        "/commitments/{id}/witness",
        "Ask somebody to be the witness, by a mail that waits for a person to let it go.",
        _witness,
        body("witness", at_least=0, witness=ADDRESS, **WITNESS_FIELDS),
        COMMITMENT_ID,
    ),
    deed(
        "witness_answered",
        "/commitments/{id}/witness-answer",
        "What the witness answered, or that they want to hear no more.",
        _answered,
        body("accepted", accepted={"type": "boolean"}, tells=choice(*TELLS, default="kept")),
        COMMITMENT_ID,
    ),
    Operation(
        "outbox",
        "GET",
        "/outbox",
        "The mails that are to leave, and what became of each. None leaves by this API.",
        _outbox,
        shape_of(OutboxView, mails=list_of(known("Mail")), rests_until=INSTANT),
        (query("limit", number(1, 1_000, default=50), "How many at most."),),
    ),
)
"""Every question and verb about commitments, in the order of the document."""
