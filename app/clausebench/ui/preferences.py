"""The settings as the window sees them: current values, one way to change them, one signal."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from clausebench.settings import Settings, save_settings


class Preferences(QObject):
    """Holds the settings; every change is written at once."""

    changed = Signal(object, object)
    """The new settings and the old ones."""

    def __init__(self, settings: Settings, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._file = file

    @property
    def settings(self) -> Settings:
        return self._settings

    def change(self, **values: Any) -> None:
        """Replace fields. ``ValueError`` or ``OSError`` if they cannot be used or written."""
        old, new = self._settings, dataclasses.replace(self._settings, **values)
        if new == old:
            return
        save_settings(self._file, new)
        self._settings = new
        self.changed.emit(new, old)
