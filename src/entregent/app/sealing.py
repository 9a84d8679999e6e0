"""Sealing on a book: commitments, their witnesses, the chain, and the outbox. Each is delegated to its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entregent.app import commitment_views, opening, views


class Sealing:
    """What a `Book` can do so that there is no way back, and what of it leaves by mail."""

    _inner: opening.OpenBook

    # ── commitments ───────────────────────────────────────────────────────────────────────────────────────────────

    def commitments(self, *, open_only: bool = False) -> list[commitment_views.CommitmentLine]:
        """What was sealed, or only that of which nothing was said yet."""
        from entregent.app import committed

        return committed.commitments(self._inner, open_only=open_only)

    def commitment(self, number: int) -> commitment_views.CommitmentLine:
        """One commitment."""
        from entregent.app import committed

        return committed.commitment_line(self._inner, number)

    def commitment_of(self, person: int) -> commitment_views.CommitmentLine | None:
        """The open commitment with somebody whose hour is nearest."""
        from entregent.app import committed

        return committed.commitment_of(self._inner, person)

    def preview_seal(self, draft: commitment_views.SealDraft) -> commitment_views.SealPreview:
        """What would be sealed, and every mail that would follow."""
        from entregent.app import committing

        return committing.preview(self._inner, draft)

    def seal(self, draft: commitment_views.SealDraft, *, release: bool = True) -> views.Done:
        """Seal a commitment: it can't be edited, deleted or undone."""
        from entregent.app import committing

        return committing.seal(self._inner, draft, release=release)

    def settle_commitment(
        self, number: int, way: str, *, outcome: str = "", channel: str = "", note: str = ""
    ) -> views.Done:
        """Say how a commitment went: done, tried, missed or life; with an outcome the step is logged too."""
        from entregent.app import committing

        return committing.settle(self._inner, number, way, outcome=outcome, channel=channel, note=note)

    def repairs(self) -> list[commitment_views.RepairLine]:
        """Smaller steps after what was missed lately."""
        from entregent.app import committing

        return committing.repairs(self._inner)

    def preview_witness(self, number: int, draft: commitment_views.SealDraft) -> commitment_views.WitnessMails:
        """The mails of a witness who would be asked, word for word."""
        from entregent.app import committing

        return committing.preview_witness(self._inner, number, draft)

    def ask_witness(self, number: int, draft: commitment_views.SealDraft, *, release: bool = True) -> views.Done:
        """Ask somebody to witness a commitment."""
        from entregent.app import committing

        return committing.ask_witness(self._inner, number, draft, release=release)

    def witness_answered(self, number: int, *, accepted: bool, tells: str = "kept") -> views.Done:
        """What the witness answered."""
        from entregent.app import committing

        return committing.witness_answered(self._inner, number, accepted=accepted, tells=tells)

    def chain(self) -> commitment_views.ChainView:
        """How the chain of sealed entries stands."""
        from entregent.app import sealed

        return sealed.view(self._inner)

    # ── the outbox ────────────────────────────────────────────────────────────────────────────────────────────────

    def outbox(self, limit: int = 50) -> commitment_views.OutboxView:
        """The mails, those that wait for something first."""
        from entregent.app import outbox

        return outbox.view(self._inner, limit)

    def mail(self, number: int) -> commitment_views.MailLine:
        """One mail of the outbox."""
        from entregent.app import outbox

        return outbox.mail(self._inner, number)

    def outbox_asks(self) -> int:
        """How many mails wait for a word of the owner's."""
        from entregent.app import outbox

        return outbox.asks(self._inner)

    def send_due(self) -> commitment_views.Sent:
        """Send what is due."""
        from entregent.app import outbox

        return outbox.send_due(self._inner)

    def send_mail(self, number: int) -> commitment_views.MailLine:
        """Let a mail go now."""
        from entregent.app import outbox

        return outbox.send_now(self._inner, number)

    def send_test(self, subject: str, body: str) -> commitment_views.MailLine:
        """A mail to the owner's own address, at once."""
        from entregent.app import outbox

        return outbox.send_test(self._inner, subject, body)

    def say_left(self, number: int, *, left: bool) -> commitment_views.MailLine:
        """Whether a mail left of which the program does not know."""
        from entregent.app import outbox

        return outbox.say_left(self._inner, number, left=left)

    def drop_mail(self, number: int) -> commitment_views.MailLine:
        """This mail is not to leave."""
        from entregent.app import outbox

        return outbox.drop(self._inner, number)

    def mail_server(self) -> commitment_views.MailServer:
        """The mail server as it is set."""
        from entregent.app import mail_server

        return mail_server.describe(self._inner)

    def set_mail_server(self, wished: commitment_views.MailServer, secret: str | None = None) -> views.Done:
        """Set the mail server; `secret` is its password, None for the one that is kept."""
        from entregent.app import mail_server

        return mail_server.set_server(self._inner, wished, secret)

    def keep_mail_password(self, secret: str) -> None:
        """Keep the password of the mail server; "" drops it."""
        from entregent.app import mail_server

        mail_server.keep_password(self._inner, secret)
