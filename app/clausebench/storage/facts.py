"""Small facts about a workspace that are no history: by name, changed and forgotten freely."""

from __future__ import annotations

import json
from collections.abc import Callable

from clausebench.storage.database import Database


class FactTable:
    """Texts by name. Names begin with what they are about: ``received:<id>``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, name: str) -> str | None:
        row = self._db.row("SELECT value FROM facts WHERE name = ?", name)
        return None if row is None else str(row["value"])

    def get_or_make(self, name: str, make: Callable[[], str]) -> str:
        """The fact; made and kept when it is not there yet."""
        found = self.get(name)
        if found is not None:
            return found
        with self._db.writing():
            self._db.run("INSERT OR IGNORE INTO facts (name, value) VALUES (?, ?)", name, make())
        return self.get(name) or ""

    def put(self, name: str, value: str) -> None:
        with self._db.writing():
            self._db.run("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", name, value)

    def drop(self, name: str) -> None:
        with self._db.writing():
            self._db.run("DELETE FROM facts WHERE name = ?", name)

    def under(self, start: str) -> dict[str, str]:
        """Those whose names begin so, by name."""
        rows = self._db.rows(
            "SELECT name, value FROM facts WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name",
            start,
        )
        return {row["name"]: row["value"] for row in rows}

    def drop_quoting(self, text: str) -> int:
        """Forget every fact that holds a text as one of its JSON values; returns how many."""
        quoting = [name for name, value in self.under("").items() if _holds(value, text)]
        for name in quoting:
            self.drop(name)
        return len(quoting)


def _holds(value: str, text: str) -> bool:
    try:
        return _is_in(json.loads(value), text)
    except ValueError:
        return value == text


def _is_in(plain: object, text: str) -> bool:
    if isinstance(plain, dict):
        plain = list(plain.values())
    if isinstance(plain, list):
        return any(_is_in(item, text) for item in plain)
    return plain == text
