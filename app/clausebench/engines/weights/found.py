"""Weights that are already on this computer. Nothing is fetched here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clausebench.domain.weights import FoundWeights
from clausebench.engines.weights.switches import switch_off

_FOLDERS = (".lmstudio/models", ".cache/lm-studio/models", ".cache/llama.cpp")
_MARK = "safeguard"


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
    switch_off()
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
