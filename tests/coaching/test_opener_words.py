"""Names, subjects, days and joints as they may be said to somebody."""

from datetime import UTC, date, datetime

import pytest

from entregent.coaching.openers import said_days
from entregent.coaching.openers.contracting import as_in_france, at, de, que, to
from entregent.coaching.openers.guessing import language_of
from entregent.coaching.openers.heavy import is_heavy
from entregent.coaching.openers.matters import said_deed, said_to_them
from entregent.coaching.openers.safe_names import first_name, full_name
from entregent.coaching.openers.slots import days_to_birthday, organisation
from entregent.coaching.openers.subject_lines import quotable

TODAY = date(2026, 11, 13)


@pytest.mark.parametrize(
    ("shown", "greeted"),
    [
        ("Marie Tremblay", "Marie"),
        ("marie tremblay", "Marie"),
        ("TREMBLAY Marie", "Marie"),
        ("Tremblay, Marie", "Marie"),
        ("Marie-Josée Roy", "Marie-Josée"),
        ("Marie Ève Roy", "Marie Ève"),
        ("Dr. Yves Lévesque", "Yves"),
        ("Alice O'Brien", "Alice"),
        ("Widline Desrosiers", "Widline"),
        ("Paul", "Paul"),
        ("T. Medeiros", ""),
        ("J.-P. Roy", ""),
        ("yingc62", ""),
        ("lgagnon", ""),
        ("atelier-boreal.example", ""),
        ("marie@tremblay.example", ""),
        ("Les Entreprises Roy", ""),
        ("Librairie Nordet", ""),
        ("Famille Tremblay", ""),
        ("Maman", ""),
        ("Беатрике Лами", ""),
        ("", ""),
    ],
)
def test_a_greeting_says_a_first_name_that_is_sure_or_none(shown: str, greeted: str) -> None:
    assert first_name(shown) == greeted


def test_a_first_name_that_a_card_tells_is_believed() -> None:
    assert first_name("Hải Lê", "Hải") == "Hải"
    assert first_name("Xyzzy Plugh Quux Corge", "Xyzzy") == "Xyzzy"
    assert not first_name("Librairie Nordet", "Librairie")


def test_a_third_is_named_whole_or_not_at_all() -> None:
    assert full_name("Luc Gagnon") == "Luc Gagnon"
    assert not full_name("Luc")
    assert not full_name("lgagnon@atelier.example")
    assert not full_name("Groupe Roy")


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("Re: TR: Fin de semaine au chalet", "Fin de semaine au chalet"),
        ("[clients] Fwd: Revised drawings", "Revised drawings"),
        ("C'est l'été au jardin", "C’est l’été au jardin"),
        ("Invitation : Café avec Normand", ""),
        ("LISEZ CECI VITE", ""),
        ("Incident 4412 : panne", ""),
        ("Facture : la librairie", ""),
        ("Bonjour", ""),
        ("Merci!", ""),
        ("(sans objet)", ""),
        ("Funérailles de papa", ""),
        ("“Half a quote", ""),
        ("See www.example.org", ""),
        ("Dîner avec Abigail", ""),
        ("Votre jardin au printemps", ""),
        ("x" * 61, ""),
        ("How are you, really?", ""),
    ],
)
def test_a_subject_is_cleaned_or_left_alone(subject: str, said: str) -> None:
    assert quotable(subject, address="tu", names=("Abigail Reid",)) == said


@pytest.mark.parametrize(
    ("on", "french", "english"),
    [
        (date(2026, 11, 12), "hier", "yesterday"),
        (date(2026, 11, 4), "la semaine dernière", "last week"),
        (date(2026, 10, 20), "il y a quelques semaines", "a few weeks ago"),
        (date(2026, 5, 2), "en mai", "in May"),
        (date(2025, 12, 2), "en décembre dernier", "last December"),
        (date(2025, 5, 2), "l’an dernier", "last year"),
        (date(2021, 5, 2), "en 2021", "back in 2021"),
        (date(2027, 1, 1), "", ""),
    ],
)
def test_a_past_day_is_said_loosely(on: date, french: str, english: str) -> None:
    assert said_days.behind(on, TODAY, "fr") == french
    assert said_days.behind(on, TODAY, "en") == english


