"""Dialogs that say more than before need more room."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def make_room(dialog: QDialog) -> None:
    """Make a dialog tall enough for all of its words at its present width. Never smaller: it
    would jump while somebody types."""
    layout = dialog.layout()
    if layout is not None and dialog.isVisible():
        layout.activate()
        needed = layout.totalHeightForWidth(dialog.width())
        dialog.resize(dialog.width(), max(dialog.height(), needed))
