"""Which columns of 0 and 1 mean a violation of the policy."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from clausebench.domain.importing.mapping import Columns
from clausebench.ui.flow_layout import FlowLayout


class FlagForm(QWidget):
    """One box for each; what is not ticked becomes a tag."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self.chosen: tuple[str, ...] | None = None
        """None until a person has chosen."""
        self._row = FlowLayout(self, spacing=12)

    def show_columns(self, columns: Columns) -> None:
        """Offer the columns, in one order whatever is ticked."""
        offered = (*columns.flags, *columns.marks)
        if set(offered) != set(self.boxes):
            self._build(offered)
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(name in columns.flags)

    def _build(self, offered: tuple[str, ...]) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.boxes = {name: QCheckBox(name) for name in offered}
        for name, box in self.boxes.items():
            box.setAccessibleName(f"{name} means a violation")
            box.toggled.connect(self._on_box_toggled)
            self._row.addWidget(box)

    @Slot()
    def _on_box_toggled(self) -> None:
        self.chosen = tuple(name for name, box in self.boxes.items() if box.isChecked())
        self.changed.emit()
