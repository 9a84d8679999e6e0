"""The number an event bears in every book. Apart from `interaction`, for it needs a digest and `today` does not."""

from hashlib import blake2b

from entregent.model.interaction import DIGEST_BITS, Interaction


def event_number(interaction: Interaction) -> int:
    """The number an event bears in every book: its instant, then 29 bits of its digest.

    Ordered by time, so that titles and search index grow at their end. Undated events get negative numbers of
    62 bits of digest. The digest covers channel, sender, sorted recipients (not bcc, which only the sender's copy
    holds), instant and normalised subject, or the uid alone where there is one (DESIGN §4, Idempotent).
    """
    channel, at, _, sender, to, cc, _, _, title, _, _, uid, _, _ = interaction
    if uid:
        text = f"{channel:d}\n{uid}\n{at}"
    else:
        # One recipient is the common case: no set, no sort.
        seen = to[0][1] if len(to) == 1 and not cc else ",".join(sorted({one[1] for one in (*to, *cc)}))
        text = f"{channel:d}\n{sender[1] if sender else ''}\n{seen}\n{at}\n{plain_subject(title)}"
    digest = int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    if at is None:
        return -1 - (digest >> 2)
    return (at << DIGEST_BITS) | (digest >> (64 - DIGEST_BITS))


def plain_subject(title: str) -> str:
    """A subject without case and surplus space, for comparing copies. Prefixes stay: a reply is another event."""
    return " ".join(title.lower().split())
