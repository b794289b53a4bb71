"""Weights in several files, as ``llama-gguf-split`` makes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.support.broken_gguf import Key, Pieces, number_key, put_together, take_apart

_UINT16, _INT32 = 2, 5


def split_weights(good: bytes, folder: Path, *, stem: str = "safeguard", at: int = 10) -> Path:
    """Two parts, the first with ``at`` tensors; returns the first."""
    whole = take_apart(good)
    for number, part in enumerate((_part(whole, 0, at), _part(whole, at, len(whole.tensors)))):
        keys = (whole.keys if number == 0 else ()) + _keys(number, len(whole.tensors))
        path = folder / f"{stem}-{number + 1:05d}-of-00002.gguf"
        path.write_bytes(put_together(replace(part, keys=keys)))
    return folder / f"{stem}-00001-of-00002.gguf"


def _keys(number: int, tensors: int) -> tuple[Key, ...]:
    return (
        number_key("split.no", number, _UINT16),
        number_key("split.count", 2, _UINT16),
        number_key("split.tensors.count", tensors, _INT32),
    )


def _part(whole: Pieces, start: int, end: int) -> Pieces:
    """Some of the tensors, with their data."""
    tensors = whole.tensors[start:end]
    first = tensors[0].offset
    last = whole.tensors[end].offset if end < len(whole.tensors) else len(whole.data)
    moved = tuple(replace(tensor, offset=tensor.offset - first) for tensor in tensors)
    return replace(whole, tensors=moved, data=whole.data[first:last])
