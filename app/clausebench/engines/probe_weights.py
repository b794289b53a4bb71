"""Weights without sense to measure speed with: those of the 20b, but with two layers.

Two are one of each kind, sliding window and full. Output head and layers stand in the same
proportion as in the 20b, so that time per token is the same mix of the same kernels. What one
token needs is 214 MB, more than a processor keeps in its cache.
"""

from __future__ import annotations

import random
import struct
from array import array
from collections.abc import Iterator
from pathlib import Path

from clausebench.domain.shape import SHAPE_20B, Shape
from clausebench.engines.gguf_writing import Kind, Tensor, Value, write_gguf
from clausebench.engines.llama.header import ARCHITECTURE

_LAYERS = 2
PROBE_SHAPE = Shape(
    _LAYERS, SHAPE_20B.experts, vocabulary=SHAPE_20B.vocabulary * _LAYERS // SHAPE_20B.layers
)
_Q8_0_SCALE = struct.pack("<e", 0.0003)


def write_probe_weights(path: Path, shape: Shape = PROBE_SHAPE) -> Iterator[float]:
    """Yields the fraction written. Raises ``OSError``."""
    for done in write_gguf(path, _keys(shape), tuple(_tensors(shape)), _patterns()):
        yield min(done / shape.size, 1.0)


def _patterns() -> dict[Kind, bytes]:
    """Random, so that tokens are spread over the experts; some megabytes, repeated, because
    speed does not depend on what is in which weight."""
    chance = random.Random(1)  # noqa: S311 - the same weights each time
    blocks = 1 << 17
    mxfp4 = bytearray(chance.randbytes(17 * blocks))
    mxfp4[::17] = bytes(118 + byte % 4 for byte in chance.randbytes(blocks))  # exponents
    q8_0 = bytearray(chance.randbytes(34 * blocks))
    q8_0[::34], q8_0[1::34] = (bytes([byte]) * blocks for byte in _Q8_0_SCALE)
    plain = array("f", (chance.uniform(-0.035, 0.035) for _ in range(1 << 16)))
    return {Kind.MXFP4: bytes(mxfp4), Kind.Q8_0: bytes(q8_0), Kind.F32: plain.tobytes()}


def _tensors(shape: Shape) -> Iterator[Tensor]:
    width = shape.width
    yield Tensor("token_embd.weight", (width, shape.vocabulary), Kind.Q8_0)
    yield Tensor("output.weight", (width, shape.vocabulary), Kind.Q8_0)
    yield Tensor("output_norm.weight", (width,), Kind.F32)
    for layer in range(shape.layers):
        for name, dimensions, kind in (*_attention(shape), *_experts(shape)):
            yield Tensor(f"blk.{layer}.{name}", dimensions, kind)


_Row = tuple[str, tuple[int, ...], Kind]


def _attention(shape: Shape) -> Iterator[_Row]:
    width, inner = shape.width, shape.heads * shape.head_size
    keys = shape.key_heads * shape.head_size
    for name, size in (("q", inner), ("k", keys), ("v", keys)):
        yield f"attn_{name}.weight", (width, size), Kind.Q8_0
        yield f"attn_{name}.bias", (size,), Kind.F32
    yield "attn_output.weight", (inner, width), Kind.Q8_0
    for name in ("attn_output.bias", "attn_norm.weight", "post_attention_norm.weight"):
        yield name, (width,), Kind.F32
    yield "attn_sinks.weight", (shape.heads,), Kind.F32


def _experts(shape: Shape) -> Iterator[_Row]:
    width, experts = shape.width, shape.experts
    yield "ffn_gate_inp.weight", (width, experts), Kind.F32
    yield "ffn_gate_inp.bias", (experts,), Kind.F32
    for name in ("gate", "up", "down"):
        yield f"ffn_{name}_exps.weight", (width, width, experts), Kind.MXFP4
        yield f"ffn_{name}_exps.bias", (width, experts), Kind.F32


def _keys(shape: Shape) -> dict[str, Value]:
    own: dict[str, Value] = {
        "block_count": shape.layers,
        "context_length": 131_072,
        "embedding_length": shape.width,
        "feed_forward_length": shape.width,
        "expert_feed_forward_length": shape.width,
        "attention.head_count": shape.heads,
        "attention.head_count_kv": shape.key_heads,
        "attention.key_length": shape.head_size,
        "attention.value_length": shape.head_size,
        "attention.sliding_window": 128,
        "attention.layer_norm_rms_epsilon": 1e-5,
        "expert_count": shape.experts,
        "expert_used_count": shape.used,
        "rope.freq_base": 150_000.0,
    }
    tokens = ("Ċ", *(f"t{i}" for i in range(1, shape.vocabulary)))  # Ċ is a line's end
    return {
        "general.architecture": ARCHITECTURE,
        "general.name": "random weights to measure speed with",
        **{f"{ARCHITECTURE}.{name}": value for name, value in own.items()},
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "gpt-4o",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.token_type": (1,) * shape.vocabulary,
        "tokenizer.ggml.merges": ("t 1",),
        "tokenizer.ggml.eos_token_id": 1,
    }
