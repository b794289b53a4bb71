"""A content to read, at the level of concealment that holds."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clausebench.domain.hidden import describe
from clausebench.domain.masking import Concealment, mask_derived
from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import icon_button, label
from clausebench.ui.text.content_view import ContentView


class ContentColumn(QWidget):
    """Space shows more, as everywhere."""

    conceal_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._name = ""
        self.title = label("Content", "section")
        self.facts = label("", "small", wraps=True)
        self.view = ContentView(appearance)
        self.view.editor.setAccessibleName("Content")
        self.conceal_button = icon_button(appearance.icons, "eye-off", "Conceal the content again")
        self.conceal_button.clicked.connect(self.conceal_pressed)
        self.conceal_button.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.facts, 1)
        head.addWidget(self.conceal_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def show_content(self, text: str, name: str) -> None:
        """Show a content; ``name`` is concealed as far as it repeats it."""
        self._name = name
        self.view.show_text(text, read_only=True)
        self.facts.setText(describe(self.view.shown_text))
        self._describe()

    def conceal(self, level: Concealment, *, is_revealed: bool) -> None:
        """Show the same content at another level; a reveal can be ended here."""
        self.view.conceal(level)
        self.conceal_button.setVisible(is_revealed)

    def _describe(self) -> None:
        name = mask_derived(self._name, self.view.shown_text, Concealment.CONCEALED)
        self.view.placeholder.describe(name, self.facts.text())
