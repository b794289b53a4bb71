"""Counting and drawing off the main thread; answers that come too late are dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from clausebench.domain.case import Case
from clausebench.domain.measures import (
    Cost,
    JudgedCase,
    Measures,
    Target,
    VersionRun,
    measure,
    trend,
)
from clausebench.services.calibrating import calibrate
from clausebench.services.charting import (
    ChartLook,
    policy_charts,
    run_charts,
    trend_picture,
    write_pictures,
)
from clausebench.services.desk import Desk
from clausebench.services.measuring import (
    MeasuredRun,
    costs,
    read_target_file,
    suite_runs,
    version_runs,
)
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.panels.test.measures_words import cost_words, trend_words
from clausebench.ui.shell import Shell

Targets = tuple[Target, ...]

VERSIONS = 12
"""Versions that are read for the trend; each holds up the store lane for a moment."""


@dataclass(frozen=True, slots=True)
class SuitePast:
    """What history says of a policy's suites."""

    versions: tuple[VersionRun, ...]
    costs: tuple[Cost, ...]


class MeasuresFlow(QObject):
    """Signals carry what is to be shown."""

    measured = Signal(object)
    """``Measures``."""
    cost_known = Signal(str)
    trend_drawn = Signal(object, str)
    """The SVG or None, and words."""
    targets_read = Signal(object)
    """A tuple of ``Target``."""
    written = Signal(object)
    """What was not drawn, in sentences."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._appearance = shell.desk, shell.appearance
        self._past = SuitePast((), ())
        self._measuring = JobSlot(shell.lanes, Lane.POOL, self)
        self._measuring.succeeded.connect(self.measured)
        self._reading = JobSlot(shell.lanes, Lane.STORE, self)
        self._reading.succeeded.connect(self._on_reading_succeeded)
        self._drawing = JobSlot(shell.lanes, Lane.POOL, self)
        self._drawing.succeeded.connect(self._on_drawing_succeeded)
        self._targets = JobSlot(shell.lanes, Lane.POOL, self)
        self._targets.succeeded.connect(self.targets_read)
        self._writing = JobSlot(shell.lanes, Lane.STORE, self)
        self._writing.succeeded.connect(self.written)

    def measure(self, results: Sequence[JudgedCase]) -> None:
        """Count what is in the table."""
        kept = tuple(results)
        self._measuring.start(lambda _cancel: measure(kept))

    def read_past(self, policy_id: str, cases: Sequence[Case]) -> None:
        """Find out what the versions came to, and what verdicts cost."""
        desk, known = self._desk, tuple(cases)
        self._reading.start(lambda _cancel: read_past(desk, policy_id, known))

    def read_targets(self, path: Path) -> None:
        self._targets.start(lambda _cancel: read_target_file(path))

    def draw(self) -> None:
        """Draw the trend as the theme is now."""
        versions, look = self._past.versions, ChartLook("svg", self._appearance.theme.is_dark)
        if len(versions) > 1:
            self._drawing.start(lambda _cancel: trend_picture(versions, look))
        else:
            self._drawing.drop()
            self.trend_drawn.emit(None, trend_words(trend(versions)))

    def write(self, folder: Path, found: Measures, results: Sequence[JudgedCase]) -> None:
        """All charts of what is in the table and of the versions, as SVG, in light colours: they
        are for reports."""
        versions, kept, history = self._past.versions, tuple(results), self._desk.history

        def work(_cancel: object) -> tuple[str, ...]:
            look = ChartLook()
            runs = [version.run for version in versions]
            pictures = [*policy_charts(versions, calibrate(history, runs), look)]
            if runs:
                measured = MeasuredRun(runs[-1], kept, found, None)
                pictures += run_charts(measured, look)
            return write_pictures(pictures, folder)

        self._writing.start(work, title="Saving charts")

    @Slot(object)
    def _on_reading_succeeded(self, past: SuitePast) -> None:
        self._past = past
        self.cost_known.emit(cost_words(past.costs))
        self.draw()

    @Slot(object)
    def _on_drawing_succeeded(self, svg: bytes | None) -> None:
        self.trend_drawn.emit(svg, trend_words(trend(self._past.versions)))


def read_past(desk: Desk, policy_id: str, cases: Sequence[Case]) -> SuitePast:
    """Of the newest versions."""
    versions = desk.library.versions(policy_id)[:VERSIONS]
    return SuitePast(
        version_runs(desk.history, policy_id, "", versions, cases),
        costs(desk.history, suite_runs(desk.history, policy_id)),
    )
