"""Organisations on cards: what they say about two handles under one name."""

from entregent.identity.profiles import Card, Profile
from entregent.identity.resolve import resolve
from entregent.identity.sketches import work_of
from entregent.model.judgement import Judgement


def judged(*cards: Card) -> list[Judgement]:
    mails = ["lpage@acme.com", "luc.tremblay@atelier-boreal.example", "tremblay.l@courriel.example"]
    profiles = [
        Profile(one, "mail", mails[one], cards=tuple(card.id for card in cards if one in card.handle_ids))
        for one in (1, 2)
    ]
    return resolve(profiles, cards).judgements


def card(number: int, organisation: str, given: str = "Luc", family: str = "Tremblay") -> Card:
    return Card(number, f"{given} {family}", given, family, handle_ids=(number,), organisation=organisation)


def signals(found: list[Judgement]) -> set[str]:
    return {one.signal for judgement in found for one in judgement.reasons}


def test_an_organisation_is_written_as_its_domain_would() -> None:
    assert work_of("Atelier Boréal inc.") == work_of("atelier boreal") == "atelierboreal"
    assert work_of("Ltd") == ""


def test_a_common_name_joins_where_both_cards_name_one_organisation() -> None:
    alone = judged(card(1, ""), card(2, ""))
    together = judged(card(1, "Atelier Boréal"), card(2, "Atelier Boréal inc."))
    assert not [one for one in alone if one.verdict == "same"]
    assert [(one.a, one.b) for one in together if one.verdict == "same"] == [(1, 2)]
    assert "same-work" in signals(together)


def test_a_mail_domain_speaks_for_the_organisation_of_a_card() -> None:
    found = judged(card(1, ""), card(2, "Atelier Boréal"))
    assert "same-work" in signals(found)


def test_other_organisations_make_a_rare_name_a_question() -> None:
    found = judged(
        card(1, "Brasserie du Quai", "Widline", "Ouellon"), card(2, "Pharmacie Mile-End", "Widline", "Ouellon")
    )
    assert [one.verdict for one in found] == ["unsure"]
    assert "other-work" in signals(found)


def test_a_login_repeats_its_own_name_and_says_nothing_more() -> None:
    profiles = [
        Profile(1, "mail", "stephen.oakley@inbox.example", (("Stephen Oakley", 3),)),
        Profile(2, "mail", "sreid@quay.example", (("Stephen Reid-Oakley", 3),)),
    ]
    assert "login-spells-name" not in signals(resolve(profiles).judgements)
