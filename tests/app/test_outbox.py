"""The outbox: what leaves, in which state it is, and what only its owner may say of it."""

from collections.abc import Callable

import pytest
from tests.cast import DAY, NOW, PAULE, SOLENE, rows_of
from tests.sending.mail_server import MailServer

from entregent.app import mail_server, outbox
from entregent.app.book import Book
from entregent.app.commitment_views import MailLine, Sent
from entregent.app.commitment_views import MailServer as Settings
from entregent.app.commitment_words import outbox_in_words, why_in_words
from entregent.app.mail_server import NoServerError, PlainServerError
from entregent.app.outbox import FIRST_WAIT, MOST_AN_HOUR, BadRecipientError, TooManyMailsError, UnknownMailError
from entregent.app.wording import complaint
from entregent.model.errors import BadSettingError
from entregent.sending import password
from entregent.sending.letter import Letter
from entregent.sending.smtp import Fate, Server

CANARY = "canary-7Zq!pw"


class Post:
    """A server that answers each letter with the next of these fates, then takes all."""

    def __init__(self, *fates: Fate) -> None:
        self.fates = list(fates)
        self.letters: list[Letter] = []

    def __call__(self, _server: Server, letter: Letter) -> Fate:
        self.letters.append(letter)
        return self.fates.pop(0) if self.fates else Fate("sent", 250)


def settle(book: Book, port: int = 25, user: str = "", secret: str | None = None) -> Book:
    """Let the book know a mail server on this machine."""
    book.set_mail_server(
        Settings("127.0.0.1", port, "none", user, SOLENE.mail, has_password=False, is_set=False), secret
    )
    return book


@pytest.fixture
def ready(book: Book) -> Book:
    """A book with a mail server, and its owner’s name."""
    book.set_settings({"name": SOLENE.name, "language": "en"})
    return settle(book)


def put(book: Book, to: str = PAULE.mail, **more: object) -> int:
    return outbox.enqueue(book._inner, to, "Un mot", "Bonjour", reason="witness-ask", **more)  # type: ignore[arg-type]


def turn(book: Book, post: Post, after: int = 0) -> Sent:
    book.look_again(book.now + after)
    return outbox.send_due(book._inner, send=post)


def mail(book: Book, number: int = 1) -> MailLine:
    return outbox.mail(book._inner, number)


def test_what_is_due_leaves_once_with_its_one_number(ready: Book) -> None:
    post = Post()
    put(ready)
    assert turn(ready, post) == (1, 0, 0, 0, 0)
    assert turn(ready, post, DAY) == (0, 0, 0, 0, 0)
    (letter,) = post.letters
    assert (letter.recipient, letter.sender, letter.sender_name) == (PAULE.mail, SOLENE.mail, SOLENE.name)
    assert letter.message_id == mail(ready).message_id
    assert mail(ready).state == "sent"


def test_what_is_not_due_yet_waits(ready: Book) -> None:
    put(ready, at=NOW + 600)
    assert turn(ready, Post()).sent == 0
    assert turn(ready, Post(), 600).sent == 1


def test_it_is_in_hand_on_the_disk_before_any_server_is_asked(ready: Book) -> None:
    seen = []

    def look(_server: Server, _letter: Letter) -> Fate:
        seen.extend(rows_of(ready.path, "SELECT state, tries FROM outbox"))
        return Fate("sent", 250)

    put(ready)
    outbox.send_due(ready._inner, send=look)
    assert seen == [("sending", 1)]


def test_without_a_server_it_is_a_draft_and_stays_one(book: Book) -> None:
    put(book)
    assert turn(book, Post()) == (0, 0, 0, 0, 1)
    settle(book)
    assert turn(book, Post(), 60).sent == 0
    assert outbox.send_now(book._inner, 1, send=Post()).state == "sent"


def test_sending_without_a_server_is_a_sentence(book: Book) -> None:
    put(book)
    verbs: tuple[Callable[[], object], ...] = (lambda: book.send_mail(1), lambda: book.send_test("a", "b"))
    for verb in verbs:
        with pytest.raises(NoServerError) as told:
            verb()
        assert "smtp-host" in complaint(told.value)


