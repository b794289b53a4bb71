"""What came in with bundles, so that it can go again. Kept in the workspace, beside what came."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.case import Case
from clausebench.domain.plain import PlainError
from clausebench.storage.codec import from_json, to_json
from clausebench.storage.workspace import Workspace

_START = "received:"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done, and what is needed to undo it. ``id`` is that of the import that its new
    cases are; ``before`` and ``after`` are versions, ``labels`` ids of what others said."""

    id: str
    policy_id: str
    title: str
    is_new: bool
    before: str | None
    after: str
    changed: tuple[Case, ...]
    labels: tuple[str, ...]
    at: str


class Receipts:
    """Of one workspace. Deleting a content for good also deletes the receipts that quote it."""

    def __init__(self, workspace: Workspace) -> None:
        self._facts = workspace.facts

    def keep(self, receipt: Receipt) -> None:
        self._facts.put(f"{_START}{receipt.id}", to_json(receipt))

    def find(self, receipt_id: str) -> Receipt | None:
        found = self._facts.get(f"{_START}{receipt_id}")
        return _read(found) if found else None

    def last(self) -> Receipt | None:
        """That of the newest bundle that was not taken back."""
        found = (_read(value) for value in self._facts.under(_START).values())
        return max((r for r in found if r), key=lambda r: (r.at, r.id), default=None)

    def forget(self, receipt: Receipt) -> None:
        self._facts.drop(f"{_START}{receipt.id}")


def _read(text: str) -> Receipt | None:
    """None for one that a newer Clausebench wrote in another shape."""
    try:
        return from_json(Receipt, text)
    except (PlainError, ValueError):
        return None
