"""The attention of ``packaging/llama-cpp.patch`` is exact, whoever is beside whom."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.support.ggml import F16, F32, Libraries, built_with, computed, space, tensor

Floats = NDArray[np.float32]

_ROUNDING = 5e-6
"""Of sums in single precision."""
_ROUNDING_OF_HALVES = 2e-2
"""llama.cpp's own way, which shapes too large for ours take, sums the values as halves."""


@dataclass(frozen=True, slots=True)
class Question:
    """What attention is asked: tokens, the cells they look at, and who sees what.

    ``queries``: (heads, tokens, size); ``keys`` and ``values``: (key heads, cells, size);
    ``mask``: (tokens, cells), what is added to scores; ``sinks``: (heads,), or None.
    """

    queries: Floats
    keys: NDArray[np.floating]
    values: NDArray[np.floating]
    mask: NDArray[np.float16]
    sinks: Floats | None = None
    scale: float = 0.125
    bias: float = 0.0
    cap: float = 0.0

    def of(self, tokens: slice | list[int]) -> Question:
        """The same for some of the tokens."""
        queries = np.ascontiguousarray(self.queries[:, tokens])
        rest = (self.sinks, self.scale, self.bias, self.cap)
        mask = np.ascontiguousarray(self.mask[tokens])
        return Question(queries, self.keys, self.values, mask, *rest)


@pytest.fixture(scope="module")
def libraries() -> Libraries:
    return built_with("ggml_flash_attn_ext_shared_fits")


def _tensor(
    libraries: Libraries, place: ctypes.c_void_p, values: NDArray[np.generic]
) -> ctypes.c_void_p:
    kind = F16 if values.dtype == np.float16 else F32
    return tensor(libraries, place, kind, values.shape, values)


def attention(libraries: Libraries, asked: Question, threads: int = 2) -> Floats:
    """What the library answers, (tokens, heads, size)."""
    number = ctypes.c_float
    with space(libraries) as place:
        parts = (asked.queries, asked.keys, asked.values, asked.mask)
        given = [_tensor(libraries, place, part) for part in parts]
        numbers = (number(asked.scale), number(asked.bias), number(asked.cap))
        node = ctypes.c_void_p(libraries.call("ggml_flash_attn_ext", place, *given, *numbers))
        if asked.sinks is not None:
            sinks = _tensor(libraries, place, asked.sinks)
            libraries.base.ggml_flash_attn_ext_add_sinks(node, sinks)
        heads, tokens, _ = asked.queries.shape
        shape = (tokens, heads, asked.values.shape[2])
        return computed(libraries, place, node, shape, threads)


def exactly(asked: Question) -> NDArray[np.float64]:
    """The same in double precision, (tokens, heads, size)."""
    shared = asked.queries.shape[0] // asked.keys.shape[0]
    keys = np.repeat(asked.keys.astype(np.float64), shared, 0)
    values = np.repeat(asked.values.astype(np.float64), shared, 0)
    scores = np.einsum("htd,hcd->htc", asked.queries.astype(np.float64), keys) * asked.scale
    if asked.cap:
        scores = asked.cap * np.tanh(scores / asked.cap)
    scores += _slopes(asked)[:, None, None] * asked.mask.astype(np.float64)
    sinks = np.full(len(keys), -np.inf) if asked.sinks is None else asked.sinks.astype(np.float64)
    largest = np.maximum(scores.max(-1), sinks[:, None])
    largest = np.where(np.isfinite(largest), largest, 0)
    weights = np.exp(scores - largest[..., None])
    sums = weights.sum(-1) + np.exp(sinks[:, None] - largest)
    sums[sums == 0] = 1
    return np.einsum("htc,hcd->thd", weights / sums[..., None], values)


def _slopes(asked: Question) -> NDArray[np.float64]:
    heads = np.arange(len(asked.queries))
    if not asked.bias:
        return np.ones(len(heads))
    whole = 2 ** int(np.log2(len(heads)))
    first, second = 2.0 ** (-asked.bias / whole), 2.0 ** (-asked.bias / 2 / whole)
    return np.where(heads < whole, first ** (heads + 1), second ** (2 * (heads - whole) + 1))


@dataclass(frozen=True, slots=True)
class Layout:
    """Cells as the engine leaves them: a shared beginning, each content's own in one piece, and
    then one written cell of each in turn, between the cells of the others."""

    tokens: int
    beginning: int = 300
    content: int = 60
    written: int = 40
    window: int = 0
    holes: int = 0

    def mask(self, drawn: np.random.Generator) -> NDArray[np.float16]:
        own = [self.beginning + t * self.content for t in range(self.tokens)]
        after = self.beginning + self.tokens * self.content
        cells = after + self.written * self.tokens
        seen = np.zeros((self.tokens, cells), bool)
        for token, first in enumerate(own):
            chain = [*range(self.beginning), *range(first, first + self.content)]
            chain += range(after + token, cells, self.tokens)
            seen[token, chain[-self.window :]] = True
        seen[:, drawn.integers(0, cells, self.holes)] = False
        return np.where(seen, np.float16(0), np.float16(-np.inf))


