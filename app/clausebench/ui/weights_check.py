"""Checks weights by six plain cases the first time they are used, beside everything else."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from clausebench.domain.self_test import Sanity, SelfTest
from clausebench.domain.verdict import Fingerprint
from clausebench.services.self_testing import CaseChecked, is_testable
from clausebench.ui.banner import BannerKind
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.shell import Shell

_TITLES = {
    Sanity.DOUBTFUL: "These weights often answer wrongly.",
    Sanity.BROKEN: "These weights do not answer sensibly.",
}
_ADVICE = (
    "Verdicts from them mean little. Check that the file is a gpt-oss-safeguard GGUF and complete, "
    "or choose other weights in the settings."
)


class WeightsCheck(QObject):
    """Waits for its turn behind suites; a sample that is judged goes before it."""

    known = Signal(str)
    """One sentence about the weights in use; empty while nothing is known."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._slot = JobSlot(shell.lanes, Lane.SUITE, self)
        self._slot.progressed.connect(self._on_slot_progressed)
        self._slot.succeeded.connect(self._on_slot_succeeded)
        self._tried: set[Fingerprint] = set()

    def look_at(self, engine: Fingerprint, known: SelfTest | None) -> None:
        """Say what is known of an engine; find out if nothing is and it is loaded."""
        tests, judging = self._shell.desk.self_tests, self._shell.desk.judging
        self.known.emit(known.sentence if known else "")
        if known is None and is_testable(engine) and engine not in self._tried:
            self._tried.add(engine)
            self._slot.start(
                lambda cancel: tests.run(judging, cancel), title="Checking the weights"
            )

    @Slot(list)
    def _on_slot_progressed(self, events: list[object]) -> None:
        last = events[-1]
        if isinstance(last, CaseChecked) and self._slot.job is not None:
            done = f"case {last.done} of {last.total}"
            self._slot.job.describe(done, last.done / last.total)

    @Slot(object)
    def _on_slot_succeeded(self, test: SelfTest) -> None:
        self.known.emit(test.sentence)
        if test.sanity in _TITLES:
            detail = f"{test.sentence} {_ADVICE}"
            self._shell.banners.show_message(BannerKind.WARNING, _TITLES[test.sanity], detail)
