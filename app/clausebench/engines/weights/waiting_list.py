"""Downloads that were asked for and are not done, kept so that a restart goes on with them."""

from __future__ import annotations

import json
import os
from pathlib import Path

from clausebench.domain.plain import PlainError, from_plain, to_plain
from clausebench.domain.weights import Wanted

_FILE = "downloads.json"


class WaitingList:
    """In the order in which they were asked for. A damaged file counts as empty: what has been
    fetched is still there, and asking again goes on with it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _FILE

    def all(self) -> tuple[Wanted, ...]:
        try:
            stored = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return ()
        found = []
        for item in stored if isinstance(stored, list) else ():
            try:
                found.append(from_plain(Wanted, item))
            except PlainError:
                continue
        return tuple(found)

    def put(self, wanted: Wanted) -> None:
        """Add it at the end, or what is new about it in its place. Raises ``OSError``."""
        before = self.all()
        if any(w.id == wanted.id for w in before):
            self._write([wanted if w.id == wanted.id else w for w in before])
        else:
            self._write([*before, wanted])

    def drop(self, wanted_id: str) -> None:
        """Harmless if it is gone. Raises ``OSError``."""
        self._write([w for w in self.all() if w.id != wanted_id])

    def _write(self, wanted: list[Wanted]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = self._file.with_suffix(f".{os.getpid()}")
        unfinished.write_text(json.dumps([to_plain(w) for w in wanted], indent=1), "utf-8")
        unfinished.replace(self._file)
