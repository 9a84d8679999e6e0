"""The two mailboxes, written side by side in the order of time."""

from collections.abc import Iterator
from heapq import merge
from operator import itemgetter
from pathlib import Path
from typing import Final

from entregent.app.sample.agenda import invitations
from entregent.app.sample.automata import Machine
from entregent.app.sample.cast import Cast
from entregent.app.sample.introductions import decoys
from entregent.app.sample.letters import Pen
from entregent.app.sample.life import Life

INBOX: Final = "courriel/Boite de reception.mbox"
SENT: Final = "courriel/Sent/Envoyes.mbox"
_BUFFER: Final = 1 << 20


def write_mail(folder: Path, cast: Cast, life: Life) -> int:
    """Write inbox and sent mail under `folder`, streaming; return how many letters there are."""
    pen = Pen(cast)
    inbox, sent = folder / INBOX, folder / SENT
    sent.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with inbox.open("wb", buffering=_BUFFER) as into, sent.open("wb", buffering=_BUFFER) as outof:
        streams = (_talk(life, pen), _others(cast, life.scale), _decoys(cast))
        for _, mine, entry in merge(*streams, key=itemgetter(0)):
            (outof if mine else into).write(entry)
            count += 1
    return count


def _talk(life: Life, pen: Pen) -> Iterator[tuple[int, bool, bytes]]:
    """Letters between people: (instant, by the owner, entry)."""
    end = life.cast.end
    for letter in life.letters():
        if letter.at < end:
            yield letter.at, letter.writer is None, pen.write(letter)


def _decoys(cast: Cast) -> Iterator[tuple[int, bool, bytes]]:
    """Letters in which somebody is seen first, and which introduce nobody."""
    pen = Pen(cast, "decoy letters")
    for decoy in decoys(cast):
        yield decoy.at, False, pen.decoy(decoy)


def _others(cast: Cast, scale: float) -> Iterator[tuple[int, bool, bytes]]:
    """Machine mail and calendar invitations."""
    machine = Machine(cast, scale).letters()
    for at, entry in merge(machine, invitations(cast, scale), key=itemgetter(0)):
        yield at, False, entry
