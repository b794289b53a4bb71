"""The directory of a ZIP archive, read strictly.

Archives can say one thing in their directory and another in front of the data, hide data between
entries, or point two entries at the same bytes. Everything here must agree and touch exactly.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from clausebench.domain.bundle import limits
from clausebench.domain.bundle.names import name_problem
from clausebench.importing.bundle.refusing import refused

_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_MARKS = (b"PK\5\6", b"PK\1\2", b"PK\3\4")
_ENCRYPTED, _SIZES_AFTER = 0x1, 0x8
_STORED, _DEFLATED = 0, 8
_REGULAR, _KIND_OF_FILE = 0o100000, 0o170000
_FOLDER = 0x10
_MISLEADING = (0x0001, 0x7075)
"""Extra fields with other sizes (ZIP64) or another name (Unicode path)."""


@dataclass(frozen=True, slots=True)
class Member:
    """Where a member's data lies. Sizes in bytes; ``flags`` as the archive has them."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    data: int = 0


def read_directory(file: BinaryIO, size: int) -> tuple[Member, ...]:
    """The members in the order of their data. Raises ``BundleError``."""
    start, count, length = _end(file, size)
    file.seek(start)
    raw = file.read(length)
    entries = sorted(_entries(raw, count), key=lambda member: member.offset)
    _refuse_amounts(entries)
    _refuse_names(entries)
    return tuple(_located(file, entries, start))


def _end(file: BinaryIO, size: int) -> tuple[int, int, int]:
    """Where the directory starts, how many entries it has, and its length."""
    if size > limits.MAX_FILE:
        raise refused(f"The file has {size >> 20} MiB; a bundle has {limits.MAX_FILE >> 20}.")
    if size < _END.size:
        raise refused("The file is too short to be a bundle.")
    file.seek(size - _END.size)
    mark, disk, first, here, count, length, start, comment = _END.unpack(file.read(_END.size))
    if mark != _MARKS[0] or comment:
        raise refused("The file is no ZIP archive, or something stands after its end.")
    if disk or first or here != count:
        raise refused("The archive is in several parts.")
    if not 0 < count <= limits.MAX_MEMBERS:
        raise refused(f"The archive has {count} files; a bundle has 1 to {limits.MAX_MEMBERS}.")
    if start + length != size - _END.size:
        raise refused("The archive's directory is not where it says.")
    return start, count, length


def _entries(raw: bytes, count: int) -> Iterator[Member]:
    at = 0
    for _ in range(count):
        if at + _ENTRY.size > len(raw):
            raise refused("The archive's directory is cut short.")
        fields = _ENTRY.unpack_from(raw, at)
        mark, _, _, flags, method, _, _, crc, packed, size = fields[:10]
        names, extras, comments, _, _, attributes, offset = fields[10:]
        at += _ENTRY.size
        name, extra = raw[at : at + names], raw[at + names : at + names + extras]
        at += names + extras + comments
        if mark != _MARKS[1] or at > len(raw):
            raise refused("The archive's directory is damaged.")
        member = Member(_name(name), name, flags, method, crc, packed, size, offset)
        _refuse_tricks(member, attributes, extra, comments)
        yield member
    if at != len(raw):
        raise refused("The archive's directory holds more than its entries.")


def _name(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise refused("A file in the archive has a name that is no text.") from None


def _refuse_tricks(member: Member, attributes: int, extra: bytes, comment: int) -> None:
    shown = ascii(member.name)[:80]
    if member.flags & _ENCRYPTED:
        raise refused(f"{shown} in the archive is encrypted.")
    if member.method not in (_STORED, _DEFLATED):
        raise refused(f"{shown} in the archive is packed in a way that bundles do not use.")
    kind = attributes >> 16 & _KIND_OF_FILE
    if kind not in (0, _REGULAR) or attributes & _FOLDER:
        raise refused(f"{shown} in the archive is no plain file: a link, a folder or a device.")
    if comment or _says_otherwise(extra):
        raise refused(f"{shown} in the archive carries more than one name or size.")


def _says_otherwise(extra: bytes) -> bool:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind in _MISLEADING:
            return True
        at += 4 + length
    return at != len(extra)


def _refuse_amounts(entries: list[Member]) -> None:
    for member in entries:
        if member.size > limits.MAX_MEMBER:
            raise refused(f"{ascii(member.name)[:80]} would unpack to {member.size >> 20} MiB.")
        is_large = member.size > limits.RATIO_FREE
        if is_large and member.size > limits.MAX_RATIO * member.packed:
            raise refused(f"{ascii(member.name)[:80]} would grow suspiciously when unpacked.")
    total = sum(member.size for member in entries)
    if total > limits.MAX_TOTAL:
        raise refused(f"The archive would unpack to {total >> 20} MiB.")


def _refuse_names(entries: list[Member]) -> None:
    seen: set[str] = set()
    for member in entries:
        problem = name_problem(member.name)
        if problem:
            raise refused(f"{ascii(member.name)[:80]} in the archive {problem}.")
        if member.name.casefold() in seen:
            raise refused(f"{member.name} is in the archive twice.")
        seen.add(member.name.casefold())


def _located(file: BinaryIO, entries: list[Member], end: int) -> Iterator[Member]:
    """Each with the place of its data; they follow each other without a gap or an overlap."""
    at = 0
    for member in entries:
        if member.offset < at:
            raise refused(f"{member.name} lies over another file in the archive.")
        if member.offset > at:
            raise refused("Something is hidden between the files of the archive.")
        file.seek(member.offset)
        head = file.read(_LOCAL.size + len(member.raw_name))
        if len(head) != _LOCAL.size + len(member.raw_name):
            raise refused("The archive is cut short.")
        data = member.offset + len(head) + _extra_length(head, member)
        at = data + member.packed + _trailer(file, member, data + member.packed, end)
        yield replace(member, data=data)
    if at != end:
        raise refused("Something is hidden between the files and the archive's directory.")


def _extra_length(head: bytes, member: Member) -> int:
    mark, _, flags, method, _, _, crc, packed, size, names, extras = _LOCAL.unpack_from(head)
    told = (0, 0, 0) if flags & _SIZES_AFTER else (member.crc, member.packed, member.size)
    said = (mark, flags, method, names, head[_LOCAL.size :], crc, packed, size)
    name = member.raw_name
    if said != (_MARKS[2], member.flags, member.method, len(name), name, *told):
        raise refused(f"{member.name} is described in two different ways in the archive.")
    return int(extras)


def _trailer(file: BinaryIO, member: Member, at: int, end: int) -> int:
    """How long the sizes behind the data are; 0 where they stand in front."""
    if not member.flags & _SIZES_AFTER:
        return 0
    file.seek(at)
    behind = file.read(min(16, max(0, end - at)))
    sizes = struct.pack("<3L", member.crc, member.packed, member.size)
    if behind == b"PK\7\x08" + sizes:
        return 16
    if behind[:12] == sizes:
        return 12
    raise refused(f"{member.name} is described in two different ways in the archive.")
