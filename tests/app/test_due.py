"""What is due is done once: two processes, a dead holder, clocks that jump, days that are skipped or come twice."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.cast import DAY, MARIE, NOW, new_book

from entregent.app import briefing, due, language, leases
from entregent.app.book import Book
from entregent.app.commitment_views import SealDraft
from entregent.app.follow_up_views import DueReport
from entregent.app.opening import WritesInThePastError

HOUR = 3_600
ZONES = (
    "America/Toronto",
    "Europe/Paris",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Asia/Kolkata",
)


class Told(list[str]):
    """A desktop that keeps what it was told."""

    def __call__(self, title: str, line: str) -> bool:
        assert title == "Entregent"
        self.append(line)
        return True


def at(text: str, zone: str = "America/Toronto") -> int:
    """UTC seconds of a local instant."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def look(book: Book, now: int, told: Told) -> DueReport:
    """Look after what is due at an instant."""
    book.look_again(now)
    return due.run(book._inner, tell=told)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """No test leaves its language to the next."""
    language.use("en")
    yield
    language.use("en")


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Book]:
    """A small book whose owner is told on the desktop at eight."""
    with new_book(tmp_path / "due.book") as book:
        book.set_settings({"brief": "desktop", "language": "en"})
        book.add(MARIE.name, handles=[MARIE.mail])
        yield book


# ── once ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_brief_comes_once_a_day_from_its_hour_on(plain: Book) -> None:
    told = Told()
    for text in ("2026-03-02T07:59", "2026-03-02T08:00", "2026-03-02T08:01", "2026-03-02T20:00", "2026-03-03T09:00"):
        look(plain, at(text), told)
    assert len(told) == 2


def test_nobody_is_told_who_did_not_ask_for_it(plain: Book) -> None:
    plain.set_setting("brief", "off")
    told = Told()
    report = look(plain, at("2026-03-02T12:00"), told)
    assert (report.told, told) == ("", [])
    assert plain.due_state().last_at == at("2026-03-02T12:00")


def test_on_weekdays_alone_the_weekend_is_quiet(plain: Book) -> None:
    plain.set_setting("brief-days", "weekdays")
    told = Told()
    for day in range(1, 9):
        look(plain, at(f"2026-03-0{day}T12:00"), told)
    assert len(told) == 5


def test_a_past_view_does_nothing(plain: Book) -> None:
    with Book.open(plain.path, now=NOW, as_of="2026-02-01") as past, pytest.raises(WritesInThePastError):
        past.look_after()


def test_an_hour_of_ones_own_is_told_when_it_has_come_and_with_the_brief_in_one(plain: Book) -> None:
    plain.look_again(at("2026-03-02T09:00"))
    for hour in ("2026-03-02T10:00", "2026-03-03T06:30", "2026-03-03T07:30"):
        plain.seal(SealDraft(what="call the bank", at=hour))
    told = Told()
    reports = [look(plain, at(text), told) for text in ("2026-03-02T09:30", "2026-03-02T10:00", "2026-03-02T10:05")]
    assert [one.hours_come for one in reports] == [0, 1, 0]
    assert look(plain, at("2026-03-03T08:30"), told).hours_come == 2
    assert len(told) == 3
    assert told[-1].startswith("2 hours that you set for yourself have come.")


# ── two at once ───────────────────────────────────────────────────────────────────────────────────────────────────


RACER = """
import sys, time
from pathlib import Path
from entregent.app import due
from entregent.app.opening import open_at
path, until, now = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
book = open_at(path, now=now, as_of="")
def tell(title, line):
    with open(str(path) + ".told", "a") as file:
        file.write(line + "\\n")
    return True
time.sleep(max(until - time.time(), 0))
report = due.run(book, tell=tell)
print("busy" if report.busy else report.told)
book.close()
"""


def test_of_several_processes_at_once_one_does_it(plain: Book) -> None:
    import time

    racers = 4
    for day in range(3):
        now, begin = at("2026-03-02T12:00") + day * DAY, time.time() + 2.5
        orders = [sys.executable, "-c", RACER, str(plain.path), str(begin), str(now)]
        running = [subprocess.Popen(orders, stdout=subprocess.PIPE, text=True) for _ in range(racers)]
        said = [one.communicate(timeout=60)[0].strip() for one in running]
        assert said.count("desktop") == 1, said
    assert len(Path(f"{plain.path}.told").read_text().splitlines()) == 3


