"""vCard: cards read, cards written, nothing injected."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.formats.bounded_text import plain_lines
from entregent.formats.content_line import unescape
from entregent.formats.partial_date import partial_date, utc_seconds
from entregent.formats.vcard import (
    Card,
    Version,
    WrittenCard,
    WrittenHandle,
    listed_in,
    parts_of,
    read_cards,
    write_card,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
FILLED = TEXT.filter(lambda text: bool(plain_lines(text).strip()))


def one_card(text: str) -> Card:
    (card,) = read_cards(io.BytesIO(text.encode()))
    assert isinstance(card, Card)
    return card


@given(FILLED, TEXT, TEXT, TEXT, st.lists(FILLED, max_size=3), st.sampled_from(["3.0", "4.0"]))
def test_a_written_card_reads_back_the_same(
    name: str, given_name: str, family: str, note: str, words: list[str], version: Version
) -> None:
    written = WrittenCard("u1", name, given_name, family, note=note, categories=tuple(words))
    card = one_card(write_card(written, version))
    assert unescape(card.lines("FN")[0].value) == plain_lines(name)
    if card.lines("N"):
        assert parts_of(card.lines("N")[0])[:2] == [plain_lines(family).strip(), plain_lines(given_name).strip()]
    assert [unescape(line.value) for line in card.lines("NOTE")] == ([plain_lines(note)] if note else [])
    assert [text for line in card.lines("CATEGORIES") for text in listed_in(line)] == [
        plain_lines(word).strip() for word in words
    ]
    assert not card.flaws


@given(TEXT, st.sampled_from(["3.0", "4.0"]))
def test_no_text_can_begin_another_line(text: str, version: Version) -> None:
    evil = text + "\u2028END:VCARD\nBEGIN:VCARD\x0bX\x85FN:Mallory\r\nTEL:1"
    handles = (WrittenHandle("EMAIL", evil, evil), WrittenHandle("URL", evil), WrittenHandle("TEL", evil, evil))
    written = WrittenCard(
        evil, evil, evil, evil, (evil,), handles, evil, evil, evil, evil, evil, (evil,), ((evil, evil),)
    )
    unfolded = write_card(written, version).replace("\r\n ", "")
    assert len(unfolded.splitlines()) == unfolded.count("\r\n")
    assert unfolded.count("BEGIN:VCARD\r\n") == 1
    names = [line.partition(":")[0].partition(";")[0] for line in unfolded.split("\r\n")]
    assert names.count("FN") == names.count("TEL") == 1


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("day", ["1970-05-17", "--05-17", "1970"])
def test_a_date_survives_being_written(version: Version, day: str) -> None:
    (line,) = one_card(write_card(WrittenCard("", "Ann", birthday=day), version)).lines("BDAY")
    assert partial_date(unescape(line.value)) == day


def test_related_people_are_written_for_both_versions() -> None:
    written = WrittenCard("", "Ann", related=(("spouse", "Bob"),))
    new, old = (one_card(write_card(written, version)) for version in ("4.0", "3.0"))
    assert (new.label(new.lines("RELATED")[0]), new.lines("RELATED")[0].value) == ("spouse", "Bob")
    assert (old.label(old.lines("X-ABRELATEDNAMES")[0]), old.text("X-ABRELATEDNAMES")) == ("spouse", "Bob")


def test_apples_labels_are_plain_words() -> None:
    card = one_card("BEGIN:VCARD\nitem1.TEL:1\nitem1.X-ABLabel:_$!<HomePage>!$_\nTEL;TYPE=CELL,VOICE:2\nEND:VCARD\n")
    assert [card.label(line) for line in card.lines("TEL")] == ["homepage", "cell"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("--0517", "--05-17"),
        ("--05-17", "--05-17"),
        ("1970-05", "1970-05"),
        ("19700517", "1970-05-17"),
        ("1970-05-17T23:00:00-11:00", "1970-05-17"),
        ("--0229", "--02-29"),
        ("1604-05-17", "--05-17"),
        ("1970", "1970"),
    ],
)
def test_a_birthday_may_lack_parts(text: str, iso: str) -> None:
    assert partial_date(text) == iso


@pytest.mark.parametrize("text", ["0000-00-00", "1970-02-30", "19701399", "circa 1800", "", "--13-01", "-"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert partial_date(text) is None


def test_an_omitted_year_is_no_year() -> None:
    assert partial_date("1904-05-17", omitted_year="1904") == "--05-17"


def test_instants_are_read_in_both_forms() -> None:
    assert utc_seconds("20080424T195243Z") == utc_seconds("2008-04-24T21:52:43+02:00") == 1_209_066_763
    assert utc_seconds("2008-04-24") == 1_208_995_200
    assert utc_seconds("yesterday") is None
