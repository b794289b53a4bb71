"""The name of the policy that a mode is about; pressing it opens another."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from clausebench.ui.icons import Icons
from clausebench.ui.text.showable import escaped_tip, one_line

_LENGTH = 40


class PolicyButton(QToolButton):
    """Shows a name until it is told another."""

    def __init__(self, icons: Icons, length: int = _LENGTH) -> None:
        super().__init__()
        self._length = length
        self.setProperty("kind", "policy-name")
        self.setIcon(icons.icon("chevron-down"))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the name
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_policy(self, name: str | None) -> None:
        """None: there is no policy."""
        shown = name or "No policy"
        self.setText(one_line(shown, self._length))
        self.setAccessibleName(f"Policy: {one_line(shown)}. Open another.")
        self.setToolTip(escaped_tip(f"{shown}\nOpen another policy"))
