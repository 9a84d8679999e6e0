"""Sealing on the command line: every word first, then no way back; the outbox, its server and its password."""

import shutil
from pathlib import Path

import pytest
from tests.cast import MARIE, NOW, PAULE, SOLENE, filled
from tests.cli.terminal import Terminal
from tests.cli.test_terminal import converse
from tests.sending.mail_server import MailServer, said_in_auth

from entregent.cli.root import SECTIONS
from entregent.sending import password

CANARY = "canary-7Zq!pw"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("solene") / "solene.book"
    with filled(path) as book:
        book.set_setting("language", "en")
    return path


@pytest.fixture
def solene(kept: Path, tmp_path: Path) -> Terminal:
    """A terminal on a copy of Solène's book."""
    return Terminal(Path(shutil.copy(kept, tmp_path / "solene.book")), now=NOW)


def commit(terminal: Terminal, *more: str) -> Terminal:
    said = terminal.run("commit", MARIE.mail, "call about the boat", "--at", "thursday 10:00", "--yes", *more)
    assert said.code == 0, said
    return terminal


def test_a_step_is_sealed_listed_and_settled(solene: Terminal) -> None:
    commit(solene, "--channel", "call", "--cue", "after my coffee", "--stakes", "a coffee for Luc")
    listed = solene.run("commitments").out
    assert "Thursday 5 March at 10:00 · call about the boat · Marie Tremblay · ahead" in listed
    assert "1 entry is sealed, unchanged since." in listed
    solene.now += 4 * 86_400
    assert "how did it go?" in " ".join(solene.run("commitments").out.split())
    said = solene.run("commitments", "--done", "1", "--outcome", "talked")
    assert "Kept. You said it, and you did it." in said.out
    assert "take it back" not in said.out
    assert solene.run("commitments", "--all", "--json").json["commitments"][0]["state"] == "done"


def test_toward_nobody_in_particular_is_a_dash(solene: Terminal) -> None:
    said = solene.run("commit", "-", "enter the book fair", "--at", "2026-03-06 18:30", "--yes", "--json").json
    assert (said["done"], said["commitment"], said["people"]) == ("seal", 1, [])


def test_without_a_terminal_a_seal_wants_a_yes(solene: Terminal) -> None:
    said = solene.run("commit", MARIE.mail, "x", "--at", "thursday 10:00")
    assert said.code == 2
    assert "--yes" in said.err
    assert solene.run("commitments", "--json").json["commitments"] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--at", "2026-01-01 10:00"), "has passed already"),
        (("--at", "thursday"), "a commitment has its hour too"),
        (("--at", "one day"), "is no date"),
        (("--at", "thursday 10:00", "--witness", "nobody"), "is no mail address"),
        (("--at", "thursday 10:00", "--witness", "a@b"), "could be reached"),
        ((), "Say when"),
    ],
)
def test_what_can_not_be_sealed_is_a_sentence(solene: Terminal, words: tuple[str, ...], told: str) -> None:
    said = solene.run("commit", MARIE.mail, "x", "--yes", *words)
    assert said.code in {1, 2}
    assert told in " ".join(said.err.split())


def test_on_a_terminal_every_word_is_shown_before_it_is_asked(solene: Terminal) -> None:
    words = ("commit", MARIE.mail, "call about the boat", "--at", "2099-03-05 10:00")
    code, _screen = converse(solene.book, *words, keys="\r")
    assert code == 1  # years away
    soon = _in_a_week()
    code, screen = converse(
        solene.book, "commit", MARIE.mail, "call about the boat", "--at", soon, "--witness", PAULE.mail, keys="1\rn\r"
    )
    assert "can't be edited, deleted or undone" in " ".join(screen.split())
    assert "I have set myself something" in screen
    assert "Tremblay" not in screen.partition("I have set myself")[2]
    assert solene.run("commitments", "--json").json["commitments"] == []
    assert code in {1, 130}
    code, screen = converse(solene.book, "commit", MARIE.mail, "call about the boat", "--at", soon, keys="1\ry\r")
    assert code == 0
    assert "Sealed." in screen


