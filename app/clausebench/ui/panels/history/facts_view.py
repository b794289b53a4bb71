"""Settings and engine of a run, unfolded on request."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from clausebench.ui.icons import Icons
from clausebench.ui.panels.history.facts import Fact
from clausebench.ui.parts import label
from clausebench.ui.text.showable import escaped_tip, one_line

_ACROSS = 2
_LONGEST = 44


class FactsView(QWidget):
    """Two pairs beside each other; values can be selected and copied."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.toggle = QToolButton()
        self.toggle.setText("How it was judged")
        self.toggle.setCheckable(True)
        self.toggle.setProperty("kind", "status")
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(24, 0, 12, 8)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(3)
        for value in range(_ACROSS):
            self._grid.setColumnStretch(2 * value + 1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._body)
        self.toggle.toggled.connect(self._on_toggle_toggled)
        self._on_toggle_toggled(is_open=False)

    def show_facts(self, facts: Iterable[Fact]) -> None:
        """Show other facts; folded or not as before."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for number, (name, value) in enumerate(facts):
            row, place = divmod(number, _ACROSS)
            self._grid.addWidget(label(name, "small"), row, 2 * place)
            self._grid.addWidget(_value(name, value), row, 2 * place + 1)

    @Slot(bool)
    def _on_toggle_toggled(self, is_open: bool) -> None:  # noqa: FBT001 - Qt's toggled(bool)
        name = "chevron-down" if is_open else "chevron-right"
        self.toggle.setIcon(self._icons.icon(name))
        self._body.setVisible(is_open)


def _value(name: str, value: str) -> QLabel:
    made = label(one_line(value, _LONGEST), "body", wraps=True)
    made.setToolTip(escaped_tip(value))
    made.setAccessibleName(f"{name}: {value}")
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
