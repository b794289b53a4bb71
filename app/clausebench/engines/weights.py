"""Weights that are already on this computer. Nothing is fetched here.

The only door to huggingface-hub. Its telemetry, implicit token, update check and Xet path are
switched off before it is imported: it reads these variables at import.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SWITCHES = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "HF_HUB_DISABLE_XET": "1",
    "HF_XET_TELEMETRY_ENABLED": "0",
    "DO_NOT_TRACK": "1",
}
_FOLDERS = (".lmstudio/models", ".cache/lm-studio/models", ".cache/llama.cpp")
_MARK = "safeguard"


@dataclass(frozen=True, slots=True, order=True)
class FoundWeights:
    """A GGUF file that calls itself gpt-oss-safeguard; ``size`` in bytes."""

    path: Path
    size: int
    source: str


def find_weights(home: Path | None = None) -> tuple[FoundWeights, ...]:
    """gpt-oss-safeguard files in the caches of Hugging Face, LM Studio and llama.cpp."""
    home = home or Path.home()
    found = {w.path.resolve(): w for w in (*_in_folders(home), *_in_hub_cache())}
    return tuple(sorted(found.values()))


def _in_folders(home: Path) -> Iterator[FoundWeights]:
    for folder in _FOLDERS:
        for path in sorted((home / folder).rglob("*.gguf")):
            if _MARK in path.name.casefold() and path.is_file():
                yield FoundWeights(path, path.stat().st_size, folder)


def _in_hub_cache() -> Iterator[FoundWeights]:
    for name, value in _SWITCHES.items():
        os.environ.setdefault(name, value)
    from huggingface_hub import CacheNotFound, scan_cache_dir

    try:
        cache = scan_cache_dir()
    except CacheNotFound:
        return
    for repo in cache.repos:
        for revision in repo.revisions:
            for file in revision.files:
                name = file.file_name.casefold()
                if name.endswith(".gguf") and _MARK in name:
                    yield FoundWeights(file.file_path, file.size_on_disk, repo.repo_id)
