"""Guessed circles."""

from entregent.identity.circles import CircleProposal, Member, propose_circles
from entregent.model.tie import CIRCLES

OTTO = Member(1, ("Otto Quillfeather",), ("otto@atelier.ca",), "Atelier")


def only(member: Member, owner: Member = OTTO) -> CircleProposal:
    (found,) = propose_circles([member, owner], owner=owner)
    assert found.circle in CIRCLES
    return found


def test_the_owners_own_domain_means_collaborators() -> None:
    found = only(Member(2, ("Ann Lee",), ("ann@atelier.ca",)))
    assert (found.circle, found.reasons[0].signal) == ("collaborators", "circle-own-domain")


def test_a_rare_family_name_in_common_means_family() -> None:
    assert only(Member(2, ("Zelda Quillfeather",), ("z@home.org",))).circle == "family"


def test_a_common_family_name_means_nothing() -> None:
    owner = Member(1, ("Otto Tremblay",), ("otto@atelier.ca",))
    assert propose_circles([Member(2, ("Marie Tremblay",), ("m@home.org",))], owner=owner) == []


def test_a_free_address_and_exchanges_mean_a_friend() -> None:
    assert only(Member(2, ("Ann Lee",), ("ann@gmail.com",), exchanges=4)).circle == "friends"
    assert propose_circles([Member(2, ("Ann Lee",), ("ann@gmail.com",))], owner=OTTO) == []


def test_the_owners_own_words_on_a_card_win() -> None:
    member = Member(2, ("Zelda Quillfeather",), ("z@atelier.ca",), categories=("Clients",), exchanges=9)
    assert only(member).circle == "clients"
    assert only(member._replace(related=("spouse",))).circle == "love"


def test_a_free_domain_is_nobodys_company() -> None:
    owner = Member(1, ("Otto Vance",), ("otto@gmail.com",))
    assert propose_circles([Member(2, ("Ann Lee",), ("ann@gmail.com",))], owner=owner) == []
