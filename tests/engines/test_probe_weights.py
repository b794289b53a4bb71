"""The small GGUF writer, read by the format's own library and by ours."""

from __future__ import annotations

from collections import deque
from pathlib import Path

import gguf
import numpy as np
import pytest
from tests.support.small_probe import SMALL_SHAPE

from clausebench.domain.shape import SHAPE_20B
from clausebench.engines.gguf_writing import Kind, Tensor, write_gguf
from clausebench.engines.llama.header import ARCHITECTURE
from clausebench.engines.llama.preflight import preflight
from clausebench.engines.probe_weights import PROBE_SHAPE, write_probe_weights


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    path = tmp_path / "probe.gguf"
    fractions = list(write_probe_weights(path, SMALL_SHAPE))
    assert fractions == sorted(fractions)
    assert 0 < fractions[0] <= fractions[-1] == 1
    return path


def test_our_reader_finds_the_shape_that_was_asked_for(weights: Path) -> None:
    header = preflight(weights)
    assert header.shape == SMALL_SHAPE
    assert header.layers == SMALL_SHAPE.layers
    assert header.size == pytest.approx(SMALL_SHAPE.size, rel=0.1)


def test_the_formats_library_reads_keys_and_tensors(weights: Path) -> None:
    reader = gguf.GGUFReader(weights)
    assert reader.fields["general.architecture"].contents() == ARCHITECTURE
    assert len(reader.fields["tokenizer.ggml.tokens"].contents()) == SMALL_SHAPE.vocabulary
    assert reader.fields[f"{ARCHITECTURE}.rope.freq_base"].contents() == 150_000.0
    tensors = {tensor.name: tensor for tensor in reader.tensors}
    experts = tensors["blk.1.ffn_down_exps.weight"]
    assert experts.tensor_type == gguf.GGMLQuantizationType.MXFP4
    assert experts.shape.tolist() == [128, 128, 4]
    head = gguf.quants.dequantize(tensors["output.weight"].data, gguf.GGMLQuantizationType.Q8_0)
    assert 0.01 < np.std(head) < 0.05


def test_experts_are_told_apart_by_the_router(weights: Path) -> None:
    """Else every token would use the same few, which might stay in the processor's cache."""
    tensors = {tensor.name: tensor for tensor in gguf.GGUFReader(weights).tensors}
    router = np.asarray(tensors["blk.0.ffn_gate_inp.weight"].data)
    tokens = np.random.default_rng(0).normal(size=(2000, router.shape[1]))
    favourites = np.argmax(tokens @ router.T, axis=1)
    assert np.bincount(favourites, minlength=4).min() > 300


def test_tensors_repeat_their_pattern_and_lie_where_the_header_says(tmp_path: Path) -> None:
    path = tmp_path / "plain.gguf"
    tensors = (Tensor("a", (3,), Kind.F32), Tensor("b", (5,), Kind.F32))
    pattern = np.array([1, 2], np.float32).tobytes()
    deque(write_gguf(path, {"general.architecture": "x"}, tensors, {Kind.F32: pattern}), 0)
    found = {t.name: t.data.tolist() for t in gguf.GGUFReader(path).tensors}
    assert found == {"a": [1, 2, 1], "b": [1, 2, 1, 2, 1]}


def test_the_probe_is_the_20b_in_small() -> None:
    """Each part of a token's bytes in the same proportion, and more than caches hold."""
    part = PROBE_SHAPE.layers / SHAPE_20B.layers
    assert PROBE_SHAPE.bytes_per_token == pytest.approx(SHAPE_20B.bytes_per_token * part, rel=1e-3)
    assert PROBE_SHAPE.work_per_token == pytest.approx(SHAPE_20B.work_per_token * part)
    assert PROBE_SHAPE.bytes_per_token > 200e6
    assert PROBE_SHAPE.size < 1.1e9
