"""The test cases of the open policy: stepping through them, keeping and changing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QTimer, Signal

from clausebench.domain.case import Case
from clausebench.domain.run import StoredVerdict
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.panels.write.replies import Replies
from clausebench.ui.panels.write.sample import Sample
from clausebench.ui.shell import Shell

_NOTE_MS = 600


@dataclass(frozen=True, slots=True)
class CaseList:
    """The cases of a policy, with the newest verdict of each that has one."""

    policy_id: str
    cases: tuple[Case, ...] = ()
    latest: Mapping[str, StoredVerdict] = field(default_factory=dict)

    def case(self, case_id: str) -> Case | None:
        return next((case for case in self.cases if case.id == case_id), None)

    def number(self, case_id: str) -> int:
        """Counted from 1; 0 if it is not among them."""
        return next((n for n, case in enumerate(self.cases, 1) if case.id == case_id), 0)

    def beside(self, case_id: str, step: int) -> Case | None:
        """The next or previous case, beginning anew at the ends."""
        if not self.cases:
            return None
        number = self.number(case_id)
        if not number:
            return self.cases[0 if step > 0 else -1]
        return self.cases[(number - 1 + step) % len(self.cases)]


class CaseFlow(QObject):
    """Reads and writes on the store lane; the panels show what it announces."""

    listed = Signal(object)
    """The ``CaseList`` of the policy asked for last."""
    kept = Signal(object)
    """A ``Case`` as it is stored now."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._library = shell.desk.library
        self._replies = Replies(shell.lanes, self)
        self.cases = CaseList("")
        self._unsaved: Case | None = None
        self._listing = JobSlot(shell.lanes, Lane.STORE, self)
        self._listing.succeeded.connect(self._on_listing_succeeded)
        self._later = QTimer(self, interval=_NOTE_MS, singleShot=True)
        self._later.timeout.connect(self.flush)

    def list_cases(self, policy_id: str) -> None:
        """Read the policy's cases and their newest verdicts."""
        library, history = self._library, self._shell.desk.history
        self._listing.start(
            lambda _cancel: CaseList(policy_id, library.cases(policy_id), history.latest(policy_id))
        )

    def keep(self, policy_id: str, sample: Sample) -> None:
        """Keep a sample as a new test case."""
        self.flush()
        content, expected, note = sample.content, sample.expected, sample.note
        self._write(
            lambda: self._library.keep_case(policy_id, content, expected, note=note), policy_id
        )

    def change(self, case: Case, sample: Sample) -> None:
        """Make a kept case what the sample is, at once."""
        self.change_soon(replace(case, content=sample.content), sample)
        self.flush()

    def change_soon(self, case: Case, sample: Sample) -> None:
        """Change what is expected of a kept case, when the typing pauses."""
        self._unsaved = replace(case, expected=sample.expected, note=sample.note)
        self._later.start()

    def flush(self) -> None:
        """Write what waits."""
        self._later.stop()
        case, self._unsaved = self._unsaved, None
        if case is not None:
            self._write(lambda: self._library.change_case(case), case.policy_id)

    def _write(self, work: Callable[[], Case], policy_id: str) -> None:
        self._replies.ask(
            Lane.STORE, lambda _cancel: work(), lambda case: self._written(case, policy_id)
        )

    def _written(self, case: Case, policy_id: str) -> None:
        self.kept.emit(case)
        self._shell.relay.cases_changed.emit(policy_id)

    def _on_listing_succeeded(self, cases: CaseList) -> None:
        self.cases = cases
        self.listed.emit(cases)
