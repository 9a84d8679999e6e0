"""The readable text of a message: MIME parts walked within bounds, quotes cut away, the signature set apart."""

import re
from binascii import a2b_base64, a2b_qp
from html import unescape
from typing import Final, NamedTuple

from entregent.text.charsets import decode_labelled, decode_unlabelled

MOST_TEXT: Final = 65_536
DEEPEST: Final = 50
MOST_PARTS: Final = 1000

_HEADER_FIELD = r"\n%s[ \t]*:[ \t]*([^\n]{0,2000}(?:\n[ \t][^\n]{0,2000}){0,20})"
_TYPE = re.compile((_HEADER_FIELD % "content-type").encode(), re.IGNORECASE)
_ENCODING = re.compile((_HEADER_FIELD % "content-transfer-encoding").encode(), re.IGNORECASE)
_DISPOSITION = re.compile((_HEADER_FIELD % "content-disposition").encode(), re.IGNORECASE)
_BOUNDARY = re.compile(rb"boundary\s*=\s*(?:\"([^\"\n]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*\"?'?([^\s;\"']{1,64})", re.IGNORECASE)
_BLANK = re.compile(rb"\n\r?\n")


class _Part(NamedTuple):
    """A stretch of the body with its own header."""

    header: bytes
    body: bytes
    depth: int


def message_text(header: bytes, body: bytes) -> str:
    """The message's text as its reader saw it, at most 64 KB: its first plain part, else its first HTML part.

    `header` and `body` are raw. At most 1,000 parts, 50 levels deep, are looked at; attachments and attached messages
    are left alone.
    """
    waiting, seen, markup = [_Part(b"\n" + header.lstrip(b"\n"), body, 0)], 0, ""
    while waiting and seen < MOST_PARTS:
        part, seen = waiting.pop(), seen + 1
        kind, parameters = _content_type(part.header)
        if kind.startswith(b"multipart/"):
            if part.depth < DEEPEST:
                waiting.extend(reversed(_parts(part, parameters, MOST_PARTS - seen)))
        elif _attached(part.header):
            continue
        elif kind == b"text/plain":
            text = _decoded(part, parameters)
            if text.strip():
                return text
        elif kind == b"text/html" and not markup:
            markup = strip_html(_decoded(part, parameters))
    return markup


def _content_type(header: bytes) -> tuple[bytes, bytes]:
    match = _TYPE.search(header)
    if match is None:
        return b"text/plain", b""
    return match[1].partition(b";")[0].strip().lower(), match[1]


def _attached(header: bytes) -> bool:
    match = _DISPOSITION.search(header)
    return match is not None and match[1].strip().lower().startswith(b"attachment")


def _parts(part: _Part, parameters: bytes, most: int) -> list[_Part]:
    """The parts between the boundary's lines."""
    match = _BOUNDARY.search(parameters)
    if match is None:
        return []
    mark = b"\n--" + (match[1] or match[2]).rstrip()
    pieces = (b"\n" + part.body).split(mark, most + 1)[1 : most + 1]
    found = []
    for piece in pieces:
        if piece.startswith(b"--"):
            break
        blank = _BLANK.search(piece)
        inner = (piece[: blank.start()], piece[blank.end() :]) if blank else (piece, b"")
        found.append(_Part(*inner, part.depth + 1))
    return found


def _decoded(part: _Part, parameters: bytes) -> str:
    """A part's bytes out of their transfer encoding and charset, at most `MOST_TEXT` characters."""
    match = _ENCODING.search(part.header)
    encoding, raw = (match[1].strip().lower() if match else b""), part.body[: 3 * MOST_TEXT]
    if encoding == b"base64":
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
        whole = letters[:-1] if len(letters) % 4 == 1 else letters
        raw = a2b_base64(whole + b"=" * (-len(whole) % 4))
    elif encoding == b"quoted-printable":
        raw = a2b_qp(raw)
    raw = raw[:MOST_TEXT]
    charset = _CHARSET.search(parameters)
    text = decode_labelled(raw, charset[1].decode("latin-1")) if charset else decode_unlabelled(raw)
    return text.replace("\r\n", "\n").replace("\r", "\n")[:MOST_TEXT]


_HIDDEN = ("script", "style", "head", "title")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]*>|<!--|<[!?][^<>]*>")
_BLOCKS = frozenset(("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote", "hr", "ul", "ol"))


