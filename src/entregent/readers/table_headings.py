"""What single headings of tables mean, in the words of many languages and programs."""

import re
from typing import Final

from entregent.readers.csv_headers import field_of, map_headers, normalised

OF_CONTACTS: Final = {
    "name": "name",
    "given": "first",
    "family": "last",
    "nickname": "nickname",
    "mail": "mail",
    "phone": "phone",
    "url": "url",
    "organisation": "organisation",
    "title": "title",
    "weak title": "title",
    "birthday": "birthday",
    "note": "note",
    "categories": "circle",
    "met on": "met",
}
_OWN: Final = {
    "name": "who|qui|wer|wie|persona|persoon|pessoa|kontaktperson|person|personne|people|participant|guest|invite"
    "|invitee|client|membre|member|customer|attendee",
    "date": "date|day|jour|when|quand|date time|date heure|contacted on|contact date|date de contact|last contact"
    "|dernier contact|date du contact|date of contact|timestamp|horodatage|datum|fecha|date de l echange",
    "time": "time|heure|hour|uhrzeit|hora",
    "channel": "channel|canal|medium|moyen|means|mode|type|type of contact|type de contact|contact type|how|comment"
    "|activity|activite|kind|nature",
    "direction": "direction|sens|way|in out|from me|initiated by|initiative",
    "duration": "duration|duree|length|minutes|dauer",
    "subject": "subject|objet|sujet|topic|theme|about|title of meeting|betreff|asunto",
    "circle": "circle|cercle|sphere|category|categorie|group|groupe",
    "met": "met|met on|first met|rencontre le|rencontre en|connu depuis|known since|met at|date de rencontre",
    "account": "account|compte|handle|username|user name|pseudo|identifiant",
    "note": "notes|note|remarks|remarques|details|comments|commentaires|resume|summary",
    "mail": "contact mail|mail pro|mail perso|courriel pro|courriel perso|e mail pro|e mail perso",
    "phone": "tel|mobile|gsm|natel|portable|cellulaire|no|tel mobile",
}
_MEANINGS: Final = {word: field for field, words in _OWN.items() for word in words.split("|")}
_OF_WORDS: Final = (
    ("mail", re.compile(r"\b(?:e ?mail|courriel|mail)s?\b")),
    ("phone", re.compile(r"\b(?:phone|telephone|mobile|cell\w*|tel)\b")),
    ("last", re.compile(r"\b(?:last name|nom de famille|surname|family name)\b")),
    ("first", re.compile(r"\b(?:prenom|first name|given name)\b")),
    ("name", re.compile(r"\b(?:nom|name)\b")),
    ("organisation", re.compile(r"\b(?:company|entreprise|organi[sz]ation|societe|employer|employeur)\b")),
    ("birthday", re.compile(r"\b(?:birth\w*|naissance|anniversaire)\b")),
)


def meaning_of(heading: str) -> str:
    """The field that a heading names by itself; "" where it names none."""
    plain = normalised(heading)
    of_contacts = map_headers([heading]).columns.get(0)
    if of_contacts is not None and of_contacts.field in OF_CONTACTS:
        return OF_CONTACTS[of_contacts.field]
    if plain in _MEANINGS:
        return _MEANINGS[plain]
    by_word = next((field for field, pattern in _OF_WORDS if pattern.search(plain)), "")
    return by_word or next((field for word in plain.split() if (field := _contact_word(word))), "")


def _contact_word(word: str) -> str:
    """What a single word of a heading means on a card, in any language: "voornaam" of "Voornaam klant"."""
    field = OF_CONTACTS.get(field_of(word), "") if len(word) > 3 else ""
    return field if field in ("name", "first", "last", "mail", "phone") else ""
