"""What WhatsApp itself writes into a chat, by language: media left out, messages deleted, calls, and its own notes.

Also how it names the files of a chat. A chat in a language that is not here is read all the same: its notes count as
messages where they bear a name, and its dates must speak for themselves.
"""

import re
from functools import partial
from typing import Final, NamedTuple

from entregent.formats.date_order import DAY_FIRST, MONTH_FIRST, YEAR_FIRST

_DELETED: Final = {
    "en": r"This message was deleted|You deleted this message",
    "fr": r"Ce message a été supprimé|(?:Vous avez|Tu as) supprimé ce message",
    "de": r"Diese Nachricht wurde gelöscht|Du hast diese Nachricht gelöscht",
    "es": r"Se (?:eliminó|ha eliminado) este mensaje|Este mensaje fue eliminado|Eliminaste este mensaje",
    "it": r"Questo messaggio è stato eliminato|Hai eliminato questo messaggio",
    "pt": r"Mensagem apagada|Esta mensagem foi (?:apagada|eliminada)|(?:Você apagou|Apagou|Eliminou) esta mensagem",
    "nl": r"Dit bericht (?:is|werd) verwijderd|(?:U hebt|Je hebt) dit bericht verwijderd",
}
_EDITED: Final = {
    "en": r"This message was edited",
    "fr": r"Ce message a été modifié",
    "de": r"Diese Nachricht wurde bearbeitet",
    "es": r"Se editó este mensaje|Mensaje editado",
    "it": r"Questo messaggio è stato modificato",
    "pt": r"Mensagem editada|Esta mensagem foi editada",
    "nl": r"Dit bericht (?:is|werd) bewerkt",
}
_OMITTED: Final = {
    "en": r"<?\b(?:image|video|audio|document|sticker|GIF|contact card|media|video note|view once \w+) omitted>?",
    "fr": r"<Médias? omis(?:es?)?>"
    r"|<?(?:image|vidéo|audio|document|sticker|GIF|fiche contact|photo) (?:absente?|omise?)>?",
    "de": r"<Medien (?:ausgeschlossen|weggelassen)>"
    r"|<?(?:Bild|Video|Audio|Dokument|Sticker|GIF|Kontaktkarte) weggelassen>?",
    "es": r"<(?:Multimedia|Archivo|Medios) omitidos?>"
    r"|<?(?:imagen|video|vídeo|audio|documento|sticker|GIF) omitid[oa]>?",
    "it": r"<Media omess[oi]>|<?(?:immagine|video|audio|documento|sticker|GIF) omess[oa]>?",
    "pt": r"<(?:Mídia|Arquivo de mídia|Ficheiro) ocult[oa]>"
    r"|<?(?:imagem|vídeo|áudio|documento|figurinha|GIF) ocultad?[oa]>?"
    r"|<Média omitida>",
    "nl": r"<Media (?:weggelaten|verwijderd)>|<?(?:afbeelding|video|audio|document|sticker|GIF) weggelaten>?",
}
_ATTACHED: Final = {
    "en": r"\(file attached\)|<attached:",
    "fr": r"\(fichier joint\)|<(?:pièce jointe|fichier joint)\s?:",
    "de": r"\(Datei angehängt\)|<Anhang:",
    "es": r"\((?:archivo|fichero) adjunto\)|<adjunto:",
    "it": r"\(file allegato\)|<allegato:",
    "pt": r"\((?:arquivo anexado|ficheiro anexado)\)|<anexado:|<anexo:",
    "nl": r"\(bestand bijgevoegd\)|<bijgevoegd:|<bijlage:",
}
_MISSED: Final = {
    "en": r"(?:Missed|Silenced) (?:group )?(?:voice|video) call\b.*",
    "fr": r"Appel (?:vocal|vidéo)(?: de groupe)? (?:manqué|mis en sourdine)\b.*",
    "de": r"Verpasster (?:Gruppen)?(?:-?[Ss]prach|-?[Vv]ideo)anruf\b.*",
    "es": r"(?:Llamada|Videollamada)(?: de voz| grupal)? perdida\b.*",
    "it": r"(?:Chiamata(?: vocale)?|Videochiamata)(?: di gruppo)? persa\b.*",
    "pt": r"(?:Chamada|Ligação) de (?:voz|vídeo)(?: em grupo)? perdida\b.*",
    "nl": r"Gemiste (?:spraak|video|audio)-?oproep\b.*",
}
_CALL: Final = {
    "en": r"(?:Voice|Video) call[.,]",
    "fr": r"Appel (?:vocal|vidéo)[.,]",
    "de": r"(?:Sprach|Video)anruf[.,]",
    "es": r"(?:Llamada(?: de voz)?|Videollamada)[.,]",
    "it": r"(?:Chiamata(?: vocale)?|Videochiamata)[.,]",
    "pt": r"(?:Chamada|Ligação) de (?:voz|vídeo)[.,]",
    "nl": r"(?:Spraak|Video|Audio)-?oproep[.,]",
}
_NOTED: Final = {
    "en": r"end-to-end encrypt|created (?:this )?group|added (?:you|\S)|changed (?:the|this|their|to)\b"
    r"|security code|joined|was added|were added|removed |left$|is a contact|disappearing messages"
    r"|pinned a message|blocked this"
    r"|your? number",
    "fr": r"chiffrés de bout en bout|chiffrement de bout en bout|a créé (?:le|ce) groupe|a ajouté|a changé"
    r"|code de sécurité|a rejoint|a quitté|a retiré|a supprimé \S|avez été ajouté|messages éphémères|a épinglé"
    r"|a modifié",
    "de": r"Ende-zu-Ende|Gruppe .*erstellt|hinzugefügt|hat .*geändert|Sicherheitsnummer|beigetreten|Gruppe verlassen"
    r"|entfernt|selbstlöschende",
    "es": r"cifrad[oa]s de extremo a extremo|creó (?:el|este) grupo|añadió|agregó|te añadi|cambió|código de seguridad"
    r"|se unió|salió|eliminó a|mensajes temporales",
    "it": r"crittografati end-to-end|crittografia end-to-end|ha creato (?:il|questo) gruppo|ha aggiunto|ha cambiato"
    r"|codice di sicurezza|ha abbandonato|ha rimosso|messaggi effimeri",
    "pt": r"(?:criptografia|encriptad\w+|protegid\w+).* ponta a ponta|criou (?:o|este) grupo|adicionou|mudou"
    r"|código de segurança|entrou usando|saiu$|removeu|mensagens temporárias",
    "nl": r"end-to-end versleuteld|heeft de groep|heeft .*toegevoegd|gewijzigd|beveiligingscode|neemt deel"
    r"|heeft .*verlaten|heeft .*verwijderd|verdwijnberichten",
}
_GROUP: Final = {
    "en": r"created (?:this )?group|added you|\bto this group|this group",
    "fr": r"a créé (?:le|ce) groupe|ce groupe|(?:vous|t)['’ ]a ajouté|avez créé (?:le|ce) groupe|le nom du groupe",
    "de": r"(?:die|diese|der|dieser) Gruppe",
    "es": r"(?:el|este|al) grupo",
    "it": r"(?:il|questo|del) gruppo",
    "pt": r"(?:o|este|do) grupo",
    "nl": r"(?:de|deze) groep",
}
_POLL: Final = {
    "en": r"POLL:|OPTION:",
    "fr": r"SONDAGE\s?:|OPTION\s:",
    "de": r"UMFRAGE:",
    "es": r"ENCUESTA:|OPCIÓN:",
    "it": r"SONDAGGIO:|OPZIONE:",
    "pt": r"ENQUETE:|SONDAGEM:|OPÇÃO:",
    "nl": r"PEILING:|POLL:|OPTIE:",
}
DAY_FIRST_LANGUAGES: Final = frozenset(("fr", "de", "es", "it", "pt", "nl"))
"""Everybody who writes in these puts the day before the month, or the year first, with four digits."""


