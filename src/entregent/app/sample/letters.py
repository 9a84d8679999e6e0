"""Letters as bytes: one mbox entry per letter, written the way the person's mail program would."""

from binascii import b2a_base64, b2a_qp
from typing import Final

from entregent.app.sample.cast import CLOSE, OWNER, Cast, Person
from entregent.app.sample.clock import mail_date, mbox_date, montreal_offset, parts_of
from entregent.app.sample.headers import encoded, mailbox
from entregent.app.sample.introductions import ALONE, PASSED_ON, Decoy
from entregent.app.sample.life import Letter, Thread
from entregent.app.sample.streams import pick, stream
from entregent.app.sample.topics import Tongue

_WAYS: Final = "BBBBBBQQQQQLLBBBQQBB"
_FORMS: Final = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4)
"""Body forms by person: 8-bit, quoted-printable, Latin-1, with an HTML twin, base64."""
_BOUNDARY: Final = "=_borealis_{key:x}_{step}"


def date_line(tongue: Tongue, at: int, offset: int) -> str:
    """The date in the line above a quoted letter."""
    year, month, day, weekday, clock = parts_of(at, offset)
    return tongue.written.format(
        weekday=tongue.days[weekday], day=day, month=tongue.months[month - 1], year=year, clock=clock
    )


def form_body(text: str, form: int, boundary: str) -> tuple[str, bytes]:
    """The content headers and the body's bytes, in one of the five forms."""
    raw = text.encode()
    latin = _latin(text) if form == 2 else None
    if latin is not None:
        head = "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n"
        return head, b2a_qp(latin, istext=True)
    if form in {1, 2}:
        head = "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable\n"
        return head, b2a_qp(raw, istext=True)
    if form == 3:
        return f'Content-Type: multipart/alternative; boundary="{boundary}"\n', _twins(text, boundary).encode()
    if form == 4:
        lines = [b2a_base64(raw[k : k + 57]) for k in range(0, len(raw), 57)]
        return "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n", b"".join(lines)
    return "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n", raw


