"""A theme: colours by role, and what Qt needs of them (palette and style sheet)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtGui import QColor, QPalette

from clausebench.paths import shipped
from clausebench.ui.roles import Role

THEME_NAMES = ("light", "dark", "contrast")

_CALL = re.compile(r"\b(role|tint|pt|icon)\(([^)]*)\)")

_PALETTE = {
    QPalette.ColorRole.Window: Role.SURFACE_SUNKEN,
    QPalette.ColorRole.WindowText: Role.TEXT,
    QPalette.ColorRole.Base: Role.SURFACE,
    QPalette.ColorRole.AlternateBase: Role.SURFACE_SUNKEN,
    QPalette.ColorRole.Text: Role.TEXT,
    QPalette.ColorRole.PlaceholderText: Role.TEXT_MUTED,
    QPalette.ColorRole.Button: Role.SURFACE_RAISED,
    QPalette.ColorRole.ButtonText: Role.TEXT,
    QPalette.ColorRole.BrightText: Role.ACCENT_TEXT,
    QPalette.ColorRole.ToolTipBase: Role.SURFACE_RAISED,
    QPalette.ColorRole.ToolTipText: Role.TEXT,
    QPalette.ColorRole.Highlight: Role.SELECTION,
    QPalette.ColorRole.HighlightedText: Role.SELECTION_TEXT,
    QPalette.ColorRole.Accent: Role.ACCENT,
    QPalette.ColorRole.Link: Role.LINK,
    QPalette.ColorRole.LinkVisited: Role.LINK,
    QPalette.ColorRole.Light: Role.SURFACE_HOVER,
    QPalette.ColorRole.Midlight: Role.SURFACE_HOVER,
    QPalette.ColorRole.Mid: Role.LINE_STRONG,
    QPalette.ColorRole.Dark: Role.LINE_STRONG,
    QPalette.ColorRole.Shadow: Role.LINE_STRONG,
}

_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)


@dataclass(frozen=True)
class Theme:
    """One look. ``tint`` is how much of an ink shows in the tint behind it, 0..1."""

    id: str
    name: str
    is_dark: bool
    tint: float
    colors: Mapping[Role, str]

    def color(self, role: Role | str) -> QColor:
        """The colour of a role. An unknown role is a ``ValueError``."""
        return QColor(self.colors[Role(role)])

    def tinted(self, role: Role | str, on: Role | str = Role.SURFACE) -> QColor:
        """The soft background that goes with an ink: the ink mixed into a surface."""
        return mixed(self.color(role), self.color(on), self.tint)

    def palette(self) -> QPalette:
        """The whole ``QPalette``, so that widgets nobody styled fit in as well."""
        palette = QPalette()
        for qt_role, role in _PALETTE.items():
            palette.setColor(qt_role, self.color(role))
        for qt_role in _DISABLED:
            palette.setColor(QPalette.ColorGroup.Disabled, qt_role, self.color(Role.TEXT_DISABLED))
        return palette

    def stylesheet(
        self, template: str, points: Callable[[str], float], icon: Callable[[str, str], str]
    ) -> str:
        """Fill a template: ``role(x)``, ``tint(x)``, ``pt(size name)``, ``icon(name, role)``."""
        calls: dict[str, Callable[..., str]] = {
            "role": lambda role: self.color(role).name(),
            "tint": lambda role: self.tinted(role).name(),
            "pt": lambda size: f"{points(size):.2f}pt",
            "icon": lambda name, role: f"url({icon(name, self.color(role).name())})",
        }

        def fill(found: re.Match[str]) -> str:
            return calls[found[1]](*(part.strip() for part in found[2].split(",")))

        return _CALL.sub(fill, template)


def mixed(ink: QColor, surface: QColor, share: float) -> QColor:
    """``share`` of ``ink`` on ``surface``, opaque."""
    pairs = zip(ink.getRgb()[:3], surface.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a * share + b * (1 - share)) for a, b in pairs))


def read_theme(path: Path) -> Theme:
    """Read a theme file. ``ValueError`` if it does not define exactly the roles there are."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    colors = {Role(name): str(value) for name, value in data["colors"].items()}
    if missing := set(Role) - set(colors):
        raise ValueError(f"{path.name} lacks {', '.join(sorted(missing))}")
    return Theme(path.stem, data["name"], data["is_dark"], data["tint"], colors)


@cache
def theme(name: str) -> Theme:
    """A shipped theme by file name: one of ``THEME_NAMES``."""
    return read_theme(shipped("resources") / "themes" / f"{name}.toml")
