"""What the model answered after it reasoned: its rationale, and the raw text on demand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from clausebench.ui.appearance import Appearance, FontUse
from clausebench.ui.parts import label
from clausebench.ui.text.showable import showable

_RAW_LINES = 7


class AnswerSection(QWidget):
    """All of it is untrusted and shown as plain text. Hidden while there is no answer."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.rationale_title, self.rationale = label("Rationale", "section"), _prose("Rationale")
        self.remediation_title = label("What would make it acceptable", "section")
        self.remediation = _prose("Remediation")
        self._is_brief = False
        self.toggle = QToolButton()
        self.toggle.setText("Raw answer")
        self.toggle.setCheckable(True)
        self.toggle.setProperty("kind", "status")
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.raw = QPlainTextEdit()
        self.raw.setReadOnly(True)
        self.raw.setTabChangesFocus(True)
        self.raw.setAccessibleName("Raw answer")
        self.toggle.toggled.connect(self._on_toggle_toggled)
        appearance.theme_changed.connect(self._dress)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(4)
        for part in (
            self.rationale_title,
            self.rationale,
            self.remediation_title,
            self.remediation,
            self.toggle,
            self.raw,
        ):
            column.addWidget(part)
        self._on_toggle_toggled(is_open=False)
        self._dress()
        self.hide()

    def show_answer(self, rationale: str, remediation: str, raw: str) -> None:
        """Show texts as they may be seen; empty parts are hidden."""
        self.rationale.setText(showable(rationale))
        self.remediation.setText(showable(remediation))
        self.show_brief(is_brief=self._is_brief)
        self.raw.setPlainText(showable(raw))
        self.toggle.setVisible(bool(raw))
        self.setVisible(bool(rationale or remediation or raw))

    def show_brief(self, *, is_brief: bool) -> None:
        """Leave only the way to the raw answer, where room is short."""
        self._is_brief = is_brief
        for title, prose in (
            (self.rationale_title, self.rationale),
            (self.remediation_title, self.remediation),
        ):
            for part in (title, prose):
                part.setVisible(bool(prose.text()) and not is_brief)

    def open_raw(self) -> None:
        """Unfold the raw answer."""
        self.toggle.setChecked(True)

    def _on_toggle_toggled(self, is_open: bool) -> None:  # noqa: FBT001 - a signal's argument
        name = "chevron-down" if is_open else "chevron-right"
        self.toggle.setIcon(self._appearance.icons.icon(name))
        self.raw.setVisible(is_open)

    def _dress(self) -> None:
        self.raw.setFont(self._appearance.font(FontUse.CODE, "small"))
        self.raw.setFixedHeight(self.raw.fontMetrics().lineSpacing() * _RAW_LINES + 12)


def _prose(name: str) -> QLabel:
    prose = label("", "body", wraps=True)
    prose.setAccessibleName(name)
    prose.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return prose