def _in_a_week() -> str:
    import time

    return time.strftime("%Y-%m-%d 10:00", time.gmtime(time.time() + 7 * 86_400))


def test_a_miss_is_met_with_a_smaller_step(solene: Terminal) -> None:
    commit(solene)
    assert solene.run("commitments", "--missed", "1").code == 1
    solene.now += 4 * 86_400
    assert "Two lines to Marie Tremblay" in solene.run("commitments", "--missed", "1").out


def test_a_witness_is_asked_and_answers(solene: Terminal) -> None:
    commit(solene)
    assert solene.run("witness", "1", PAULE.mail).code == 2
    assert solene.run("witness", "1", PAULE.mail, "--yes").code == 0
    assert solene.run("witness", "1").code == 2
    assert "said yes" in solene.run("witness", "1", "--accepted").out
    assert solene.run("witness", "9", "--accepted").code == 1
    assert f"Witness: {PAULE.mail}, said yes." in solene.run("commitments").out


# ── no way back ───────────────────────────────────────────────────────────────────────────────────────────────────


def sealed_bytes(terminal: Terminal) -> set[tuple[object, ...]]:
    from tests.cast import rows_of

    return {*rows_of(terminal.book, "SELECT * FROM chain"), *rows_of(terminal.book, "SELECT * FROM sealed_text")}


ARGUMENTS: dict[str, tuple[str, ...]] = {
    "add": ("Aïcha Diop",),
    "note": (MARIE.mail, "x"),
    "log": (MARIE.mail,),
    "edit": (MARIE.mail, "--name", "Autre"),
    "level": (MARIE.mail, "close"),
    "circle": (MARIE.mail, "friends"),
    "promise": (MARIE.mail, "x", "--by", "friday"),
    "same": (MARIE.mail, "3"),
    "different": (MARIE.mail, "3"),
    "owner": ("me@work.example",),
    "settings": ("name", "Autre"),
    "imports": ("remove", "1"),
    "commitments": ("--life", "1"),
    "commit": ("-", "autre chose", "--at", "friday 10:00", "--yes"),
    "witness": ("1", "--declined"),
    "outbox": ("--drop", "1"),
}
"""What a command takes; the others are tried with somebody, and with nothing."""
LEFT_OUT = {"serve", "demo", "restore", "completion", "init", "forget", "schedule"}
"""Those that serve, make another book, or (forget) blank what is of somebody."""


