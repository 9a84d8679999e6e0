"""Comments on a blog: WordPress's own export, and feeds saved as files."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers import contract
from tests.readers.test_contacts_calendar_cases import told

from entregent.model.interaction import Channel, Interaction
from entregent.model.numbering import event_number
from entregent.model.record import OwnerHint, Problem, Record
from entregent.readers import catalogue
from entregent.readers.blog_feed import CommentFeed
from entregent.readers.blog_wxr import WordpressExport

CASES = Path(__file__).resolve().parents[1] / "cases"
HEAD = (
    '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<channel><wp:base_blog_url>https://plums.example</wp:base_blog_url>"
)
ANN = "<wp:author><wp:author_login>ann</wp:author_login><wp:author_email>ann@x.org</wp:author_email></wp:author>"
DEE = ANN.replace("ann", "dee")


def comment(number: int, name: str = "Bob", mail: str = "bob@x.org", **more: str) -> str:
    fields = {"id": str(number), "author": name, "author_email": mail, "approved": "1", "content": "plums"}
    fields |= {"date_gmt": f"2024-05-{1 + number // 1440 % 28:02} {number // 60 % 24:02}:{number % 60:02}:00"} | more
    inside = "".join(f"<wp:comment_{key}>{text}</wp:comment_{key}>" for key, text in fields.items())
    return f"<wp:comment>{inside}</wp:comment>"


def post(*comments: str, author: str = "ann") -> str:
    return f"<item><title>Plums</title><dc:creator>{author}</dc:creator>{''.join(comments)}</item>"


def read(*pieces: str) -> contract.Things:
    document = contract.document("blog.xml", "".join([HEAD, *pieces, "</channel></rss>"]).encode())
    return contract.things(WordpressExport(), document)


def said(found: contract.Things) -> list[tuple[str, list[str], list[str]]]:
    events = [one for one in found if isinstance(one, Interaction)]
    assert all(one.channel == Channel.COMMENT for one in events)
    return [
        (one.sender.value, [to.value for to in one.to], [to.value for to in one.cc]) for one in events if one.sender
    ]


def codes(found: contract.Things) -> dict[str, str]:
    return {one.code: dict(one.facts).get("count", "") for one in found if isinstance(one, Problem)}


@pytest.mark.parametrize("path", sorted(CASES.glob("blog_*/*/input.xml")), ids=lambda path: path.parent.name)
def test_a_case_gives_what_it_must(path: Path) -> None:
    document = contract.document(path.name, path.read_bytes())
    reader = catalogue.recognise(document)[0][0]
    assert reader.name == path.parent.parent.name
    found = reader.read(document, contract.OPTIONS._replace(now=1_790_000_000))
    shown = [{"type": type(one).__name__, **dict(told(one))} for one in found]  # type: ignore[call-overload]
    assert json.loads(json.dumps(shown)) == json.loads((path.parent / "expected.json").read_text("utf-8"))


def test_a_comment_is_for_the_posts_author_and_an_answer_for_whoever_is_answered() -> None:
    found = read(
        ANN, post(comment(1), comment(2, "Ann", "ann@x.org", parent="1"), comment(3, "Cy", "cy@x.org", parent="1"))
    )
    assert said(found) == [
        ("bob@x.org", ["ann@x.org"], []),
        ("ann@x.org", ["bob@x.org"], []),
        ("cy@x.org", ["bob@x.org"], ["ann@x.org"]),
    ]


def test_an_answer_that_stands_before_its_question_finds_it() -> None:
    found = read(ANN, post(comment(2, "Cy", "cy@x.org", parent="1"), comment(1)))
    assert said(found)[1] == ("cy@x.org", ["bob@x.org"], ["ann@x.org"])


def test_an_answer_to_what_was_left_out_is_for_the_author() -> None:
    found = read(ANN, post(comment(1, approved="spam"), comment(2, "Cy", "cy@x.org", parent="1")))
    assert said(found) == [("cy@x.org", ["ann@x.org"], [])]
    assert codes(found) == {"spam-comments": "1"}


def test_pings_rubbish_and_what_waits_are_counted() -> None:
    rows = [comment(n, type=kind) for n, kind in enumerate(("pingback", "trackback", "order_note"))]
    rows += [comment(9, approved="0"), comment(8, approved="trash"), comment(7, "Anonymous", "")]
    assert codes(read(ANN, post(*rows))) == {
        "pings": "3",
        "unapproved-comments": "1",
        "spam-comments": "1",
        "unnamed-comments": "1",
    }


def test_the_owner_is_told_only_where_the_blog_has_one_author() -> None:
    hints = [[one for one in read(*authors, post()) if isinstance(one, OwnerHint)] for authors in ([ANN], [ANN, DEE])]
    assert [[hint.participant.value for hint in some] for some in hints] == [["ann@x.org"], []]


def test_a_site_makes_a_card_once_and_the_blogs_own_address_none() -> None:
    rows = [comment(n, author_url="https://bob.example/") for n in range(3)]
    found = read(ANN, post(*rows, comment(5, "Cy", "cy@x.org", author_url="https://plums.example")))
    cards = [one for one in found if isinstance(one, Record) and one.name == "Bob"]
    assert [[handle.value for handle in card.handles] for card in cards] == [["bob@x.org", "bob.example"]]
    assert not any(isinstance(one, Record) and one.name == "Cy" for one in found)


def test_an_author_without_address_is_an_account_of_the_blog() -> None:
    found = read(post(comment(1), author="dee"))
    assert said(found) == [("bob@x.org", ["wordpress:dee@plums.example"], [])]


def test_a_document_with_entities_of_its_own_is_refused() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + HEAD + ANN + post(comment(1, "&b;"))
    found = contract.things(WordpressExport(), contract.document("blog.xml", bomb.encode()))
    assert [one.code for one in found if isinstance(one, Problem)] == ["xml-doctype"]


def test_a_feed_and_the_blogs_export_tell_one_comment_once() -> None:
    item = (
        "<item><title>By: Bob</title><guid>https://plums.example/?p=1#comment-1</guid>"
        "<pubDate>Wed, 01 May 2024 00:01:00 +0000</pubDate></item>"
    )
    feed = f'<rss version="2.0"><channel><title>Comments on: Plums</title>{item}</channel></rss>'
    shown = contract.things(CommentFeed(), contract.document("feed.xml", feed.encode()))
    numbers = [event_number(one) for one in [*shown, *read(ANN, post(comment(1)))] if isinstance(one, Interaction)]
    assert len(numbers) == 2
    assert len(set(numbers)) == 1


def test_a_feed_of_posts_is_left_alone() -> None:
    feed = '<rss version="2.0"><channel><title>Plums</title><item><title>One</title></item></channel></rss>'
    assert CommentFeed().recognise(contract.document("feed.xml", feed.encode())) is None


@given(st.lists(st.integers(1, 3_000), min_size=1, max_size=10, unique=True), st.data())
def test_halves_and_repeats_give_the_same_events(numbers: list[int], data: st.DataObject) -> None:
    rows = [comment(n, f"P{n % 3}", f"p{n % 3}@x.org") for n in numbers]
    cut = data.draw(st.integers(0, len(rows)))
    whole, first, second = (read(ANN, post(*some)) for some in (rows, rows[:cut], rows[cut:]))
    one, other = (
        {event_number(event) for event in part if isinstance(event, Interaction)} for part in (whole, first + second)
    )
    assert one == other
    assert len(one) == len(numbers)


@pytest.mark.real
def test_every_comment_of_the_theme_test_is_accounted_for(shared_data: Callable[[str], Path]) -> None:
    documents = contract.documents_of(shared_data("export-wxr-theme-unit-test"))
    things = [one for document in documents for one in contract.things(WordpressExport(), document)]
    assert sum(isinstance(one, Interaction) for one in things) == 25
    # 25 + 4 + 3 = the 32 comments of the file.
    assert codes(things) == {"pings": "4", "unapproved-comments": "3"}
    assert not any(isinstance(one, OwnerHint) for one in things)


@pytest.mark.real
def test_the_importers_own_hard_cases_are_read_or_told(shared_data: Callable[[str], Path]) -> None:
    counts: Counter[str] = Counter()
    for document in contract.documents_of(shared_data("export-wxr-importer")):
        reader = catalogue.recognise(document)[0][0]
        assert reader.name == "blog_wxr"
        for one in reader.read(document, contract.OPTIONS):
            counts[type(one).__name__ if not isinstance(one, Problem) else one.code] += not isinstance(one, OwnerHint)
    # Four of the five comments are the one that a fresh blog shows by itself.
    assert {name: count for name, count in counts.items() if count} == {
        "Record": 17,
        "Interaction": 1,
        "unnamed-comments": 4,
        "broken-xml": 1,
        "truncated-xml": 1,
        "broken-date": 1,
    }
