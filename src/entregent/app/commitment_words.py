"""Words for commitments, their witnesses, the chain and the outbox."""

from typing import Final

from entregent.app import language
from entregent.app.commitment_views import ChainView, MailLine, OutboxView
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_, NN_, Template

COMPLAINTS: Final[dict[str, Template]] = {
    "past-hour": N_(
        "{text} has passed already, and only what is still to come can be sealed. Name another hour; what happened "
        "already is noted with `entregent log`."
    ),
    "hour-needed": N_('{text:quoted} is a day: a commitment has its hour too. Write it like "thursday 10:00".'),
    "far-hour": N_("{text:quoted} is years away. Seal a nearer step on the way there: five years are the most."),
    "unknown-commitment": N_("There is no commitment of no. {number}. `entregent commitments` lists them."),
    "not-yet-missed": N_(
        "Its hour is {due}: nothing is missed before. If life has decided otherwise, say so with `--life`."
    ),
    "no-witness": N_("Nobody was asked to witness no. {number}. `entregent witness` asks somebody."),
    "unknown-witness": N_(
        "{witness:quoted} is no mail address, and nobody of that name here has one. Write an address like "
        "marie@example.org, or seal without a witness: one can be asked later."
    ),
    "unfit-witness": N_(
        "{witness:quoted} can’t be the witness: it is you, or the very person whom this is about. Name somebody else."
    ),
    "named-to-witness": N_(
        "The mail to the witness says {names}, and you did not choose that they may know whom it is about. Take the "
        "name out, or allow it."
    ),
    "bad-recipient": N_("{address:quoted} is no mail address that could be reached. Write it like marie@example.org."),
    "unknown-mail": N_(
        "There is no mail no. {number} of which that can be said: it left, or was dropped. `entregent outbox` lists "
        "them."
    ),
    "too-many-mails": NN_(
        "{most} mail left within the hour: that is the measure. The others leave later.",
        "{most} mails left within the hour: that is the measure. The others leave later.",
        "most",
    ),
    "plain-server": N_(
        "Mail to {host} would cross the network for all to read, your password too. Choose STARTTLS or TLS; plain is "
        "for this very machine."
    ),
    "no-mail-server": N_(
        "No mail server is set, so nothing can leave from here. `entregent settings smtp-host …` and "
        "`entregent settings smtp-from …` set one; without, `entregent outbox` shows the text to copy."
    ),
    "sealed-action": N_(
        "What you sealed, or said of it, stands: nothing takes it back. You can say anew how it went "
        "(`entregent commitments`); to undo something before it, name its number (`entregent actions`)."
    ),
}
"""Error code -> sentence."""

COMPLAINTS_ON_PAGES: Final[dict[str, Template]] = {
    "past-hour": N_(
        "{text} has passed already, and only what is still to come can be sealed. Choose another hour; what happened "
        "already is noted as a step."
    ),
    "hour-needed": N_("A commitment has its hour: choose one beside the day."),
    "unknown-commitment": N_("That commitment is not here any more."),
    "not-yet-missed": N_(
        "Its hour is {due}: nothing is missed before. If life has decided otherwise, that can be said at any time."
    ),
    "no-witness": N_("Nobody was asked to witness this yet."),
    "unknown-mail": N_("That can’t be said of this mail any more: it left, or was dropped."),
    "no-mail-server": N_(
        "No mail server is set, so nothing can leave from here. Set one below, or send the text with your mail program."
    ),
    "sealed-action": N_("What you sealed, or said of it, stands: nothing takes it back. You can say anew how it went."),
}
"""Error code -> sentence on a page."""

