"""The sample's people on their other sources: the files read as real exports do, and the truth knows every handle."""

import json
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from entregent.app import sample
from entregent.app.sample import ELSEWHERE, write
from entregent.model.interaction import Interaction
from entregent.model.record import OwnerHint, Problem, Record
from entregent.readers import catalogue
from entregent.readers.base import Document, ReadOptions
from entregent.readers.walk import walk

UNTIL = date(2026, 11, 23)
NOW = 1_795_400_000
PEOPLE = 120
READERS = {
    "blogue": {"blog_wxr"},
    "contacts": {"contacts_vcard", "contacts_csv", "social_linkedin"},
    "evenements": {"events_csv"},
    "facebook": {"social_facebook"},
    "telephone": {"contacts_vcard", "phone_calls", "phone_sms"},
    "whatsapp": {"chat_whatsapp"},
    "x": {"social_x"},
}


class Read(NamedTuple):
    truth: dict[str, Any]
    rows: int
    readers: dict[str, set[str]]
    handles: set[tuple[str, str]]
    hints: Counter[str]
    problems: Counter[str]
    found: Counter[str]


def files(folder: Path) -> dict[str, str]:
    return {
        f"{path.relative_to(folder)}": sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def maude(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Everything of the small sample but the mail, read by the readers."""
    root = tmp_path_factory.mktemp("maude")
    made = write(root / "in", seed=5, people=PEOPLE, until=UNTIL, scale=0.2, truth=root / "truth.json")
    it = Read(json.loads((root / "truth.json").read_text()), made.elsewhere, {}, set(), Counter(), Counter(), Counter())
    for step in walk([str(root / "in")]):
        document = getattr(step, "document", step)
        place = Path(document.path).relative_to(root / "in").parts[0] if isinstance(document, Document) else ""
        if place not in READERS or not isinstance(document, Document):
            continue
        reader = catalogue.recognise(document)[0][0]
        it.readers.setdefault(place, set()).add(reader.name)
        for one in reader.read(document, ReadOptions(NOW)):
            take(it, one)
    return it


def take(it: Read, one: object) -> None:
    it.found[type(one).__name__] += 1
    if isinstance(one, Problem):
        it.problems[one.code] += 1
    elif isinstance(one, OwnerHint):
        it.hints[f"{one.participant.value} {one.kind}"] += 1
    elif isinstance(one, Record):
        it.handles.update((claim.kind, claim.value) for claim in one.handles)
    elif isinstance(one, Interaction):
        everybody = (one.sender, *one.to) if one.sender else one.to
        it.handles.update((who.kind, who.value) for who in everybody)


def test_every_source_is_read_by_its_own_reader(maude: Read) -> None:
    assert maude.readers == READERS
    # What is said of the reading, and who did not come: nothing is broken.
    assert set(maude.problems) <= {"pings", "system-lines", "dates-day-first", "dates-as-spoken", "not-there"}


def test_every_handle_of_the_truth_is_in_what_was_read(maude: Read) -> None:
    missing = [
        (source, kind, value)
        for person in (*maude.truth["people"], *maude.truth["crowd"])
        for source, told in person["on"].items()
        for kind, values in told["handles"].items()
        for value in values
        if (kind, value) not in maude.handles
    ]
    # Who has a number but no call and no text in the sample's quiet years is on no log.
    assert len(missing) <= 0.02 * len(maude.handles)
    assert {source for source, _, _ in missing} <= {"phone", "whatsapp", "facebook"}


def test_the_owner_is_told_by_every_network(maude: Read) -> None:
    assert maude.hints["twitter:710045501000000001 account-owner"]
    assert maude.hints["facebook:maude theriault-lamy account-owner"]
    assert maude.hints["reseau.example/in/maude-theriault-lamy account-owner"]
    assert maude.hints["whatsapp:maude chat-party"] > 10


def test_the_same_people_live_on_many_sources(maude: Read) -> None:
    on = Counter(source for person in maude.truth["people"] for source in person["on"])
    assert set(on) == set(ELSEWHERE)
    assert sum(len(person["on"]) > 1 for person in maude.truth["people"]) > PEOPLE / 2
    shown = [told["name"] != person["name"] for person in maude.truth["people"] for told in person["on"].values()]
    assert 0.1 < sum(shown) / len(shown) < 0.4


def test_the_crowd_is_met_elsewhere_only(maude: Read) -> None:
    crowd = maude.truth["crowd"]
    assert len(crowd) == PEOPLE / 2
    assert {source for one in crowd for source in one["on"]} <= set(ELSEWHERE) - {"phone", "whatsapp"}
    assert not {one["id"] for one in crowd} & {person["id"] for person in maude.truth["people"]}


def test_without_other_sources_the_rest_keeps_every_byte(tmp_path: Path) -> None:
    write(tmp_path / "all", people=30, years=1, until=UNTIL, scale=0.2)
    bare = write(tmp_path / "bare", people=30, years=1, until=UNTIL, scale=0.2, sources=())
    both, alone = files(tmp_path / "all"), files(tmp_path / "bare")
    assert len(alone) == 6
    assert all(both[name] == digest for name, digest in alone.items())
    assert bare.elsewhere == 0


def test_one_source_changes_no_byte_of_another(tmp_path: Path) -> None:
    write(tmp_path / "all", people=30, years=1, until=UNTIL, scale=0.2)
    everything = files(tmp_path / "all")
    for source in sample.ELSEWHERE:
        write(tmp_path / source, people=30, years=1, until=UNTIL, scale=0.2, sources=[source])
        assert files(tmp_path / source).items() <= everything.items()
