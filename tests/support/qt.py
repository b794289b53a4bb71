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
from tests.support.quiet_models import quiet_models

from clausebench.domain.judging import EngineState, EngineStatus
from clausebench.domain.verdict import Fingerprint
from clausebench.settings import ThemeChoice
from clausebench.ui.appearance import Appearance
from clausebench.ui.session import WELCOMED, Session

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
    untested = SimpleNamespace(recall=lambda _engine: None)
    quiet = {"judging": QuietEngine(), "self_tests": untested, **quiet_models()}
    return SimpleNamespace(**{**quiet, **services})


def skip_welcome(session: Session) -> None:
    """As for somebody who has been here before."""
    session.remember_flag(WELCOMED, value=True)


def accessible_name(widget: QWidget) -> str:
    """What a screen reader would call it, by its own name, text or buddy."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def nameless(root: QWidget) -> list[str]:
    """Interactive widgets that ``root`` shows and that a screen reader could not name."""
    return [
        f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parent()).__name__}"
        for widget in _own_widgets(root)
        if isinstance(widget, _NAMED_KINDS)
        and widget.isVisibleTo(root)
        and not accessible_name(widget).strip()
    ]


def unreachable(root: QWidget) -> list[str]:
    """Visible, enabled widgets that want Tab but are never reached by it. ``root`` is shown.

    Editors that indent with Tab are let off: they promise another way out, Escape and then Tab.
    Of buttons that exclude each other one must be reached; arrow keys lead to the others.
    """
    wanted = {w for w in _own_widgets(root) if _wants_tab(w)}
    reached: set[QWidget] = set()
    window = root.window()
    for _ in range(len(window.findChildren(QWidget)) + 1):
        current = window.focusWidget() or window
        (window if _keeps_tab(current) else current).focusNextChild()
        current = window.focusWidget()
        if current is None or current in reached:
            break
        reached.add(current)
    missed = {w for w in wanted - reached if not reached & _ways_in(w)}
    return sorted(f"{type(w).__name__} {accessible_name(w)!r}" for w in missed)


def _ways_in(widget: QWidget) -> set[QWidget]:
    """Other widgets that lead to this one once they have the focus."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    mates = set(group.buttons()) if group is not None and group.exclusive() else set()
    return mates | {widget.focusProxy()}


def _keeps_tab(widget: QWidget) -> bool:
    is_editor = isinstance(widget, QPlainTextEdit | QTextEdit)
    return is_editor and not widget.isReadOnly() and not widget.tabChangesFocus()


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
        if not is_inner and not _is_inside_a_control(widget):
            yield widget


def _is_inside_a_control(widget: QWidget) -> bool:
    """A combo box's list, a line edit's clear button."""
    ancestor = widget.parentWidget()
    while ancestor is not None and not isinstance(ancestor, QComboBox | QLineEdit):
        ancestor = ancestor.parentWidget()
    return ancestor is not None


def _wants_tab(widget: QWidget) -> bool:
    wants = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return wants and widget.isVisible() and widget.isEnabled()
