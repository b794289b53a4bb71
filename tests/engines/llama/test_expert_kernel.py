"""The kernel of ``packaging/llama-cpp.patch`` gives, bit for bit, what llama.cpp's own gives."""

from __future__ import annotations

import ctypes

import numpy as np
import pytest
from tests.support.ggml import built_with

_BLOCK = 32
"""Values of one block: 17 bytes of MXFP4, or 34 of Q8_0."""
_COLUMNS = 8
"""Columns whose blocks lie woven together."""


@pytest.fixture(scope="module")
def kernels() -> ctypes.CDLL:
    return built_with("ggml_gemv_mxfp4_8x8_q8_0_rows").processor


def _weights(drawn: np.random.Generator, columns: int, blocks: int) -> np.ndarray:
    """Woven MXFP4: of 8 columns the scales, then their packed values."""
    woven = drawn.integers(0, 256, (columns // _COLUMNS, blocks, 136), dtype=np.uint8)
    woven[..., :8] = drawn.integers(0, 140, (*woven.shape[:2], 8))  # scales of real weights, and 0
    return np.ascontiguousarray(woven)


def _tokens(drawn: np.random.Generator, rows: int, blocks: int) -> np.ndarray:
    """Q8_0: a half as scale, then 32 signed values, none of them -128."""
    made = np.zeros((rows, blocks, 34), np.uint8)
    scales = drawn.uniform(1e-4, 0.1, (rows, blocks)).astype(np.float16)
    made[..., :2] = scales[..., None].view(np.uint8)
    values = drawn.integers(-127, 128, (rows, blocks, _BLOCK), dtype=np.int8)
    made[..., 2:] = values.view(np.uint8)
    return made


@pytest.mark.parametrize("rows", range(1, 17))
@pytest.mark.parametrize(("columns", "blocks"), [(8, 1), (16, 3), (24, 32), (64, 90)])
def test_rows_together_are_rows_one_by_one(
    kernels: ctypes.CDLL, rows: int, columns: int, blocks: int
) -> None:
    if rows > 8 and not kernels.ggml_cpu_has_avx512_vnni():
        pytest.skip("without AVX-512 VNNI there are 8 rows at once")
    drawn = np.random.default_rng(rows * 1000 + columns)
    weights, tokens = _weights(drawn, columns, blocks), _tokens(drawn, rows, blocks)
    single = np.full((rows, columns), np.nan, np.float32)
    together = np.full((rows, columns), np.nan, np.float32)
    pointer = ctypes.c_void_p
    for out, token in zip(single, tokens, strict=True):
        kernels.ggml_gemv_mxfp4_8x8_q8_0(
            ctypes.c_int(blocks * _BLOCK),
            pointer(out.ctypes.data),
            ctypes.c_size_t(columns),
            pointer(weights.ctypes.data),
            pointer(token.ctypes.data),
            ctypes.c_int(1),
            ctypes.c_int(columns),
        )
    kernels.ggml_gemv_mxfp4_8x8_q8_0_rows(
        ctypes.c_int(blocks * _BLOCK),
        (pointer * rows)(*(out.ctypes.data for out in together)),
        pointer(weights.ctypes.data),
        (pointer * rows)(*(token.ctypes.data for token in tokens)),
        ctypes.c_int(rows),
        ctypes.c_int(columns),
        pointer(weights.ctypes.data),
        pointer(weights.ctypes.data),
    )
    assert np.isfinite(single).all()
    assert single.tobytes() == together.tobytes()
