"""Signals of the text pass."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.mail_documents import NOW, Found, file_document

from entregent.formats.mail_text import message_text, split_text, strip_html
from entregent.readers.base import ReadOptions
from entregent.readers.mail_mbox import MboxReader
from entregent.readers.mail_signals import text_signals


def of_kind(kind: str, text: str, title: str = "") -> list[str]:
    return [value for found, value in text_signals(text, title) if found == kind]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bonjour, je te présente Chloé Gagné, qui fait du théâtre.", "Chloé Gagné"),
        ("I'd like to introduce you to Marc de la Tour.", "Marc de la Tour"),
        ("Alice, meet Bob. Bob, Alice.", "Bob"),
        ("I am cc'ing Zoe Martin who knows.", "Zoe Martin"),
        ("Je vous mets en contact avec Inès Roy.", "Inès Roy"),
    ],
)
def test_an_introduction_names_whom(text: str, name: str) -> None:
    assert of_kind("introduction", text) == [name]


def test_a_question_counts_only_in_the_new_text() -> None:
    quoted = "\n\nLe lun. 5 nov. 2001 à 09:00, Bob <bob@example.org> a écrit :\n> Tu viens quand ?\n"
    assert of_kind("question", "Oui, avec plaisir." + quoted) == []
    assert of_kind("question", "Peux-tu venir mardi ?" + quoted) == ["Peux-tu venir mardi ?"]
    assert of_kind("question", "Fine.\nOn Mon, Nov 5, 2001, Bob wrote:\n> When can you come?\n") == []


@pytest.mark.parametrize(
    "text",
    ["I'll send you the deck.", "Je t'envoie le devis.", "Ce sera prêt d'ici vendredi.", "Je vous rappelle lundi."],
)
def test_a_promise_is_heard(text: str) -> None:
    assert of_kind("promise", f"Salut.\n\n{text}\n") == [text]
    assert of_kind("promise", f"Salut.\n> {text}\n") == []


def test_links_and_phones_come_from_the_signature_alone() -> None:
    text = "See https://news.example/today at 514 555 0000 please.\n\nCordialement,\nAlice\n+1 (514) 555-0199\nhttps://alice.example\n"
    assert of_kind("link", text) == ["https://alice.example"]
    assert of_kind("phone", text) == ["+1 (514) 555-0199"]


def test_a_forwarded_message_names_its_writer() -> None:
    text = "Pour info.\n\n---------- Forwarded message ----------\nFrom: Eve Roy <Eve@Example.org>\nSubject: x\n\nhello"
    assert of_kind("forwarded-from", text, "Fwd: x") == ["eve@example.org"]


def test_the_text_is_found_inside_mime() -> None:
    header = b'Content-Type: multipart/mixed; boundary="b"'
    body = (
        b"--b\nContent-Type: text/html\n\n<p>Html</p>\n--b\nContent-Type: text/plain; charset=utf-8\n"
        b"Content-Transfer-Encoding: base64\n\nw4ogw6k=\n--b--\n"
    )
    assert message_text(header, body).strip() == "Ê é"
    assert message_text(b"Content-Type: text/html", b"<style>p{}</style><p>A&eacute;</p>B").strip() == "Aé\nB"


def test_the_signature_is_set_apart() -> None:
    parts = split_text("Hello\n-- \nAlice\n514")
    assert (parts.new, parts.signature) == ("Hello\n-- ", "Alice\n514")


@pytest.mark.parametrize(
    "markup", ["<a " * 100_000, "<!--" * 100_000, "<script>" * 50_000, "<div>" * 100_000, "&" * 100_000, "<" * 200_000]
)
def test_hostile_html_takes_no_time(markup: str) -> None:
    started = time.process_time()
    strip_html(markup[:65_536])
    assert time.process_time() - started < 2


def test_nested_and_endless_parts_end() -> None:
    nested = b"".join(b"--%d\nContent-Type: multipart/mixed; boundary=%d\n\n" % (n, n + 1) for n in range(2000))
    started = time.process_time()
    assert message_text(b"Content-Type: multipart/mixed; boundary=0", nested) == ""
    message_text(b"Content-Type: multipart/mixed; boundary=x", b"--x\n\n\n" * 100_000)
    assert time.process_time() - started < 2


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_bytes_have_a_text(header: bytes, body: bytes) -> None:
    text_signals(message_text(header, body))


def test_the_reader_gives_signals_only_when_asked() -> None:
    raw = b"From ann@example.org Mon Nov  5 09:00:00 2001\nFrom: a@x.org\nDate: yesterday\n\nCan you come?\n"
    document = file_document(raw)
    assert Found(MboxReader(), document).interactions[0].signals == ()
    asked = Found(MboxReader(), document, ReadOptions(now=NOW, signals=True)).interactions[0]
    assert asked.signals == (("question", "Can you come?"),)
