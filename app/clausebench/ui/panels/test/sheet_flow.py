"""The test cases of the policy that all modes are about: reading them, changing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case
from clausebench.services.library import Library
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.panels.test.sheet import Sheet, read_sheet
from clausebench.ui.shell import Shell


class SheetFlow(QObject):
    """Everything happens on the store lane, one after the other, so order is kept."""

    read = Signal(object)
    """A ``Sheet``, or None if there is no policy at all."""
    failed = Signal()
    written = Signal()
    """A change of cases is in the workspace."""
    refused = Signal()
    """A change could not be written; the banner says why."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._is_writing = 0
        self._slot = JobSlot(shell.lanes, Lane.STORE, self)
        self._slot.succeeded.connect(self.read)
        self._slot.failed.connect(self.failed)

    @property
    def is_reading(self) -> bool:
        return self._slot.job is not None

    @property
    def is_writing(self) -> bool:
        """Whether changes are on their way: what is read meanwhile may not have them yet."""
        return self._is_writing > 0

    def read_policy(self, policy_id: str) -> None:
        """Read a policy's cases; if there is no such policy, of the one that changed last."""
        desk = self._shell.desk

        def work(_cancel: CancelToken) -> Sheet | None:
            wanted = _existing(desk.library, policy_id)
            return read_sheet(desk, wanted) if wanted else None

        self._slot.start(work)

    def change(self, cases: Sequence[Case], field: str, values: Mapping[str, Any]) -> None:
        """Write one field of some cases; ``values`` are by case id."""
        changed = [replace(case, **{field: values[case.id]}) for case in cases]
        self._write_each(self._shell.desk.library.change_case, changed)

    def remove(self, case_ids: Sequence[str]) -> None:
        """Take cases out of the suite."""
        self._write_each(self._shell.desk.library.remove_case, case_ids)

    def restore(self, case_ids: Sequence[str]) -> None:
        """Bring removed cases back."""
        self._write_each(self._shell.desk.library.restore_case, case_ids)

    def _write_each(self, write: Callable[[Any], object], values: Sequence[Any]) -> None:
        def work(_cancel: CancelToken) -> None:
            for value in values:
                write(value)

        self._is_writing += 1
        job = self._shell.lanes.start(Lane.STORE, work)
        job.failed.connect(self.refused)
        job.settled.connect(self._on_job_settled)

    def _on_job_settled(self) -> None:
        self._is_writing -= 1
        self.written.emit()


def _existing(library: Library, policy_id: str) -> str:
    """The policy, or the one that changed last; empty if there is none at all."""
    cards = sorted(library.policies(), key=lambda card: card.changed_at, reverse=True)
    ids = [card.policy.id for card in cards]
    return policy_id if policy_id in ids else next(iter(ids), "")
