"""What every widget must hold to, and how tests build the window's foundation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QSpinBox,
    QTextEdit,
    QWidget,
)

from clausebench.domain.judging import EngineState, EngineStatus
from clausebench.domain.verdict import Fingerprint
from clausebench.settings import ThemeChoice
from clausebench.ui.appearance import Appearance

_NAMED_KINDS = (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
)


@dataclass
class QuietEngine:
    """As much of ``Judging`` as the window itself asks for."""

    status: EngineStatus = field(default_factory=lambda: EngineStatus(EngineState.IDLE))

    def fingerprint(self) -> Fingerprint:
        return Fingerprint("triage", "Built-in engine", is_language_model=False)


def quiet_desk(**services: Any) -> Any:
    """A desk with an idle engine; give the services that a test needs."""
    return SimpleNamespace(**{"judging": QuietEngine(), **services})


def accessible_name(widget: QWidget) -> str:
    """What a screen reader would call it, by its own name, text or buddy."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def nameless(root: QWidget) -> list[str]:
    """Interactive widgets under ``root`` that a screen reader could not name."""
    return [
        f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parent()).__name__}"
        for widget in _own_widgets(root)
        if _is_interactive(widget) and not accessible_name(widget).strip()
    ]


def unreachable(root: QWidget) -> list[str]:
    """Visible, enabled widgets that want Tab but are never reached by it. ``root`` is shown."""
    wanted = {w for w in _own_widgets(root) if _wants_tab(w)}
    reached: set[QWidget] = set()
    window = root.window()
    for _ in range(len(window.findChildren(QWidget)) + 1):
        current = window.focusWidget() or window
        current.focusNextChild()  # of the focused one: a trap is asked first
        current = window.focusWidget()
        if current is None or current in reached:
            break
        reached.add(current)
    proxied = {w for w in wanted if w.focusProxy() in reached}
    return sorted(f"{type(w).__name__} {accessible_name(w)!r}" for w in wanted - reached - proxied)


def survive_themes(root: QWidget, appearance: Appearance) -> None:
    """Wear every theme and the largest text while ``root`` is painted."""
    for choice in (ThemeChoice.DARK, ThemeChoice.CONTRAST, ThemeChoice.LIGHT):
        appearance.wear(choice, 0)
        assert not root.grab().isNull()
    appearance.wear(ThemeChoice.LIGHT, 8)
    assert not root.grab().isNull()
    appearance.wear(ThemeChoice.LIGHT, 0)


def leaked(build: Callable[[], QWidget]) -> list[str]:
    """Kinds of widgets that are still there after building, showing and deleting one."""
    before = _all_widgets()
    widget = build()
    widget.show()
    widget.grab()
    widget.close()
    widget.deleteLater()
    del widget
    settle_deletions()
    return sorted(type(w).__name__ for w in set(_all_widgets()) - set(before))


def settle_deletions() -> None:
    """Carry out ``deleteLater`` now."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def check_contract(root: QWidget, appearance: Appearance) -> None:
    """The panel contract for a shown widget: named, reachable by keyboard, themed."""
    assert not (found := nameless(root)), f"without a name: {found}"
    assert not (found := unreachable(root)), f"not reached by Tab: {found}"
    survive_themes(root, appearance)


def _all_widgets() -> list[QWidget]:
    settle_deletions()
    return [w for w in QApplication.allWidgets() if not w.objectName().startswith("qt_")]


def _own_widgets(root: QWidget) -> Iterator[QWidget]:
    """``root`` and its children without the parts that Qt's widgets are made of."""
    for widget in [root, *root.findChildren(QWidget)]:
        is_inner = widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar)
        if not is_inner and not _is_inside_combo(widget):
            yield widget


def _is_inside_combo(widget: QWidget) -> bool:
    ancestor = widget.parentWidget()
    while ancestor is not None and not isinstance(ancestor, QComboBox):
        ancestor = ancestor.parentWidget()
    return ancestor is not None


def _is_interactive(widget: QWidget) -> bool:
    return isinstance(widget, _NAMED_KINDS)


def _wants_tab(widget: QWidget) -> bool:
    wants = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return wants and widget.isVisible() and widget.isEnabled()
