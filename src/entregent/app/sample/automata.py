"""What is no person: newsletters, notifications, role accounts; and discussion lists, where people write to many."""

from collections.abc import Iterator
from heapq import heapify, heappop, heappush

from entregent.app.sample.cast import OWNER, Cast
from entregent.app.sample.clock import DAY, mail_date, mbox_date, montreal_offset
from entregent.app.sample.headers import encoded, mailbox
from entregent.app.sample.senders import AUTOMATA, Automaton
from entregent.app.sample.streams import pick, stream


class Machine:
    """Draws and writes the machine mail and the lists' letters in order of time."""

    def __init__(self, cast: Cast, scale: float) -> None:
        self.cast = cast
        self.scale = scale
        self.rng = stream(cast.seed, "automata")
        members = cast.circles["pals"] + cast.circles["prospects"]
        quiet = [n for n in members if not cast.people[n].role]
        self._members = quiet[:40] or list(range(len(cast.people)))[:1]

    def letters(self) -> Iterator[tuple[int, bytes]]:
        """(instant, mbox entry), by time."""
        begin, rng = self.cast.begin, self.rng
        heap = [(begin + int(rng.random() * sender.gap_days * DAY), k) for k, sender in enumerate(AUTOMATA)]
        heapify(heap)
        count = 0
        while heap:
            at, k = heappop(heap)
            sender = AUTOMATA[k]
            if at < self.cast.end:
                count += 1
                yield at, self._write(sender, at, count)
                steady = sender.kind == "newsletter"
                waits = 0.97 + 0.06 * rng.random() if steady else rng.expovariate(1.0)
                heappush(heap, (at + max(1, int(sender.gap_days * DAY / self.scale * waits)), k))

    def _write(self, sender: Automaton, at: int, count: int) -> bytes:
        """One letter as an mbox entry."""
        subject = pick(self.rng, sender.subjects)
        domain = sender.address.partition("@")[2]
        desk = OWNER.addresses[0 if sender.kind in {"role", "notification"} else 1]
        shown = mailbox(sender.name, sender.address) if sender.name else sender.address
        to, envelope = f"<{desk}>", sender.address
        if sender.kind == "list":
            member = self.cast.people[pick(self.rng, self._members)]
            subject = f"[{sender.name}] {subject}"
            shown, to = mailbox(member.name, member.mails[0]), f"<{sender.address}>"
            envelope = sender.address.replace("@", "-bounces@")
        head = (
            f"From {envelope} {mbox_date(at)}\nDelivered-To: {desk}\n"
            f"Message-ID: <auto.{count:x}.{self.cast.seed:x}@{domain}>\nDate: {mail_date(at, montreal_offset(at))}\n"
            f"From: {shown}\nTo: {to}\nSubject: {encoded(subject)}\n{_marks(sender, count)}"
            "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n"
        )
        return f"{head}{sender.text}\n\nhttps://{domain}\n\n".encode()


def _marks(sender: Automaton, count: int) -> str:
    """The headers by which such mail says what it is (RFC 2369, 2919, 3834)."""
    local, _, domain = sender.address.partition("@")
    if sender.kind == "newsletter":
        return (
            f"List-Id: {encoded(sender.name)} <{local}.{domain}>\n"
            f"List-Unsubscribe: <https://{domain}/u/{count:x}>, <mailto:unsubscribe@{domain}>\nPrecedence: bulk\n"
        )
    if sender.kind == "notification":
        return "Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\n"
    if sender.kind == "list":
        return (
            f"Sender: {local}-bounces@{domain}\nList-Id: {sender.name} <{local}.{domain}>\n"
            f"List-Post: <mailto:{sender.address}>\nList-Unsubscribe: <mailto:{local}-leave@{domain}>\n"
            "Precedence: list\n"
        )
    return ""
