"""Weights as things to get, keep and trust."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path

from clausebench.domain.effort import Repacking

DEFAULT_ENDPOINT = "https://huggingface.co"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """Weights that are known to be good to get.

    ``files`` is a pattern of names in ``repo``; several files are the parts of one. ``size`` and
    ``memory`` in bytes: of the files, and free before loading. ``sha256`` by file name where it is
    known beforehand; what is not known is taken from the hub, and that is said.
    """

    id: str
    title: str
    repo: str
    files: str
    size: int
    memory: int
    licence: str
    publisher: str
    why: str
    sha256: tuple[tuple[str, str], ...] = ()
    is_recommended: bool = False


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """``size`` in bytes; ``sha256`` in hex, empty when the hub does not tell."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RemoteRepo:
    """A repository as it is at one commit; ``licence`` as its tags say it."""

    repo: str
    commit: str
    files: tuple[RemoteFile, ...]
    licence: str = ""
    is_gated: bool = False

    def matching(self, pattern: str) -> tuple[RemoteFile, ...]:
        """In the order of their names, which is the order of their parts."""
        found = (file for file in self.files if fnmatchcase(file.name, pattern))
        return tuple(sorted(found, key=lambda file: file.name))


@dataclass(frozen=True, slots=True)
class Choice:
    """What would be fetched, as the hub describes it now. ``entry`` when it is in the catalogue."""

    repo: RemoteRepo
    files: tuple[RemoteFile, ...]
    entry: CatalogueEntry | None = None

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    @property
    def title(self) -> str:
        """The catalogue's title, or the name of the first file."""
        return self.entry.title if self.entry else self.files[0].name.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A download that somebody asked for, pinned to what the hub said then."""

    choice: Choice
    endpoint: str
    is_paused: bool = False

    @property
    def id(self) -> str:
        """The same files of the same commit are one download."""
        return f"{self.choice.repo.repo}@{self.choice.repo.commit}/{self.choice.files[0].name}"


class Phase(StrEnum):
    """Where a download stands."""

    ASKING = "asking"
    WAITING = "waiting"
    CHECKING = "checking"
    DOWNLOADING = "downloading"
    RETRYING = "retrying"
    VERIFYING = "verifying"
    MOVING = "moving"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` and ``total`` in bytes of all files together; ``rate`` in bytes per second over the
    last seconds; ``note`` is a sentence when something is other than usual."""

    phase: Phase
    file: str
    done: int
    total: int
    rate: float = 0.0
    note: str = ""

    @property
    def seconds_left(self) -> float | None:
        """None while that cannot be said."""
        return (self.total - self.done) / self.rate if self.rate > 0 else None


@dataclass(frozen=True, slots=True)
class Manner:
    """What differs from the settings for some weights; None: as the settings say."""

    slots: int | None = None
    threads: int | None = None
    repack: Repacking | None = None
    gpu_layers: int | None = None


@dataclass(frozen=True, slots=True)
class KeptWeights:
    """Weights on this computer that Clausebench knows. ``path`` is the first part.

    ``repo`` and ``commit`` are empty for a file that was added by hand. ``verified_at`` is when all
    bytes were last compared with ``sha256`` (of the parts, in order); times are UTC. ``manner``
    is how the engine is made for them, where that differs from the settings. ``name`` is for people
    where the file has none, as in Ollama's store.
    """

    path: str
    size: int
    sha256: tuple[str, ...]
    repo: str = ""
    commit: str = ""
    licence: str = ""
    added_at: str = ""
    verified_at: str = ""
    used_at: str = ""
    notes: str = ""
    manner: Manner = Manner()
    name: str = ""

    @property
    def title(self) -> str:
        """What to call them: their name, or that of the file without its ending."""
        return self.name or Path(self.path).stem


class LeftoverKind(StrEnum):
    """What fetching can leave behind, in words."""

    UNFINISHED = "unfinished download"
    NO_WEIGHTS = "no gpt-oss weights"
    LOCK = "lock of a program that has ended"


@dataclass(frozen=True, slots=True)
class Leftover:
    """Files that nothing needs any more, in the folder of fetched weights. ``size`` of all in
    bytes; ``age`` in whole days since they were last written to."""

    kind: LeftoverKind
    paths: tuple[Path, ...]
    size: int
    age: int


@dataclass(frozen=True, slots=True)
class FoundWeights:
    """Weights of gpt-oss that another program has put here; ``path`` is the first part and ``size``
    that of all parts in bytes. ``source`` is the program, ``name`` for people.

    Plain gpt-oss (``is_safeguard`` False) judges too, but was not trained to follow a policy that
    it is given. ``problem`` is a sentence when they cannot be used as they are.
    """

    path: Path
    size: int
    source: str
    name: str = ""
    is_safeguard: bool = True
    problem: str = ""

    @property
    def title(self) -> str:
        """What to call them."""
        return self.name or self.path.stem
