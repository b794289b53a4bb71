"""The shape of gpt-oss weights, and what follows from it: bytes and work per token.

Counted as in the published files: experts are MXFP4, everything else that is large is Q8_0.
"""

from __future__ import annotations

from dataclasses import dataclass

_Q8_0, _MXFP4, _F32 = 34 / 32, 17 / 32, 4
"""Bytes per weight."""
_LARGEST_20B = 50 * 10**9
"""Bytes. Files of the 20b have 11 to 14 GB, or 42 in sixteen bits; those of the 120b 60 and up."""


@dataclass(frozen=True, slots=True)
class Shape:
    """``used`` of ``experts`` compute each token; ``key_heads`` are shared by ``heads``; inside,
    experts are ``width`` wide, too. Defaults are what both published sizes have."""

    layers: int
    experts: int
    used: int = 4
    width: int = 2880
    heads: int = 64
    key_heads: int = 8
    head_size: int = 64
    vocabulary: int = 201_088

    @property
    def size(self) -> float:
        """Bytes of the whole file, without its vocabulary's spelling."""
        return self.layers * self._layer(self.experts) + 2 * self._head

    @property
    def bytes_per_token(self) -> float:
        """Read to write one token, of a single sequence: the embedding is one row, not counted."""
        return self.layers * self._layer(self.used) + self._head

    @property
    def expert_bytes_per_token(self) -> float:
        """Of these, what is experts."""
        return self.layers * self.used * self._expert * _MXFP4

    @property
    def expert_part(self) -> float:
        """What part of the file is experts."""
        return self.layers * self.experts * self._expert * _MXFP4 / self.size

    @property
    def bytes_per_batch(self) -> float:
        """Read for each batch of a prompt: it is long enough to need every expert."""
        return self.layers * self._layer(self.experts)

    @property
    def work_per_token(self) -> float:
        """Floating-point operations to read one token. Only the last one needs the output head."""
        router = self.experts * self.width
        return 2.0 * self.layers * (self._attention + self.used * self._expert + router)

    @property
    def memory_per_token(self) -> int:
        """Bytes that a context keeps of each token: keys and values of all layers, 16 bits each."""
        return self.layers * 2 * self.key_heads * self.head_size * 2

    @property
    def _attention(self) -> int:
        inner = self.heads * self.head_size
        return self.width * (2 * inner + 2 * self.key_heads * self.head_size)

    @property
    def _expert(self) -> int:
        return 3 * self.width * self.width

    @property
    def _head(self) -> float:
        return self.vocabulary * self.width * _Q8_0

    def _layer(self, experts: int) -> float:
        router = self.experts * self.width * _F32
        return self._attention * _Q8_0 + experts * self._expert * _MXFP4 + router


SHAPE_20B = Shape(layers=24, experts=32)
SHAPE_120B = Shape(layers=36, experts=128)


def shape_of_size(size: int) -> Shape:
    """The shape of published weights whose file has ``size`` bytes."""
    return SHAPE_20B if size < _LARGEST_20B else SHAPE_120B
