"""What the columns of contact tables mean: headers of many producers in many languages."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

OWN_KEY: Final = "entregent key"
"""The (normalised) header that marks our own exports, whose cells are guarded against formulas."""


class Column(NamedTuple):
    """What a column holds: a field, for handles a label, and a number where values and labels come in pairs."""

    field: str
    label: str = ""
    number: int = 0


class Mapping(NamedTuple):
    """How a header row was understood: columns by index, producer, language, names of columns that say nothing."""

    columns: dict[int, Column]
    producer: str
    language: str
    unmapped: tuple[str, ...]

    def has(self, *fields: str) -> bool:
        """Whether one of the fields has a column."""
        return any(column.field in fields for column in self.columns.values())


# field: language: headers. Normalised: lower case, no accents, only letters, digits and single spaces.
_TABLE: Final[dict[str, dict[str, str]]] = {
    "name": {
        "en": "name|full name|display name|contact name|contact|person|formatted name|fn",
        "fr": "nom complet|nom affiche|nom a afficher|nom d affichage|nom et prenom|prenom et nom|nom prenom"
        "|prenom nom",
        "de": "anzeigename|vollstandiger name|vor und nachname",
        "es": "nombre completo|nombre y apellidos|nombre para mostrar|mostrar nombre",
        "it": "nome completo|nome visualizzato|nome da visualizzare|nome e cognome",
        "pt": "nome completo|nome de exibicao|nome para exibicao",
        "nl": "naam|volledige naam|weergavenaam",
    },
    "given": {
        "en": "first name|given name|firstname|givenname|forename|first",
        "fr": "prenom|prenoms",
        "de": "vorname",
        "es": "nombre|nombre de pila|primer nombre",
        "it": "nome",
        "pt": "primeiro nome|nome proprio|nome",
        "nl": "voornaam",
    },
    "family": {
        "en": "last name|family name|surname|lastname|familyname|last",
        "fr": "nom de famille|nom",
        "de": "nachname|familienname",
        "es": "apellidos|apellido",
        "it": "cognome",
        "pt": "sobrenome|apelido|ultimo nome",
        "nl": "achternaam",
    },
    "middle": {
        "en": "middle name|additional name|middlename|middle",
        "fr": "deuxieme prenom|second prenom|autre prenom",
        "de": "weitere vornamen|zweiter vorname",
        "es": "segundo nombre",
        "it": "secondo nome",
        "pt": "segundo nome|nome do meio",
        "nl": "tweede voornaam|tussenvoegsel|middelste naam",
    },
    "nickname": {
        "en": "nickname|nick name|short name|alias",
        "fr": "surnom|pseudo|pseudonyme|diminutif",
        "de": "spitzname",
        "es": "apodo|alias",
        "it": "soprannome",
        "pt": "apelido|alcunha",
        "nl": "bijnaam|roepnaam",
    },
    "former": {"en": "maiden name|birth name|former name", "fr": "nom de jeune fille|nom de naissance"}
    | {"de": "geburtsname", "es": "apellido de soltera", "it": "cognome da nubile", "nl": "meisjesnaam"},
    "mail": {
        "en": "email|e mail|mail|email address|e mail address|primary email|secondary email|email 2|email 3|emails"
        "|e mail 2 address|e mail 3 address|alternate email|alternate email 1|alternate email 2|additional email"
        "|email address 2|email address 3|e mail address 2|e mail address 3|other email|work email|home email"
        "|personal email",
        "fr": "courriel|courriels|adresse courriel|adresse de courriel|adresse mail|adresse e mail|adresse email"
        "|adresse de messagerie|adresse de messagerie 2|adresse de messagerie 3|adresse electronique|courriel 2|mel"
        "|adresse electronique principale|premiere adresse electronique|deuxieme adresse electronique"
        "|adresse electronique secondaire|adresse principale|adresse secondaire|autre courriel|adresse e mail 2"
        "|courriel principal|courriel secondaire",
        "de": "e mail adresse|primare e mail adresse|sekundare e mail adresse|emailadresse|e mail 2 adresse"
        "|e mail 3 adresse|zweite e mail adresse",
        "es": "correo|correo electronico|direccion de correo electronico|direccion de correo electronico 2"
        "|direccion de correo electronico 3|correo electronico principal|correo electronico secundario|correo e",
        "it": "indirizzo e mail|posta elettronica|indirizzo posta elettronica|indirizzo di posta elettronica"
        "|email primaria|email secondaria|indirizzo email",
        "pt": "endereco de email|endereco de e mail|correio electronico|correio eletronico|email principal"
        "|email secundario|e mail principal",
        "nl": "e mailadres|e mail adres|emailadres|primair e mailadres|secundair e mailadres|e mailadres 2",
    },
    "phone": {
        "en": "phone|phones|telephone|tel|phone number|phone numbers|mobile|mobile phone|mobile number|cell|cell phone"
        "|cellphone|home phone|home phone 2|work phone|business phone|business phone 2|other phone|primary phone"
        "|car phone|callback|phone 2|telephone number|office phone|whatsapp phone numbers",
        "fr": "telephone|telephones|numero de telephone|numero|portable|mobile|cellulaire|cell|tel mobile|tel portable"
        "|telephone mobile|telephone portable|tel portatif|telephone bureau|telephone 2 bureau|telephone domicile"
        "|telephone 2 domicile|telephone principal|autre telephone|tel bureau|tel domicile|telephone professionnel"
        "|telephone personnel|tel professionnel|tel personnel|portatif|telephone cellulaire",
        "de": "telefon|handy|mobiltelefon|telefon geschaftlich|telefon privat|telefon geschaftlich 2|telefon privat 2"
        "|telefonnummer|mobilnummer|weiteres telefon|haupttelefon|tel dienstlich|tel privat",
        "es": "telefono|movil|celular|telefono movil|telefono del trabajo|telefono del domicilio|telefono particular"
        "|numero de telefono|otro telefono|telefono principal|tel movil",
        "it": "telefono|cellulare|telefono cellulare|tel ufficio|telefono ufficio|telefono casa|abitazione|ufficio"
        "|numero di telefono|altro telefono",
        "pt": "telefone|celular|telemovel|telefone celular|telefone comercial|telefone residencial|numero de telefone"
        "|outro telefone",
        "nl": "telefoon|mobiel|mobiele telefoon|telefoon werk|telefoon thuis|telefoonnummer|telefoon op werk|gsm",
    },
    "url": {
        "en": "url|website|web page|webpage|web page 1|web page 2|personal web page|business web page|homepage"
        "|personal website|business website|profile url|linkedin url|linkedin|linkedin profile|web site|profile",
        "fr": "site web|page web|site internet|page web 1|page web 2|site web personnel|site web professionnel|lien"
        "|profil|profil linkedin|adresse web",
        "de": "webseite|internetseite|webseite 1|webseite 2|web seite",
        "es": "pagina web|sitio web|pagina web 1|pagina web 2",
        "it": "sito web|pagina web|pagina web 1|pagina web 2",
        "pt": "pagina da web|site|pagina web|sitio web",
        "nl": "webpagina|webpagina 1|webpagina 2",
    },
    "organisation": {
        "en": "company|organization|organisation|organization name|organization 1 name|employer|company name|companies",
        "fr": "societe|entreprise|organisation|employeur|compagnie|nom de l entreprise|raison sociale",
        "de": "firma|unternehmen|organisation|arbeitgeber",
        "es": "empresa|compania|organizacion|organizacion",
        "it": "societa|azienda|organizzazione|ditta",
        "pt": "empresa|organizacao|companhia",
        "nl": "bedrijf|organisatie|werkgever",
    },
    "title": {
        "en": "job title|position|organization title|organization 1 title|role|occupation",
        "fr": "profession|poste|fonction|titre du poste|intitule du poste|titre professionnel|metier",
        "de": "position|berufsbezeichnung|beruf|stelle",
        "es": "cargo|puesto|titulo del trabajo",
        "it": "posizione|qualifica|mansione|professione",
        "pt": "cargo|funcao|profissao",
        "nl": "functie|beroep",
    },
    "weak title": {"en": "title", "fr": "titre", "de": "titel", "es": "titulo", "it": "titolo"},
    "birthday": {
        "en": "birthday|birth date|date of birth|birthdate|dob",
        "fr": "anniversaire|date de naissance|naissance",
        "de": "geburtstag|geburtsdatum",
        "es": "cumpleanos|fecha de nacimiento",
        "it": "compleanno|data di nascita",
        "pt": "aniversario|data de nascimento",
        "nl": "verjaardag|geboortedatum",
    },
    "birth year": {"en": "birth year", "fr": "annee de naissance", "de": "geburtsjahr", "es": "ano de nacimiento"}
    | {"it": "anno di nascita", "pt": "ano de nascimento", "nl": "geboortejaar"},
    "birth month": {"en": "birth month", "fr": "mois de naissance", "de": "geburtsmonat", "es": "mes de nacimiento"}
    | {"it": "mese di nascita", "pt": "mes de nascimento", "nl": "geboortemaand"},
    "birth day": {"en": "birth day", "fr": "jour de naissance", "es": "dia de nacimiento"}
    | {"it": "giorno di nascita", "pt": "dia de nascimento", "nl": "geboortedag"},
    "anniversary": {
        "en": "anniversary|wedding anniversary",
        "fr": "anniversaire de mariage|anniversaire de mariage ou fete",
        "de": "jahrestag|hochzeitstag",
        "es": "aniversario",
        "it": "anniversario",
        "nl": "trouwdag|speciale datum",
    },
    "note": {
        "en": "notes|note|comments|comment",
        "fr": "remarques|commentaires|commentaire",
        "de": "notizen|notiz|bemerkungen",
        "es": "notas|nota",
        "it": "annotazioni|appunti",
        "pt": "anotacoes|observacoes",
        "nl": "notities|opmerkingen",
    },
    "categories": {
        "en": "categories|category|labels|group membership|groups|tags|tag|list",
        "fr": "categories|categorie|groupes|groupe|etiquettes|libelles|sphere|spheres",
        "de": "kategorien|gruppen",
        "es": "categorias|grupos|etiquetas",
        "it": "categorie|gruppi",
        "pt": "categorias|marcadores",
        "nl": "categorieen|groepen",
    },
    "spouse": {"en": "spouse|partner", "fr": "conjoint e|conjoint|conjointe", "de": "partner in|ehepartner"}
    | {"es": "conyuge", "it": "coniuge", "pt": "conjuge", "nl": "echtgenoot|partner"},
    "child": {"en": "children", "fr": "enfants|enfant", "de": "kinder", "es": "hijos", "it": "figli", "pt": "filhos"},
    "assistant": {"en": "assistant s name|assistant", "fr": "nom de l assistant e|assistant e", "de": "name assistent"},
    "manager": {"en": "manager s name|manager", "fr": "responsable|gestionnaire", "de": "manager|vorgesetzter"},
    "met on": {
        "en": "connected on",
        "fr": "relation etablie le|connexion etablie le|connecte le|relation depuis le|date de connexion",
        "de": "verbunden am|kontakt seit",
        "es": "conectado el|fecha de conexion",
        "it": "collegato il|connesso il",
        "pt": "conectado em|conexao em|ligado em",
        "nl": "verbonden op|gekoppeld op",
    },
    "account skype": {"en": "skype|skype id"},
    "account twitter": {"en": "twitter|x handle|twitter handle"},
    "account telegram": {"en": "telegram"},
    "account aim": {"en": "screen name|aim", "fr": "pseudo aim"},
    "uid": {"en": "uid|entregent key"},
}

# Companies' shared lines, machines and honorifics: known, and of no use for a person.
_IGNORED: Final = re.compile(
    r".*\b(fax|telecopie\w*|telecopieur|pager|telex|isdn|rnis|company main phone|assistant s phone|radio phone|tty tdd"
    r"|photo|phonetic|suffix|suffixe|prefix|initials|initiales|file as|street|city|state|zip\w*|postal|country"
    r"|address \d|rue|ville|code postal|pays|custom \d|custom field \d.*|pob\w*|po box|hausnummer|strasse|plz|ort)\b.*"
)
# Google: "E-mail 1 - Value", "Phone 2 - Label"; a kind of value, its number, and what the column tells of it.
_NUMBERED: Final = re.compile(
    r"(.+?) (\d{1,2}) (value|type|label|service|valeur|libelle|wert|valor|etichetta|valore|waarde)"
)
_NUMBERED_KINDS: Final = {
    "e mail": "mail",
    "email": "mail",
    "courriel": "mail",
    "adresse e mail": "mail",
    "correo electronico": "mail",
    "phone": "phone",
    "telephone": "phone",
    "telefon": "phone",
    "telefono": "phone",
    "telefone": "phone",
    "telefoon": "phone",
    "website": "url",
    "site web": "url",
    "webseite": "url",
    "relation": "relation",
    "event": "event",
    "im": "account",
}
_LABEL_WORDS: Final = frozenset(("type", "label", "libelle", "service", "etichetta"))
_LABELLED: Final = (
    ("cell", re.compile(r"mobile?\b|cell|portable|portatif|handy|movil|telemovel|gsm|mobiel")),
    ("work", re.compile(r"work|business|bureau|professionnel|geschaftlich|dienstlich|trabajo|ufficio|comercial|werk")),
    ("home", re.compile(r"home|domicile|personal|personnel|privat|particular|casa|residencial|thuis|abitazione")),
)


def normalised(header: str) -> str:
    """A header without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", header.strip().lower()[:200])
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def _by_header() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for field, languages in _TABLE.items():
        for language, headers in languages.items():
            for header in headers.split("|"):
                found.setdefault(header, []).append((field, language))
    return found