def test_a_lease_is_held_by_one_and_given_back(plain: Book) -> None:
    inner = plain._inner
    lease = leases.take(inner, "due")
    assert lease is not None
    with Book.open(plain.path, now=plain.now) as other:
        assert leases.take(other._inner, "due") is None
        assert other.look_after().busy
        lease.give_back()
        assert leases.take(other._inner, "due") is not None


def test_the_lease_of_a_dead_holder_is_taken_over(plain: Book) -> None:
    code = "import sys; from pathlib import Path; from entregent.app import leases; from entregent.app.opening import"
    code += " open_at; leases.take(open_at(Path(sys.argv[1]), now=int(sys.argv[2]), as_of=''), 'due'); import os;"
    code += " os._exit(9)"
    subprocess.run([sys.executable, "-c", code, str(plain.path), str(plain.now)], check=False)
    kept = plain.remembered("lease-due")
    assert kept["beat"] == plain.now
    assert not plain.look_after().busy


@pytest.mark.parametrize("moved", [leases.SECONDS + 1, -leases.SECONDS - 1, 10 * 365 * DAY, -DAY])
def test_whoever_is_silent_for_long_loses_the_lease_and_writes_no_more(plain: Book, moved: int) -> None:
    first = leases.take(plain._inner, "due")
    assert first is not None
    with Book.open(plain.path, now=plain.now + moved) as later:
        second = leases.take(later._inner, "due")
        assert second is not None
        with pytest.raises(leases.LostLeaseError):
            first.hold_on()
        first.give_back()
        second.hold_on()


def test_the_lease_of_another_machine_lasts_until_it_expires(plain: Book) -> None:
    kept = {"holder": "elsewhere:1", "token": "x", "beat": plain.now, "expires": plain.now + leases.SECONDS}
    plain.remember("lease-due", kept)
    assert plain.look_after().busy
    plain.look_again(plain.now + leases.SECONDS)
    assert not plain.look_after().busy


# ── time ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def every_quarter(begin: int, days: float) -> range:
    """Instants a quarter of an hour apart."""
    return range(begin, begin + int(days * DAY), 900)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", ["0", "2", "23"])
@pytest.mark.parametrize("around", ["2026-03-08", "2026-03-29", "2026-04-05", "2026-10-25", "2026-11-01", "2026-10-04"])
def test_each_day_has_one_brief_where_the_clocks_change(tmp_path: Path, zone: str, hour: str, around: str) -> None:
    with Book.create(tmp_path / "z.book", now=NOW, lang="en", zone=zone) as book:
        book.set_settings({"brief": "desktop", "brief-hour": hour})
        inner = book._inner
        first = date.fromisoformat(around) - timedelta(days=1)
        begin = int(datetime.combine(first, datetime.min.time(), ZoneInfo(zone)).timestamp())
        kept, days = due._kept(inner), []
        for now in every_quarter(begin, 3):
            inner.now = now
            if due._brief_is_due(inner, kept):
                days.append(inner.today.isoformat())
                kept["days"].append(inner.today.isoformat())
        wanted = [(first + timedelta(days=n)).isoformat() for n in range(3)]
        assert days[: len(wanted)] == wanted[: len(days)]
        assert len(days) >= 2
        assert len(set(days)) == len(days)


def test_after_three_weeks_asleep_one_note_comes_and_tells_what_passed(plain: Book) -> None:
    plain.set_settings({"brief-names": "yes"})
    plain.log([MARIE.mail], channel="call", outcome="talked", at="2026-02-20")
    plain.edit(MARIE.mail, birthday="--03-10")
    told, bodies = Told(), []
    look(plain, at("2026-03-02T09:00"), told)
    plain.look_again(at("2026-03-23T09:00"))
    plan = plain.today()
    bodies.append(briefing.compose(plain._inner, plan, date(2026, 3, 2), 0, whole=True).body)
    for minute in range(5):
        look(plain, at("2026-03-23T09:00") + minute * 60, told)
    assert len(told) == 2
    assert "While you were away 1 day came round" in bodies[0]
    assert f"{MARIE.name}, 10 March" in bodies[0]


def test_a_clock_back_by_a_day_doubles_nothing_and_misses_nothing(plain: Book) -> None:
    told = Told()
    for text in ("2026-03-02T09:00", "2026-03-03T09:00", "2026-03-02T09:30", "2026-03-03T09:30", "2026-03-04T09:00"):
        look(plain, at(text), told)
    assert len(told) == 3


