"""Rule, content, reasoning side by side; in a narrow window the last two share a place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

NARROW = 1200
"""Below this window width the third column becomes a tab."""


class Columns(QWidget):
    """The three columns. The order is the same everywhere: rule → content → reasoning."""

    def __init__(self, rule: QWidget, content: QWidget, reasoning: QWidget) -> None:
        super().__init__()
        self._content, self._reasoning = content, reasoning
        self._is_narrow = False
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.hide()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("write-columns")
        self.splitter.setChildrenCollapsible(False)
        for column in (rule, content, reasoning, self.tabs):
            self.splitter.addWidget(column)
        for index, stretch in enumerate((5, 3, 4, 4)):
            self.splitter.setStretchFactor(index, stretch)
        self.splitter.setSizes([560, 330, 400, 400])
        rule.setMinimumWidth(380)
        content.setMinimumWidth(290)
        reasoning.setMinimumWidth(280)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    @property
    def is_narrow(self) -> bool:
        return self._is_narrow

    def bring_reasoning(self) -> None:
        """Make sure that the reasoning can be seen."""
        self._reasoning.show()
        if self._is_narrow:
            self.tabs.setCurrentWidget(self._reasoning)

    def show_reasoning(self, is_on: bool) -> None:  # noqa: FBT001 - a command's argument
        """Show or hide the third column."""
        if self._is_narrow:
            self.tabs.setCurrentWidget(self._reasoning if is_on else self._content)
        else:
            self._reasoning.setVisible(is_on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.window().width() < NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            (self._fold if is_narrow else self._unfold)()

    def _fold(self) -> None:
        self.tabs.addTab(self._content, "Sample")
        self.tabs.addTab(self._reasoning, "Reasoning")
        self.tabs.show()

    def _unfold(self) -> None:
        self.tabs.hide()
        for place, column in ((1, self._content), (2, self._reasoning)):
            self.splitter.insertWidget(place, column)
            column.show()
