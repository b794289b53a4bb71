"""Look at a weights file before llama.cpp does: its own answer to any fault is "failed to load".

Layout: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import mmap
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from clausebench.domain.errors import WeightsError
from clausebench.domain.shape import Shape
from clausebench.domain.sizes import gigabytes

ARCHITECTURE = "gpt-oss"
_MOST_KEYS, _MOST_TENSORS = 1_000, 10_000
_ALIGNMENTS = tuple(1 << bits for bits in range(3, 13))
_SCALARS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?"}
_SCALARS |= {10: "<Q", 11: "<q", 12: "<d"}
_STRING, _ARRAY = 8, 9
# Weights per block and bytes per block of the types that published files use.
BLOCKS = {0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34)}
BLOCKS |= {10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210)}
BLOCKS |= {20: (32, 18), 23: (256, 136), 30: (1, 2), 39: (32, 17)}
_SPLIT_NAME = re.compile(r"-00001-of-(\d{5})\.gguf$")
_GET_WEIGHTS = "Choose a GGUF file of gpt-oss-safeguard."
_GET_AGAIN = "Download the file again."


@dataclass(frozen=True, slots=True)
class Header:
    """What the file says about itself. ``parts`` are all its files, the first one included.
    ``shape`` is None when it says too little about that."""

    parts: tuple[Path, ...]
    size: int
    architecture: str
    name: str
    layers: int = 0
    shape: Shape | None = None


def read_header(path: Path) -> Header:
    """Check a GGUF file by its header. Raises ``WeightsError`` with a sentence for people."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            _check_magic(path, file.read(64), size)
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                keys, end = _read(path, data)
    except OSError as error:
        _refuse(path, "cannot be opened", f"{error.strerror}.", "Choose another file.")
    architecture = str(keys.get("general.architecture", ""))
    _check_content(path, architecture, keys)
    if end > size:
        here = f"{gigabytes(size)} of {gigabytes(end)} are here."
        _refuse(path, "is cut short", here, _GET_AGAIN)
    parts = parts_of(path)
    name = str(keys.get("general.name", path.stem))
    size = sum(part.stat().st_size for part in parts)
    return Header(parts, size, architecture, name, _number(keys, "block_count"), _shape(keys))


def _number(keys: dict[str, object], name: str) -> int:
    """0 when there is none."""
    value = keys.get(f"{ARCHITECTURE}.{name}", 0)
    return value if isinstance(value, int) else 0


def _shape(keys: dict[str, object]) -> Shape | None:
    names = (
        *("block_count", "expert_count", "expert_used_count", "embedding_length"),
        *("attention.head_count", "attention.head_count_kv", "attention.key_length"),
    )
    sizes = [_number(keys, name) for name in names]
    vocabulary = keys.get("tokenizer.ggml.tokens")  # an array is read as its length
    sizes.append(vocabulary if isinstance(vocabulary, int) else 0)
    return Shape(*sizes) if min(sizes) > 0 else None


def _check_magic(path: Path, head: bytes, size: int) -> None:
    if size == 0:
        _refuse(path, "is empty", "", _GET_AGAIN)
    if head.startswith(b"version https://git-lfs"):
        why = "It is a Git LFS pointer, the note that stands in for the file."
        _refuse(path, "is not the weights themselves", why, "Fetch it with: git lfs pull")
    if head.lstrip().lower().startswith((b"<!doctype", b"<html")):
        _refuse(path, "is a web page", "The download led to a page instead.", _GET_AGAIN)
    if not head.startswith(b"GGUF"):
        _refuse(path, "is not a GGUF file", "", _GET_WEIGHTS)


def _check_content(path: Path, architecture: str, keys: dict[str, object]) -> None:
    if architecture != ARCHITECTURE:
        why = f"They are of the architecture “{architecture[:40]}”; harmony needs gpt-oss."
        _refuse(path, "holds weights of another kind", why, _GET_WEIGHTS)
    if "tokenizer.ggml.tokens" not in keys or "tokenizer.ggml.merges" not in keys:
        _refuse(path, "has no tokenizer", "Text cannot be read without one.", _GET_WEIGHTS)