def test_no_command_edits_what_was_sealed(solene: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # what a command writes beside itself goes with the test
    commit(solene, "--witness", PAULE.mail)
    before = sealed_bytes(solene)
    names = [name for _, rows in SECTIONS for name, _file, _line in rows if name not in LEFT_OUT]
    assert len(names) > 40
    for name in names:
        for words in dict.fromkeys((ARGUMENTS.get(name, (MARIE.mail,)), ("1",), ())):
            solene.run(name, *words)
            assert before <= sealed_bytes(solene), (name, words)
    assert solene.run("doctor", "--json").json["findings"]
    assert "chain" not in str([one for one in solene.run("doctor", "--json").json["findings"] if one["state"] == "bad"])


def test_undo_says_that_it_stands(solene: Terminal) -> None:
    commit(solene)
    number = next(one["id"] for one in solene.run("actions", "--json").json["actions"] if one["verb"] == "seal")
    for words in ((), (str(number),)):
        said = solene.run("undo", *words)
        assert said.code == 1
    assert "nothing takes it back" in " ".join(solene.run("undo").err.split())


def test_doctor_names_a_changed_link_and_fails(solene: Terminal) -> None:
    from tests.app.test_committing import tamper

    commit(solene)
    assert "1 sealed entry, unchanged" in solene.run("doctor").out
    tamper(solene.book, "UPDATE chain SET kind = 'done' WHERE number = 1")
    said = solene.run("doctor")
    assert said.code == 1
    assert "Sealed entry no. 1 was changed" in " ".join(said.out.split())


# ── the outbox ────────────────────────────────────────────────────────────────────────────────────────────────────


def set_server(terminal: Terminal, port: int, user: str = "") -> None:
    for key, value in (("host", "127.0.0.1"), ("port", str(port)), ("security", "none"), ("from", SOLENE.mail)):
        assert terminal.run("settings", f"smtp-{key}", value).code == 0
    if user:
        terminal.run("settings", "smtp-user", user)


def test_a_draft_waits_and_is_let_go(solene: Terminal) -> None:
    commit(solene, "--witness", PAULE.mail)
    assert "letters wait here as drafts" in solene.run("outbox").out
    assert "I have set myself something" in solene.run("outbox", "--show", "1").out
    assert solene.run("outbox", "--release", "1").code == 1
    with MailServer() as running:
        set_server(solene, running.port)
        assert "left" in solene.run("outbox", "--release", "1").out
        assert "left" in solene.run("outbox", "--test").out
    assert [one.recipients[0] for one in running.taken] == [PAULE.mail, SOLENE.mail]


def test_what_may_have_left_is_asked_about(solene: Terminal) -> None:
    with MailServer(dies="dot") as dying:
        set_server(solene, dying.port)
        commit(solene, "--witness", PAULE.mail)
        assert solene.run("outbox", "--send", "--json").json == {
            "sent": 0,
            "failed": 0,
            "unknown": 1,
            "waiting": 0,
            "drafts": 0,
        }
    said = solene.run("outbox").out
    assert "Did it leave?" in said
    assert "outbox --left 1" in said
    assert solene.run("outbox", "--not-left", "1", "--json").json["state"] == "draft"
    assert solene.run("outbox", "--drop", "1", "--json").json["state"] == "dropped"
    assert solene.run("outbox", "--left", "1").code == 1


def test_the_password_comes_from_a_file_and_is_shown_nowhere(solene: Terminal, tmp_path: Path) -> None:
    (tmp_path / "word").write_text(f"{CANARY}\n", encoding="utf-8")
    assert solene.run("outbox", "--password-file", str(tmp_path / "word")).code == 0
    assert password.read(solene.book).reveal() == CANARY
    with MailServer(offers=("AUTH PLAIN",), answers={"auth": f"535 {CANARY} is wrong".encode()}) as running:
        set_server(solene, running.port, "solene")
        shown = [solene.run("outbox", "--test"), solene.run("outbox"), solene.run("settings"), solene.run("doctor")]
    assert CANARY in said_in_auth(running.heard)[0]
    assert all(CANARY not in said.out + said.err for said in shown)
    assert solene.run("settings", "smtp-password", CANARY).code == 1
    assert CANARY not in solene.run("settings", "smtp-password", CANARY).err
    assert solene.run("outbox", "--password-file", str(tmp_path / "none")).code == 1


def test_a_password_is_asked_unseen_on_a_terminal(solene: Terminal) -> None:
    assert solene.run("outbox", "--password").code == 2
    # Nothing is echoed, so all of it is typed at once.
    code, screen = converse(solene.book, "outbox", "--password", keys=[f"{CANARY}\r"])  # type: ignore[arg-type]
    assert code == 0
    assert CANARY not in screen
    assert password.read(solene.book).reveal() == CANARY
    assert password.path_of(solene.book).stat().st_mode & 0o777 == 0o600


def test_in_french_it_speaks_french(solene: Terminal) -> None:
    solene.run("settings", "language", "fr")
    said = solene.run("commit", MARIE.mail, "appeler", "--at", "jeudi 10 h", "--yes", lang="fr")
    assert "Scellé." in said.out
    assert "Jeudi 5 mars à 10 h".lower() in solene.run("commitments", lang="fr").out.lower()
