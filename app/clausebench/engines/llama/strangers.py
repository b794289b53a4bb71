"""What a file is that should be weights and is not, told from its first bytes."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from pathlib import Path

from clausebench.domain.errors import WeightsError
from clausebench.engines.llama.gguf import MAGIC, NEWEST, OLDEST

HEAD = 1024
"""Bytes that are enough to tell."""

GET_AGAIN = "Download the file again."
GET_WEIGHTS = "Choose a GGUF file of gpt-oss-safeguard."
_UNPACK = "Unpack it and choose the .gguf file in it."
_ARCHIVES = {
    b"PK\x03\x04": "a zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"\xfd7zXZ\x00": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"BZh": "a bzip2 archive",
    b"Rar!": "a rar archive",
}
_ELDERS = (b"ggml", b"lmgg", b"fmgg", b"tjgg", b"algg")
_TEXT = re.compile(rb"[\x09\x0a\x0d\x20-\x7e\x80-\xff]+")


def refuse_strangers(path: Path, head: bytes, size: int) -> None:
    """``head`` are the first ``HEAD`` bytes of a file of ``size`` bytes.

    Raises ``WeightsError`` unless it begins as a GGUF file of a version that can be read.
    """
    if size == 0:
        raise refusal(path, "is empty", "", GET_AGAIN)
    if head.startswith(MAGIC):
        _refuse_versions(path, head)
        return
    for tell in _KINDS:
        found = tell(head)
        if found is not None:
            raise refusal(path, *found)
    raise refusal(path, "is not a GGUF file", "", GET_WEIGHTS)


def refusal(path: Path, what: str, why: str, hint: str) -> WeightsError:
    """``what`` goes on after the file's name."""
    return WeightsError(f"{path.name} {what}.", why, hint)


def printable(text: str, most: int) -> str:
    """The first ``most`` characters of what a file says, without those that steer terminals."""
    return "".join(character for character in text if character.isprintable())[:most]


_Found = tuple[str, str, str] | None


def _pointer(head: bytes) -> _Found:
    if not head.startswith(b"version https://git-lfs"):
        return None
    why = "It is a Git LFS pointer, the note that stands in for the file."
    return "is not the weights themselves", why, "Fetch it with: git lfs pull"


def _page(head: bytes) -> _Found:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start.startswith((b"<!doctype", b"<html")):
        return None
    return "is a web page", "The download led to a page instead.", GET_AGAIN


def _error_message(head: bytes) -> _Found:
    """What a server says instead of sending the file: JSON, or XML."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith((b"{", b"[", b"<?xml", b"<Error")) or not _TEXT.fullmatch(start):
        return None
    if start[:1] in b"{[" and b"error" not in start.lower() and b"message" not in start.lower():
        return "is a JSON file", "Weights are in the .gguf file beside it.", GET_WEIGHTS
    said = printable(" ".join(start.decode("utf-8", "replace").split()), 80)
    return "is a server's message, not weights", f"It says: {said}", GET_AGAIN


def _archive(head: bytes) -> _Found:
    if head.startswith(b"PK\x03\x04") and b"data.pkl" in head[:256]:
        return _other_format("PyTorch")
    for magic, name in _ARCHIVES.items():
        if head.startswith(magic):
            return f"is {name}", "", _UNPACK
    if head[257:262] == b"ustar":
        return "is a tar archive", "", _UNPACK
    return None


def _safetensors(head: bytes) -> _Found:
    is_one = head[8:10] == b'{"' and struct.unpack_from("<Q", head)[0] < 1 << 32
    return _other_format("safetensors") if is_one else None


def _pickle(head: bytes) -> _Found:
    return _other_format("PyTorch") if head[:1] == b"\x80" and head[1:2] <= b"\x05" else None


def _elder(head: bytes) -> _Found:
    if head[:4] not in _ELDERS:
        return None
    return "is of a format before GGUF", "llama.cpp no longer reads it.", GET_WEIGHTS


def _zeros(head: bytes) -> _Found:
    if head.strip(b"\0"):
        return None
    return (
        "begins with nothing but zeros",
        "A download has reserved its place and stopped.",
        GET_AGAIN,
    )


def _other_format(name: str) -> _Found:
    why = "llama.cpp reads GGUF files only."
    return f"holds weights in {name} format", why, GET_WEIGHTS


_KINDS: tuple[Callable[[bytes], _Found], ...] = (
    *(_pointer, _page, _error_message, _archive, _safetensors, _pickle, _elder, _zeros),
)


def _refuse_versions(path: Path, head: bytes) -> None:
    version = int.from_bytes(head[4:8], "little")
    if 0 < int.from_bytes(head[4:8], "big") <= NEWEST:
        why = "Its numbers are big-endian, for mainframes."
        raise refusal(path, "is made for another kind of computer", why, GET_WEIGHTS)
    if 0 < version < OLDEST:
        why = f"It is GGUF version {version}; llama.cpp reads {OLDEST} and {NEWEST}."
        raise refusal(path, "is too old", why, "Get a newer file of the same weights.")
    if NEWEST < version < 100:
        why = f"It is GGUF version {version}; this Clausebench reads up to {NEWEST}."
        raise refusal(path, "is too new", why, "Update Clausebench, or get another file.")