SENTENCES: Final[dict[str, Template]] = {
    "doctor-chain": NN_(
        "{entries} sealed entry, unchanged since it was sealed.",
        "{entries} sealed entries, none changed since it was sealed.",
        "entries",
    ),
    "doctor-chain-forgotten": NN_(
        "{gaps} sealed entry is of somebody you forgot: its text is gone, and the chain holds.",
        "{gaps} sealed entries are of people you forgot: their texts are gone, and the chain holds.",
        "gaps",
    ),
    "doctor-chain-altered": N_(
        "Sealed entry no. {number} was changed after it was sealed. A backup from before holds it as it was."
    ),
    "doctor-chain-missing": N_("Sealed entry no. {number} is missing. A backup from before holds it."),
    "doctor-chain-reordered": N_(
        "Sealed entry no. {number} was moved from its place. A backup from before has it right."
    ),
    "doctor-chain-content-altered": N_(
        "The text of sealed entry no. {number} was changed after it was sealed. A backup from before holds it "
        "as it was."
    ),
    "doctor-chain-content-missing": N_(
        "The text of sealed entry no. {number} was taken away, though nobody was forgotten. A backup from before "
        "holds it."
    ),
    "doctor-outbox-unknown": NN_(
        "{mails} mail may have left or not: `entregent outbox` asks you.",
        "{mails} mails may have left or not: `entregent outbox` asks you.",
        "mails",
    ),
    "doctor-smtp-password": N_(
        "The password of your mail server can be read by others ({mode}; 600 means you alone): chmod 600 {path}"
    ),
}
"""Signal -> sentence."""

DEEDS: Final[dict[str, Template]] = {
    "seal": N_("Sealed. It stands, and nothing changes it any more: now only how it goes is said."),
    "settle": N_("Said, and it stands."),
    "settle-done": N_("Kept. You said it, and you did it."),
    "settle-tried": N_("Tried, and that counts. It stands on your path."),
    "settle-missed": N_("Noted. That happens to everybody. A smaller step waits, if you like."),
    "settle-life": N_("Noted: life decided otherwise. Nothing is held against you."),
    "witness": N_("Noted for your witness."),
    "witness-asked": N_("Your witness is asked. Before a yes, nothing else is sent."),
    "witness-accepted": N_("Your witness said yes, and will hear what you agreed on."),
    "witness-declined": N_("Your witness hears nothing more. The commitment stands as it is."),
}
"""Verb of an action -> what it did."""

VERBS: Final = {
    "seal": N_("a sealed commitment"),
    "settle": N_("how a commitment went"),
    "witness": N_("a witness"),
}

SETTINGS: Final = {
    "smtp-host": N_("The mail server that takes your letters, such as smtp.example.org; empty for none: drafts then."),
    "smtp-port": N_("Its port; empty means the usual one."),
    "smtp-security": N_("How the way to it is kept secret: starttls, tls, or none for a server on this very machine."),
    "smtp-user": N_(
        "Your name there; empty where none is asked. The password is no setting: `entregent outbox` asks it."
    ),
    "smtp-from": N_("The address that your letters come from."),
}
"""Setting -> what it does."""

SETTING_NAMES: Final = {
    "smtp-host": N_("mail server"),
    "smtp-port": N_("its port"),
    "smtp-security": N_("the way to it"),
    "smtp-user": N_("your name there"),
    "smtp-from": N_("your sending address"),
}
"""Setting -> its name in a sentence."""

STATES: Final = {
    "open": N_("ahead"),
    "asks": N_("how did it go?"),
    "not-said": N_("nothing was said of it"),
    "done": N_("kept, as said"),
    "tried": N_("tried: it counts"),
    "missed": N_("it did not happen"),
    "life": N_("life decided otherwise"),
}
"""How a commitment stands -> words."""

WAYS: Final = {
    "done": N_("I did it"),
    "tried": N_("I tried"),
    "missed": N_("It did not happen"),
    "life": N_("Life decided otherwise"),
}
"""How a commitment went -> what its owner says."""

BINDINGS: Final = {
    "message": N_("I agreed the hour with them"),
    "ticket": N_("I have the ticket"),
    "told": N_("I told somebody who expects me"),
}
"""A way to bind oneself in the world -> what its owner says."""

WITNESS_STATES: Final = {
    "asked": N_("asked; no answer noted yet"),
    "accepted": N_("said yes"),
    "declined": N_("hears nothing of it"),
}

