"""The hostile set through the whole harness, in one go: everything is read or named, nothing dies, limits hold."""

from collections import defaultdict
from typing import NamedTuple

import pytest
from tests.hostile import make

from entregent.model.record import Record
from entregent.readers import limits
from entregent.readers.base import ReadOptions
from entregent.readers.frames import Batch, Began, Done, Ended, Frame, Problems, Row
from entregent.readers.harness import Bounds, read_paths

NOW = 1_800_000_000
FAULTS = {"reader-failed", "reader-died", "reader-stalled", "out-of-memory", "too-large"}


class Outcome(NamedTuple):
    """What came of the set, by case."""

    rows: dict[str, list[Row]]
    records: dict[str, list[Record]]
    codes: dict[str, set[str]]
    whole: set[str]
    people: dict[int, tuple[str, str, str]]
    last: Frame


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    root = tmp_path_factory.mktemp("hostile")
    found = Outcome(defaultdict(list), defaultdict(list), defaultdict(set), set(), {}, Done(0))

    def case(path: str) -> str:
        return path.removeprefix(f"{root}/").partition("!/")[0]

    units: dict[int, str] = {}
    for frame in read_paths([str(p) for p in make.write(root)], ReadOptions(now=NOW), bounds=Bounds(idle_seconds=10)):
        found = found._replace(last=frame)
        if isinstance(frame, Began):
            units[frame.unit] = case(frame.path)
        elif isinstance(frame, Ended) and frame.fingerprint:
            found.whole.add(units[frame.unit])
        elif isinstance(frame, Batch):
            found.rows[units[frame.unit]] += frame.interactions
            found.records[units[frame.unit]] += frame.records
            found.people.update((pid, (kind, value, name)) for pid, kind, value, name in frame.participants)
        if isinstance(frame, Batch | Problems):
            for problem in frame.problems:
                found.codes[case(problem.path)].add(problem.code)
    return found


@pytest.mark.parametrize("name", sorted(make.cases()))
def test_a_case_is_read_or_named(outcome: Outcome, name: str) -> None:
    assert not outcome.codes[name] & FAULTS
    assert name in outcome.whole or outcome.codes[name]


def test_the_whole_set_is_gone_through(outcome: Outcome) -> None:
    assert isinstance(outcome.last, Done)
    assert len(make.cases()) >= 130


def test_nobody_is_taken_for_the_address_in_their_name(outcome: Outcome) -> None:
    assert outcome.rows["mail/009-address-in-name.eml"]
    assert ("ann@trusted.example") not in {value for _, value, _ in outcome.people.values()}


def test_crowds_are_capped(outcome: Outcome) -> None:
    for name, rows in outcome.rows.items():
        for row in rows:
            assert len(row[3]) + len(row[4]) + len(row[5]) <= max(limits.PARTICIPANTS, 1000), name
            assert len(row[7]) <= limits.TITLE_CHARACTERS


def test_a_crowd_is_counted_past_its_cap(outcome: Outcome) -> None:
    (row,) = outcome.rows["mail/005-cc-crowd.eml"]
    assert (len(row[3]), len(row[4])) == (1, limits.PARTICIPANTS)
    # A header line ends at 64 KB: the count goes on to there.
    assert row[6] > 6 * limits.PARTICIPANTS


def test_no_date_lies_past_the_import(outcome: Outcome) -> None:
    mails = [row for name, rows in outcome.rows.items() if name.startswith("mail/") for row in rows]
    assert mails
    assert all(row[0] < (NOW + 2 * 86_400 + 1) << 29 for row in mails)


def test_what_a_name_smuggles_stays_on_one_line(outcome: Outcome) -> None:
    for _, value, name in outcome.people.values():
        assert not set("\r\n\0") & set(value + name)
    for rows in outcome.rows.values():
        assert not any(set("\r\n\0") & set(row[7]) for row in rows)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("mbox/011-same-id.mbox", 2),
        ("mbox/038-unescaped-from.mbox", 2),
        ("mbox/041-mixed-ends.mbox", 2),
        ("archive/121-many.zip", 5_000),
    ],
)
def test_messages_are_neither_lost_nor_made_up(outcome: Outcome, name: str, count: int) -> None:
    assert len(outcome.rows[name]) == count


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("archive/115-overlap.zip", "archive-bomb"),
        ("archive/116-ratio.zip", "archive-bomb"),
        ("archive/117-lying-size.zip", "damaged-archive"),
        ("archive/118-nested.zip", "nested-archive"),
        ("archive/123-cut.zip", "truncated-archive"),
        ("archive/125-locked.zip", "encrypted-archive"),
        ("archive/126-html.zip", "unknown-format"),
        ("archive/127-bomb.mbox.gz", "archive-bomb"),
        ("archive/127-cut.mbox.gz", "truncated-archive"),
        ("archive/113-evil-names.zip", "unsafe-name"),
        ("archive/114-link.tar", "link-skipped"),
    ],
)
def test_an_evil_archive_is_called_what_it_is(outcome: Outcome, name: str, code: str) -> None:
    assert code in outcome.codes[name]


@pytest.mark.parametrize(
    ("name", "count"),
    [("113-evil-names.zip", 15), ("119-twice.zip", 2), ("120-forms.zip", 3), ("124-junk-before.zip", 2)],
)
def test_good_cards_in_odd_archives_are_read(outcome: Outcome, name: str, count: int) -> None:
    assert len(outcome.records[f"archive/{name}"]) == count
