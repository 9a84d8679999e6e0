"""Witnessing: somebody who is asked first, who then hears of what was kept, and of no name unless that was chosen."""

from typing import Any, Final

from entregent.app import outbox, sealed
from entregent.app.commitment_views import SealDraft, WitnessMails
from entregent.app.committed import ALL, ASK_MAIL, TELLS, told_in, witness_of
from entregent.app.language import gettext as _
from entregent.app.opening import OpenBook
from entregent.app.owning import owner_handles
from entregent.app.reaching import find_person
from entregent.coaching import commitment
from entregent.coaching.discretion import names_within, without_names
from entregent.model.errors import BadSettingError, RequestError, UnknownPersonError
from entregent.model.handle import MAIL
from entregent.store import handles, people
from entregent.store import outbox as kept_mails
from entregent.store.seals import SealedRow
from entregent.text.emails import canonical_mail

KEPT_MAIL: Final = "witness-kept"
OTHER_MAIL: Final = "witness-other"
LONGEST: Final = 4_000


class UnknownWitnessError(RequestError):
    """`witness` is no mail address, and nobody of that name can be reached by mail."""

    code = "unknown-witness"


class UnfitWitnessError(RequestError):
    """`witness` is the very person of the commitment, or the owner."""

    code = "unfit-witness"


class NamedToWitnessError(RequestError):
    """A mail to the witness names somebody (`names`), which was not chosen."""

    code = "named-to-witness"


# ── whom, and with which words ────────────────────────────────────────────────────────────────────────────────────


def find(book: OpenBook, who: str, about: int | None) -> tuple[str, str, int | None]:
    """(address, name, handle) of a witness, given by address, name or number; `about` is whom it is all about.

    Raises UnknownWitnessError, UnfitWitnessError, AmbiguousPersonError, BadRecipientError.
    """
    address, person = _addressed(book, who)
    address = outbox.recipient(address)
    handle = handles.find_all(book.connection, [(MAIL, address)]).get((MAIL, address))
    reached = handles.person_of(book.connection, handle) if handle is not None else person
    if (reached is not None and reached == about) or (handle is not None and handle in owner_handles(book)):
        raise UnfitWitnessError(witness=who)
    row = people.find(book.connection, reached) if reached is not None else None
    return address, row.name if row else "", handle


def _addressed(book: OpenBook, who: str) -> tuple[str, int | None]:
    if "@" in who:
        address = canonical_mail(who)
        if address is None:
            raise UnknownWitnessError(witness=who)
        return address, None
    try:
        person = find_person(book, who)
    except UnknownPersonError as error:
        raise UnknownWitnessError(witness=who) from error
    mails = [row[2] for row in handles.of_person(book.connection, person) if row[1] == MAIL]
    if not mails:
        raise UnknownWitnessError(witness=who)
    return mails[0], person


def mails(book: OpenBook, draft: SealDraft, person: int | None, when: str) -> tuple[WitnessMails, int | None]:
    """Every mail that the witness may get, word for word, and the witness's handle; `when` is the hour in words.

    Raises what `find` raises, BadSettingError, and NamedToWitnessError where a name would be told unchosen.
    """
    if draft.tells not in TELLS:
        raise BadSettingError(key="tells", value=draft.tells)
    address, name, handle = find(book, draft.witness, person)
    theirs = names_of(book, person)
    what = draft.what if draft.may_name else without_names(draft.what, theirs, _("somebody"))
    tells_all = draft.tells == ALL
    me = book.setting("name")
    told = WitnessMails(
        address,
        name,
        draft.tells,
        draft.may_name,
        _("A question"),
        _words(draft.ask) or _asking(name, me, what, when, tells_all=tells_all),
        _words(draft.kept) or _letter(name, me, _("It is done, as I said: {what}.").format(what=what)),
        (_words(draft.other) or _otherwise(name, me, what)) if tells_all else "",
    )
    if not draft.may_name:
        found = names_within("\n".join((told.ask, told.kept, told.other)), theirs, (name, me))
        if found:
            raise NamedToWitnessError(names=found)
    return told, handle


