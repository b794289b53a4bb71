"""The settings dialog, generated from the fields of ``Settings``."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, get_type_hints

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from clausebench.settings import Settings
from clausebench.ui.parts import button, label
from clausebench.ui.preferences import Preferences


@dataclass(frozen=True)
class Field:
    """One setting's control: how to read it, how to show a value in it."""

    widget: QWidget
    value: Callable[[], Any]
    show: Callable[[Any], None]


def make_field(kind: type, changed: Callable[[], None]) -> Field:
    """A control for a type: a choice, a number or a text. ``changed`` on every edit."""
    if issubclass(kind, StrEnum):
        return _choice(kind, changed)
    return _number(changed) if issubclass(kind, int) else _text(changed)


def _choice(kind: type[StrEnum], changed: Callable[[], None]) -> Field:
    box = QComboBox()
    for member in kind:
        box.addItem(member.value.replace("-", " ").capitalize(), member)
    box.currentIndexChanged.connect(lambda _index: changed())
    return Field(
        box,
        lambda: kind(box.currentData()),
        lambda value: box.setCurrentIndex(list(kind).index(kind(value))),
    )


def _number(changed: Callable[[], None]) -> Field:
    box = QSpinBox(minimum=-4, maximum=8)
    box.lineEdit().setTextMargins(6, 0, 0, 0)  # style sheets cannot pad it
    box.valueChanged.connect(lambda _value: changed())
    return Field(box, box.value, box.setValue)


def _text(changed: Callable[[], None]) -> Field:
    line = QLineEdit()
    line.editingFinished.connect(changed)
    return Field(line, lambda: line.text().strip(), line.setText)


class PreferencesDialog(QDialog):
    """Every change takes effect at once and can be undone here; there is nothing to apply."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Settings")
        self.setAccessibleName("Settings")
        self.resize(620, 640)
        self._preferences = preferences
        self._before = preferences.settings
        self._fields: dict[str, Field] = {}
        self._problem = label("", "error", wraps=True)
        self._lay_out()
        self._show(preferences.settings)
        preferences.changed.connect(self._on_preferences_changed)

    def field(self, name: str) -> Field:
        """The control of a setting, for tests and for jumping to it."""
        return self._fields[name]

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(12)
        column.addWidget(self._make_area(), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        self._problem.hide()
        foot.addWidget(self._problem)
        foot.addWidget(self._make_buttons())
        column.addLayout(foot)

    def _make_area(self) -> QScrollArea:
        page = QWidget()
        page.setProperty("surface", "base")
        grid = QGridLayout(page)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        kinds = get_type_hints(Settings)
        for row, spec in enumerate(dataclasses.fields(Settings)):
            self._add_row(grid, row * 2, spec, kinds[spec.name])
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName("Settings")
        area.setWidget(page)
        return area

    def _add_row(
        self, grid: QGridLayout, row: int, spec: dataclasses.Field[Any], kind: type
    ) -> None:
        title, help_text = spec.metadata["title"], spec.metadata["help"]
        field = make_field(kind, self._on_field_edited)
        field.widget.setAccessibleName(title)
        field.widget.setAccessibleDescription(help_text)
        field.widget.setWhatsThis(help_text)
        field.widget.setFixedWidth(200)
        self._fields[spec.name] = field
        heading = label(title, "strong")
        heading.setBuddy(field.widget)
        grid.addWidget(heading, row, 0)
        hint = label(help_text, "small", wraps=True)
        hint.setContentsMargins(0, 0, 0, 14)
        grid.addWidget(hint, row + 1, 0)
        grid.addWidget(field.widget, row, 1, 2, 1, Qt.AlignmentFlag.AlignTop)

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        restore = button("Back to before")
        restore.setToolTip("Undo what was changed here")
        buttons.addButton(restore, QDialogButtonBox.ButtonRole.ResetRole)
        restore.clicked.connect(self._on_restore_clicked)
        close = button("Close")
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        return buttons

    @Slot()
    def _on_restore_clicked(self) -> None:
        self._apply(self._before)

    @Slot()
    def _on_field_edited(self) -> None:
        values = {name: field.value() for name, field in self._fields.items()}
        try:
            wanted = Settings(**values)
        except ValueError:
            self._say("One of the values cannot be used, so it has not been changed.")
            return
        self._apply(wanted)

    def _apply(self, wanted: Settings) -> None:
        self._say("")
        try:
            self._preferences.change(**_differences(wanted, self._preferences.settings))
        except OSError as error:
            self._say(f"The settings could not be saved: {error.strerror}.")

    @Slot(object, object)
    def _on_preferences_changed(self, new: Settings, _old: Settings) -> None:
        self._show(new)

    def _show(self, settings: Settings) -> None:
        for name, field in self._fields.items():
            blocked = field.widget.blockSignals(True)
            field.show(getattr(settings, name))
            field.widget.blockSignals(blocked)

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))


def _differences(wanted: Settings, current: Settings) -> dict[str, Any]:
    names = (spec.name for spec in dataclasses.fields(Settings))
    pairs = ((name, getattr(wanted, name)) for name in names)
    return {name: value for name, value in pairs if value != getattr(current, name)}