def strip_html(markup: str) -> str:
    """The text of HTML, block ends as line breaks, in one pass; blockquotes are left out, they are quotes."""
    pieces: list[str] = []
    at, quoted, lowered = 0, 0, markup.lower()
    unclosed: set[str] = set()
    while (match := _TAG.search(markup, at)) is not None:
        if not quoted:
            pieces.append(markup[at : match.start()].replace("\n", " "))
        at, name = match.end(), (match[2] or "").lower()
        ending = "-->" if match[0] == "<!--" else f"</{name}" if name in _HIDDEN and not match[1] else ""
        if ending and ending not in unclosed:
            end = lowered.find(ending, at)
            if end < 0:
                unclosed.add(ending)
            else:
                at = end + 3 if ending == "-->" else end
        elif name == "blockquote":
            quoted = max(0, quoted + (-1 if match[1] else 1))
        if name in _BLOCKS and not quoted:
            pieces.append("\n")
    if not quoted:
        pieces.append(markup[at:])
    return unescape("".join(pieces)).replace("\xa0", " ")


_QUOTE_HEAD = re.compile(
    r"^(?:"
    r"(?:On|Le|Am|El|Il|Op|Em|Den|W dniu)\b.{4,200}?"
    r"(?:wrote|écrit|ecrit|schrieb|escribió|ha scritto|schreef|escreveu|skrev)\s?:?"
    r"|.{0,100}\b(?:a écrit|wrote)\s?:"
    r"|-{2,}\s?(?:Original Message|Message d'origine|Message original|Ursprüngliche Nachricht|Mensaje original"
    r"|Forwarded message|Message transféré|Forwarded by .{0,80}|Reply Separator)\s?-*.{0,20}"
    r"|_{20,}"
    r"|Begin forwarded message\s?:|Début du message (?:réexpédié|transféré)\s?:"
    r")\s*$",
    re.IGNORECASE,
)
_QUOTE_FIELD = re.compile(r"^\*?(?:From|De|Von|Da)\s?:\*?\s", re.IGNORECASE)
_NEXT_FIELD = re.compile(
    r"^\*?(?:Sent|To|Date|Subject|Cc|Envoyé|À|A|Objet|Gesendet|An|Betreff)(?: le)?\s?:\*?", re.IGNORECASE
)
_SIGN_OFF = re.compile(r"^-- ?$|^—\s*$|^_{3,}$")
_CLOSING = re.compile(
    r"^(?:thanks|thank you|regards|best|best regards|kind regards|cheers|sincerely|yours|cordialement"
    r"|bien à (?:toi|vous)"
    r"|merci|amicalement|amitiés|à bientôt|bonne journée|salutations|sincères salutations|bises|take care|talk soon)\b"
    r".{0,20}$",
    re.IGNORECASE,
)


class SplitText(NamedTuple):
    """A text taken apart: what its author wrote now, the signature under it, and what was quoted or forwarded."""

    new: str
    signature: str
    quoted: str


def split_text(text: str) -> SplitText:
    """Cut quotes first, then the signature: the lines after `-- `, or the few after a closing word."""
    fresh: list[str] = []
    lines = text[:MOST_TEXT].split("\n")
    quoted_from = len(lines)
    for number, line in enumerate(lines):
        plain = line.strip()
        if plain.startswith(">"):
            continue
        if _starts_quote(plain, lines, number):
            quoted_from = number
            break
        fresh.append(line)
    sign = _signature_at(fresh)
    return SplitText("\n".join(fresh[:sign]), "\n".join(fresh[sign:]), "\n".join(lines[quoted_from:]))


def _starts_quote(plain: str, lines: list[str], number: int) -> bool:
    """Tell the line that heads a quoted message; it may be broken over two lines."""
    if not plain or len(plain) > 300:
        return False
    if _QUOTE_HEAD.match(plain):
        return True
    follow = [line.strip() for line in lines[number + 1 : number + 4]]
    if plain.startswith(("On ", "Le ", "Am ")) and follow and _QUOTE_HEAD.match(f"{plain} {follow[0]}"[:400]):
        return True
    return bool(_QUOTE_FIELD.match(plain)) and any(_NEXT_FIELD.match(line) for line in follow)


def _signature_at(lines: list[str]) -> int:
    """The line where the signature begins; the number of lines when there is none."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    for number in range(end - 1, max(-1, end - 15), -1):
        if _SIGN_OFF.match(lines[number].rstrip("\n")):
            return number + 1
    for number in range(end - 1, max(-1, end - 12), -1):
        if _CLOSING.match(lines[number].strip()):
            return number
    return len(lines)
