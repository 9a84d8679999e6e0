"""Handing a letter over: what left, what surely did not, what nobody knows; and what a letter may hold."""

import email
import pickle
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sending.mail_server import MailServer, said_in_auth

from entregent.sending import password, smtp
from entregent.sending.letter import HEADERS, Letter, as_bytes, one_line, plain_lines
from entregent.sending.password import Secret
from entregent.sending.smtp import Fate, Server, send, stuffed

AT = datetime(2026, 3, 2, 15, tzinfo=UTC)
LETTER = Letter(
    "<1@solene.example>", "solene@bouchard.example", "Solène Bouchard", "paule@ostiguy.example", "Une question",
    "Bonjour,\n\n.tout va bien?\n..\nOui!\n", AT,
)  # fmt: skip
CANARY = "canary-7Zq!pw"


def server(running: MailServer, **more: object) -> Server:
    return Server("127.0.0.1", running.port, "none", "", Secret(""))._replace(**more)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "SECONDS", 5)


# ── fates ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_letter_that_the_server_took_is_sent_word_for_word() -> None:
    with MailServer() as running:
        assert send(server(running), LETTER) == Fate("sent", 250, "taken")
    (taken,) = running.taken
    assert (taken.sender, taken.recipients) == (LETTER.sender, (LETTER.recipient,))
    read = email.message_from_bytes(taken.content, policy=default)
    assert read.get_content().replace("\r\n", "\n") == LETTER.body
    assert (str(read["From"]), str(read["To"])) == ("Solène Bouchard <solene@bouchard.example>", LETTER.recipient)
    assert (read["Message-ID"], read["Auto-Submitted"]) == (LETTER.message_id, None)


@pytest.mark.parametrize("word", ["hello", "ehlo", "mail", "rcpt", "data"])
def test_a_server_that_dies_before_the_letter_did_surely_not_take_it(word: str) -> None:
    with MailServer(dies=word) as running:
        fate = send(server(running), LETTER)
    assert fate.state == "unreached"
    assert not fate.for_good
    assert running.taken == []


@pytest.mark.parametrize("word", ["letter", "dot"])
def test_a_server_that_dies_once_the_letter_is_on_its_way_leaves_nobody_knowing(word: str) -> None:
    with MailServer(dies=word) as running:
        assert send(server(running), LETTER).state == "unknown"


