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

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import NotFoundError
from clausebench.domain.plain import PlainError, from_plain, to_plain
from clausebench.domain.weights import KeptWeights, RemoteRepo
from clausebench.engines.llama.warming import chunks

_INDEX = "models.json"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class Shelf:
    """Reads its index each time: the command line and a window may both be open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index = folder / _INDEX

    def place_for(self, repo: RemoteRepo) -> Path:
        """Where the files of a repository go; names from the hub cannot lead elsewhere."""
        name = _UNSAFE.sub("_", repo.repo.replace("/", "--")).strip(".") or "model"
        return self.folder / f"{name}-{_UNSAFE.sub('', repo.commit)[:8]}"

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

    def find(self, name: str) -> KeptWeights:
        """By path, file name or a part of it that only one has. Raises ``NotFoundError``."""
        kept = self.all()
        exact = [w for w in kept if name in (w.path, Path(w.path).name)]
        found = exact or [w for w in kept if name.casefold() in w.path.casefold()]
        if len(found) == 1:
            return found[0]
        raise NotFoundError(
            f"No weights here are called {name}." if not found else f"“{name}” fits several.",
            hint="clausebench models list shows them.",
        )

    def put(self, weights: KeptWeights) -> None:
        """Add it, or what is new about it. Raises ``OSError``."""
        others = [w for w in self.all() if w.path != weights.path]
        self._write([*others, weights])

    def drop(self, weights: KeptWeights) -> None:
        """Forget it; the files stay."""
        self._write([w for w in self.all() if w.path != weights.path])

    def _write(self, kept: list[KeptWeights]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
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
