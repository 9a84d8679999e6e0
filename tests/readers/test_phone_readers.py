"""Calls and messages of the telephone: whose they are, which way they went, what counts; nothing doubles."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers import contract

from entregent.model.handle import ACCOUNT, PHONE, Participant
from entregent.model.interaction import Flag, Interaction
from entregent.model.numbering import event_number
from entregent.model.record import OwnerHint, Problem
from entregent.readers import catalogue
from entregent.readers.base import Reader, ReadOptions
from entregent.readers.call_columns import INCOMING, MISSED, OUTGOING, REJECTED, VOICEMAIL, kind_of, seconds_of
from entregent.readers.phone_calls import PhoneCalls
from entregent.readers.phone_csv import CsvCalls
from entregent.readers.phone_numbers import SELF, Clock, Phones
from entregent.readers.phone_sms import PhoneMessages

OPTIONS = ReadOptions(now=1_790_000_000)
BOB = Participant(PHONE, "+15145550100", "Bob")
AT = 1_710_698_700


def things(reader: Reader, text: str, name: str = "backup.xml") -> contract.Things:
    return list(reader.read(contract.document(name, text.encode()), OPTIONS))


def calls(rows: str, count: int = 0) -> contract.Things:
    return things(PhoneCalls(), f'<calls count="{count}">{rows}</calls>')


def texts(rows: str, count: int = 0) -> contract.Things:
    return things(PhoneMessages(), f'<smses count="{count}">{rows}</smses>')


def call(kind: str, seconds: int = 60, number: str = "+15145550100", at: int = AT) -> str:
    return f'<call number="{number}" duration="{seconds}" date="{at}000" type="{kind}" contact_name="Bob"/>'


def sms(kind: str = "1", number: str = "+15145550100", at: str = f"{AT}000", **more: str) -> str:
    extra = " ".join(f'{key}="{value}"' for key, value in more.items())
    return f'<sms address="{number}" date="{at}" type="{kind}" body="x" contact_name="Bob" {extra}/>'


def mms(kind: str, address: str, *parties: tuple[str, str]) -> str:
    inside = "".join(f'<addr address="{number}" type="{part}"/>' for number, part in parties)
    return f'<mms msg_box="{kind}" address="{address}" date="{AT}000"><parts/><addrs>{inside}</addrs></mms>'


def only(found: contract.Things) -> Interaction:
    (one,) = [thing for thing in found if isinstance(thing, Interaction)]
    return one


def codes(found: contract.Things) -> dict[str, dict[str, str]]:
    return {thing.code: dict(thing.facts) for thing in found if isinstance(thing, Problem)}


@pytest.mark.parametrize(
    ("kind", "seconds", "mine", "minutes", "attempt"),
    [
        ("1", 90, False, 2, False),
        ("1", 3, False, 1, False),
        ("1", 0, False, 0, True),
        ("2", 61, True, 1, False),
        ("2", 5, True, 0, True),
        ("2", 0, True, 0, True),
        ("3", 0, False, 0, True),
        ("4", 30, False, 0, True),
        ("5", 0, False, 0, True),
        ("6", 0, False, 0, True),
        ("7", 0, False, 0, False),
    ],
)
def test_each_kind_of_call_means_what_happened(
    kind: str, seconds: int, mine: bool, minutes: int, attempt: bool
) -> None:
    found = only(calls(call(kind, seconds)))
    assert (found.sender, found.to) == ((SELF, (BOB,)) if mine else (BOB, (SELF,)))
    assert (found.amount, bool(found.flags & Flag.ATTEMPT), bool(found.flags & Flag.SENT)) == (minutes, attempt, mine)


@pytest.mark.parametrize("number", ["", "-1", "-2", "Private", "Unknown", "Numéro masqué"])
def test_a_hidden_number_is_nobody(number: str) -> None:
    assert codes(calls(call("1", number=number))) == {"hidden-callers": {"count": "1"}}


def test_a_partial_file_is_told() -> None:
    assert codes(calls(call("1"), count=3))["fewer-than-counted"] == {"count": "3", "read": "1"}
    assert codes(texts(sms(), count=1)) == {}


@pytest.mark.parametrize("kind", ["3", "4", "5", "6"])
def test_what_never_went_out_is_left_out(kind: str) -> None:
    assert codes(texts(sms(kind))) == {"unsent-messages": {"count": "1"}}


def test_a_short_code_is_no_person_unless_the_address_book_has_it() -> None:
    row = sms(number="262966").replace('contact_name="Bob"', 'contact_name="(Unknown)"')
    robot = only(texts(row))
    assert robot.sender == Participant(ACCOUNT, "sms:262966", "")
    assert robot.flags == Flag.BULK
    assert only(texts(sms(number="262966"))).flags == 0


@pytest.mark.parametrize("at", ["0", "null", "", "-5", "99999999999999999", "9e9"])
def test_a_date_that_is_none_is_told_and_the_message_kept(at: str) -> None:
    found = texts(sms(at=at))
    assert only(found).at is None
    assert "broken-date" in codes(found)


def test_a_group_reaches_all_and_shows_the_owners_number() -> None:
    found = texts(
        mms("1", "+15145550100~+15145550101", ("+15145550100", "137"), ("+15145550101", "151"), ("+15145550199", "151"))
    )
    one = only(found)
    assert one.sender == BOB._replace(name="")
    assert [person.value for person in one.to] == ["phone:self", "+15145550101"]
    assert OwnerHint("account-owner", Participant(PHONE, "+15145550199", ""), 1) in found


def test_what_the_owner_sends_to_a_group_has_blind_copies_apart() -> None:
    parties = [("insert-address-token", "137"), ("+15145550100", "151"), ("+15145550102", "129")]
    one = only(texts(mms("2", "+15145550100~+15145550101", *parties)))
    assert one.sender == SELF
    assert [person.value for person in one.to] == ["+15145550100", "+15145550101"]
    assert [person.value for person in one.bcc] == ["+15145550102"]
    assert one.others == 3


def test_a_group_is_the_same_in_whatever_order_its_numbers_stand() -> None:
    one, other = (
        only(texts(mms("2", address))) for address in ("514-555-0100~5145550101", "+15145550101~+15145550100")
    )
    assert event_number(one) == event_number(other)


def test_a_picture_of_any_size_is_passed_over() -> None:
    part = f'<part ct="image/png" data="{"QUJD" * 500_000}"/><part ct="text/plain" text="plums"/>'
    assert only(texts(mms("1", "+15145550100").replace("<parts/>", f"<parts>{part}</parts>"))).amount == 5


def test_a_broken_message_costs_itself_alone() -> None:
    found = texts(sms() + '<mms msg_box="1" address="<"><addrs/></mms>' + sms(at=f"{AT + 1}000"))
    assert sum(isinstance(thing, Interaction) for thing in found) == 2
    assert "broken-xml" in codes(found)


@given(
    st.lists(st.tuples(st.sampled_from("12"), st.integers(0, 3), st.integers(0, 5_000)), max_size=20),
    st.integers(0, 20),
)
def test_two_backups_that_overlap_double_nothing(rows: list[tuple[str, int, int]], cut: int) -> None:
    written = [sms(kind, f"514555010{who}", f"{AT * 1000 + at}") for kind, who, at in rows]
    numbers = [
        {event_number(found) for found in texts("".join(part)) if isinstance(found, Interaction)}
        for part in (written, written[:cut], written[cut:])
    ]
    assert len(numbers[0]) == len(set(rows))
    assert numbers[1] | numbers[2] == numbers[0]


@pytest.mark.parametrize(
    ("at", "readable", "offset"),
    [
        (AT, "17 mars 2024 14:05:00", -240),
        (AT, "Mar 17, 2024 2:05:00 PM", -240),
        (AT, "Mar 17, 2024 18:05", 0),
        (AT, "17/03/2024 23:35:00", 330),
        (AT, "18.03.2024 07:05:00", 780),
        (AT, "17.03.2024 07:05:00", -660),
        (AT, "null", -240),
        (AT, "", -240),
    ],
)
def test_the_local_time_beside_tells_the_offset(at: int, readable: str, offset: int) -> None:
    assert Clock("America/Toronto").offset(at, readable) == offset


@pytest.mark.parametrize(
    ("number", "name", "person"),
    [
        ("514 555-0100", "Bob", BOB),
        ("+33 6 12 34 56 78", "", Participant(PHONE, "+33612345678", "")),
        ("bob@example.org", "(Unknown)", Participant("mail", "bob@example.org", "")),
        ("555-0100", "Bob", Participant(ACCOUNT, "phone:5550100", "Bob")),
        ("Banque", "", Participant(ACCOUNT, "sms:banque", "")),
        ("+15145550100", "514 555-0100", BOB._replace(name="")),
        ("insert-address-token", "", None),
    ],
)
def test_whoever_a_phone_names_is_found(number: str, name: str, person: Participant | None) -> None:
    assert Phones("CA").person(number, name) == person


@pytest.mark.parametrize(
    ("text", "kind", "way"),
    [
        ("Incoming", "", INCOMING),
        ("Appel sortant", "", OUTGOING),
        ("Appel manqué", MISSED, ""),
        ("Missed Incoming", MISSED, INCOMING),
        ("Entrante perdida", MISSED, INCOMING),
        ("Rejected", REJECTED, ""),
        ("Boîte vocale", VOICEMAIL, ""),
        ("2", "", OUTGOING),
        ("3", MISSED, ""),
        ("", "", ""),
    ],
)
def test_kinds_of_calls_are_known_in_many_words(text: str, kind: str, way: str) -> None:
    assert kind_of(text) == (kind, way)


@pytest.mark.parametrize(
    ("text", "minutes", "seconds"),
    [
        ("95", False, 95),
        ("2", True, 120),
        ("1:35", False, 95),
        ("00:01:35", False, 95),
        ("1 min 35 s", False, 95),
        ("1h 2m 3s", False, 3723),
        ("2 mins 5 secs", False, 125),
        ("1,5", True, 90),
        ("soon", False, None),
    ],
)
def test_durations_are_read_as_people_write_them(text: str, minutes: bool, seconds: int | None) -> None:
    assert seconds_of(text, in_minutes=minutes) == seconds


@pytest.mark.parametrize(
    "heading",
    [
        "Name,Number,Date,Duration,Call Type",
        "Nom;Numéro;Date;Heure;Durée;Type d’appel",
        "Date,Time,Phone Number,Minutes",
        "Call type,Date,Duration,Number,Contact,Location,Service",
        "Rufnummer;Datum;Uhrzeit;Dauer;Typ",
    ],
)
def test_logs_of_calls_are_told_from_address_books(heading: str) -> None:
    row = re.sub(r"[^,;]+", "+15145550100", heading)
    found = catalogue.recognise(contract.document("list.csv", f"{heading}\n{row}\n".encode()))
    assert found[0][0].name == "phone_csv"


def test_an_address_book_is_no_log_of_calls() -> None:
    book = "Name,Phone,Date,Type\nBob,+15145550100,2024-03-17,friend\n"
    assert CsvCalls().recognise(contract.document("book.csv", book.encode())) is None


def test_dates_that_could_be_others_are_asked() -> None:
    log = "Number,Date,Duration,Type\n5145550100,03/04/2024 10:00,60,Outgoing\n"
    assert codes(things(CsvCalls(), log, "calls.csv")) == {"ambiguous-dates": {"count": "1"}}


def counted(path: Path) -> tuple[str, int, set[str]]:
    """The reader that takes a file, its interactions, and the codes of its problems."""
    (document,) = contract.documents_of(path)
    reader = catalogue.recognise(document)[0][0]
    found = list(reader.read(document, OPTIONS))
    return reader.name, sum(isinstance(one, Interaction) for one in found), set(codes(found))


@pytest.mark.real
def test_every_message_of_the_shared_backups_is_accounted_for(shared_data: Callable[[str], Path]) -> None:
    """58 SMS and 17 MMS in six files; the last MMS of one is cut off, so 74 are read and one is told."""
    folder = shared_data("export-sms-reader2")
    found = {path.stem: counted(path) for path in folder.glob("*.xml")}
    assert {name for name, _, _ in found.values()} == {"phone_sms"}
    assert {stem: count for stem, (_, count, _) in found.items()} == {
        "e2e-corrupt_attachments": 2,
        "e2e-empty": 0,
        "e2e-sample_mms": 4,
        "e2e-sample_small": 7,
        "sms_and_mms": 49,
        "sms_small": 12,
    }
    cut = {stem: told for stem, (_, _, told) in found.items() if told}
    assert cut == {"sms_and_mms": {"truncated-xml", "fewer-than-counted"}}


@pytest.mark.real
def test_the_shared_calls_are_read(shared_data: Callable[[str], Path]) -> None:
    assert counted(shared_data("export-sms-calls-snippet") / "calls.xml") == ("phone_calls", 2, set())
