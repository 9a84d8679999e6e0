"""Attendee lists: who was there, on which day, and what a file's name tells."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers import contract
from tests.readers.test_contacts_calendar_cases import told

from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.numbering import event_number
from entregent.model.record import Problem, Record
from entregent.readers import catalogue
from entregent.readers.events_csv import EventLists
from entregent.readers.events_lists import came, named_event, status

CASES = Path(__file__).resolve().parents[1] / "cases" / "events_csv"
TICKETS = "Order #,First Name,Last Name,Email,Ticket Type,Attendee #,Event Name,Event Start Date,Attendee Status\n"
NOW = contract.OPTIONS.now


def read(text: str, name: str = "report.csv", folders: tuple[str, ...] = ()) -> contract.Things:
    document = contract.document(name, text.encode())._replace(folders=folders)
    assert catalogue.recognise(document)[0][0].name == "events_csv"
    return contract.things(EventLists(), document)


def meetings(found: contract.Things) -> list[tuple[str, list[str]]]:
    events = [one for one in found if isinstance(one, Interaction)]
    assert all(one.channel == Channel.MEETING for one in events)
    return [(one.title, [who.value for who in one.to]) for one in events]


def codes(found: contract.Things) -> dict[str, str]:
    return {one.code: dict(one.facts).get("count", "") for one in found if isinstance(one, Problem)}


@pytest.mark.parametrize("path", sorted(CASES.glob("*/input.csv")), ids=lambda path: path.parent.name)
def test_a_case_gives_what_it_must(path: Path) -> None:
    document = contract.document(path.name, path.read_bytes())
    found = EventLists().read(document, contract.OPTIONS._replace(now=1_790_000_000))
    shown = [{"type": type(one).__name__, **dict(told(one))} for one in found]  # type: ignore[call-overload]
    assert json.loads(json.dumps(shown)) == json.loads((path.parent / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "title", "day"),
    [
        ("2024-05-05 5 à 7 du design.csv", "5 à 7 du design", (2024, 5, 5)),
        ("PyData_London_Meetup_2024-05-06.xls", "PyData London Meetup", (2024, 5, 6)),
        ("participants-soiree-2024-05-06.csv", "soiree", (2024, 5, 6)),
        ("Liste des participants, Nuit des ateliers, 6 mai 2024.csv", "Nuit des ateliers", (2024, 5, 6)),
        ("Souper du vendredi 17 mai 2024 (2).csv", "Souper", (2024, 5, 17)),
        ("20240506_attendees.csv", "", (2024, 5, 6)),
        # When the list was saved is not when the evening was.
        ("Plum evening - Guests - 2024-05-06-12-33-22.csv", "Plum evening", None),
        ("report-2024-05-06T1233.csv", "", None),
    ],
)
def test_a_files_name_tells_the_event_and_its_day(name: str, title: str, day: tuple[int, int, int] | None) -> None:
    found = named_event(name)
    assert (found.title, found.day and found.day[:3]) == (title, day)


def test_the_folder_tells_what_the_file_does_not() -> None:
    found = named_event("participants.csv", ("evenements", "2024-05-06 Nuit des ateliers"))
    assert (found.title, found.day and found.day[:3]) == ("Nuit des ateliers", (2024, 5, 6))


@pytest.mark.parametrize("mark", ["yes", "Oui", "x", "✓", "1", "TRUE", "2024-05-06 18:03", "Présente", "checked in"])
def test_a_mark_says_that_somebody_came(mark: str) -> None:
    assert came(mark)


@pytest.mark.parametrize("mark", ["", "no", "Absente", "0", "—", "malade"])
def test_a_mark_says_that_somebody_did_not(mark: str) -> None:
    assert not came(mark)


def test_a_word_of_a_status_tells_what_is_known() -> None:
    words = ("Attending", "Checked In", "Not Attending", "Inscrite", "Annulé", "waitlist")
    assert [status(word) for word in words] == ["comes", "there", "not", "comes", "not", "not"]


def test_whoever_registered_alone_was_not_there() -> None:
    rows = "1,Ann,A,ann@x.org,E,1,Plums,2024-05-05,Checked In\n2,Bob,B,bob@x.org,E,2,Plums,2024-05-05,Attending\n"
    found = read(TICKETS + rows)
    assert meetings(found) == [("Plums", ["ann@x.org"])]
    assert codes(found) == {"not-there": "1"}
    assert not any(isinstance(one, Record) for one in found)


def test_where_nobody_was_checked_in_the_registered_count_and_it_is_said() -> None:
    found = read(
        TICKETS + "1,Ann,A,ann@x.org,E,1,Plums,2024-05-05,Attending\n2,B,B,b@x.org,E,2,Plums,2024-05-05,Deleted\n"
    )
    assert meetings(found) == [("Plums", ["ann@x.org"])]
    assert codes(found) == {"nobody-checked-in": "1", "not-there": "1"}


def test_a_list_of_names_under_an_events_name_is_that_event() -> None:
    found = read("Nom,Organisme\nZoé Bérubé,Atelier\nLuc,\n", "2024-05-05 5 à 7 du design.csv")
    (event,) = [one for one in found if isinstance(one, Interaction)]
    assert [who.value for who in event.to] == ["event:zoe berube", "event:luc"]
    assert (event.title, event.flags, event.others) == ("5 à 7 du design", Flag.TIMELESS, 2)
    assert [one.organisation for one in found if isinstance(one, Record)] == ["Atelier"]


def test_a_list_without_any_day_is_asked_about() -> None:
    assert codes(read("Name,Attended\nAnn,Yes\nBob,Yes\n", "attendees.csv")) == {"no-event-day": "2"}


def test_a_day_that_can_be_read_in_two_ways_is_asked_about() -> None:
    assert codes(read("Name,Attended\nAnn,Yes\n", "05-06-2024 gala.csv")) == {"ambiguous-dates": "1"}
    ambiguous = "Event,Date,Name\nGala,05/06/2024,Ann\n"
    assert codes(read(ambiguous)) == {"ambiguous-dates": "1"}
    assert codes(read(ambiguous + "Brunch,25/06/2024,Ann\n")) == {"dates-day-first": "1"}


def test_a_clock_beside_the_day_makes_a_meeting_of_that_hour() -> None:
    found = read("Event,Date,Start time,Name\nGala,2024-05-06,7:30 PM,Ann\n")
    (event,) = [one for one in found if isinstance(one, Interaction)]
    assert (event.at, event.flags) == (1_715_038_200, 0)


def test_an_event_soon_to_come_is_told_with_whoever_registered_and_a_far_one_is_not() -> None:
    heads = "Event,Date,Name,Status\n"
    assert meetings(read(f"{heads}Gala,2027-01-20,Ann,Going\n")) == [("Gala", ["event:ann"])]
    assert codes(read(f"{heads}Gala,2027-06-20,Ann,Going\n")) == {"far-events": "1"}


def test_one_address_for_a_second_name_is_the_buyers() -> None:
    rows = "".join(f"1,{name},,ann@x.org,E,1,Plums,2024-05-05,Checked In\n" for name in ("Ann", "Bob", "Ann"))
    assert meetings(read(TICKETS + rows)) == [("Plums", ["ann@x.org", "event:bob"])]


def test_a_host_leads_the_meeting() -> None:
    rows = "Ann\tuser 5\tYes\tYes\t2\nBob\tuser 6\t\tYes\t0\nCy\tuser 7\t\tNo\t0\n"
    found = read("Name\tUser ID\tEvent Host\tRSVP\tGuests\n" + rows, "Plums_2024-05-06.xls")
    (event,) = [one for one in found if isinstance(one, Interaction)]
    assert event.sender is not None
    assert (event.sender.value, [who.value for who in event.to], event.others) == ("meetup:5", ["meetup:6"], 3)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("contacts-2024-05-06.csv", "Name,Email,Phone\nAnn,ann@x.org,\n"),
        (
            "contacts.csv",
            "First Name,Last Name,E-mail Address,Birthday,Notes\nAnn,Archer,ann@x.org,1970-05-17,met at the gala\n",
        ),
        ("clients.csv", "Nom,Courriel,Statut\nAnn,ann@x.org,inscrite\n"),
    ],
)
def test_contacts_stay_contacts(name: str, text: str) -> None:
    assert catalogue.recognise(contract.document(name, text.encode()))[0][0].name == "contacts_csv"


@pytest.mark.parametrize("name", ["invoices 2024-05-06.csv", "statement 2024-05-06.csv"])
def test_other_tables_with_a_dated_name_are_left_alone(name: str) -> None:
    document = contract.document(name, b"Name,Amount,Due\nAnn,5,6\n")
    assert catalogue.recognise(document) == []


@given(st.lists(st.sampled_from(["Ann", "Bob", "Cy", "Dee"]), min_size=1, max_size=6), st.data())
def test_a_fuller_list_tells_the_same_meeting(names: list[str], data: st.DataObject) -> None:
    rows = [f"1,{name},,{name}@x.org,E,1,Plums,2024-05-05 18:00,Checked In\n" for name in names]
    cut = data.draw(st.integers(1, len(rows)))
    whole, part = read(TICKETS + "".join(rows)), read(TICKETS + "".join(rows[:cut]))
    numbers = {event_number(one) for one in [*whole, *whole, *part] if isinstance(one, Interaction)}
    assert len(numbers) == 1
