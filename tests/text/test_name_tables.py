"""The small tables of names."""

from importlib.resources import files

from entregent.text.name_tables import are_nicknames, family_shares, given_shares, is_given


def test_nicknames_hold_in_both_languages() -> None:
    assert are_nicknames("bob", "robert")
    assert are_nicknames("fred", "frederic")
    assert are_nicknames("jp", "jean pierre")
    assert not are_nicknames("marie", "paul")


def test_two_nicknames_of_one_name_agree() -> None:
    assert are_nicknames("bob", "rob")


def test_common_names_have_bigger_shares() -> None:
    assert given_shares()["marie"] > given_shares()["anouk"]
    assert family_shares()["tremblay"] > family_shares()["asselin"]
    assert is_given("marie")


def test_the_tables_stay_small_and_say_where_they_come_from() -> None:
    folder = files("entregent.text") / "tables"
    sizes = {one.name: len(one.read_bytes()) for one in folder.iterdir() if one.name.endswith((".txt", ".md"))}
    assert sum(sizes.values()) < 300_000
    notice = (folder / "NOTICE.md").read_text(encoding="utf-8")
    assert all(name in notice for name in sizes if name != "NOTICE.md")
