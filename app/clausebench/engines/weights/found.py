"""Weights that are already on this computer. Nothing is fetched here, and nothing is changed."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from clausebench.domain.weights import FoundWeights
from clausebench.engines.llama.gguf import MAGIC, Gguf, read_first_keys
from clausebench.engines.llama.header import ARCHITECTURE, NOT_FOR_LLAMA_CPP, OLLAMA_ARCHITECTURE
from clausebench.engines.llama.parts import parts_by_name
from clausebench.engines.weights.ollama import models_in
from clausebench.engines.weights.places import Layout, Place, Surroundings, places
from clausebench.engines.weights.switches import switch_off

_MARK = "safeguard"
_NAMES = ("general.name", "general.basename", "general.finetune")
_FIRST_BYTES = 1 << 16
_LONGEST_SEARCH = 2.0
_SNAPSHOTS = 4
_MANIFESTS = 6
_NO_GGUF = f"{NOT_FOR_LLAMA_CPP} Get the GGUF file of the same weights."


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A file that may be weights; ``name`` for people."""

    path: Path
    source: str
    name: str


def find_weights(
    around: Surroundings | None = None, *, clock: Callable[[], float] = time.monotonic
) -> tuple[FoundWeights, ...]:
    """gpt-oss files of LM Studio, Ollama, Hugging Face, llama.cpp, Jan, GPT4All and in Downloads.

    Those of gpt-oss-safeguard first, those that cannot be used last. The names of files are not
    believed: each header's beginning is read. Takes two seconds at the most and returns what was
    found by then.
    """
    ends = clock() + _LONGEST_SEARCH
    walk = _Walk(lambda: clock() > ends)
    found: dict[Path, FoundWeights] = {}
    for place in places(around or _here()):
        for candidate in walk.candidates(place):
            real = _real(candidate.path)
            if real is None or real in found:
                continue
            if (weights := _look_at(candidate)) is not None:
                found[real] = weights
    return tuple(sorted(found.values(), key=_order))


def _here() -> Surroundings:
    switch_off()
    from huggingface_hub import constants

    return Surroundings(
        home=Path.home(),
        system=sys.platform,
        environment=os.environ,
        hub_cache=Path(constants.HF_HUB_CACHE),
        downloads=Path(platformdirs.user_downloads_dir()),
    )


def _order(weights: FoundWeights) -> tuple[bool, bool, str, str]:
    named = (weights.name.casefold(), str(weights.path))
    return (bool(weights.problem), not weights.is_safeguard, *named)


def _real(path: Path) -> Path | None:
    """Where the bytes are; None where there are none, and for pipes, which may never answer."""
    try:
        return path.resolve() if path.is_file() else None
    except (OSError, RuntimeError):
        return None


def _look_at(candidate: _Candidate) -> FoundWeights | None:
    """None for what is no gpt-oss, and for what cannot be read."""
    try:
        with candidate.path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                return None
            file.seek(0)
            keys = read_first_keys(file, _FIRST_BYTES)
        parts = parts_by_name(candidate.path)
        size = sum(part.stat().st_size for part in parts if part.exists())
    except OSError:
        return None
    architecture = keys.text("general.architecture")
    if architecture not in (ARCHITECTURE, OLLAMA_ARCHITECTURE) or _is_no_model(keys):
        return None
    return FoundWeights(
        path=candidate.path,
        size=size,
        source=candidate.source,
        name=candidate.name,
        is_safeguard=_MARK in _words(candidate, keys).casefold(),
        problem=_NO_GGUF if architecture == OLLAMA_ARCHITECTURE else "",
    )


def _is_no_model(keys: Gguf) -> bool:
    """An adapter, or a later part of something."""
    return keys.text("general.type") not in ("", "model") or (keys.number("split.no") or 0) > 0


def _words(candidate: _Candidate, keys: Gguf) -> str:
    """Everything that says which weights these are."""
    tags = keys.texts("general.tags")
    return " ".join((candidate.path.name, candidate.name, *map(keys.text, _NAMES), *tags))


class _Walk:
    """Through folders, each once, however links lead; stops when time is over."""

    def __init__(self, is_over: Callable[[], bool]) -> None:
        self._is_over = is_over

    def candidates(self, place: Place) -> Iterator[_Candidate]:
        if place.layout is Layout.OLLAMA:
            manifests = self._files(place.folder / "manifests", _MANIFESTS)
            for path, name in models_in(place.folder, manifests):
                yield _Candidate(path, place.source, name)
        elif place.layout is Layout.HUB:
            yield from self._in_hub(place)
        else:
            for path in self._weights(place.folder, place.depth):
                name = path.parent.name if path.stem.casefold() == "model" else path.stem
                yield _Candidate(path, place.source, name)

    def _in_hub(self, place: Place) -> Iterator[_Candidate]:
        """The files of a repository are links in ``models--owner--name/snapshots/commit``."""
        for repo in self._entries(place.folder):
            if repo.name.startswith("models--"):
                for path in self._weights(place.folder / repo.name / "snapshots", _SNAPSHOTS):
                    yield _Candidate(path, place.source, path.stem)

    def _weights(self, folder: Path, depth: int) -> Iterator[Path]:
        for path in self._files(folder, depth):
            if path.suffix.casefold() == ".gguf" and path == parts_by_name(path)[0]:
                yield path

    def _files(self, folder: Path, depth: int) -> Iterator[Path]:
        """Breadth first: what lies near the top is likelier to be it."""
        waiting, seen = deque([(folder, depth)]), set[tuple[int, int]]()
        while waiting and not self._is_over():
            folder, left = waiting.popleft()
            try:
                here = folder.stat()
            except OSError:
                continue
            if (here.st_dev, here.st_ino) in seen:
                continue
            seen.add((here.st_dev, here.st_ino))
            for entry in self._entries(folder):
                if _is_folder(entry):
                    waiting.extend([(folder / entry.name, left - 1)] if left > 1 else [])
                elif _is_file(entry):
                    yield folder / entry.name

    def _entries(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if self._is_over():
                        return
                    yield entry
        except OSError:
            return


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Links count as what they lead to."""
    try:
        return entry.is_file()
    except OSError:
        return False
