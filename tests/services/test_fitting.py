"""Reports on weights that are offered, kept or found, by what is known of this computer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.fits import ENTRY, GB, LARGE, MACHINE, SPEED, make_fits, remember
from tests.support.gguf_maker import random_weights
from tests.support.small_probe import ONE_THREAD, SMALL_SHAPE

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import WeightsError
from clausebench.domain.fit import Fit
from clausebench.domain.machine import MachineSpeed, rates
from clausebench.domain.plain import to_plain
from clausebench.domain.self_test import SelfTest
from clausebench.domain.shape import SHAPE_20B
from clausebench.engines.llama.warming import DigestMemory
from clausebench.engines.probe_weights import write_probe_weights
from clausebench.engines.speed_probe import engine_build
from clausebench.services.json_memory import JsonMemory


@pytest.mark.llama
@pytest.mark.process
def test_a_probe_is_remembered(tmp_path: Path) -> None:
    fits = make_fits(tmp_path)
    assert fits.speed() is None
    assert fits.of_entry(ENTRY).writing is None
    assert all(step.fraction < 1 for step in fits.probe(CancelToken()))
    speed = fits.speed()
    assert speed is not None
    assert (speed.at, speed.threads) == ("2026-01-02", 1)
    assert fits.of_entry(ENTRY).writing is not None


@pytest.mark.parametrize(
    "key",
    [
        "llama-cpp-python 0.1|a processor|1",
        f"{engine_build(ONE_THREAD)}|another processor|1",
        f"{engine_build(ONE_THREAD)}|a processor|2",
    ],
)
def test_the_speed_of_another_engine_processor_or_number_of_threads_does_not_count(
    tmp_path: Path, key: str
) -> None:
    remember(tmp_path, key)
    assert make_fits(tmp_path).speed() is None
    remember(tmp_path)
    assert make_fits(tmp_path).speed() == SPEED
    other = replace(ONE_THREAD, command=("/gpu/python",))
    assert make_fits(tmp_path, options=other).speed() is None


def test_what_cannot_be_kept_is_measured_again(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    memory = JsonMemory(tmp_path / "file" / "speed.json")
    memory.keep("key", SPEED)
    assert memory.recall("key", MachineSpeed) is None


def test_weights_of_the_catalogue_are_judged_by_what_it_says(tmp_path: Path) -> None:
    remember(tmp_path)
    fits = make_fits(tmp_path)
    report = fits.of_recommended()
    assert report == fits.of_entry(ENTRY)
    assert (report.fit, report.needed, report.free) == (Fit.FITS, 14 * GB, 20 * GB)
    assert report.writing == pytest.approx(15)
    assert fits.of_entry(LARGE).fit is Fit.TOO_BIG


def test_any_file_of_their_size_needs_what_the_same_weights_need(tmp_path: Path) -> None:
    fits = make_fits(tmp_path)
    assert fits.of_size(12 * GB + 1000).needed == 14 * GB + 1000
    assert fits.of_size(13 * GB).needed == 15 * GB


def test_a_file_is_judged_by_the_shape_that_its_header_tells(tmp_path: Path) -> None:
    remember(tmp_path)
    path = tmp_path / "w.gguf"
    list(write_probe_weights(path, SMALL_SHAPE))
    report = make_fits(tmp_path).of_file(path)
    assert report.fit is Fit.FITS
    assert report.writing == pytest.approx(
        15 * SHAPE_20B.bytes_per_token / SMALL_SHAPE.bytes_per_token
    )


def test_a_self_test_of_these_weights_goes_before_the_estimate(tmp_path: Path) -> None:
    remember(tmp_path)
    path = random_weights(tmp_path)
    DigestMemory(str(tmp_path)).keep((path,), ("ab",))
    tests = {
        f"llama|{sha}|0.3|cpu|False": to_plain(SelfTest(6, 6, True, tok_s, at))
        for sha, tok_s, at in (("ab", 21.0, "2026-01-02"), ("cd", 99.0, "2026-01-03"))
    }
    (tmp_path / "self-tests.json").write_text(json.dumps(tests))
    report = make_fits(tmp_path).of_file(path)
    assert (report.writing, report.is_measured) == (21.0, True)


def test_what_is_no_weights_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w.gguf").write_bytes(b"<html>")
    with pytest.raises(WeightsError):
        make_fits(tmp_path).of_file(tmp_path / "w.gguf")


def test_a_card_takes_what_it_has_room_for(tmp_path: Path) -> None:
    card = replace(SPEED, card="RTX", card_free=24 * GB, card_rates=rates(SHAPE_20B, 2000.0, 120.0))
    remember(tmp_path, speed=card)
    fits = make_fits(tmp_path)
    assert fits.of_entry(ENTRY).writing == pytest.approx(120)
    assert fits.of_entry(ENTRY).needed == 2 * GB
    remember(tmp_path, speed=replace(card, card_free=8 * GB))
    shared = fits.of_entry(ENTRY)
    assert 15 < (shared.writing or 0) < 120
    assert 2 * GB < shared.needed < 14 * GB
    remember(tmp_path, speed=replace(card, card_free=GB))
    assert fits.of_entry(ENTRY).needed == 14 * GB
    none = replace(ONE_THREAD, gpu_layers=0)
    remember(tmp_path, speed=card)
    assert make_fits(tmp_path, options=none).of_entry(ENTRY).needed == 14 * GB


@pytest.mark.parametrize(
    ("repack", "total", "repacks"),
    [(None, 32, True), (None, 27, False), (False, 64, False), (True, 16, True)],
)
def test_repacked_weights_are_measured_where_they_may_be_used(
    tmp_path: Path, repack: bool | None, total: int, repacks: bool
) -> None:
    options = replace(ONE_THREAD, repack=repack)
    machine = replace(MACHINE, total=total * GB)
    assert make_fits(tmp_path, options=options, machine=machine)._repacks() == repacks
