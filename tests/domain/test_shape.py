"""The published weights by their shape, against what their files and llama.cpp say."""

from __future__ import annotations

import pytest

from clausebench.domain.shape import SHAPE_20B, SHAPE_120B, Shape, shape_of_size


@pytest.mark.parametrize(
    ("shape", "size"), [(SHAPE_20B, 12_110_000_000), (SHAPE_120B, 63_400_000_000)]
)
def test_a_shape_weighs_what_its_published_file_does(shape: Shape, size: int) -> None:
    assert shape.size == pytest.approx(size, rel=0.005)


def test_the_20b_needs_what_was_counted_from_its_tensors() -> None:
    assert 2.57e9 <= SHAPE_20B.bytes_per_token <= 2.60e9
    assert SHAPE_20B.work_per_token == pytest.approx(6.06e9, rel=0.005)
    assert SHAPE_20B.memory_per_token == 49_152
    assert SHAPE_20B.expert_bytes_per_token == pytest.approx(10.15e9 / 8, rel=0.005)
    assert SHAPE_20B.expert_part == pytest.approx(10.15 / 12.11, rel=0.01)


def test_more_experts_are_more_to_keep_and_no_more_to_compute() -> None:
    twice = Shape(24, 64)
    assert twice.bytes_per_batch > 1.8 * SHAPE_20B.bytes_per_batch
    assert twice.bytes_per_token == pytest.approx(SHAPE_20B.bytes_per_token, rel=0.01)


@pytest.mark.parametrize("size", [11_300_000_000, 13_800_000_000, 41_900_000_000])
def test_files_up_to_sixteen_bits_are_of_the_20b(size: int) -> None:
    assert shape_of_size(size) is SHAPE_20B


def test_larger_ones_are_of_the_120b() -> None:
    assert shape_of_size(60 * 10**9) is SHAPE_120B
