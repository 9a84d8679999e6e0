"""`serve` as a program among others: slow visitors, other users of the machine, the password, and the way it ends."""

import contextlib
import os
import re
import shutil
import signal
import socket
import ssl
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import NamedTuple

import pytest
from starlette.testclient import TestClient
from tests.cast import NOW
from tests.web.asking import Asked, ask_all
from tests.web.conftest import House, wait_until

from entregent.app.book import Book
from entregent.web import browser, patience, serving
from entregent.web.passwords import FREE_GUESSES, GUESSES_AT_ONCE, LONGEST_WAIT, Guesses, hash_of, is_right

PASSWORD = "trois mots tranquilles"


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now


# ── slow visitors ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_hundred_silent_visitors_keep_nobody_out(house: House) -> None:
    with contextlib.ExitStack() as open_ones:
        for number in range(200):
            slow = open_ones.enter_context(socket.create_connection(("127.0.0.1", house.served.port)))
            slow.sendall(b"GET / HTTP/1.1\r\nHost: " if number % 2 else b"")
        asked = HTTPConnection("127.0.0.1", house.served.port, timeout=5)
        asked.request("GET", "/enter")
        assert asked.getresponse().status == 401
        asked.close()


def test_forms_that_come_drop_by_drop_keep_nobody_out(house: House) -> None:
    begun = f"POST /enter HTTP/1.1\r\nHost: 127.0.0.1:{house.served.port}\r\nContent-Length: 900\r\n\r\npassword="
    with contextlib.ExitStack() as open_ones:
        for _ in range(200):
            slow = open_ones.enter_context(socket.create_connection(("127.0.0.1", house.served.port)))
            slow.sendall(begun.encode())
        asked = HTTPConnection("127.0.0.1", house.served.port, timeout=5)
        asked.request("GET", "/enter")
        assert asked.getresponse().status == 401
        asked.close()


def test_a_head_that_never_ends_is_let_go(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.05)
    with socket.create_connection(("127.0.0.1", house.served.port), timeout=10) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: ")
        with contextlib.suppress(ConnectionResetError):
            assert slow.recv(1) == b""


def test_a_head_of_a_megabyte_is_refused(house: House) -> None:
    with socket.create_connection(("127.0.0.1", house.served.port), timeout=10) as rude:
        with contextlib.suppress(OSError):
            rude.sendall(b"GET / HTTP/1.1\r\nX: " + b"a" * 1_000_000)
        with contextlib.suppress(ConnectionResetError):
            assert rude.recv(12) in {b"HTTP/1.1 400", b""}


@pytest.mark.parametrize("head", ["", "Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n", "Host: evil.example\r\n"])
def test_a_raw_request_without_our_one_name_gets_nothing(house: House, head: str) -> None:
    with socket.create_connection(("127.0.0.1", house.served.port), timeout=10) as raw:
        raw.sendall(f"GET / HTTP/1.1\r\n{head.format(port=house.served.port)}Connection: close\r\n\r\n".encode())
        assert raw.makefile("rb").read(12) in {b"HTTP/1.1 400", b"HTTP/1.1 421"}


def test_an_upgrade_to_a_web_socket_is_none(house: House) -> None:
    with socket.create_connection(("127.0.0.1", house.served.port), timeout=10) as raw:
        raw.sendall(
            f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{house.served.port}\r\nConnection: Upgrade, close\r\n"
            "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="
            "\r\n\r\n".encode()
        )
        assert raw.makefile("rb").read(12) == b"HTTP/1.1 303"


# ── other users of the machine ────────────────────────────────────────────────────────────────────────────────────

