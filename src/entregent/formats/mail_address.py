"""Address lists of mail headers: RFC 5322 §3.4 with its obsolete forms, and what real clients wrote instead."""

import re
from collections.abc import Callable
from functools import partial
from typing import Final, Generic, NamedTuple, TypeVar

from entregent.formats.mail_words import decode_words
from entregent.text.charsets import decode_unlabelled
from entregent.text.emails import canonical_mail

LINE_BYTES: Final = 65_536
"""A longer field is cut here."""
MOST_KEPT: Final = 500
LONGEST_NAME: Final = 1000

Made = TypeVar("Made")


class Mailbox(NamedTuple):
    """A canonical address and the display name beside it, "" where there was none."""

    address: str
    name: str


_mailbox = partial(tuple.__new__, Mailbox)
_SPEC = rb"([A-Za-z0-9!#$%&*+/?^_{|}~.-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,200}[A-Za-z0-9])"
_PLAIN = re.compile(
    rb"(?:\"([^\"\\\x00-\x1f\x7f]*(?:\\[^\x00-\x1f\x7f][^\"\\\x00-\x1f\x7f]*)*)\"|([^\"\\()<>@,;:\x00-\x1f\x7f]*+))"
    rb" ?<" + _SPEC + rb">"
)
_BARE = re.compile(rb"<?" + _SPEC + rb">?(?: \(([^()\\\"\x00-\x1f\x7f]*)\))?")
_CHUNK = re.compile(rb"(?:[^\",]++|\"[^\"\\]*+(?:\\.[^\"\\]*+)*+\")++", re.DOTALL)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_UP_TO_BREAK = re.compile(r"\s*([^\s,;<>]*)")


def parse_mailbox(raw: bytes) -> Mailbox | None:
    """Parse one mailbox of the usual shapes quickly; None where only `parse_addresses` can tell."""
    match = _PLAIN.fullmatch(raw)
    if match:
        quoted, plain, address = match.groups()
        if quoted and b"\\" in quoted:
            quoted = _ESCAPED.sub(rb"\1", quoted)
        name = quoted or plain or b""
    else:
        match = _BARE.fullmatch(raw)
        if match is None:
            return None
        address, name = match[1], match[2] or b""
    shown = name.decode("ascii") if name.isascii() else decode_unlabelled(name)
    return _mailbox((address.decode("ascii").lower(), _display(shown) if shown else ""))


def _display(name: str) -> str:
    """A display name: encoded words decoded, one line, quotes around it gone."""
    if "=?" in name:
        name = decode_words(name)
    # Printable and no two blanks in a row: it is one line, as nearly all are.
    name = name.strip() if name.isprintable() and "  " not in name else " ".join(name.split())
    if name[:1] in "'\"" and len(name) > 1 and name[0] == name[-1]:
        name = name[1:-1].strip()
    if not name.isprintable():
        name = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME]


