"""Random weights of a size at which speed can be measured: 12 layers, width 1,024, 16 experts.

The mix of types is that of the published files: experts MXFP4, everything else that is large Q8_0.
What they say has no sense.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np
from gguf import GGMLQuantizationType as Kind
from numpy.typing import NDArray
from tests.support.vocabulary import Vocabulary

_MXFP4_BLOCK, _MXFP4_BYTES = 32, 17


@dataclass(frozen=True, slots=True)
class Shape:
    """``key_heads`` are shared by the ``heads``, as in the 20b weights."""

    layers: int = 12
    width: int = 1024
    heads: int = 16
    key_heads: int = 4
    head_size: int = 64
    experts: int = 16
    used: int = 4


MEDIUM = Shape()


def medium_weights(folder: Path, shape: Shape = MEDIUM) -> Path:
    """Made once per folder, some 360 MB."""
    path = folder / f"medium-{shape.layers}x{shape.width}x{shape.experts}.gguf"
    if not path.exists():
        unfinished = path.with_suffix(".part")
        _write(unfinished, shape)
        unfinished.replace(path)
    return path


def _write(path: Path, shape: Shape) -> None:
    writer, vocabulary = gguf.GGUFWriter(path, "gpt-oss"), Vocabulary()
    _write_keys(writer, shape)
    vocabulary.write(writer)
    chance = np.random.default_rng(0)
    _add(writer, chance, "token_embd.weight", (len(vocabulary), shape.width))
    _add(writer, chance, "output.weight", (len(vocabulary), shape.width))
    _add_plain(writer, chance, "output_norm.weight", (shape.width,))
    for layer in range(shape.layers):
        _write_layer(writer, chance, f"blk.{layer}.", shape)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _write_layer(
    writer: gguf.GGUFWriter, chance: np.random.Generator, layer: str, shape: Shape
) -> None:
    width, inner = shape.width, shape.heads * shape.head_size
    keys = shape.key_heads * shape.head_size
    for name, rows in (("q", inner), ("k", keys), ("v", keys)):
        _add(writer, chance, f"{layer}attn_{name}.weight", (rows, width))
        _add_plain(writer, chance, f"{layer}attn_{name}.bias", (rows,))
    _add(writer, chance, f"{layer}attn_output.weight", (width, inner))
    for name, size in (
        ("attn_output.bias", (width,)),
        ("attn_norm.weight", (width,)),
        ("post_attention_norm.weight", (width,)),
        ("attn_sinks.weight", (shape.heads,)),
        ("ffn_gate_inp.weight", (shape.experts, width)),
        ("ffn_gate_inp.bias", (shape.experts,)),
    ):
        _add_plain(writer, chance, layer + name, size)
    for name in ("gate", "up", "down"):
        blocks = _mxfp4(chance, shape.experts * width, width)
        blocks = blocks.reshape(shape.experts, width, -1)
        writer.add_tensor(f"{layer}ffn_{name}_exps.weight", blocks, raw_dtype=Kind.MXFP4)
        _add_plain(writer, chance, f"{layer}ffn_{name}_exps.bias", (shape.experts, width))


def _add(
    writer: gguf.GGUFWriter, chance: np.random.Generator, name: str, size: tuple[int, ...]
) -> None:
    values = chance.normal(0, 0.02, size).astype(np.float32)
    writer.add_tensor(name, gguf.quants.quantize(values, Kind.Q8_0), raw_dtype=Kind.Q8_0)


def _add_plain(
    writer: gguf.GGUFWriter, chance: np.random.Generator, name: str, size: tuple[int, ...]
) -> None:
    centre = 1.0 if name.endswith("norm.weight") else 0.0
    writer.add_tensor(name, chance.normal(centre, 0.02, size).astype(np.float32))


def _mxfp4(chance: np.random.Generator, rows: int, columns: int) -> NDArray[np.uint8]:
    """Blocks of a scale byte and 32 four-bit values."""
    blocks = np.empty((rows, columns // _MXFP4_BLOCK, _MXFP4_BYTES), np.uint8)
    blocks[:, :, 0] = chance.integers(118, 122, blocks.shape[:2], np.uint8)
    blocks[:, :, 1:] = chance.integers(0, 256, (*blocks.shape[:2], _MXFP4_BYTES - 1), np.uint8)
    return blocks.reshape(rows, -1)


def _write_keys(writer: gguf.GGUFWriter, shape: Shape) -> None:
    writer.add_type("model")
    writer.add_name("random weights of medium size")
    writer.add_block_count(shape.layers)
    writer.add_context_length(131_072)
    writer.add_embedding_length(shape.width)
    writer.add_feed_forward_length(shape.width)
    writer.add_expert_feed_forward_length(shape.width)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.key_heads)
    writer.add_key_length(shape.head_size)
    writer.add_value_length(shape.head_size)
    writer.add_sliding_window(128)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_expert_count(shape.experts)
    writer.add_expert_used_count(shape.used)
    writer.add_rope_freq_base(150_000.0)
    writer.add_rope_scaling_type(gguf.RopeScalingType.YARN)
    writer.add_rope_scaling_factor(32.0)
    writer.add_rope_scaling_orig_ctx_len(4096)
    writer.add_file_type(38)
    writer.add_quantization_version(2)
