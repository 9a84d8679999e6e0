"""Who is no person."""

import pytest

from entregent.identity.automata import VERDICTS, judge_automaton
from entregent.identity.profiles import Profile


def handle(address: str, name: str = "", **facts: int) -> Profile:
    facts.setdefault("sent", 3)
    return Profile(1, "mail", address, ((name, 3),) if name else (), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("messages-noreply@linkedin.com", "LinkedIn"),
        ("ne-pas-repondre@impots.gouv.qc.ca", ""),
        ("shipment-tracking@amazon.ca", "Amazon.ca"),
        ("service@bell.ca", "Service à la clientèle"),
        ("hi@figma.com", "The Figma Team via Figma"),
        ("infolettre@ville.ca", "Ville"),
        ("notifications@github.com", "Marie Roy"),
        ("newsletters@fansonly.com", ""),
        ("announcements@corp.com", "Corp General Announcements"),
        ("405954.61860093.2@1.airmiles.com", "Air Miles"),
        ("dependabot[bot]@users.noreply.github.com", "dependabot"),
        ("choir@lists.example.org", ""),
        ("salle.301@corp.com", "Salle 301"),
        ("info@boutique.ca", "Boutique du coin inc."),
        ("mailer-daemon@corp.com", "Mail Delivery System"),
    ],
)
def test_an_automaton_is_told_with_reasons(address: str, name: str) -> None:
    found = judge_automaton(handle(address, name))
    assert found is not None
    assert found.verdict in VERDICTS
    assert found.confidence >= 0.5
    assert found.reasons


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("anna.baker@acme.com", "Anna Baker"),
        ("info@maboutique.ca", "Marie Dupont"),
        ("hello@marie.ca", "Marie"),
        ("paul@spiering.org", ""),
        ("12+zq@users.noreply.github.com", "Zelda Quillfeather"),
        ("j.tremblay@desjardins.com", "Julie Tremblay"),
        ("strat_alert@hotmail.com", "Brad Galante"),
        ("newman@corp.com", "Alfred Newman"),
        ("bob.service@corp.com", "Bob Service"),
    ],
)
def test_a_person_is_left_alone(address: str, name: str) -> None:
    assert judge_automaton(handle(address, name)) is None


def test_somebody_the_owner_wrote_to_and_who_answered_is_a_person() -> None:
    assert judge_automaton(handle("info@atelier.ca")) is not None
    assert judge_automaton(handle("info@atelier.ca", from_owner=2, to_owner=2)) is None


def test_no_reply_stays_a_robot_even_when_written_to() -> None:
    assert judge_automaton(handle("noreply@atelier.ca", from_owner=1, to_owner=1)) is not None


def test_posting_to_a_list_makes_nobody_a_robot() -> None:
    assert judge_automaton(handle("zq@home.org", "Zelda Quillfeather", sent=40, bulk=40, list_posts=40)) is None


def test_sending_nothing_but_bulk_does() -> None:
    found = judge_automaton(handle("bonnes@affaires.com", "Bonnes Affaires", sent=40, bulk=40))
    assert found is not None
    assert "bulk-sender" in {one.signal for one in found.reasons}


def test_one_address_under_many_names_is_a_robot() -> None:
    names = (("Ann Lee", 1), ("Otto Vance", 1), ("Zelda Quill", 1), ("Bob Marlowe", 1))
    found = judge_automaton(Profile(1, "mail", "no.address@corp.com", names, sent=4))
    assert found is not None
    assert "many-names" in {one.signal for one in found.reasons}


def test_a_phone_is_never_judged() -> None:
    assert judge_automaton(Profile(1, "phone", "+15145550100")) is None
