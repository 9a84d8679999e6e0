"""Where people are known from: the wide net, where somebody was seen, and who will be at what is coming."""

import json
import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import DAY, INES, LUC, MARIE, NOW, PAULE, SOLENE, Friend, filled, import_all, letter, write_meeting

from entregent.app import coming, language, netting, reach_words, source_words
from entregent.app.book import Book
from entregent.app.people_views import PeopleFilter
from entregent.app.reach_views import Coming, SeenOn, SourceReach
from entregent.model.errors import BadSettingError
from entregent.readers.catalogue import READERS
from entregent.ties.weights import RELATIONS

FOLLOWERS = 40
TODAY = date(2026, 3, 2)
SOON = datetime.fromtimestamp(NOW, UTC) + timedelta(days=3)
ACQUAINTANCE = Friend("Zoé Bérubé", "zoe@berube.example")


def write_followers(folder: Path, followers: Iterable[int], following: Iterable[int] = ()) -> Path:
    """What an archive of X says of who follows whom."""
    folder.mkdir(parents=True, exist_ok=True)
    for word, numbers in (("follower", followers), ("following", following)):
        rows = [
            {word: {"accountId": str(n), "userLink": f"https://twitter.com/intent/user?user_id={n}"}} for n in numbers
        ]
        (folder / f"{word}.js").write_text(f"window.YTD.{word}.part0 = {json.dumps(rows)}", encoding="utf-8")
    return folder


def write_friends(path: Path, *names: str) -> Path:
    """Friends of Facebook, since a day."""
    rows = [{"name": name, "timestamp": NOW - 300 * DAY} for name in names]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"friends_v2": rows}), encoding="utf-8")
    return path


