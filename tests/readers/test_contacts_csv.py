"""Rows become records, whoever exported them and in whatever language."""

import gzip
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from entregent.formats.table import write_rows
from entregent.model.record import Problem, Record, Related
from entregent.readers.base import HEAD_BYTES, Document, ReadOptions, Recognition
from entregent.readers.contacts_csv import CsvContacts

OPTIONS = ReadOptions(now=1_790_000_000)
READER = CsvContacts()


def document(raw: bytes, name: str = "contacts.csv") -> Document:
    return Document(name, name, raw[:HEAD_BYTES], len(raw), lambda: io.BytesIO(raw))


def recognised(raw: bytes, name: str = "contacts.csv") -> Recognition | None:
    return READER.recognise(document(raw, name))


def read(text: str | bytes) -> tuple[list[Record], list[Problem]]:
    raw = text if isinstance(text, bytes) else text.encode()
    items = list(READER.read(document(raw), OPTIONS))
    return [item for item in items if isinstance(item, Record)], [item for item in items if isinstance(item, Problem)]


def values(record: Record) -> list[str]:
    return [handle.value for handle in record.handles]


@pytest.mark.parametrize(
    ("header", "row", "producer"),
    [
        ("First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value", "Ann,Lee,* Work,ann@x.org", "google"),
        ("Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value", "Ann Lee,Ann,Lee,Work,ann@x.org", "google"),
        (
            "Title,First Name,Last Name,Job Title,E-mail Address,E-mail Display Name",
            "Dr,Ann,Lee,,ann@x.org,A",
            "outlook",
        ),
        ("Titre;Prénom;Nom;Société;Adresse de messagerie;Tél. mobile", "Mme;Ann;Lee;Pain;ann@x.org;", "outlook"),
        ("Display Name\tFirst Name\tLast Name\tPrimary Email", "Ann Lee\tAnn\tLee\tann@x.org", "thunderbird"),
        (
            "Prénom,Nom de famille,Nom à afficher,Adresse électronique principale",
            "Ann,Lee,Ann Lee,ann@x.org",
            "thunderbird",
        ),
        ("Vorname;Nachname;Anzeigename;Primäre E-Mail-Adresse", "Ann;Lee;Ann Lee;ann@x.org", "thunderbird"),
        ("First,Middle,Last,Email", "Ann,,Lee,ann@x.org", "yahoo"),
        ("Nombre,Apellidos,Correo electrónico,Empresa", "Ann,Lee,ann@x.org,Pan", "other"),
        ("Nome,Cognome,Indirizzo e-mail", "Ann,Lee,ann@x.org", "other"),
        ("Voornaam;Achternaam;E-mailadres", "Ann;Lee;ann@x.org", "other"),
        ("name,email,phone,company", "Ann Lee,ann@x.org,,Pain", "other"),
        ("nom;courriel;téléphone", "Ann Lee;ann@x.org;", "other"),
        ("prénom;nom;courriel", "Ann;Lee;ann@x.org", "other"),
    ],
)
def test_headers_of_many_producers_are_understood(header: str, row: str, producer: str) -> None:
    raw = f"{header}\r\n{row}\r\n".encode()
    found = recognised(raw)
    assert found is not None
    assert dict(found.facts)["producer"] == producer
    (record,), problems = read(raw)
    assert (record.name, values(record), problems) == ("Ann Lee", ["ann@x.org"], [])


def test_the_facts_say_how_much_was_understood() -> None:
    found = recognised(b"name,email,shoe size\nAnn,ann@x.org,38\n")
    assert found is not None
    assert dict(found.facts) == {"producer": "other", "mapped": "2", "columns": "3", "unmapped": "shoe size"}


def test_a_google_row_keeps_labels_and_several_values_per_cell() -> None:
    (record,), _ = read(
        "First Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,"
        "Relation 1 - Label,"
        "Relation 1 - Value,Event 1 - Label,Event 1 - Value,Birthday\n"
        "Ann,* myContacts ::: Chorale,* Work,ann@x.org ::: a@y.org,Mobile,514 555-0101,Spouse,Bob,"
        "Anniversary,2001-05-17,"
        " --05-18\n"
    )
    assert [(handle.value, handle.label) for handle in record.handles] == [
        ("ann@x.org", "work"),
        ("a@y.org", "work"),
        ("+15145550101", "mobile"),
    ]
    assert record.categories == ("myContacts", "Chorale")
    assert record.related == (Related("spouse", "Bob"),)
    assert (record.anniversary, record.birthday) == ("2001-05-17", "--05-18")


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("First Name,Last Name,URL,Email Address,Company,Position,Connected On", "12 Nov 2023"),
        ("Prénom,Nom de famille,URL,Adresse e-mail,Entreprise,Poste,Relation établie le", "12 nov. 2023"),
    ],
)
def test_linkedin_connections_tell_when_it_began(header: str, day: str) -> None:
    row = f'Ann,Lee,https://www.linkedin.com/in/Ann-Lee,,Pain,Baker,"{day}"'
    raw = f'Notes:\n"When exporting, see https://x.org, thanks"\n\n{header}\n{row}\n'.encode()
    (record,), problems = read(raw)
    assert (record.met_on, record.organisation, record.title) == ("2023-11-12", "Pain", "Baker")
    assert (values(record), problems) == (["linkedin.com/in/ann-lee"], [])


