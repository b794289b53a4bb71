"""A policy to read: highlighted, numbered, not to be changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.reading_policy import parse
from clausebench.domain.text import Span
from clausebench.ui.appearance import Appearance, FontUse
from clausebench.ui.highlight.policy_highlighter import PolicyHighlighter
from clausebench.ui.parts import label
from clausebench.ui.text.editor import PolicyEditor
from clausebench.ui.text.faithful_text import FaithfulText
from clausebench.ui.text.gutter_marks import line_marks


class PolicyColumn(QWidget):
    """Reads a text only when it is another one: the cases of a suite share theirs."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._given = ""
        self._clause = ""
        self._span: Span | None = None
        self.parsed = ParsedPolicy("", "", (), ())
        self.title = label("Policy", "section")
        self.editor = PolicyEditor()
        self.editor.setReadOnly(True)
        self.editor.show_brief_gutter()
        self.editor.setTabChangesFocus(True)
        self.editor.setAccessibleName("Policy as it was")
        self.editor.setProperty("kind", "bare")
        self._highlighter = PolicyHighlighter(self.editor.document(), appearance.theme)
        appearance.theme_changed.connect(self._dress)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 6, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.editor, 1)
        self._dress()

    def show_policy(self, text: str, title: str) -> None:
        """Show a policy's text; ``title`` says which."""
        self.title.setText(title)
        if text != self._given:
            self._given = text
            former, source = self.editor.source, FaithfulText(text, self)
            self._highlighter = PolicyHighlighter(source.document, self._appearance.theme)
            self.editor.show_text(source)
            former.deleteLater()
            self.parsed = parse(source.shown)
            marks = line_marks(self.parsed, (), {})
            self.editor.show_marks(tuple(replace(mark, count=None) for mark in marks))
        self.show_clause("")

    def show_clause(self, clause_id: str) -> None:
        """Bring a clause into view and keep it marked; harmless if there is none."""
        self._clause = clause_id
        self.show_mention(clause_id)
        self._bring_clause()

    def show_mention(self, clause_id: str | None = None, span: Span | None = None) -> None:
        """Mark a span or a clause; without either, the clause that is kept marked."""
        clause = self.parsed.clause(clause_id or self._clause)
        self._span = span or (clause.own if clause else None)
        self.editor.show_mention(self._span)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._bring_clause)  # once the text has its new width

    @Slot()
    def _bring_clause(self) -> None:
        clause = self.parsed.clause(self._clause)
        if clause is not None:
            self.editor.go_to(clause.own)
            self.editor.centerCursor()

    def _dress(self) -> None:
        self.editor.setFont(self._appearance.font(FontUse.READING))
        self.editor.apply_theme(self._appearance.theme)
        self._highlighter.apply_theme(self._appearance.theme)
        self.editor.show_mention(self._span)
