"""Moving in from other tools: Monica, Nametag, Hermit."""

import json
from pathlib import Path

import pytest
from tests.readers import contract
from tests.readers.test_contacts_calendar_cases import told

from entregent.model.interaction import Interaction
from entregent.model.numbering import event_number
from entregent.model.record import Problem, Record
from entregent.readers import catalogue

CASES = Path(__file__).resolve().parents[1] / "cases"


def read(name: str, text: str, folders: tuple[str, ...] = ()) -> contract.Things:
    document = contract.document(name, text.encode())._replace(folders=folders)
    return contract.things(catalogue.recognise(document)[0][0], document)


@pytest.mark.parametrize("path", sorted(CASES.glob("tool_*/*/input.*")), ids=lambda path: path.parent.name)
def test_a_case_gives_what_it_must(path: Path) -> None:
    document = contract.document(path.name, path.read_bytes())
    reader = catalogue.recognise(document)[0][0]
    assert reader.name == path.parent.parent.name
    found = reader.read(document, contract.OPTIONS._replace(now=1_790_000_000))
    shown = [{"type": type(one).__name__, **dict(told(one))} for one in found]  # type: ignore[call-overload]
    assert json.loads(json.dumps(shown)) == json.loads((path.parent / "expected.json").read_text("utf-8"))


def test_a_contact_and_what_passed_with_it_meet_in_hermits_folder() -> None:
    folders = ("crm", "companies", "plums-inc")
    contact = "---\nfirst_name: Zoé\nlast_name: B\nslug: zoe-b\nemail: zoe@x.org\n---\n"
    note = "---\ndate: 2026-02-03T14:30\nchannel: {}\ndirection: out\ncontact: zoe-b\n---\n\nHi\n"
    (card,) = read("zoe-b.md", contact, (*folders, "contacts"))
    found = read("2026-02-03T1430-email-out-zoe-b.md", note.format("email"), (*folders, "interactions"))
    (event,) = [one for one in found if isinstance(one, Interaction)]
    assert isinstance(card, Record)
    assert card.organisation == "Plums Inc"
    assert event.to[0].value in [handle.value for handle in card.handles]
    (own,) = read("2026-02-03T1430-note-out-zoe-b.md", note.format("note"), (*folders, "interactions"))
    assert isinstance(own, Problem)
    assert own.code == "own-notes"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", "# Plums\n\nEmail: ann@x.org\n"),
        ("post.md", "---\ntitle: Plums\ntags: [jam]\n---\nHi\n"),
        ("page.md", "---\nname: Plums\nlayout: page\n---\nHi\n"),
    ],
)
def test_other_markdown_is_left_alone(name: str, text: str) -> None:
    assert catalogue.recognise(contract.document(name, text.encode())) == []


def test_monicas_two_exports_tell_one_activity_once() -> None:
    numbers = set()
    for case in ("json_4_1/input.json", "sql_2/input.sql"):
        text = (CASES / "tool_monica" / case).read_text("utf-8").replace("2020-04-05", "2024-04-05")
        found = read(Path(case).name, text)
        numbers |= {event_number(one) for one in found if isinstance(one, Interaction) and one.title}
    assert len(numbers) == 1
