"""Tables that the owner explains: what is said of columns, what is guessed, what they give; whatever stands in them."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers import contract
from tests.readers.test_message_cases import told

from entregent.formats.table import write_rows
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import Problem, Record
from entregent.readers.base import Document, ReadOptions
from entregent.readers.table_columns import FIELDS, ColumnsError, channel_said, placed, said, table_in, written
from entregent.readers.table_guess import guess
from entregent.readers.table_mapped import MappedTable, TableLook
from entregent.readers.table_offer import misfit, offer

CASES = Path(__file__).resolve().parents[1] / "cases" / "table_mapped"
OPTIONS = ReadOptions(now=1_790_000_000)


def table(text: str, columns: str = "", name: str = "t.csv") -> Document:
    made = contract.document(name, text.encode())
    return made._replace(tables=(("", columns),) if columns else ())


def things(text: str, columns: str, dates: str = "") -> contract.Things:
    return list(MappedTable().read(table(text, columns), OPTIONS._replace(dates=dates)))


def records(found: contract.Things) -> list[Record]:
    return [thing for thing in found if isinstance(thing, Record)]


def exchanges(found: contract.Things) -> list[Interaction]:
    return [thing for thing in found if isinstance(thing, Interaction)]


def codes(found: contract.Things) -> set[str]:
    return {thing.code for thing in found if isinstance(thing, Problem)}


def guessed(text: str) -> str:
    found = table_in(table(text))
    assert found is not None
    return guess(found)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_case_gives_what_it_must(case: Path) -> None:
    (path,) = case.glob("input*")
    columns = (case / "columns.txt").read_text(encoding="utf-8")
    document = contract.document(path.name, path.read_bytes())._replace(tables=(("", columns),))
    assert MappedTable().recognise(document) is not None
    found = [{"type": type(item).__name__, **told(item)} for item in MappedTable().read(document, OPTIONS)]  # type: ignore[dict-item]
    assert found == json.loads((case / "expected.json").read_text(encoding="utf-8"))


# ── what is said ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_columns_are_said_by_heading_or_number_in_both_languages() -> None:
    assert said(" nom = Qui, courriel=2 ") == (("name", "Qui"), ("mail", "2"))
    assert placed(said("name=qui,mail=2"), ("Qui", "Adr.")) == {"name": (0,), "mail": (1,)}


def test_a_heading_may_hold_a_comma() -> None:
    assert said("name=Nom, prénom,mail=Adr.") == (("name", "Nom, prénom"), ("mail", "Adr."))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "columns-unsaid"),
        ("Nom", "columns-unsaid"),
        ("name=", "columns-unsaid"),
        ("colour=Qui", "unknown-field"),
        ("name=Qui,name=Nom", "field-twice"),
        ("name=Qui,mail=qui", "column-twice"),
        ("organisation=Firme,date=Quand", "nobody-named"),
    ],
)
def test_what_makes_no_sense_is_refused(text: str, code: str) -> None:
    with pytest.raises(ColumnsError) as refusal:
        said(text)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("name=Wer", "no-such-column"), ("name=9", "no-such-column"), ("name=Qui,mail=1", "column-twice")],
)
def test_what_does_not_fit_the_table_is_told_with_its_columns(text: str, code: str) -> None:
    told_of = misfit(table("Qui;Adr.\nAnn;ann@example.org\n", text))
    assert told_of is not None
    assert told_of.code == code


@given(st.lists(st.tuples(st.sampled_from(FIELDS), st.text("abcé 1#", min_size=1).map(str.strip)), max_size=5))
def test_what_was_said_is_written_as_it_was(pairs: list[tuple[str, str]]) -> None:
    try:
        once = said(written(pairs))
    except ColumnsError:
        return
    assert said(written(once)) == once


@given(st.text(max_size=300))
def test_any_words_are_understood_or_refused(text: str) -> None:
    with suppress(ColumnsError):
        assert said(text)


# ── what is guessed ───────────────────────────────────────────────────────────────────────────────────────────────


def test_headings_and_cells_suggest_what_columns_hold() -> None:
    assert guessed("Persona;Correo-e;X\nAna;ana@example.org;2\n") == "name=Persona,mail=Correo-e"
    assert guessed("Quand;Qui;Moyen\n05/03/2024;Zoé;appel\n") == "date=Quand,name=Qui,channel=Moyen"
    assert guessed("a;b\nAnn Archer;ann@example.org\nBob;bob@example.org\n") == "name=a,mail=b"


def test_a_table_without_headings_is_guessed_by_number() -> None:
    assert guessed("Ann Archer,ann@example.org\nBob,bob@example.org\n") == "name=1,mail=2"


def test_a_day_without_a_channel_beside_it_is_no_exchange() -> None:
    assert "date" not in guessed("Persona;Correo-e;Seit\nAna;ana@example.org;2020-05-06\n")


def test_a_table_of_things_names_nobody() -> None:
    assert guessed("id,colour,price\n1,red,5\n2,blue,6\n") == ""


def test_an_unknown_table_offers_itself() -> None:
    told_of = offer(table("Persona;Correo-e\nAna;ana@example.org\n"), named=True)
    assert told_of is not None
    assert dict(told_of.facts)["columns"] == "name=Persona,mail=Correo-e"


def test_inside_an_export_only_tables_of_people_offer_themselves() -> None:
    assert offer(table("id,colour,price\n1,red,5\n"), named=False) is None
    assert offer(table("id,colour,price\n1,red,5\n"), named=True) is not None
    assert offer(table("Just a text, with commas\nand lines\n", name="t.txt"), named=True) is None


# ── what it gives ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_a_word_nothing_is_recognised() -> None:
    assert MappedTable().recognise(table("Qui;Adr.\nAnn;ann@example.org\n")) is None


def test_a_table_of_the_same_headings_is_known_again() -> None:
    document = table("Qui;Adr.\nAnn;ann@example.org\n", "name=Qui,mail=Adr.")
    recognition = MappedTable().recognise(document)
    assert recognition is not None
    facts = dict(recognition.facts)
    later = table("Qui,Adr.\nBob,bob@example.org\n", name="later.csv")
    assert MappedTable().recognise(later._replace(tables=((facts["mark"], facts["columns"]),))) is not None
    other = table("Qui;Adresse\nBob;bob@example.org\n")
    assert MappedTable().recognise(other._replace(tables=((facts["mark"], facts["columns"]),))) is None


def test_one_channel_may_be_said_for_all_rows() -> None:
    (one,) = exchanges(things("Qui;Quand\nAnn;2024-03-05\n", "name=Qui,date=Quand,channel=call"))
    assert one.channel == Channel.CALL
    assert one.flags & Flag.TIMELESS


def test_dates_in_either_order_wait_for_a_word() -> None:
    text = "Qui;Quand;Moyen\nAnn;05/03/2024;appel\n"
    found = things(text, "name=Qui,date=Quand,channel=Moyen")
    assert not exchanges(found)
    assert "ambiguous-dates" in codes(found)
    by_day, by_month = (
        exchanges(things(text, "name=Qui,date=Quand,channel=Moyen", each))[0].at for each in ("dmy", "mdy")
    )
    assert by_day == 1_709_658_000
    assert by_month == 1_714_752_000


def test_a_person_of_many_rows_has_one_card() -> None:
    rows = "".join(f"Ann;ann@example.org;2024-03-{day:02} 10:00;appel\n" for day in range(1, 29))
    found = things(f"Qui;Adr.;Quand;Moyen\n{rows}", "name=Qui,mail=Adr.,date=Quand,channel=Moyen")
    assert len(records(found)) == 1
    assert len(exchanges(found)) == 28


@pytest.mark.parametrize(
    ("cell", "channel"),
    [("Appel vidéo", "call"), ("Courriel reçu", "mail"), ("5 à 7", ""), ("Lunch", "meeting"), ("texto", "text")],
)
def test_channels_are_known_by_their_words(cell: str, channel: str) -> None:
    assert channel_said(cell) == channel


@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), max_size=8))
def test_any_table_gives_things_or_problems(rows: list[list[str]]) -> None:
    text = "".join(write_rows([["Qui", "Adr.", "Quand"], *rows]))
    for thing in things(text, "name=Qui,mail=Adr.,date=Quand"):
        assert isinstance(thing, Record) or not isinstance(thing, Interaction) or thing.channel == Channel.OTHER


def test_a_look_shows_the_first_rows_as_they_stand_and_as_read() -> None:
    rows = "".join(f"Ann {n};ann{n}@example.org\n" for n in range(40))
    found = list(TableLook().read(table(f"Qui;Adr.\n{rows}"), OPTIONS))
    assert len([thing for thing in found if isinstance(thing, Problem) and thing.code == "row"]) == 5
    assert [record.name for record in records(found)] == [f"Ann {n}" for n in range(5)]
