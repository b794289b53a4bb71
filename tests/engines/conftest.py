"""Constructed weights and engines on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.support.engines import scripted_engine

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
