"""What was measured on this computer, in a JSON file: worth keeping, no loss when it is gone."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TypeVar

from clausebench.domain.plain import PlainError, from_plain, to_plain

T = TypeVar("T")


class JsonMemory:
    """Frozen values by key. It is read each time: the command line and a window may both be open.

    A file that cannot be read or written counts as empty.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def recall(self, key: str, cls: type[T]) -> T | None:
        """None when nothing of this class is kept there."""
        return _value(cls, self._read().get(key))

    def recall_all(self, start: str, cls: type[T]) -> tuple[T, ...]:
        """Whatever of this class is kept under keys that begin with ``start``."""
        stored = [value for key, value in self._read().items() if key.startswith(start)]
        return tuple(value for item in stored if (value := _value(cls, item)) is not None)

    def keep(self, key: str, value: object) -> None:
        """Best effort: without it, it is measured again."""
        unfinished = self._path.with_suffix(f".{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            unfinished.write_text(json.dumps(self._read() | {key: to_plain(value)}), "utf-8")
            unfinished.replace(self._path)
        except OSError:
            return

    def _read(self) -> dict[str, object]:
        try:
            stored = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return stored if isinstance(stored, dict) else {}


def _value(cls: type[T], stored: object) -> T | None:
    try:
        return from_plain(cls, stored)
    except PlainError:
        return None
