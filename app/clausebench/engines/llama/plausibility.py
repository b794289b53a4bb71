"""Whether what a file says about its weights can be true.

Beyond these bounds llama.cpp ends its process, when it loads the weights or when it first computes
with them. They are wide: the published weights lie far within.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clausebench.engines.llama.gguf import VOCABULARY, Array, Gguf, Tensor

_COUNTS = {
    "block_count": (1, 512),
    "context_length": (1, 1 << 24),
    "embedding_length": (1, 1 << 20),
    "attention.head_count": (1, 4096),
    "attention.head_count_kv": (1, 4096),
    "attention.key_length": (2, 4096),
    "attention.value_length": (2, 4096),
    "attention.sliding_window": (1, 1 << 24),
    "expert_count": (1, 512),
    "expert_used_count": (1, 512),
    "expert_feed_forward_length": (1, 1 << 24),
}
_RATIOS = {
    "attention.layer_norm_rms_epsilon": (1e-12, 1.0),
    "rope.freq_base": (1.0, 1e12),
}
_OPTIONAL = {
    "rope.scaling.factor": (1e-3, 1e6),
    "rope.scaling.original_context_length": (1, 1 << 24),
    "rope.freq_base_swa": (1.0, 1e12),
    "attention.sliding_window_pattern": (2, 512),
    "expert_group_count": (0, 1),
    "nextn_predict_layers": (0, 0),
}
"""Unless they are arrays, of which llama.cpp takes better care."""
_LENGTHS = ("value_length", "key_length_swa", "value_length_swa")
_SCALINGS = ("none", "linear", "yarn", "longrope")
_UNCOMPUTABLE = frozenset((9, 15, *range(24, 29)))
"""Types of intermediate results and of whole numbers."""

_PLAIN = 0


def contradiction(gguf: Gguf, tensors: Iterable[Tensor], architecture: str) -> str:
    """The first thing that cannot be, as a sentence; empty when there is none.

    ``tensors`` are those of all parts.
    """
    return next((found for found in _contradictions(gguf, tuple(tensors), architecture)), "")


def _contradictions(gguf: Gguf, tensors: tuple[Tensor, ...], architecture: str) -> Iterator[str]:
    for key, bounds in (_COUNTS | _RATIOS).items():
        if not _is_within(gguf.keys.get(f"{architecture}.{key}"), bounds, whole=key in _COUNTS):
            yield f"Its {architecture}.{key} cannot be right."
    for key, bounds in _OPTIONAL.items():
        value = gguf.keys.get(f"{architecture}.{key}", bounds[0])
        if not isinstance(value, Array) and not _is_within(value, bounds, whole=False):
            yield f"Its {architecture}.{key} cannot be right."
    if gguf.keys.get(f"{architecture}.rope.scaling.type", "none") not in _SCALINGS:
        yield f"Its {architecture}.rope.scaling.type cannot be right."
    yield from _unfit(gguf, architecture)
    yield from _unfit_tensors(gguf, {tensor.name: tensor for tensor in tensors}, architecture)


def _unfit(gguf: Gguf, architecture: str) -> Iterator[str]:
    """Numbers that are possible, and not together."""
    numbers = {key: gguf.number(f"{architecture}.{key}") or 0 for key in _COUNTS}
    length = numbers["attention.key_length"]
    others = (f"{architecture}.attention.{key}" for key in _LENGTHS)
    if any(gguf.keys.get(key, length) != length for key in others):
        yield "Its keys and values are of different lengths."
    if numbers["expert_used_count"] > numbers["expert_count"]:
        yield "It uses more experts than it has."
    words = gguf.keys.get(VOCABULARY)
    if isinstance(words, Array) and words.distinct != words.count:
        yield "A word stands twice in its vocabulary."


def _unfit_tensors(gguf: Gguf, tensors: dict[str, Tensor], architecture: str) -> Iterator[str]:
    words, embedding = gguf.keys.get(VOCABULARY), tensors.get("token_embd.weight")
    rows = embedding.shape[1:] if embedding is not None else ()
    if not isinstance(words, Array) or rows != (words.count,):
        yield "Its vocabulary and its weights do not go together."
    layers = {name.split(".")[1] for name in tensors if name.startswith("blk.")}
    if len(layers) != gguf.number(f"{architecture}.block_count"):
        yield "Layers are missing."
    for tensor in tensors.values():
        if tensor.kind in _UNCOMPUTABLE or (_is_plain(tensor) and tensor.kind != _PLAIN):
            yield f"{tensor.name} is of a type that cannot be computed with."


def _is_plain(tensor: Tensor) -> bool:
    """Norms, biases and sinks: no quantisation touches them."""
    return len(tensor.shape) == 1 or tensor.name.endswith(".bias")


def _is_within(value: object, bounds: tuple[float, float], *, whole: bool) -> bool:
    kinds = (int,) if whole else (int, float)
    return isinstance(value, kinds) and bounds[0] <= value <= bounds[1]