def _latin(text: str) -> bytes | None:
    """A text in Latin-1, or None where it does not fit."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return None


def _twins(text: str, boundary: str) -> str:
    """The text and its HTML twin as two parts."""
    page = "".join(f"<p>{line}</p>\n" for line in text.replace("&", "&amp;").replace("<", "&lt;").split("\n") if line)
    told = "charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    return (
        f"--{boundary}\nContent-Type: text/plain; {told}\n{text}\n--{boundary}\n"
        f"Content-Type: text/html; {told}\n<html><body>{page}</body></html>\n--{boundary}--\n"
    )


class Pen:
    """Writes letters; keeps what is needed for the next one of each thread in the thread itself."""

    def __init__(self, cast: Cast, part: str = "letters") -> None:
        self.rng = stream(cast.seed, part)
        self.mark = f"{cast.seed:x}"
        self._shown: dict[str, str] = {}
        self._owner = [mailbox(OWNER.name, address) for address in OWNER.addresses]
        work = f"-- \n{OWNER.name}\n{OWNER.company}\n{OWNER.phone}\nhttps://{OWNER.domain}\n"
        self._owner_signatures = (work, "")

    def write(self, letter: Letter) -> bytes:
        """The letter as an mbox entry (LF lines, blank line at the end)."""
        thread, writer = letter.thread, letter.writer
        at = letter.at
        desk = 1 if thread.person.circle in CLOSE else 0
        text = self._body(letter, desk)
        if writer is None:
            offset, address, sender = montreal_offset(at), OWNER.addresses[desk], self._owner[desk]
            form, way, route = 0, "B", ""
        else:
            offset = writer.home or montreal_offset(at)
            address = thread.address if writer is thread.person else writer.mails[0]
            sender = self._show(writer, address)
            form, way = _FORMS[writer.id % 20], _WAYS[writer.id % 20]
            relay = f"from mx.{address.partition('@')[2]} by mx.{OWNER.domain}; {mail_date(at + 2, -18000)}"
            route = f"Delivered-To: {OWNER.addresses[desk]}\nReceived: {relay}\n"
        to, copy = self._recipients(letter, desk)
        number = f"<{thread.key:x}.{letter.step}.{self.mark}@{address.partition('@')[2]}>"
        subject = thread.subject
        answers = ""
        if letter.step and thread.last_id:
            subject = thread.tongue.reply + subject
            answers = f"In-Reply-To: {thread.last_id}\nReferences: {thread.last_id}\n"
        elif thread.form == PASSED_ON:
            subject = thread.tongue.passed_on + subject
        kind, body = form_body(text, form, _BOUNDARY.format(key=thread.key, step=letter.step))
        head = (
            f"From {address} {mbox_date(at)}\n{route}Message-ID: {number}\n{answers}Date: {mail_date(at, offset)}\n"
            f"From: {sender}\nTo: {to}\n{copy}Subject: {encoded(subject, way)}\nMIME-Version: 1.0\n{kind}\n"
        )
        thread.last_id, thread.last_by, thread.last_at = number, writer, at
        return b"%b%b\n" % (head.encode(), body)

    def _show(self, person: Person, address: str) -> str:
        """The person's mailbox as headers show it, remembered."""
        shown = self._shown.get(address)
        if shown is None:
            shown = self._shown[address] = mailbox(person.mail_name, address, _WAYS[person.id % 20])
        return shown

    def _recipients(self, letter: Letter, desk: int) -> tuple[str, str]:
        """The To list, and the Cc line or nothing."""
        thread, writer = letter.thread, letter.writer
        if thread.kind == "talk" or thread.form in ALONE:
            return (self._show(thread.person, thread.address) if writer is None else self._owner[desk]), ""
        person = self._show(thread.person, thread.address)
        others = [self._show(other, other.mails[0]) for other in thread.others if other is not writer]
        if thread.kind == "group":
            to = [] if writer is None else [self._owner[desk]]
            to += [] if writer is thread.person else [person]
            return ",\n ".join(to + others), ""
        if thread.kind == "bridge":
            if writer is None:
                return f"{person}, {others[0]}", ""
            return self._owner[desk], f"Cc: {others[0]}\n"
        if letter.step == 0:
            both = thread.key % 2
            return (f"{self._owner[desk]}, {person}", "") if both else (self._owner[desk], f"Cc: {person}\n")
        return (person if writer is None else self._owner[desk]), f"Cc: {others[0]}\n"

    def _body(self, letter: Letter, desk: int) -> str:
        """Greeting, words, good-bye, signature, and the letter that is answered."""
        rng, thread, writer = self.rng, letter.thread, letter.writer
        tongue, topic = thread.tongue, thread.topic
        step = letter.step
        if step == 0:
            said = pick(rng, topic.opens)
        elif step > 2:
            said = pick(rng, tongue.topics["ask"][0].closes)
        else:
            said = pick(rng, topic.closes if letter.final else topic.answers)
        words = said.format_map(thread.filled)
        hello = ""
        if thread.kind == "talk" and not letter.final:
            other = thread.person
            first = (other.nickname if desk and other.nickname else other.given) if writer is None else OWNER.given
            hello = pick(rng, tongue.hello_close if desk else tongue.hello_work).format(first=first) + "\n\n"
        signed = OWNER.given if writer is None else (writer.nickname or writer.given) if desk else writer.given
        bye = pick(rng, tongue.bye_close if desk else tongue.bye_work)
        text = f"{hello}{words}\n\n{bye}\n{signed}\n{self._signature(writer, tongue, desk)}"
        quoted = ""
        if thread.last_text and rng.random() < 0.75:
            quoted = self._quote(thread, desk)
        thread.last_text = f"{hello}{words}"
        if thread.form == PASSED_ON and not step:
            quoted = self._passed_on(thread)
        return text + quoted

    def _passed_on(self, thread: Thread) -> str:
        """The letter of somebody whom the owner does not know yet, below the one that passes it on."""
        mark = "Message transféré" if thread.person.french else "Forwarded message"
        said = thread.tongue.topics["prospects"][0].opens[0].format_map(thread.filled)
        head = f"From: {thread.person.name} <{thread.address}>\nSubject: {thread.subject}"
        return f"\n---------- {mark} ---------\n{head}\n\n{said}\n"

    def decoy(self, decoy: Decoy) -> bytes:
        """A letter that introduces nobody, as an mbox entry."""
        writer, at, tongue = decoy.writer, decoy.at, decoy.tongue
        address = writer.mails[0]
        topic = tongue.topics["group-work"][0]
        slots = {name: table[0] for name, table in tongue.slots.items()} | {"of_month": "", "a": "", "b": ""}
        text = f"{topic.opens[0].format_map(slots)}\n\n{pick(self.rng, tongue.bye_work)}\n{writer.given}\n"
        others = ",\n ".join(self._show(other, other.mails[0]) for other in decoy.others)
        kind, body = form_body(text, _FORMS[writer.id % 20], _BOUNDARY.format(key=decoy.key, step=0))
        return b"%b%b\n" % (
            (
                f"From {address} {mbox_date(at)}\nDelivered-To: {OWNER.addresses[0]}\n"
                f"Message-ID: <{decoy.key:x}.0.{self.mark}@{address.partition('@')[2]}>\n"
                f"Date: {mail_date(at, montreal_offset(at))}\nFrom: {self._show(writer, address)}\n"
                f"To: {self._owner[0]}\nCc: {others}\nSubject: {encoded(decoy.subject, _WAYS[writer.id % 20])}\n"
                f"MIME-Version: 1.0\n{kind}\n"
            ).encode(),
            body,
        )

    def _signature(self, writer: Person | None, tongue: Tongue, desk: int) -> str:
        """What stands under the name: at work a card of lines, from phones a remark, else nothing."""
        if writer is None:
            return self._owner_signatures[desk]
        if desk or not writer.company:
            return f"\n{tongue.sent_from}\n" if writer.id % 7 == 3 else ""
        phone = f"{writer.phones[0]}\n" if writer.phones else ""
        link = f"https://{writer.profile}\n" if writer.profile and writer.profile_told and writer.id % 3 == 0 else ""
        return f"-- \n{writer.name}\n{writer.job}, {writer.company}\n{phone}https://{writer.domain}\n{link}"

    def _quote(self, thread: Thread, desk: int) -> str:
        """The line of attribution and the quoted words."""
        by = thread.last_by
        name = OWNER.name if by is None else by.name
        address = OWNER.addresses[desk] if by is None else thread.address if by is thread.person else by.mails[0]
        date = date_line(thread.tongue, thread.last_at, montreal_offset(thread.last_at))
        told = thread.tongue.quote.format(date=date, name=name, address=address)
        return f"\n{told}\n> " + thread.last_text.replace("\n", "\n> ") + "\n"