def test_a_server_that_falls_silent_over_the_letter_leaves_nobody_knowing(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    monkeypatch.setattr(smtp, "SECONDS", 0.3)
    forever = threading.Event()

    def wait(word: str) -> None:
        if word == "dot":
            forever.wait(5)

    with MailServer(meets=wait) as running:
        assert send(server(running), LETTER).state == "unknown"
        forever.set()


def test_what_comes_after_a_yes_does_not_matter() -> None:
    with MailServer(dies="quit") as running:
        assert send(server(running), LETTER).state == "sent"


@pytest.mark.parametrize("word", ["mail", "rcpt", "data", "dot"])
@pytest.mark.parametrize(("code", "for_good"), [(b"451 later", False), (b"550 no such user", True)])
def test_a_no_is_told_with_its_words(word: str, code: bytes, for_good: bool) -> None:
    with MailServer(answers={word: code}) as running:
        fate = send(server(running), LETTER)
    assert (fate.state, fate.code, fate.for_good) == ("refused", int(code[:3]), for_good)
    assert fate.words == code[4:].decode()
    assert running.taken == []


def test_nobody_at_the_port_is_no_crash() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert send(Server("127.0.0.1", port, "none", "", Secret("")), LETTER).state == "unreached"
    assert send(Server("no-such-host.invalid", 25, "starttls", "", Secret("")), LETTER).state == "unreached"


def test_plain_is_for_this_machine_alone() -> None:
    fate = send(Server("mail.example.org", 25, "none", "", Secret("")), LETTER)
    assert (fate.state, fate.words, fate.for_good) == ("unreached", "plain", True)


def test_a_letter_for_other_alphabets_wants_a_server_that_knows_them() -> None:
    letter = LETTER._replace(recipient="josé@exemple.example")
    with MailServer() as running:
        assert send(server(running), letter).words == "smtputf8"
    with MailServer(offers=("SMTPUTF8", "8BITMIME")) as running:
        assert send(server(running), letter).state == "sent"
    assert running.taken[0].recipients == ("josé@exemple.example",)


def test_a_servers_words_can_not_steer_a_terminal_nor_fill_a_page() -> None:
    with MailServer(answers={"rcpt": b"550 \x1b[2Jno\x07 " + b"x" * 5_000}) as running:
        fate = send(server(running), LETTER)
    assert fate.words.isprintable()
    assert len(fate.words) <= smtp.WORDS


# ── kept secret ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def certificate() -> Path:
    """A certificate for localhost that nobody signed, with its key; good for a hundred years, and for nothing else."""
    return Path(__file__).with_name("localhost.pem")


def secretive(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_certificate_that_nobody_signed_gets_neither_password_nor_letter(certificate: Path) -> None:
    with MailServer(tls=secretive(certificate)) as running:
        told = server(running, host="localhost", security="starttls", user="solene", password=Secret(CANARY))
        assert send(told, LETTER).state == "unreached"
    assert said_in_auth(running.heard) == []
    assert running.taken == []


def test_with_a_certificate_that_is_known_it_is_let_in(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(ssl, "create_default_context", lambda: known)
    with MailServer(tls=secretive(certificate), offers=("AUTH PLAIN",)) as running:
        told = server(running, host="localhost", security="starttls", user="solene", password=Secret(CANARY))
        assert send(told, LETTER).state == "sent"
    assert said_in_auth(running.heard) == [f"\0solene\0{CANARY}"]


def test_a_server_without_starttls_gets_nothing_in_plain() -> None:
    with MailServer(offers=("AUTH PLAIN",)) as running:
        told = server(running, security="starttls", user="solene", password=Secret(CANARY))
        assert send(told, LETTER).state == "unreached"
    assert said_in_auth(running.heard) == []
    assert running.taken == []


@pytest.mark.parametrize("echo", [CANARY, "AHNvbGVuZQBjYW5hcnktN1pxIXB3", "Y2FuYXJ5LTdacSFwdw=="])
def test_a_server_that_repeats_the_password_is_not_repeated(echo: str) -> None:
    answer = f"535 wrong: {echo}".encode()
    with MailServer(offers=("AUTH PLAIN",), answers={"auth": answer}) as running:
        fate = send(server(running, user="solene", password=Secret(CANARY)), LETTER)
    assert (fate.state, fate.code, fate.for_good) == ("unreached", 535, True)
    assert CANARY not in fate.words
    assert echo not in fate.words


def test_a_secret_shows_as_dots_everywhere() -> None:
    secret = Secret(CANARY)
    told = Server("a", 1, "none", "u", secret)
    for shown in (repr(secret), str(secret), f"{secret}", f"{told!r}", repr({"a": [secret]})):
        assert CANARY not in shown
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    assert (secret.reveal(), bool(secret), bool(Secret(""))) == (CANARY, True, False)


def test_a_password_lies_in_a_file_of_its_owners_alone(tmp_path: Path) -> None:
    book = tmp_path / "a.book"
    assert not password.is_kept(book)
    assert not password.read(book)
    for text in (CANARY, "another one\nand more"):
        password.keep(book, text)
        assert password.read(book).reveal() == text.splitlines()[0]
        assert password.path_of(book).stat().st_mode & 0o777 == 0o600
    password.path_of(book).chmod(0o644)
    assert not password.is_private(book)
    password.keep(book, "")
    assert not password.is_kept(book)
    assert not list(tmp_path.iterdir())


def test_a_password_of_other_letters_is_told_before_anything_is_said() -> None:
    with MailServer(offers=("AUTH PLAIN",)) as running:
        fate = send(server(running, user="solene", password=Secret("sécret")), LETTER)
    assert fate.words == "password-ascii"
    assert running.sessions == 0


# ── what a letter may hold ────────────────────────────────────────────────────────────────────────────────────────

WILD = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from('\r\n\t\0:<>@,;"\\\u2028\x0b\x0c\x85 ')), max_size=300
)
LOCAL = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789.+-_'", min_size=1, max_size=40).filter(
    lambda text: not text.startswith(".") and not text.endswith(".") and ".." not in text
)
ADDRESS = st.builds(lambda local: f"{local}@ostiguy.example", LOCAL)


