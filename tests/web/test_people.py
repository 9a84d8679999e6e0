"""People: the list, its filters, its deeds, forgetting; without and with a browser."""

import re

from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.cast import INES, LUC, MARIE, NOW
from tests.web.conftest import House, Visitor

from entregent.app.book import Book
from entregent.app.people_views import PeopleFilter
from entregent.web.outlook import COLUMNS, LEVELS, MET, SHOWN, SILENCES, SORTS, Outlook

NAMES = re.compile(r'<a class="name" id="n\d+" href="/people/(\d+)">([^<]+)</a>')
AS_PART = {"hx-request": "true"}


def names(client: TestClient, address: str) -> list[str]:
    """The names of a list, in order."""
    return [name for _, name in NAMES.findall(client.get(address).text)]


def number_of(client: TestClient, name: str) -> str:
    """Somebody's number."""
    known: dict[str, str] = {found: number for number, found in NAMES.findall(client.get("/people").text)}
    return known[name]


def test_everybody_is_listed_with_words_and_no_figure(client: TestClient) -> None:
    page = client.get("/people")
    assert page.status_code == 200
    assert {"Marie Tremblay", "Luc Gagnon", "Inès Lévesque"} <= set(names(client, "/people"))
    assert "holds well" in page.text
    assert "%" not in re.sub(r"%d selected", "", page.text.partition("<main")[2].partition("</main>")[0])


def test_a_search_folds_accents_and_finds_handles(client: TestClient) -> None:
    assert names(client, "/people?q=ines") == ["Inès Lévesque"]
    assert names(client, "/people?q=LÉV") == ["Inès Lévesque"]
    assert names(client, "/people?q=marie@trem") == ["Marie Tremblay"]


def test_only_the_list_is_sent_where_only_that_was_asked(client: TestClient) -> None:
    part = client.get("/people?q=luc", headers=AS_PART).text
    assert part.lstrip().startswith("<section")
    assert 'data-address="/people?q=luc"' in part


def test_a_form_without_scripts_leads_to_the_short_address(client: TestClient) -> None:
    sent = client.get("/people?q=luc&circle=&level=&sort=name&col=name&col=rhythm&col=circles")
    assert (sent.status_code, sent.headers["location"]) == (303, "/people?q=luc&sort=name&cols=circles.rhythm")


def test_headings_sort_and_say_so(client: TestClient) -> None:
    rising = names(client, "/people?sort=name")
    assert names(client, "/people?sort=-name") == rising[::-1]
    assert 'aria-sort="ascending"><a href="/people?sort=-name"' in client.get("/people?sort=name").text


def test_nobody_matching_may_be_added(client: TestClient) -> None:
    page = client.get("/people?q=Zoé+%26+Cie").text
    assert "Nobody matches." in page
    assert 'href="/meet?name=Zo%C3%A9%20%26%20Cie"' in page


def test_what_can_not_be_asked_is_left_out(client: TestClient) -> None:
    page = client.get("/people?sort=worth&level=9&silence=x&show=y&page=0&cols=zzz")
    assert page.status_code == 200
    assert names(client, "/people?page=999999") == names(client, "/people")


def test_several_people_are_put_in_a_circle_by_one_action_and_taken_back(client: TestClient) -> None:
    both = [number_of(client, "Marie Tremblay"), number_of(client, "Luc Gagnon")]
    sent = client.post(
        "/people/act", data={"deed": "circle", "circle": "friends", "who": both, "back": "/people?sort=name"}
    )
    assert sent.status_code == 303
    assert set(names(client, "/people?circle=friends")) == {"Marie Tremblay", "Luc Gagnon"}
    action = re.search(r"done=(\d+)", sent.headers["location"])
    assert action
    client.post("/undo", data={"action": action[1], "back": "/people"})
    assert names(client, "/people?circle=friends") == []


def test_a_deed_on_one_person_answers_with_the_list_and_the_way_back(client: TestClient) -> None:
    marie = number_of(client, "Marie Tremblay")
    part = client.post(
        "/people/act", data={"deed": f"rest:{marie}", "back": "/people?show=resting"}, headers=AS_PART
    ).text
    assert "Marie Tremblay may rest." in part
    assert 'name="action"' in part
    assert [name for _, name in NAMES.findall(part)] == ["Marie Tremblay"]


def test_who_is_archived_leaves_the_list_and_is_still_found(client: TestClient) -> None:
    luc = number_of(client, "Luc Gagnon")
    client.post("/people/act", data={"deed": "archive", "who": [luc], "back": "/people"})
    assert "Luc Gagnon" not in names(client, "/people")
    assert names(client, "/people?show=archived") == ["Luc Gagnon"]
    assert names(client, "/people?q=Luc+Gagnon")[0] == "Luc Gagnon"
    client.post("/people/act", data={"deed": f"back:{luc}", "back": "/people"})
    assert "Luc Gagnon" in names(client, "/people")


def test_an_automaton_shows_why_and_may_be_a_person(client: TestClient) -> None:
    page = client.get("/people?show=automata")
    courrier = re.search(r'value="(human:\d+)"', page.text)
    assert courrier
    assert "noreply@courrier.example" in page.text
    client.post("/people/act", data={"deed": courrier[1], "back": "/people"})
    assert names(client, "/people?show=automata") == []


def test_nobody_selected_is_told_kindly(client: TestClient) -> None:
    sent = client.post("/people/act", data={"deed": "rest", "back": "/people"})
    assert "Nobody was selected" in client.get(sent.headers["location"]).text


def test_an_unknown_deed_is_refused(client: TestClient) -> None:
    assert client.post("/people/act", data={"deed": "forget", "who": ["1"]}).status_code == 422


