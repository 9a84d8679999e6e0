"""Chats of WhatsApp: who is who in them, when, what counts; and the same again changes nothing."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers import contract

from entregent.model.handle import ACCOUNT, NAME, PHONE, Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.numbering import event_number
from entregent.model.record import OwnerHint, Problem
from entregent.readers import catalogue
from entregent.readers.base import ReadOptions
from entregent.readers.chat_whatsapp import WhatsappChat
from entregent.readers.whatsapp_words import order_in, title_in

CHAT = WhatsappChat()
OPTIONS = ReadOptions(now=1_790_000_000, region="CA", zone="America/Toronto")
ANN = Participant(NAME, "whatsapp:ann archer", "Ann Archer")
ME = Participant(NAME, "whatsapp:camille", "Camille")
SELF = Participant(ACCOUNT, "phone:self", "")
TWO = "13/03/2024, 14:05 - Ann Archer: plums\n13/03/2024, 14:06 - Camille: pears\n"


def things(text: str, name: str = "WhatsApp Chat with Ann Archer.txt") -> contract.Things:
    return list(CHAT.read(contract.document(name, text.encode()), OPTIONS))


def messages(text: str, name: str = "WhatsApp Chat with Ann Archer.txt") -> list[Interaction]:
    return [found for found in things(text, name) if isinstance(found, Interaction)]


def hints(text: str, name: str = "WhatsApp Chat with Ann Archer.txt") -> list[tuple[str, str]]:
    return [(found.kind, found.participant.value) for found in things(text, name) if isinstance(found, OwnerHint)]


def problems(text: str, name: str = "chat.txt") -> dict[str, bool]:
    return {found.code: found.lost for found in things(text, name) if isinstance(found, Problem)}


def local(message: Interaction) -> str:
    assert message.at is not None
    return datetime.fromtimestamp(message.at + message.offset * 60, UTC).strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("WhatsApp Chat with Marie.txt", "Marie"),
        ("WhatsApp Chat - Marie Tremblay.zip", "Marie Tremblay"),
        ("Discussion WhatsApp avec Marie.txt", "Marie"),
        ("Discussion WhatsApp avec Marie (2).txt", "Marie"),
        ("Conversation WhatsApp avec Marie (jma).txt", "Marie"),
        ("WhatsApp-Chat mit Jörg.txt", "Jörg"),
        ("Chat de WhatsApp con María.txt", "María"),
        ("Conversa do WhatsApp com João.txt", "João"),
        ("Chat WhatsApp con Luca.txt", "Luca"),
        ("WhatsApp-chat met Jan.txt", "Jan"),
        ("WhatsApp_Chat_with_Marie_Tremblay.txt", "Marie Tremblay"),
        ("WhatsApp Chat with +33 6 12 34 56 78.txt", "+33 6 12 34 56 78"),
        ("_chat.txt", ""),
        ("notes.txt", ""),
    ],
)
def test_the_file_names_the_other_one_in_many_languages(name: str, title: str) -> None:
    assert title_in(name) == title


def test_in_a_chat_of_two_whoever_the_file_does_not_name_is_the_owner() -> None:
    first, second = messages(TWO)
    assert (first.sender, first.to, first.flags) == (ANN, (ME,), 0)
    assert (second.sender, second.to, second.flags) == (ME, (ANN,), Flag.SENT)
    assert hints(TWO)[0] == ("chat-owner", "whatsapp:camille")


def test_the_zip_names_the_other_one_too() -> None:
    document = contract.document("_chat.txt", TWO.encode())._replace(path="WhatsApp Chat - Ann Archer.zip!/_chat.txt")
    assert OwnerHint("chat-owner", ME, 1) in list(CHAT.read(document, OPTIONS))


def test_without_a_name_both_may_be_the_owner() -> None:
    assert hints(TWO, "_chat.txt") == [("chat-party", "whatsapp:ann archer"), ("chat-party", "whatsapp:camille")]


def test_an_owner_who_never_wrote_is_there_all_the_same() -> None:
    (only,) = messages("13/03/2024, 14:05 - Ann Archer: plums\n")
    assert (only.sender, only.to) == (ANN, (SELF,))


def test_somebody_who_never_answered_is_there_all_the_same() -> None:
    (only,) = messages("13/03/2024, 14:05 - Camille: plums\n")
    assert (only.sender, only.to) == (ME, (Participant(NAME, "whatsapp:ann archer", "Ann Archer"),))
    assert only.flags == Flag.SENT


def test_a_number_is_a_phone_and_a_tilde_no_part_of_a_name() -> None:
    text = TWO.replace("Ann Archer", "\u202a+33 6 12 34 56 78\u202c").replace("Camille", "~\u202fCamille")
    assert [found.sender for found in messages(text)] == [Participant(PHONE, "+33612345678", ""), ME]


def test_in_a_group_a_message_goes_to_everybody_who_ever_wrote() -> None:
    text = TWO + "13/03/2024, 14:07 - Bob: nuts\n13/03/2024, 14:08 - Camille created group “Plums”\n"
    first = messages(text, "WhatsApp Chat with Plum friends.txt")[0]
    assert (len(first.to), first.others, first.title) == (2, 2, "Plum friends")


def test_lines_of_the_app_are_counted_not_read() -> None:
    text = TWO + "13/03/2024, 14:07 - Ann Archer changed the subject from “a” to “b: c”\n"
    assert len(messages(text)) == 2
    assert problems(text)["system-lines"] is False


def test_a_chat_with_oneself_is_notes() -> None:
    text = "13/03/2024, 14:05 - Camille: plums\n"
    assert messages(text, "WhatsApp Chat with Camille (You).txt") == []
    assert "notes-to-self" in set(problems(text, "WhatsApp Chat with Camille (You).txt"))


def test_calls_are_calls_and_missed_ones_attempts() -> None:
    stamp = "[2024-03-13, 14:05:00] Ann Archer: \u200e"
    missed, talked = messages(f"{stamp}Missed video call\n{stamp}Voice call, \u200e1 hr 3 min\n")
    assert (missed.channel, missed.flags, missed.amount) == (Channel.CALL, Flag.ATTEMPT, 0)
    assert (talked.channel, talked.flags, talked.amount) == (Channel.CALL, 0, 63)


def test_an_ambiguous_order_is_asked_and_never_guessed() -> None:
    text = "3/4/24, 2:05 PM - Ann: plums\n3/5/24, 2:05 PM - Bob: pears\n"
    assert messages(text, "chat.txt") == []
    (asked,) = [found for found in things(text, "chat.txt") if isinstance(found, Problem)]
    assert (asked.code, asked.lost, dict(asked.facts)) == ("unclear-dates", True, {"count": "2", "date": "3/4/24"})


@pytest.mark.parametrize(("name", "day"), [("chat (dmy).txt", "2024-04-03"), ("chat mm-dd-yy.txt", "2024-03-04")])
def test_the_name_of_the_file_tells_an_ambiguous_order(name: str, day: str) -> None:
    text = "3/4/24, 2:05 PM - Ann: plums\n3/5/24, 2:05 PM - Bob: pears\n"
    assert local(messages(text, name)[0]).startswith(day)
    assert problems(text, name)["dates-as-named"] is False


def test_a_french_chat_has_the_day_first() -> None:
    text = "03/04/2024, 14:05 - Les messages sont chiffrés de bout en bout.\n03/04/2024, 14:05 - Ann: prunes\n"
    assert local(messages(text, "chat.txt")[0]) == "2024-04-03 14:05:00"
    assert problems(text)["dates-as-spoken"] is False


@pytest.mark.parametrize("name", ["AMD fans.txt", "Amy.txt", "JMA.txt", "admyx.txt", "2024-03-12.txt"])
def test_plain_names_tell_no_order(name: str) -> None:
    assert order_in(name) == ""


def test_the_hour_that_comes_twice_and_the_one_that_never_does_are_read() -> None:
    text = "2024-11-03, 01:30 - Ann: a\n2024-03-10, 02:30 - Ann: b\n2024-07-01, 00:00 - Ann: c\n"
    assert [found.at for found in messages(text)] == [1_730_611_800, 1_710_055_800, 1_719_806_400]


def test_messages_of_one_minute_are_apart_and_another_export_gives_the_same() -> None:
    full = TWO.replace("pears", "plums").replace("14:06 - Camille", "14:05 - Ann Archer") + TWO
    later = full + "14/03/2024, 10:00 - Ann Archer: more\n"
    edited = later.replace("pears", "pears <This message was edited>")
    numbers = [event_number(found) for found in messages(full)]
    assert len(set(numbers)) == 4
    assert set(numbers) < {event_number(found) for found in messages(later)}
    assert [event_number(found) for found in messages(edited)] == [event_number(found) for found in messages(later)]


def test_with_and_without_media_is_the_same_chat() -> None:
    without = "13/03/2024, 14:05 - Ann: <Media omitted>\n13/03/2024, 14:06 - Ann: <Médias omis>\n"
    attached = "13/03/2024, 14:05 - Ann: IMG-1.jpg (file attached)\n13/03/2024, 14:06 - Ann: a.pdf (fichier joint)\n"
    assert [event_number(one) for one in messages(without)] == [event_number(one) for one in messages(attached)]


lines = st.lists(
    st.tuples(
        st.integers(0, 2_000_000),
        st.sampled_from(["Ann", "Bob", "Zoé"]),
        st.sampled_from(["a", "b", "<Media omitted>"]),
    ),
    min_size=1,
    max_size=30,
)


@given(lines, st.integers(0, 29))
def test_an_overlapping_export_doubles_nothing(said: list[tuple[int, str, str]], cut: int) -> None:
    rows = [
        f"{datetime.fromtimestamp(1_600_000_000 + minute * 60, UTC):%Y-%m-%d, %H:%M} - {who}: {text}\n"
        for minute, who, text in sorted(said)
    ]
    whole = {event_number(found) for found in messages("".join(rows), "chat.txt")}
    assert len(whole) <= len(rows)
    for part in (rows[:cut], rows[cut:]):
        assert {event_number(found) for found in messages("".join(part), "chat.txt")} <= whole


def test_it_leaves_logs_and_other_chats_alone() -> None:
    log = contract.document("app.log", b"[2024-03-13 14:05:00] ERROR: plums\n")
    assert CHAT.recognise(log) is None
    signal = contract.document("chat.md", b"[2024-03-13 14:05] Ann: plums\n")._replace(path="Signal/Ann/chat.md")
    assert catalogue.recognise(signal)[0][0].name == "chat_signal"


def found_in(path: Path) -> Counter[str]:
    """Interactions, and what problems count, of everything below a path."""
    counts: Counter[str] = Counter()
    for document in contract.documents_of(path):
        for thing in CHAT.read(document, OPTIONS):
            if isinstance(thing, Interaction):
                counts["messages"] += 1
            elif isinstance(thing, Problem):
                counts[thing.code] += int(dict(thing.facts).get("count", "1"))
    return counts


@pytest.mark.real
def test_the_orders_of_chat_miner_are_found(shared_data: Callable[[str], Path]) -> None:
    """Its target leaves out the two lines of nothing but a point and of an emoji; the rest must be there."""
    folder = shared_data("export-chat-miner") / "whatsapp"
    target = json.loads((folder / "target.json").read_text("utf-8"))
    wanted = {(row["timestamp"].replace("T", " "), row["author"].strip()) for row in target}
    files = sorted(folder.glob("*.txt"))
    assert len(files) == 5
    for path in files:
        (document,) = contract.documents_of(path)
        found = [one for one in CHAT.read(document, OPTIONS) if isinstance(one, Interaction)]
        assert len(found) == 7
        assert wanted <= {(local(one), one.sender.name) for one in found if one.sender is not None}


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("android_fr_1.txt", {"messages": 6, "system-lines": 1, "dates-as-spoken": 1}),
        ("android_fr_2.txt", {"messages": 5, "system-lines": 1, "withdrawn-messages": 1}),
        (
            "android_fr_3_a_separator.txt",
            {"messages": 3, "system-lines": 1, "withdrawn-messages": 1, "dates-day-first": 1},
        ),
        ("ios_fr_1.txt", {"messages": 2, "dates-as-formed": 1}),
    ],
)
def test_french_chats_are_exact(name: str, counts: dict[str, int], shared_data: Callable[[str], Path]) -> None:
    assert found_in(shared_data("export-whatsapp-fr-snippets") / name) == counts


@pytest.mark.real
def test_every_line_of_the_shared_chats_is_accounted_for(shared_data: Callable[[str], Path]) -> None:
    """Timelinize: 19 stamps on 28 lines. Chat-analytics: 5; and 11 whose order nothing tells, so that it is asked."""
    assert found_in(shared_data("export-whatsapp-timelinize")) == {
        "messages": 15, "system-lines": 2, "withdrawn-messages": 2, "dates-as-spoken": 1,
    }  # fmt: skip
    whatstk = shared_data("export-whatsapp-whatstk")
    counts = {path.stem: found_in(path)["messages"] for path in whatstk.glob("*.txt")}
    merged = {"lorem-merge-part1": 300, "lorem-merge-part2": 300}
    assert counts == {"lorem-2000": 2000, "lorem": 500, "pokemon": 18} | merged
    analytics = shared_data("export-chat-analytics") / "whatsapp"
    assert found_in(analytics / "2A_5M.txt") == {"messages": 5}
    for name in ("4A_11M.txt", "4A_11M.zip"):
        assert found_in(analytics / name) == {"unclear-dates": 11, "system-lines": 3}
    named = analytics / "4A_11M (mdy).txt"
    named.write_bytes((analytics / "4A_11M.txt").read_bytes())
    assert found_in(named) == {"messages": 11, "system-lines": 3, "dates-as-named": 1}
