"""What a policy is released with: its licence, whom to name, what it has to reach."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.bundle.terms import ReleaseTerms
from clausebench.domain.measures import Metric, Target
from clausebench.domain.measures.shares import FEW
from clausebench.domain.measures.target_writing import targets_text
from clausebench.ui.parts import button, label

_LICENCES = ("", "Apache-2.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "MIT")
_ASKED = {
    Metric.PASSED: "Passed",
    Metric.RECALL: "Recall",
    Metric.PRECISION: "Precision",
    Metric.STABILITY: "Stability",
}
_EXPLAINED = {
    Metric.PASSED: "As expected, by the right clause, and as steady as the case demands",
    Metric.RECALL: "Of what violates, the share that is found",
    Metric.PRECISION: "Of what is called a violation, the share that is one",
    Metric.STABILITY: "Cases whose repeats all decide the same",
}


class TermsDialog(QDialog):
    """Targets about parts of the cases, which only a file can say, stay as they are."""

    kept = Signal(object)
    """The ``ReleaseTerms`` as they are to be."""
    file_wanted = Signal()

    def __init__(self, parent: QWidget, terms: ReleaseTerms, targets: tuple[Target, ...]) -> None:
        super().__init__(parent)
        title = "Release terms"
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(500)
        self._others: tuple[Target, ...] = ()
        self._few = FEW
        self.licence = QComboBox()
        self.licence.setEditable(True)
        self.licence.addItems(_LICENCES)
        self.licence.setCurrentText(terms.licence)
        self.attribution = QLineEdit(terms.attribution)
        self.minimums = {metric: _minimum(name) for metric, name in _ASKED.items()}
        self.confident = QCheckBox("Ask it of the lower end of the 95 % interval")
        self.rest = label("", "small", wraps=True)
        self.choose = button("Read targets from a file…")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        keep = self.buttons.addButton("Keep", QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setProperty("kind", "primary")
        self._lay_out(title)
        self.show_targets(targets)
        self.choose.clicked.connect(self.file_wanted)
        self.buttons.accepted.connect(self._on_buttons_accepted)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self, title: str) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for name, field in (("Licence", self.licence), ("Attribution", self.attribution)):
            row = grid.rowCount()
            field.setAccessibleName(name)
            grid.addWidget(label(name), row, 0)
            grid.addWidget(field, row, 1, 1, 2)
        grid.addWidget(label("All cases have to reach at least", "section"), 4, 0, 1, 3)
        for metric, box in self.minimums.items():
            row = grid.rowCount()
            grid.addWidget(label(_ASKED[metric]), row, 0)
            grid.addWidget(box, row, 1)
            grid.addWidget(label(_EXPLAINED[metric], "small", wraps=True), row, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(title, "title"))
        words = "Kept with the policy: every release and export uses them, and approving asks them."
        column.addWidget(label(words, "muted", wraps=True))
        column.addLayout(grid)
        column.addWidget(self.confident)
        column.addWidget(self.rest)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        column.addWidget(self.buttons)

    def show_targets(self, targets: tuple[Target, ...]) -> None:
        """Those that the form can show, in it; the others are counted."""
        asked = [t for t in targets if t.by is None and t.metric in _ASKED]
        self._others = tuple(t for t in targets if t not in asked)
        self._few = asked[0].min_cases if asked else FEW
        self.confident.setChecked(any(t.confident for t in asked))
        for metric, box in self.minimums.items():
            found = next((t for t in asked if t.metric is metric), None)
            box.setValue(round(found.minimum * 100) if found else 0)
        count = len(self._others)
        more = "one more target" if count == 1 else f"{count} more targets"
        self.rest.setText(f"And {more} from a file, about parts of the cases." if count else "")
        self.rest.setVisible(bool(count))

    @property
    def targets(self) -> tuple[Target, ...]:
        """As the form is now."""
        confident = self.confident.isChecked()
        asked = (
            Target(None, "", metric, box.value() / 100, confident, self._few)
            for metric, box in self.minimums.items()
            if box.value()
        )
        return (*asked, *self._others)

    @Slot()
    def _on_buttons_accepted(self) -> None:
        licence, named = self.licence.currentText().strip(), self.attribution.text().strip()
        self.kept.emit(ReleaseTerms(licence, named, targets_text(self.targets)))
        self.accept()


def _minimum(name: str) -> QSpinBox:
    box = QSpinBox(minimum=0, maximum=100)
    box.setSuffix(" %")
    box.setSpecialValueText("Not asked")
    box.setAccessibleName(f"{name} at least, in per cent")
    box.lineEdit().setTextMargins(6, 0, 0, 0)  # style sheets cannot pad it
    box.setFixedWidth(120)
    return box