def holds(subject: str, name: str, body: str, to: str, *, automatic: bool) -> None:
    """Whatever the texts: one recipient, our headers and no others, and the very words."""
    letter = LETTER._replace(subject=subject, sender_name=name, body=body, recipient=to, is_automatic=automatic)
    raw = as_bytes(letter)
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) < 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    read = email.message_from_bytes(raw, policy=default)
    assert set(read.keys()) <= set(HEADERS)
    assert len(read.keys()) == len(set(read.keys())) == (9 if automatic else 8)
    assert [one.addr_spec for one in read["To"].addresses] == [to]
    assert [one.addr_spec for one in read["From"].addresses] == [LETTER.sender]
    # The library that folds headers may drop a space between two encoded words; no letter is lost or added.
    assert "".join(str(read["Subject"]).split()) == "".join(one_line(subject, 200).split())
    assert read.get_content().replace("\r\n", "\n") == plain_lines(body)
    assert not read.defects


@pytest.mark.night
@given(subject=WILD, name=WILD, body=WILD, to=ADDRESS, automatic=st.booleans())
@settings(max_examples=10_000)
def test_ten_thousand_texts_add_no_header_and_no_recipient(
    subject: str, name: str, body: str, to: str, automatic: bool
) -> None:
    holds(subject, name, body, to, automatic=automatic)


@given(subject=WILD, name=WILD, body=WILD, to=ADDRESS, automatic=st.booleans())
@settings(max_examples=300)
def test_no_text_adds_a_header_or_a_recipient(subject: str, name: str, body: str, to: str, automatic: bool) -> None:
    holds(subject, name, body, to, automatic=automatic)


@pytest.fixture(scope="module")
def listening() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


@given(subject=WILD, name=WILD, body=WILD, to=ADDRESS)
@settings(max_examples=60)
def test_the_envelope_is_what_was_shown(listening: MailServer, subject: str, name: str, body: str, to: str) -> None:
    listening.taken.clear()
    letter = LETTER._replace(subject=subject, sender_name=name, body=body, recipient=to)
    assert send(server(listening), letter).state == "sent"
    assert [(one.sender, one.recipients) for one in listening.taken] == [(LETTER.sender, (to,))]
    assert listening.taken[0].content == as_bytes(letter)


@pytest.mark.parametrize(
    "to", ["a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example", "<a@b.example>", "a", ""]
)
def test_what_is_no_address_is_refused_before_any_server_is_asked(to: str) -> None:
    with MailServer() as running:
        fate = send(server(running), LETTER._replace(recipient=to))
    assert (fate.state, fate.for_good) == ("refused", True)
    assert running.sessions == 0


def test_with_headers_written_by_hand_a_recipient_would_slip_in() -> None:
    """The control: the texts of the properties above are wild enough to break a careless letter."""
    careless = f"To: a@b.example\r\nSubject: {'Bonjour' + chr(13) + chr(10) + 'Bcc: c@d.example'}\r\n\r\nx".encode()
    assert email.message_from_bytes(careless, policy=default)["Bcc"] is not None


@given(st.binary(max_size=60))
def test_no_dot_ends_a_letter_early(content: bytes) -> None:
    whole = stuffed(content.replace(b"\r", b"").replace(b"\n", b"\r\n"))
    assert not whole.startswith(b".\r\n")
    assert b"\r\n.\r\n" not in whole
