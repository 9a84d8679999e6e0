"""Google Chat out of Google Takeout."""

import json
from pathlib import Path

from tests.readers import contract

from entregent.model.interaction import Interaction
from entregent.model.record import OwnerHint, Problem, Record
from entregent.readers import catalogue
from entregent.readers.chat_google import GoogleChat

CASE = Path(__file__).resolve().parents[1] / "cases" / "chat_google" / "french_and_english" / "messages.json"


def said(found: contract.Things) -> list[tuple[int | None, str, list[str], int, str]]:
    return [
        (one.at, one.sender.value, [to.value for to in one.to], one.others, one.title)
        for one in found
        if isinstance(one, Interaction) and one.sender
    ]


def folder(tmp_path: Path, **files: object) -> Path:
    group = tmp_path / "Takeout" / "Google Chat" / "Groups" / "Space 1"
    group.mkdir(parents=True)
    for name, content in files.items():
        (group / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return tmp_path / "Takeout"


def everything(root: Path) -> contract.Things:
    found: contract.Things = []
    for document in contract.documents_of(root):
        reader = catalogue.recognise(document)[0][0]
        assert reader.name == "chat_google"
        found += reader.read(document, contract.OPTIONS)
    return found


def test_a_talk_of_two_in_both_languages_dates() -> None:
    found = contract.things(GoogleChat(), contract.document("messages.json", CASE.read_bytes()))
    assert said(found) == [
        (1_609_859_045, "ann@example.org", ["zoe@exemple.org"], 1, ""),
        (1_609_859_106, "zoe@exemple.org", ["ann@example.org"], 1, ""),
        (None, "zoe@exemple.org", ["ann@example.org"], 1, ""),
    ]
    assert [one.code for one in found if isinstance(one, Problem)] == [
        "broken-date",
        "broadcasts",
        "withdrawn-messages",
    ]


def test_the_file_beside_names_the_members_of_a_space(tmp_path: Path) -> None:
    people = [{"name": name, "email": f"{name}@x.org", "user_type": "Human"} for name in ("ann", "bob", "cy")]
    message = {"creator": people[0], "created_date": "Tuesday, January 5, 2021 at 3:04:05 PM UTC", "message_id": "1"}
    root = folder(tmp_path, group_info={"name": "Plums", "members": people}, messages={"messages": [message]})
    assert said(everything(root)) == [(1_609_859_045, "ann@x.org", ["bob@x.org", "cy@x.org"], 2, "Plums")]


def test_the_account_says_whose_it_is(tmp_path: Path) -> None:
    user = {"name": "Ann Archer", "email": "Ann@x.org", "user_type": "Human"}
    found = everything(folder(tmp_path, user_info={"user": user, "membership_info": []}))
    assert [one.participant.value for one in found if isinstance(one, OwnerHint)] == ["ann@x.org"]
    assert [one.is_owner for one in found if isinstance(one, Record)] == [True]


def test_words_to_nobody_known_are_counted(tmp_path: Path) -> None:
    creator = {"name": "ann", "email": "ann@x.org", "user_type": "Human"}
    root = folder(tmp_path, messages={"messages": [{"creator": creator, "topic_id": "t", "created_date": "x"}] * 2})
    found = everything(root)
    counted = {one.code: dict(one.facts).get("count") for one in found if isinstance(one, Problem) and not one.lost}
    assert counted["unanswered-messages"] == "2"
