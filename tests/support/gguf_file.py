"""The shape of a gpt-oss file, in small: its tensors, its keys, and how it is written."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np
from numpy.typing import NDArray
from tests.support.vocabulary import Vocabulary

Array = NDArray[np.float32]

CONTEXT_LENGTH = 131_072
HEAD_DIM = 64
HEADS = 4
_LAYERS, _EXPERTS, _FEED_FORWARD = 2, 2, 64


def tensor_shapes(size: int, width: int, heads: int = HEADS) -> dict[str, tuple[int, ...]]:
    """Every tensor of the architecture with its shape as numpy has it."""
    inner = heads * HEAD_DIM
    shapes: dict[str, tuple[int, ...]] = {
        "token_embd.weight": (size, width),
        "output_norm.weight": (width,),
        "output.weight": (size, width),
    }
    layer: dict[str, tuple[int, ...]] = {
        "attn_norm.weight": (width,),
        "post_attention_norm.weight": (width,),
        "attn_output.weight": (width, inner),
        "attn_output.bias": (width,),
        "attn_sinks.weight": (heads,),
        "ffn_gate_inp.weight": (_EXPERTS, width),
        "ffn_gate_inp.bias": (_EXPERTS,),
        "ffn_down_exps.weight": (_EXPERTS, width, _FEED_FORWARD),
        "ffn_down_exps.bias": (_EXPERTS, width),
    }
    for name in ("q", "k", "v"):
        layer |= {f"attn_{name}.weight": (inner, width), f"attn_{name}.bias": (inner,)}
    for name in ("gate", "up"):
        layer[f"ffn_{name}_exps.weight"] = (_EXPERTS, _FEED_FORWARD, width)
        layer[f"ffn_{name}_exps.bias"] = (_EXPERTS, _FEED_FORWARD)
    for index in range(_LAYERS):
        shapes |= {f"blk.{index}.{name}": shape for name, shape in layer.items()}
    return shapes


def write_weights(
    path: Path,
    vocabulary: Vocabulary,
    tensors: dict[str, Array],
    context_length: int = CONTEXT_LENGTH,
) -> None:
    """Write to a neighbour first: a half-written file must never be found by the next test."""
    unfinished = path.with_suffix(".part")
    writer = gguf.GGUFWriter(unfinished, "gpt-oss")
    width = tensors["token_embd.weight"].shape[1]
    _write_keys(writer, width, len(tensors["blk.0.attn_sinks.weight"]), context_length)
    vocabulary.write(writer)
    for name, tensor in tensors.items():
        writer.add_tensor(name, np.ascontiguousarray(tensor, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    unfinished.replace(path)


def _write_keys(writer: gguf.GGUFWriter, width: int, heads: int, context_length: int) -> None:
    writer.add_type("model")
    writer.add_name("constructed test weights")
    writer.add_block_count(_LAYERS)
    writer.add_context_length(context_length)
    writer.add_embedding_length(width)
    writer.add_feed_forward_length(_FEED_FORWARD)
    writer.add_head_count(heads)
    writer.add_head_count_kv(heads)
    writer.add_key_length(HEAD_DIM)
    writer.add_value_length(HEAD_DIM)
    writer.add_sliding_window(128)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_expert_count(_EXPERTS)
    writer.add_expert_used_count(1)
    writer.add_expert_feed_forward_length(_FEED_FORWARD)
    writer.add_rope_freq_base(150_000.0)
    writer.add_rope_scaling_type(gguf.RopeScalingType.YARN)
    writer.add_rope_scaling_factor(32.0)
    writer.add_rope_scaling_orig_ctx_len(4096)
    writer.add_file_type(0)
    writer.add_quantization_version(2)
