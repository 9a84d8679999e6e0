"""What is not there, or can't be read by anybody but its app, is named with the way to get it."""

from pathlib import Path

import pytest
from tests.readers import contract

from entregent.readers.base import ReadOptions
from entregent.readers.completeness import Completeness
from entregent.readers.frames import Problems
from entregent.readers.harness import read_paths
from entregent.readers.unreadable import unreadable


def codes(path: Path) -> set[str]:
    frames = read_paths([str(path)], ReadOptions(now=1_790_000_000))
    return {problem.code for frame in frames if isinstance(frame, Problems) for problem in frame.problems}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("msgstore.db.crypt15", "whatsapp-backup"),
        ("msgstore-2024-05-06.1.db.crypt14", "whatsapp-backup"),
        ("ChatStorage.sqlite", "whatsapp-backup"),
        ("signal-2024-05-06-07-08-09.backup", "signal-backup"),
        ("Archive.PST", "outlook-store"),
        ("mmssms.db", "phone-database"),
    ],
)
def test_what_only_its_app_opens_is_named(name: str, code: str, tmp_path: Path) -> None:
    told = unreadable(contract.document(name, b"\x93" * 400))
    assert told is not None
    assert told.code == code
    (tmp_path / name).write_bytes(b"\x93" * 400)
    assert code in codes(tmp_path / name)


def test_other_files_are_not_taken_for_one() -> None:
    for name in ("contacts.vcf", "backup.zip", "signal.txt", "msgstore.txt"):
        assert unreadable(contract.document(name, b"x")) is None


@pytest.mark.parametrize(
    ("reader", "files", "code"),
    [
        ("social_facebook", ("your_friends.json", "comments.json"), "facebook-part"),
        ("social_linkedin", ("Profile.csv", "Invitations.csv"), "linkedin-part"),
        ("social_mastodon", ("likes.json", "following_accounts.csv"), "mastodon-part"),
        ("social_instagram", ("followers_1.json", "following.json"), "instagram-part"),
    ],
)
def test_a_download_without_messages_says_so(reader: str, files: tuple[str, ...], code: str) -> None:
    seen = Completeness()
    for name in files:
        seen.see(reader, name)
    assert [problem.code for problem in seen.told("export")] == [code]


def test_a_whole_download_and_a_single_file_say_nothing() -> None:
    seen = Completeness()
    for name in ("Profile.csv", "Invitations.csv", "messages.csv"):
        seen.see("social_linkedin", name)
    seen.see("social_facebook", "your_friends.json")
    assert seen.told("export") == []


def test_the_part_that_is_missing_is_told_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "likes.json").write_text('{"type": "OrderedCollection", "orderedItems": [], "id": "likes.json"}')
    (tmp_path / "following_accounts.csv").write_text("Account address,Show boosts\nann@pear.example,true\n")
    (tmp_path / "blocked_accounts.csv").write_text("x@pear.example\n")
    assert "mastodon-part" in codes(tmp_path)
