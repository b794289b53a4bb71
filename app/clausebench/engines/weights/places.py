"""Where other programs keep weights.

Each place is as that program's documents or source say:

- LM Studio: ``~/.lmstudio/models`` (lmstudio.ai/docs), before version 0.3 ``~/.cache/lm-studio``;
  ``~/.lmstudio-home-pointer`` names another home (lmstudio-js).
- Ollama: ``~/.ollama/models``, ``OLLAMA_MODELS``, and on Linux the service's
  ``/usr/share/ollama`` (ollama's FAQ).
- Jan: ``Jan/data`` in the system's folder for programs' data, ``llamacpp/models`` in it, before
  that ``models``; the first versions ``~/jan`` (janhq/jan).
- GPT4All: ``nomic.ai/GPT4All`` in the system's folder for local data (gpt4all-chat), and
  ``~/.cache/gpt4all`` (its Python library).
- llama.cpp: ``LLAMA_CACHE``, or ``llama.cpp`` in the system's cache; newer ones share the cache of
  Hugging Face (common.cpp, hf-cache.cpp).
- Hugging Face: as its own library says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

_DEEP, _FLAT = 6, 2


class Layout(Enum):
    """How a program keeps its files."""

    FOLDERS = "folders"
    HUB = "hub"
    OLLAMA = "ollama"


@dataclass(frozen=True, slots=True)
class Place:
    """``source`` is the program's name; ``depth`` is how many folders deep its files lie."""

    source: str
    folder: Path
    layout: Layout = Layout.FOLDERS
    depth: int = _DEEP


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What decides where things are; ``system`` as ``sys.platform`` has it."""

    home: Path
    system: str
    environment: Mapping[str, str]
    hub_cache: Path
    downloads: Path

    def named(self, variable: str, otherwise: Path) -> Path:
        """The folder that a variable names."""
        value = self.environment.get(variable, "")
        return Path(value) if value else otherwise


def places(around: Surroundings) -> tuple[Place, ...]:
    """In the order in which they are looked at; most computers have few of them."""
    return (
        *(Place("LM Studio", folder) for folder in _lm_studio(around)),
        *(Place("Ollama", folder, Layout.OLLAMA) for folder in _ollama(around)),
        Place("Hugging Face", around.hub_cache, Layout.HUB),
        *(Place("llama.cpp", folder) for folder in _llama_cpp(around)),
        *(Place("Jan", folder) for folder in _jan(around)),
        *(Place("GPT4All", folder, depth=_FLAT) for folder in _gpt4all(around)),
        *(Place("Downloads", folder, depth=_FLAT) for folder in _downloads(around)),
    )


def _lm_studio(around: Surroundings) -> Iterator[Path]:
    yield around.home / ".lmstudio/models"
    yield around.home / ".cache/lm-studio/models"
    try:
        pointer = (around.home / ".lmstudio-home-pointer").read_text("utf-8").strip()
    except (OSError, ValueError):
        return
    if pointer and "\0" not in pointer:
        yield Path(pointer) / "models"


def _ollama(around: Surroundings) -> Iterator[Path]:
    yield around.named("OLLAMA_MODELS", around.home / ".ollama/models")
    yield around.home / ".ollama/models"
    if around.system.startswith("linux"):
        yield Path("/usr/share/ollama/.ollama/models")


def _llama_cpp(around: Surroundings) -> Iterator[Path]:
    yield around.named("LLAMA_CACHE", _caches(around) / "llama.cpp")
    yield _caches(around) / "llama.cpp"


def _jan(around: Surroundings) -> Iterator[Path]:
    for data in (_data(around) / "Jan/data", _settings(around) / "Jan/data", around.home / "jan"):
        yield data / "llamacpp/models"
        yield data / "models"


def _gpt4all(around: Surroundings) -> Iterator[Path]:
    yield _local_data(around) / "nomic.ai/GPT4All"
    yield around.home / ".cache/gpt4all"


def _downloads(around: Surroundings) -> Iterator[Path]:
    yield around.downloads
    yield around.home / "Downloads"


def _data(around: Surroundings) -> Path:
    """Where programs keep what goes with the user from computer to computer."""
    if around.system == "win32":
        return around.named("APPDATA", around.home / "AppData/Roaming")
    return _local_data(around)


def _local_data(around: Surroundings) -> Path:
    if around.system == "win32":
        return around.named("LOCALAPPDATA", around.home / "AppData/Local")
    if around.system == "darwin":
        return around.home / "Library/Application Support"
    return around.named("XDG_DATA_HOME", around.home / ".local/share")


def _settings(around: Surroundings) -> Path:
    if around.system in ("win32", "darwin"):
        return _data(around)
    return around.named("XDG_CONFIG_HOME", around.home / ".config")


def _caches(around: Surroundings) -> Path:
    if around.system == "win32":
        return around.named("LOCALAPPDATA", around.home / "AppData/Local")
    if around.system == "darwin":
        return around.home / "Library/Caches"
    return around.named("XDG_CACHE_HOME", around.home / ".cache")