@pytest.mark.parametrize(
    "to", ["", "paule", "a@b", "a@b.example\nBcc: c@d.example", "x@localhost", "a@b.example,c@d.example"]
)
def test_a_recipient_that_is_none_is_refused(book: Book, to: str) -> None:
    with pytest.raises(BadRecipientError):
        put(book, to)
    assert book.outbox().mails == ()


# ── what goes wrong ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_no_for_now_is_tried_again_later_and_later(ready: Book) -> None:
    post = Post(Fate("refused", 451, "come back"), Fate("refused", 451, "come back"))
    put(ready)
    assert turn(ready, post) == (0, 1, 0, 0, 0)
    failed = mail(ready)
    assert (failed.state, failed.code, failed.again_at) == ("failed", 451, NOW + FIRST_WAIT)
    assert "451 come back" in why_in_words(failed)
    assert turn(ready, post, FIRST_WAIT - 1).failed == 0
    assert turn(ready, post, 1).failed == 1
    assert mail(ready).again_at == ready.now + 2 * FIRST_WAIT
    assert turn(ready, post, 2 * FIRST_WAIT).sent == 1
    assert len({letter.message_id for letter in post.letters}) == 1


def test_a_no_for_good_is_not_tried_again_by_itself(ready: Book) -> None:
    post = Post(Fate("refused", 550, "no such user", for_good=True))
    put(ready)
    turn(ready, post)
    assert (mail(ready).state, mail(ready).again_at) == ("failed", None)
    assert turn(ready, post, 3 * DAY).sent == 0
    assert outbox.send_now(ready._inner, 1, send=post).state == "sent"


def test_after_so_many_tries_it_waits_for_its_owner(ready: Book) -> None:
    post = Post(*[Fate("refused", 451, "no")] * 20)
    put(ready)
    for _ in range(20):
        turn(ready, post, 7 * 3_600)
    assert (mail(ready).tries, mail(ready).again_at) == (outbox.MOST_TRIES, None)


def test_a_server_that_can_not_be_reached_is_left_alone_for_a_while(ready: Book) -> None:
    post = Post(Fate("unreached", 0, "Connection refused"))
    put(ready)
    put(ready)
    assert turn(ready, post).failed == 1
    assert turn(ready, post, FIRST_WAIT - 1) == (0, 0, 0, 1, 0)
    assert len(post.letters) == 1
    assert "Connection refused" in outbox_in_words(ready.outbox(), "10:05")
    assert turn(ready, post, 1).sent == 2


def test_a_server_that_does_not_let_us_in_is_not_asked_each_minute(ready: Book) -> None:
    post = Post(Fate("unreached", 535, "wrong password", for_good=True))
    for _ in range(3):
        put(ready)
    for _ in range(30):
        turn(ready, post, 60)
    assert len(post.letters) == 1
    settle(ready, secret="another")
    turn(ready, post, 60)
    assert len(post.letters) == 3


def test_what_may_have_left_is_asked_about_and_never_sent_again_by_itself(ready: Book) -> None:
    post = Post(Fate("unknown", 0, "timed out"))
    put(ready)
    assert turn(ready, post).unknown == 1
    for _ in range(10):
        turn(ready, post, DAY)
    assert (mail(ready).state, len(post.letters)) == ("unknown", 1)
    with pytest.raises(UnknownMailError):
        outbox.send_now(ready._inner, 1, send=post)
    assert [one.reason.signal for one in ready.doctor() if "outbox" in one.reason.signal] == ["doctor-outbox-unknown"]
    assert ready.outbox_asks() == 1


def test_one_letter_of_which_nobody_knows_is_enough_for_a_while(ready: Book) -> None:
    post = Post(Fate("unknown", 0, "timed out"))
    for _ in range(3):
        put(ready)
    assert turn(ready, post) == (0, 0, 1, 2, 0)
    assert turn(ready, post, 60).sent == 0
    assert turn(ready, post, FIRST_WAIT).sent == 2