def write_list(path: Path, day: str, title: str, *people: Friend) -> Path:
    """Who said that they would come, or came."""
    rows = "".join(f"{title};{day};{one.name};{one.mail};oui\n" for one in people)
    path.write_text(f"Événement;Date;Nom;Courriel;Présence\n{rows}", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def kept_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Solène's letters, forty followers, two friends of Facebook, and one evening where she met Zoé."""
    folder = tmp_path_factory.mktemp("net")
    with filled(folder / "net.book") as made:
        import_all(
            made,
            write_followers(folder / "x" / "data", range(1, FOLLOWERS + 1), [1, 99]),
            write_friends(folder / "facebook" / "friends.json", "Aline Dubois", "Bruno Paradis"),
            write_list(folder / "soiree.csv", "2026-02-10", "Soirée des menuisiers", ACQUAINTANCE),
        )
    return folder / "net.book"


@pytest.fixture
def book(kept_book: Path, tmp_path: Path) -> Iterator[Book]:
    """A copy of it, to be written to."""
    with Book.open(Path(shutil.copy(kept_book, tmp_path)), now=NOW) as made:
        yield made


def reach_of(book: Book, kind: str) -> SourceReach:
    return next(line for line in book.source_reach() if line.kind == kind)


def who(book: Book, name: str) -> int:
    return book.people_page(PeopleFilter(query=name)).lines[0].line.id


def seen(book: Book, name: str) -> dict[str, SeenOn]:
    return {one.kind: one for one in book.seen_on(who(book, name))}


# ── the wide net ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_source_says_how_few_take_part(book: Book) -> None:
    assert reach_of(book, "x") == SourceReach("x", FOLLOWERS + 1, 0, 0, 0)
    mail = reach_of(book, "mail")
    assert (mail.people, mail.exchanged, mail.both_ways, mail.last_year) == (3, 3, 3, 3)
    assert reach_of(book, "events")[1:] == (1, 1, 1, 1)


def test_the_net_that_is_kept_is_the_one_that_is_counted(book: Book) -> None:
    book.source_reach()
    kept = book.remembered(netting.MEMO)
    assert kept == json.loads(json.dumps(netting.count(book._inner)))
    assert set(kept) == {"mail", "x", "facebook", "events"}


def test_the_net_is_counted_again_once_it_changed_and_no_sooner(book: Book) -> None:
    before = book.source_reach()
    gone = next(line for line in book.imports() if line.path.endswith("data"))
    book.remove_import(gone.id)
    assert book.is_reach_stale()
    assert book.source_reach(at_once=True) == before
    assert book.source_reach() != before
    assert not book.is_reach_stale()


def test_the_net_shrinks_when_an_import_is_taken_out(book: Book) -> None:
    gone = next(line for line in book.imports() if line.path.endswith("data"))
    book.remove_import(gone.id)
    assert "x" not in {line.kind for line in book.source_reach()}


def test_followers_are_held_and_found_and_never_nag(book: Book) -> None:
    net = {line.line.id for line in book.people_page(PeopleFilter(source="x"), limit=100).lines}
    assert len(net) == FOLLOWERS + 1
    plan = book.today(180)
    assert not net & {line.person for line in plan.suggestions}
    assert not net & {plate.person for plate in book.scene(50)}
    shown = [line for line in book.people(limit=200) if line.id in net]
    assert {(line.level, line.strength, line.interactions) for line in shown} == {("none", None, 0)}
    assert book.people_page(PeopleFilter(query="twitter:7")).total == 1


def test_a_comment_counts_as_taking_part_and_asks_for_nothing(tmp_path: Path) -> None:
    with filled(tmp_path / "blog.book") as book:
        feed = tmp_path / "comments.xml"
        feed.write_text(FEED, encoding="utf-8")
        import_all(book, feed)
        blog = reach_of(book, "blog")
        assert (blog.people, blog.exchanged, blog.both_ways) == (1, 1, 0)
        assert "Odile Caron" not in {line.name for line in book.today(180).suggestions}


FEED = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Comments on: Copeaux</title><link>https://copeaux.example/</link>
<item><title>Comment on Le merisier by Odile Caron</title>
<link>https://copeaux.example/merisier/#comment-7</link>
<dc:creator>Odile Caron</dc:creator><pubDate>Wed, 25 Feb 2026 14:00:00 +0000</pubDate>
<guid>https://copeaux.example/merisier/#comment-7</guid>
<description>Et le chêne ?</description></item></channel></rss>"""


# ── seen on ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_seen_on_tells_first_and_last_by_source(book: Book) -> None:
    mail = seen(book, "Marie Tremblay")["mail"]
    person = book.person(str(who(book, "Marie Tremblay")))
    assert (mail.times, mail.more, mail.in_person) == (40, False, False)
    assert (mail.first_at, mail.last_at) == (person.first_at, person.line.last_at)
    assert person.seen_on == book.seen_on(person.line.id)


def test_seen_on_tells_what_a_network_says_of_the_two(book: Book) -> None:
    assert seen(book, "twitter:1")["x"].relation == "mutual"
    assert seen(book, "twitter:2")["x"].relation == "follower"
    assert seen(book, "twitter:99")["x"].relation == "following"
    friend = seen(book, "Aline Dubois")["facebook"]
    assert (friend.relation, friend.times, friend.since) == ("friend", 0, "2025-05-06")


def test_an_evening_is_in_person_and_where_they_met(book: Book) -> None:
    met = seen(book, ACQUAINTANCE.name)["events"]
    assert (met.in_person, met.times) == (True, 1)
    person = book.person(str(who(book, ACQUAINTANCE.name)))
    assert person.first_met == person.last_met == "Soirée des menuisiers"
    assert person.last_met_at == met.last_at


def test_what_the_owner_logged_is_of_their_own_hand(book: Book) -> None:
    book.log([str(who(book, "Aline Dubois"))], channel="call", outcome="talked", at="2026-03-01")
    assert {"own", "facebook"} <= seen(book, "Aline Dubois").keys()


def test_a_long_tie_of_two_sources_says_that_there_was_more(tmp_path: Path) -> None:
    letters = [letter(n / 4, MARIE, SOLENE, f"Mot {n}") for n in range(900)]
    with filled(tmp_path / "long.book", letters) as book:
        import_all(book, write_meeting(tmp_path / "c.ics", datetime(2025, 9, 1, 16, tzinfo=UTC), [MARIE], "Café"))
        found = seen(book, "Marie Tremblay")
        assert found["mail"].times == 900
        assert found["calendar"].in_person
        assert (found["calendar"].times, found["calendar"].more) == (1, False)


# ── known online, never met ───────────────────────────────────────────────────────────────────────────────────────


def never_met(book: Book) -> set[str]:
    return {line.name for line in book.people(never_met=True, limit=500)}


def test_known_online_alone_are_those_with_a_word_or_a_follow_and_no_meeting(book: Book) -> None:
    found = never_met(book)
    assert {"Marie Tremblay", "Luc Gagnon", "Aline Dubois"} <= found
    assert ACQUAINTANCE.name not in found
    page = book.people_page(PeopleFilter(met="never"), limit=500)
    assert {line.line.name for line in page.lines} == found
    assert page.total == 3 + FOLLOWERS + 1 + 2


def test_whoever_was_met_by_the_owners_word_is_no_more_among_them(book: Book) -> None:
    book.log([str(who(book, "Aline Dubois"))], channel="meeting", outcome="met", at="2026-03-01")
    book.edit(str(who(book, "Bruno Paradis")), met="Au marché")
    assert not {"Aline Dubois", "Bruno Paradis"} & never_met(book)


def test_a_card_alone_makes_nobody_known_online(book: Book) -> None:
    book.add("Paule Ostiguy", handles=[PAULE.mail])
    assert "Paule Ostiguy" not in never_met(book)


def test_a_filter_that_is_none_is_refused(book: Book) -> None:
    with pytest.raises(BadSettingError):
        book.people_page(PeopleFilter(met="often"))
    assert book.people_page(PeopleFilter(event="12")).total == 0
    assert book.people_page(PeopleFilter(event="nonsense")).total == 0


# ── what is coming ────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_coming_names_who_was_never_met(book: Book, tmp_path: Path) -> None:
    import_all(book, write_meeting(tmp_path / "c.ics", SOON, [MARIE, ACQUAINTANCE, PAULE], "5 à 7"))
    (one,) = book.coming()
    assert (one.title, one.day, one.timeless) == ("5 à 7", "2026-03-05", False)
    assert {name for _, name in one.people} >= {MARIE.name, ACQUAINTANCE.name}
    assert [name for _, name in one.never_met] == [MARIE.name]
    assert book.soonest() == one
    page = book.people_page(PeopleFilter(met="never", event=str(one.event)))
    assert [line.line.name for line in page.lines] == [MARIE.name]


def test_a_list_and_a_calendar_tell_of_one_evening(book: Book, tmp_path: Path) -> None:
    calendar = write_meeting(tmp_path / "c.ics", SOON, [MARIE], "5 à 7")
    import_all(book, calendar, write_list(tmp_path / "liste.csv", "2026-03-05", "5 à 7", LUC, INES))
    (one,) = book.coming()
    assert {name for _, name in one.people} == {MARIE.name, LUC.name, INES.name}
    assert not one.timeless
    assert book.people_page(PeopleFilter(event=str(one.event))).total == 3


def test_what_is_past_or_far_ahead_is_not_coming(book: Book, tmp_path: Path) -> None:
    now = datetime.fromtimestamp(NOW, UTC)
    import_all(
        book,
        write_meeting(tmp_path / "a.ics", now - timedelta(hours=2), [MARIE], "Tantôt"),
        write_meeting(tmp_path / "b.ics", now + timedelta(days=coming.SOON_DAYS + 10), [LUC], "Plus tard"),
    )
    assert [one.title for one in book.coming()] == ["Plus tard"]
    assert book.soonest() is None


def test_a_past_view_knows_nothing_of_what_is_coming(book: Book, tmp_path: Path) -> None:
    import_all(book, write_meeting(tmp_path / "c.ics", SOON, [MARIE], "5 à 7"))
    with Book.open(book.path, now=NOW, as_of="2026-03-01") as past:
        assert past.coming() == []
        assert {line.kind for line in past.source_reach()} >= {"mail"}


# ── words ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_reader_has_a_kind_with_words() -> None:
    kinds = {source_words.source_of(name) for name, _ in READERS}
    assert {"mail", "contacts", "phone", "whatsapp", "x", "linkedin", "facebook", "blog", "events"} <= kinds
    assert all(source_words.source_word(kind).strip() for kind in kinds)
    assert source_words.source_of("contacts_csv", "connection") == "linkedin"


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_relation_has_its_words_with_and_without_a_day(relation: str) -> None:
    assert source_words.relation_words(relation)
    assert "2023" in source_words.relation_words(relation, "2023-05-12")
    assert source_words.relation_words(relation, "2023") == source_words.relation_words(relation)


def test_where_somebody_was_seen_is_one_line() -> None:
    one = SeenOn("x", False, 17, True, NOW - 40 * DAY, NOW, "follower", "")
    assert reach_words.seen_in_words(one, lambda at: str(at // DAY)) == (
        "follows you · more than 17 times, from 20474 to 20514"
    )
    card = SeenOn("contacts", False, 0, False, None, None, "", "")
    assert reach_words.seen_in_words(card, str) == "a card only"
    assert reach_words.way_in_words(card) == ""


@given(
    ahead=st.integers(0, 61), title=st.text(max_size=90), many=st.integers(1, 300), lang=st.sampled_from(("en", "fr"))
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_coming_is_one_short_line(ahead: int, title: str, many: int, lang: str) -> None:
    language.use(lang)
    people = tuple((n, "Anne") for n in range(many))
    day = (TODAY + timedelta(days=ahead)).isoformat()
    told = reach_words.coming_in_words(
        Coming(1, day, 0, timeless=False, title=title, people=people, never_met=people), TODAY
    )
    language.use("en")
    assert told[0] == told[0].upper()
    assert len(told) < 170


def test_today_and_thursday_are_named_so() -> None:
    def said(day: str) -> str:
        one = Coming(1, day, 0, timeless=False, title="5 à 7", people=(), never_met=((1, "A"), (2, "B"), (3, "C")))
        return reach_words.coming_in_words(one, TODAY)

    assert said("2026-03-02") == "Today, “5 à 7”: three people whom you only know online."
    assert said("2026-03-05").startswith("Thursday, ")
    assert said("2026-03-12").startswith("12 March, ")
