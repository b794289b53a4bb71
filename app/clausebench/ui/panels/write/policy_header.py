"""Which policy this is, and whether what is on screen is safe and saved."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from clausebench.ui.icons import Icons
from clausebench.ui.parts import button, icon_button, label
from clausebench.ui.text.showable import escaped_tip, one_line


@dataclass(frozen=True, slots=True)
class PolicyState:
    """``saved_at`` is the local time of the last version or draft, ``14:02``."""

    name: str
    version: int | None = None
    saved_at: str = ""
    is_changed: bool = False

    @property
    def words(self) -> str:
        """``version 3 · draft saved 14:02``."""
        version = f"version {self.version}" if self.version else "no version yet"
        if not self.saved_at:
            return version
        return f"{version} · {'draft saved' if self.is_changed else 'saved'} {self.saved_at}"


class PolicyHeader(QWidget):
    """The name opens the policy switcher."""

    switch_pressed = Signal()
    save_pressed = Signal()
    prompt_pressed = Signal()
    export_pressed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("policy-header")
        self.name = QToolButton()
        self.name.setProperty("kind", "policy-name")
        self.name.setIcon(icons.icon("chevron-down"))
        self.name.setIconSize(QSize(14, 14))
        self.name.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the name
        self.name.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.name.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.words = label("", "small")
        self.prompt_button = icon_button(icons, "code", "Show exact prompt")
        self.export_button = icon_button(icons, "export", "Export policy…")
        self.save_button = button("Save version…")
        self.save_button.setToolTip("Name this version (Ctrl+Shift+S)")
        self.name.clicked.connect(self.switch_pressed)
        self.save_button.clicked.connect(self.save_pressed)
        self.prompt_button.clicked.connect(self.prompt_pressed)
        self.export_button.clicked.connect(self.export_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(self.name)
        row.addWidget(self.words)
        row.addStretch()
        row.addWidget(self.prompt_button)
        row.addWidget(self.export_button)
        row.addWidget(self.save_button)
        self.show_state(None)

    def show_state(self, state: PolicyState | None) -> None:
        """None while no policy is open."""
        name = state.name if state else "No policy"
        self.name.setText(one_line(name, 48))
        self.name.setAccessibleName(f"Policy: {name}. Open another.")
        self.name.setToolTip(escaped_tip(f"{name}\nOpen another policy (Ctrl+O)"))
        self.words.setText(state.words if state else "")
        self.save_button.setEnabled(bool(state and (state.is_changed or not state.version)))
        self.prompt_button.setEnabled(state is not None)
        self.export_button.setEnabled(state is not None)
