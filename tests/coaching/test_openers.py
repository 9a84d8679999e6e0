"""First sentences: whatever is known of somebody, they say only that, whole, and each once."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.coaching.reading import page

from entregent.coaching.openers.address import fits, speaks
from entregent.coaching.openers.drawing import PURPOSES, digest, draw, gift, gift_of_week
from entregent.coaching.openers.opener_facts import Dated, Opener, OpenerFacts

TODAY = date(2026, 11, 13)
HOUR = datetime(2026, 11, 19, 10, 30, tzinfo=UTC)
FORMS = st.sampled_from(["tu", "vous"])
TITLES = st.sampled_from(
    [
        "Re: Fin de semaine au chalet",
        "RE: FW: [clients] Quote for the terrace",
        "URGENT!!! LISEZ CECI",
        "Ton projet : la terrasse",
        "Votre commande du 3 mars",
        "Invitation : Café avec Marie",
        "Salon du design",
        "Funérailles de papa",
        "“Half quoted",
        "ticket #44123",
        "C'est l'été",
        "x" * 90,
        "",
    ]
)
NAMES = st.sampled_from(
    [
        "Marie Tremblay",
        "TREMBLAY Marie",
        "marie tremblay",
        "T. Medeiros",
        "Alice O'Brien",
        "Marie Ève Roy",
        "Dr. Yves Lévesque",
        "yingc62",
        "atelier-boreal.example",
        "Les Entreprises Roy",
        "Librairie Nordet",
        "Беатрике Лами",
        "Cher",
        "",
    ]
)
NOTES = st.sampled_from(
    [
        "sa mère",
        "le déménagement à Québec",
        "cherche un emploi",
        "his new job",
        "her mother's illness",
        "la maladie de son père",
        "you know who",
        "",
    ]
)
DEEDS = st.sampled_from(
    [None, "envoyer les plans", "send her the book", "t'appeler", "vous rappeler", "Marie’s book", ""]
)
PLACES = st.sampled_from(
    ["Clinique Nordet", "Le Devoir", "ÉCOLE DU NORD INC", "Self-employed", "Ébénisterie Chambly", ""]
)
DAYS = st.integers(-900, 90).map(lambda days: TODAY + timedelta(days=days))


def dated() -> st.SearchStrategy[Dated | None]:
    return st.none() | st.builds(Dated, TITLES | st.text(max_size=70), DAYS)


def facts() -> st.SearchStrategy[OpenerFacts]:
    """Anything that a book may hold, and much that it should not."""
    named = NAMES | st.text(max_size=30)
    return st.builds(
        OpenerFacts,
        today=st.integers(0, 365).map(lambda days: TODAY + timedelta(days=days)),
        language=st.sampled_from(["fr", "en"]),
        address=FORMS,
        tone=st.sampled_from(list("wlpbs")),
        name=named,
        given=st.just("") | named,
        me=st.sampled_from(["Solène Bouchard", "", "solene@bouchard.example"]),
        promise=DEEDS,
        owed=DEEDS,
        matters=NOTES | st.text(max_size=40),
        new_job=PLACES,
        post=TITLES,
        coming=dated(),
        coming_event=dated(),
        met=st.none() | DAYS,
        past_event=dated(),
        comment=TITLES,
        last_in=dated(),
        last_out=dated(),
        via=named,
        mutual=named,
        birthday=st.sampled_from(["", "1980-11-13", "--11-16", "--02-29", "2026-99-99", "?"]),
        organisation=PLACES | st.text(max_size=20),
        first_on=st.none() | DAYS,
        silence_days=st.none() | st.integers(0, 4_000),
        hour=st.none() | st.just(HOUR),
        north=st.booleans(),
    )


GENDERED = re.compile(
    r"(?<![Uu]n )(?<!une )\b(?:contente?s?|ravie?s?|désolée?s?|heureu(?:x|se|ses)|occupée?s?|prête?s?|curieu(?:x|se)"
    r"|fière?s?|seule?s?|sûre?s?|venue?s?|allée?s?|passée?s|arrivée?s?|tombée?s?|restée?s|fatiguée?s?|inquiète?s?|intéressée?s?"
    r"|chère?s?|bienvenue?s?|touchée?s?|enchantée?s?|reconnaissante?s?|certaine?s?|vue?s|rencontrée?s|présentée?s)\b"
)
"""Words that agree with whoever writes or reads, where nobody can know how."""
CLAIMS = {
    "promise": r"\bpromi|\bpromesse|je te dois (?:toujours|encore)|\bI owe you this",
    "birthday": r"anniversaire|bonne fête|birthday|les bougies|candles",
    "comment": r"\bcommentaire|\bcomment on\b|under “",
    "silence_days": r"ça fait un bail|been a while since we talked",
    "first_on": r"premier échange|first exchange|first wrote",
}
"""Fact -> words that speak of it."""
CAPITAL = re.compile(r"(?<![.?!:«“] )(?<!^)\b[A-ZÀÉÈÎÔÇ][\w’]+")


def is_whole(one: Opener, known: OpenerFacts) -> None:
    text = one.text
    assert text == text.strip()
    assert 8 <= len(text) <= 240
    assert text[-1] in ".?!…"
    assert not re.search(r"[{}<>\[\]|@_]|\bNone\b|  | \.|\.\.|,,|: *:", text), text
    assert text.count("«") == text.count("»")
    assert text.count("“") == text.count("”")
    assert not re.search(r"\d{4}-\d\d|\d{5,}", text)
    assert not re.search(r"\d+ (?:jours?|days?|semaines?|weeks?|mois|months?)\b", text), "silence is not counted"
    if one.gives:
        assert "?" not in re.sub(r"«[^»]*»|“[^”]*”", "", text), text
    if known.language == "fr":
        assert fits(text, known.address), text
        assert not GENDERED.search(re.sub(r"«[^»]*»", "", text)), text
        assert not re.search(r"\b(?:de|(?<!qu’)à) les? [A-Z]|(?<!-)\b[dlnjtmsc]e [aeiouéèêà](?!.{0,3}»)\w+", text), text


def says_what_is_known(one: Opener, known: OpenerFacts) -> None:
    for fact in one.uses:
        assert getattr(known, fact) or (fact == "name" and known.given), one.text
    for fact, words in CLAIMS.items():
        if re.search(words, one.text, re.IGNORECASE):
            assert fact in one.uses, one.text
    for quote in re.findall(r"«\u202f(.*?)\u202f»|“(.*?)”", one.text):
        said = "".join(quote)
        titles = (known.coming_event, known.past_event, known.last_in, known.last_out)
        held = " ".join([known.post, known.comment, *(one.title for one in titles if one)]).replace("'", "’")
        assert said in " ".join(held.split()) or said in held, one.text


@settings(max_examples=150)
@given(facts(), st.sampled_from(["", *PURPOSES]))
def test_openers_say_only_what_is_known_and_each_is_whole(known: OpenerFacts, purpose: str) -> None:
    drawn = draw(known, seed="someone", count=60, purpose=purpose)
    assert drawn
    assert len({digest(one.text) for one in drawn}) == len(drawn)
    for one in drawn:
        is_whole(one, known)
        says_what_is_known(one, known)


@settings(max_examples=40)
@given(facts())
def test_twenty_draws_never_say_the_same_and_draw_alike_again(known: OpenerFacts) -> None:
    drawn = [one for turn in range(20) for one in draw(known, seed="a", skip=3 * turn)]
    assert len({one.text for one in drawn}) == len(drawn)
    assert drawn[:3] == draw(known, seed="a")


@settings(max_examples=40)
@given(facts())
def test_what_was_used_never_comes_back(known: OpenerFacts) -> None:
    first = draw(known, seed="a")
    again = draw(known, seed="a", count=40, used={digest(one.text) for one in first})
    assert not {one.text for one in first} & {one.text for one in again}


@pytest.mark.parametrize("tone", list("wlpbs"))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_of_somebody_unknown_there_are_twenty_ways_to_begin(tone: str, language: str) -> None:
    for address in ("tu", "vous"):
        drawn = draw(OpenerFacts(TODAY, language, address, tone), seed="x", count=20)
        assert len(drawn) == 20


def test_a_promise_comes_before_their_news_and_their_news_before_an_old_subject() -> None:
    known = OpenerFacts(
        TODAY,
        name="Luc Gagnon",
        promise="send the plans",
        new_job="Le Devoir",
        last_in=Dated("Quote for the terrace", date(2026, 10, 2)),
        silence_days=200,
    )
    assert [one.kind for one in draw(known, seed="x", count=3)] == ["promise", "news", "subject"]


def test_at_hard_times_nothing_cheerful_is_said_and_nothing_is_asked() -> None:
    known = OpenerFacts(TODAY, "fr", "tu", "w", name="Jean Roy", matters="la maladie de sa mère", silence_days=300)
    drawn = draw(known, seed="x", count=12)
    assert {one.kind for one in drawn} == {"matters"}
    assert all(one.gives for one in drawn)
    assert not any("Coucou" in one.text or "maladie" in one.text for one in drawn)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("Librairie Nordet", "à la Librairie Nordet"),
        ("Le Devoir", "au Devoir"),
        ("Groupe Un", "au Groupe Un"),
        ("Ébénisterie Chambly", "à l’Ébénisterie Chambly"),
        ("Hydro-Sud", "chez Hydro-Sud"),
    ],
)
def test_a_place_of_work_has_its_article(place: str, said: str) -> None:
    known = OpenerFacts(TODAY, "fr", "vous", "b", organisation=place)
    assert any(said in one.text for one in draw(known, seed="x", count=30))


def test_every_purpose_has_openers_of_its_own() -> None:
    for purpose in PURPOSES:
        for tone in "wpbs":
            drawn = draw(
                OpenerFacts(TODAY, "fr", "vous", tone, name="Paule Ostiguy", me="Solène"), seed="x", purpose=purpose
            )
            assert [one.kind for one in drawn] == [purpose] * 3


def test_an_hour_is_asked_for_in_words() -> None:
    known = OpenerFacts(TODAY, "fr", "tu", "w", hour=HOUR)
    for one in draw(known, seed="x", purpose="agree-hour", count=6):
        assert "jeudi à 10\u202fh 30" in one.text
        assert "hour" in one.uses


def test_a_call_begins_with_who_speaks() -> None:
    known = OpenerFacts(TODAY, "en", tone="s", name="Paule Ostiguy", me="Solène Bouchard")
    assert all("Solène" in one.text for one in draw(known, seed="x", purpose="call"))


def test_what_they_noted_is_turned_to_whoever_is_spoken_to() -> None:
    known = OpenerFacts(TODAY, "fr", "vous", "p", matters="sa fille")
    assert any("votre fille" in one.text for one in draw(known, seed="x", count=4))


def test_one_of_the_week_gives_and_it_is_the_same_all_week() -> None:
    people = [3, 8, 21, 40]
    chosen = gift_of_week("2026-W46", people)
    assert chosen in people
    assert gift_of_week("2026-W46", people[::-1]) == chosen
    assert {gift_of_week(f"2026-W{week}", people) for week in range(10, 40)} == set(people)
    assert gift_of_week("2026-W46", []) is None


def test_a_gift_is_told_to_the_owner() -> None:
    known = OpenerFacts(TODAY, "en", "vous", "w", matters="sa fille")
    assert gift(known, seed="x", language="fr") == "Demander des nouvelles de sa fille, et seulement écouter."


def test_tu_and_vous_are_told_apart() -> None:
    assert speaks("Comment vas-tu?") == {"tu"}
    assert speaks("Racontez-moi, chez Luc, le nez en l’air.") == {"vous"}
    assert speaks("Rendez-vous chez le dentiste") == {"vous"}
    assert speaks("Je t’écris de votre part.") == {"tu", "vous"}
    assert speaks("Le chat dort assez.") == set()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_to_read_aloud_has_sixty_sentences_no_two_alike(language: str) -> None:
    said = [line for line in page(language, "a") if not line.startswith("—")]
    assert len(set(said)) == len(said) == 60
