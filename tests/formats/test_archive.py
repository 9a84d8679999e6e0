"""Archives: what the standard library packs is read alike; what is wrong is named; what is a bomb goes no further."""

import bz2
import gzip
import io
import os
import struct
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.formats import archive, tarred, zipped
from entregent.formats.archive import Allowance, ArchiveLimits, Member, Trouble

Read = dict[str, bytes]
NAMES = st.text(
    st.characters(codec="utf-8", exclude_characters="/\\\0:", exclude_categories=["C", "Z"]), min_size=1, max_size=20
)
FILES = st.dictionaries(NAMES.filter(lambda name: name.strip(".")), st.binary(max_size=3000), max_size=8)


@contextmanager
def opened(content: bytes) -> Iterator[int]:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        yield file.fileno()


def buffered(content: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(content))


def unzip(content: bytes, limits: ArchiveLimits | None = None) -> tuple[Read, list[Trouble]]:
    allowance = Allowance(limits)
    with opened(content) as descriptor:
        return drained(zipped.zip_members(descriptor, len(content), allowance), allowance)


def untar(content: bytes, limits: ArchiveLimits | None = None) -> tuple[Read, list[Trouble]]:
    allowance = Allowance(limits)
    stream = archive.unpacked(archive.kind_of(content), buffered(content), allowance)
    return drained(tarred.tar_members(stream, allowance), allowance)


def drained(members: Iterator[Member | Trouble], allowance: Allowance) -> tuple[Read, list[Trouble]]:
    read: Read = {}
    troubles: list[Trouble] = []
    for member in members:
        if isinstance(member, Member):
            read["/".join((*member.folders, member.name))] = member.open_stream().read()
        else:
            troubles.append(member)
        troubles += allowance.told()
    return read, troubles + allowance.told()


def zip_of(files: Read, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return packed.getvalue()


def tar_of(files: Read, mode: str = "w", kind: int = tarfile.PAX_FORMAT) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode, format=kind) as target:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            target.addfile(info, io.BytesIO(content))
    return packed.getvalue()


def codes(troubles: list[Trouble]) -> list[str]:
    return [trouble.code for trouble in troubles]


@given(FILES, st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]), st.binary(max_size=50))
def test_a_zip_is_read_as_it_was_packed_whatever_stands_before_it(files: Read, method: int, junk: bytes) -> None:
    assert unzip(junk + zip_of(files, method)) == (files, [])


@given(FILES, st.sampled_from(["w", "w:gz", "w:bz2"]), st.sampled_from([tarfile.PAX_FORMAT, tarfile.GNU_FORMAT]))
def test_a_tar_is_read_as_it_was_packed(files: Read, mode: str, kind: int) -> None:
    read, troubles = untar(tar_of(files, mode, kind))
    assert (read, troubles) == (files, [])


@pytest.mark.parametrize("kind", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_a_long_name_in_a_tar_is_kept_to_what_can_be_shown(kind: int) -> None:
    name = "/".join(["folder" * 10] * 5) + "/message.eml"
    assert untar(tar_of({name: b"hello"}, kind=kind)) == ({name: b"hello"}, [])


@given(st.binary(max_size=400), st.integers(0, 2000))
def test_nonsense_is_no_exception(junk: bytes, cut: int) -> None:
    good = zip_of({"a": b"x" * 500, "b": b"y"})
    for content in (junk, good[:cut] + junk + good[cut:], tar_of({"a": b"z" * 700})[:cut] + junk):
        unzip(content)
        untar(content)


@given(st.integers(0, 600), st.integers(0, 255))
def test_a_flipped_byte_is_no_exception(at: int, value: int) -> None:
    for pack, unpack in ((zip_of, unzip), (tar_of, untar)):
        content = bytearray(pack({"a": b"x" * 900, "b": b"y" * 40}))
        content[at % len(content)] = value
        unpack(bytes(content))


def test_a_cut_zip_is_named() -> None:
    assert codes(unzip(zip_of({"a": os.urandom(5000)})[:3000])[1]) == ["truncated-archive"]


def test_a_cut_tar_gives_what_was_there_and_is_named() -> None:
    read, troubles = untar(tar_of({"a": b"x" * 600, "b": b"y" * 6000}, "w:gz"))
    assert codes(troubles) == []
    cut = tar_of({"a": b"x" * 600, "b": b"y" * 6000})[:4000]
    read, troubles = untar(cut)
    assert read["a"] == b"x" * 600
    assert codes(troubles) == ["truncated-archive"]


def test_a_cut_gzip_gives_what_was_there_and_is_named() -> None:
    content = os.urandom(200_000)
    allowance = Allowance()
    read = archive.unpacked("gzip", buffered(gzip.compress(content)[:100_000]), allowance).read()
    assert content.startswith(read)
    assert len(read) > 90_000
    assert codes(allowance.told()) == ["truncated-archive"]


def test_gzip_streams_one_after_the_other_are_one() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0"
    assert archive.unpacked("gzip", buffered(packed), Allowance()).read() == b"one two"
    assert archive.unpacked("bzip2", buffered(bz2.compress(b"one ") + bz2.compress(b"two")), Allowance()).read() == (
        b"one two"
    )


def test_a_locked_zip_is_named_once() -> None:
    content = bytearray(zip_of({"a": b"x", "b": b"y"}))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 1)
    read, troubles = unzip(bytes(content))
    assert (read, codes(troubles)) == ({}, ["encrypted-archive"])
    assert troubles[0].facts == (("members", "2"),)


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\x", "a/../../b", "\\\\host\\share\\x", "a\x1b[2Jb", "a\u202eb"],
)
def test_an_unsafe_name_is_told_and_shown_harmless(name: str) -> None:
    read, troubles = unzip(zip_of({name: b"kept"}))
    ((shown, content),) = read.items()
    assert content == b"kept"
    assert codes(troubles) == ["unsafe-name"]
    assert not troubles[0].lost
    assert ".." not in shown.split("/")
    assert not shown.startswith("/")
    assert shown.isprintable()


