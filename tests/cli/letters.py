"""A small mailbox, some cards and a calendar: what Maude's tests import."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

START = datetime(2025, 1, 6, 15, tzinfo=UTC)
MAUDE = "Maude Roy <maude@roy.example>"
MARIE = "Marie Tremblay <marie@tremblay.example>"
LUC = "Luc Gagnon <luc@gagnon.example>"


def letter(at: datetime, sender: str, to: str, subject: str) -> str:
    """One message of an mbox."""
    return (
        f"From x@y.example {at:%a %b %d %H:%M:%S %Y}\n"
        f"From: {sender}\nTo: {to}\nSubject: {subject}\nDate: {format_datetime(at)}\n"
        f"Message-ID: <{at.timestamp()}.{abs(hash(sender)) % 9}@x.example>\n\nBonjour\n\n"
    )


def write_exports(folder: Path) -> Path:
    """A year and a half of letters with Marie (every three weeks) and Luc (long ago), cards, a newsletter."""
    folder.mkdir(parents=True, exist_ok=True)
    received, sent = [], []
    for week in range(0, 90, 3):
        at = START + timedelta(weeks=week)
        received.append(letter(at, MARIE, MAUDE, f"Projet {week}"))
        sent.append(letter(at + timedelta(hours=5), MAUDE, MARIE, f"Re: Projet {week}"))
    for week in range(6):
        at = START + timedelta(weeks=week, days=1)
        received.append(letter(at, LUC, MAUDE, f"Bateau {week}"))
        sent.append(letter(at + timedelta(hours=2), MAUDE, LUC, f"Re: Bateau {week}"))
        received.append(letter(at, "Nouvelles <noreply@nouvelles.example>", MAUDE, f"Infolettre {week}"))
    (folder / "Inbox.mbox").write_text("".join(received))
    (folder / "Sent.mbox").write_text("".join(sent))
    (folder / "cards.vcf").write_text(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Marie Tremblay\r\nN:Tremblay;Marie;;;\r\nEMAIL:marie@tremblay.example\r\n"
        "TEL:+15145550123\r\nBDAY:--05-17\r\nORG:Atelier Nord\r\nEND:VCARD\r\n"
    )
    return folder
