"""Directories of archives that say something else than their files do."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from tests.support.hostile_bundles import packed

from clausebench.domain.bundle import limits
from clausebench.domain.errors import BundleError
from clausebench.importing.bundle.directory import Member, read_directory
from clausebench.importing.bundle.unpacking import pieces

_SMALL = {"a.md": b"alpha " * 20, "b.md": b"beta " * 20}


def _members(data: bytes) -> tuple[Member, ...]:
    return read_directory(io.BytesIO(data), len(data))


def _small(method: int = zipfile.ZIP_STORED) -> bytearray:
    return bytearray(packed(_SMALL, method))


def _at(data: bytearray, start: int, form: str, *values: int) -> bytes:
    struct.pack_into(form, data, start, *values)
    return bytes(data)


def _end(offset: int, form: str, value: int) -> bytes:
    data = _small()
    return _at(data, len(data) - 22 + offset, form, value)


def _entry(offset: int, form: str, value: int) -> bytes:
    data = _small()
    return _at(data, data.rindex(b"PK\1\2") + offset, form, value)


def _padded(extra: bytes, comment: bytes = b"") -> bytes:
    """The last entry of the directory with an extra field and a comment."""
    data = _small()
    at = data.rindex(b"PK\1\2")
    struct.pack_into("<HH", data, at + 30, len(extra), len(comment))
    data[at + 50 : at + 50] = extra + comment
    size = struct.unpack_from("<L", data, len(data) - 10)[0] + len(extra) + len(comment)
    return _at(data, len(data) - 10, "<L", size)


def _claimed(count: int, size: int, method: int = 8) -> bytes:
    """A directory of files that are not there."""
    form, stamp = "<4s6H3L5H2L", (b"PK\1\2", 20, 20, 0, method, 0, 0, 0)
    entries = b"".join(
        struct.pack(form, *stamp, size // 100, size, 6, 0, 0, 0, 0, 0, number) + b"%03d.md" % number
        for number in range(count)
    )
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(entries), 0, 0)
    return entries + end


WAYS: dict[str, tuple[Callable[[], bytes], str]] = {
    "second disk": (lambda: _end(4, "<H", 1), "several parts"),
    "other count": (lambda: _end(8, "<H", 1), "several parts"),
    "no files": (lambda: packed({}), "has 0 files"),
    "fewer entries": (lambda: _both(1), "more than its entries"),
    "more entries": (lambda: _both(3), "cut short"),
    "directory elsewhere": (lambda: _end(16, "<L", 1), "not where it says"),
    "no entry": (lambda: _entry(0, "<L", 0), "is damaged"),
    "long name": (lambda: _entry(28, "<H", 60_000), "is damaged"),
    "ZIP64": (lambda: _padded(struct.pack("<HHQ", 1, 8, 0)), "more than one name or size"),
    "other name": (lambda: _padded(struct.pack("<HHL", 0x7075, 4, 0)), "more than one name"),
    "ragged extra": (lambda: _padded(b"abc"), "more than one name or size"),
    "comment": (lambda: _padded(b"", b"psst"), "more than one name or size"),
    "too much together": (lambda: _claimed(9, 15 << 20), "would unpack to 135 MiB"),
    "cut": (lambda: _claimed(1, 100, 0), "two different ways|cut short"),
    "starts late": (lambda: _entry(42, "<L", 1 << 20), "hidden between"),
    "no file in front": (lambda: _at(_small(), 0, "<L", 0), "two different ways"),
    "empty": (lambda: b"", "too short"),
}


def _both(count: int) -> bytes:
    data = _small()
    return _at(data, len(data) - 14, "<HH", count, count)


@pytest.mark.parametrize("way", WAYS)
def test_a_directory_that_does_not_fit_is_refused(way: str) -> None:
    make, sentence = WAYS[way]
    with pytest.raises(BundleError, match=sentence):
        _members(make())


def test_an_extra_field_that_says_nothing_else_is_fine() -> None:
    stamped = struct.pack("<HHL", 0x5455, 4, 0)  # when it was changed, as zip writes it
    assert [member.name for member in _members(_padded(stamped))] == ["a.md", "b.md"]


def test_a_file_that_is_too_large_is_not_looked_into() -> None:
    with pytest.raises(BundleError, match="The file has 64 MiB"):
        read_directory(io.BytesIO(b""), limits.MAX_FILE + 1)


def _read(data: bytes, name: str = "a.md") -> bytes:
    member = next(m for m in _members(data) if m.name == name)
    return b"".join(pieces(io.BytesIO(data), member))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_files_are_read_as_they_were_packed(method: int) -> None:
    data = bytes(_small(method))
    assert {name: _read(data, name) for name in _SMALL} == _SMALL


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_flipped_bit_is_damage(method: int) -> None:
    data = _small(method)
    data[40] ^= 0xFF
    with pytest.raises(BundleError, match=r"damaged|longer than"):
        _read(bytes(data))


def test_an_unfinished_or_overfull_stream_is_damage() -> None:
    data = bytes(_small(zipfile.ZIP_DEFLATED))
    member = _members(data)[0]
    short = Member(**{**_fields(member), "packed": member.packed - 3})
    long = Member(**{**_fields(member), "packed": member.packed + 3})
    far = Member(**{**_fields(member), "data": len(data), "method": 0})
    for wrong, sentence in ((short, "damaged"), (long, "damaged"), (far, "cut short")):
        with pytest.raises(BundleError, match=sentence):
            list(pieces(io.BytesIO(data), wrong))


def test_more_than_was_announced_is_not_read() -> None:
    data = bytes(_small(zipfile.ZIP_DEFLATED))
    member = Member(**{**_fields(_members(data)[0]), "size": 10})
    with pytest.raises(BundleError, match="longer than"):
        list(pieces(io.BytesIO(data), member))


def test_sizes_behind_the_data_may_come_without_their_mark() -> None:
    """Some programs leave it out (APPNOTE 4.3.9.3)."""
    whole = bytearray(packed({"a.md": b"alpha"}))
    start = whole.index(b"PK\1\2")
    crc, size = struct.unpack_from("<L4xL", whole, 14)
    struct.pack_into("<H", whole, 6, 8)
    struct.pack_into("<3L", whole, 14, 0, 0, 0)
    struct.pack_into("<H", whole, start + 8, 8)
    struct.pack_into("<L", whole, len(whole) - 6, start + 12)
    whole[start:start] = struct.pack("<3L", crc, size, size)
    assert _read(bytes(whole)) == b"alpha"


def _fields(member: Member) -> dict[str, object]:
    return {name: getattr(member, name) for name in Member.__slots__}