_MEANINGS: Final = _by_header()


def field_of(word: str) -> str:
    """The field that a single heading names, whatever stands beside it; "" for none."""
    meanings = _MEANINGS.get(normalised(word))
    return meanings[0][0] if meanings else ""


def map_headers(cells: Sequence[str]) -> Mapping:
    """What a row of headers means. A word that means different things is read in the language of the others."""
    names = [normalised(cell) for cell in cells]
    spoken = Counter(language for name in names for _, language in _MEANINGS.get(name, ()))
    language = max(spoken, key=lambda each: (spoken[each], each == "en")) if spoken else "en"
    columns: dict[int, Column] = {}
    unmapped = []
    for index, name in enumerate(names):
        column = _column(name, language)
        if column is not None:
            columns[index] = column
        elif name and not _IGNORED.fullmatch(name):
            unmapped.append(cells[index].strip()[:60])
    _settle(columns)
    return Mapping(columns, _producer(set(names)), language, tuple(unmapped[:50]))


def _column(name: str, language: str) -> Column | None:
    numbered = _NUMBERED.fullmatch(name)
    if numbered is not None and numbered[1] in _NUMBERED_KINDS:
        kind = _NUMBERED_KINDS[numbered[1]]
        if numbered[3] == "service":
            return Column("service of account", number=int(numbered[2]))
        return Column(f"label of {kind}" if numbered[3] in _LABEL_WORDS else kind, number=int(numbered[2]))
    meanings = _MEANINGS.get(name)
    if not meanings:
        return None
    field = next((field for field, spoken in meanings if spoken == language), meanings[0][0])
    label = next((label for label, words in _LABELLED if words.search(name)), "") if field in ("mail", "phone") else ""
    return Column(field, label)


