"""Where the person was: geometry, splitters, mode, open policy, selected case.

Only what may be lost without harm. Text and settings live elsewhere.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter

WELCOMED = "welcomed"
"""A flag: somebody has seen the welcome page."""

_RECENT = 12


class Session:
    """Remembers by key in one INI file. A broken or missing value reads as its default."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def mode(self) -> str:
        return self.text("mode")

    @mode.setter
    def mode(self, mode: str) -> None:
        self.remember("mode", mode)

    @property
    def policy_id(self) -> str:
        """The policy that was open, or an empty string."""
        return self.text("policy")

    @policy_id.setter
    def policy_id(self, policy_id: str) -> None:
        self.remember("policy", policy_id)

    def case_id(self, policy_id: str) -> str:
        """The case that was selected in a policy, or an empty string."""
        return self.text(f"case/{policy_id}")

    def remember_case(self, policy_id: str, case_id: str) -> None:
        self.remember(f"case/{policy_id}", case_id)

    def text(self, key: str, default: str = "") -> str:
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def remember(self, key: str, value: str) -> None:
        """Keep a short text under a key of the caller's (``write.wrap``)."""
        self._store.setValue(key, value)

    def flag(self, key: str, *, default: bool = False) -> bool:
        return self.text(key, str(default).lower()) == "true"

    def remember_flag(self, key: str, *, value: bool) -> None:
        self.remember(key, str(value).lower())

    def recent_commands(self) -> tuple[str, ...]:
        """Command ids, the latest first."""
        return tuple(filter(None, self.text("commands/recent").split(" ")))

    def remember_command(self, command_id: str) -> None:
        others = [c for c in self.recent_commands() if c != command_id]
        self.remember("commands/recent", " ".join([command_id, *others][:_RECENT]))

    def keep_window(self, window: QMainWindow) -> None:
        self._store.setValue("window/geometry", window.saveGeometry())

    def restore_window(self, window: QMainWindow) -> bool:
        """False if there was nothing usable to restore."""
        state = self._store.value("window/geometry")
        return isinstance(state, QByteArray) and window.restoreGeometry(state)

    def keep_splitter(self, splitter: QSplitter) -> None:
        """Under the splitter's object name, which must be set and unique."""
        self._store.setValue(f"splitter/{splitter.objectName()}", splitter.saveState())

    def restore_splitter(self, splitter: QSplitter) -> bool:
        state = self._store.value(f"splitter/{splitter.objectName()}")
        return isinstance(state, QByteArray) and splitter.restoreState(state)

    def sync(self) -> None:
        """Write now; Qt otherwise does so when it is idle."""
        self._store.sync()
