"""Keys without the system's keyring."""

from __future__ import annotations

from pathlib import Path

from clausebench.exporting.signing.key_book import KeyBook
from clausebench.services.signing import Signing


class Keeper:
    """A keyring in memory; ``works`` says whether it keeps anything, and lets it go."""

    def __init__(self, *, works: bool = True) -> None:
        self.kept: dict[str, str] = {}
        self.works = works

    def is_there(self) -> bool:
        return self.works

    def get(self, name: str) -> str:
        return self.kept.get(name, "")

    def put(self, name: str, secret: str) -> bool:
        if self.works:
            self.kept[name] = secret
        return self.works

    def forget(self, name: str) -> bool:
        if self.works:
            self.kept.pop(name, None)
        return self.works


def book_in(folder: Path, keeper: Keeper | None = None) -> KeyBook:
    return KeyBook(folder, keeper or Keeper(), lambda: "2026-02-03T04:05:06+00:00")


def signing_in(folder: Path, keeper: Keeper | None = None) -> Signing:
    return Signing(book_in(folder, keeper))