def test_outlooks_dates_follow_its_language() -> None:
    english = read("First Name,Last Name,E-mail Address,Birthday,Anniversary\nAnn,Lee,a@x.org,5/6/1970,0/0/00\n")[0][0]
    french = read("Prénom;Nom;Adresse de messagerie;Anniversaire\nAnn;Lee;a@x.org;05/06/1970\n")[0][0]
    assert (english.birthday, english.anniversary, french.birthday) == ("1970-05-06", "", "1970-06-05")


def test_thunderbirds_split_birthday_is_joined() -> None:
    (record,), _ = read("First Name,Last Name,Primary Email,Birth Year,Birth Month,Birth Day\nAnn,Lee,a@x.org,,5,17\n")
    assert record.birthday == "--05-17"


def test_columns_without_headers_are_known_by_what_they_hold() -> None:
    raw = b"Ann Lee,Ann,Lee,ann@x.org\nBob Roy,Bob,Roy,bob@x.org\n"
    found = recognised(raw)
    assert found is not None
    assert found.confidence <= 0.5
    assert [(record.name, record.given, record.family) for record in read(raw)[0]] == [
        ("Ann Lee", "Ann", "Lee"),
        ("Bob Roy", "Bob", "Roy"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT",
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Websites",
        "Email Address,Confirmed,Primary,Updated On",
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
        "date,amount,label",
        "Name,Published On,Description,Publisher,Url",
    ],
)
def test_other_tables_are_refused(header: str) -> None:
    assert recognised(f"{header}\nx,y,z\n".encode()) is None


@pytest.mark.parametrize(
    "raw", [b"", b"hello", b"BEGIN:VCARD\nFN:a,b\n", b"\x89PNG" + b"\0" * 99, b"From: a,b@c.d\n\nx\n"]
)
def test_what_is_no_table_is_refused(raw: bytes) -> None:
    assert recognised(raw) is None


def test_our_own_export_comes_back_without_its_guards() -> None:
    table = [["Entregent-Key", "Name", "Phone", "Note"], ["k1", "=Ann", "+15145550101", "'-x"]]
    (record,), _ = read("".join(write_rows(table)))
    assert (record.key, record.name, values(record), record.note) == ("k1", "=Ann", ["+15145550101"], "'-x")


def test_formulas_of_strangers_stay_text() -> None:
    (record,), _ = read('name,email\n"=HYPERLINK(""http://x"")",a@x.org\n')
    assert record.name == '=HYPERLINK("http://x")'


def test_ragged_repeated_and_empty_are_borne() -> None:
    records, problems = read("name,email,email\nAnn,a@x.org,b@x.org,surplus\nBob\n,,\n;\n")
    assert [(record.name, values(record)) for record in records] == [
        ("Ann", ["a@x.org", "b@x.org"]),
        ("Bob", []),
        (";", []),
    ]
    assert problems == []


def test_a_broken_value_is_told_and_the_row_kept() -> None:
    (record,), (problem,) = read("name,email\nAnn,not an address\n")
    assert (record.name, problem.code, problem.place, problem.lost) == ("Ann", "broken-handle", "line 2", False)


@pytest.mark.real
def test_the_linkedin_sample_has_2000_connections_and_nothing_else(shared_data: Callable[[str], Path]) -> None:
    found = {}
    for path in sorted(shared_data("export-linkedin-sample").rglob("*.csv*")):
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        if recognised(raw, path.name) is not None:
            records, problems = read(raw)
            found[path.name] = (len(records), len(problems))
            assert all(record.met_on and record.handles for record in records)
    assert found == {"Connections.csv.gz": (2_000, 0)}


@pytest.mark.real
@pytest.mark.parametrize(
    "name", ["basic_addressbook", "csv_semicolon", "utf16_addressbook", "shiftjis_addressbook", "quote"]
)
def test_thunderbirds_own_samples_are_read(name: str, shared_data: Callable[[str], Path]) -> None:
    (path,) = shared_data("contacts-thunderbird").rglob(f"{name}.csv")
    raw = path.read_bytes()
    assert recognised(raw) is not None
    records, problems = read(raw)
    assert records
    assert not any(problem.lost for problem in problems)
