"""Q8_0 weights times tokens are exact, whoever is beside whom."""

from __future__ import annotations

import ctypes

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.support.ggml import F32, Q8_0, Libraries, built_with, computed, space, tensor

_BLOCK = 32
_ROUNDING = 1e-6
"""Of sums in single precision, as a part of the largest result."""


@pytest.fixture(scope="module")
def libraries() -> Libraries:
    return built_with("ggml_flash_attn_ext_shared_fits")


def _weights(drawn: np.random.Generator, rows: int, width: int) -> NDArray[np.uint8]:
    """Blocks of Q8_0: a half as scale, then 32 values; -128 among them, as files may have it."""
    made = np.empty((rows, width // _BLOCK, 34), np.uint8)
    scales = drawn.uniform(1e-4, 0.1, made.shape[:2]).astype(np.float16)
    made[..., :2] = scales[..., None].view(np.uint8)
    made[..., 2:] = drawn.integers(-128, 128, (*made.shape[:2], _BLOCK), np.int8).view(np.uint8)
    return made


def _floats(blocks: NDArray[np.uint8]) -> NDArray[np.float64]:
    scales = blocks[..., :2].copy().view(np.float16).astype(np.float64)
    values = blocks[..., 2:].copy().view(np.int8).astype(np.float64)
    return (scales * values).reshape(len(blocks), -1)


def _rounded(tokens: NDArray[np.float32]) -> NDArray[np.float64]:
    """As the library quantises them: 127 steps to the largest of 32, ties to even."""
    blocks = tokens.reshape(len(tokens), -1, _BLOCK)
    largest = np.abs(blocks).max(-1, keepdims=True)
    scales = (largest / np.float32(127)).astype(np.float32)
    factors = np.divide(127, largest, where=largest > 0, out=np.zeros_like(largest))
    values = np.rint((blocks * factors).astype(np.float32))
    return (scales.astype(np.float16).astype(np.float64) * values).reshape(tokens.shape)


def product(
    libraries: Libraries,
    weights: NDArray[np.uint8],
    tokens: NDArray[np.float32],
    threads: int = 2,
) -> NDArray[np.float32]:
    """What the library answers, (tokens, rows of the weights)."""
    with space(libraries) as place:
        shape = (len(weights), tokens.shape[1])
        given = tensor(libraries, place, Q8_0, shape, weights)
        beside = tensor(libraries, place, F32, tokens.shape, tokens)
        node = ctypes.c_void_p(libraries.call("ggml_mul_mat", place, given, beside))
        return computed(libraries, place, node, (len(tokens), len(weights)), threads)


def _question(tokens: int, rows: int, width: int) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    drawn = np.random.default_rng(tokens * 1000 + rows)
    given = drawn.normal(0, 1, (tokens, width)).astype(np.float32)
    given[0, :_BLOCK] = 0
    return _weights(drawn, rows, width), given


@pytest.mark.parametrize("tokens", [1, 2, 3, 4, 5, 11, 12, 13, 24, 25, 33, 128])
@pytest.mark.parametrize(("rows", "width"), [(1, 32), (16, 96), (37, 1024), (357, 2880)])
def test_tokens_get_what_double_precision_gives(
    libraries: Libraries, tokens: int, rows: int, width: int
) -> None:
    weights, given = _question(tokens, rows, width)
    exact = _rounded(given) @ _floats(weights).T
    error = np.abs(product(libraries, weights, given) - exact).max()
    assert error <= _ROUNDING * np.abs(exact).max()


@pytest.mark.parametrize("threads", [1, 2, 3, 8])
def test_a_token_gets_the_same_whoever_is_beside_it(libraries: Libraries, threads: int) -> None:
    weights, given = _question(40, 357, 512)
    together = product(libraries, weights, given, threads)
    for first, count in ((1, 1), (0, 2), (3, 5), (7, 13), (30, 10)):
        some = product(libraries, weights, given[first : first + count], 2)
        assert some.tobytes() == together[first : first + count].tobytes()


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_single_precision_weights_do_not_care_either(libraries: Libraries, threads: int) -> None:
    """Those that choose the experts: their number has to be one that the kernel takes."""
    drawn = np.random.default_rng(threads)
    weights = drawn.normal(0, 1, (32, 512)).astype(np.float32)
    given = drawn.normal(0, 1, (40, 512)).astype(np.float32)

    def times(tokens: NDArray[np.float32]) -> NDArray[np.float32]:
        with space(libraries) as place:
            parts = [tensor(libraries, place, F32, x.shape, x) for x in (weights, tokens)]
            node = ctypes.c_void_p(libraries.call("ggml_mul_mat", place, *parts))
            return computed(libraries, place, node, (len(tokens), len(weights)), threads)

    together = times(given)
    for first, count in ((0, 1), (7, 1), (1, 6), (20, 13)):
        assert times(given[first : first + count]).tobytes() == together[first:][:count].tobytes()