def test_its_owner_says_whether_it_left(ready: Book) -> None:
    for _ in range(2):
        put(ready)
    post = Post(Fate("unknown"), Fate("unknown"))
    turn(ready, post)
    turn(ready, post, FIRST_WAIT)
    assert ready.say_left(1, left=True).state == "sent"
    assert ready.say_left(2, left=False).state == "draft"
    post = Post()
    assert outbox.send_now(ready._inner, 2, send=post).state == "sent"
    assert post.letters[0].message_id == mail(ready, 2).message_id


def crash(book: Book, holder: str, tried_at: int) -> None:
    """As if the process that had mail 1 in hand had died."""
    put(book)
    connection = book._inner.connection
    with connection.writing():
        connection.run("UPDATE outbox SET state = 'sending', holder = ?, tried_at = ?", (holder, tried_at))


@pytest.mark.parametrize(
    ("pid", "seconds", "state"), [(4_194_305, 0, "unknown"), (1, 30, "sending"), (1, 600, "unknown")]
)
def test_whoever_died_with_a_mail_in_hand_leaves_it_unknown(ready: Book, pid: int, seconds: int, state: str) -> None:
    import socket

    crash(ready, f"{socket.gethostname()}:{pid}:x", NOW - seconds)
    assert mail(ready).state == state
    post = Post()
    turn(ready, post)
    assert (mail(ready).state, post.letters) == (state, [])


def test_who_took_it_for_dead_is_told_when_it_left_after_all(ready: Book) -> None:
    def slow(_server: Server, _letter: Letter) -> Fate:
        with Book.open(ready.path, now=NOW + 700) as other:
            assert outbox.send_due(other._inner, send=Post()).unknown == 1
        return Fate("sent", 250)

    put(ready)
    outbox.send_due(ready._inner, send=slow)
    assert mail(ready).state == "sent"


def test_two_who_send_at_once_send_it_once(ready: Book) -> None:
    inner = Post()

    def meanwhile(_server: Server, _letter: Letter) -> Fate:
        with Book.open(ready.path, now=NOW) as other:
            assert outbox.send_due(other._inner, send=inner).sent == 0
        return Fate("sent", 250)

    put(ready)
    assert outbox.send_due(ready._inner, send=meanwhile).sent == 1
    assert inner.letters == []


def test_no_more_than_its_measure_leaves_in_an_hour(ready: Book) -> None:
    post = Post()
    for _ in range(MOST_AN_HOUR + 5):
        put(ready)
    assert turn(ready, post).sent == MOST_AN_HOUR
    assert turn(ready, post, 3_000).sent == 0
    with pytest.raises(TooManyMailsError):
        outbox.send_now(ready._inner, MOST_AN_HOUR + 1, send=post)
    assert turn(ready, post, 700).sent == 5


def test_old_news_waits_for_its_owner(ready: Book) -> None:
    put(ready)
    assert turn(ready, Post(), 8 * DAY) == (0, 0, 0, 0, 1)
    assert (mail(ready).state, mail(ready).why) == ("draft", "stale")


def test_what_is_dropped_does_not_leave(ready: Book) -> None:
    put(ready)
    assert ready.drop_mail(1).state == "dropped"
    assert turn(ready, Post()).sent == 0
    for verb in (ready.drop_mail, ready.send_mail):
        with pytest.raises(UnknownMailError):
            verb(1)


@pytest.mark.parametrize("left", [True, False])
def test_of_what_left_nothing_else_can_be_said(ready: Book, left: bool) -> None:
    put(ready)
    turn(ready, Post())
    with pytest.raises(UnknownMailError):
        ready.say_left(1, left=left)
    with pytest.raises(UnknownMailError):
        ready.drop_mail(1)
    with pytest.raises(UnknownMailError):
        ready.send_mail(99)


