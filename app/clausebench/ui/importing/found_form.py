"""What was found about the rows, and what is to stay out because of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from clausebench.domain.importing.twice import TwiceKind
from clausebench.services.importing import Proposal
from clausebench.ui.appearance import Appearance
from clausebench.ui.importing.proposal_words import remark_words, truth_words, twice_counts
from clausebench.ui.parts import IconLabel, label
from clausebench.ui.roles import Role

_TWICE_WORDS = {
    TwiceKind.EXACT: "Leave out {count:,} that stand in the file twice",
    TwiceKind.PRESENT: "Leave out {count:,} that are test cases already",
    TwiceKind.NEAR: "Leave out {count:,} that are nearly the same as another",
    TwiceKind.LEAKED: "Leave out {count:,} that the policy shows as examples",
}
_LEFT_OUT = (TwiceKind.EXACT, TwiceKind.PRESENT)


class FoundForm(QWidget):
    """The doubt about the truth comes first."""

    changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._icon = IconLabel(appearance, "warning", Role.FINDING_WARNING)
        self.careful = label("", "strong", wraps=True)
        self.remarks = label("", "muted", wraps=True)
        self.nothing = label("Nothing gives pause.", "muted")
        self.as_history = QCheckBox("Keep as decisions, in History")
        self.as_history.setToolTip("The rows hold a model's answers with their reasoning.")
        self.twice = {kind: QCheckBox() for kind in TwiceKind}
        careful = QHBoxLayout()
        careful.setSpacing(8)
        careful.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        careful.addWidget(self.careful, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addLayout(careful)
        column.addWidget(self.as_history)
        for kind, box in self.twice.items():
            box.setChecked(kind in _LEFT_OUT)
            box.toggled.connect(self.changed)
            column.addWidget(box)
        column.addWidget(self.remarks)
        column.addWidget(self.nothing)
        column.addStretch(1)

    @property
    def left_out(self) -> frozenset[TwiceKind]:
        return frozenset(kind for kind, box in self.twice.items() if box.isChecked())

    def show_proposal(self, proposal: Proposal) -> None:
        careful = truth_words(proposal)
        self.careful.setText(careful)
        self.careful.setVisible(bool(careful))
        self._icon.setVisible(bool(careful))
        counts = twice_counts(proposal)
        for kind, box in self.twice.items():
            box.setText(_TWICE_WORDS[kind].format(count=counts[kind]))
            box.setVisible(counts[kind] > 0)
        self.remarks.setText("\n\n".join(remark_words(proposal)))
        self.remarks.setVisible(bool(self.remarks.text()))
        self.as_history.setVisible(proposal.is_log)
        is_quiet = not (careful or counts or self.remarks.text() or proposal.is_log)
        self.nothing.setVisible(is_quiet)
