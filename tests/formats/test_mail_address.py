"""Address lists as people's programs wrote them."""

import time
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.formats.mail_address import MOST_KEPT, AddressReader, Mailbox, parse_addresses, parse_mailbox


def pair(address: str, name: str) -> tuple[str, str]:
    return address, name


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Alice Roy <Alice@Example.org>", [("alice@example.org", "Alice Roy")]),
        ('"Roy, Alice" <alice@example.org>', [("alice@example.org", "Roy, Alice")]),
        ('"Alice \\"Al\\" Roy" <a@example.org>', [("a@example.org", 'Alice "Al" Roy')]),
        ("a@example.org (Alice Roy)", [("a@example.org", "Alice Roy")]),
        ("a@example.org", [("a@example.org", "")]),
        ("<a@example.org>", [("a@example.org", "")]),
        ("=?utf-8?Q?Zo=C3=A9_Roy?= <z@example.org>", [("z@example.org", "Zoé Roy")]),
        ("=?utf-8?Q?Roy=2C_Zo=C3=A9?= <z@example.org>, b@x.org", [("z@example.org", "Roy, Zoé"), ("b@x.org", "")]),
        ("undisclosed-recipients:;", []),
        ("Team: Ann <a@x.org>, b@x.org;, c@x.org", [("a@x.org", "Ann"), ("b@x.org", ""), ("c@x.org", "")]),
        ('"ann@bank.example" <x@evil.example>', [("x@evil.example", "ann@bank.example")]),
        ("a@example.org; Bob <b@example.org>", [("a@example.org", ""), ("b@example.org", "Bob")]),
        ("Ann <@relay.example,@hub.example:a@example.org>", [("a@example.org", "Ann")]),
        ("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>", [("pete@silly.test", "Pete")]),
        ("jdoe@test  . example", [("jdoe@test.example", "")]),
        ("Ann <a@example.org, Bob <b@example.org>", [("a@example.org", "Ann"), ("b@example.org", "Bob")]),
        ("Roy, Alice <a@example.org>", [("a@example.org", "Roy, Alice")]),
        ("Ann Roy a@example.org", [("a@example.org", "Ann Roy")]),
        ("ann at example.org (Ann Roy)", [("ann@example.org", "Ann Roy")]),
        ("Ann <mailto:a@example.org>", [("a@example.org", "Ann")]),
        ("Bob </O=CORP/OU=NA/CN=BOB>", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_list_is_read_as_it_was_meant(value: str, expected: list[tuple[str, str]]) -> None:
    assert list(AddressReader(pair).read(value.encode())[0]) == expected
    assert [tuple(box) for box in parse_addresses(value.encode())] == expected


def test_raw_eight_bit_names_are_decoded_not_replaced() -> None:
    assert parse_mailbox(b'"Zo\xe9 Roy" <z@example.org>') == Mailbox("z@example.org", "Zoé Roy")
    assert parse_mailbox("Zoé Roy <z@example.org>".encode()) == Mailbox("z@example.org", "Zoé Roy")


def test_folds_inside_an_entry_are_no_part_of_it() -> None:
    value = b'Ann\n <a@example.org>,\r\n\t"Roy,\n Bob" <b@example.org>'
    assert AddressReader(pair).read(value)[0] == (("a@example.org", "Ann"), ("b@example.org", "Roy, Bob"))


def test_a_repeated_address_is_kept_once() -> None:
    shown, named = AddressReader(pair).read(b"Ann <a@example.org>, A@example.org")
    assert (shown, named) == ((("a@example.org", "Ann"),), 1)


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [b"Ann <a@x.org>", b" Ann <a@x.org>", b"\n Anna <A@X.org>", b'"Roy, Bob" <b@x.org>', b" c@x.org", b"",
                 b" ", b" Team: d@x.org;", b"=?utf-8?Q?Zo=C3=A9?= <z@x.org>", b" =?utf-8?Q?Zo=C3=A9?=\n <z@x.org>"]
            ),
            max_size=5,
        ).map(b",".join),
        max_size=6,
    )
)  # fmt: skip
def test_memory_changes_nothing(values: list[bytes]) -> None:
    warm = AddressReader(pair, most_values=2, most_boxes=3)
    for value in values:
        expected = AddressReader(pair).read(value)
        assert warm.read(value) == expected
        first: dict[str, Mailbox] = {}
        for box in parse_addresses(value):
            first.setdefault(box.address, box)
        assert expected == (tuple(first.values()), len(first))


def test_a_crowd_is_counted_past_what_is_kept() -> None:
    crowd = ", ".join(f"p{n}@example.org" for n in range(900)).encode()
    shown, named = AddressReader(pair).read(crowd)
    assert (len(shown), named) == (MOST_KEPT, 900)


@pytest.mark.parametrize(
    "value",
    [b"," * 200_000, b"(" * 20_000, b"(" * 20_000 + b")" * 20_000, b'"' * 60_001, b"<" * 60_000, b"\\" * 60_000,
     b"=?utf-8?B?QQ==?= " * 20_000, b"a:b;" * 20_000, b"a@b.example," * 20_000,
     b"x " * 30_000 + b"@", b" " * 60_000 + b"@"],
    ids=range(11),
)  # fmt: skip
def test_hostile_lists_take_no_time(value: bytes) -> None:
    started = time.process_time()
    AddressReader(pair).read(value)
    parse_addresses(value)
    assert time.process_time() - started < 2


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?", fullmatch=True),
            st.from_regex(r"[a-z]{1,8}@[a-z]{2,8}\.org", fullmatch=True),
        ),
        max_size=6,
    )
)
def test_plain_lists_read_as_the_standard_library_reads_them(people: list[tuple[str, str]]) -> None:
    value = ", ".join(f"{name} <{address}>" for name, address in people)
    theirs = {address: name for name, address in reversed(getaddresses([value])) if address}
    assert dict(AddressReader(pair).read(value.encode())[0]) == theirs


@given(st.binary(max_size=120))
def test_any_bytes_give_storable_names(value: bytes) -> None:
    for box in (*parse_addresses(value), *AddressReader(Mailbox).read(value)[0]):
        assert "@" in box.address
        assert box.name.encode("utf-8").decode().isprintable()
