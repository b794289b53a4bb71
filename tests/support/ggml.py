"""ggml, taken from the built library: one operation computed by the kernels that judge."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import llama_cpp
import numpy as np
import pytest
from numpy.typing import NDArray

F32, F16, Q8_0 = 0, 1, 8
"""ggml's numbers for its types."""


class _Space(ctypes.Structure):
    """ggml_init_params."""

    _fields_ = (("size", ctypes.c_size_t), ("place", ctypes.c_void_p), ("empty", ctypes.c_bool))


@dataclass(frozen=True, slots=True)
class Libraries:
    base: ctypes.CDLL
    processor: ctypes.CDLL

    def call(self, name: str, *values: object) -> int:
        function = getattr(self.base, name)
        function.restype = ctypes.c_void_p
        return int(function(*values) or 0)


def built_with(sign: str) -> Libraries:
    """The libraries, if ``sign`` is a function of theirs; otherwise the test is skipped."""
    folder = Path(llama_cpp.__file__).parent / "lib"
    paths = [folder / f"libggml-{name}.so" for name in ("base", "cpu")]
    if not all(path.exists() for path in paths):
        pytest.skip("the libraries are looked into as on Linux")
    found = Libraries(*(ctypes.CDLL(str(path)) for path in paths))
    if not hasattr(found.processor, sign):
        pytest.skip("the patch is not for this processor")
    found.processor.ggml_cpu_init()  # fills the tables that halves are turned into floats with
    return found


@contextmanager
def space(libraries: Libraries) -> Iterator[ctypes.c_void_p]:
    """Memory for tensors and a graph."""
    init = libraries.base.ggml_init
    init.argtypes, init.restype = (_Space,), ctypes.c_void_p
    made = ctypes.c_void_p(init(_Space(64 << 20, None, False)))
    try:
        yield made
    finally:
        libraries.base.ggml_free(made)


def tensor(
    libraries: Libraries,
    place: ctypes.c_void_p,
    kind: int,
    shape: Sequence[int],
    data: NDArray[np.generic],
) -> ctypes.c_void_p:
    """``shape`` as numpy counts, the fastest last."""
    sizes = [ctypes.c_int64(size) for size in (*reversed(shape), 1, 1, 1)[:4]]
    made = libraries.call("ggml_new_tensor_4d", place, ctypes.c_int(kind), *sizes)
    to = libraries.call("ggml_get_data", ctypes.c_void_p(made))
    ctypes.memmove(to, np.ascontiguousarray(data).ctypes.data, data.nbytes)
    return ctypes.c_void_p(made)


def computed(
    libraries: Libraries,
    place: ctypes.c_void_p,
    node: ctypes.c_void_p,
    shape: Sequence[int],
    threads: int,
) -> NDArray[np.float32]:
    graph = ctypes.c_void_p(libraries.call("ggml_new_graph", place))
    libraries.base.ggml_build_forward_expand(graph, node)
    compute = libraries.processor.ggml_graph_compute_with_ctx
    assert compute(place, graph, ctypes.c_int(threads)) == 0
    result = np.empty(shape, np.float32)
    ctypes.memmove(result.ctypes.data, libraries.call("ggml_get_data", node), result.nbytes)
    return result
