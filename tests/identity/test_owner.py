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


def account(number: int, value: str, *names: str) -> Profile:
    return Profile(number, "account", value, tuple((name, 1) for name in names))


def said(kind: str, where: str, value: str, times: int = 1) -> OwnerHint:
    return OwnerHint(kind, Participant(where, value, ""), times)


def test_an_export_tells_whose_account_it_is() -> None:
    found = find_owner([said("account-owner", "account", "twitter:12")], [account(1, "twitter:12", OTTO)])
    assert [(one.id, one.reasons[0].signal) for one in found] == [(1, "owner-account-owner")]


def test_somebody_elses_export_among_ones_own_is_not_believed() -> None:
    hints = [hint("sent-folder", "otto@corp.com", 500), said("account-owner", "account", "twitter:12")]
    found = find_owner(hints, [mail(1, "otto@corp.com", OTTO), account(2, "twitter:12", "Ann Marlowe")])
    assert [one.id for one in found] == [1]


def test_whoever_is_in_every_chat_has_the_telephone() -> None:
    chats = [said("chat-party", "name", "whatsapp:otto", 12), said("chat-party", "name", "whatsapp:ann", 1)]
    chats += [said("chat-party", "name", f"whatsapp:p{n}", 2) for n in range(5)]
    profiles = [Profile(n, "name", one.participant.value) for n, one in enumerate(chats)]
    assert [one.id for one in find_owner(chats, profiles)] == [0]


def test_two_chats_tell_nothing_of_the_telephones_owner() -> None:
    chats = [said("chat-party", "name", "whatsapp:otto", 2), said("chat-party", "name", "whatsapp:ann", 2)]
    profiles = [Profile(n, "name", one.participant.value) for n, one in enumerate(chats)]
    assert find_owner(chats, profiles) == []
