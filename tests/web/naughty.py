"""Naughty strings: what a stranger may have put in a name, a subject, a card, a file's name; and a book full of it."""

from pathlib import Path

from tests.cast import INES, MARIE, SOLENE, Friend, card, letter, new_book, write_both_ways, write_cards
from tests.cast import exchange as exchanged

from entregent.app.book import Book
from entregent.app.commitment_views import SealDraft
from entregent.app.views import UndecidedStep

NAUGHTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<base href=//foreign.example/><a href=x>x</a>",
    "<meta http-equiv=refresh content='0;url=//foreign.example'>",
    "<form action=//foreign.example><button>x",
    "<link rel=stylesheet href=//foreign.example/x.css>",
    '" autofocus onfocus=alert(1) x="',
    "' hx-get='//foreign.example' hx-trigger='load' x='",
    "<div hx-on:load='alert(1)' hx-get='/undo' hx-trigger=load>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "{{7*7}} {% raw %} {# x",
    "${alert(1)} #{7*7} <%= 7*7 %>",
    "%s %d {0} {n} {name} {name.__class__} %(x)s",
    "'; DROP TABLE part; --",
    '" OR 1=1 NEAR(a b) *',
    "\u202eevil\u202c \u2066x\u2069 bidi",
    "a\u200bb\u200cc\u200dd zero\ufeff width",
    "e" + "\u0301" * 200,
    "W" * 400,
    "محمد العربي שלום",
    "👩‍👩‍👧‍👦🏳️‍🌈 emoji 𝕱𝖆𝖓𝖈𝖞",
    "line\u2028separator\u2029here",
    "bell\x07 escape\x1b[31m tab\there",
    "../../../etc/passwd",
    "-1e999 NaN null undefined",
]


def in_file_names(text: str) -> str:
    """The text as a file's name can hold it."""
    return text.replace("/", "∕").replace("\x00", "")[:80]


def hostile_book(path: Path) -> Book:
    """A book whose every text is hostile: through the readers, and through the owner's own verbs."""
    book = new_book(path)
    book.import_paths([str(_exports(path.parent / "exports"))], me=[SOLENE.mail])
    people = [_add(book, number, text) for number, text in enumerate(NAUGHTY)]
    for number, (person, text) in enumerate(zip(people, NAUGHTY, strict=True)):
        book.edit(person, organisation=text, title=text, birthday="1980-03-02")
        book.promise(person, text, by="2026-03-09")
        if number % 3 == 1 and text.strip():
            own = SealDraft(who=person, what=text, at="2026-03-09T10:00", cue=text, stakes=text)
            book.seal(own._replace(witness="w@hill.example", may_name=True, ask=text, kept=text))
        if number % 3 == 0:
            book.log([person], channel="call", outcome="talked", at="2026-02-20", note=text)
            book.circle([person], f"c{text}"[:60])
        book.put_aside(UndecidedStep(f"k{number}", text[:200], "talked", "call", text, "", ()))
    for first, level in enumerate(("close", "valued", "nurtured")):
        book.level(people[first::3], level)
    book.set_setting("language", "en")
    book.make_ready()
    return book


def _add(book: Book, number: int, text: str) -> str:
    """Somebody of this name, known through the one before."""
    via = "" if number == 0 else f"n{number - 1}@foreign.example"
    done = book.add(
        text, handles=[f"n{number}@foreign.example", f"x:{text[:40]}"], met=text, via=via, circle="", note=text
    )
    return str(done.people[0][0])


def _exports(folder: Path) -> Path:
    """Mail, cards and broken files whose every text is hostile."""
    letters = [*exchanged(MARIE, range(0, 400, 30)), letter(401, INES, SOLENE, "Une question ?")]
    cards = []
    for number, text in enumerate(NAUGHTY):
        flat = text.replace("\r", " ").replace("\n", " ").replace(",", "\\,").replace(";", "\\;")
        quoted = flat.replace("\\", "").replace('"', "'")
        friend = Friend(f'"{quoted}"', f"m{number}@foreign.example")
        letters += exchanged(friend, (300 + number, 350 + number), quoted)
        lines = (f"ORG:{flat}", f"TITLE:{flat}", f"NOTE:{flat}", f"URL:{flat}", f"CATEGORIES:{flat}", f"TEL:{flat}")
        cards.append(card(Friend(flat, f"m{number}@foreign.example"), *lines))
    write_both_ways(folder / in_file_names(NAUGHTY[1]), letters)
    write_cards(folder / f"{in_file_names(NAUGHTY[0])}.vcf", cards)
    for number, text in enumerate(NAUGHTY[:6]):
        (folder / f"{number} {in_file_names(text)}.ics").write_text("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:x\r\n")
        (folder / f"{number} {in_file_names(text)}.zip").write_bytes(b"PK\x03\x04broken")
    return folder
