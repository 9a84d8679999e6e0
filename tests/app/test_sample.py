"""The sample network: same seed same bytes, parts that don't disturb each other, a life that is plausible."""

import csv
import json
import mailbox
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from entregent.app import sample
from entregent.app.sample import SampleSummary, write
from entregent.app.sample.agenda import CALENDAR
from entregent.app.sample.cards import CARDS, CONNECTIONS, GOOGLE, Source
from entregent.app.sample.cast import Cast
from entregent.app.sample.mail import INBOX, SENT
from entregent.app.sample.noise import NOISE
from entregent.app.sample.streams import stream

UNTIL = date(2026, 11, 23)
NETWORKS = {"twitter.com", "x.com", "wordpress.org", "purl.org", "wellformedweb.org"}
"""What the formats themselves name: a network's links, a feed's name spaces. Its accounts are invented too."""
RESERVED = re.compile(r"(?:^|\.)(?:example|example\.(?:com|net|org)|test)$")


class Sent(NamedTuple):
    at: datetime
    sender: str
    name: str
    to: tuple[str, ...]
    subject: str
    machine: bool


class Sample(NamedTuple):
    folder: Path
    summary: SampleSummary
    truth: dict[str, Any]
    mail: list[Sent]


@cache
def read_text(raw: str) -> str:
    return str(make_header(decode_header(raw)))


@cache
def read_addresses(raw: str) -> tuple[tuple[str, str], ...]:
    return tuple((read_text(name), address) for name, address in getaddresses([raw]))


def letters(path: Path) -> Iterator[Sent]:
    box = mailbox.mbox(path, create=False)
    for key in box.iterkeys():
        head = BytesHeaderParser().parsebytes(box.get_bytes(key))
        [(name, sender)] = read_addresses(str(head["From"]))
        others = ", ".join(str(head[line]) for line in ("To", "Cc") if head[line])
        to = tuple(address for _, address in read_addresses(others))
        machine = any(head[line] for line in ("List-Id", "Precedence", "Auto-Submitted"))
        yield Sent(parsedate_to_datetime(str(head["Date"])), sender, name, to, read_text(str(head["Subject"])), machine)
    box.close()


