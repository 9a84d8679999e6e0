"""Whose book it is."""

from entregent.identity.owner import find_owner
from entregent.identity.profiles import Profile
from entregent.model.handle import Participant
from entregent.model.record import OwnerHint


def hint(kind: str, address: str, times: int) -> OwnerHint:
    return OwnerHint(kind, Participant("mail", address, ""), times)


def mail(number: int, address: str, *names: str) -> Profile:
    return Profile(number, "mail", address, tuple((name, 1) for name in names), sent=5)


OTTO = "Otto Vance"


def test_both_addresses_of_the_sent_folder_are_found() -> None:
    hints = [hint("sent-folder", "m..vance@corp.com", 782), hint("sent-folder", "otto.vance@corp.com", 170)]
    hints.append(hint("sent-folder", "assistant@corp.com", 3))
    profiles = [mail(1, "m..vance@corp.com", "Vance, Otto M."), mail(2, "otto.vance@corp.com", OTTO)]
    found = find_owner(hints, [*profiles, mail(3, "assistant@corp.com", "Ann Lee")])
    assert {one.id for one in found} == {1, 2}
    assert all(one.reasons for one in found)


def test_a_rare_sender_of_the_same_name_is_found() -> None:
    hints = [hint("sent-folder", "otto@corp.com", 500), hint("sent-folder", "ov@home.org", 2)]
    found = find_owner(
        hints, [mail(1, "otto@corp.com", "Otto Quillfeather"), mail(2, "ov@home.org", "Otto Quillfeather")]
    )
    assert {one.id for one in found} == {1, 2}


def test_another_address_under_the_owners_rare_name_is_proposed() -> None:
    found = find_owner(
        [hint("sent-folder", "otto@corp.com", 50)],
        [mail(1, "otto@corp.com", "Otto Quillfeather"), mail(2, "oq@hotmail.com", "Otto Quillfeather")],
    )
    assert [one.id for one in found] == [1, 2]
    assert found[1].reasons[0].signal == "owner-same-name"


def test_mail_delivered_to_an_address_tells_whose_it_is() -> None:
    found = find_owner([hint("delivered-to", "otto@corp.com", 90)], [mail(1, "otto@corp.com"), mail(2, "a@b.org")])
    assert [one.id for one in found] == [1]


def test_what_the_owner_declares_is_certain() -> None:
    found = find_owner([], [mail(1, "otto@corp.com")], declared=[("mail", "otto@corp.com")])
    assert [(one.id, one.confidence) for one in found] == [(1, 1.0)]


def test_without_a_sign_there_is_no_owner() -> None:
    assert find_owner([], [mail(1, "otto@corp.com", OTTO)]) == []
