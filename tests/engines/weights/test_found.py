"""Finding weights that other programs have fetched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from clausebench.engines.weights import find_weights


@pytest.fixture(autouse=True)
def _no_hub_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import huggingface_hub.constants
    import huggingface_hub.utils._cache_manager as cache

    hub = tmp_path / "hub"
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(hub))
    monkeypatch.setattr(cache, "HF_HUB_CACHE", str(hub), raising=False)


def test_weights_of_lm_studio_are_found(tmp_path: Path) -> None:
    file = tmp_path / ".lmstudio/models/someone/gpt-oss-safeguard-20b-MXFP4.gguf"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"GGUF")
    (file.parent / "another-model.gguf").write_bytes(b"GGUF")
    assert [w.path for w in find_weights(tmp_path)] == [file]


def test_weights_of_the_hugging_face_cache_are_found_once(tmp_path: Path) -> None:
    repo = tmp_path / "hub/models--someone--gpt-oss-safeguard-20b-GGUF"
    blob = repo / "blobs/0123"
    link = repo / "snapshots/abcdef/gpt-oss-safeguard-20b.gguf"
    for path in (blob, link):
        path.parent.mkdir(parents=True)
    blob.write_bytes(b"GGUF")
    link.symlink_to(blob)
    (found,) = find_weights(tmp_path)
    assert found.size == 4
    assert found.source == "someone/gpt-oss-safeguard-20b-GGUF"


def test_a_computer_without_weights_finds_none(tmp_path: Path) -> None:
    assert find_weights(tmp_path) == ()


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
