"""What a test case is besides its content: how grave, how steady, of what kind, in which split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from clausebench.domain.case import Case, CaseSeverity, Expectation, Split, Tolerance
from clausebench.domain.case_kind import HOW, CaseKind
from clausebench.ui.flow_layout import FlowLayout
from clausebench.ui.parts import label
from clausebench.ui.text.showable import one_line

_TIP = Qt.ItemDataRole.ToolTipRole
_TOLERANCE_HELP = {
    None: "The majority of the repeats counts",
    Tolerance.STABLE: "One repeat that decides otherwise, and it has not passed",
    Tolerance.VARY: "One repeat that decides as expected is enough",
    Tolerance.ESCALATE: "People are to decide this one",
}


class CaseFacts(QWidget):
    """For one case or several: what is chosen is meant for all of them."""

    chosen = Signal(str, object)
    """A field of ``Case`` and its value; ``expected`` comes as a function of what was expected."""

    def __init__(self) -> None:
        super().__init__()
        self._values: dict[QComboBox, tuple[StrEnum | None, ...]] = {}
        inside = QWidget()
        self._row = FlowLayout(inside, spacing=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 2, 12, 8)
        column.addWidget(inside)
        self.severity = self._box("Severity", (None, *CaseSeverity), "severity")
        self.tolerance = self._box("Steadiness", (None, *Tolerance), "tolerance")
        self.kind = self._box("Kind", tuple(CaseKind), "kind")
        self.split = self._box("Split", tuple(Split), "split")
        self.tags = self._line("Tags", "tags")
        self.clauses = self._line("Clauses", "clauses")
        self.twin = label("", "small")
        self._row.addWidget(self.twin)
        for number, tolerance in enumerate((None, *Tolerance)):
            self.tolerance.setItemData(number, _TOLERANCE_HELP[tolerance], _TIP)
        for number, kind in enumerate(CaseKind):
            self.kind.setItemData(number, HOW[kind], _TIP)
        self.split.setToolTip("Locked cases are kept apart to measure with")

    def show_case(self, case: Case) -> None:
        """What is known of a case."""
        values: dict[QComboBox, StrEnum | None] = {
            self.severity: case.severity,
            self.tolerance: case.expected.tolerance,
            self.kind: case.kind,
            self.split: case.split,
        }
        for box, value in values.items():
            with QSignalBlocker(box):
                box.setCurrentIndex(self._values[box].index(value))
        changed = f", changed: {one_line(case.twin_change, 60)}" if case.twin_change else ""
        self.twin.setText(f"Twin of {one_line(case.twin, 30)}{changed}" if case.twin else "")
        for line, words in ((self.tags, case.tags), (self.clauses, case.expected.clauses)):
            with QSignalBlocker(line):
                line.setText("; ".join(words))

    def _box(self, name: str, values: Sequence[StrEnum | None], field: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.addItems([v.value.replace("-", " ") if v else "not said" for v in values])
        self._values[box] = tuple(values)  # Qt would hand an enum back as a bare text

        def tell(number: int) -> None:
            value = values[number]
            if field == "tolerance":
                self.chosen.emit("expected", lambda old: replace(old, tolerance=value))
            else:
                self.chosen.emit(field, value)

        box.currentIndexChanged.connect(tell)
        self._add(name, box)
        return box

    def _line(self, name: str, field: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText("none")
        line.setMaximumWidth(200)

        def tell() -> None:
            parts = tuple(part for p in line.text().split(";") if (part := p.strip()))
            if field == "clauses":
                self.chosen.emit("expected", lambda old: _with_clauses(old, parts))
            else:
                self.chosen.emit(field, parts)

        line.editingFinished.connect(tell)
        self._add(name, line)
        return line

    def _add(self, name: str, part: QWidget) -> None:
        words = label(name, "small")
        words.setMinimumHeight(part.sizeHint().height())
        self._row.addWidget(words)
        self._row.addWidget(part)


def _with_clauses(old: Expectation, clauses: tuple[str, ...]) -> Expectation:
    return replace(old, clauses=clauses)


def value_for(case: Case, field: str, chosen: Any) -> Any:
    """What a case is to have; a function is applied to what it has."""
    return chosen(getattr(case, field)) if callable(chosen) else chosen
