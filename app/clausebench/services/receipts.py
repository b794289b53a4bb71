"""Remember what bundles brought into a workspace, so that it can go again."""

from __future__ import annotations

from pathlib import Path

from clausebench.services.json_memory import JsonMemory
from clausebench.services.receiving import Receipt


class Receipts:
    """Of one workspace, on this computer: losing them loses only the undo."""

    def __init__(self, memory: JsonMemory, workspace: Path) -> None:
        self._memory = memory
        self._start = f"{workspace.resolve()}:"

    def keep(self, receipt: Receipt) -> None:
        self._memory.keep(f"{self._start}{receipt.id}", receipt)

    def forget(self, receipt: Receipt) -> None:
        """It was undone, or cannot be."""
        self._memory.keep(f"{self._start}{receipt.id}", None)

    def last(self, policy_id: str = "") -> Receipt | None:
        """What came in last, into any policy or the named one."""
        found = [
            receipt
            for receipt in self._memory.recall_all(self._start, Receipt)
            if policy_id in ("", receipt.policy_id)
        ]
        return max(found, key=lambda receipt: receipt.id, default=None)
