"""The number an event bears in every book. Apart from `interaction`, for it needs a digest and `today` does not."""

from hashlib import blake2b
from operator import itemgetter

from entregent.model.handle import Participant
from entregent.model.interaction import DIGEST_BITS, Interaction

_value = itemgetter(Participant._fields.index("value"))


def event_number(interaction: Interaction) -> int:
    """The number an event bears in every book: its instant, then 29 bits of its digest.

    Ordered by time, so that titles and search index grow at their end. Undated events get negative numbers of
    62 bits of digest. The digest covers channel, sender, sorted recipients (not bcc, which only the sender's copy
    holds), instant and normalised subject, or the uid alone where there is one (DESIGN §4, Idempotent).
    """
    channel, at, _, sender, to, cc, _, _, title, _, _, uid, _, _ = interaction
    return number_of(int(channel), at, sender[1] if sender else "", recipients_text(to, cc), title, uid)


def recipients_text(to: tuple[Participant, ...], cc: tuple[Participant, ...]) -> str:
    """The recipients as the digest covers them: each once, sorted, with commas between."""
    # One recipient is the common case: no set, no sort.
    return to[0][1] if len(to) == 1 and not cc else ",".join(sorted(set(map(_value, to + cc))))


def number_of(channel: int, at: int | None, sender: str, recipients: str, title: str, uid: str) -> int:
    """`event_number` from its parts, for whoever keeps the text of recipients that come again and again."""
    text = f"{channel}\n{uid}\n{at}" if uid else f"{channel}\n{sender}\n{recipients}\n{at}\n{plain_subject(title)}"
    digest = int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    if at is None:
        return -1 - (digest >> 2)
    return (at << DIGEST_BITS) | (digest >> (64 - DIGEST_BITS))


def plain_subject(title: str) -> str:
    """A subject without case and surplus space, for comparing copies. Prefixes stay: a reply is another event."""
    lowered = title.lower()
    # The only blank that is printable is the plain one: nearly every title is clean already, and this tells it.
    if lowered.isprintable() and "  " not in lowered:
        return lowered.strip()
    return " ".join(lowered.split())