_TOKEN = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"|<([^<>]*)>|([(),;:<>"])|((?:[^"(),;:<>\\]|\\.?)+)', re.DOTALL)
_COMMENT_SIGN = re.compile(r"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_LOOSE_SIGN = re.compile(r" ?([.@]) ?")
_AT_WORD = re.compile(r"(\S+) at (\S+\.\S+)")


class _Scanner:
    """Reads one field from left to right, once; collects a mailbox's pieces until its comma."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Mailbox] = []
        self.phrase: list[str] = []
        self.quoted = False
        self.angle: str | None = None
        self.comments: list[str] = []
        self.waiting = ""
        """A name cut off by an unquoted comma: `Last, First <…>`."""
        self.comments_close = True

    def scan(self) -> list[Mailbox]:
        text, at, size = self.text, 0, len(self.text)
        while at < size:
            match = _TOKEN.match(text, at)
            if match is None:
                break
            at = match.end()
            if match[4] is not None:
                self.phrase.append(match[4])
            elif match[1] is not None:
                self._quoted(match[1], at)
            elif match[2] is not None:
                self._angle(match[2])
            else:
                at = self._sign(match[3], at)
        self._finish("")
        return self.found

    def _quoted(self, inner: str, at: int) -> None:
        """A quoted name; or a quoted local part, when the sign follows at once."""
        if self.text.startswith("@", at):
            self.phrase.append(f'"{inner}"')
        else:
            self.quoted = True
            self.phrase.append(_ESCAPE.sub(r"\1", inner) if "\\" in inner else inner)

    def _angle(self, inner: str) -> None:
        """An address in brackets; the first one counts, unless it was empty."""
        if not self.angle:
            self.angle = inner

    def _sign(self, sign: str, at: int) -> int:
        """Act on one special character; where to go on."""
        if sign == "(":
            return self._comment(at)
        if sign in ",;":
            self._finish(sign)
        elif sign == ":" and self.angle is None:
            # A group's name ends here (RFC 5322 §3.4), or a stray `mailto`.
            self.phrase, self.quoted, self.comments, self.waiting = [], False, [], ""
        elif sign == "<":
            # Never closed: the address ends at the first blank or comma.
            rest = _UP_TO_BREAK.match(self.text, at)
            if rest and "@" in rest[1]:
                self._angle(rest[1])
                return rest.end()
        elif sign == '"':
            self.phrase.append(" ")
        return at

    def _comment(self, at: int) -> int:
        """Take a comment, nested ones with it; an unclosed one is no comment."""
        depth = 1
        if self.comments_close:
            for match in _COMMENT_SIGN.finditer(self.text, at):
                depth += {"(": 1, ")": -1}.get(match[0], 0)
                if depth == 0:
                    self.comments.append(_ESCAPE.sub(r"\1", self.text[at : match.start()]))
                    return match.end()
        self.comments_close = False
        return at

    def _finish(self, sign: str) -> None:
        """A mailbox ends: keep it when it has an address."""
        phrase, comment = " ".join("".join(self.phrase).split()), " ".join(self.comments)
        if self.angle is not None:
            name = phrase if phrase else comment
            if self.waiting and not self.quoted and 0 < len(name.split()) <= 3:
                name = f"{self.waiting}, {name}"
            address = _bracketed(self.angle)
            if address is None and "@" in phrase:
                # `ann@x.org <ann>`: the brackets hold no address, the phrase does.
                address, name = _bare(phrase)[0], comment
            self._keep(address, name)
            self.waiting = ""
        elif "@" in phrase or _AT_WORD.fullmatch(phrase):
            address, name = (None, "") if self.quoted else _bare(phrase)
            self._keep(address or canonical_mail(phrase), name or comment)
            self.waiting = ""
        else:
            self.waiting = phrase if sign == "," and 0 < len(phrase.split()) <= 2 and not self.quoted else ""
        self.phrase, self.quoted, self.angle, self.comments = [], False, None, []

    def _keep(self, address: str | None, name: str) -> None:
        if address:
            self.found.append(Mailbox(address, _display(name)))


def _bracketed(inner: str) -> str | None:
    """The address between brackets: comments, route (RFC 5322 §4.4) and stray blanks taken out."""
    if "(" in inner:
        inner = re.sub(r"\([^()]*\)?", "", inner)
    inner = inner.strip()
    if inner.startswith("@"):
        inner = inner.rpartition(":")[2]
    found = canonical_mail(inner)
    if found is None and any(c.isspace() for c in inner):
        found = canonical_mail("".join(inner.split()))
    if found is None and "=?" in inner:
        found = canonical_mail(decode_words(inner))
    return found


def _bare(phrase: str) -> tuple[str | None, str]:
    """The address in text without brackets, and what stands before it as a name."""
    obscured = _AT_WORD.fullmatch(phrase)
    if obscured:
        return canonical_mail(f"{obscured[1]}@{obscured[2]}"), ""
    tight = _LOOSE_SIGN.sub(r"\1", phrase)
    found = canonical_mail(tight)
    if found:
        return found, ""
    words = phrase.split()
    for index, word in enumerate(words):
        if "@" in word:
            found = canonical_mail(word.strip("[]"))
            if found:
                return found, " ".join(words[:index])
    return None, ""


def parse_addresses(value: bytes) -> list[Mailbox]:
    """Parse an address list, however it is written, in linear time; entries without an address are left out.

    Commas and semicolons separate; groups are flattened; `"ann@a" <x@evil>` is x@evil only. Display names are decoded
    after the structure was read, so that an encoded comma splits nothing.
    """
    return _Scanner(decode_unlabelled(value[:LINE_BYTES])).scan()


def _parse_alone(chunk: bytes) -> Mailbox | None:
    """Parse an entry that stands for itself whatever its neighbours are; None where the whole field must be read."""
    if b":" in chunk or b";" in chunk or chunk.count(b"(") != chunk.count(b")") or b"<" not in chunk:
        return None
    found = parse_addresses(chunk)
    return found[0] if len(found) == 1 else None


class AddressReader(Generic[Made]):
    """Parses address fields with memory: whole values, then single mailboxes, because people write to the same people.

    `make` turns a canonical address and a name into what the caller wants to hold; it is called once per mailbox as
    long as the memory lasts. `known` holds what `read` gave for whole values, for callers in a hurry.
    """

    def __init__(
        self, make: Callable[[str, str], Made], *, most_values: int = 20_000, most_boxes: int = 100_000
    ) -> None:
        self._make = make
        self.known: dict[bytes, tuple[tuple[Made, ...], int]] = {}
        self._boxes: dict[bytes, tuple[str, Made]] = {}
        self._most_values, self._most_boxes = most_values, most_boxes

    def forget(self) -> None:
        """Empty the memory: what `read` gives stays the same."""
        self.known.clear()
        self._boxes.clear()

    def read(self, value: bytes) -> tuple[tuple[Made, ...], int]:
        """The mailboxes of a field, at most `MOST_KEPT`, without repetitions, and how many there were."""
        known = self.known.get(value)
        if known is not None:
            return known
        line = value if len(value) <= LINE_BYTES else value[:LINE_BYTES]
        # Cut at every comma first. That is right where every piece is known, for a piece that ends inside quotes
        # was never remembered; only then look for quotes.
        boxes = list(map(self._boxes.get, line.split(b",")))
        shown = _distinct(boxes) if all(boxes) else self._new_boxes(line)  # type: ignore[arg-type]
        result = shown[:MOST_KEPT], len(shown)
        if len(value) < 2000:
            if len(self.known) >= self._most_values:
                self.known.clear()
            self.known[value] = result
        return result

    def _new_boxes(self, line: bytes) -> tuple[Made, ...]:
        """The mailboxes of a field of which some are new."""
        known, found = self._boxes.get, []
        for chunk in _CHUNK.findall(line) if b'"' in line else line.split(b","):
            box = known(chunk)
            if box is None:
                bare = chunk.strip()
                if not bare:
                    continue
                box = known(bare) or self._new_box(bare)
                if box is None:
                    return _distinct([(box.address, self._make(*box)) for box in parse_addresses(line)])
                if len(self._boxes) < self._most_boxes:
                    self._boxes[chunk] = box
            found.append(box)
        return _distinct(found)

    def _new_box(self, bare: bytes) -> tuple[str, Made] | None:
        """Parse one entry and remember it; None where the whole field must be read."""
        parsed = parse_mailbox(b" ".join(bare.split()) if b"\n" in bare else bare) or _parse_alone(bare)
        if parsed is None:
            return None
        if len(self._boxes) >= self._most_boxes:
            self._boxes.clear()
        box = self._boxes[bare] = (parsed[0], self._make(parsed[0], parsed[1]))
        return box


def _distinct(boxes: list[tuple[str, Made]]) -> tuple[Made, ...]:
    """What was made of the mailboxes, the first of each address."""
    if len(boxes) == 1:
        return (boxes[0][1],)
    made = dict(boxes)
    if len(made) < len(boxes):
        # A dictionary keeps the first place of a key, and its last value: so backwards, for the first value.
        first = dict(reversed(boxes))
        return tuple([first[address] for address in made])
    return tuple(made.values())