def _all(*tables: dict[str, str]) -> str:
    return "|".join(f"(?:{pattern})" for table in tables for pattern in table.values())


def _by_language() -> re.Pattern[str]:
    languages = {
        language: "|".join(
            f"(?:{table[language]})" for table in (_DELETED, _EDITED, _OMITTED, _ATTACHED, _MISSED, _NOTED, _POLL)
        )
        for language in _DELETED
    }
    return re.compile("|".join(f"(?P<{language}>{pattern})" for language, pattern in languages.items()))


MARK: Final = "\u200e"
"""WhatsApp for iOS puts it before what it says itself."""
EDITED: Final = re.compile(rf"\s*{MARK}?<(?:{_all(_EDITED)})\.?>\s*$")
DELETED: Final = re.compile(rf"{MARK}?(?:{_all(_DELETED)})\.?(?: by admin .{{1,100}})?")
MEDIA: Final = re.compile(rf"(?:{_all(_OMITTED)}|{_all(_ATTACHED)})", re.IGNORECASE)
MISSED: Final = re.compile(rf"{MARK}?(?:{_all(_MISSED)})")
CALL: Final = re.compile(rf"{MARK}?(?:{_all(_CALL)})\s?{MARK}?(.{{1,40}})")
NOTED: Final = re.compile(_all(_NOTED))
ENCRYPTED: Final = re.compile(
    r"end-to-end encrypt|chiffrés de bout en bout|Ende-zu-Ende|cifrad[oa]s de extremo|end-to-end\.|ponta a ponta"
)
OF_A_GROUP: Final = re.compile(_all(_GROUP))
SPEAKING: Final = _by_language()
"""Which language speaks: the name of the group that matches."""

