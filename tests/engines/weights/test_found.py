"""Finding weights that other programs have fetched."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.support.other_programs import (
    header,
    put,
    put_into_hub_cache,
    put_into_ollama,
    surroundings,
)

from clausebench.domain.weights import FoundWeights
from clausebench.engines.weights import find_weights

GOOD = header("Gpt Oss Safeguard 20b")
NAME = "gpt-oss-safeguard-20b-MXFP4.gguf"


def found(home: Path, **environment: str) -> tuple[FoundWeights, ...]:
    return find_weights(surroundings(home, **environment))


@pytest.mark.parametrize(
    ("folder", "source"),
    [
        (".lmstudio/models/someone/gpt-oss-safeguard-20b-GGUF", "LM Studio"),
        (".cache/lm-studio/models/someone/gpt-oss-safeguard-20b-GGUF", "LM Studio"),
        (".cache/llama.cpp", "llama.cpp"),
        (".local/share/Jan/data/llamacpp/models/safeguard", "Jan"),
        (".config/Jan/data/models/safeguard", "Jan"),
        ("jan/models/safeguard", "Jan"),
        (".local/share/nomic.ai/GPT4All", "GPT4All"),
        ("Downloads", "Downloads"),
        ("Downloads/weights", "Downloads"),
    ],
)
def test_weights_are_found_where_programs_keep_them(
    tmp_path: Path, folder: str, source: str
) -> None:
    path = put(tmp_path / folder / NAME, GOOD)
    put(path.with_name("another-model.gguf"), header("Llama 3", "llama"))
    put(path.with_name("notes.txt"), GOOD)
    (weights,) = found(tmp_path)
    assert weights == FoundWeights(path, len(GOOD), source, path.stem)


@pytest.mark.parametrize("variable", ["LLAMA_CACHE", "OLLAMA_MODELS"])
def test_a_folder_that_a_variable_names_is_looked_at(tmp_path: Path, variable: str) -> None:
    put(tmp_path / "elsewhere" / NAME, GOOD)
    put_into_ollama(tmp_path / "elsewhere", "registry.ollama.ai/library/safeguard/20b", GOOD)
    assert found(tmp_path) == ()
    assert len(found(tmp_path, **{variable: str(tmp_path / "elsewhere")})) == 1


def test_another_home_of_lm_studio_is_followed(tmp_path: Path) -> None:
    path = put(tmp_path / "disk/models/someone/model" / NAME, GOOD)
    (tmp_path / ".lmstudio-home-pointer").write_text(f"{tmp_path / 'disk'}\n")
    assert [w.path for w in found(tmp_path)] == [path]


def test_weights_of_the_hugging_face_cache_are_found_once(tmp_path: Path) -> None:
    cache = tmp_path / ".cache/huggingface/hub"
    link = put_into_hub_cache(cache, "someone/gpt-oss-safeguard-20b-GGUF", NAME, GOOD)
    put(cache / "models--x/snapshots/1/readme.gguf", b"hello")
    (weights,) = found(tmp_path)
    assert (weights.path, weights.size, weights.source) == (link, len(GOOD), "Hugging Face")


@pytest.mark.parametrize(
    ("manifest", "name"),
    [
        ("registry.ollama.ai/library/gpt-oss-safeguard/20b", "gpt-oss-safeguard:20b"),
        ("registry.ollama.ai/someone/safeguard/latest", "someone/safeguard:latest"),
        ("hf.co/unsloth/safeguard-GGUF/Q4_K_M", "hf.co/unsloth/safeguard-GGUF:Q4_K_M"),
    ],
)
def test_ollamas_nameless_files_get_the_models_name(
    tmp_path: Path, manifest: str, name: str
) -> None:
    blob = put_into_ollama(tmp_path / ".ollama/models", manifest, header("nameless"))
    (weights,) = found(tmp_path)
    assert weights == FoundWeights(blob, blob.stat().st_size, "Ollama", name)


def test_what_was_made_for_ollamas_own_engine_is_shown_with_the_reason(tmp_path: Path) -> None:
    own = header("gpt-oss-safeguard", "gptoss")
    put_into_ollama(tmp_path / ".ollama/models", "registry.ollama.ai/library/safeguard/20b", own)
    usable = put(tmp_path / "Downloads" / NAME, GOOD)
    first, last = found(tmp_path)
    assert (first.path, first.problem) == (usable, "")
    assert "Ollama's own engine" in last.problem


@pytest.mark.parametrize(
    "manifest",
    [
        *(b"", b"[]", b"{}", b"\xff", b'{"layers": 3}', b'{"layers": [{}]}', b"[" * 100_000),
        b'{"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": 7}]}',
        b'{"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": "../../x"}]}',
    ],
)
def test_a_broken_manifest_is_passed_over(tmp_path: Path, manifest: bytes) -> None:
    store = tmp_path / ".ollama/models"
    put(store / "manifests/registry.ollama.ai/library/broken/20b", manifest)
    put_into_ollama(store, "registry.ollama.ai/library/safeguard/20b", GOOD)
    assert [w.name for w in found(tmp_path)] == ["safeguard:20b"]


@pytest.mark.parametrize(
    ("name", "data", "is_safeguard"),
    [
        ("weights.gguf", header("Gpt Oss Safeguard 20b"), True),
        ("weights.gguf", header("x", basename="gpt-oss-safeguard"), True),
        ("weights.gguf", header("x", finetune="SafeGuard"), True),
        ("gpt-oss-safeguard.gguf", header("x"), True),
        ("gpt-oss-20b.gguf", header("Gpt Oss 20b"), False),
    ],
)
def test_the_header_says_whether_it_is_safeguard(
    tmp_path: Path, name: str, data: bytes, is_safeguard: bool
) -> None:
    put(tmp_path / "Downloads" / name, data)
    assert [w.is_safeguard for w in found(tmp_path)] == [is_safeguard]


def test_safeguard_comes_first(tmp_path: Path) -> None:
    for name in ("a-gpt-oss-20b.gguf", "b-safeguard.gguf", "c-gpt-oss-120b.gguf"):
        put(tmp_path / "Downloads" / name, header(name))
    assert [w.name[:1] for w in found(tmp_path)] == ["b", "a", "c"]


def test_a_model_without_a_name_of_its_own_is_called_as_its_folder(tmp_path: Path) -> None:
    put(tmp_path / ".local/share/Jan/data/llamacpp/models/safeguard-20b/model.gguf", GOOD)
    assert [w.title for w in found(tmp_path)] == ["safeguard-20b"]


def test_split_weights_are_one(tmp_path: Path) -> None:
    first = put(tmp_path / "Downloads/gpt-oss-safeguard-00001-of-00002.gguf", GOOD)
    put(tmp_path / "Downloads/gpt-oss-safeguard-00002-of-00002.gguf", GOOD)
    (weights,) = found(tmp_path)
    assert (weights.path, weights.size) == (first, 2 * len(GOOD))


def test_what_is_no_gpt_oss_is_left_out(tmp_path: Path) -> None:
    downloads = tmp_path / "Downloads"
    for number, data in enumerate((b"", b"GGUF", b"<html>", GOOD[:30], header("x", "llama"))):
        put(downloads / f"gpt-oss-safeguard-{number}.gguf", data)
    put(downloads / "adapter.gguf", header("gpt-oss-safeguard", type="adapter"))
    assert found(tmp_path) == ()


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    models = tmp_path / ".lmstudio/models"
    path = put(models / "someone/model" / NAME, GOOD)
    (models / "someone/again").symlink_to(models)
    (models / "loop.gguf").symlink_to(models / "loop.gguf")
    (models / "gone.gguf").symlink_to(models / "nowhere")
    (models / "twice.gguf").symlink_to(path)
    assert len(found(tmp_path)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are no files there")
def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    (tmp_path / "Downloads").mkdir()
    os.mkfifo(tmp_path / "Downloads" / NAME)
    assert found(tmp_path) == ()


def test_what_may_not_be_read_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = put(tmp_path / "Downloads/secret" / NAME, GOOD)
    closed = put(tmp_path / "Downloads/closed" / NAME, GOOD)
    here = put(tmp_path / "Downloads" / NAME, GOOD)
    scandir, opened = os.scandir, Path.open

    def guarded_scandir(folder: Path) -> Any:
        if folder == closed.parent:
            raise PermissionError
        return scandir(folder)

    def guarded_open(path: Path, *how: Any, **more: Any) -> Any:
        if path == secret:
            raise PermissionError
        return opened(path, *how, **more)

    monkeypatch.setattr(os, "scandir", guarded_scandir)
    monkeypatch.setattr(Path, "open", guarded_open)
    assert [w.path for w in found(tmp_path)] == [here]


def test_a_search_ends_in_time_with_what_it_has(tmp_path: Path) -> None:
    path = put(tmp_path / ".lmstudio/models" / NAME, GOOD)
    put(tmp_path / "Downloads" / NAME, GOOD)
    times = iter([0.0, *([1.0] * 12)])
    weights = find_weights(surroundings(tmp_path), clock=lambda: next(times, 3.0))
    assert [w.path for w in weights] == [path]


def test_a_large_home_is_searched_within_two_seconds(tmp_path: Path) -> None:
    for number in range(200):
        folder = tmp_path / f"Downloads/{number}"
        folder.mkdir(parents=True)
        for name in range(20):
            (folder / f"{name}.gguf").write_bytes(GOOD if name == number else b"GGUF")
    began = time.perf_counter()
    assert len(found(tmp_path)) == 20
    assert time.perf_counter() - began < 2.0


def test_a_computer_without_weights_finds_none(tmp_path: Path) -> None:
    assert found(tmp_path) == ()


def test_the_privacy_switches_are_set_before_the_library_is_imported() -> None:
    code = (
        "import os, sys\n"
        "for name in [n for n in os.environ if n.startswith('HF_')]: del os.environ[name]\n"
        "from clausebench.engines.weights import find_weights\n"
        "assert 'huggingface_hub' not in sys.modules\n"
        "find_weights()\n"
        "from huggingface_hub import constants as c\n"
        "assert c.HF_HUB_DISABLE_TELEMETRY and c.HF_HUB_DISABLE_IMPLICIT_TOKEN\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
