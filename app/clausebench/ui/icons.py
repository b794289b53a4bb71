"""One-colour icons that follow the theme: drawn once as SVG, inked by role when painted."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from clausebench.domain.case import Outcome
from clausebench.domain.clause import Decision, Severity
from clausebench.paths import shipped
from clausebench.ui.roles import Role

InkOf = Callable[[Role], QColor]

DECISION_ICONS: dict[Decision | None, str] = {
    Decision.VIOLATES: "violates",
    Decision.ALLOWED: "allowed",
    Decision.ESCALATE: "escalate",
    None: "unreadable",
}

OUTCOME_ICONS: dict[Outcome, str] = {
    Outcome.PASSED: "check",
    Outcome.FAILED: "close",
    Outcome.WRONG_CLAUSE: "wrong-clause",
    Outcome.UNSTEADY: "flip",
    Outcome.UNREADABLE: "unreadable",
    Outcome.UNLABELLED: "minus",
}

SEVERITY_ICONS: dict[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.HINT: "info",
}


@cache
def _source(name: str) -> str:
    return (shipped("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def inked(name: str, color: str) -> bytes:
    """The SVG ``resources/icons/<name>.svg`` in a colour. ``FileNotFoundError`` if unknown."""
    return _source(name).replace("currentColor", color).encode()


@cache
def _pixmap(name: str, color: str, width: int, height: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    side = min(width, height)
    box = QRectF((width - side) / 2, (height - side) / 2, side, side)
    QSvgRenderer(QByteArray(inked(name, color))).render(painter, box)
    painter.end()
    return pixmap


class _InkedEngine(QIconEngine):
    """Asks for its ink each time it is painted, so a theme switch needs no new icons."""

    def __init__(self, name: str, ink: InkOf, role: Role, on_role: Role) -> None:
        super().__init__()
        self._name, self._ink, self._role, self._on_role = name, ink, role, on_role

    def clone(self) -> QIconEngine:
        return _InkedEngine(self._name, self._ink, self._role, self._on_role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        pixmap = self.pixmap(rect.size() * ratio, mode, state)
        painter.drawPixmap(rect, pixmap)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        role = self._on_role if state == QIcon.State.On else self._role
        if mode == QIcon.Mode.Disabled:
            role = Role.TEXT_DISABLED
        if size.isEmpty():  # a button squeezed to nothing still asks
            return QPixmap()
        return _pixmap(self._name, self._ink(role).name(), size.width(), size.height())


class Icons:
    """The icons in the current theme's inks."""

    def __init__(self, ink: InkOf) -> None:
        self._ink = ink

    def icon(self, name: str, role: Role = Role.TEXT_MUTED, on_role: Role | None = None) -> QIcon:
        """An icon for buttons and actions; ``on_role`` is its ink while checked."""
        _source(name)  # an unknown name fails here, not while painting
        return QIcon(_InkedEngine(name, self._ink, role, on_role or role))

    def pixmap(self, name: str, role: Role, side: int, ratio: float = 1.0) -> QPixmap:
        """A square picture, ``side`` in logical pixels, for painting by hand."""
        pixels = round(side * ratio)
        pixmap = QPixmap(_pixmap(name, self._ink(role).name(), pixels, pixels))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


def write_inked(folder: Path, name: str, color: str) -> Path:
    """Write the inked SVG to a file, which is the only way a style sheet can show it."""
    target = folder / f"{name}-{color.lstrip('#')}.svg"
    if not target.exists():
        target.write_bytes(inked(name, color))
    return target