def test_a_view_is_kept_under_its_name_and_let_go(client: TestClient) -> None:
    client.post("/people/views", data={"name": " My  friends ", "back": "/people?circle=friends&page=3&done=7"})
    assert '<a class="chip own" href="/people?circle=friends">My friends</a>' in client.get("/people").text
    client.post("/people/views/drop", data={"name": "My friends", "back": "/people"})
    assert "My friends" not in client.get("/people").text


def test_forgetting_says_what_goes_asks_once_and_is_for_good(client: TestClient) -> None:
    marie = number_of(client, "Marie Tremblay")
    asked = client.get(f"/people/{marie}/forget").text
    assert MARIE.mail in asked
    assert "Marie Tremblay" in names(client, "/people")
    sent = client.post(f"/people/{marie}/forget")
    assert "Forgotten." in client.get(sent.headers["location"]).text
    assert names(client, "/people?q=marie") == []


def test_an_empty_book_says_where_to_begin(client: TestClient, book_path: object) -> None:
    with Book.open(book_path, now=NOW) as book:  # type: ignore[arg-type]
        while found := book.people_page(PeopleFilter()).lines:
            book.archive([str(one.line.id) for one in found])
    page = client.get("/people").text
    assert 'href="/welcome"' in page
    assert 'href="/sources"' in page


@given(
    st.builds(
        Outlook,
        st.builds(
            PeopleFilter,
            query=st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20),
            circle=st.sampled_from(["", "none", "friends", "guess:love", "Équipe de l’été"]),
            level=st.sampled_from(["", *LEVELS]),
            silence=st.sampled_from(["", *SILENCES]),
            source=st.sampled_from(["", "own", "mail", "import-3"]),
            show=st.sampled_from(["", *SHOWN]),
            met=st.sampled_from(["", *MET]),
            event=st.sampled_from(["", "7", "964148861924693157"]),
        ),
        st.sampled_from(["", *SORTS]),
        st.lists(st.sampled_from(list(COLUMNS)), unique=True).map(lambda some: tuple(c for c in COLUMNS if c in some)),
        st.integers(1, 99_999),
    )
)
def test_every_view_is_an_address_and_comes_back_from_it(look: Outlook) -> None:
    assert Outlook.of_address(look.address) == look


# ── in a browser ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_typing_finds_and_the_address_follows(house: House, visit: Visitor) -> None:
    page = visit(house, "/people")
    page.keyboard.press("/")
    page.keyboard.type("ines", delay=20)
    page.wait_for_url("**/people?q=ines")
    assert page.locator(".folk a.name").all_inner_texts() == ["Inès Lévesque"]
    page.reload()
    assert page.locator("#q").input_value() == "ines"
    assert page.locator(".folk a.name").all_inner_texts() == ["Inès Lévesque"]


def test_a_filter_is_a_step_that_the_browser_goes_back_from(house: House, visit: Visitor) -> None:
    page = visit(house, "/people")
    page.get_by_text("Filters, order, columns").click()
    page.get_by_label("Silence").select_option("12")
    page.wait_for_url("**/people?silence=12")
    page.go_back()
    page.wait_for_url("**/people")
    page.locator(".folk a.name", has_text="Marie").wait_for()


def test_keys_go_select_level_and_take_back_but_never_while_typing(house: House, visit: Visitor) -> None:
    page = visit(house, "/people?sort=name")
    page.keyboard.press("j")
    page.keyboard.press("j")
    who = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("2")
    page.get_by_text(f"{who}: valued.").wait_for()
    assert page.evaluate("document.activeElement.textContent") == who
    page.keyboard.press("u")
    page.get_by_text("Taken back").wait_for()
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("er1")
    page.wait_for_url("**q=er1**")
    assert page.locator("#notes .note", has_text="archive").count() == 0


def test_the_selected_are_tidied_together(house: House, visit: Visitor) -> None:
    page = visit(house, "/people?sort=name")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.get_by_role("checkbox", name="Select Marie Tremblay").check()
    page.get_by_text("2 selected").wait_for()
    page.locator(".bulk").get_by_role("button", name="Archive").click()
    page.get_by_text("In the archive:").wait_for()
    assert page.locator(".bulk").is_hidden()
    page.locator("#notes").get_by_role("button", name="Undo").click()
    page.locator(".folk a.name", has_text="Marie").wait_for()


def test_a_card_on_a_phone_opens_by_thumb_and_has_its_menu(house: House, visit: Visitor) -> None:
    page = visit(house, "/people", width=360)
    card = page.locator(".folk tr", has_text=LUC.name)
    card.get_by_role("button", name="More about Luc").click()
    page.get_by_role("button", name="Let rest").locator("visible=true").click()
    page.get_by_text("Luc Gagnon may rest.").wait_for()
    page.locator(".folk tr", has_text=INES.name).click(position={"x": 200, "y": 60})
    page.wait_for_url(re.compile(r"/people/\d+$"))


def test_without_scripts_the_selected_are_tidied_too(house: House, visit: Visitor) -> None:
    page = visit(house, "/people", script=False)
    page.get_by_role("checkbox", name="Select Marie Tremblay").check()
    page.get_by_role("button", name="Give this level").click()
    page.get_by_text("Marie Tremblay: close.").wait_for()


def test_before_forgetting_the_page_says_which_texts_name_them_still(client: TestClient) -> None:
    goal = {"what": "Seeing Marie Tremblay more", "measure": "people", "target": "3", "by": "2026-06-30"}
    client.post("/goals", data=goal)
    asked = client.get(f"/people/{number_of(client, 'Marie Tremblay')}/forget").text
    assert "1 text about something else still names them." in asked
    assert "<li>goal · no. 1</li>" in asked