def _question(
    layout: Layout, heads: int = 8, key_heads: int = 2, size: int = 64, kind: type = np.float16
) -> Question:
    drawn = np.random.default_rng(layout.tokens)
    mask = layout.mask(drawn)
    queries = drawn.normal(0, 2, (heads, layout.tokens, size)).astype(np.float32)
    keys = drawn.normal(0, 1, (key_heads, mask.shape[1], size)).astype(kind)
    values = drawn.normal(0, 1, (key_heads, mask.shape[1], size)).astype(kind)
    sinks = drawn.normal(0, 2, heads).astype(np.float32)
    return Question(queries, keys, values, mask, sinks)


def _error(libraries: Libraries, asked: Question) -> float:
    return float(np.abs(attention(libraries, asked) - exactly(asked)).max())


@pytest.mark.parametrize("tokens", [1, 2, 3, 5, 16, 32, 33, 63, 64, 100])
@pytest.mark.parametrize("window", [0, 128])
def test_tokens_get_what_double_precision_gives(
    libraries: Libraries, tokens: int, window: int
) -> None:
    asked = _question(Layout(tokens, window=window))
    assert _error(libraries, asked) < _ROUNDING


@pytest.mark.parametrize(
    ("heads", "key_heads", "size"), [(16, 2, 64), (64, 8, 64), (12, 3, 64), (10, 2, 128)]
)
def test_what_a_token_gets_depends_neither_on_the_others_nor_on_threads(
    libraries: Libraries, heads: int, key_heads: int, size: int
) -> None:
    asked = _question(Layout(33, holes=20), heads, key_heads, size)
    together = attention(libraries, asked)
    for some in ([0], [17], [0, 32], [5, 6, 7], list(range(1, 30, 2))):
        assert attention(libraries, asked.of(some)).tobytes() == together[some].tobytes()
    for threads in (1, 3, 16):
        assert attention(libraries, asked, threads).tobytes() == together.tobytes()


def test_where_the_cells_lie_does_not_matter(libraries: Libraries) -> None:
    """What a policy was read into may be cells in a row, or, from disk, whichever are free."""
    asked = _question(Layout(33))
    cells = asked.mask.shape[1]
    places = np.sort(np.random.default_rng(0).choice(2 * cells, cells, replace=False))
    mask = np.full((33, 2 * cells), -np.inf, np.float16)
    mask[:, places] = asked.mask
    keys, values = (np.ones((2, 2 * cells, 64), np.float16) for _ in range(2))
    keys[:, places], values[:, places] = asked.keys, asked.values
    moved = Question(asked.queries, keys, values, mask, asked.sinks)
    assert attention(libraries, moved).tobytes() == attention(libraries, asked).tobytes()


@pytest.mark.parametrize(
    ("heads", "key_heads", "size", "kind"),
    [
        (4, 4, 64, np.float16),
        (64, 8, 64, np.float16),
        (26, 2, 128, np.float16),
        (16, 2, 128, np.float32),
        (6, 2, 80, np.float16),
        (71, 1, 64, np.float16),
        (3, 1, 40, np.float16),
        (64, 1, 16, np.float32),
    ],
)
def test_any_number_and_size_of_heads(
    libraries: Libraries, heads: int, key_heads: int, size: int, kind: type
) -> None:
    asked = _question(Layout(9), heads, key_heads, size, kind)
    bound = _ROUNDING_OF_HALVES if heads // key_heads > 64 else _ROUNDING
    assert _error(libraries, asked) < bound


@pytest.mark.parametrize("change", ["cap", "bias", "no sinks", "nothing seen", "strong sinks"])
def test_whatever_else_may_be_asked(libraries: Libraries, change: str) -> None:
    asked = _question(Layout(20, holes=30))
    sinks, mask, bias, cap = asked.sinks, asked.mask.copy(), 0.0, 0.0
    if change == "cap":
        cap = 5.0
    elif change == "bias":
        bias = 8.0
        mask -= np.linspace(0, 3, mask.shape[1]).astype(np.float16)
    elif change == "no sinks":
        sinks = None
    elif change == "nothing seen":
        sinks, mask[3] = None, -np.inf
    else:
        sinks = np.full_like(asked.sinks, 30)
    asked = Question(asked.queries, asked.keys, asked.values, mask, sinks, 0.125, bias, cap)
    assert _error(libraries, asked) < _ROUNDING
