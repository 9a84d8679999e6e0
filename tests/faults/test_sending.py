"""Mail among faults: a server that dies before, in and after a letter, and kill −9 around it. None leaves twice."""

import json
import multiprocessing
import random
import threading
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.cast import NOW, PAULE, SOLENE, new_book, rows_of
from tests.faults.sender import CARELESS, send
from tests.sending.mail_server import GOODBYES, MailServer

from entregent.app import outbox
from entregent.app.book import Book
from entregent.app.commitment_views import MailServer as Settings

CI_RUNS, NIGHT_RUNS = 50, 500
LETTERS = 3
DEADLINE = 30


@pytest.fixture(scope="module")
def forks() -> ForkServerContext:
    """Processes that begin with the program loaded: five hundred of them take a minute."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.sender", "entregent.app.outbox", "entregent.sending.smtp"])
    return context


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in which three letters wait. Copied for each run."""
    path = tmp_path_factory.mktemp("outbox") / "a.book"
    with new_book(path) as book:
        settings = Settings("127.0.0.1", 1, "none", "", SOLENE.mail, has_password=False, is_set=False)
        book.set_mail_server(settings)
        for number in range(LETTERS):
            outbox.enqueue(book._inner, PAULE.mail, f"Lettre {number}", "Bonjour", reason="witness-kept")
    return path


class Fault(NamedTuple):
    """Where a run goes wrong: at which word of which letter, and whether the server dies there or the sender."""

    word: str
    letter: int
    who: str


class Run(NamedTuple):
    """What came of a run: the Message-IDs that the server took, in order, and the states of the three letters."""

    taken: list[str]
    states: list[str]


def chosen(seed: int) -> Fault:
    chance = random.Random(seed)
    return Fault(chance.choice(GOODBYES), chance.randrange(LETTERS), chance.choice(("server", "sender", "both")))


def run(folder: Path, kept: Path, forks: ForkServerContext, fault: Fault, how: str = "") -> Run:
    """Send with the fault, then twice more without one."""
    path = folder / "a.book"
    path.write_bytes(kept.read_bytes())
    met = threading.Event()
    killed = threading.Event()

    def meets(word: str) -> None:
        if word == fault.word and len(running.taken) - (word in {"dot", "quit"}) >= fault.letter and not met.is_set():
            if fault.who in {"server", "both"}:
                running.dies = word
            met.set()
            if fault.who in {"sender", "both"}:
                killed.wait(DEADLINE)

    with MailServer(meets=meets) as running:
        with Book.open(path, now=NOW) as book:
            book.set_setting("smtp-port", str(running.port))
        process = forks.Process(target=send, args=(str(path), NOW, str(folder / "said"), how), daemon=True)
        process.start()
        assert met.wait(DEADLINE), fault
        if fault.who in {"sender", "both"}:
            process.kill()
        process.join(DEADLINE)
        assert process.exitcode is not None
        killed.set()
        running.dies = ""
        for later in (400, 90_000):
            again = forks.Process(target=send, args=(str(path), NOW + later, str(folder / "said"), how), daemon=True)
            again.start()
            again.join(DEADLINE)
            assert again.exitcode == 0
        states = [str(row[0]) for row in rows_of(path, "SELECT state FROM outbox ORDER BY id")]
        return Run([one.message_id for one in running.taken], states)


def no_letter_leaves_twice(folder: Path, kept: Path, forks: ForkServerContext, seed: int) -> None:
    """Whatever dies and when: each letter leaves at most once, and what nobody knows of is shown as unknown."""
    fault = chosen(seed)
    taken, states = run(folder, kept, forks, fault)
    ids = [str(row[0]) for row in rows_of(folder / "a.book", "SELECT message_id FROM outbox ORDER BY id")]
    assert len(taken) == len(set(taken)), fault
    for number, state in zip(ids, states, strict=True):
        assert state in {"sent", "unknown"}, (fault, states)
        assert state == "unknown" or number in taken, (fault, states)
    assert states.count("unknown") <= 1
    with Book.open(folder / "a.book", now=NOW + 100_000) as book:
        assert [one.state for one in sorted(book.outbox().mails)] == states
        assert book.outbox_asks() == states.count("unknown")
    if fault.who == "server":
        # A server that dies before the letter surely did not take it: it is tried again, and nobody is asked.
        assert ("unknown" in states) == (fault.word in {"letter", "dot"}), (fault, states)
    if fault.who != "server" and fault.word not in {"hello", "quit"}:
        assert "unknown" in states, (fault, states)


@pytest.mark.parametrize("seed", range(CI_RUNS))
def test_no_letter_leaves_twice(tmp_path: Path, kept: Path, forks: ForkServerContext, seed: int) -> None:
    no_letter_leaves_twice(tmp_path, kept, forks, seed)


@pytest.mark.night
@pytest.mark.parametrize("seed", range(CI_RUNS, CI_RUNS + NIGHT_RUNS))
def test_no_letter_leaves_twice_in_five_hundred_faults(
    tmp_path: Path, kept: Path, forks: ForkServerContext, seed: int
) -> None:
    no_letter_leaves_twice(tmp_path, kept, forks, seed)


@pytest.fixture
def careless(tmp_path: Path, kept: Path, forks: ForkServerContext) -> list[Run]:
    """Runs of a sender that tries again whatever was in hand."""
    faults = [Fault("dot", 0, "sender"), Fault("dot", 1, "server"), Fault("dot", 2, "both")]
    found = []
    for number, fault in enumerate(faults):
        folder = tmp_path / str(number)
        folder.mkdir()
        found.append(run(folder, kept, forks, fault, CARELESS))
    return found


def test_without_the_state_unknown_letters_would_leave_twice(careless: list[Run]) -> None:
    """The control: the same faults, with the defence off, make duplicates."""
    for taken, _states in careless:
        assert len(taken) > len(set(taken))


def test_every_word_and_whoever_dies_is_met() -> None:
    """The faults of CI are not all alike."""
    met = {(fault.word, fault.who) for fault in map(chosen, range(CI_RUNS))}
    assert {word for word, _ in met} == set(GOODBYES)
    assert {(word, who) for word in ("data", "letter", "dot") for who in ("server", "sender")} <= met


def test_what_a_turn_did_is_told(tmp_path: Path, kept: Path, forks: ForkServerContext) -> None:
    run(tmp_path, kept, forks, Fault("quit", 2, "server"))
    assert json.loads((tmp_path / "said").read_text("utf-8"))["unknown"] == 0
