"""What the application wears: theme, text size, fonts, icons."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from clausebench.paths import shipped
from clausebench.settings import ThemeChoice
from clausebench.ui.icons import Icons, write_inked
from clausebench.ui.roles import Role
from clausebench.ui.theme import Theme, theme

ZOOM_STEP = 1.1
MIN_ZOOM, MAX_ZOOM = -4, 8

_SIZES = {"tiny": 0.8, "small": 0.9, "body": 1.0, "large": 1.15, "title": 1.4, "display": 1.8}


class FontUse(StrEnum):
    """``ui``: controls. ``reading``: policies, content, reasoning. ``code``: ids, raw output."""

    UI = "ui"
    READING = "reading"
    CODE = "code"


class Appearance(QObject):
    """The one place that sets the application's palette, style sheet and font."""

    theme_changed = Signal()
    """Theme, text size or both: everything a widget painted by hand must be painted again."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice = ThemeChoice.SYSTEM
        self._zoom = 0
        self._base_points = min(max(app.font().pointSizeF(), 9.5), 13.0)
        self._template = (shipped("resources") / "styles" / "app.qss").read_text(encoding="utf-8")
        self._icon_files = QTemporaryDir()
        self._theme = theme("light")
        self.icons = Icons(self._ink)
        app.styleHints().colorSchemeChanged.connect(self._on_color_scheme_changed)

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def zoom(self) -> int:
        """Steps above or below normal text size."""
        return self._zoom

    def wear(self, choice: ThemeChoice, zoom: int) -> None:
        """Put on a theme and a text size. Costs a repolish of every widget; call it on change."""
        self._choice = choice
        self._zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
        self._theme = theme(_theme_name(choice))
        self._apply()

    def points(self, size: str = "body") -> float:
        """Points of a size: ``tiny``, ``small``, ``body``, ``large``, ``title``, ``display``."""
        return self._base_points * ZOOM_STEP**self._zoom * _SIZES[size]

    def font(self, use: FontUse, size: str = "body") -> QFont:
        """A font at the current text size; ask again on ``theme_changed``."""
        if use is FontUse.CODE:
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        else:
            font = QFont(self._app.font())
        font.setPointSizeF(self.points(size))
        return font

    def _ink(self, role: Role) -> QColor:
        return self._theme.color(role)

    def _apply(self) -> None:
        font = self._app.font()
        font.setPointSizeF(self.points())
        self._app.setFont(font)
        self._app.setPalette(self._theme.palette())
        folder = Path(self._icon_files.path())
        sheet = self._theme.stylesheet(
            self._template,
            self.points,
            lambda name, color: write_inked(folder, name, color).as_posix(),
        )
        self._app.setStyleSheet(sheet)
        self.theme_changed.emit()

    @Slot()
    def _on_color_scheme_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self.wear(self._choice, self._zoom)


def _theme_name(choice: ThemeChoice) -> str:
    if choice is not ThemeChoice.SYSTEM:
        return str(choice)
    if wants_contrast():
        return "contrast"
    return "dark" if system_scheme() == Qt.ColorScheme.Dark else "light"


def system_scheme() -> Qt.ColorScheme:
    """What the desktop says; Unknown where it says nothing (bare X11)."""
    return QGuiApplication.styleHints().colorScheme()


def wants_contrast() -> bool:
    """Whether the desktop asks for high contrast; Qt tells since 6.10."""
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)
