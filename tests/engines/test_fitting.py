"""What is read of this computer, and what follows for the engine's options."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.small_probe import ONE_THREAD

from clausebench.domain.machine import Machine
from clausebench.engines import fitting
from clausebench.engines.fitting import fit_to_machine, machine, memory_warning, threads_for

GB = 10**9


def _parts(folder: Path, *sizes: int) -> Path:
    """Files that are holes; returns the first."""
    for number, size in enumerate(sizes, 1):
        with (folder / f"w-{number:05d}-of-{len(sizes):05d}.gguf").open("wb") as file:
            file.truncate(size)
    return folder / f"w-00001-of-{len(sizes):05d}.gguf"


def test_this_computer_has_a_processor_and_memory() -> None:
    here = machine()
    assert isinstance(here, Machine)
    assert here.processor
    assert here.cores >= 1
    assert 0 < here.free < here.total


def test_threads_are_what_was_asked_for_or_what_there_is() -> None:
    assert threads_for(replace(ONE_THREAD, threads=3)) == 3
    assert threads_for(replace(ONE_THREAD, threads=0)) == machine().cores
    strict = replace(ONE_THREAD, threads=0, strict=True)
    assert threads_for(strict) == max(machine().cores - 1, 1)


def test_all_parts_of_weights_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "_free_memory", lambda: 20 * GB)
    whole, split = tmp_path / "whole", tmp_path / "split"
    for folder in (whole, split):
        folder.mkdir()
    one, two = _parts(whole, 6 * GB), _parts(split, 6 * GB, 14 * GB)
    options = replace(ONE_THREAD, repack=None)
    assert fit_to_machine(options, one).repack
    assert memory_warning(one) == ""
    assert not fit_to_machine(options, two).repack
    assert "needs 22.0 GB of memory and 20.0 GB are free" in memory_warning(two)
    assert memory_warning(tmp_path / "none.gguf") == ""


def test_a_chosen_number_at_once_holds_on_a_card_too(tmp_path: Path) -> None:
    weights = _parts(tmp_path, GB)
    assert fit_to_machine(replace(ONE_THREAD, slots=0), weights).card_slots == 64
    assert fit_to_machine(replace(ONE_THREAD, slots=4), weights).card_slots == 0


@pytest.mark.parametrize(("free", "slots"), [(200 * GB, 32), (16 * GB, 20), (11 * GB, 1)])
def test_as_many_at_once_as_memory_has_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, slots: int
) -> None:
    monkeypatch.setattr(fitting, "_free_memory", lambda: free)
    weights = _parts(tmp_path, 13 * GB)
    options = replace(ONE_THREAD, slots=0, repack=False)
    assert fit_to_machine(options, weights).slots == slots
