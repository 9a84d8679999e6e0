"""A chain of sealed entries: each link holds a digest of the link before it, so that a change is seen.

The chain holds salted digests alone. What was said, and its salt, lie beside it: blanking them leaves a link that
still verifies and tells nothing. Whoever rewrites the whole chain rewrites it unseen: nothing is claimed against that.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

GENESIS: Final = bytes(32)
"""What the first link has before it."""
MOST_EXPLAINED: Final = 20
"""Of so many flaws it is worked out whether the entry was moved; of a chain in shreds that would take minutes."""
ERASED: Final = "erased"
"""The kind of an entry that tells which entries were blanked because somebody was forgotten."""


class Link(NamedTuple):
    """An entry of the chain: its number, instant (UTC seconds), kind, the entry that it is about, and two digests."""

    number: int
    at: int
    kind: str
    about: int
    content: bytes
    digest: bytes


class Content(NamedTuple):
    """What an entry says, beside the chain: None where it was blanked. `handle` is whom it is about, "mail:a@b"."""

    salt: bytes | None
    text: str | None
    handle: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing is left of it, nor of the salt that could prove a guess."""
        return self.salt is None and self.text is None and not self.handle


class Flaw(NamedTuple):
    """What is wrong with an entry: `signal` is altered, missing, reordered, content-altered or content-missing."""

    number: int
    signal: str


class Verdict(NamedTuple):
    """What a chain shows: how many links, which are of somebody forgotten, what is wrong, and the last digest."""

    links: int
    gaps: tuple[int, ...]
    flaws: tuple[Flaw, ...]
    head: str


def salted(salt: bytes, text: str, handle: str) -> bytes:
    """The digest of a content that nobody can guess at without the salt."""
    import hmac  # not for `today`: OpenSSL takes 15 ms to load

    return hmac.digest(salt, f"{handle}\0{text}".encode("utf-8", "surrogatepass"), "sha256")


def digest_of(previous: bytes, link: Link) -> bytes:
    """The digest that a link must bear after `previous`; its own is not looked at."""
    from hashlib import sha256

    kind = link.kind.encode("utf-8", "surrogatepass")
    told = b"".join(
        (
            previous,
            link.number.to_bytes(8, "big", signed=True),
            link.at.to_bytes(8, "big", signed=True),
            link.about.to_bytes(8, "big", signed=True),
            len(kind).to_bytes(8, "big"),
            kind,
            link.content,
        )
    )
    return sha256(told).digest()


def forged(previous: bytes, number: int, at: int, kind: str, about: int, content: bytes) -> Link:
    """A new link after `previous`."""
    bare = Link(number, at, kind, about, content, b"")
    return bare._replace(digest=digest_of(previous, bare))


def verify(chain: Sequence[Link], contents: Mapping[int, Content], *, last: int = 0) -> Verdict:
    """What is wrong with a chain, in the order of its numbers; `last` is the greatest number that was ever given.

    A blanked content is a gap where a later entry of the chain says so, else it is missing.
    """
    flaws = _flaws_of_links(chain)
    broken = {flaw.number for flaw in flaws}
    announced = _announced(chain, contents, broken)
    gaps = []
    for link in chain:
        content = contents.get(link.number)
        if content is not None and content.is_blank and link.number in announced:
            gaps.append(link.number)
        elif content is None or content.is_blank:
            flaws.append(Flaw(link.number, "content-missing"))
        elif link.number not in broken and not _fits(link, content):
            flaws.append(Flaw(link.number, "content-altered"))
    end = max((link.number for link in chain), default=0)
    beyond = [number for number in (*contents, last) if number > end]
    if beyond:
        flaws.append(Flaw(end + 1, "missing"))
    head = chain[-1].digest.hex() if chain else ""
    return Verdict(len(chain), tuple(gaps), tuple(sorted(set(flaws))), head)


def _fits(link: Link, content: Content) -> bool:
    if content.salt is None or content.text is None:
        return False
    return salted(content.salt, content.text, content.handle) == link.content


def _announced(chain: Iterable[Link], contents: Mapping[int, Content], broken: set[int]) -> set[int]:
    """Which entries the chain itself says were blanked."""
    found: set[int] = set()
    for link in chain:
        content = contents.get(link.number)
        if link.kind == ERASED and link.number not in broken and content is not None and _fits(link, content):
            found.update(json.loads(content.text or "{}").get("erased", ()))
    return found


def _flaws_of_links(chain: Sequence[Link]) -> list[Flaw]:
    flaws = []
    known = {GENESIS, *(link.digest for link in chain)}
    numbers = {link.number for link in chain}
    before = {GENESIS}
    expected = 1
    for link in chain:
        jumped = link.number != expected
        if jumped and expected not in numbers:
            flaws.append(Flaw(expected, "missing"))
        made = {digest_of(previous, link) for previous in before}
        moved = jumped and link.number < expected
        # After a missing entry the digest before is not known: the gap itself is the flaw.
        if link.digest not in made and not link.number > expected:
            moved = len(flaws) < MOST_EXPLAINED and _belongs_elsewhere(link, known, expected)
            flaws.append(Flaw(link.number, "reordered" if moved else "altered"))
        elif moved:
            flaws.append(Flaw(link.number, "reordered"))
        # One altered link is one flaw: the next may follow what stands there, or what should stand there.
        before = known if moved else {link.digest} if link.digest in made else {link.digest, *made}
        expected = link.number + 1
    return flaws


def _belongs_elsewhere(link: Link, known: set[bytes], expected: int) -> bool:
    """Whether a link is whole but for its place: it follows another digest of this chain, or bore another number."""
    if any(digest_of(previous, link) == link.digest for previous in known):
        return True
    near = range(max(expected - 2, 1), expected + 3)
    return any(
        digest_of(previous, link._replace(number=number)) == link.digest for previous in known for number in near
    )