def _read(path: Path, data: mmap.mmap) -> tuple[dict[str, object], int]:
    """The keys (arrays by their length only), and where the last tensor ends."""
    try:
        return _Cursor(data).header()
    except (struct.error, ValueError, IndexError, OverflowError):
        _refuse(path, "is damaged or cut short", "Its header makes no sense.", _GET_AGAIN)


class _Cursor:
    """Reads forward through the header and believes no number it finds."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self._at = 0

    def header(self) -> tuple[dict[str, object], int]:
        self._at = 4
        version = self._number("<I")
        tensors, keys = self._number("<Q"), self._number("<Q")
        if version not in (2, 3) or tensors > _MOST_TENSORS or keys > _MOST_KEYS:
            raise ValueError("not a plausible header")
        found = {self._text(): self._value(self._number("<I")) for _ in range(keys)}
        ends = [self._tensor_end() for _ in range(tensors)]
        alignment = found.get("general.alignment", 32)
        if not isinstance(alignment, int) or alignment not in _ALIGNMENTS:
            raise ValueError("not a plausible alignment")
        start = -(-self._at // alignment) * alignment
        return found, start + max(ends, default=0)

    def _number(self, layout: str) -> int:
        (value,) = struct.unpack_from(layout, self._data, self._at)
        self._at += struct.calcsize(layout)
        return value  # type: ignore[no-any-return]

    def _text(self) -> str:
        length = self._skip_text()
        return self._data[self._at - length : self._at].decode("utf-8", "replace")

    def _skip_text(self) -> int:
        length = self._number("<Q")
        if self._at + length > len(self._data):
            raise ValueError("text beyond the end")
        self._at += length
        return length

    def _value(self, kind: int) -> object:
        if kind == _STRING:
            return self._text()
        if kind == _ARRAY:
            return self._skip_array()
        if kind not in _SCALARS:
            raise ValueError("unknown kind of value")
        return self._number(_SCALARS[kind])

    def _skip_array(self) -> int:
        kind, count = self._number("<I"), self._number("<Q")
        if count > len(self._data):
            raise ValueError("more values than bytes")
        if kind == _STRING:
            self._skip_texts(count)
        elif kind in _SCALARS:
            self._at += count * struct.calcsize(_SCALARS[kind])
        else:
            raise ValueError("unknown kind of array")
        return count

    def _skip_texts(self, count: int) -> None:
        """Vocabulary and merges: 650,000 strings in the published weights."""
        unpack: Callable[..., tuple[int]] = struct.Struct("<Q").unpack_from
        data, at, end = self._data, self._at, len(self._data)
        for _ in range(count):
            at += 8 + unpack(data, at)[0]
            if at > end:
                raise ValueError("text beyond the end")
        self._at = at

    def _tensor_end(self) -> int:
        """Where one tensor ends, counted from the start of the data."""
        self._skip_text()
        dimensions = self._number("<I")
        if dimensions > 4:
            raise ValueError("too many dimensions")
        count = 1
        for _ in range(dimensions):
            count *= self._number("<Q")
        kind, offset = self._number("<I"), self._number("<Q")
        per_block, size = BLOCKS.get(kind, (1, 0))
        return offset + count // per_block * size


def parts_of(path: Path) -> tuple[Path, ...]:
    """The files of split weights, which are named by their number, or the only one.

    Raises ``WeightsError`` when one is missing.
    """
    match = _SPLIT_NAME.search(path.name)
    if match is None:
        return (path,)
    stem, total = path.name[: match.start()], int(match.group(1))
    parts = tuple(
        path.with_name(f"{stem}-{i:05d}-of-{total:05d}.gguf") for i in range(1, total + 1)
    )
    missing = [part.name for part in parts if not part.exists()]
    if missing:
        why = f"{len(missing)} of {total} are missing, first {missing[0]}."
        _refuse(path, "needs its other parts beside it", why, "Download them to the same folder.")
    return parts


def _refuse(path: Path, what: str, why: str, hint: str) -> NoReturn:
    raise WeightsError(f"{path.name} {what}.", why, hint)