def test_a_coming_day_is_said_by_its_name_while_that_is_plain() -> None:
    assert said_days.ahead(date(2026, 11, 19), TODAY, "fr") == "jeudi"
    assert said_days.ahead(date(2026, 11, 20), TODAY, "fr") == "vendredi de la semaine prochaine"
    assert said_days.ahead(date(2026, 12, 1), TODAY, "fr") == "le 1er décembre"
    assert said_days.ahead(date(2026, 12, 1), TODAY, "en") == "on 1 December"


def test_an_hour_is_said_as_one_says_it() -> None:
    moment = datetime(2026, 11, 14, 14, 30, tzinfo=UTC)
    assert said_days.at_hour(moment, TODAY, "fr") == "demain à 14\u202fh 30"
    assert said_days.at_hour(moment, TODAY, "en") == "tomorrow at 2:30 pm"
    assert said_days.at_hour(moment.replace(hour=12, minute=0), TODAY, "fr") == "demain à midi"


def test_joints_contract_as_they_are_spoken() -> None:
    assert [de(name) for name in ("Marie", "Alice", "Hélène", "Harold", "Yves", "Yann")] == [
        "de Marie",
        "d’Alice",
        "d’Hélène",
        "de Harold",
        "d’Yves",
        "de Yann",
    ]
    assert [de("le départ"), de("les enfants"), to("le départ"), to("les enfants")] == [
        "du départ",
        "des enfants",
        "au départ",
        "aux enfants",
    ]
    assert que("Élise") == "qu’Élise"
    assert at("Atelier Boréal") == "à l’Atelier Boréal"
    assert at("La Presse") == "à La Presse"


def test_what_is_said_in_quebec_is_said_otherwise_in_france() -> None:
    assert as_in_france("Bonne fête! Un souper?") == "Bon anniversaire\u202f! Un dîner\u202f?"


def test_a_note_is_turned_to_the_person_or_left_out() -> None:
    assert said_to_them("Sa mère", "fr", "tu") == "ta mère"
    assert said_to_them("her new job", "en", "") == "your new job"
    assert said_to_them("le retour à Québec", "fr", "vous") == "le retour à Québec"
    assert not said_to_them("cherche un emploi", "fr", "tu")
    assert not said_to_them("sa sœur et son frère", "fr", "tu")
    assert not said_to_them("the job that she wants", "en", "")


def test_a_promise_that_speaks_of_them_as_of_a_third_is_not_quoted() -> None:
    assert said_deed("Envoyer les plans.", "fr", "tu", ("Marie Roy",)) == "envoyer les plans"
    assert not said_deed("lui envoyer les plans", "fr", "tu", ())
    assert not said_deed("Appeler Marie", "fr", "tu", ("Marie Roy",))
    assert not said_deed("vous rappeler", "fr", "tu", ())
    assert not said_deed("Envoyer le nom du plombier", "en", "", ())
    assert not said_deed("send the plans", "fr", "tu", ())
    assert said_deed("Send the plans", "en", "", ()) == "send the plans"


def test_hard_times_are_known_by_their_words() -> None:
    assert is_heavy("son père est à l’hôpital")
    assert is_heavy("lost her job")
    assert not is_heavy("le nouveau local")


def test_a_language_is_guessed_where_titles_tell_it_plainly() -> None:
    assert language_of(["Les plans de la maison", "Pour demain", "Merci pour le souper"]) == "fr"
    assert language_of(["The plans for the house", "Dinner with you", "Thanks for the quote"]) == "en"
    assert not language_of(["Les plans", "The plans", "Merci pour tout", "Thanks for all"])
    assert not language_of([])


def test_birthdays_are_near_on_both_sides_of_the_year() -> None:
    assert days_to_birthday("1980-11-16", TODAY) == 3
    assert days_to_birthday("--01-02", date(2026, 12, 30)) == 3
    assert days_to_birthday("--02-29", date(2027, 2, 28)) == 0
    assert days_to_birthday("17 May", TODAY) is None


def test_an_organisation_is_said_unless_it_is_a_form_of_words() -> None:
    assert organisation("Clinique Nordet") == "Clinique Nordet"
    assert not organisation("ÉCOLE DU NORD")
    assert not organisation("Self-employed")
    assert not organisation("Tremblay Roy inc.")
