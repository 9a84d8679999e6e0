"""LinkedIn's export: every table of it, in the forms of each year."""

import gzip
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers import contract
from tests.readers.test_contacts_calendar_cases import told

from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.numbering import event_number
from entregent.model.record import OwnerHint, Problem, Record
from entregent.readers import catalogue
from entregent.readers.claims import profile_url
from entregent.readers.social_linkedin import LinkedinExport

CASES = Path(__file__).resolve().parents[1] / "cases" / "social_linkedin"
HEADS = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
)
ANN = ("Ann Archer", "https://www.linkedin.com/in/ann")
BOB = ("Bob Baker", "https://www.linkedin.com/in/bob")


def read(text: str, name: str = "messages.csv") -> contract.Things:
    document = contract.document(name, text.encode())
    assert LinkedinExport().recognise(document) is not None
    return contract.things(LinkedinExport(), document)


def message(number: int, sender: tuple[str, str] = ANN, to: tuple[str, str] = BOB, conversation: str = "c1") -> str:
    at = f"2024-05-{1 + number // 1440 % 28:02} {number // 60 % 24:02}:{number % 60:02}:00 UTC"
    return f"{conversation},,{sender[0]},{sender[1]},{to[0]},{to[1]},{at},,hello,INBOX"


def codes(found: contract.Things) -> dict[str, str]:
    return {one.code: dict(one.facts).get("count", "") for one in found if isinstance(one, Problem)}


@pytest.mark.parametrize("path", sorted(CASES.glob("*/input.csv")), ids=lambda path: path.parent.name)
def test_a_case_gives_what_it_must(path: Path) -> None:
    document = contract.document(path.name, path.read_bytes())
    found = LinkedinExport().read(document, contract.OPTIONS._replace(now=1_790_000_000))
    shown = [{"type": type(one).__name__, **dict(told(one))} for one in found]  # type: ignore[call-overload]
    assert json.loads(json.dumps(shown)) == json.loads((path.parent / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "address",
    [
        "https://www.linkedin.com/in/zo%C3%AB-brandt",
        "http://ca.linkedin.com/in/Zoe%CC%88-Brandt/",
        "linkedin.com/in/zoë-brandt/fr?trk=x",
        "https://www.linkedin.com/mwlite/in/zo%c3%ab-brandt/details/skills/#top",
    ],
)
def test_a_profile_has_one_address(address: str) -> None:
    assert profile_url(address) == "linkedin.com/in/zoë-brandt"


def test_messages_of_one_second_are_not_one_message() -> None:
    found = read("\n".join([HEADS, message(1), message(1, BOB, ANN), message(1)]))
    assert len({event_number(one) for one in found if isinstance(one, Interaction)}) == 3


def test_a_message_from_whoever_left_is_counted_and_names_nobody() -> None:
    found = read("\n".join([HEADS, message(1, ("LinkedIn Member", "")), message(2, ("Membre de LinkedIn", ""))]))
    assert codes(found) == {"unnamed-members": "2"}


def test_a_company_is_no_person() -> None:
    found = read("\n".join([HEADS, message(1, ("Plums Inc.", "https://www.linkedin.com/company/plums"))]))
    assert codes(found) == {"unnamed-members": "1"}


def test_whoever_is_in_every_conversation_owns_the_export() -> None:
    others = [(f"Person {n}", f"https://www.linkedin.com/in/p{n}") for n in range(4)]
    rows = [message(n, other, ANN, f"c{n}") for n, other in enumerate(others)]
    found = read("\n".join([HEADS, *rows]))
    (hint,) = [one for one in found if isinstance(one, OwnerHint)]
    assert (hint.kind, hint.participant.value, hint.times) == ("account-owner", "linkedin.com/in/ann", 4)
    assert [one.is_owner for one in found if isinstance(one, Record)] == [True]


def test_two_people_alone_do_not_tell_whose_export_it_is() -> None:
    found = read("\n".join([HEADS, *(message(n, conversation=f"c{n}") for n in range(5))]))
    assert not any(isinstance(one, OwnerHint | Record) for one in found)


def test_skills_ticked_on_one_day_are_one_deed() -> None:
    heads = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status"
    rows = [f"2024/02/0{day} 15:02:5{n} UTC,Skill {n},Bob,Baker,{BOB[1]},ACCEPTED" for day in (1, 2) for n in range(5)]
    found = read("\n".join([heads, *rows]), "Endorsement_Received_Info.csv")
    events = [one for one in found if isinstance(one, Interaction)]
    assert len(events) == 10
    assert len({event_number(one) for one in events}) == 2
    assert {(one.channel, one.flags) for one in events} == {(Channel.COMMENT, Flag.TIMELESS)}


def test_words_with_an_invitation_are_a_message_and_the_invitation_is_none() -> None:
    heads = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
    row = '{},{},"1/29/26, 2:37 PM",{},{},{},{}'
    rows = [row.format(ANN[0], BOB[0], "", "OUTGOING", ANN[1], BOB[1])]
    rows += [row.format("Cy Cole", ANN[0], "plums!", "INCOMING", "https://www.linkedin.com/in/cy", ANN[1])]
    found = read("\n".join([heads, *rows]), "Invitations.csv")
    relations = {one.name: one.relation for one in found if isinstance(one, Record) and not one.is_owner}
    assert relations == {"Bob Baker": "invited", "Cy Cole": "inviting"}
    (words,) = [one for one in found if isinstance(one, Interaction)]
    assert words.sender is not None
    assert (words.sender.name, words.to[0].name, words.offset) == ("Cy Cole", "Ann Archer", -300)


def test_dates_that_stay_ambiguous_are_asked_about() -> None:
    heads = "From,To,Sent At,Message,Direction\n"
    row = "Ann Archer,Bob Baker,{},plums,OUTGOING\n"
    found = read(heads + row.format("03/02/2026 14:00") * 2, "Invitations.csv")
    assert codes(found) == {"ambiguous-dates": "2"}
    assert [one.at for one in found if isinstance(one, Interaction)] == [None, None]
    decided = read(heads + row.format("03/02/2026 14:00") + row.format("13/02/2026 14:00"), "Invitations.csv")
    assert codes(decided) == {"dates-day-first": "1"}


def test_talks_with_the_networks_own_assistant_are_with_nobody() -> None:
    assert codes(read(f"{HEADS}\n{message(1)}", "learning_coach_messages.csv")) == {"robot-messages": "1"}


def test_the_owners_tables_belong_together() -> None:
    mails = read(
        "Email Address,Confirmed,Primary,Updated On\nann@x.org,Yes,Yes,\nold@x.org,No,No,\n", "Email Addresses.csv"
    )
    phones = read("Extension,Number,Type\n+1,514 555 0123,Mobile\n", "PhoneNumbers.csv")
    jobs = read("Company Name,Title,Description,Location,Started On,Finished On\nPlums,Baker,,,Jan 2024,\nX,Y,,,1,2\n")
    cards = [one for one in mails + phones + jobs if isinstance(one, Record)]
    assert [[handle.value for handle in card.handles] for card in cards] == [
        ["linkedin:me", "ann@x.org"],
        ["linkedin:me", "+15145550123"],
        ["linkedin:me"],
    ]
    assert (cards[2].organisation, cards[2].title) == ("Plums", "Baker")
    assert codes(mails) == {"unconfirmed-addresses": "1"}


def test_tables_of_one_export_help_each_other(tmp_path: Path) -> None:
    tables = {
        "Invitations.csv": "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        f"Ann Archer,Bob Baker,,,OUTGOING,{ANN[1]},{BOB[1]}\n",
        "Connections.csv": 'Notes:\n"x"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n'
        f"Bob,Baker,{BOB[1]},,,,\nCy,Cole,https://l.example/in/cy1,,,,\nCy,Cole,https://l.example/in/cy2,,,,\n",
        "Recommendations_Given.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        "Bob,Baker,,,good,05 Jun 2022,VISIBLE\nCy,Cole,,,good,05 Jun 2022,VISIBLE\n",
    }
    for name, text in tables.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (document,) = [one for one in contract.documents_of(tmp_path) if one.name.startswith("Recommend")]
    events = [one for one in contract.things(LinkedinExport(), document) if isinstance(one, Interaction)]
    assert [one.sender.value for one in events if one.sender] == ["linkedin.com/in/ann"] * 2
    # Of two who bear one name, neither is taken.
    assert [one.to[0].value for one in events] == ["linkedin.com/in/bob", "linkedin:cy cole"]
    alone = read(tables["Recommendations_Given.csv"], "Recommendations_Given.csv")
    numbers = {event_number(one) for one in [*events, *alone] if isinstance(one, Interaction)}
    assert len(numbers) == 2


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=12, unique=True), st.data())
def test_halves_and_repeats_give_the_same_events(numbers: list[int], data: st.DataObject) -> None:
    rows = [message(n, *((ANN, BOB) if n % 2 else (BOB, ANN)), f"c{n % 3}") for n in sorted(numbers)]
    cut = data.draw(st.integers(0, len(rows)))
    whole, first, second = (read("\n".join([HEADS, *some, ""])) for some in (rows, rows[:cut], rows[cut:]))
    numbered = [{event_number(one) for one in part if isinstance(one, Interaction)} for part in (whole, first + second)]
    assert numbered[0] == numbered[1]
    assert len(numbered[0]) == len(rows)