def test_links_and_devices_are_left_out() -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as target:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"odd{kind.decode()}")
            info.type, info.linkname = kind, "/etc/passwd"
            target.addfile(info)
    read, troubles = untar(packed.getvalue())
    assert read == {}
    assert codes(troubles) == ["link-skipped", "link-skipped", "device-skipped", "device-skipped"]


def test_a_link_in_a_zip_is_left_out() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        info = zipfile.ZipInfo("link")
        info.external_attr = 0o120777 << 16
        target.writestr(info, "/etc/passwd")
    assert codes(unzip(packed.getvalue())[1]) == ["link-skipped"]


def test_two_members_of_one_name_are_both_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        target.writestr("a", "one")
        with pytest.warns(UserWarning, match="Duplicate"):
            target.writestr("a", "two")
    assert unzip(packed.getvalue())[0] == {"a": b"one", "a#2": b"two"}


def test_members_that_overlap_are_a_bomb() -> None:
    content = zip_of({"a": b"x" * 1000, "b": b"y" * 1000})
    second = content.rfind(b"PK\x01\x02")
    lying = content[: second + 42] + struct.pack("<L", 0) + content[second + 46 :]
    read, troubles = unzip(lying)
    assert read == {}
    assert troubles == [Trouble("", "archive-bomb", (("limit", "overlap"),))]


def test_a_ratio_bomb_stops_just_past_its_limit() -> None:
    limits = ArchiveLimits(ratio=20, ratio_after=100_000)
    read, troubles = unzip(zip_of({"a": b"\0" * 5_000_000, "b": b"fine"}), limits)
    assert 50_000 < len(read["a"]) <= 100_000
    assert read["b"] == b"fine"
    assert troubles == [Trouble("a", "archive-bomb", (("limit", "ratio"),))]


@pytest.mark.parametrize(("size", "expected"), [(999, []), (1000, []), (1001, ["archive-bomb"])])
def test_the_unpacked_size_is_held_to_the_byte(size: int, expected: list[str]) -> None:
    files = {"a": os.urandom(500), "b": os.urandom(size - 500)}
    assert codes(unzip(zip_of(files), ArchiveLimits(unpacked=1000))[1]) == expected


@pytest.mark.parametrize(("count", "expected"), [(9, []), (10, []), (11, ["archive-bomb"])])
def test_the_count_of_members_is_held(count: int, expected: list[str]) -> None:
    files = {f"m{number}": b"x" for number in range(count)}
    assert codes(unzip(zip_of(files), ArchiveLimits(entries=10))[1]) == expected
    assert codes(untar(tar_of(files), ArchiveLimits(entries=10))[1]) == expected


def test_a_stream_opened_twice_counts_once() -> None:
    allowance = Allowance(ArchiveLimits(unpacked=1000))
    content = zip_of({"a": b"x" * 900})
    with opened(content) as descriptor:
        (member,) = zipped.zip_members(descriptor, len(content), allowance)
        assert isinstance(member, Member)
        assert member.open_stream().read() == member.open_stream().read() == b"x" * 900
    assert allowance.told() == []


def test_a_size_that_lies_is_told_and_the_content_kept() -> None:
    content = zip_of({"a": b"x" * 1000})
    at = content.find(b"PK\x01\x02") + 24
    read, troubles = unzip(content[:at] + struct.pack("<L", 7) + content[at + 4 :])
    assert read == {"a": b"x" * 1000}
    assert troubles == [Trouble("a", "damaged-archive", lost=False)]


def test_a_name_of_an_old_code_page_is_read() -> None:
    content = zip_of({"caf_": b"x"}).replace(b"caf_", b"caf\x82")
    assert unzip(content)[0] == {"café": b"x"}


def test_a_tar_member_is_opened_while_it_stands_there() -> None:
    stream = archive.unpacked("tar", buffered(tar_of({"a": b"one", "b": b"two"})), Allowance())
    members = tarred.tar_members(stream, Allowance())
    first = next(members)
    next(members)
    assert isinstance(first, Member)
    with pytest.raises(archive.PassedError):
        first.open_stream()