REPAIRS: Final = {
    "text": N_("Two lines to {name}: “I meant to be in touch, and I still do.” Before {when}."),
    "call": N_("A call of two minutes to {name}, even to the voice mail. Before {when}."),
}
"""Channel -> the smaller step after a miss."""
REPAIR_ALONE: Final = N_("The smallest part of it, five minutes, before {when}.")

MAIL_STATES: Final = {
    "draft": N_("a draft"),
    "waiting": N_("waits for its turn"),
    "sending": N_("on its way"),
    "sent": N_("left"),
    "failed": N_("did not leave"),
    "unknown": N_("may have left"),
    "dropped": N_("dropped"),
}
"""State of a mail -> words."""

REASONS: Final = {
    "witness-ask": N_("asks for a witness"),
    "witness-kept": N_("tells the witness that it is done"),
    "witness-other": N_("tells the witness how it went"),
    "test": N_("a test, to yourself"),
    "brief": N_("the morning’s note, to yourself"),
}
"""Why a mail is written -> words."""

FLAWS: Final = {
    "altered": N_("was changed after it was sealed"),
    "missing": N_("is missing"),
    "reordered": N_("was moved from its place"),
    "content-altered": N_("says something else than what was sealed"),
    "content-missing": N_("has lost its text, though nobody was forgotten"),
}

WHYS: Final = {
    "crash": N_("The program was stopped while the mail was on its way."),
    "stale": N_("It could not leave for a week; you decide whether it still should."),
    "plain": N_("It would have crossed the network for all to read."),
    "smtputf8": N_("Your server can’t take an address with such letters."),
    "password-ascii": N_("The password holds letters that this way of sending does not take."),
    "owner": N_("By your word."),
}
"""What we say of a mail ourselves; anything else are a server's own words."""


def chain_in_words(view: ChainView) -> list[str]:
    """How the chain stands, a sentence each: what is wrong first."""
    if not view.entries:
        return [_("Nothing is sealed yet.")]
    told = [_("Entry no. {number} {flaw}.").format(number=one.number, flaw=_(FLAWS[one.signal])) for one in view.flaws]
    if not told:
        told.append(
            ngettext(
                "{n} entry is sealed, unchanged since.", "{n} entries are sealed, each unchanged since.", view.entries
            )
        )
    if view.forgotten:
        told.append(
            ngettext(
                "{n} of them is of somebody you forgot: the text is gone, and the chain holds.",
                "{n} of them are of people you forgot: the texts are gone, and the chain holds.",
                view.forgotten,
            )
        )
    return told


def repair_in_words(channel: str, name: str, when: str) -> str:
    """The smaller step after a miss, in one sentence."""
    if not name:
        return _(REPAIR_ALONE).format(when=when)
    return _(REPAIRS.get(channel, REPAIRS["text"])).format(name=name, when=when)


def why_in_words(mail: MailLine) -> str:
    """Why a mail stands as it does: our own sentence, or what the server answered; "" where there is nothing to say."""
    return why(mail.why, mail.code)


def why(detail: str, code: int) -> str:
    """What stopped a mail, in one sentence."""
    if detail in WHYS:
        return _(WHYS[detail])
    if code:
        return _("The server said: {code} {words}").format(code=code, words=detail)
    return _("The server could not be reached: {words}").format(words=detail) if detail else ""


def test_mail() -> tuple[str, str]:
    """Subject and text of a mail to oneself."""
    return _("A test"), _("This came from your book. Letters can leave.")


def outbox_in_words(view: OutboxView, clock: str) -> str:
    """How the way out stands: a sentence; "" where all is well. `clock` is when a resting server is asked again."""
    if not view.is_set:
        return _("No mail server is set: letters wait here as drafts, to be sent with your own mail program.")
    if view.rests_until is not None:
        said = why(view.rests_why, view.rests_code)
        return f"{said} " + _("It is asked again at {clock}.").format(clock=clock)
    if not view.left_this_hour:
        return _("As many mails left within this hour as may. The others leave later.")
    return ""


def days_named(at: int, zone: str) -> str:
    """The day and hour of an instant as people say it."""
    return language.day_and_hour(at, zone, language.day_of(at, zone))
