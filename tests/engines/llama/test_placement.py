"""What goes to a graphics card, and how a machine without one looks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.support.gguf_maker import random_weights
from tests.support.judging import OPTIONS

from clausebench.domain.cancel import CancelToken
from clausebench.engines.llama.context import Context, Logits, Row
from clausebench.engines.llama.devices import devices, placement_for
from clausebench.engines.llama.fingerprint import fit_sentence
from clausebench.engines.llama.model import Model
from clausebench.engines.llama.native import AbortFlag
from clausebench.engines.llama.placement import Placement, place, slots_on_card, words
from clausebench.engines.llama.preflight import preflight

GB = 10**9
WEIGHTS, LAYERS = 12 * GB, 24


def test_everything_goes_to_a_card_that_holds_it() -> None:
    assert place(WEIGHTS, LAYERS, 16 * GB) == Placement(-1)


def test_what_does_not_fit_is_experts_of_as_few_layers_as_possible() -> None:
    placement = place(WEIGHTS, LAYERS, 10 * GB)
    assert placement.gpu_layers == -1
    per_layer = WEIGHTS * 0.9 / LAYERS
    missing = WEIGHTS + 1.5 * GB - 10 * GB
    assert (placement.experts_on_cpu - 1) * per_layer < missing
    assert placement.experts_on_cpu * per_layer >= missing


@pytest.mark.parametrize("free", [0, GB, 2 * GB])
def test_a_card_too_small_for_the_rest_gets_nothing(free: int) -> None:
    assert place(WEIGHTS, LAYERS, free) == Placement(0)


def test_a_place_is_told_in_words() -> None:
    assert words(Placement(0), "") == "on the processor"
    assert "no room" in words(Placement(0), "RTX")
    assert "experts of 9 layers" in words(Placement(-1, 9), "RTX")
    assert words(Placement(-1), "RTX") == "on RTX"


@pytest.mark.llama
def test_the_fit_is_one_sentence() -> None:
    options = replace(OPTIONS, threads=4, adapts=True, slots=4, repack=True)
    sentence = fit_sentence(options, Placement(0))
    assert sentence.startswith("Judges on the processor, 4 at once, 4 threads, fewer while")
    assert sentence.count(".") == 1
    exact = fit_sentence(replace(options, strict=True, adapts=False), Placement(0))
    assert "one content after the other" in exact


@pytest.mark.llama
def test_the_processor_is_a_device_and_this_build_places_nothing_elsewhere(
    weights_folder: Path,
) -> None:
    assert any(not device.is_gpu and device.total > GB for device in devices())
    header = preflight(random_weights(weights_folder))
    assert header.layers == 2
    assert placement_for(header, replace(OPTIONS, gpu_layers=99)) == Placement(0)


@pytest.mark.llama
def test_llama_cpp_takes_the_list_of_experts_that_stay(weights_folder: Path) -> None:
    def logits(placement: Placement) -> Logits:
        header = preflight(random_weights(weights_folder))
        model = Model(header, OPTIONS, CancelToken(), placement=placement)
        context = Context(model, 512, AbortFlag(), threads=1, sequences=1)
        context.evaluate((Row(0, 0, range(100)),))
        found = context.logits().copy()
        context.close()
        model.close()
        return found

    np.testing.assert_array_equal(logits(Placement(0, 2)), logits(Placement(0)))


@pytest.mark.parametrize(
    ("free", "slots"), [(80 * GB, 32), (12 * GB + 1_500_000_000, 16), (15 * GB, 23)]
)
def test_a_card_judges_as_many_at_once_as_it_has_room_for(free: int, slots: int) -> None:
    assert slots_on_card(Placement(-1), WEIGHTS, free, 16, 32) == slots


def test_only_a_card_that_computes_everything_takes_more_at_once() -> None:
    for placement in (Placement(0), Placement(-1, 3), Placement(12)):
        assert slots_on_card(placement, WEIGHTS, 80 * GB, 16, 32) == 16
    assert slots_on_card(Placement(-1), WEIGHTS, 80 * GB, 4, 0) == 4


@pytest.mark.llama
def test_the_fit_says_why_a_card_takes_more_at_once() -> None:
    options = replace(OPTIONS, threads=1, slots=32, card_slots=32)
    assert ", 32 at once as the card has room for them," in fit_sentence(options, Placement(-1))
    assert ", 32 at once, " in fit_sentence(replace(options, card_slots=0), Placement(-1))
