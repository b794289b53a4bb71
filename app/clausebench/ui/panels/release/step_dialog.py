"""Taking a step: who, why, and in spite of what."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.bundle.approval import Stage
from clausebench.services.approving import StageReport
from clausebench.ui.parts import label

_TITLES = {
    Stage.REVIEW: "Send version {} to review",
    Stage.APPROVED: "Approve version {}",
    Stage.DRAFT: "Bring version {} back to draft",
}
_ACTIONS = {Stage.REVIEW: "Send to review", Stage.APPROVED: "Approve", Stage.DRAFT: "Back to draft"}
_EXPLAINED = {
    Stage.REVIEW: "Says that you think it is ready. Others read it, test it and comment on it.",
    Stage.APPROVED: "Says that you vouch for these words. Name and reason go into every export.",
    Stage.DRAFT: "Says that it needs more work. The steps so far stay in the record.",
}


class StepDialog(QDialog):
    """``taken`` comes with name, reason and override; never with an empty one that is needed."""

    taken = Signal(str, str, str)

    def __init__(self, parent: QWidget, report: StageReport, to: Stage, who: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = _TITLES[to].format(report.version.number)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(480)
        self._needs_override = to is Stage.APPROVED and bool(report.obstacles)
        self.who = QLineEdit(who)
        self.who.setAccessibleName("Your name")
        self.reason = _words_field("Reason", "What you looked at, and what convinced you")
        self.override = _words_field("Why it is approved anyway", "Everybody who verifies reads it")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            "Approve anyway" if self._needs_override else _ACTIONS[to],
            QDialogButtonBox.ButtonRole.AcceptRole,
        )
        self.accept_button.setProperty("kind", "primary")
        self._lay_out(title, report, to)
        for field in (self.who, self.reason, self.override):
            field.textChanged.connect(self._refresh)
        self.buttons.accepted.connect(self._on_buttons_accepted)
        self.buttons.rejected.connect(self.reject)
        (self.reason if who else self.who).setFocus()
        self._refresh()

    def _lay_out(self, title: str, report: StageReport, to: Stage) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(title, "title", wraps=True))
        column.addWidget(label(_EXPLAINED[to], "muted", wraps=True))
        if report.draft_differs:
            words = "The draft has words that are in no version yet. This is not about them."
            column.addWidget(label(words, "strong", wraps=True))
        column.addSpacing(4)
        column.addWidget(label("Your name", "section"))
        column.addWidget(self.who)
        column.addWidget(label("Reason", "section"))
        column.addWidget(self.reason)
        self.override.setVisible(self._needs_override)
        if self._needs_override:
            column.addWidget(label("In the way", "section"))
            for obstacle in report.obstacles:
                column.addWidget(label(obstacle.sentence, "body", wraps=True))
            column.addWidget(label("Why it is approved anyway", "section"))
            column.addWidget(self.override)
        column.addSpacing(4)
        column.addWidget(self.buttons)

    @Slot()
    def _refresh(self) -> None:
        needed = [self.who.text(), self.reason.toPlainText()]
        if self._needs_override:
            needed.append(self.override.toPlainText())
        self.accept_button.setEnabled(all(text.strip() for text in needed))

    @Slot()
    def _on_buttons_accepted(self) -> None:
        override = self.override.toPlainText().strip() if self._needs_override else ""
        self.taken.emit(self.who.text().strip(), self.reason.toPlainText().strip(), override)
        self.accept()


def _words_field(name: str, placeholder: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(placeholder)
    field.setTabChangesFocus(True)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * 3 + 18)
    return field