STRANGER = """
import http.client, os, sys
from pathlib import Path
"localhost".encode("idna")  # the library is read while it may be
os.setgroups([]); os.setgid(65534); os.setuid(65534)
port, *names = sys.argv[1:]
asked = http.client.HTTPConnection("127.0.0.1", int(port), timeout=10)
for method in ("GET", "POST"):
    for path in ("/", "/people", "/people/1", "/meet", "/sources", "/settings", "/api/v1/people"):
        asked.request(method, path); answer = asked.getresponse(); answer.read()
        assert answer.status in (303, 401), (method, path, answer.status)
for name in names:
    try:
        Path(name).open("rb")
    except PermissionError:
        continue
    raise SystemExit(f"could open {name}")
print("nothing")
"""


@pytest.fixture
def in_the_open(kept_book: Path) -> Iterator[Path]:
    """A book in a folder that everybody may enter: what guards it is its own mode alone."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield Path(shutil.copy(kept_book, folder / "solene.book"))
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
def test_another_user_of_the_machine_gets_nothing(serve: object, in_the_open: Path) -> None:
    in_the_open.chmod(0o600)
    house = serve(in_the_open)  # type: ignore[operator]
    with Book.open(in_the_open, now=NOW) as book:
        book.backup()
        book.note("Marie", "un secret")  # so that the journal stands beside it
        beside = [path for path in in_the_open.parent.rglob("*") if path.is_file()]
        assert {path.name.rpartition("-")[2] for path in beside} >= {"wal", "shm"}
        arguments = [sys.executable, "-c", STRANGER, str(house.served.port), *map(str, beside)]
        said = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)
    assert (said.stdout, said.stderr) == ("nothing\n", "")


def test_files_beside_the_book_are_the_owners_alone(serve: object, in_the_open: Path) -> None:
    in_the_open.chmod(0o600)
    serve(in_the_open)  # type: ignore[operator]
    with Book.open(in_the_open, now=NOW) as book:
        book.note("Marie", "un secret")
        modes = {stat.S_IMODE(path.stat().st_mode) for path in in_the_open.parent.iterdir() if path.is_file()}
    assert modes == {0o600}


def command(book: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY", "BROWSER"}}
    return subprocess.Popen(
        [sys.executable, "-m", "entregent", "serve", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1,
        env={**kept, "ENTREGENT_BOOK": str(book), "LC_ALL": "C.UTF-8", **environment},
    )  # fmt: skip


def address_of(program: subprocess.Popen[str]) -> str:
    assert program.stdout
    found = re.search(r"http://\S+", program.stdout.readline())
    assert found
    return found[0]


def test_it_ends_kindly_at_ctrl_c_and_tells_no_secret_to_other_programs(book_path: Path) -> None:
    program = command(book_path, "--no-browser")
    address = address_of(program)
    key = address.partition("key=")[2]
    assert len(key) == 32
    shown = Path(f"/proc/{program.pid}/cmdline")
    if shown.exists():
        assert key.encode() not in shown.read_bytes() + Path(f"/proc/{program.pid}/environ").read_bytes()
    program.send_signal(signal.SIGINT)
    _, told = program.communicate(timeout=20)
    assert (program.returncode, told) == (0, "Your book is closed. Until next time.\n")


def test_the_browser_is_given_a_file_and_no_key(book_path: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    fake = tmp_path / "browser"
    fake.write_text(f'#!/bin/sh\necho "$@" > {told}.part; cp "${{1#file://}}" {told}.page; mv {told}.part {told}\n')
    fake.chmod(0o700)
    program = command(book_path, BROWSER=str(fake), TMPDIR=str(tmp_path), HOME=str(tmp_path))
    address = address_of(program)
    wait_until(told.exists)
    program.send_signal(signal.SIGINT)
    program.communicate(timeout=20)
    page = Path(f"{told}.page").read_text()
    assert told.read_text().startswith("file://")
    assert "key=" not in told.read_text()
    assert address.partition("key=")[0] in page


def test_the_file_for_the_browser_is_the_owners_alone() -> None:
    page = browser._write('http://127.0.0.1:8420/enter?key=a"b')
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert "a&quot;b" in page.read_text()
    page.unlink()


# ── the password ──────────────────────────────────────────────────────────────────────────────────────────────────


class Knocked(NamedTuple):
    """A door to the network, its clock, and the guesses that were judged."""

    served: serving.Served
    clock: Clock
    judged: list[str]


@pytest.fixture
def knocked(book_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Knocked]:
    judged: list[str] = []

    def judge(_: str, password: str) -> bool:
        judged.append(password)
        return password == PASSWORD

    monkeypatch.setattr("entregent.web.pages.enter.is_right", judge)
    clock = Clock()
    served = serving.prepare(book_path, host="0.0.0.0", port=0, clock=clock)
    yield Knocked(served, clock, judged)
    served.app.state.shelf.close()
    served.listening.close()


@pytest.fixture
def far(book_path: Path) -> Iterator[tuple[TestClient, Clock]]:
    """The door as it stands to the network, and its clock."""
    clock = Clock()
    with Book.open(book_path, now=NOW) as book:
        book.remember("web-password", hash_of(PASSWORD))
    served = serving.prepare(book_path, host="0.0.0.0", port=0, clock=clock)
    address = f"http://127.0.0.1:{served.port}"
    with TestClient(served.app, base_url=address, follow_redirects=False, client=("192.0.2.9", 40_000)) as client:
        yield client, clock
    served.listening.close()


def test_the_password_opens_the_book_and_leaving_closes_it(far: tuple[TestClient, Clock]) -> None:
    client, _ = far
    assert client.get("/").headers["location"] == "/enter"
    assert 'type="password"' in client.get("/enter").text
    assert client.post("/enter", data={"password": PASSWORD}).headers["location"] == "/"
    assert client.get("/meet").status_code == 200
    client.post("/settings/leave")
    assert client.get("/meet").status_code == 303


def test_a_wrong_password_is_told_without_more(far: tuple[TestClient, Clock]) -> None:
    client, _ = far
    answer = client.post("/enter", data={"password": "wrong wrong wrong"})
    assert (answer.status_code, "That is not the password." in answer.text) == (401, True)
    assert "set-cookie" not in answer.headers


def guess(served: serving.Served, words: Iterable[str], **more: str) -> list[int]:
    """The statuses of these guesses, from one address."""
    head = [("host", f"127.0.0.1:{served.port}"), ("content-type", "application/x-www-form-urlencoded"), *more.items()]
    bodies = (f"password={word}".encode() for word in words)
    answers = ask_all(served.app, (Asked("POST", "/enter", head, body, client="192.0.2.9") for body in bodies))
    return [answer.status for answer in answers]


def test_a_thousand_guesses_are_heard_only_slowly(knocked: Knocked) -> None:
    def one_a_second() -> Iterator[str]:
        for number in range(1_000):
            knocked.clock.now += 1
            yield f"guess{number}"

    assert set(guess(knocked.served, one_a_second())) == {401, 429}
    assert len(knocked.judged) <= FREE_GUESSES + 10  # waits double: ten more are heard in a quarter of an hour
    assert guess(knocked.served, [PASSWORD]) == [429]
    knocked.clock.now += LONGEST_WAIT
    assert guess(knocked.served, [PASSWORD]) == [303]


def test_what_a_guesser_claims_to_be_makes_no_difference(knocked: Knocked) -> None:
    statuses = [guess(knocked.served, ["x"], **{"x-forwarded-for": f"203.0.113.{number}"}) for number in range(20)]
    assert statuses.count([401]) == FREE_GUESSES


def test_guesses_from_many_addresses_are_heard_slowly_too() -> None:
    clock = Clock()
    guesses = Guesses(clock)
    heard = sum(guesses.wait(f"2001:db8:{number:x}::1") == 0 for number in range(1_000))
    assert heard == GUESSES_AT_ONCE
    clock.now += 60
    assert sum(guesses.wait(f"10.0.{number // 250}.{number % 250}") == 0 for number in range(1_000)) == 6


def test_neighbours_of_one_network_are_one_guesser() -> None:
    guesses = Guesses(Clock())
    waits = [guesses.wait(f"2001:db8::{number:x}") for number in range(FREE_GUESSES + 1)]
    assert waits[:-1] == [0] * FREE_GUESSES
    assert waits[-1] > 0


def test_the_password_is_kept_as_a_slow_hash() -> None:
    kept = hash_of(PASSWORD)
    assert kept.startswith("$argon2id$")
    assert (is_right(kept, PASSWORD), is_right(kept, PASSWORD.upper()), is_right("", ""), is_right("x", "x")) == (
        True, False, False, False)  # fmt: skip


def test_on_this_machine_no_password_opens(book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        book.remember("web-password", hash_of(PASSWORD))
    served = serving.prepare(book_path, host="127.0.0.1", port=0, clock=Clock())
    with TestClient(served.app, base_url=served.address, follow_redirects=False) as client:
        assert client.post("/enter", data={"password": PASSWORD}).status_code == 401
    served.listening.close()


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_over_https_the_cookie_is_for_https_alone(book_path: Path, tmp_path: Path) -> None:
    made = serving.Certificate(tmp_path / "chain.pem", tmp_path / "key.pem")
    wanted = f"req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout {made.key} -out {made.chain}"
    subprocess.run(["openssl", *wanted.split()], check=True, capture_output=True)
    served = serving.prepare(book_path, host="127.0.0.1", port=0, clock=Clock(), certificate=made)
    handle = serving.Running()
    server = threading.Thread(target=serving.run, args=(served,), kwargs={"handle": handle})
    server.start()
    assert handle.started.wait(10)
    asked = HTTPSConnection("127.0.0.1", served.port, context=ssl.create_default_context(cafile=str(made.chain)))
    asked._context.check_hostname = False  # type: ignore[attr-defined]
    asked.request("GET", served.launch_address().removeprefix(served.address))
    kept = asked.getresponse().getheader("set-cookie") or ""
    asked.close()
    handle.stop()
    server.join(10)
    assert served.address.startswith("https://")
    assert "Secure" in kept


# ── sessions ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_servers_of_one_book_keep_each_others_sessions(book_path: Path) -> None:
    served = [serving.prepare(book_path, host="127.0.0.1", port=0, clock=Clock()) for _ in range(2)]
    secrets = [one.sessions.begin() for one in served]
    later = serving.prepare(book_path, host="127.0.0.1", port=0, clock=Clock())
    assert all(later.sessions.holds(secret) for secret in secrets)
    later.sessions.end(secrets[0])
    again = serving.prepare(book_path, host="127.0.0.1", port=0, clock=Clock())
    assert [again.sessions.holds(secret) for secret in secrets] == [False, True]
    for one in [*served, later, again]:
        one.listening.close()


def test_a_book_that_can_not_be_written_keeps_nobody_out(book_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from entregent.model.errors import LockedBookError

    def refuse(*_: object) -> None:
        raise LockedBookError(path="")

    served = serving.prepare(book_path, host="127.0.0.1", port=0, clock=Clock())
    monkeypatch.setattr(Book, "remember", refuse)
    assert served.sessions.holds(served.sessions.begin())
    served.listening.close()


def test_the_past_can_be_read_and_not_changed(book_path: Path) -> None:
    served = serving.prepare(book_path, host="127.0.0.1", port=0, clock=Clock(), as_of="2025-12-01")
    with TestClient(served.app, base_url=served.address, follow_redirects=False) as client:
        client.cookies.set(served.app.state.cookie, served.sessions.begin())
        until = time.monotonic() + 20
        while client.get("/").status_code == 503:
            assert time.monotonic() < until
        answer = client.post("/meet", data={"name": "Zoé"})
        assert (answer.status_code, "Le passé se regarde" in answer.text) == (422, True)
    served.listening.close()
