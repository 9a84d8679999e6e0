"""Solène's book with something in each of the five piles."""

from pathlib import Path

from tests.cast import (
    JEAN,
    LUC,
    MARIE,
    PAULE,
    SOLENE,
    Friend,
    bulk,
    card,
    exchange,
    filled,
    import_all,
    letter,
    write_cards,
)

from entregent.app.book import Book

TWINS = [Friend("Ève Tremblay", "eve.tremblay@atelier.example"), Friend("Ève Tremblay", "eve.tremblay@maison.example")]
LETTERS = [
    *exchange(MARIE, range(0, 418, 7), "Le voilier"),
    *exchange(LUC, range(3, 400, 90), "Le devis"),
    *exchange(JEAN, (0, 10, 20, 30), "Le chalet"),
    *(letter(day, SOLENE, PAULE, f"Un café ? {day}") for day in (10, 60, 110)),
    *bulk(range(1, 60, 7)),
]


def piled(path: Path) -> Book:
    """Jean has faded, Paule never answered, the Courrier is doubtful, Ève is asked about, Luc has no room."""
    book = filled(path, LETTERS)
    import_all(book, write_cards(path.parent / f"{path.stem}-cards.vcf", [card(one) for one in TWINS]))
    book.set_setting("language", "en")
    book.level([JEAN.mail], "none")
    book.level([PAULE.mail], "none")
    book.level([MARIE.mail], "close")
    book.level([LUC.mail], "wide")
    book.circle([LUC.mail], "clients")
    book.set_settings({"minutes-per-week": "2", "weight-clients": "0.1"})
    book.make_ready()
    return book
