"""The rail: the modes as icons with words, one of them current."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from clausebench.ui.icons import Icons
from clausebench.ui.roles import Role
from clausebench.ui.shell import PanelSpec

_WIDTH = 64


class Rail(QWidget):
    """Emits the mode that was pressed; shows the one it is told is current."""

    mode_pressed = Signal(str)

    def __init__(self, specs: Iterable[PanelSpec], icons: Icons) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Modes")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_group_button_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(4)
        column.addStrut(_WIDTH)
        for spec in specs:
            column.addWidget(self._button(spec, icons))
        column.addStretch(1)

    def show_current(self, mode: str) -> None:
        """Empty: none of them."""
        if mode:
            self._buttons[mode].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def _button(self, spec: PanelSpec, icons: Icons) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "mode")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIcon(icons.icon(spec.icon, Role.TEXT_MUTED, Role.SELECTION_TEXT))
        button.setIconSize(QSize(22, 22))
        button.setText(spec.title)
        button.setToolTip(f"{spec.title}\n{spec.help}")
        button.setWhatsThis(spec.help)
        button.setAccessibleName(spec.title)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setObjectName(spec.id)
        self._group.addButton(button)
        self._buttons[spec.id] = button
        return button

    @Slot(QAbstractButton)
    def _on_group_button_clicked(self, button: QAbstractButton) -> None:
        self.mode_pressed.emit(button.objectName())
