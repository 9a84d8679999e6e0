"""A page of first sentences to read aloud, and mend: `python -m tests.coaching.reading fr`, or `en`, and a seed."""

import sys
from datetime import UTC, date, datetime

from entregent.coaching.openers.drawing import PURPOSES, draw, gift
from entregent.coaching.openers.opener_facts import Dated, OpenerFacts

TODAY = date(2026, 11, 13)
HOUR = datetime(2026, 11, 19, 10, 30, tzinfo=UTC)


def people(language: str) -> list[OpenerFacts]:
    """Ten people of whom a book knows this and that."""

    def say(french: str, english: str) -> str:
        return french if language == "fr" else english

    def known(tone: str, address: str, name: str) -> OpenerFacts:
        return OpenerFacts(TODAY, language, address, tone, name, me="Nadia Roy")

    cottage = Dated(say("Re: Fin de semaine au chalet", "Re: Weekend at the cottage"), date(2026, 9, 1))
    quote = Dated(say("Demande de soumission : la librairie", "Quote request: the bookshop"), date(2026, 10, 20))
    terrace = Dated(say("Soumission pour la terrasse", "Quote for the terrace"), date(2026, 6, 2))
    return [
        known("w", "tu", "Marie Tremblay")._replace(
            matters=say("le déménagement à Québec", "the move to Québec"),
            birthday="1980-11-16",
            last_in=cottage,
            silence_days=150,
            mutual="Luc Gagnon",
            met=date(2026, 10, 4),
        ),
        known("w", "tu", "Alice O’Brien")._replace(
            promise=say("envoyer les photos", "send the photos"),
            birthday="--11-13",
            coming=Dated("Café", date(2026, 11, 19)),
            organisation="Librairie Verdure",
            first_on=date(2019, 3, 3),
        ),
        known("w", "tu", "Jean Roy")._replace(matters=say("la maladie de sa mère", "his mother’s illness")),
        known("b", "vous", "Diane Beaulieu")._replace(
            last_in=quote,
            via="Hélène Côté",
            new_job="Le Devoir",
            past_event=Dated("Salon du design", date(2026, 9, 20)),
            met=date(2026, 11, 3),
        ),
        known("b", "vous", "T. Medeiros")._replace(
            comment="Light from the north",
            coming_event=Dated("Café des voisins", date(2026, 11, 26)),
            last_out=terrace,
            matters=say("son nouveau local", "her new premises"),
        ),
        known("b", "tu", "Gabrielle Nguyen")._replace(
            matters=say("sa fille", "her daughter"),
            mutual="Yves Lévesque",
            organisation="Ébénisterie Chambly",
            silence_days=200,
        ),
        known("s", "vous", "Rosanna Ricci")._replace(organisation="Groupe de la Gare"),
        known("l", "tu", "Camille Roy")._replace(birthday="1980-11-10"),
        known("p", "vous", "Olivier Reid")._replace(silence_days=140),
        known("w", "tu", "Béa Dupuis"),
    ]


def page(language: str, seed: str) -> list[str]:
    """Sixty sentences, one a line: three for each person, and three more for purposes in turn."""
    lines = []
    for place, one in enumerate(people(language)):
        lines.append(f"— {one.name}. {gift(one, seed=seed, language=language)}")
        lines += [f"   {drawn.text}" for drawn in draw(one, seed=seed, count=3)]
        for step in range(3):
            purpose = PURPOSES[(3 * place + step) % len(PURPOSES)]
            asked = one._replace(hour=HOUR) if purpose == "agree-hour" else one
            lines += [f"   {purpose}: {drawn.text}" for drawn in draw(asked, seed=seed, count=1, purpose=purpose)]
    return lines


def main() -> None:
    """Write a page to the terminal."""
    language, seed = [*sys.argv[1:3], *("fr", "a")[len(sys.argv[1:3]) :]]
    sys.stdout.write("\n".join(page(language, seed)) + "\n")


if __name__ == "__main__":
    main()
