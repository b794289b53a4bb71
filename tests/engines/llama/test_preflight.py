"""Looking at weights before llama.cpp does."""

from __future__ import annotations

import io
import os
import struct
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.broken_gguf import (
    Key,
    Pieces,
    number_key,
    put_together,
    take_apart,
    text_key,
)
from tests.support.gguf_maker import random_weights, scripted_weights
from tests.support.split_weights import split_weights

from clausebench.domain.errors import WeightsError
from clausebench.domain.weights import KeptWeights
from clausebench.engines.llama.preflight import preflight


@pytest.fixture(scope="module")
def good(weights_folder: Path) -> bytes:
    return random_weights(weights_folder).read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "weights.gguf"


def refusal(path: Path) -> str:
    """The sentence for a file, which names it."""
    with pytest.raises(WeightsError) as caught:
        preflight(path)
    assert caught.value.title.startswith(path.name)
    assert caught.value.hint
    return str(caught.value)


def torch_file() -> bytes:
    """As ``torch.save`` writes it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("weights/data.pkl", "…")
    return stream.getvalue()


def of_architecture(name: str) -> bytes:
    return put_together(Pieces((text_key("general.architecture", name),), (), b""))


def test_a_good_file_tells_its_architecture_and_size(weights_folder: Path) -> None:
    path = scripted_weights(weights_folder)
    header = preflight(path)
    assert (header.architecture, header.layers, header.title) == ("gpt-oss", 2, path.stem)
    assert header.parts == (path,)
    assert header.size == path.stat().st_size
    assert header.shape is not None
    assert header.shape.head_size == 64


def test_a_good_file_needs_no_name(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"sha256-{'0' * 64}"
    path.write_bytes(good)
    assert preflight(path).title == "constructed test weights"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html>Please log in", "is a web page"),
        (b"\xef\xbb\xbf\n <HTML><body>404", "is a web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:ab", "git lfs pull"),
        (b'{"error": "Invalid username or password."}', "a server's message"),
        (b'<?xml version="1.0"?><Error><Code>AccessDenied</Code>', "AccessDenied"),
        (b'[{"message": "\xc2\x9b31m red"}]', '"message": "31m red"'),
        (b'{"architectures": ["GptOssForCausalLM"]}', "is a JSON file"),
        (b"PK\x03\x04" + bytes(100), "is a zip archive"),
        (b"\x1f\x8b" + bytes(100), "is a gzip archive"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(100), "is a 7z archive"),
        (b"weights.gguf" + bytes(245) + b"ustar" + bytes(250), "is a tar archive"),
        (struct.pack("<Q", 900) + b'{"__metadata__":{}}', "in safetensors format"),
        (torch_file(), "in PyTorch format"),
        (b"\x80\x02}q\x00", "in PyTorch format"),
        (b"tjgg\x03\x00\x00\x00", "a format before GGUF"),
        (bytes(4096), "nothing but zeros"),
        (b"hello", "is not a GGUF file"),
        (b"GGUF", "damaged or cut short"),
        (b"GGUF" + struct.pack("<I", 1) + bytes(64), "is too old"),
        (b"GGUF" + struct.pack("<I", 4) + bytes(64), "Update Clausebench"),
        (b"GGUF" + struct.pack(">I", 3) + bytes(64), "another kind of computer"),
        (of_architecture("llama"), "“llama”"),
        (of_architecture("\x1b[31mred"), "“[31mred”"),
        (of_architecture("gptoss"), "Ollama's own engine"),
        (of_architecture("gpt-oss"), "has no tokenizer"),
    ],
)
def test_a_file_that_is_something_else_is_named_as_what_it_is(
    data: bytes, sentence: str, path: Path
) -> None:
    path.write_bytes(data)
    assert sentence in refusal(path)


def test_what_is_no_file_is_said_to_be_none(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No such file" in refusal(path)
    assert "cannot be opened" in refusal(path.with_name("a\0b"))
    path.mkdir()
    assert "is a folder" in refusal(path)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are no files there")
def test_a_pipe_is_never_waited_for(path: Path) -> None:
    os.mkfifo(path)
    assert "is not a file" in refusal(path)


def test_a_file_that_may_not_be_read_says_so(
    good: bytes, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(good)

    def closed(*_how: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", closed)
    assert "may not be read" in refusal(path)


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [(900_000, "0.9 MB of 1.8 MB are here"), (3, "Its last 3 bytes are missing")],
)
def test_a_file_without_its_end_says_how_much_is_there(
    good: bytes, path: Path, missing: int, sentence: str
) -> None:
    path.write_bytes(good[:-missing])
    assert f"is cut short. {sentence}" in refusal(path)


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        (text_key("general.type", "adapter"), "is an adapter"),
        (text_key("tokenizer.ggml.pre", "default"), "splits text in another way"),
        (text_key("tokenizer.ggml.model", "llama"), "splits text in another way"),
        (number_key("gpt-oss.block_count", 3), "Layers are missing"),
        (number_key("gpt-oss.expert_count", 0), "gpt-oss.expert_count cannot be right"),
        (number_key("gpt-oss.expert_used_count", 3), "more experts than it has"),
        (number_key("gpt-oss.attention.value_length", 32), "of different lengths"),
        (text_key("gpt-oss.rope.scaling.type", "wild"), "rope.scaling.type cannot be right"),
        (number_key("general.alignment", 3), "damaged or cut short"),
        (Key(b"gpt-oss.extra", 9, struct.pack("<IQ", 9, 1) * 9), "damaged or cut short"),
    ],
)
def test_what_cannot_be_is_said(good: bytes, path: Path, key: Key, sentence: str) -> None:
    path.write_bytes(put_together(take_apart(good).with_key(key)))
    assert sentence in refusal(path)


def test_weights_without_weights_are_none(good: bytes, path: Path) -> None:
    path.write_bytes(put_together(replace(take_apart(good), tensors=(), data=b"")))
    assert "holds no weights" in refusal(path)


def test_another_size_than_the_verified_one_is_a_change(good: bytes, path: Path) -> None:
    path.write_bytes(good)
    kept = KeptWeights(str(path), len(good), ("ab",))
    assert preflight(path, kept).size == len(good)
    with pytest.raises(WeightsError, match="has changed since it was verified"):
        preflight(path, replace(kept, size=len(good) + 1))


def test_split_weights_need_all_parts(good: bytes, tmp_path: Path) -> None:
    first = split_weights(good, tmp_path)
    second = tmp_path / "safeguard-00002-of-00002.gguf"
    header = preflight(first)
    assert header.parts == (first, second)
    assert header.size == first.stat().st_size + second.stat().st_size
    assert "is part 2 of 2. Choose the first part, safeguard-00001" in refusal(second)
    whole = second.read_bytes()
    second.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(WeightsError, match=r"safeguard-00002-of-00002.gguf is cut short"):
        preflight(first)
    second.unlink()
    assert "1 of 2 are missing, first safeguard-00002-of-00002.gguf" in refusal(first)


def test_parts_of_different_sets_do_not_go_together(good: bytes, tmp_path: Path) -> None:
    first = split_weights(good, tmp_path)
    other = split_weights(good, tmp_path, stem="other", at=15)
    second = tmp_path / "safeguard-00002-of-00002.gguf"
    second.write_bytes((tmp_path / "other-00002-of-00002.gguf").read_bytes())
    assert "belongs to another set of parts" in refusal(first)
    second.write_bytes(good)
    with pytest.raises(WeightsError, match="belongs to another set of parts"):
        preflight(first)
    assert preflight(other)


@pytest.mark.parametrize("count", ["00000", "99999"])
def test_a_name_that_counts_nonsense_is_a_name(good: bytes, tmp_path: Path, count: str) -> None:
    path = tmp_path / f"safeguard-00001-of-{count}.gguf"
    path.write_bytes(good)
    assert preflight(path).parts == (path,)


def test_a_first_part_needs_its_name(good: bytes, tmp_path: Path) -> None:
    first = split_weights(good, tmp_path)
    renamed = first.rename(tmp_path / "safeguard.gguf")
    assert "must end in -00001-of-00002.gguf" in refusal(renamed)