def names_of(book: OpenBook, person: int | None) -> list[str]:
    """Every name by which somebody is known here."""
    row = people.find(book.connection, person) if person is not None else None
    if row is None or person is None:
        return []
    own = [handle[0] for handle in handles.of_person(book.connection, person)]
    others = (name for name, _times, _handle in handles.names_of(book.connection, own) if "@" not in name)
    return list(dict.fromkeys([row.name, *others]))


def _words(text: str) -> str:
    return text.strip()[:LONGEST]


def _letter(name: str, me: str, *said: str) -> str:
    first = name.split(maxsplit=1)[0] if name.strip() else ""
    hello = _("Hello {name},").format(name=first) if first else _("Hello,")
    return "\n\n".join([hello, *said, *([me] if me else [])])


def _asking(name: str, me: str, what: str, when: str, *, tells_all: bool) -> str:
    after = (
        _("One message will follow, whichever way it went. There is nothing else to do.")
        if tells_all
        else _("One message will follow, once it is done. There is nothing else to do.")
    )
    return _letter(
        name,
        me,
        _("I have set myself something for {when}: {what}.").format(when=when, what=what.rstrip(".")),
        _("It is easier to keep when somebody knows. May I name you as my witness?") + " " + after,
        _("A yes or a no, one word is enough. Thank you!"),
    )


def _otherwise(name: str, me: str, what: str) -> str:
    said = _("It did not happen as I had said: {what}. I go on with a smaller step. Thank you for being there.")
    return _letter(name, me, said.format(what=what.rstrip(".")))


# ── asked, and what they said ─────────────────────────────────────────────────────────────────────────────────────


def ask(book: OpenBook, seal: int, told: WitnessMails, handle: int | None, *, release: bool) -> None:
    """Seal that somebody is asked, with every word that may reach them, and lay the question in the outbox.

    `release`: the owner saw every mail and lets them go; else each of them waits for that as a draft. The caller
    writes.
    """
    sealed.add(book, sealed.ASKED, {**told._asdict(), "released": release}, about=seal, handle=handle)
    outbox.enqueue(
        book,
        told.address,
        told.subject,
        told.ask,
        reason=ASK_MAIL,
        about=seal,
        automatic=False,
        draft=not release,
    )


def answer(book: OpenBook, seal: int, *, accepted: bool, tells: str) -> None:
    """Seal what the witness answered; a question that did not leave yet is dropped. The caller writes."""
    sealed.add(book, sealed.ACCEPTED if accepted else sealed.DECLINED, {"tells": tells}, about=seal, handle=None)
    for mail in kept_mails.of_reason(book.connection, seal, (ASK_MAIL, KEPT_MAIL, OTHER_MAIL)):
        if not accepted and mail.state in outbox.UNDONE:
            outbox.drop(book, mail.id)


def tell(book: OpenBook, seal: int, entries: list[SealedRow], way: str) -> None:
    """Let an accepted witness hear, in the words that were sealed. Once for each way; of life's own ways, never."""
    witness = witness_of(book, entries)
    if witness is None or witness.state != "accepted" or way == commitment.LIFE:
        return
    if way != commitment.DONE and witness.tells != ALL:
        return
    told: dict[str, Any] = told_in(next(row for row in reversed(entries) if row.kind == sealed.ASKED))
    reason = KEPT_MAIL if way == commitment.DONE else OTHER_MAIL
    words = told.get("kept" if way == commitment.DONE else "other", "")
    if not words or kept_mails.of_reason(book.connection, seal, (reason,)):
        return
    # Words that no person has seen, sealed by a program, wait for one.
    unseen = not told.get("released")
    outbox.enqueue(book, witness.address, _("A word, as promised"), words, reason=reason, about=seal, draft=unseen)
