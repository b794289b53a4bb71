"""Hundreds of broken weights: none is more than a sentence, and none hides behind a good name."""

from __future__ import annotations

import hashlib
import os
import struct
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.broken_gguf import (
    Key,
    Mutant,
    hostile,
    number_key,
    put_together,
    take_apart,
    text,
)
from tests.support.damaged_bytes import damaged
from tests.support.gguf_maker import random_weights, scripted_weights

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import AppError, EngineCrashedError, WeightsError
from clausebench.domain.weights import KeptWeights
from clausebench.engines.host import Host
from clausebench.engines.launch import engine_command
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama.preflight import preflight
from clausebench.engines.llama_engine import LlamaEngine

_OPTIONS = LlamaOptions(threads=1, repack=False, slots=1)


@pytest.fixture(scope="module")
def good(weights_folder: Path) -> bytes:
    return random_weights(weights_folder, width=32).read_bytes()


@pytest.fixture(scope="module")
def mutants(good: bytes) -> tuple[Mutant, ...]:
    return (*hostile(good), *damaged(good, 600))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "weights.gguf"


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host(engine_command())
    yield host
    host.close()


def passes(path: Path) -> bool:
    """Whether the preflight lets a file through."""
    try:
        preflight(path)
    except WeightsError:
        return False
    return True


def outcome(path: Path, host: Host, kept: KeptWeights | None = None) -> str:
    """What becomes of a file in the engine's process."""
    engine = LlamaEngine(path, _OPTIONS, host=host, kept=lambda: kept)
    try:
        list(engine.load(CancelToken()))
    except EngineCrashedError:
        return "crashed"
    except AppError:
        return "refused"
    return "loaded"


def test_a_file_taken_apart_and_put_together_is_the_same(good: bytes) -> None:
    assert put_together(take_apart(good)) == good


def test_no_file_is_more_than_a_sentence(mutants: tuple[Mutant, ...], path: Path) -> None:
    """Nothing but ``WeightsError``, and at once."""
    assert len(mutants) > 1_000
    refused, slowest = 0, 0.0
    for mutant in mutants:
        path.write_bytes(mutant.data)
        began = time.perf_counter()
        refused += not passes(path)
        slowest = max(slowest, time.perf_counter() - began)
    assert len(mutants) * 0.6 < refused < len(mutants)
    assert slowest < 1.0


def test_a_long_list_of_nothing_takes_little_time(good: bytes, path: Path) -> None:
    """Of texts a header may hold four times as many."""
    value = struct.pack("<IQ", 8, 2_000_000) + text("") * 2_000_000
    merges = Key(b"tokenizer.ggml.merges", 9, value)
    path.write_bytes(put_together(take_apart(good).with_key(merges)))
    began = time.perf_counter()
    assert passes(path)
    assert time.perf_counter() - began < 2.0


@pytest.mark.parametrize("key", ["general.name", "tokenizer.ggml.tokens"])
def test_a_header_longer_than_any_is_not_read(good: bytes, path: Path, key: str) -> None:
    pieces = take_apart(good)
    huge = struct.pack("<Q", 1 << 29)
    value = huge if key == "general.name" else struct.pack("<IQ", 8, 3) + huge
    path.write_bytes(put_together(pieces.with_key(replace(pieces.key(key), value=value))))
    os.truncate(path, 1 << 30)
    tracemalloc.start()
    assert not passes(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


@pytest.mark.process
@pytest.mark.llama
def test_whatever_passes_ends_in_the_engine_without_a_crash(
    mutants: tuple[Mutant, ...], good: bytes, path: Path, host: Host
) -> None:
    """Everything that llama.cpp ends its process over is refused before it sees it."""
    outcomes = Counter[str]()
    for mutant in mutants:
        path.write_bytes(mutant.data)
        if passes(path):
            found = outcome(path, host)
            assert found != "crashed", mutant.name
            outcomes[found] += 1
    assert outcomes["loaded"] > 100
    assert outcomes["refused"] > 50
    path.write_bytes(good)
    assert outcome(path, host) == "loaded"
    assert host.generation == 1


_BLIND = """
from clausebench.engines import worker
from clausebench.engines.llama import header, judge

def let_pass(path, kept=None):
    return header.Header((path,), path.stat().st_size, "gpt-oss", path.stem, 2)

judge.preflight = let_pass
worker.main()
"""


@pytest.mark.process
@pytest.mark.llama
def test_a_file_that_kills_the_engine_does_not_harm_the_next(good: bytes, path: Path) -> None:
    """What the preflight does not know, some llama.cpp may still end its process over."""
    host = Host((sys.executable, "-c", _BLIND))
    try:
        key = number_key("gpt-oss.expert_count", 4096)
        path.write_bytes(put_together(take_apart(good).with_key(key)))
        assert outcome(path, host) == "crashed"
        path.write_bytes(good)
        assert outcome(path, host) == "loaded"
    finally:
        host.close()


def test_every_change_of_verified_weights_is_caught(
    mutants: tuple[Mutant, ...], good: bytes, path: Path
) -> None:
    """By the preflight, or by the hash that a changed file calls for."""
    kept = KeptWeights(str(path), len(good), (hashlib.sha256(good).hexdigest(),))
    for mutant in mutants:
        if mutant.data != good:
            path.write_bytes(mutant.data)
            assert not _is_believed(path, kept), mutant.name


def _is_believed(path: Path, kept: KeptWeights) -> bool:
    try:
        header = preflight(path, kept)
    except WeightsError:
        return False
    return hashlib.sha256(header.parts[0].read_bytes()).hexdigest() == kept.sha256[0]


@pytest.mark.process
@pytest.mark.llama
def test_weights_that_changed_since_they_were_verified_are_not_judged_with(
    weights_folder: Path, path: Path, host: Host
) -> None:
    data = scripted_weights(weights_folder, "binary").read_bytes()
    path.write_bytes(data)
    kept = KeptWeights(str(path), len(data), (hashlib.sha256(data).hexdigest(),))
    assert outcome(path, host, kept) == "loaded"
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(WeightsError, match="has changed since it was verified"):
        list(LlamaEngine(path, _OPTIONS, host=host, kept=lambda: kept).load(CancelToken()))
    assert outcome(path, host) == "loaded"
