"""What auditors found, as a short list: a few lines, one click to the place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from clausebench.domain.clause import Finding, Severity
from clausebench.domain.text import LineIndex
from clausebench.ui.appearance import Appearance
from clausebench.ui.icons import SEVERITY_ICONS
from clausebench.ui.roles import SEVERITY_ROLES
from clausebench.ui.text.showable import escaped_tip, one_line

_ROWS = 4
_MOST = 200
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


class FindingsList(QListWidget):
    """Findings in order of weight, then place. Hidden while there are none."""

    finding_chosen = Signal(object)

    def __init__(self, appearance: Appearance, name: str, *, numbers_lines: bool) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("kind", "bare")
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(14, 14))
        self._appearance = appearance
        self._numbers_lines = numbers_lines
        self._findings: tuple[Finding, ...] = ()
        self.itemActivated.connect(self._on_item_chosen)
        self.itemClicked.connect(self._on_item_chosen)
        self.hide()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """As listed."""
        return self._findings

    def show_findings(self, findings: Sequence[Finding], text: str) -> None:
        """List what an audit of ``text`` found."""
        ordered = tuple(sorted(findings, key=lambda f: (_ORDER[f.severity], _start(f))))
        if ordered == self._findings:
            return
        self._findings = ordered
        index = LineIndex(text)
        self.clear()
        for finding in ordered[:_MOST]:
            self.addItem(self._item(finding, index))
        self.setVisible(bool(ordered))
        rows = min(len(ordered), _ROWS)
        self.setFixedHeight(rows * (self.fontMetrics().height() + 8) + 4)

    def step(self, *, forward: bool, offset: int) -> Finding | None:
        """Select the next or previous problem in the text, seen from ``offset``."""
        placed = sorted((f for f in self._findings if f.span), key=_start)
        after = [f for f in placed if _start(f) > offset]
        before = [f for f in placed if _start(f) < offset]
        ordered = (after or placed[:1]) if forward else (before[-1:] or placed[-1:])
        if not ordered:
            return None
        self.setCurrentRow(min(self._findings.index(ordered[0]), self.count() - 1))
        return ordered[0]

    def _item(self, finding: Finding, index: LineIndex) -> QListWidgetItem:
        is_placed = self._numbers_lines and finding.span is not None
        line = f"{index.line_column(_start(finding))[0]}  " if is_placed else ""
        icon = self._appearance.icons.icon(
            SEVERITY_ICONS[finding.severity], SEVERITY_ROLES[finding.severity]
        )
        item = QListWidgetItem(icon, line + one_line(finding.message, 160))
        item.setToolTip(escaped_tip("\n".join(filter(None, (finding.message, finding.hint)))))
        place = f", line {line.strip()}" if line else ""
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole, f"{finding.severity}{place}: {finding.message}"
        )
        item.setSizeHint(QSize(100, self.fontMetrics().height() + 8))
        return item

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        self.finding_chosen.emit(self._findings[self.row(item)])


def _start(finding: Finding) -> int:
    return finding.span.start if finding.span else -1
