"""The data of members, piece by piece and never more than was announced."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from clausebench.importing.bundle.directory import Member
from clausebench.importing.bundle.refusing import refused

_PIECE = 1 << 16
_DEFLATED = 8
_ARCHIVES = (b"PK\3\4", b"PK\5\6", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!\x1a\x07", b"\xfd7zXZ")


def pieces(file: BinaryIO, member: Member) -> Iterator[bytes]:
    """The unpacked data. Raises ``BundleError``, at the latest at the end, when it is not of the
    announced length or its checksum is wrong, or when it is an archive itself."""
    length = crc = 0
    for piece in _unpacked(file, member):
        if not length and piece.startswith(_ARCHIVES):
            raise refused(f"{member.name} is an archive inside the archive.")
        length += len(piece)
        if length > member.size:
            raise refused(f"{member.name} is longer than the archive says.")
        crc = zlib.crc32(piece, crc)
        yield piece
    if length != member.size or crc != member.crc:
        raise refused(f"{member.name} is damaged.")


def sha256_of(file: BinaryIO, member: Member) -> str:
    """Without keeping the data. Raises as ``pieces``."""
    digest = hashlib.sha256()
    for piece in pieces(file, member):
        digest.update(piece)
    return digest.hexdigest()


def _unpacked(file: BinaryIO, member: Member) -> Iterator[bytes]:
    packed = _packed(file, member)
    if member.method != _DEFLATED:
        yield from packed
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in packed:
            while piece:
                yield unpacker.decompress(piece, _PIECE)
                piece = unpacker.unconsumed_tail
        yield unpacker.flush(_PIECE)
    except zlib.error:
        raise refused(f"{member.name} is damaged.") from None
    if not unpacker.eof or unpacker.unused_data:
        raise refused(f"{member.name} is damaged.")


def _packed(file: BinaryIO, member: Member) -> Iterator[bytes]:
    at, end = member.data, member.data + member.packed
    while at < end:
        file.seek(at)  # other members may be read in between
        piece = file.read(min(_PIECE, end - at))
        if not piece:
            raise refused("The archive is cut short.")
        at += len(piece)
        yield piece