@pytest.fixture(scope="module")
def maude(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Maude's five years, as `make run` makes them."""
    root = tmp_path_factory.mktemp("maude")
    summary = write(root / "in", until=UNTIL, truth=root / "truth.json")
    mail = [*letters(root / "in" / INBOX), *letters(root / "in" / SENT)]
    return Sample(root / "in", summary, json.loads((root / "truth.json").read_text()), mail)


def digests(folder: Path) -> dict[str, str]:
    return {
        f"{path.relative_to(folder)}": sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def last_words(it: Sample) -> dict[int, Sent]:
    """The last letter between the owner and each person, groups and machines left out."""
    owner = set(it.truth["owner"]["mail"])
    whose = {address: person["id"] for person in it.truth["people"] for address in person["handles"]["mail"]}
    last: dict[int, Sent] = {}
    for letter in sorted(it.mail, key=lambda letter: letter.at):
        sides = letter.to if letter.sender in owner else (letter.sender,)
        if not letter.machine and len(letter.to) < 3:
            last |= {whose[address]: letter for address in sides if address in whose}
    return last


def silence_days(letter: Sent) -> float:
    return (datetime.combine(UNTIL, datetime.min.time(), UTC) - letter.at) / timedelta(days=1)


def with_role(it: Sample, role: str) -> list[dict[str, Any]]:
    return [person for person in it.truth["people"] if person["role"] == role]


def test_the_same_seed_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name, people=40, years=2, until=UNTIL, truth=tmp_path / f"{name}.json")
    write(tmp_path / "other", people=40, years=2, until=UNTIL, seed=2)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    one, other = digests(tmp_path / "one"), digests(tmp_path / "other")
    # What an export tells of its owner alone is the same in every life of hers.
    alike = {name for name in one.keys() & other.keys() if one[name] == other[name]}
    assert alike == {
        "contacts/Profile.csv",
        "facebook/personal_information/profile_information/profile_information.json",
        "x/data/account.js",
    }


def test_a_later_source_changes_no_byte_of_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write_chat(folder: Path, cast: Cast) -> Source:
        draws = [stream(cast.seed, "chat").random() for _ in cast.people]
        (folder / "chat.txt").write_text(f"{draws}")
        return Source(len(draws), {}, [person.id for person in cast.people])

    write(tmp_path / "before", people=40, years=2, until=UNTIL)
    monkeypatch.setattr(sample, "CONTACTS", {"chat": write_chat, **sample.CONTACTS})
    write(tmp_path / "after", people=40, years=2, until=UNTIL)
    before, after = digests(tmp_path / "before"), digests(tmp_path / "after")
    assert after.keys() - before.keys() == {"chat.txt"}
    assert all(after[name] == digest for name, digest in before.items())


def test_noise_never_falls_below_what_was_agreed() -> None:
    assert NOISE.homonyms >= 0.10
    assert NOISE.several_addresses >= 0.25
    assert NOISE.other_names >= 0.15
    assert NOISE.linkless_profiles >= 0.40


def test_the_shares_of_the_noise_table_hold(tmp_path: Path) -> None:
    write(tmp_path / "in", people=2000, until=UNTIL, scale=0.02, truth=tmp_path / "truth.json")
    people = json.loads((tmp_path / "truth.json").read_text())["people"]
    names = Counter(person["name"] for person in people)
    several = [len(person["handles"]["mail"]) > 1 for person in people]
    others = [shown != person["name"] for person in people for on, shown in person["names"].items() if on != "mail"]
    linkless = [not person["profile_told"] for person in people if person["handles"]["url"]]
    assert sum(times for times in names.values() if times > 1) / 2000 == pytest.approx(NOISE.homonyms, abs=0.01)
    assert sum(several) / 2000 == pytest.approx(NOISE.several_addresses, abs=0.01)
    assert sum(others) / len(others) == pytest.approx(NOISE.other_names, abs=0.01)
    assert sum(linkless) / len(linkless) == pytest.approx(NOISE.linkless_profiles, abs=0.01)


def test_every_person_is_in_the_mail_under_the_name_of_the_truth(maude: Sample) -> None:
    assert len(maude.truth["people"]) == 400
    assert set(last_words(maude)) == {person["id"] for person in maude.truth["people"]}
    shown = {letter.sender: letter.name for letter in maude.mail if not letter.machine}
    for person in maude.truth["people"]:
        for address in person["handles"]["mail"]:
            assert shown.get(address, person["names"]["mail"]) == person["names"]["mail"]


def test_the_summary_counts_what_the_files_hold(maude: Sample) -> None:
    assert len(maude.mail) == maude.summary.messages
    cards = (maude.folder / CARDS).read_text().count("BEGIN:VCARD")
    rows = len([*csv.DictReader((maude.folder / GOOGLE).read_text(encoding="utf-8").splitlines())])
    links = len([*csv.reader((maude.folder / CONNECTIONS).read_text(encoding="utf-8").splitlines())]) - 4
    assert cards + rows + links == maude.summary.records
    assert (maude.folder / CALENDAR).read_bytes().count(b"BEGIN:VEVENT") == maude.summary.events
    assert all(path.is_file() for path in maude.summary.files)


def test_all_eight_circles_are_peopled(maude: Sample) -> None:
    circles = Counter(person["circle"] for person in maude.truth["people"])
    assert len(circles) == 8
    assert circles["love"] == 1
    assert min(circles[name] for name in circles if name != "love") >= 20


def test_no_letter_is_later_than_the_day_it_was_written_for(maude: Sample) -> None:
    assert 0 < min(silence_days(letter) for letter in maude.mail) < 1.5
    assert max(silence_days(letter) for letter in maude.mail) <= 5 * 365


def test_no_real_domain_is_named(maude: Sample) -> None:
    everything = b"\n".join(path.read_bytes() for path in maude.summary.files).decode()
    everything = re.sub(r"=\n|\r?\n ", "", everything)
    hosts = set(re.findall(r"(?:@|https?://)([A-Za-z0-9.-]+\.[A-Za-z]+)", everything))
    assert len(hosts) > 50
    assert [host for host in hosts - NETWORKS if not RESERVED.search(host)] == []


def test_phone_numbers_are_of_the_fictional_range(maude: Sample) -> None:
    numbers = [number for person in maude.truth["people"] for number in person["handles"]["phone"]]
    assert len(numbers) == len(set(numbers)) > 200
    assert all(re.fullmatch(r"\+1 \d{3} 555-01\d\d", number) for number in numbers)


def test_french_accents_are_intact(maude: Sample) -> None:
    subjects = {letter.subject for letter in maude.mail}
    assert any("élé" in subject or "ée" in subject or "à" in subject for subject in subjects)
    assert not any("Ã" in subject or "\ufffd" in subject or "{" in subject for subject in subjects)
    assert {letter.name for letter in maude.mail if letter.sender in maude.truth["owner"]["mail"]} == {
        "Maude Thériault-Lamy"
    }
    assert "N:Thériault-Lamy;Maude;;;" in (maude.folder / CARDS).read_text(encoding="utf-8")


def test_she_owes_a_few_replies_and_is_owed_a_few(maude: Sample) -> None:
    last = last_words(maude)
    owner = set(maude.truth["owner"]["mail"])
    waiting = {i for i, letter in last.items() if letter.sender not in owner and silence_days(letter) < 30}
    assert waiting == {person["id"] for person in with_role(maude, "she-owes")}
    assert 3 <= len(waiting) <= 6
    owed = [last[person["id"]] for person in with_role(maude, "owes-her")]
    assert 3 <= len(owed) <= 6
    assert all(letter.sender in owner and 3 < silence_days(letter) < 16 for letter in owed)


def test_another_seed_and_day_hold_the_same_scenes(tmp_path: Path) -> None:
    made = write(tmp_path / "in", seed=7, until=UNTIL + timedelta(days=100), truth=tmp_path / "truth.json")
    mail = [*letters(tmp_path / "in" / INBOX), *letters(tmp_path / "in" / SENT)]
    it = Sample(tmp_path / "in", made, json.loads((tmp_path / "truth.json").read_text()), mail)
    last, owner = last_words(it), set(it.truth["owner"]["mail"])
    assert len(last) == 400
    waiting = {i for i, letter in last.items() if letter.sender not in owner and silence_days(letter) < 30 - 100}
    assert waiting == {person["id"] for person in with_role(it, "she-owes")}


def test_strong_ties_drift_beyond_their_rhythm_and_some_fell_silent(maude: Sample) -> None:
    last = last_words(maude)
    drifting = [(person["usual_gap_days"], silence_days(last[person["id"]])) for person in with_role(maude, "drifting")]
    assert len(drifting) >= 3
    assert all(silent > 2 * gap for gap, silent in drifting)
    assert all(silence_days(last[person["id"]]) > 180 for person in with_role(maude, "fell-silent"))


def test_prospects_were_tried_twice_without_an_answer(maude: Sample) -> None:
    for person in with_role(maude, "unanswered"):
        mails = set(person["handles"]["mail"])
        assert sum(bool(mails & set(letter.to)) for letter in maude.mail) == 2
        assert not any(letter.sender in mails for letter in maude.mail)


def test_two_birthdays_come_within_ten_days(maude: Sample) -> None:
    soon = {f"{UNTIL + timedelta(days=k):%m-%d}" for k in range(11)}
    assert len([person for person in maude.truth["people"] if person["birthday"][5:] in soon]) == 2


def test_birthdays_come_every_year_and_agree_with_the_truth(maude: Sample) -> None:
    text = (maude.folder / CALENDAR).read_text(encoding="utf-8").replace("\r\n ", "")
    told = re.findall(r"UID:fete-(\d+)@.*?DTSTART;VALUE=DATE:\d{4}(\d\d)(\d\d)\s+RRULE:FREQ=YEARLY", text, re.DOTALL)
    assert len(told) > 50
    assert all(maude.truth["people"][int(who)]["birthday"][5:] == f"{month}-{day}" for who, month, day in told)


def test_meetings_are_coming(maude: Sample) -> None:
    text = (maude.folder / CALENDAR).read_text(encoding="utf-8")
    starts = [date.fromisoformat(day) for day in re.findall(r"DTSTART;TZID=America/Toronto:(\d{8})", text)]
    assert 2 <= sum(start > UNTIL for start in starts) <= 5
    assert max(starts) < UNTIL + timedelta(days=13)


def test_introductions_are_letters_to_both(maude: Sample) -> None:
    people = maude.truth["people"]
    assert len(maude.truth["introductions"]) > 10
    to_both = [told for told in maude.truth["introductions"] if told["form"] in {"told", "quiet"}]
    assert 10 < len(to_both) < len(maude.truth["introductions"])
    for told in to_both:
        by, of = (set(people[told[side]]["handles"]["mail"]) for side in ("by", "of"))
        day = date.fromisoformat(told["on"])
        both = [letter for letter in maude.mail if letter.sender in by and of & set(letter.to)]
        assert any(abs(letter.at.date() - day) < timedelta(days=3) for letter in both)


def test_decoys_are_seen_before_they_write_themselves(maude: Sample) -> None:
    people = maude.truth["people"]
    introduced = {told["of"] for told in maude.truth["introductions"]}
    assert len(maude.truth["decoys"]) > 5
    for decoy in maude.truth["decoys"]:
        assert not introduced & set(decoy["new"])
        assert decoy["on"] < people[decoy["new"][0]]["met_on"]


def test_july_is_quiet_and_autumn_busy(maude: Sample) -> None:
    work = {
        address
        for p in maude.truth["people"]
        if p["circle"] in {"clients", "collaborators"}
        for address in p["handles"]["mail"]
    }
    months = Counter(letter.at.month for letter in maude.mail if letter.sender in work)
    assert months[7] < 0.6 * months[10]


def test_scale_multiplies_messages_and_people_people(tmp_path: Path) -> None:
    small = write(tmp_path / "a", people=60, years=2, until=UNTIL)
    large = write(tmp_path / "b", people=60, years=2, until=UNTIL, scale=4.0)
    wide = write(tmp_path / "c", people=240, years=2, until=UNTIL)
    assert 3 < large.messages / small.messages < 5
    assert wide.records > 3 * small.records


def test_tiny_casts_can_be_made(tmp_path: Path) -> None:
    for people in (1, 2, 9):
        made = write(tmp_path / f"{people}", people=people, years=1, until=date(2024, 2, 29))
        assert made.messages > 0


def test_ties_revive_and_fade(maude: Sample) -> None:
    fates = Counter(person["fate"] for person in maude.truth["people"])
    assert min(fates[name] for name in ("steady", "faded", "revived", "new")) >= 10


def test_cards_fold_at_75_bytes(maude: Sample) -> None:
    for name in (CARDS, CALENDAR):
        rows = (maude.folder / name).read_bytes().split(b"\r\n")
        assert max(map(len, rows)) <= 75
        assert not any(b"\n" in row for row in rows)


def test_automata_of_the_truth_write_as_machines_do(maude: Sample) -> None:
    marks: dict[str, set[bool]] = defaultdict(set)
    for letter in maude.mail:
        marks[letter.sender].add(letter.machine)
    for told in maude.truth["automata"]:
        if told["kind"] in {"newsletter", "notification"}:
            assert marks[told["address"]] == {True}


def test_the_truth_must_lie_outside_the_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside"):
        write(tmp_path, people=3, until=UNTIL, truth=tmp_path / "truth.json")
    with pytest.raises(ValueError, match="positive"):
        write(tmp_path, people=0, until=UNTIL)
