"""Bytes whose label lies still become text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.text.charsets import codec_for, decode_labelled, decode_unlabelled


@pytest.mark.parametrize(
    "charset", ["x-evil", "punycode", "unicode_escape", "base64", "idna", "rot13", "", "é", "a\0b"]
)
def test_no_codec_but_a_character_set_is_used(charset: str) -> None:
    assert codec_for(charset) == ""
    assert decode_labelled(b"caf\xc3\xa9", charset) == "café"


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        (b"caf\xe9 \x80", "iso-8859-1", "café €"),
        (b"caf\xe9", "utf-8", "café"),
        (b"caf\xc3\xa9", "us-ascii", "café"),
        ("привет".encode("koi8-r"), "KOI8-R", "привет"),
        ("こんにちは".encode("iso2022_jp"), "iso-2022-jp", "こんにちは"),
        ("你好".encode("gb18030"), "gb2312", "你好"),
        (b"\x81\x8d", "", "\x81\x8d"),
    ],
)
def test_bytes_are_read_by_label_or_by_sense(raw: bytes, charset: str, text: str) -> None:
    assert decode_labelled(raw, charset) == text


@given(st.binary(max_size=80), st.sampled_from(["utf-8", "utf-7", "cp1252", "iso-2022-jp", "utf-16", "x-evil"]))
def test_whatever_the_bytes_the_text_can_be_stored(raw: bytes, charset: str) -> None:
    decode_labelled(raw, charset).encode("utf-8")
    assert "\ufffd" not in decode_unlabelled(raw) or b"\xef\xbf\xbd" in raw
