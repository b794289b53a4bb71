"""The damage that disks, networks and hands do to files, the same at every run."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator

from tests.support.broken_gguf import EXTREMES, Mutant, take_apart


def damaged(good: bytes, count: int, seed: int = 7) -> Iterator[Mutant]:
    """``count`` damaged GGUF files, most of them in the header."""
    chance, header = random.Random(seed), take_apart(good).header_size
    ways = (_flip, _flip, _cut, _insert, _repeat, _drop, _overwrite, _field)
    for number in range(count):
        way = ways[number % len(ways)]
        reach = header if chance.random() < 0.7 else len(good)
        yield Mutant(f"{number} {way.__name__[1:]}", way(good, reach, chance))


def _flip(good: bytes, reach: int, chance: random.Random) -> bytes:
    data = bytearray(good)
    for _ in range(chance.choice((1, 1, 2, 8))):
        data[chance.randrange(reach)] ^= 1 << chance.randrange(8)
    return bytes(data)


def _cut(good: bytes, reach: int, chance: random.Random) -> bytes:
    return good[: chance.randrange(reach)]


def _insert(good: bytes, reach: int, chance: random.Random) -> bytes:
    at = chance.randrange(reach)
    return good[:at] + chance.randbytes(chance.choice((1, 7, 32, 4096))) + good[at:]


def _repeat(good: bytes, reach: int, chance: random.Random) -> bytes:
    at, size = chance.randrange(reach), chance.choice((1, 8, 32, 4096))
    return good[: at + size] + good[at:]


def _drop(good: bytes, reach: int, chance: random.Random) -> bytes:
    at = chance.randrange(reach)
    return good[:at] + good[at + chance.choice((1, 8, 32, 4096)) :]


def _overwrite(good: bytes, reach: int, chance: random.Random) -> bytes:
    at, size = chance.randrange(reach), chance.choice((4, 16, 512))
    filler = chance.choice((b"\0" * size, b"\xff" * size, chance.randbytes(size)))
    return good[:at] + filler + good[at + size :]


def _field(good: bytes, reach: int, chance: random.Random) -> bytes:
    at, value = chance.randrange(reach - 8), chance.choice(EXTREMES)
    return good[:at] + struct.pack("<Q", value << chance.choice((0, 0, 32))) + good[at + 8 :]
