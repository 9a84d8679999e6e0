"""Subject lines and titles as they may be quoted to whoever wrote them; what reads like a machine’s is not used."""

import re
from typing import Final

from entregent.coaching.openers.address import fits
from entregent.coaching.openers.heavy import is_heavy
from entregent.text.scripts import fold, without_invisible, without_mojibake, word_set

LONGEST: Final = 60
_PREFIX: Final = re.compile(
    r"^\s*(?:(?:re|ré|rép|fw|fwd|tr|wg|aw|sv|vs|réf|ref|transf|ext|spam)\s?(?:\[\d+\])?\s?:|\[[^\]]{0,40}\]|\([^)]{0,12}\)(?=\s*re\b))\s*",
    re.IGNORECASE,
)
_MACHINE: Final = re.compile(
    r"^(?:invitation|updated invitation|invitation mise a jour|accept\w*|declin\w*|refus\w*|tentativ\w*|provisoire"
    r"|annul\w*|cancel\w*|out of office|absen\w*|reponse automatique|automatic reply|auto\b.*|undeliver\w*"
    r"|delivery|notification|newsletter|infolettre|receipt|recu|votre commande|your order|commande|order"
    r"|confirm\w*|facture|invoice|paiement|payment|rappel|reminder|verif\w*|mot de passe|password|alert\w*"
    r"|bienvenue|welcome|test\b.*"
    r"|no subject|sans objet|sans titre|untitled|none|null|invite\b.*|missed call|appel manque|voicemail)\b(?!.{25})"
)
_PLAIN: Final = word_set("""
    allo bonjour salut coucou hello hi hey question questions photo photos merci thanks thank you info infos infos
    document documents fichier file files urgent important suivi follow up update news nouvelles cv rdv call appel
    demande request lien link test yo bonsoir aujourd'hui demain rencontre reunion meeting re fw ca fait un une bail
    longtemps petite petit des de le la the a quick just checking in long time no see catching mot rapide for pour toi
    vous you from note hier today tomorrow
""")
_TICKET: Final = re.compile(
    r"#\s?\d+|\b[A-Z]{2,}-\d+\b|\b(?:ticket|case|incident|order|commande|dossier)\s*(?:no|n°|#)?\s*\d+", re.I
)
_ODD: Final = re.compile(
    r"[@<>\[\]{}|\\\"“”«»„*_=~^#\x00-\x1f]|https?:|www\.|\.\w{2,4}\b/|\d{5,}|[\U00010000-\U0010ffff]|[☀-➿]"
)
_LETTERS: Final = re.compile(r"[^\W\d_]")


def quotable(title: str, *, address: str = "", names: tuple[str, ...] = ()) -> str:
    """A title without its prefixes, to be set between quotation marks; "" for one that is better left alone.

    Left alone: what a machine wrote, tickets, questions, capitals, the over-long, hard times, what names the reader
    (`names`), and in French what speaks the other form of address.
    """
    text = " ".join(without_invisible(without_mojibake(title)).split())
    while (shorter := _PREFIX.sub("", text, count=1)) != text:
        text = shorter
    text = text.strip(" .,:;–—-…").replace("'", "’")
    if not 4 <= len(text) <= LONGEST or text.endswith("?") or text.count("(") != text.count(")"):
        return ""
    if _ODD.search(text) or _TICKET.search(text):
        return ""
    words = re.findall(r"\w+", fold(text))
    if len(_LETTERS.findall(text)) < 4 or _is_loud(text) or _MACHINE.search(" ".join(words)) or set(words) <= _PLAIN:
        return ""
    if is_heavy(text) or (address and not fits(text, address)) or (text.islower() and "." in text):
        return ""
    named = {part for name in names for part in re.findall(r"\w+", fold(name)) if len(part) > 2}
    return text if named.isdisjoint(words) else ""


def _is_loud(text: str) -> bool:
    """Mostly capitals."""
    letters = _LETTERS.findall(text)
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) > len(letters) * 0.6
