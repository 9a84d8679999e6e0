"""What a mail folder's or label's name says about its mail, in the languages of the common programs."""

import binascii
import re
from enum import Enum
from functools import lru_cache


class FolderKind(Enum):
    """What kind of mail lies in a folder. Trash and archives count as ordinary: the mail was real."""

    ORDINARY = "ordinary"
    SENT = "sent"
    DRAFT = "draft"
    SPAM = "spam"


def _names(listed: str) -> frozenset[str]:
    """The names between bars."""
    return frozenset(" ".join(name.split()) for name in listed.split("|"))


_SENT = _names(
    """
    sent | sent mail | sent items | sent messages | sentmail | sentitems | sent objects | outbox | envoye |
    envoyes | elements envoyes | messages envoyes | courrier envoye | courriers envoyes | objets envoyes | boite
    d'envoi | gesendet | gesendete objekte | gesendete elemente | gesendete | enviados | elementos enviados |
    mensajes enviados | itens enviados | inviati | posta inviata | messaggi inviati | verzonden | verzonden items
    | skickat | skickade objekt | sendt | wyslane | enviats | elements enviats
    """
)
_DRAFTS = _names(
    """
    draft | drafts | brouillon | brouillons | entwurf | entwurfe | borrador | borradores | bozze | rascunhos |
    concepten | utkast | templates | modeles | unsent messages
    """
)
_SPAM = _names(
    """
    spam | junk | junk mail | junk e mail | junk email | bulk mail | spams | indesirable | indesirables | courrier
    indesirable | courriel indesirable | pourriel | pourriels | spamverdacht | unerwunscht | junkmail | correo no
    deseado | posta indesiderata
    """
)
_ENDING = re.compile(r"\.(?:mbox|mbx|sbd|gz|msf|dir|eml)$")
_UTF7_WORD = re.compile(r"&([A-Za-z0-9+,]*)-")


@lru_cache(maxsize=4096)
def folder_kind(name: str) -> FolderKind:
    """Judge one folder or label by its name: `.INBOX.Sent`, `Envoy&AOk-s`, `sent_items`, `Sent.mbox` …"""
    text = _plain(name)
    for part in (text, *(text.split(".") if "." in text else ())):
        part = part.strip()  # noqa: PLW2901
        for kind, names in ((FolderKind.DRAFT, _DRAFTS), (FolderKind.SPAM, _SPAM), (FolderKind.SENT, _SENT)):
            if part in names:
                return kind
    return FolderKind.ORDINARY


def folders_kind(names: tuple[str, ...]) -> FolderKind:
    """Judge the folders on the way, the innermost first: `Sent/2019` holds sent mail."""
    for name in reversed(names):
        kind = folder_kind(name)
        if kind is not FolderKind.ORDINARY:
            return kind
    return FolderKind.ORDINARY


def _plain(name: str) -> str:
    """A folder's name without its program's dress: case, accents, `_`, suffixes, leading dots, modified UTF-7."""
    from unicodedata import combining, normalize

    if "&" in name:
        name = _UTF7_WORD.sub(_utf7_word, name)
    text = name.casefold().replace("’", "'")
    while (cut := _ENDING.sub("", text)) != text:
        text = cut
    text = "".join(c for c in normalize("NFKD", text) if not combining(c))
    return " ".join(text.replace("_", " ").replace("-", " ").lstrip(".").split())


def _utf7_word(match: re.Match[str]) -> str:
    """Decode one word of IMAP's modified UTF-7 (RFC 3501 §5.1.3)."""
    letters = match[1]
    if not letters:
        return "&"
    try:
        raw = binascii.a2b_base64(letters.replace(",", "/") + "=" * (-len(letters) % 4))
        return raw.decode("utf-16-be")
    except (binascii.Error, UnicodeDecodeError):
        return match[0]


@lru_cache(maxsize=4096)
def labels_kind(value: bytes) -> FolderKind:
    """Judge the labels of a Takeout message (X-Gmail-Labels): drafts and spam win over sent."""
    from entregent.formats.mail_words import decode_header_text

    kinds = {folder_kind(label.strip().strip('"')) for label in decode_header_text(value).split(",")}
    for kind in (FolderKind.DRAFT, FolderKind.SPAM, FolderKind.SENT):
        if kind in kinds:
            return kind
    return FolderKind.ORDINARY