_LINK_WORD: Final = r"with|avec|mit|con|com|met|med|ile|z|kanssa|с контактом|с|на|-|–|—"
_FILE: Final = re.compile(
    rf"(?:whatsapp[\s-]*(?:chat|unterhaltung|keskustelu|sohbeti)?|(?:chat|discussion|conversation|conversa|conversación|чат|historial"
    rf"|cronologia|histórico|czat)\s+(?:de\s+|do\s+|della\s+)?whatsapp)\s*(?:{_LINK_WORD})\s+(.{{1,200}})",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(r"(?:\.txt|\.zip|\s\(\d{1,3}\)|\s+-\s+copy|_\d{8,})+$", re.IGNORECASE)
_YOU: Final = re.compile(r"\s*\((?:you|vous|toi|tu|du|tú|você|jij|u)\)$", re.IGNORECASE)
_DAY, _MONTH, _YEAR, _SEPARATOR = r"(?:dd|jj|tt)", "mm", r"(?:yyyy|aaaa|jjjj|yy|aa|jj)", r"[-._/ ]?"
_ORDERS: Final = tuple(
    (
        order,
        re.compile(
            rf"(?<![a-z]){_SEPARATOR.join(parts)}(?![a-z])|[(\[{{](?:{'|'.join(short)})[)\]}}]|(?<![a-z])\.{short[0]}(?=\.)",
            re.IGNORECASE,
        ),
    )
    for order, parts, short in (
        (DAY_FIRST, (_DAY, _MONTH, _YEAR), ("dmy", "jma", "tmj")),
        (MONTH_FIRST, (_MONTH, _DAY, _YEAR), ("mdy", "mja", "mtj")),
        (YEAR_FIRST, (_YEAR, _MONTH, _DAY), ("ymd", "amj", "jmt")),
    )
)


class Spoken(NamedTuple):
    """What a text is: "" for plain words, "media", "call", "missed", "deleted", or "note" where the app itself speaks.

    `text` is what stays the same however the chat is exported, and after it was edited.
    """

    kind: str
    text: str
    minutes: int = 0


NOTE: Final = Spoken("note", "")
_spoken = partial(tuple.__new__, Spoken)
_BARE: Final = re.compile(f"{DELETED.pattern}|{MISSED.pattern}")
_SHORT: Final = 80


def spoken(text: str) -> Spoken:
    """What the text of somebody's message is."""
    marked = MARK in text
    if not marked and "<" not in text and text[-1:] != ")":
        if len(text) <= _SHORT:
            if _BARE.match(text) is None:
                return _spoken(("", text, 0))
            if DELETED.fullmatch(text):
                return Spoken("deleted", "")
            if MISSED.fullmatch(text):
                return Spoken("missed", text)
        elif ENCRYPTED.search(text):
            return NOTE
        return Spoken("", text)
    text = EDITED.sub("", text)
    if DELETED.fullmatch(text):
        return Spoken("deleted", "")
    if MISSED.fullmatch(text):
        return Spoken("missed", text)
    called = CALL.fullmatch(text)
    if called is not None:
        minutes = _minutes(called[1])
        return Spoken("call" if minutes else "missed", text, minutes)
    if MEDIA.search(text):
        return Spoken("media", "media")
    return NOTE if text[:1] == MARK and NOTED.search(text) else Spoken("", text)


def _minutes(text: str) -> int:
    """How long a call took, from "5 min", "1 hr 3 min", "40 s"; 0 where nobody answered."""
    seconds = 0
    for number, unit in _SPAN.findall(text):
        seconds += int(number) * {"h": 3600, "s": 1}.get(unit.lower(), 60)
    return max(round(seconds / 60), 1) if seconds else 0


_SPAN: Final = re.compile(r"(\d{1,4})\s?([hms])", re.IGNORECASE)


def title_in(name: str) -> str:
    """Whom or which group a file's name says that its chat is with; "" where it does not."""
    found = _FILE.search(_ENDING.sub("", name.replace("_", " ") if " " not in name else name))
    if found is None:
        return ""
    title = found[1]
    for _, pattern in _ORDERS:
        title = pattern.sub("", title)
    return re.sub(r"\s*[(\[{]\s*[)\]}]\s*", " ", title).strip(" -_")


def without_you(title: str) -> tuple[str, bool]:
    """A title without the "(You)" of a chat with oneself, and whether it had one."""
    plain = _YOU.sub("", title)
    return plain, plain != title


def order_in(name: str) -> str:
    """The order of dates that a file's or folder's name gives ("dmy", "jj-mm-aaaa", "[mmddyy]"); "" without one."""
    return next((order for order, pattern in _ORDERS if pattern.search(name)), "")
