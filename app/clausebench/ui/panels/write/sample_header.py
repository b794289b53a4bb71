"""Which sample this is, what it is made of, and the way to the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from clausebench.domain.hidden import describe, hidden_characters
from clausebench.domain.language import LANGUAGE_NAMES
from clausebench.ui.icons import Icons
from clausebench.ui.parts import icon_button, label
from clausebench.ui.text.showable import one_line


class SampleHeader(QWidget):
    """Shows none of the content's words, so it needs no concealing."""

    step_pressed = Signal(int)
    """1 for the next test case, -1 for the one before."""
    new_pressed = Signal()
    hidden_toggled = Signal(bool)
    conceal_pressed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.name = label("", "strong")
        self.place = label("", "small")
        self.facts = label("", "small", wraps=True)
        self.before = icon_button(icons, "chevron-left", "Previous test case")
        self.after = icon_button(icons, "chevron-right", "Next test case")
        self.new = icon_button(icons, "plus", "New sample")
        self.conceal = icon_button(icons, "eye-off", "Conceal the content again")
        self.hidden = QToolButton()
        self.hidden.setCheckable(True)
        self.hidden.setProperty("kind", "status")
        self.hidden.setToolTip("Show characters that a reader does not see")
        self.hidden.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.before.clicked.connect(lambda: self.step_pressed.emit(-1))
        self.after.clicked.connect(lambda: self.step_pressed.emit(1))
        self.new.clicked.connect(self.new_pressed)
        self.conceal.clicked.connect(self.conceal_pressed)
        self.hidden.toggled.connect(self.hidden_toggled)
        self._lay_out()
        self.show_name("", 0, 0)
        self.show_facts("", "")

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.name, 1)
        for part in (self.place, self.before, self.after, self.new):
            first.addWidget(part)
        second.setSpacing(6)
        second.addWidget(self.facts, 1)
        for part in (self.hidden, self.conceal):
            second.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(first)
        column.addLayout(second)
        self.conceal.hide()

    def show_name(self, name: str, number: int, total: int) -> None:
        """What is open: the ``number``-th of ``total`` test cases from 1, or 0 for none."""
        self.name.setText(one_line(name, 60))
        self.place.setText(f"{number:,} of {total:,}" if number else "")
        self.before.setEnabled(total > 0)
        self.after.setEnabled(total > 0)

    def show_facts(self, text: str, language: str) -> None:
        """Language, length and hidden characters of the content."""
        facts = describe(text) if text else "Empty"
        known = LANGUAGE_NAMES.get(language, "")
        if known and known not in facts:
            facts = f"{facts}, kept as {known}"
        self.facts.setText(facts)
        count = len(hidden_characters(text))
        self.hidden.setText(f"Show {count} hidden")
        self.hidden.setVisible(count > 0)
