"""Read the header of a GGUF file and believe no number in it.

Layout: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. Read, never mapped: a mapped file
that shrinks, or a stick that is pulled out, would end the process that looks at it.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO

MAGIC = b"GGUF"
VOCABULARY = "tokenizer.ggml.tokens"
OLDEST, NEWEST = 2, 3
LONGEST_HEADER = 64 << 20
"""Bytes: several times what the published weights have, most of it vocabulary and merges."""

_MOST_KEYS, _MOST_TENSORS, _MOST_DIMENSIONS = 1_000, 10_000, 4
_LONGEST_NAME, _LONGEST_TENSOR_NAME = 65_535, 63
_LARGEST = 1 << 42
_LISTED = 64
_MOST_WORDS = 1 << 20
_ALIGNMENT = "general.alignment"
_ALIGNMENTS = tuple(1 << bits for bits in range(3, 13))
_STEP = 1 << 18
_SCALARS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?"}
_SCALARS |= {10: "<Q", 11: "<q", 12: "<d"}
_STRING, _ARRAY = 8, 9
_SINGLE = {0: (1, 4), 1: (1, 2), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8)}
_BY_32 = {2: 18, 3: 20, 6: 22, 7: 24, 8: 34, 9: 40, 20: 18, 39: 17}
_BY_256 = {10: 84, 11: 110, 12: 144, 13: 176, 14: 210, 15: 292, 16: 66, 17: 74, 18: 98, 19: 50}
_BY_256 |= {21: 110, 22: 82, 23: 136, 29: 56, 34: 54, 35: 66}
BLOCKS = _SINGLE | {30: (1, 2), 40: (64, 36), 41: (128, 18)}
BLOCKS |= {kind: (32, size) for kind, size in _BY_32.items()}
BLOCKS |= {kind: (256, size) for kind, size in _BY_256.items()}


class GgufError(ValueError):
    """The header makes no sense, or the file ends in it."""


@dataclass(frozen=True, slots=True)
class Array:
    """What is known of an array: the kind and number of its values, and the texts of short ones.

    ``distinct``: how many different texts a vocabulary has, as C sees them; 0 for other arrays.
    """

    kind: int
    count: int
    texts: tuple[str, ...] = ()
    distinct: int = 0

    @property
    def is_text(self) -> bool:
        return self.kind == _STRING


@dataclass(frozen=True, slots=True)
class Tensor:
    """``shape`` as the file has it, the innermost dimension first; ``offset`` in bytes from the
    start of the data; ``kind`` is ggml's number of its type."""

    name: str
    shape: tuple[int, ...]
    kind: int
    offset: int

    @property
    def size(self) -> int | None:
        """Bytes; None for a type that this program does not know.

        Raises ``GgufError`` when the shape does not go with the type.
        """
        if self.kind not in BLOCKS:
            return None
        per_block, size = BLOCKS[self.kind]
        if self.shape and self.shape[0] % per_block:
            raise GgufError(f"{self.name}: rows of broken blocks")
        return math.prod(self.shape) // per_block * size