def test_a_clock_ten_years_ahead_and_mended_misses_nothing(plain: Book) -> None:
    plain.look_again(at("2026-03-02T09:00"))
    plain.seal(SealDraft(what="call the bank", at="2026-03-05T10:00"))
    told = Told()
    look(plain, at("2026-03-02T09:00"), told)
    look(plain, at("2036-03-02T09:00"), told)
    assert look(plain, at("2026-03-03T09:00"), told).told == "desktop"
    assert look(plain, at("2026-03-03T09:05"), told).told == ""
    look(plain, at("2026-03-05T09:00"), told)
    assert look(plain, at("2026-03-05T10:00"), told).hours_come == 1
    assert look(plain, at("2026-03-05T10:05"), told).hours_come == 0


def test_week_53_the_29th_of_february_and_2038_are_days_as_others(plain: Book) -> None:
    told = Told()
    days = ("2026-12-31", "2027-01-01", "2028-02-28", "2028-02-29", "2028-03-01", "2038-01-19", "2038-01-20")
    for text in (f"{day}T09:00" for day in days):
        look(plain, at(text), told)
        look(plain, at(text) + 600, told)
    assert len(told) == len(days)


# ── words that leave ──────────────────────────────────────────────────────────────────────────────────────────────


def test_what_others_may_see_names_nobody_unless_it_was_chosen(plain: Book) -> None:
    plain.promise(MARIE.mail, "the secret plans", by="2026-03-02")
    plan = plain.today()
    quiet = briefing.compose(plain._inner, plan, None, 1, whole=True)
    assert quiet.subject == "Your day"
    assert quiet.line == "An hour that you set for yourself has come. Today: 1 promise of yours."
    for text in quiet:
        assert "Marie" not in text
        assert "secret" not in text
    plain.set_setting("brief-names", "yes")
    named = briefing.compose(plain._inner, plan, None, 0, whole=True)
    assert MARIE.name in named.body
    assert "Marie" not in named.subject + named.line
    assert "secret" not in named.body


def test_the_brief_speaks_the_language_of_the_book(plain: Book) -> None:
    plain.set_setting("language", "fr")
    briefing.speak(plain._inner)
    told = briefing.compose(plain._inner, plain.today(), None, 0, whole=True)
    assert told.subject == "Ta journée"
    assert "Bonne journée." in told.body


def test_by_mail_it_waits_in_the_outbox_once(plain: Book) -> None:
    plain.set_settings({"brief": "mail"})
    plain.owner("solene@bouchard.example")
    told = Told()
    assert look(plain, at("2026-03-02T09:00"), told).told == "mail"
    assert look(plain, at("2026-03-02T09:05"), told).told == ""
    (mail,) = plain.outbox().mails
    assert (mail.to, mail.subject, mail.reason, mail.state) == ("solene@bouchard.example", "Your day", "brief", "draft")
    assert told == []


# ── saying so ─────────────────────────────────────────────────────────────────────────────────────────────────────


def signals(book: Book) -> set[str]:
    return {finding.reason.signal for finding in book.doctor() if "doctor-due" in finding.reason.signal}


def test_the_check_up_says_when_it_was_last_looked_after_and_nothing_where_it_never_was(plain: Book) -> None:
    assert signals(plain) == set()
    plain.remember("schedule", {"means": "systemd", "at": plain.now})
    assert signals(plain) == {"doctor-due-never"}
    look(plain, at("2026-03-02T09:00"), Told())
    plain.look_again(at("2026-03-02T12:00"))
    assert signals(plain) == {"doctor-due"}
    plain.look_again(at("2026-03-06T12:00"))
    assert signals(plain) == {"doctor-due-late"}
    assert plain.today().looked_after_at == at("2026-03-02T09:00")


def test_a_server_that_looks_each_minute_does_not_write_each_minute(plain: Book) -> None:
    look(plain, at("2026-03-02T09:00"), Told())
    before = plain.version()
    for minute in range(1, 10):
        look(plain, at("2026-03-02T09:00") + minute * 60, Told())
    assert plain.version() == before


def test_what_was_told_is_kept_as_plain_json(plain: Book) -> None:
    look(plain, at("2026-03-02T09:00"), Told())
    kept = json.loads(json.dumps(plain.remembered("due")))
    assert kept["days"] == ["2026-03-02"]
    assert datetime.fromtimestamp(kept["ran_at"], UTC).year == 2026
