"""Going from pane to pane with F6: panes are widgets marked ``setProperty("pane", True)``."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget


def panes_of(root: QWidget) -> tuple[QWidget, ...]:
    """The visible panes under ``root``, as one reads: left to right, then down."""
    panes = (w for w in root.findChildren(QWidget) if w.property("pane"))
    found = [pane for pane in panes if pane.isVisibleTo(root)]
    if root.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return tuple(sorted(found, key=lambda w: (-_place(w, root).x(), _place(w, root).y())))
    return tuple(sorted(found, key=lambda w: (_place(w, root).x(), _place(w, root).y())))


def focus_neighbour(root: QWidget, step: int) -> QWidget | None:
    """Give the focus to the next (1) or previous (-1) pane; None if there are no panes."""
    panes = panes_of(root)
    if not panes:
        return None
    current: QWidget | None = root.window().focusWidget()
    here = next((i for i, p in enumerate(panes) if _holds(p, current)), None)
    start = -1 if step > 0 else 0
    target = panes[((start if here is None else here) + step) % len(panes)]
    entry = target.focusProxy() or _first_focusable(target)
    entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return target


def _place(widget: QWidget, root: QWidget) -> QPoint:
    return widget.mapTo(root, QPoint(0, 0))


def _holds(pane: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (pane is widget or pane.isAncestorOf(widget))


def _first_focusable(pane: QWidget) -> QWidget:
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return pane
    widget = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        if _holds(pane, widget) and _takes_focus(widget, pane):
            return widget
        widget = widget.nextInFocusChain()
    return pane


def _takes_focus(widget: QWidget, pane: QWidget) -> bool:
    wants = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return wants and widget.isVisibleTo(pane) and widget.isEnabled()