@dataclass(frozen=True, slots=True)
class Gguf:
    """``keys`` by name; ``start`` is where the data of the ``tensors`` begin, in bytes."""

    keys: dict[str, object] = field(default_factory=dict)
    tensors: tuple[Tensor, ...] = ()
    start: int = 0

    @property
    def end(self) -> int:
        """Where the last tensor ends: the least size of the whole file, in bytes."""
        return self.start + max((t.offset + (t.size or 0) for t in self.tensors), default=0)

    def text(self, key: str) -> str:
        """Empty when it is not there or no text."""
        value = self.keys.get(key)
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Of a short list; empty when it is not there or long."""
        value = self.keys.get(key)
        return value.texts if isinstance(value, Array) else ()

    def number(self, key: str) -> int | None:
        """None when it is not there or no whole number."""
        value = self.keys.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None


def read_gguf(file: BinaryIO) -> Gguf:
    """The header of ``file``, which begins with ``MAGIC``.

    Takes a second and ``LONGEST_HEADER`` bytes at the most. Raises ``GgufError``, ``OSError``.
    """
    cursor = _Cursor(file, LONGEST_HEADER)
    try:
        return cursor.header()
    except (struct.error, OverflowError) as error:
        raise GgufError(str(error)) from error


def read_first_keys(file: BinaryIO, limit: int) -> Gguf:
    """Keys in the first ``limit`` bytes, as many as there are; no tensors. Raises ``OSError``."""
    cursor = _Cursor(file, limit)
    found: list[tuple[str, object]] = []
    # What was read before the limit stays in the list.
    with suppress(GgufError, struct.error, OverflowError):
        found.extend(cursor.keys(cursor.counts()[1]))
    return Gguf(dict(found))


class _Cursor:
    """Reads forward, as far as it must."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        self._file = file
        self._limit = limit
        self._data = bytearray()
        self._at = len(MAGIC)

    def header(self) -> Gguf:
        tensors, keys = self.counts()
        found: dict[str, object] = {}
        for name, value in self.keys(keys):
            if not name or name in found:
                raise GgufError("a key without a name, or one that stands twice")
            found[name] = value
        alignment = found.get(_ALIGNMENT, 32)
        if not isinstance(alignment, int) or alignment not in _ALIGNMENTS:
            raise GgufError("not a plausible alignment")
        listed = tuple(self._tensor() for _ in range(tensors))
        _check(listed, alignment)
        return Gguf(found, listed, -(-self._at // alignment) * alignment)

    def counts(self) -> tuple[int, int]:
        """How many tensors and keys follow."""
        version = self._number("<I")
        tensors, keys = self._number("<Q"), self._number("<Q")
        if not OLDEST <= version <= NEWEST or tensors > _MOST_TENSORS or keys > _MOST_KEYS:
            raise GgufError("not a plausible beginning")
        return tensors, keys

    def keys(self, count: int) -> Iterator[tuple[str, object]]:
        for _ in range(count):
            name = self._text(_LONGEST_NAME)
            yield name, self._value(self._number("<I"), name)

    def _reach(self, end: int) -> None:
        """Have the bytes up to ``end``."""
        missing = end - len(self._data)
        if missing <= 0:
            return
        if end > self._limit:
            raise GgufError("a header longer than any")
        self._data += self._file.read(max(missing, _STEP))
        if end > len(self._data):
            raise GgufError("the file ends here")

    def _number(self, layout: str) -> int:
        size = struct.calcsize(layout)
        self._reach(self._at + size)
        (value,) = struct.unpack_from(layout, self._data, self._at)
        self._at += size
        return value  # type: ignore[no-any-return]

    def _text(self, longest: int = LONGEST_HEADER) -> str:
        length = self._number("<Q")
        if length > longest:
            raise GgufError("a text longer than any")
        self._reach(self._at + length)
        self._at += length
        return self._data[self._at - length : self._at].decode("utf-8", "replace")

    def _value(self, kind: int, name: str) -> object:
        if kind == _STRING:
            return self._text()
        if kind == _ARRAY:
            return self._array(name)
        if kind not in _SCALARS:
            raise GgufError("unknown kind of value")
        return self._number(_SCALARS[kind])

    def _array(self, name: str) -> Array:
        kind, count = self._number("<I"), self._number("<Q")
        if kind == _STRING and name == VOCABULARY:
            return Array(kind, count, distinct=self._words(count))
        if kind == _STRING:
            return Array(kind, count, self._texts(count))
        if kind not in _SCALARS:
            raise GgufError("unknown kind of array")
        size = count * struct.calcsize(_SCALARS[kind])
        self._reach(self._at + size)
        self._at += size
        return Array(kind, count)

    def _words(self, count: int) -> int:
        """How many are different: llama.cpp ends its process over a word that stands twice."""
        if count > _MOST_WORDS:
            raise GgufError("more words than any")
        unpack: Callable[..., tuple[int]] = struct.Struct("<Q").unpack_from
        words, empty, data, at = set(), 0, self._data, self._at
        for _ in range(count):
            if at + 8 > len(data):
                self._reach(at + 8)
            start, at = at + 8, at + 8 + unpack(data, at)[0]
            if at > len(data):
                self._reach(at)
            word = bytes(data[start:at]).partition(b"\0")[0]
            words.add(word)
            empty += not word
        self._at = at
        return len(words) + max(empty - 1, 0)

    def _texts(self, count: int) -> tuple[str, ...]:
        """Of short lists only; there are 446,000 merges in the published weights."""
        if count <= _LISTED:
            return tuple(self._text() for _ in range(count))
        unpack: Callable[..., tuple[int]] = struct.Struct("<Q").unpack_from
        data, at = self._data, self._at
        for _ in range(count):
            if at + 8 > len(data):
                self._reach(at + 8)
            at += 8 + unpack(data, at)[0]
        self._reach(at)
        self._at = at
        return ()

    def _tensor(self) -> Tensor:
        name = self._text(_LONGEST_TENSOR_NAME)
        dimensions = self._number("<I")
        if dimensions > _MOST_DIMENSIONS:
            raise GgufError("too many dimensions")
        shape = tuple(self._number("<Q") for _ in range(dimensions))
        return Tensor(name, shape, self._number("<I"), self._number("<Q"))


def _check(tensors: tuple[Tensor, ...], alignment: int) -> None:
    """One after the other without gaps, each with a name of its own and a size there is."""
    if len({tensor.name for tensor in tensors}) != len(tensors):
        raise GgufError("two tensors have one name")
    expected: int | None = 0
    for tensor in tensors:
        size = tensor.size
        if 0 in tensor.shape or max((tensor.offset, size or 0, *tensor.shape)) > _LARGEST:
            raise GgufError(f"{tensor.name}: not a plausible size")
        if expected is not None and tensor.offset != expected:
            raise GgufError(f"{tensor.name}: not where it should be")
        expected = None if size is None else tensor.offset + -(-size // alignment) * alignment
