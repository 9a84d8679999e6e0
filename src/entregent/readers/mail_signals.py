"""Typed signals from a message's text: what the tie's page can use, without keeping a word of the text."""

import re
from typing import Final

from entregent.formats.mail_text import message_text, split_text
from entregent.model.interaction import Interaction
from entregent.text.emails import canonical_mail

Signals = tuple[tuple[str, str], ...]

MOST_SIGNALS: Final = 20
LONGEST_VALUE: Final = 200

_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"'()\[\]]{3,180}|\b(?:linkedin\.com/in|github\.com)/[\w-]{2,60}", re.I)
_PHONE = re.compile(r"(?<![\w/.:=-])\+?\(?\d[\d\s().\-]{6,18}\d(?![\w/])")
_SENTENCE = re.compile(r"[^.!?\n]{0,400}[.!?…\n]")
_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}|[A-ZÀ-ÖØ-Þ]\.)"
_NAME = rf"({_CAPITAL}(?:[ ](?:(?:de|du|des|la|le|van|von|der|di|da|al|el)[ ]){{0,2}}{_CAPITAL}){{0,3}})"
_INTRODUCTION = re.compile(
    r"(?:(?i:je (?:te|vous) présente|je (?:te|vous) mets? en (?:contact|relation|lien) avec|(?:te|vous) présenter"
    r"|rencontre(?:z)?\b|i(?:'d| would)? (?:like|love|want) to introduce(?: you to)?|let me introduce(?: you to)?"
    r"|introducing(?: you to)?|allow me to introduce(?: you to)?|(?:please )?meet\b|you should meet|cc[’']?ing"
    r"|copying(?: in)?|i(?:'ve| have) copied|connecting you (?:with|to)|mets? en copie|en copie,?|j[’']ajoute)"
    r",?\s+(?i:my (?:friend|colleague)|mon ami|mon amie|ma collègue|mon collègue)?,?\s*)" + _NAME
)
_PROMISE = re.compile(
    r"\b(?:i(?:[’']ll| will) (?:send|call|get back|follow up|forward|share|let you know|ping|email|write|check"
    r"|introduce|confirm|come back|bring|look into|try)|we(?:[’']ll| will) (?:send|get back|call|follow up|share)"
    r"|je (?:t[’']|vous |te |l[’']|le |la |les |lui )?(?:envoie(?:rai)?|enverrai|rappelle(?:rai)?|reviens|reviendrai"
    r"|appelle(?:rai)?|transmets|transmettrai|confirme(?:rai)?|écri(?:s|rai)|fais suivre|ferai suivre|tiens au courant"
    r"|tiendrai au courant)|on (?:te|vous|t[’']) (?:envoie|rappelle|enverra|rappellera)"
    r"|(?:d[’']ici|avant|au plus tard) (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|la fin)"
    r"|by (?:monday|tuesday|wednesday|thursday|friday|tomorrow|end of (?:day|week)|eod|eow))\b",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"\b(?:you|your|tu|te|toi|t[’']\w+|vous|ton|ta|tes|votre|vos|on|we|us|can|could|would|when|what|how|shall"
    r"|peux|pouvez|veux|voulez|es|êtes|as|avez|quand|comment|combien|pourquoi|qui|quel(?:le)?s?|est-ce|où|what[’']s)\b"
    r"|-(?:tu|vous|on)\b",
    re.IGNORECASE,
)
_FORWARD_HEAD = re.compile(
    r"(?:forwarded message|message transféré|begin forwarded message|original message|message d['’]origine"
    r"|message (?:réexpédié|original)|forwarded by)",
    re.IGNORECASE,
)
_FORWARD_TITLE = re.compile(r"^\s*(?:fwd?|tr|wg|rv|i|enc)\s?:", re.IGNORECASE)
_FORWARD_FROM = re.compile(r"^[>\s*]*(?:From|De|Von)\s?:\*?\s*(.{2,200})$", re.MULTILINE | re.IGNORECASE)
_ANY_ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")


def message_signals(header: bytes, body: bytes, found: Interaction) -> Signals:
    """The signals of a raw message, at most `MOST_SIGNALS`; the text is dropped."""
    return text_signals(message_text(header, body), found.title)


def text_signals(text: str, title: str = "") -> Signals:
    """Signals of a decoded text: link, phone, introduction, question, promise, forwarded-from, in that order.

    Links and phones are taken from the signature alone; introductions, questions and promises from what the author
    wrote now, never from a quote.
    """
    parts = split_text(text)
    signals: list[tuple[str, str]] = []
    signals += [("link", link.rstrip(".,;:")) for link in _LINK.findall(parts.signature)]
    signals += [("phone", " ".join(phone.split())) for phone in _phones(parts.signature)]
    prose = " ".join(parts.new.split())
    signals += [("introduction", match[1].rstrip(" .'’-")) for match in _INTRODUCTION.finditer(prose)]
    question = next((s for s in _sentences(parts.new) if s.endswith("?") and _ADDRESSED.search(s)), "")
    signals += [("question", question)] if question else []
    promise = next((s for s in _sentences(parts.new) if not s.endswith("?") and _PROMISE.search(s)), "")
    signals += [("promise", promise)] if promise else []
    forwarded = _forwarded_from(parts.quoted, title)
    signals += [("forwarded-from", forwarded)] if forwarded else []
    kept = dict.fromkeys((kind, value[:LONGEST_VALUE]) for kind, value in signals if value)
    return tuple(kept)[:MOST_SIGNALS]


def _phones(signature: str) -> list[str]:
    """Telephone numbers: 8 to 15 digits (E.164), no dates or amounts."""
    return [m[0] for m in _PHONE.finditer(signature) if 8 <= sum(c.isdigit() for c in m[0]) <= 15]


def _sentences(text: str) -> list[str]:
    """Sentences of the new text, lines joined, with their sign."""
    joined = "\n".join(" ".join(block.split()) for block in text.split("\n\n")) + "\n"
    return [sentence.strip() for sentence in _SENTENCE.findall(joined) if sentence.strip()]


def _forwarded_from(quoted: str, title: str) -> str:
    """Who wrote the message that is passed on: an address where one stands, else the name."""
    if not quoted or not (_FORWARD_TITLE.match(title) or "forward" in quoted[:80].lower() or "transf" in quoted[:80]):
        return ""
    head = quoted[:2000]
    if not _FORWARD_HEAD.search(head) and not _FORWARD_TITLE.match(title):
        return ""
    match = _FORWARD_FROM.search(head)
    if match is None:
        return ""
    address = _ANY_ADDRESS.search(match[1])
    return (canonical_mail(address[0]) if address else None) or match[1].strip().strip("*\"'").strip()
