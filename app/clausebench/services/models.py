"""From nothing to weights that can be trusted: choose, fetch, verify, keep, forget."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.network import Connection
from clausebench.domain.weights import (
    CatalogueEntry,
    Choice,
    FoundWeights,
    KeptWeights,
    Leftover,
    Progress,
    RemoteFile,
    RemoteRepo,
)
from clausebench.engines.llama.header import Header
from clausebench.engines.llama.parts import parts_by_name
from clausebench.engines.llama.preflight import preflight, refuse_changed
from clausebench.engines.llama.warming import DigestMemory, digest_of_all
from clausebench.engines.weights import find_weights
from clausebench.engines.weights.catalogue import read_catalogue
from clausebench.engines.weights.hub import Hub
from clausebench.engines.weights.leftovers import discard, find_leftovers
from clausebench.engines.weights.sentences import another_file
from clausebench.engines.weights.shelf import Shelf
from clausebench.engines.weights.transfer import Manners, Transfer
from clausebench.engines.weights.trash import to_trash
from clausebench.engines.weights.waiting_list import WaitingList
from clausebench.services.checking_weights import check_fetched, first_part, hashing
from clausebench.services.moving import move_folder
from clausebench.services.offers import offers

_GGUF = ".gguf"
_PLAIN = Connection()


class Models:
    """``now`` gives UTC as text. A token goes to the endpoint it belongs to and nowhere else."""

    def __init__(
        self,
        catalogue: Path,
        folder: Path,
        *,
        now: Callable[[], str],
        files: Path | None = None,
        connection: Connection = _PLAIN,
        token_of: Callable[[str], str] = lambda _endpoint: "",
    ) -> None:
        """``folder`` holds the index; ``files``, the same one if not told, what is fetched.
        ``token_of`` an endpoint may be slow; it is asked for each request."""
        self._connection = connection
        self._token_of = token_of
        self._catalogue = catalogue
        self._shelf = Shelf(folder, files)
        self._now = now

    @property
    def endpoint(self) -> str:
        """The hub that is asked where none is named."""
        return self._connection.endpoint

    def configure(self, connection: Connection, files: Path | None) -> None:
        """The settings have changed. What runs already goes on as it began."""
        self._connection = connection
        self._shelf.files = files or self._shelf.folder

    def _hub(self, endpoint: str | None) -> Hub:
        address = endpoint or self._connection.endpoint
        return Hub(address, self._token_of(address), self._connection.network)

    @property
    def folder(self) -> Path:
        """Where fetched weights go."""
        return self._shelf.files

    def place_for(self, repo: RemoteRepo) -> Path:
        """The folder of a repository's files."""
        return self._shelf.place_for(repo)

    def catalogue(self) -> tuple[CatalogueEntry, ...]:
        """The recommended one first."""
        return read_catalogue(self._catalogue)

    def kept(self) -> tuple[KeptWeights, ...]:
        return self._shelf.all()

    def find(self, name: str) -> KeptWeights:
        """Raises ``NotFoundError``."""
        return self._shelf.find(name)

    def found(self) -> tuple[FoundWeights, ...]:
        """What other programs have fetched and Clausebench does not know yet."""
        return tuple(found for found in find_weights() if self._shelf.at(found.path) is None)

    def search(self, words: str, endpoint: str | None = None) -> tuple[str, ...]:
        """Names of repositories. Raises ``DownloadError``."""
        return self._hub(endpoint).search(words)

    def look_up(self, wanted: str, pattern: str = "", endpoint: str | None = None) -> Choice:
        """A catalogue's id or ``owner/name``; before a byte is fetched.

        Raises ``BadInputError``, ``DownloadError``.
        """
        entry = next((e for e in self.catalogue() if e.id == wanted), None)
        if entry is None and wanted.count("/") != 1:
            names = ", ".join(e.id for e in self.catalogue())
            raise BadInputError(f"There is no model {wanted}.", hint=f"Try {names}, or owner/name.")
        repo = self._hub(endpoint).describe(entry.repo if entry else wanted)
        files = _choose(repo, pattern or (entry.files if entry else ""))
        if entry is not None:
            _compare(entry, files)
        return Choice(repo, files, entry)

    def download(
        self,
        choice: Choice,
        cancel: CancelToken,
        *,
        endpoint: str | None = None,
        folder: Path | None = None,
        rate: int | None = None,
    ) -> Generator[Progress, None, KeptWeights]:
        """Fetch, verify, and put on the shelf. Started again, it goes on where it stopped.

        ``rate`` in bytes per second; 0: no limit; None: as the settings say.

        Raises ``Cancelled``, ``DownloadError``, and ``WeightsError`` for what is no gpt-oss.
        """
        place = folder or self._shelf.place_for(choice.repo)
        hub = self._hub(endpoint)
        manners = Manners(rate=self._connection.rate if rate is None else rate)
        transfer = Transfer(hub, choice.repo, choice.files, place, manners)
        paths = yield from transfer.run(cancel)
        header = check_fetched(paths, is_ours=place.is_relative_to(self.folder))
        now = self._now()
        kept = KeptWeights(
            path=str(paths[0].resolve()),
            size=header.size,
            sha256=tuple(file.sha256 for file in choice.files),
            repo=choice.repo.repo,
            commit=choice.repo.commit,
            licence=choice.entry.licence if choice.entry else choice.repo.licence,
            added_at=now,
            verified_at=now,
        )
        self._keep(kept, header)
        return kept

    def add(self, path: Path, cancel: CancelToken) -> Generator[Progress, None, KeptWeights]:
        """Know a file that is here already; it stays where it is. Instead of a path also the name
        under which ``found`` lists it. Raises ``WeightsError``."""
        first, name = first_part(path), ""
        if first.suffix.casefold() != _GGUF:
            first, name = self._named(first)
        header = preflight(first)
        digests = yield from hashing(first, header.parts, cancel)
        now = self._now()
        kept = KeptWeights(
            path=str(first.parent.resolve() / first.name),  # a link's target has no such name
            size=header.size,
            sha256=digests,
            added_at=now,
            verified_at=now,
            name=name or ("" if header.title == first.stem else header.title),
        )
        self._keep(kept, header)
        return kept

    def _named(self, path: Path) -> tuple[Path, str]:
        """A file of a program that keeps names elsewhere, and its name."""
        for found in find_weights():
            if path == found.path or (str(path) == found.name and not path.exists()):
                return found.path, found.name
        return path, ""

    def _keep(self, kept: KeptWeights, header: Header) -> None:
        """On the shelf; while its files stay as they are, nobody reads them to know them."""
        DigestMemory(str(self._shelf.folder.parent)).keep(header.parts, kept.sha256)
        self._shelf.put(kept)

    def verify(
        self, kept: KeptWeights, cancel: CancelToken
    ) -> Generator[Progress, None, KeptWeights]:
        """Compare all bytes with what they were. Raises ``WeightsError``, ``DownloadError``."""
        path = Path(kept.path)
        header = preflight(path, kept)
        digests = yield from hashing(path, header.parts, cancel)
        refuse_changed(header.parts, digests, kept)
        verified = replace(kept, verified_at=self._now())
        self._keep(verified, header)
        return verified

    def digest_of(self, kept: KeptWeights) -> str:
        """One digest for all parts, as fingerprints hold it."""
        return digest_of_all(kept.sha256)

    def change(self, kept: KeptWeights) -> None:
        """Keep new notes or another manner. Raises ``OSError``."""
        self._shelf.put(kept)

    def note_use(self, path: Path) -> None:
        """Weights were loaded; nothing happens when they are not known."""
        kept = self._shelf.at(path)
        if kept is not None:
            self._shelf.put(replace(kept, used_at=self._now()))

    def move(self, to: Path, cancel: CancelToken) -> Generator[Progress, None, Path]:
        """All that was fetched; what comes later goes there too. Raises as ``move_folder``."""
        self._shelf.files = yield from move_folder(self._shelf, to, cancel)
        return self._shelf.files

    def offers(self, repo: str, endpoint: str | None = None) -> tuple[Choice, ...]:
        """Everything that can be fetched from ``owner/name``. Raises ``DownloadError``,
        ``BadInputError``, and ``NotFoundError`` when there is no GGUF file."""
        found = offers(self._hub(endpoint).describe(repo))
        if not found:
            raise NotFoundError(f"{repo} has no GGUF file.", hint="Search for another repository.")
        return found

    def leftovers(self) -> tuple[Leftover, ...]:
        """What fetching has left in the folder of weights and nothing needs any more."""
        waiting = [wanted.choice for wanted in WaitingList(self._shelf.folder).all()]
        wanted = [self.place_for(c.repo) / Path(f.name).name for c in waiting for f in c.files]
        kept = [Path(weights.path) for weights in self.kept()]
        now = datetime.fromisoformat(self._now()).timestamp()
        return find_leftovers(self.folder, kept, wanted, now)

    def discard(self, leftovers: Iterable[Leftover]) -> tuple[Leftover, ...]:
        """Clear away those that still are leftovers; returns them. Whole files go to the trash,
        parts of files are deleted. Raises ``WeightsError``, ``OSError``."""
        meant = {leftover.paths for leftover in leftovers}
        return discard(found for found in self.leftovers() if found.paths in meant)

    def remove(self, kept: KeptWeights, *, deletes_files: bool) -> None:
        """Forget it; with ``deletes_files`` its files go to the trash. Only fetched files do:
        others belong to whoever put them there."""
        if deletes_files and kept.repo:
            parts = parts_by_name(Path(kept.path))[: len(kept.sha256)]
            to_trash(part for part in parts if part.exists())
        self._shelf.drop(kept)


def _choose(repo: RemoteRepo, pattern: str) -> tuple[RemoteFile, ...]:
    """One file, or the parts of one. Raises ``NotFoundError``, ``BadInputError``."""
    files = [f for f in repo.matching(pattern or "*") if f.name.endswith(_GGUF)]
    if not files:
        raise NotFoundError(
            f"{repo.repo} has no such GGUF file.", hint="clausebench models search shows others."
        )
    parts = [f for f in files if "-of-" in f.name]
    if len(files) > 1 and len(parts) != len(files):
        names = ", ".join(f.name for f in files[:6])
        raise BadInputError(
            f"{repo.repo} has several files.", f"{names}", "Name one with --file, or a pattern."
        )
    return tuple(files)


def _compare(entry: CatalogueEntry, files: tuple[RemoteFile, ...]) -> None:
    """What the catalogue knows beforehand, the hub must say too."""
    known = dict(entry.sha256)
    for file in files:
        if known.get(file.name, file.sha256) != file.sha256:
            raise another_file(file.name)
