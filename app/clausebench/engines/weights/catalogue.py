"""The shipped list of weights. Data, not code: what it says is checked against the hub."""

from __future__ import annotations

import json
from pathlib import Path

from clausebench.domain.plain import PlainError, from_plain
from clausebench.domain.weights import CatalogueEntry

VERSION = 1


class CatalogueError(ValueError):
    """The shipped list cannot be read: the installation is damaged."""


def read_catalogue(path: Path) -> tuple[CatalogueEntry, ...]:
    """The recommended one first. Raises ``CatalogueError``, ``OSError``."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["version"] != VERSION:
            raise CatalogueError(f"a list of version {data['version']}")
        entries = [_entry(item) for item in data["models"]]
    except (ValueError, KeyError, TypeError, PlainError) as error:
        raise CatalogueError(f"{path.name}: {error}") from error
    _check(entries)
    return tuple(sorted(entries, key=lambda entry: not entry.is_recommended))


def _entry(item: dict[str, object]) -> CatalogueEntry:
    digests = item.get("sha256", {})
    if not isinstance(digests, dict):
        raise CatalogueError("sha256 is an object")
    pairs = [[name, digest] for name, digest in digests.items()]
    return from_plain(CatalogueEntry, {**item, "sha256": pairs})


def _check(entries: list[CatalogueEntry]) -> None:
    if len({entry.id for entry in entries}) != len(entries):
        raise CatalogueError("an id stands twice")
    if sum(entry.is_recommended for entry in entries) != 1:
        raise CatalogueError("one entry is recommended")
    for entry in entries:
        if entry.repo.count("/") != 1 or entry.size <= 0 or entry.memory <= 0:
            raise CatalogueError(f"{entry.id}: repo, size or memory")
