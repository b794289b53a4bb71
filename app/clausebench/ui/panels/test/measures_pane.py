"""The numbers beside the test cases: shown on demand, and a way from a number to its cases."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QSplitter

from clausebench.domain.measures import (
    Cell,
    Facets,
    JudgedCase,
    Measures,
    Slice,
    check_targets,
)
from clausebench.ui.banner import BannerKind, announce
from clausebench.ui.panels.test.cases_panel import CasesPanel
from clausebench.ui.panels.test.measures_confusion import cell_words
from clausebench.ui.panels.test.measures_flow import MeasuresFlow, Targets
from clausebench.ui.panels.test.measures_view import MeasuresView
from clausebench.ui.panels.test.measures_words import notes
from clausebench.ui.panels.test.sheet import Sheet
from clausebench.ui.shell import Shell

_PAUSE_MS = 300
COMMAND = "test.measures"
_SHOWN = "test.numbers"


class MeasuresPane(QSplitter):
    """Holds the table of cases and, when asked for, the numbers right of it. Counts only while
    they are seen."""

    def __init__(self, shell: Shell, cases: CasesPanel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._shell, self._cases = shell, cases
        self._sheet: Sheet | None = None
        self._found: Measures | None = None
        self._targets: Targets = ()
        self._is_narrowing = False
        self.view = MeasuresView(shell.appearance)
        self.flow = MeasuresFlow(shell, self)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._count)
        self.setObjectName("test-numbers")
        self.setChildrenCollapsible(False)
        self.addWidget(cases)
        self.addWidget(self.view)
        self.setStretchFactor(0, 1)
        self.setSizes([700, 540])
        shell.session.restore_splitter(self)
        self._show_view(is_on=shell.session.flag(_SHOWN))
        self._connect()

    def _connect(self) -> None:
        self._shell.commands.handle(COMMAND, self.toggle)
        self._cases.numbers.clicked.connect(lambda: self._shell.commands.run(COMMAND))
        self._cases.model.modelReset.connect(self._count_soon)
        self._cases.model.dataChanged.connect(self._count_soon)
        self._cases.filters.changed.connect(self._on_filters_changed)
        self._shell.appearance.theme_changed.connect(self._on_theme_changed)
        self._shell.relay.verdicts_changed.connect(self._on_relay_verdicts_changed)
        self.splitterMoved.connect(lambda: self._shell.session.keep_splitter(self))
        view, flow = self.view, self.flow
        view.closed.connect(self.toggle)
        view.cell_wanted.connect(self._on_view_cell_wanted)
        view.slice_wanted.connect(self._on_view_slice_wanted)
        view.all_wanted.connect(self._cases.filters.clear)
        view.targets_pressed.connect(self._choose_targets)
        view.export_pressed.connect(self._choose_folder)
        flow.measured.connect(self._on_flow_measured)
        flow.cost_known.connect(view.show_cost)
        flow.trend_drawn.connect(view.show_trend)
        flow.targets_read.connect(self._on_flow_targets_read)
        flow.written.connect(self._on_flow_written)

    @property
    def is_on(self) -> bool:
        return not self.view.isHidden()

    def toggle(self) -> None:
        """Show or hide the numbers."""
        self._show_view(is_on=not self.is_on)
        self._shell.session.remember_flag(_SHOWN, value=self.is_on)
        if self.is_on:
            self._read()
            self.view.confusion.setFocus()
        else:
            self._cases.view.setFocus()

    def _show_view(self, *, is_on: bool) -> None:
        """The few numbers below the table make room for all of them."""
        self.view.setVisible(is_on)
        self._cases.scores.setVisible(not is_on)

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Other cases, or the same ones read again."""
        is_other = self._sheet is None or sheet is None or sheet.policy_id != self._sheet.policy_id
        self._sheet = sheet
        if is_other:
            self._targets = ()
            self.view.show_targets((), "")
        if self.is_on:
            self._read()

    def _read(self) -> None:
        self._count()
        if self._sheet is None:
            return
        policy_id = self._sheet.policy_id
        self.flow.read_past(policy_id, [row.case for row in self._cases.rows])
        path = self._target_path()
        if path is not None:
            self.flow.read_targets(path)

    def _target_path(self) -> Path | None:
        """The file chosen for this policy, while it is there."""
        kept = self._shell.session.text(self._target_key()) if self._sheet else ""
        return Path(kept) if kept and Path(kept).is_file() else None

    def _target_key(self) -> str:
        return f"targets/{self._sheet.policy_id if self._sheet else ''}"

    def _results(self) -> list[JudgedCase]:
        return [
            JudgedCase.of(
                row.case.name,
                row.case.expected,
                row.case.content,
                row.answers,
                Facets.of(row.case),
            )
            for row in self._cases.rows
            if row.answers
        ]

    @Slot()
    def _count_soon(self) -> None:
        if self.is_on and not self._is_narrowing and not self._pause.isActive():
            self._pause.start()

    @Slot()
    def _count(self) -> None:
        self.flow.measure(self._results())

    @Slot(object)
    def _on_flow_measured(self, found: Measures) -> None:
        self._found = found
        rows = self._cases.rows
        judged = sum(row.result is not None for row in rows)
        outdated = sum(row.is_outdated for row in rows)
        self.view.show_measures(found, notes(found, len(rows) - judged, outdated))
        self._show_targets()

    @Slot(object)
    def _on_flow_targets_read(self, targets: Targets) -> None:
        self._targets = targets
        self._show_targets()

    def _show_targets(self) -> None:
        path = self._target_path()
        if self._found is not None and self._targets and path is not None:
            self.view.show_targets(check_targets(self._targets, self._found), path.name)

    @Slot(object)
    def _on_view_cell_wanted(self, cell: Cell) -> None:
        self._narrow(cell.names, f"Showing {cell_words(cell)}.")

    @Slot(object)
    def _on_view_slice_wanted(self, part: Slice) -> None:
        named = f"of {part.name}" if part.name else "without one"
        self._narrow(part.cases, f"Showing the {part.n:,} cases {named}.")

    def _narrow(self, names: Iterable[str], words: str) -> None:
        """A number's cases instead of the filter bar's."""
        wanted = frozenset(names)
        self._is_narrowing = True
        self._cases.filters.clear()
        self._cases.model.narrow(lambda row: row.case.name in wanted)
        self._is_narrowing = False
        self.view.show_filter(words)
        if self._cases.view.current_row is None:
            self._cases.view.step(1)
        announce(self, words)

    @Slot()
    def _on_filters_changed(self) -> None:
        if not self._is_narrowing:
            self.view.show_filter("")

    @Slot(str)
    def _on_relay_verdicts_changed(self, policy_id: str) -> None:
        """A run ended: history knows more."""
        if self.is_on and self._sheet is not None and policy_id == self._sheet.policy_id:
            self._read()

    @Slot()
    def _on_theme_changed(self) -> None:
        if self.is_on:
            self.flow.draw()

    def _choose_targets(self) -> None:
        dialog = QFileDialog(self, "Choose a targets file", str(Path.home()), "Targets (*.toml)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.use_targets)
        dialog.open()

    def use_targets(self, path: str) -> None:
        """Remember the file for this policy and read it."""
        self._shell.session.remember(self._target_key(), path)
        self.flow.read_targets(Path(path))

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, "Save charts in a folder", str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.save_charts)
        dialog.open()

    def save_charts(self, folder: str) -> None:
        """Write them; a banner says so."""
        if self._found is not None:
            self.flow.write(Path(folder), self._found, self._results())

    @Slot(object)
    def _on_flow_written(self, lacking: tuple[str, ...]) -> None:
        self._shell.banners.show_message(
            BannerKind.INFO, "The charts are saved.", " ".join(lacking)
        )
