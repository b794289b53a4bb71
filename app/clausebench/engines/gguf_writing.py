"""Write a GGUF file whose tensors are filled with a pattern: for measuring, not for judging.

Layout: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import prod
from pathlib import Path

from clausebench.engines.llama.gguf import BLOCKS

Value = str | int | float | tuple[str, ...] | tuple[int, ...]
_UINT32, _INT32, _FLOAT32, _STRING, _ARRAY = 4, 5, 6, 8, 9
_ALIGNMENT = 32


class Kind(IntEnum):
    """ggml's numbers for how weights are stored."""

    F32 = 0
    Q8_0 = 8
    MXFP4 = 39


@dataclass(frozen=True, slots=True)
class Tensor:
    """``dimensions`` as ggml counts them, those that lie together first."""

    name: str
    dimensions: tuple[int, ...]
    kind: Kind

    @property
    def size(self) -> int:
        """In bytes."""
        weights, size = BLOCKS[self.kind]
        return prod(self.dimensions) // weights * size


def write_gguf(
    path: Path,
    keys: Mapping[str, Value],
    tensors: Sequence[Tensor],
    patterns: Mapping[Kind, bytes],
) -> Iterator[int]:
    """Yields the bytes written so far. Each tensor is its kind's pattern, over and over.

    Raises ``OSError``.
    """
    with path.open("wb") as file:
        file.write(_header(keys, tensors))
        for tensor in tensors:
            left, pattern = tensor.size, memoryview(patterns[tensor.kind])
            while left > 0:
                left -= file.write(pattern[:left])
                yield file.tell()
            file.write(bytes(-tensor.size % _ALIGNMENT))


def _header(keys: Mapping[str, Value], tensors: Sequence[Tensor]) -> bytes:
    parts = [b"GGUF", struct.pack("<IQQ", 3, len(tensors), len(keys))]
    parts += [_text(name) + _value(value) for name, value in keys.items()]
    place = 0
    for tensor in tensors:
        count = len(tensor.dimensions)
        parts.append(_text(tensor.name))
        parts.append(struct.pack(f"<I{count}Q", count, *tensor.dimensions))
        parts.append(struct.pack("<IQ", tensor.kind, place))
        place += -(-tensor.size // _ALIGNMENT) * _ALIGNMENT
    header = b"".join(parts)
    return header + bytes(-len(header) % _ALIGNMENT)


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _value(value: Value) -> bytes:
    if isinstance(value, str):
        return struct.pack("<I", _STRING) + _text(value)
    if isinstance(value, int):
        return struct.pack("<II", _UINT32, value)
    if isinstance(value, float):
        return struct.pack("<If", _FLOAT32, value)
    kind = _STRING if isinstance(value[0], str) else _INT32
    items = (_text(item) if isinstance(item, str) else struct.pack("<i", item) for item in value)
    return struct.pack("<IIQ", _ARRAY, kind, len(value)) + b"".join(items)
