"""The one look at weights before llama.cpp gets them, for whoever loads, adds or fetches them.

llama.cpp reads files as their author meant them: a damaged one can end its process, or load and say
nonsense. What can be told without reading the data is told here, in a sentence.
"""

from __future__ import annotations

from pathlib import Path

from clausebench.domain.errors import WeightsError
from clausebench.domain.shape import Shape
from clausebench.domain.weights import KeptWeights
from clausebench.engines.llama.gguf import VOCABULARY, Array, Gguf
from clausebench.engines.llama.header import ARCHITECTURE, Header, open_gguf, refuse_other_kinds
from clausebench.engines.llama.parts import Part, read_parts, refuse_later_part
from clausebench.engines.llama.plausibility import contradiction
from clausebench.engines.llama.strangers import GET_AGAIN, GET_WEIGHTS, printable, refusal

_MODEL, _PRE = "gpt2", "gpt-4o"
_MERGES = "tokenizer.ggml.merges"


def preflight(path: Path, kept: KeptWeights | None = None) -> Header:
    """Check weights by what their headers say, and by their size where it is known: ``kept``.

    Takes a second at the most. Raises ``WeightsError`` with a sentence for people.
    """
    gguf, size = open_gguf(path)
    refuse_later_part(path, gguf)
    refuse_other_kinds(path, gguf)
    _check_tokenizer(path, gguf)
    parts = read_parts(Part(path, gguf, size))
    tensors = [tensor for part in parts for tensor in part.gguf.tensors]
    if not tensors:
        raise refusal(path, "holds no weights", "Only their description is in it.", GET_WEIGHTS)
    if why := contradiction(gguf, tensors, ARCHITECTURE):
        raise refusal(path, "is damaged", why, GET_AGAIN)
    header = Header(
        parts=tuple(part.path for part in parts),
        size=sum(part.size for part in parts),
        architecture=ARCHITECTURE,
        name=printable(gguf.text("general.name"), 120) or path.stem,
        layers=gguf.number(f"{ARCHITECTURE}.block_count") or 0,
        shape=_shape(gguf),
    )
    if kept is not None and kept.size != header.size:
        raise _changed(path, f"It had {kept.size:,} bytes and has {header.size:,}.")
    return header


def refuse_changed(parts: tuple[Path, ...], digests: tuple[str, ...], kept: KeptWeights) -> None:
    """Compare with what was verified. Raises ``WeightsError``."""
    if len(digests) != len(kept.sha256):
        raise _changed(parts[0], f"It had {len(kept.sha256)} parts and has {len(digests)}.")
    for part, now, then in zip(parts, digests, kept.sha256, strict=True):
        if now != then:
            raise _changed(part, "Its SHA-256 is another one.")


def _changed(path: Path, how: str) -> WeightsError:
    hint = "Fetch it again, or add it anew if you changed it yourself."
    return refusal(path, "has changed since it was verified", how, hint)


def _shape(gguf: Gguf) -> Shape | None:
    names = (
        *("block_count", "expert_count", "expert_used_count", "embedding_length"),
        *("attention.head_count", "attention.head_count_kv", "attention.key_length"),
    )
    sizes = [gguf.number(f"{ARCHITECTURE}.{name}") or 0 for name in names]
    words = gguf.keys.get(VOCABULARY)
    sizes.append(words.count if isinstance(words, Array) else 0)
    return Shape(*sizes) if min(sizes) > 0 else None


def _check_tokenizer(path: Path, gguf: Gguf) -> None:
    if not all(_is_list(gguf.keys.get(key)) for key in (VOCABULARY, _MERGES)):
        why = "Text cannot be read without one."
        raise refusal(path, "has no tokenizer", why, GET_WEIGHTS)
    found = gguf.text("tokenizer.ggml.model"), gguf.text("tokenizer.ggml.pre")
    if found != (_MODEL, _PRE):
        named = printable(" / ".join(found), 60)
        why = f"It is “{named}”; gpt-oss has learned from “{_MODEL} / {_PRE}”."
        raise refusal(path, "splits text in another way than gpt-oss", why, GET_WEIGHTS)


def _is_list(value: object) -> bool:
    return isinstance(value, Array) and value.is_text and value.count > 0
