"""This computer is measured with weights made for it, in the engine's process."""

from __future__ import annotations

import errno
import os
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.small_probe import ONE_THREAD, SMALL_SHAPE, misbehaving

from clausebench.domain.benchmark import BenchResult, Speed
from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.errors import EngineCrashedError, EngineError
from clausebench.domain.machine import Machine, MachineSpeed, ProbeStep
from clausebench.domain.shape import Shape
from clausebench.engines import speed_probe
from clausebench.engines.launch import engine_command
from clausebench.engines.speed_probe import Probe, engine_build

pytestmark = pytest.mark.process

_WIDE = Shape(2, experts=4, vocabulary=512)
"""As wide as the 20b, so that reading takes a while."""


def _probe(folder: Path, *, repacks: bool = False, shape: Shape = SMALL_SHAPE) -> Probe:
    return Probe(ONE_THREAD, folder, repacks, shape)


def _run(probe: Probe, cancel: CancelToken | None = None) -> tuple[MachineSpeed, list[ProbeStep]]:
    running, steps = probe.run(cancel or CancelToken(), "2026-01-01"), []
    while True:
        try:
            steps.append(next(running))
        except StopIteration as finished:
            return finished.value, steps


@pytest.mark.llama
@pytest.mark.parametrize("repacks", [False, True])
def test_a_probe_measures_and_leaves_nothing_behind(tmp_path: Path, repacks: bool) -> None:
    speed, steps = _run(_probe(tmp_path, repacks=repacks))
    assert min(speed.plain.bytes_s, speed.plain.work_s) > 0
    assert (speed.repacked is not None) == repacks
    assert (speed.threads, speed.at, speed.card) == (1, "2026-01-01", "")
    assert speed.engine.startswith("llama-cpp-python")
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert fractions[-1] < 1
    assert {"Reading the weights", "Writing an answer"} <= {step.sentence for step in steps}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.llama
def test_a_cancelled_probe_ends_within_a_second(tmp_path: Path) -> None:
    cancel = CancelToken()
    running = _probe(tmp_path, shape=_WIDE).run(cancel, "now")
    while next(running).sentence != "Reading a policy":
        pass
    threading.Timer(0.2, cancel.cancel).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        list(running)
    assert time.monotonic() - started < 1.2
    assert list(tmp_path.iterdir()) == []


def test_a_probe_is_cancelled_while_its_weights_are_written(tmp_path: Path) -> None:
    cancel = CancelToken()
    running = _probe(tmp_path).run(cancel, "now")
    next(running)
    cancel.cancel()
    with pytest.raises(Cancelled):
        list(running)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.llama
def test_who_stops_listening_stops_the_probe(tmp_path: Path) -> None:
    running = _probe(tmp_path).run(CancelToken(), "now")
    while next(running).sentence != "Reading a policy":
        pass
    running.close()
    assert list(tmp_path.iterdir()) == []


def test_an_engine_that_dies_is_a_sentence(tmp_path: Path) -> None:
    dying = replace(ONE_THREAD, command=misbehaving("dies"))
    with pytest.raises(EngineCrashedError, match="stopped while it was measured") as caught:
        _run(Probe(dying, tmp_path, False, SMALL_SHAPE))
    assert "Measure again" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_without_memory_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed_probe, "machine", lambda: Machine("cpu", 1, 1000, 10**10))
    with pytest.raises(EngineError, match="not enough free memory"):
        _run(_probe(tmp_path))


def test_a_full_disk_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> object:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(speed_probe, "write_probe_weights", full)
    with pytest.raises(EngineError, match="No space left") as caught:
        _run(_probe(tmp_path))
    assert caught.value.hint == "Make room on the disk."


def test_what_a_killed_probe_left_is_cleared_away(tmp_path: Path) -> None:
    old, new = tmp_path / "speed-probe-old", tmp_path / "speed-probe-new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "probe.gguf").write_bytes(b"x")
    os.utime(old, (0, 0))
    running = _probe(tmp_path).run(CancelToken(), "now")
    next(running)
    running.close()
    assert [path.name for path in tmp_path.iterdir()] == ["speed-probe-new"]


def test_a_graphics_card_is_measured_beside_the_processor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, bool | None]] = []

    def benchmark(_weights: Path, options: object, *_: object) -> object:
        layers, repack = options.gpu_layers, options.repack  # type: ignore[attr-defined]
        asked.append((layers, repack))
        rate = Speed(50.0, 50.0) if layers else Speed(5.0, 5.0)
        card = ("RTX", 8 * 10**9) if layers else ("", 0)
        yield BenchResult(1.0, rate, rate, (), None, None, None, 1.0, 1.0, *card)

    monkeypatch.setattr(speed_probe, "benchmark", benchmark)
    speed, _ = _run(_probe(tmp_path, repacks=True))
    assert asked == [(-1, False), (0, False), (0, True)]
    assert (speed.card, speed.card_free) == ("RTX", 8 * 10**9)
    assert speed.card_rates is not None
    assert speed.repacked == speed.plain
    assert speed.card_rates.bytes_s == pytest.approx(10 * speed.plain.bytes_s)


def test_another_engine_program_is_another_build() -> None:
    ours = engine_build(ONE_THREAD)
    assert ours.startswith("llama-cpp-python ")
    assert engine_build(replace(ONE_THREAD, command=engine_command())) == ours
    assert engine_build(replace(ONE_THREAD, command=("/gpu/python", "-c"))) == "/gpu/python"
