"""Commitments, the chain and the outbox as JSON documents, the same for every face."""

from typing import Any

from entregent.app import commitment_views, views
from entregent.app.shapes import done_shape, instant

Shape = dict[str, Any]


def commitment_shape(line: commitment_views.CommitmentLine) -> Shape:
    """A commitment with its witness and all that was said of it."""
    return {
        **line._asdict(),
        "due_at": instant(line.due_at),
        "sealed_at": instant(line.sealed_at),
        "witness": line.witness._asdict() if line.witness is not None else None,
        "history": [{**said._asdict(), "at": instant(said.at)} for said in line.history],
    }


def commitments_shape(lines: list[commitment_views.CommitmentLine], chain: commitment_views.ChainView) -> Shape:
    """Commitments, and how the chain stands that holds them."""
    return {"commitments": [commitment_shape(line) for line in lines], "chain": chain_shape(chain)}


def chain_shape(chain: commitment_views.ChainView) -> Shape:
    """How the chain of sealed entries stands."""
    return {**chain._asdict(), "flaws": [flaw._asdict() for flaw in chain.flaws]}


def preview_shape(told: commitment_views.SealPreview) -> Shape:
    """What would be sealed, and every mail that would follow."""
    return {
        **told._asdict(),
        "due_at": instant(told.due_at),
        "bindings": [one._asdict() for one in told.bindings],
        "witness": told.witness._asdict() if told.witness is not None else None,
    }


def sealed_shape(done: views.Done) -> Shape:
    """What was sealed, and its number."""
    return {**done_shape(done), "commitment": int(done.value)}


def mail_shape(mail: commitment_views.MailLine) -> Shape:
    """A mail of the outbox."""
    return {
        **mail._asdict(),
        "made_at": instant(mail.made_at),
        "due_at": instant(mail.due_at),
        "tried_at": instant(mail.tried_at),
        "again_at": instant(mail.again_at),
    }


def outbox_shape(view: commitment_views.OutboxView) -> Shape:
    """The outbox."""
    return {
        **view._asdict(),
        "mails": [mail_shape(mail) for mail in view.mails],
        "rests_until": instant(view.rests_until),
    }
