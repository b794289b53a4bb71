"""The weights that Clausebench knows on this computer: a folder, and an index of what is where.

Files that somebody added stay where they are; only fetched ones lie in the folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Generator
from pathlib import Path

from filelock import FileLock

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import NotFoundError
from clausebench.domain.plain import PlainError, from_plain, to_plain
from clausebench.domain.weights import KeptWeights, RemoteRepo
from clausebench.engines.llama.warming import chunks

_INDEX = "models.json"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class Shelf:
    """Reads its index each time: the command line and a window may both be open."""

    def __init__(self, folder: Path, files: Path | None = None) -> None:
        """``folder`` holds the index; ``files``, the same one if not told, what is fetched."""
        self.folder = folder
        self.files = files or folder
        self._index = folder / _INDEX

    def place_for(self, repo: RemoteRepo) -> Path:
        """Where the files of a repository go; names from the hub cannot lead elsewhere."""
        name = _UNSAFE.sub("_", repo.repo.replace("/", "--")).strip(".") or "model"
        return self.files / f"{name}-{_UNSAFE.sub('', repo.commit)[:8]}"

    def all(self) -> tuple[KeptWeights, ...]:
        """In the order in which they came; those that are gone from the disk included."""
        try:
            stored = json.loads(self._index.read_text("utf-8"))
        except (OSError, ValueError):
            return ()
        kept = []
        for item in stored if isinstance(stored, list) else ():
            try:
                kept.append(from_plain(KeptWeights, item))
            except PlainError:
                continue
        return tuple(kept)

    def at(self, path: Path) -> KeptWeights | None:
        """Those whose first part is ``path``, however it is written; None when none are."""
        places = (str(path.parent.resolve() / path.name), str(path.resolve()))
        return next((kept for kept in self.all() if kept.path in places), None)

    def find(self, name: str) -> KeptWeights:
        """By path, name, or a part of them that only one has. Raises ``NotFoundError``."""
        kept = self.all()
        exact = [w for w in kept if name in (w.path, Path(w.path).name, w.name)]
        part = name.casefold()
        found = exact or [w for w in kept if part in f"{w.path} {w.name}".casefold()]
        if len(found) == 1:
            return found[0]
        raise NotFoundError(
            f"No weights here are called {name}." if not found else f"“{name}” fits several.",
            hint="clausebench models list shows them.",
        )

    def put(self, weights: KeptWeights) -> None:
        """Add it at the end, or what is new about it in its place. Raises ``OSError``."""
        with self._alone():
            kept = self.all()
            if any(w.path == weights.path for w in kept):
                self._write([weights if w.path == weights.path else w for w in kept])
            else:
                self._write([*kept, weights])

    def drop(self, weights: KeptWeights) -> None:
        """Forget it; the files stay."""
        with self._alone():
            self._write([w for w in self.all() if w.path != weights.path])

    def relocate(self, old: str, weights: KeptWeights) -> None:
        """The weights that were at ``old`` are known at their new path."""
        with self._alone():
            self._write([weights if w.path == old else w for w in self.all()])

    def _alone(self) -> FileLock:
        """Another window or the command line must not write in between."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return FileLock(self._index.with_suffix(".lock"))

    def _write(self, kept: list[KeptWeights]) -> None:
        unfinished = self._index.with_suffix(f".{os.getpid()}")
        unfinished.write_text(json.dumps([to_plain(w) for w in kept], indent=1), "utf-8")
        unfinished.replace(self._index)


def hash_files(
    paths: tuple[Path, ...], cancel: CancelToken
) -> Generator[int, None, tuple[str, ...]]:
    """Yields the bytes read so far of all; returns the SHA-256 of each.

    Raises ``Cancelled``, and ``WeightsError`` when one cannot be read.
    """
    digests, done = [], 0
    for path in paths:
        digest = hashlib.sha256()
        for chunk in chunks((path,)):
            cancel.check()
            digest.update(chunk)
            done += len(chunk)
            yield done
        digests.append(digest.hexdigest())
    return tuple(digests)
