"""What can be chosen in Models, and the list of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausebench.domain.fit import FitReport
from clausebench.domain.self_test import SelfTest
from clausebench.domain.sizes import gigabytes
from clausebench.domain.weights import CatalogueEntry, Choice, FoundWeights, KeptWeights
from clausebench.ui.download_queue import Download, DownloadState, download_words
from clausebench.ui.entries.entry import Entry
from clausebench.ui.roles import Role


@dataclass(frozen=True, slots=True)
class Kept:
    """Weights that are known. ``test`` is the newest check by plain cases."""

    weights: KeptWeights
    is_here: bool
    test: SelfTest | None = None
    fit: FitReport | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A file of another program."""

    weights: FoundWeights
    fit: FitReport | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """What the catalogue lists, or a repository that was found by searching."""

    repo: str
    entry: CatalogueEntry | None = None
    fit: FitReport | None = None

    @property
    def wanted(self) -> str:
        """What to ask the service for."""
        return self.entry.id if self.entry else self.repo


@dataclass(frozen=True, slots=True)
class Answer:
    """What the hub has now, and how each of the choices would fit."""

    choices: tuple[Choice, ...]
    fits: tuple[FitReport, ...]


@dataclass(frozen=True, slots=True)
class Fetching:
    """A download, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Searching:
    """The page that searches the hub."""


SEARCH_ID = "search"


@dataclass(frozen=True, slots=True)
class Stock:
    """Everything that is listed, as it was read; ``found`` comes later than the rest."""

    kept: tuple[Kept, ...] = ()
    offered: tuple[Offered, ...] = ()
    found: tuple[Found, ...] = ()


_STATE_LOOKS = {
    DownloadState.RUNNING: ("running", Role.LINK),
    DownloadState.WAITING: ("running", Role.TEXT_MUTED),
    DownloadState.PAUSED: ("minus", Role.TEXT_MUTED),
    DownloadState.FAILED: ("error", Role.FINDING_ERROR),
}


def stock_entries(stock: Stock, downloads: Iterable[Download], in_use: str) -> tuple[Entry, ...]:
    """Headings and what stands below them. ``in_use`` is the path in the settings."""
    sections = (
        ("Downloads", [download_entry(d) for d in downloads]),
        (_here(stock.kept), [_kept_entry(k, in_use) for k in stock.kept]),
        ("Of other programs", [_found_entry(f) for f in stock.found]),
        ("To get", [*(_offered_entry(o) for o in stock.offered), _search_entry()]),
    )
    return tuple(_listed(sections))


def _here(kept: tuple[Kept, ...]) -> str:
    """With what all of them take on the disk."""
    size = sum(k.weights.size for k in kept if k.is_here)
    return f"On this computer · {gigabytes(size)}" if size else "On this computer"


def _listed(sections: Iterable[tuple[str, list[Entry]]]) -> Iterator[Entry]:
    for title, entries in sections:
        if entries:
            yield Entry(f"heading:{title}", title)
            yield from entries


def download_entry(download: Download) -> Entry:
    """It changes several times a second while it runs."""
    icon, role = _STATE_LOOKS[download.state]
    choice, words = download.wanted.choice, download_words(download)
    return Entry(
        f"download:{download.wanted.id}",
        choice.title,
        words,
        icon=icon,
        role=role,
        subject=Fetching(download.wanted.id),
    )


def _kept_entry(kept: Kept, in_use: str) -> Entry:
    path = kept.weights.path
    icon, role, state = "models", Role.TEXT_MUTED, "verified" if kept.weights.verified_at else ""
    if path == in_use:
        icon, role, state = "check", Role.VERDICT_ALLOWED, "in use"
    if not kept.is_here:
        icon, role, state = "error", Role.FINDING_ERROR, "not at its place any more"
    detail = " · ".join(filter(None, (gigabytes(kept.weights.size), state)))
    subject = kept
    return Entry(f"kept:{path}", kept_title(kept.weights), detail, "", icon, role, subject)


def kept_title(weights: KeptWeights) -> str:
    """The file's name without its ending, or what its program calls it."""
    return weights.title


def _found_entry(found: Found) -> Entry:
    weights = found.weights
    icon, role, state = "folder", Role.TEXT_MUTED, "" if weights.is_safeguard else "plain gpt-oss"
    if weights.problem:
        icon, role, state = "error", Role.FINDING_ERROR, "cannot be used"
    detail = " · ".join(filter(None, (gigabytes(weights.size), weights.source, state)))
    return Entry(f"found:{weights.path}", weights.title, detail, "", icon, role, found)


def _offered_entry(offered: Offered) -> Entry:
    entry = offered.entry
    if entry is None:
        return Entry(f"offered:{offered.repo}", offered.repo, "", "", "import", subject=offered)
    words = [gigabytes(entry.size)]
    words += [offered.fit.fit.words] if offered.fit else []
    words += ["recommended"] if entry.is_recommended else []
    detail = " · ".join(words)
    return Entry(f"offered:{entry.id}", entry.title, detail, "", "import", subject=offered)


def _search_entry() -> Entry:
    detail = "Any repository with GGUF files"
    return Entry(SEARCH_ID, "Search the hub", detail, "", "search", subject=Searching())