# ── the server ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_test_goes_to_oneself_through_a_real_server(ready: Book) -> None:
    with MailServer() as running:
        settle(ready, running.port)
        assert ready.send_test("A test", "It works").state == "sent"
    assert [(one.sender, one.recipients) for one in running.taken] == [(SOLENE.mail, (SOLENE.mail,))]
    assert b"Auto-Submitted" not in running.taken[0].content


def test_what_no_person_wrote_says_so(ready: Book) -> None:
    post = Post()
    put(ready)
    put(ready, automatic=False)
    turn(ready, post)
    assert [letter.is_automatic for letter in post.letters] == [True, False]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("smtp-host", "mail example"),
        ("smtp-host", "a\r\nb"),
        ("smtp-host", "-x.example"),
        ("smtp-port", "0"),
        ("smtp-port", "65536"),
        ("smtp-port", "²"),
        ("smtp-port", "25x"),
        ("smtp-security", "ssl"),
        ("smtp-from", "solene"),
        ("smtp-from", "a@b.example\r\nBcc: c@d.example"),
        ("smtp-user", "a\nb"),
        ("smtp-password", CANARY),
    ],
)
def test_a_setting_that_does_not_fit_is_refused(book: Book, key: str, value: str) -> None:
    with pytest.raises(BadSettingError) as told:
        book.set_setting(key, value)
    assert CANARY not in complaint(told.value)


def test_plain_mail_across_the_network_is_refused(book: Book) -> None:
    with pytest.raises(PlainServerError):
        book.set_mail_server(Settings("mail.example.org", 25, "none", "", SOLENE.mail, False, False))
    assert not book.mail_server().is_set


def test_a_server_that_is_set_can_be_undone_like_any_setting(book: Book) -> None:
    settle(book, 2_525)
    assert (book.mail_server().port, book.mail_server().is_set) == (2_525, True)
    book.undo()
    assert not book.mail_server().is_set


# ── the password ──────────────────────────────────────────────────────────────────────────────────────────────────

SHOWN: dict[str, Callable[[Book], object]] = {
    "settings": lambda book: book.settings(),
    "server": lambda book: book.mail_server(),
    "outbox": lambda book: book.outbox(),
    "doctor": lambda book: book.doctor(),
    "actions": lambda book: book.actions(),
}


def test_the_password_is_in_its_file_and_nowhere_else(ready: Book, caplog: pytest.LogCaptureFixture) -> None:
    ready.keep_mail_password(CANARY)
    with MailServer(offers=("AUTH PLAIN",), answers={"auth": f"535 {CANARY}?".encode()}) as running:
        settle(ready, running.port, user="solene")
        assert ready.send_test("A test", "x").state == "failed"
    copy = ready.path.parent / "a.backup"
    ready.backup(copy)
    ready.export(ready.path.parent / "out")
    for name, show in SHOWN.items():
        assert CANARY not in repr(show(ready)), name
    assert CANARY not in caplog.text
    holding = [
        path.name for path in ready.path.parent.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()
    ]
    assert holding == [password.path_of(ready.path).name]
    assert password.path_of(ready.path).stat().st_mode & 0o777 == 0o600


def test_a_traceback_does_not_hold_the_password(ready: Book, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    import traceback

    from entregent.sending import smtp

    ready.keep_mail_password(CANARY)
    settle(ready, user="solene")

    def broken(*_: object) -> Fate:
        raise RuntimeError(str(mail_server.server_of(ready._inner)))

    monkeypatch.setattr(smtp, "_conversation", broken)
    with pytest.raises(RuntimeError) as told:
        ready.send_test("A test", "x")
    assert CANARY not in "".join(traceback.TracebackException.from_exception(told.value, capture_locals=True).format())


def test_a_password_that_others_can_read_is_told(ready: Book) -> None:
    ready.keep_mail_password(CANARY)
    assert "doctor-smtp-password" not in {one.reason.signal for one in ready.doctor()}
    password.path_of(ready.path).chmod(0o644)
    assert [one.state for one in ready.doctor() if one.reason.signal == "doctor-smtp-password"] == ["bad"]
    ready.keep_mail_password("")
    assert not ready.mail_server().has_password
