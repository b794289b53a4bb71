"""Constructed weights and engines on them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.support.engines import scripted_engine
from tests.support.gguf_maker import scripted_weights

from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama_engine import LlamaEngine


@pytest.fixture(scope="session")
def weights_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where weights are made once for all tests."""
    return tmp_path_factory.mktemp("weights")


@pytest.fixture
def make_engine(weights_folder: Path) -> Iterator[Callable[[str], LlamaEngine]]:
    """Engines by the script of their weights; closed when the test ends."""
    made: list[LlamaEngine] = []

    def make(script: str = "rationale") -> LlamaEngine:
        made.append(scripted_engine(weights_folder, script))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


@pytest.fixture
def slow_engine(weights_folder: Path, tmp_path: Path) -> Iterator[LlamaEngine]:
    """Its file is 1 GiB, nearly all of it a hole, so that reading takes a while."""
    path = tmp_path / "long.gguf"
    path.write_bytes(scripted_weights(weights_folder, "binary").read_bytes())
    os.truncate(path, 1 << 30)
    engine = LlamaEngine(path, LlamaOptions(threads=1, repack=False))
    yield engine
    engine.close()