def _settle(columns: dict[int, Column]) -> None:
    """Read words that depend on their neighbours: "Nom" beside "Prénom", "Title" beside "Job Title"."""
    fields = {column.field for column in columns.values()}
    for index, column in list(columns.items()):
        beside = {"family": "given", "given": "family"}.get(column.field)
        if beside and beside not in fields and "name" not in fields:
            columns[index] = column._replace(field="name")
        elif column.field == "weak title":
            if "title" in fields:
                del columns[index]
            else:
                columns[index] = column._replace(field="title")


def _producer(names: set[str]) -> str:
    if OWN_KEY in names:
        return "entregent"
    if any(_NUMBERED.fullmatch(name) for name in names):
        return "google"
    if names & {normalised(word) for word in _LINKEDIN_DATES} and len(names) < 12:
        return "linkedin"
    if names & {"e mail display name", "e mail 2 address", "adresse de messagerie", "e mail angezeigter name"}:
        return "outlook"
    if names & _THUNDERBIRD_MAILS:
        return "thunderbird"
    if {"first", "last", "email"} <= names:
        return "yahoo"
    return "other"


_LINKEDIN_DATES: Final = [header for headers in _TABLE["met on"].values() for header in headers.split("|")]
_THUNDERBIRD_MAILS: Final = frozenset(
    ("primary email", "adresse electronique principale", "primare e mail adresse", "premiere adresse electronique")
)
