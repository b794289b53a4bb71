"""Where programs keep weights, on each system."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.other_programs import surroundings

from clausebench.engines.weights.places import places

HOME = Path("/home/somebody")


def folders(system: str, **environment: str) -> set[str]:
    return {place.folder.as_posix() for place in places(surroundings(HOME, system, **environment))}


@pytest.mark.parametrize(
    ("system", "folder"),
    [
        ("linux", "/usr/share/ollama/.ollama/models"),
        ("linux", f"{HOME.as_posix()}/.local/share/nomic.ai/GPT4All"),
        ("linux", f"{HOME.as_posix()}/.cache/llama.cpp"),
        ("darwin", f"{HOME.as_posix()}/Library/Application Support/Jan/data/llamacpp/models"),
        ("darwin", f"{HOME.as_posix()}/Library/Application Support/nomic.ai/GPT4All"),
        ("darwin", f"{HOME.as_posix()}/Library/Caches/llama.cpp"),
        ("win32", f"{HOME.as_posix()}/AppData/Roaming/Jan/data/llamacpp/models"),
        ("win32", f"{HOME.as_posix()}/AppData/Local/nomic.ai/GPT4All"),
        ("win32", f"{HOME.as_posix()}/AppData/Local/llama.cpp"),
    ],
)
def test_each_system_has_places_of_its_own(system: str, folder: str) -> None:
    everywhere = {".lmstudio/models", ".ollama/models", "Downloads"}
    assert {folder, *(f"{HOME.as_posix()}/{name}" for name in everywhere)} <= folders(system)


def test_variables_move_places_and_the_usual_ones_are_looked_at_too() -> None:
    found = folders("linux", XDG_DATA_HOME="/data", XDG_CACHE_HOME="/cache", OLLAMA_MODELS="/o")
    moved = {"/data/Jan/data/llamacpp/models", "/cache/llama.cpp", "/o"}
    assert moved | {f"{HOME.as_posix()}/.ollama/models"} <= found
    moved = {"/roaming/Jan/data/models", "/local/nomic.ai/GPT4All"}
    assert moved <= folders("win32", APPDATA="/roaming", LOCALAPPDATA="/local")
