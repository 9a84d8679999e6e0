"""Who is who: what joins, what is asked, what never joins."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entregent.identity.profiles import Card, Profile
from entregent.identity.resolve import Resolution, resolve
from entregent.model.judgement import Judgement, Verdict


def mail(number: int, address: str, *names: str, cards: tuple[int, ...] = (), sent: int = 5) -> Profile:
    return Profile(number, "mail", address, tuple((name, 1) for name in names), cards, sent=sent)


def joined(resolution: Resolution, a: int, b: int) -> bool:
    return resolution.clusters[a] == resolution.clusters[b]


def signals(judgement: Judgement) -> list[str]:
    return [one.signal for one in judgement.reasons]


ZELDA = "Zelda Quillfeather"
"""A name that nobody else bears."""


def test_one_mailbox_under_two_addresses_joins() -> None:
    found = resolve([mail(1, "zelda.q@gmail.com"), mail(2, "zeldaq+shop@googlemail.com")])
    assert joined(found, 1, 2)
    assert signals(found.merges[0]) == ["same-mailbox"]
    assert not found.merges[0].assumed


def test_a_rare_full_name_joins_as_an_assumption() -> None:
    found = resolve([mail(1, "zq@acme.com", ZELDA), mail(2, "zelda@home.org", "QUILLFEATHER, Zélda (Sales)")])
    assert joined(found, 1, 2)
    assert found.merges[0].assumed
    assert "same-name" in signals(found.merges[0])


@pytest.mark.parametrize("name", ["John Smith", "Marie Tremblay", "Jean Martin", "Wei Zhang"])
def test_a_common_name_never_joins_by_itself(name: str) -> None:
    found = resolve([mail(1, "a1@acme.com", name), mail(2, "b2@home.org", name)])
    assert not joined(found, 1, 2)


def test_a_name_common_in_the_book_never_joins_by_itself() -> None:
    crowd = [mail(n, f"x{n}@a{n}.org", f"Zelda {chr(65 + n % 26)}quill") for n in range(10, 60)]
    crowd += [mail(n, f"y{n}@b{n}.org", f"Oto{chr(97 + n % 26)} Quillfeather") for n in range(100, 150)]
    found = resolve([*crowd, mail(1, "u@acme.com", ZELDA), mail(2, "v@home.org", ZELDA)])
    assert not joined(found, 1, 2)


def test_a_nickname_with_a_rare_family_name_is_at_least_asked() -> None:
    found = resolve([mail(1, "a@acme.com", "Robert Quillfeather"), mail(2, "b@home.org", "Bob Quillfeather")])
    assert joined(found, 1, 2) or found.questions


def test_another_given_name_of_one_family_stays_apart() -> None:
    found = resolve([mail(1, "a@acme.com", ZELDA), mail(2, "b@home.org", "Otto Quillfeather")])
    assert not joined(found, 1, 2)
    assert not found.questions


def test_an_account_of_a_forge_joins_the_login_that_bears_it() -> None:
    found = resolve(
        [
            mail(1, "1234+zquillfeather@users.noreply.github.com", ZELDA),
            mail(2, "zquillfeather@home.org"),
        ]
    )
    assert joined(found, 1, 2)


def test_a_login_that_spells_a_common_name_does_not_join() -> None:
    found = resolve([mail(1, "john.smith@acme.com"), mail(2, "john.smith@home.org")])
    assert not joined(found, 1, 2)


def test_a_card_joins_the_handles_it_lists() -> None:
    card = Card(9, "Zelda", handle_ids=(1, 2, 3))
    phone = Profile(3, "phone", "+15145550100", cards=(9,))
    found = resolve([mail(1, "a@acme.com", cards=(9,)), mail(2, "b@home.org", cards=(9,)), phone], [card])
    assert len(set(found.clusters.values())) == 1
    assert not found.merges[0].assumed


def test_a_card_with_two_peoples_addresses_is_a_question() -> None:
    ann, bob = mail(1, "ann@acme.com", "Ann Quillfeather"), mail(2, "bob@home.org", "Bob Marlowe")
    found = resolve([ann, bob], [Card(9, "Ann Quillfeather", handle_ids=(1, 2))])
    assert not joined(found, 1, 2)
    assert [signals(q) for q in found.questions] == [["card-conflict"]]


def test_look_alike_letters_never_join() -> None:
    found = resolve([mail(1, "a@acme.com", ZELDA), mail(2, "b@evil.org", "Z\u0435lda Quillfeather")])
    assert not joined(found, 1, 2)


def test_an_address_under_which_two_people_write_joins_neither() -> None:
    shared = mail(3, "family@home.org", ZELDA, "Otto Quillfeather")
    found = resolve([mail(1, "z@acme.com", ZELDA), mail(2, "o@acme.com", "Otto Quillfeather"), shared])
    assert len(set(found.clusters.values())) == 3


def test_a_stranger_who_borrows_a_known_name_is_asked_about() -> None:
    known = Profile(1, "mail", "z@acme.com", ((ZELDA, 40),), sent=40, received=30)
    stranger = Profile(2, "mail", "urgent@evil.org", ((ZELDA, 1),), sent=1)
    found = resolve([known, stranger])
    assert not joined(found, 1, 2)
    assert [q.verdict for q in found.questions] == [Verdict.UNSURE]


def test_numbered_twins_of_one_organisation_are_two_people() -> None:
    found = resolve([mail(1, "zelda.quillfeather1@acme.com", ZELDA), mail(2, "zelda.quillfeather2@acme.com", ZELDA)])
    assert not joined(found, 1, 2)


def test_the_owners_word_outweighs_the_machine() -> None:
    pair = [mail(1, "zq@acme.com", ZELDA), mail(2, "zelda@home.org", ZELDA)]
    told = resolve(pair, different=[(1, 2)])
    assert not joined(told, 1, 2)
    assert not told.merges
    assert not told.questions
    others = [mail(1, "a@acme.com", "Ann Marlowe"), mail(2, "b@home.org", "Otto Vance")]
    assert joined(resolve(others, same=[(1, 2)]), 1, 2)


def test_a_distinction_breaks_the_weakest_link_of_a_chain() -> None:
    card = Card(9, ZELDA, handle_ids=(1, 2))
    three = [mail(1, "z@acme.com", ZELDA, cards=(9,)), mail(2, "zq@b.org", cards=(9,)), mail(3, "q@c.org", ZELDA)]
    assert len(set(resolve(three, [card]).clusters.values())) == 1
    apart = resolve(three, [card], different=[(2, 3)])
    assert joined(apart, 1, 2)
    assert not joined(apart, 1, 3)


def test_the_owners_handles_are_one_person() -> None:
    found = resolve([mail(1, "me@a.org", "Otto Vance"), mail(2, "x@b.org", ZELDA)], owner_ids=frozenset((1, 2)))
    assert joined(found, 1, 2)


def test_questions_come_one_per_pair_of_people_and_best_first() -> None:
    names = ["Wei Zhang", "Wei Zhang", "John Smith", "John Smith"]
    found = resolve([mail(n, f"h{n}@d{n}.org", name) for n, name in enumerate(names)])
    people = [(found.clusters[q.a], found.clusters[q.b]) for q in found.questions]
    assert len(set(people)) == len(people)
    assert [q.confidence for q in found.questions] == sorted((q.confidence for q in found.questions), reverse=True)


FIRST = ["Zelda", "Otto", "Bob", "Robert", "Marie", "J."]
LAST = ["Quillfeather", "Vance", "Smith", "Tremblay"]
LOGINS = ["zelda", "zquillfeather", "otto.vance", "bob77", "marie.tremblay", "info"]
DOMAINS = ["gmail.com", "acme.com", "home.org", "users.noreply.github.com"]


@st.composite
def books(draw: st.DrawFn) -> tuple[list[Profile], list[Card]]:
    addresses = st.builds("{}@{}".format, st.sampled_from(LOGINS), st.sampled_from(DOMAINS))
    names = st.lists(st.builds("{} {}".format, st.sampled_from(FIRST), st.sampled_from(LAST)), max_size=2)
    values = draw(st.lists(addresses, min_size=2, max_size=10, unique=True))
    card = Card(1, "Zelda", handle_ids=(0, 1))
    return [mail(n, v, *draw(names), cards=(1,) if n < 2 else ()) for n, v in enumerate(values)], [card]


@settings(max_examples=80, deadline=None)
@given(books(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_matters(book: tuple[list[Profile], list[Card]], chance: random.Random) -> None:
    profiles, cards = book
    shuffled = list(profiles)
    chance.shuffle(shuffled)
    assert resolve(shuffled, cards) == resolve(profiles, cards)


@settings(max_examples=80, deadline=None)
@given(books(), st.data())
def test_what_the_owner_told_apart_is_never_joined(book: tuple[list[Profile], list[Card]], data: st.DataObject) -> None:
    profiles, cards = book
    ids = st.sampled_from([p.id for p in profiles])
    pairs = data.draw(st.lists(st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1]), max_size=3))
    found = resolve(profiles, cards, different=pairs)
    assert not any(joined(found, a, b) for a, b in pairs)


@settings(max_examples=60, deadline=None)
@given(books())
def test_every_cluster_is_named_by_its_smallest_handle(book: tuple[list[Profile], list[Card]]) -> None:
    clusters = resolve(*book).clusters
    for one, root in clusters.items():
        assert clusters[root] == root <= one
