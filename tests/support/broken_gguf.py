"""GGUF files that are broken in hundreds of ways, each way the same at every run.

A good file is taken apart, changed in one place, and put together again, so that what is wrong is
that place and not everything after it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "B", 10: "Q", 11: "q"}
_SCALARS |= {12: "d"}
_STRING, _ARRAY = 8, 9
_WHOLE = {0: 8, 1: 8, 2: 16, 3: 16, 4: 32, 5: 32, 10: 64, 11: 64}
EXTREMES = (0, 1, 2, 3, 7, 255, 513, 4096, 1 << 15, (1 << 31) - 1, 1 << 31, (1 << 32) - 1)
_ODD_FLOATS = (0.0, -1.0, 1e-30, 1e30, float("nan"), float("inf"))
_MANY = 1 << 60
_SURPRISES = {
    "gpt-oss.attention.key_length_swa": (0, 3, 100_000),
    "gpt-oss.attention.value_length_swa": (0, 3, 100_000),
    "gpt-oss.attention.sliding_window_pattern": (1,),
    "gpt-oss.expert_group_count": (3, 100_000, (1 << 32) - 1),
    "gpt-oss.nextn_predict_layers": (3, 100_000, (1 << 32) - 1),
}
"""Keys that the file does not have, with values that llama.cpp ends its process over."""


@dataclass(frozen=True)
class Mutant:
    """A broken file; ``name`` says how."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Key:
    """``value`` as the file has it, with the kind and the number of an array's values."""

    name: bytes
    kind: int
    value: bytes


@dataclass(frozen=True)
class Tensor:
    name: bytes
    shape: tuple[int, ...]
    kind: int
    offset: int


@dataclass(frozen=True)
class Pieces:
    """A file taken apart. The counts are what it says, ``data`` everything after the header."""

    keys: tuple[Key, ...]
    tensors: tuple[Tensor, ...]
    data: bytes
    header_size: int = 0
    version: int = 3
    key_count: int | None = None
    tensor_count: int | None = None

    def key(self, name: str) -> Key:
        return next(key for key in self.keys if key.name == name.encode())

    def with_key(self, key: Key) -> Pieces:
        """In the place of the one of that name, or as one more."""
        others = tuple(key if k.name == key.name else k for k in self.keys)
        return replace(self, keys=others if key in others else (*self.keys, key))

    def without_key(self, name: str) -> Pieces:
        return replace(self, keys=tuple(k for k in self.keys if k.name != name.encode()))

    def with_tensor(self, index: int, tensor: Tensor) -> Pieces:
        before, after = self.tensors[:index], self.tensors[index + 1 :]
        return replace(self, tensors=(*before, tensor, *after))


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def text_key(name: str, value: str) -> Key:
    return Key(name.encode(), _STRING, text(value))


def number_key(name: str, value: int, kind: int = 4) -> Key:
    return Key(name.encode(), kind, struct.pack("<" + _SCALARS[kind], value))


