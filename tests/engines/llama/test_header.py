"""Looking at a weights file before llama.cpp does."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.gguf_maker import random_weights, scripted_weights

from clausebench.domain.errors import WeightsError
from clausebench.engines.llama.header import read_header


@pytest.fixture(scope="module")
def good(weights_folder: Path) -> bytes:
    return random_weights(weights_folder).read_bytes()


def _text(value: str) -> bytes:
    return struct.pack("<Q", len(value)) + value.encode()


def _gguf(*keys: bytes, version: int = 3, tensors: int = 0, count: int | None = None) -> bytes:
    head = struct.pack("<IQQ", version, tensors, len(keys) if count is None else count)
    return b"GGUF" + head + b"".join(keys)


def _key(name: str, value: str) -> bytes:
    return _text(name) + struct.pack("<I", 8) + _text(value)


def test_a_good_file_tells_its_architecture_and_size(weights_folder: Path) -> None:
    path = scripted_weights(weights_folder)
    header = read_header(path)
    assert header.architecture == "gpt-oss"
    assert header.parts == (path,)
    assert header.size == path.stat().st_size


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html>Please log in", "is a web page"),
        (b"\n <HTML><body>404", "is a web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:ab", "git lfs pull"),
        (b"PK\x03\x04" + bytes(100), "is not a GGUF file"),
        (b"GGUF", "damaged or cut short"),
        (_gguf(version=9), "damaged or cut short"),
        (_gguf(count=2**60), "damaged or cut short"),
        (_gguf(tensors=2**60), "damaged or cut short"),
        (_gguf(struct.pack("<Q", 2**62)), "damaged or cut short"),
        (_gguf(_key("general.architecture", "llama")), "“llama”"),
        (_gguf(_key("general.architecture", "gpt-oss")), "has no tokenizer"),
        (_gguf(_text("a") + struct.pack("<I", 77)), "damaged or cut short"),
        (_gguf(_text("a") + struct.pack("<IIQ", 9, 8, 2**61)), "damaged or cut short"),
        (
            _gguf(_text("general.alignment") + struct.pack("<II", 4, 0)),
            "damaged or cut short",
        ),
    ],
)
def test_a_file_that_is_something_else_is_named_as_what_it_is(
    data: bytes, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "weights.gguf"
    path.write_bytes(data)
    with pytest.raises(WeightsError) as caught:
        read_header(path)
    assert sentence in str(caught.value)
    assert caught.value.title.startswith("weights.gguf")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="No such file"):
        read_header(tmp_path / "weights.gguf")


def test_a_file_without_its_end_says_how_much_is_there(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "weights.gguf"
    path.write_bytes(good[: len(good) // 2])
    with pytest.raises(WeightsError, match=r"is cut short. 0.9 MB of 1.8 MB are here"):
        read_header(path)


def test_split_weights_need_all_parts(good: bytes, tmp_path: Path) -> None:
    first = tmp_path / "weights-00001-of-00002.gguf"
    second = tmp_path / "weights-00002-of-00002.gguf"
    first.write_bytes(good)
    with pytest.raises(WeightsError, match="1 of 2 are missing"):
        read_header(first)
    second.write_bytes(good)
    assert read_header(first).parts == (first, second)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_header_is_refused_or_read_but_never_a_crash(
    good: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    damaged = bytearray(good[: data.draw(st.integers(0, 20_000))])
    for _ in range(data.draw(st.integers(0, 5))):
        if damaged:
            damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "weights.gguf"
    path.write_bytes(damaged)
    with pytest.raises(WeightsError):
        read_header(path)
