"""How else a run may ask: a button with a menu of what is rarely changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from clausebench.domain.effort import Effort
from clausebench.domain.run import RunSettings
from clausebench.ui.icons import Icons
from clausebench.ui.parts import icon_button
from clausebench.ui.session import Session

MOST = 9
"""How often a case in doubt is asked at most."""


class AskingOptions:
    """Remembered from session to session. ``button`` opens the menu."""

    def __init__(self, icons: Icons, session: Session | None = None) -> None:
        self._session = session
        self.button = icon_button(icons, "more", "How else to ask")
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.button)
        self.menu.setToolTipsVisible(True)
        self.more = self._add(
            "more-in-doubt",
            "Ask cases in doubt more often",
            f"Where repeats disagree, where an answer cannot be read or its reasoning is unsteady: "
            f"up to {MOST} times.",
        )
        self.careful = self._add(
            "careful",
            "High effort for severe and doubtful cases",
            "Cases of high and critical severity from the start, others where doubt is left.",
        )
        self.reuse = self._add(
            "reuse",
            "Take over answers given before",
            "Where this engine was asked the same before, the same way. Never with repeats.",
        )
        self.button.setMenu(self.menu)

    def remember_in(self, session: Session) -> None:
        """Choices are as they were, and kept from now on."""
        self._session = session
        for action in self.menu.actions():
            action.setChecked(session.flag(_key(action)))

    def applied(self, settings: RunSettings) -> RunSettings:
        """The settings of a run asked for now."""
        return replace(
            settings,
            most_repeats=MOST if self.more.isChecked() else 0,
            careful_effort=Effort.HIGH if self.careful.isChecked() else None,
            reuses=self.reuse.isChecked(),
        )

    def _add(self, name: str, title: str, help_text: str) -> QAction:
        action = self.menu.addAction(title)
        action.setObjectName(name)
        action.setCheckable(True)
        action.setToolTip(help_text)
        action.toggled.connect(lambda is_on: self._on_toggled(action, is_on=is_on))
        return action

    def _on_toggled(self, action: QAction, *, is_on: bool) -> None:
        if self._session is not None:
            self._session.remember_flag(_key(action), value=is_on)
        on = [a.text() for a in self.menu.actions() if a.isChecked()]
        self.button.setToolTip("\n".join(["How else to ask", *on]))
        self.button.setAccessibleName(". ".join(["How else to ask", *on]))
        self.button.setProperty("on", bool(on))
        self.button.style().polish(self.button)


def _key(action: QAction) -> str:
    return f"test/{action.objectName()}"