def take_apart(data: bytes) -> Pieces:
    """Of a good file with the usual alignment of 32."""
    version, tensors, keys = struct.unpack_from("<IQQ", data, 4)
    at, found, listed = 24, [], []
    for _ in range(keys):
        name, at = _text(data, at)
        (kind,) = struct.unpack_from("<I", data, at)
        end = _value_end(data, at + 4, kind)
        found.append(Key(name, kind, data[at + 4 : end]))
        at = end
    for _ in range(tensors):
        name, at = _text(data, at)
        (count,) = struct.unpack_from("<I", data, at)
        shape = struct.unpack_from(f"<{count}Q", data, at + 4)
        kind, offset = struct.unpack_from("<IQ", data, at + 4 + 8 * count)
        listed.append(Tensor(name, shape, kind, offset))
        at += 16 + 8 * count
    start = -(-at // 32) * 32
    return Pieces(tuple(found), tuple(listed), data[start:], start, version)


def put_together(pieces: Pieces) -> bytes:
    tensors = len(pieces.tensors) if pieces.tensor_count is None else pieces.tensor_count
    keys = len(pieces.keys) if pieces.key_count is None else pieces.key_count
    head = b"GGUF" + struct.pack("<IQQ", pieces.version, tensors, keys)
    for key in pieces.keys:
        head += (
            struct.pack("<Q", len(key.name)) + key.name + struct.pack("<I", key.kind) + key.value
        )
    for t in pieces.tensors:
        head += struct.pack("<Q", len(t.name)) + t.name + struct.pack("<I", len(t.shape))
        head += struct.pack(f"<{len(t.shape)}Q", *t.shape) + struct.pack("<IQ", t.kind, t.offset)
    return head + bytes(-len(head) % 32) + pieces.data


def hostile(good: bytes) -> Iterator[Mutant]:
    """Every number and list of the header set to what nobody would write by accident."""
    pieces = take_apart(good)
    for name, broken in (*_hostile_counts(pieces), *_hostile_keys(pieces)):
        yield Mutant(name, put_together(broken))
    for key, values in _SURPRISES.items():
        for value in values:
            yield Mutant(f"{key} = {value}", put_together(pieces.with_key(number_key(key, value))))
    for name, broken in (*_hostile_lists(pieces), *_hostile_tensors(pieces)):
        yield Mutant(name, put_together(broken))


def _text(data: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from("<Q", data, at)
    return data[at + 8 : at + 8 + length], at + 8 + length


def _value_end(data: bytes, at: int, kind: int) -> int:
    if kind == _STRING:
        return _text(data, at)[1]
    if kind != _ARRAY:
        return at + struct.calcsize(_SCALARS[kind])
    inner, count = struct.unpack_from("<IQ", data, at)
    at += 12
    if inner != _STRING:
        return at + int(count) * struct.calcsize(_SCALARS[inner])
    for _ in range(count):
        at = _text(data, at)[1]
    return at


_Change = tuple[str, Pieces]


def _hostile_counts(pieces: Pieces) -> Iterator[_Change]:
    for count in (0, 1, 10_001, 1 << 31, _MANY, (1 << 64) - 1):
        yield f"{count} keys", replace(pieces, key_count=count)
        yield f"{count} tensors", replace(pieces, tensor_count=count)
    for version in (0, 1, 2, 4, 50331648, (1 << 32) - 1):
        yield f"version {version}", replace(pieces, version=version)
    for alignment in (0, 1, 3, 4, 8, 64, 4096, 1 << 31):
        key = number_key("general.alignment", alignment)
        yield f"alignment {alignment}", pieces.with_key(key)
    yield "nothing but keys", replace(pieces, tensors=(), data=b"")
    yield "no data", replace(pieces, data=b"")


def _hostile_keys(pieces: Pieces) -> Iterator[_Change]:
    for key in pieces.keys:
        name = key.name.decode()
        yield f"no {name}", pieces.without_key(name)
        yield f"{name} twice", replace(pieces, keys=(*pieces.keys, key))
        yield f"{name} as a text", pieces.with_key(text_key(name, "nonsense"))
        yield f"{name} of no kind", pieces.with_key(replace(key, kind=77))
        if key.kind in _WHOLE:
            for value in EXTREMES:
                changed = number_key(name, value & 0xFFFFFFFF, 4)
                yield f"{name} = {value}", pieces.with_key(changed)
            yield f"{name} as an array", pieces.with_key(Key(key.name, _ARRAY, _numbers(5, 2)))
        if key.kind == 6:
            for number in _ODD_FLOATS:
                value = struct.pack("<f", number)
                yield f"{name} = {number}", pieces.with_key(replace(key, value=value))
        if key.kind == _STRING:
            yield (
                f"{name} too long",
                pieces.with_key(replace(key, value=struct.pack("<Q", 1 << 62))),
            )
            yield f"{name} empty", pieces.with_key(text_key(name, ""))


def _hostile_lists(pieces: Pieces) -> Iterator[_Change]:
    for key in pieces.keys:
        if key.kind != _ARRAY:
            continue
        name = key.name.decode()
        inner, count = struct.unpack_from("<IQ", key.value)
        for wrong in (0, 1, count - 1, count + 1, 1 << 31, _MANY, (1 << 64) - 1):
            value = struct.pack("<IQ", inner, wrong) + key.value[12:]
            yield f"{name} says {wrong}", pieces.with_key(replace(key, value=value))
        for short in (0, 1, count // 2, count - 1):
            yield (
                f"{name} cut to {short}",
                pieces.with_key(replace(key, value=_shorter(key, short))),
            )
        for kind in (_ARRAY, 77, 4, 8):
            value = struct.pack("<IQ", kind, count) + key.value[12:]
            yield f"{name} of {kind}", pieces.with_key(replace(key, value=value))
        nested = struct.pack("<IQ", _ARRAY, 1) * 40
        yield f"{name} nested", pieces.with_key(replace(key, value=nested))
        for odd in ("", " ", "a", "\xff" * 300, "<|start|>"):
            value = struct.pack("<IQ", _STRING, count) + text(odd) * count
            yield f"{name} all {odd[:9]!r}", pieces.with_key(replace(key, value=value))
        for number in (0, 1, 6, 77, (1 << 31) - 1):
            value = struct.pack("<IQ", 5, count) + struct.pack("<i", number) * count
            yield f"{name} all {number}", pieces.with_key(replace(key, value=value))


def _hostile_tensors(pieces: Pieces) -> Iterator[_Change]:
    for index, tensor in enumerate(pieces.tensors):
        name = tensor.name.decode()
        if name.startswith("blk.1."):
            continue
        without = pieces.tensors[:index] + pieces.tensors[index + 1 :]
        yield f"no {name}", replace(pieces, tensors=without)
        yield f"{name} renamed", pieces.with_tensor(index, replace(tensor, name=b"blk.7.nothing"))
        yield (
            f"{name} as another",
            pieces.with_tensor(index, replace(tensor, name=b"output.weight")),
        )
        for kind in (1, 2, 4, 8, 14, 16, 24, 26, 28, 39, 77, (1 << 32) - 1):
            yield f"{name} of type {kind}", pieces.with_tensor(index, replace(tensor, kind=kind))
        for shape in _odd_shapes(tensor.shape):
            yield f"{name} as {shape}", pieces.with_tensor(index, replace(tensor, shape=shape))
        for offset in (1, tensor.offset + 32, _MANY, (1 << 64) - 32):
            moved = replace(tensor, offset=offset)
            yield f"{name} at {offset}", pieces.with_tensor(index, moved)


def _odd_shapes(shape: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    yield ()
    yield shape[::-1] if len(shape) > 1 else (shape[0] // 2, 2)
    yield (*shape, 1, 1, 1, 1)
    for first in (0, 1, shape[0] - 1, shape[0] + 1, 1 << 62, (1 << 64) - 1):
        yield (first, *shape[1:])


def _numbers(kind: int, count: int) -> bytes:
    return struct.pack("<IQ", kind, count) + struct.pack(f"<{count}i", *range(count))


def _shorter(key: Key, count: int) -> bytes:
    """An array of its first values, true to itself."""
    inner, _ = struct.unpack_from("<IQ", key.value)
    end = _value_end(struct.pack("<IQ", inner, count) + key.value[12:], 0, _ARRAY)
    return struct.pack("<IQ", inner, count) + key.value[12:end]