@pytest.mark.real
def test_every_row_of_the_sample_is_accounted_for(shared_data: Callable[[str], Path]) -> None:
    counts: Counter[str] = Counter()
    drafts = 0
    for path in sorted(shared_data("export-linkedin-sample").rglob("*.csv*")):
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        name = path.name.removesuffix(".gz")
        document = contract.document(name, raw)
        reader = catalogue.recognise(document)[0][0]
        assert reader.name == ("contacts_csv" if name == "Connections.csv" else "social_linkedin"), name
        for one in reader.read(document, contract.OPTIONS):
            if isinstance(one, Problem):
                drafts += int(dict(one.facts)["count"]) if one.code == "draft" else 0
            counts[f"{name} {type(one).__name__}"] += not isinstance(one, Problem | OwnerHint)
    assert {what: count for what, count in counts.items() if count} == {
        "Connections.csv Record": 2_000,
        # 41 of the 20,000 are drafts, which nobody got; one card is the owner's.
        "messages.csv Interaction": 19_959,
        "messages.csv Record": 1,
        "Invitations.csv Record": 162 + 1,
        "Invitations.csv Interaction": 83,
        "Endorsement_Given_Info.csv Interaction": 1_500,
        "Endorsement_Received_Info.csv Interaction": 700,
        "Recommendations_Given.csv Interaction": 21,
        "Recommendations_Given.csv Record": 21,
        "Recommendations_Received.csv Interaction": 27,
        "Recommendations_Received.csv Record": 27,
        "Email Addresses.csv Record": 2,
        # The other two of four are no numbers that can be dialled: they are problems.
        "PhoneNumbers.csv Record": 2,
        "Whatsapp Phone Numbers.csv Record": 1,
        "Profile.csv Record": 1,
    }
    assert drafts == 41
