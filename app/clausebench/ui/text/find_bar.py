"""The bar that asks what to find and what to put in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from clausebench.ui.icons import Icons
from clausebench.ui.parts import button, icon_button, label
from clausebench.ui.text.finding_text import Query


class FindBar(QWidget):
    """Asks only; who owns the text answers with ``show_count`` or ``show_error``."""

    query_changed = Signal(object)
    step_requested = Signal(bool)
    """True for the next match, False for the one before."""
    replace_requested = Signal(str)
    replace_all_requested = Signal(str)
    closed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find-bar")
        self.needle = _field("Find")
        self.by = _field("Replace with")
        self.case = _toggle("Aa", "Match case")
        self.whole_word = _toggle("W", "Whole words")
        self.regex = _toggle(".*", "Regular expression")
        self.count = label("", "small")
        self.before = icon_button(icons, "chevron-up", "Previous match")
        self.after = icon_button(icons, "chevron-down", "Next match")
        self.close_button = icon_button(icons, "close", "Close the find bar")
        self.replace_button = button("Replace")
        self.replace_all_button = button("Replace all")
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        rows = (
            (self.needle, self.before, self.after, self.close_button),
            (self.case, self.whole_word, self.regex, self.count),
            (self.by, self.replace_button, self.replace_all_button),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(4)
        for widgets in rows:
            row = QHBoxLayout()
            row.setSpacing(4)
            for widget in widgets:
                row.addWidget(widget, 1 if widget in (self.needle, self.by, self.count) else 0)
            column.addLayout(row)

    def _connect(self) -> None:
        self.needle.textChanged.connect(self._announce)
        for box in (self.case, self.whole_word, self.regex):
            box.toggled.connect(self._announce)
        self.before.clicked.connect(lambda: self.step_requested.emit(False))
        self.after.clicked.connect(lambda: self.step_requested.emit(True))
        self.replace_button.clicked.connect(lambda: self.replace_requested.emit(self.by.text()))
        self.by.returnPressed.connect(lambda: self.replace_requested.emit(self.by.text()))
        self.replace_all_button.clicked.connect(
            lambda: self.replace_all_requested.emit(self.by.text())
        )
        self.close_button.clicked.connect(self.dismiss)

    @property
    def query(self) -> Query:
        return Query(
            self.needle.text(),
            self.case.isChecked(),
            self.whole_word.isChecked(),
            self.regex.isChecked(),
        )

    def ask(self, seed: str, *, replace: bool) -> None:
        """Open for a search, filled with what is selected, if that is one line."""
        for widget in (self.by, self.replace_button, self.replace_all_button):
            widget.setVisible(replace)
        self.show()
        if seed and "\n" not in seed:
            self.needle.setText(seed)
        self.needle.selectAll()
        self.needle.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._announce()

    def dismiss(self) -> None:
        self.hide()
        self.closed.emit()

    def show_count(self, current: int, total: int, *, is_capped: bool) -> None:
        """``current`` counts from 1; 0 when the cursor is at no match."""
        if not self.needle.text():
            self.count.setText("")
        elif not total:
            self.count.setText("Nothing found")
        else:
            where = f"{current:,} of " if current else ""
            marked = ", 2,000 marked" if is_capped else ""
            self.count.setText(f"{where}{total:,}{marked}")

    def show_error(self, sentence: str) -> None:
        self.count.setText(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.needle.hasFocus():
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step_requested.emit(not is_back)
        else:
            super().keyPressEvent(event)

    def _announce(self) -> None:
        self.query_changed.emit(self.query)


def _field(title: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(title)
    field.setAccessibleName(title)
    return field


def _toggle(text: str, title: str) -> QToolButton:
    toggle = QToolButton()
    toggle.setText(text)
    toggle.setToolTip(title)
    toggle.setAccessibleName(title)
    toggle.setCheckable(True)
    toggle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return toggle
