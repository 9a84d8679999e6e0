"""Addresses: one form each, and what their shape gives away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.text.emails import base_mailbox, canonical_mail, deliverable, looks_automated, personal_provider


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("Alice.Roy+Club@Example.COM", "alice.roy+club@example.com"),
        (" <bob@example.org> ", "bob@example.org"),
        ("'bob@example.org'", "bob@example.org"),
        ("mailto:bob@example.org?subject=hi", "bob@example.org"),
        ('"alice.roy"@example.com', "alice.roy@example.com"),
        ('"alice roy"@example.com', '"alice roy"@example.com'),
        ("chloé@montréal.example", "chloé@xn--montral-fya.example"),
        ("root@localhost", "root@localhost"),
        ("bob@[192.0.2.1]", "bob@[192.0.2.1]"),
    ],
)
def test_an_address_has_one_form(raw: str, canonical: str) -> None:
    assert canonical_mail(raw) == canonical


@pytest.mark.parametrize(
    "raw",
    ["", "bob", "@example.org", "bob@", "a@b@c", "bob smith@example.org", "bob@exa mple.org", "bob\u200b@example.org",
     "bob@example.org\r\nBcc: x@y", "/O=CORP/OU=NA/CN=BOB", "a" * 400 + "@example.org", "bob@exam_ple,org"],
)  # fmt: skip
def test_what_is_no_address_is_refused(raw: str) -> None:
    assert canonical_mail(raw) is None


@given(st.text(max_size=60))
def test_the_form_is_a_fixed_point(raw: str) -> None:
    found = canonical_mail(raw)
    assert found is None or canonical_mail(found) == found


@pytest.mark.parametrize(
    "value", ["bob@localhost", "bob@pc.local", "bob@(none)", "bob@host", "bob@10.0.0.1", "bob@[::1]"]
)
def test_an_address_of_nowhere_is_not_deliverable(value: str) -> None:
    assert not deliverable(value)
    assert deliverable("bob@example.org")


def test_one_mailbox_has_one_base() -> None:
    assert base_mailbox("al.ice+shop@googlemail.com") == base_mailbox("alice@gmail.com") == "alice@gmail.com"
    assert base_mailbox("al.ice+shop@example.org") == "al.ice@example.org"
    assert base_mailbox("+x@example.org") == "+x@example.org"


@pytest.mark.parametrize(
    ("value", "family"),
    [
        ("no-reply@shop.example", "no-reply"),
        ("NoReply123@shop.example", "no-reply"),
        ("ne-pas-repondre@banque.example", "no-reply"),
        ("nepasrepondre@banque.example", "no-reply"),
        ("shop-noreply@google.example", "no-reply"),
        ("mailer-daemon@mx.example", "bounce"),
        ("bounce+3f2a@mail.example", "bounce"),
        ("dev-request@lists.example", "list-request"),
        ("infolettre@ville.example", "newsletter"),
        ("newsletter7@hooli.example", "newsletter"),
        ("calendar-notification@google.example", "notification"),
        ("commandes@boutique.example", "transaction"),
        ("facturation@videotron.example", "transaction"),
        ("info@restaurant.example", "role"),
        ("service-clients@hydro.example", "role"),
        ("équipe@atelier.example", "role"),
    ],
)
def test_a_machine_address_tells_its_family(value: str, family: str) -> None:
    assert looks_automated(value) == family


@pytest.mark.parametrize(
    "local", ["alice.roy", "bob", "infante", "newsom", "contardo", "j.root", "marie-claude", "robot.m"]
)
def test_a_person_is_no_machine(local: str) -> None:
    assert looks_automated(f"{local}@example.org") is None


def test_everybody_can_have_an_address_at_a_provider() -> None:
    assert personal_provider("Videotron.ca")
    assert personal_provider("orange.fr")
    assert not personal_provider("hydro.example")
