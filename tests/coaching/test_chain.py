"""The chain: a changed byte, a missing, moved or emptied entry is seen; a person forgotten is a gap, not a flaw."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.coaching import chain
from entregent.coaching.chain import ERASED, GENESIS, Content, Flaw, Link, forged, salted, verify

Told = tuple[list[Link], dict[int, Content]]
BLANK = Content(None, None, "")


def made(*texts: str, kind: str = "seal") -> Told:
    """A chain that says these texts, one an hour."""
    links: list[Link] = []
    contents: dict[int, Content] = {}
    for number, text in enumerate(texts, 1):
        extend(links, contents, kind, text, number * 3_600)
    return links, contents


def extend(links: list[Link], contents: dict[int, Content], kind: str, text: str, at: int) -> None:
    number = len(links) + 1
    salt = bytes([number]) * 32
    previous = links[-1].digest if links else GENESIS
    links.append(forged(previous, number, at, kind, number, salted(salt, text, "mail:a@b.example")))
    contents[number] = Content(salt, text, "mail:a@b.example")


def erase(told: Told, *numbers: int) -> Told:
    """Somebody is forgotten, as the book does it."""
    links, contents = list(told[0]), {**told[1], **dict.fromkeys(numbers, BLANK)}
    extend(links, contents, ERASED, json.dumps({"erased": list(numbers)}), 99 * 3_600)
    return links, contents


FOUR = ("Appeler Marie", "Écrire à Luc", "Aller au souper", "Inviter Inès")


def test_a_chain_that_nobody_touched_has_no_flaw() -> None:
    links, contents = made(*FOUR)
    told = verify(links, contents, last=4)
    assert (told.links, told.gaps, told.flaws) == (4, (), ())
    assert told.head == links[-1].digest.hex()


def test_an_empty_chain_is_whole() -> None:
    assert verify([], {}) == chain.Verdict(0, (), (), "")


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize(
    "change",
    [
        {"at": 7},
        {"kind": "seaL"},
        {"about": 3_000},
        {"content": bytes(32)},
        {"digest": bytes(31) + b"\1"},
    ],
)
def test_a_changed_link_is_named_and_it_alone(place: int, change: dict[str, object]) -> None:
    links, contents = made(*FOUR)
    links[place] = links[place]._replace(**change)  # type: ignore[arg-type]
    assert verify(links, contents, last=4).flaws == (Flaw(place + 1, "altered"),)


@pytest.mark.parametrize("place", range(4))
def test_a_missing_entry_is_named(place: int) -> None:
    links, contents = made(*FOUR)
    del links[place], contents[place + 1]
    assert verify(links, contents, last=4).flaws == (Flaw(place + 1, "missing"),)


def test_a_last_entry_that_is_missing_is_known_by_what_lay_beside_it() -> None:
    links, contents = made(*FOUR)
    assert verify(links[:3], contents).flaws == (Flaw(4, "missing"),)


def test_entries_that_changed_places_are_named() -> None:
    links, contents = made(*FOUR)
    second, third = links[1]._replace(number=3), links[2]._replace(number=2)
    assert verify([links[0], third, second, links[3]], contents).flaws == (Flaw(2, "reordered"), Flaw(3, "reordered"))


@pytest.mark.parametrize(
    "other",
    [
        Content(bytes([2]) * 32, "Écrire à Lux", "mail:a@b.example"),
        Content(bytes([2]) * 31 + b"\0", "Écrire à Luc", "mail:a@b.example"),
        Content(bytes([2]) * 32, "Écrire à Luc", "mail:a@c.example"),
        Content(None, "Écrire à Luc", "mail:a@b.example"),
        Content(bytes([2]) * 32, None, "mail:a@b.example"),
    ],
)
def test_a_content_that_is_not_what_was_sealed_is_named(other: Content) -> None:
    links, contents = made(*FOUR)
    assert verify(links, {**contents, 2: other}).flaws == (Flaw(2, "content-altered"),)


def test_a_person_forgotten_leaves_a_gap_and_no_flaw() -> None:
    told = verify(*erase(made(*FOUR), 2, 3))
    assert (told.gaps, told.flaws, told.links) == ((2, 3), (), 5)


def test_a_content_emptied_without_a_word_is_a_flaw() -> None:
    links, contents = made(*FOUR)
    assert verify(links, {**contents, 2: BLANK}).flaws == (Flaw(2, "content-missing"),)
    del contents[2]
    assert verify(links, contents).flaws == (Flaw(2, "content-missing"),)


def test_a_forged_word_that_somebody_was_forgotten_is_believed_by_nobody() -> None:
    links, contents = erase(made(*FOUR), 2)
    lie = Content(contents[5].salt, json.dumps({"erased": [2, 3]}), contents[5].handle)
    assert Flaw(3, "content-missing") in verify(links, {**contents, 3: BLANK, 5: lie}).flaws


def test_the_digest_tells_nothing_without_the_salt() -> None:
    assert salted(b"a" * 32, "Appeler Marie", "") != salted(b"b" * 32, "Appeler Marie", "")
    assert salted(b"a" * 32, "a", "bc") != salted(b"a" * 32, "ab", "c")


def test_where_no_digest_is_looked_at_the_changes_go_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with the verification off, the same changes are missed."""
    links, contents = made(*FOUR)
    links[1] = links[1]._replace(kind="done")
    monkeypatch.setattr(chain, "digest_of", lambda _previous, link: link.digest)
    monkeypatch.setattr(chain, "_fits", lambda _link, _content: True)
    changed = {**contents, 3: contents[3]._replace(text="Rien")}
    assert verify(links, changed).flaws == ()


@given(st.data())
def test_any_one_byte_of_any_entry_is_missed_by_nobody(data: st.DataObject) -> None:
    links, contents = made(*FOUR)
    place = data.draw(st.integers(0, 3))
    column = data.draw(st.sampled_from(("content", "digest", "salt")))
    at = data.draw(st.integers(0, 31))
    flip = data.draw(st.integers(1, 255))
    if column == "salt":
        kept = contents[place + 1]
        assert kept.salt is not None
        contents[place + 1] = kept._replace(salt=flipped(kept.salt, at, flip))
    else:
        links[place] = links[place]._replace(**{column: flipped(getattr(links[place], column), at, flip)})  # type: ignore[arg-type]
    assert {flaw.number for flaw in verify(links, contents).flaws} == {place + 1}


def flipped(value: bytes, at: int, flip: int) -> bytes:
    return value[:at] + bytes([value[at] ^ flip]) + value[at + 1 :]
