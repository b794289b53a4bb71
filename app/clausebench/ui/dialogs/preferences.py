"""The settings dialog, generated from the fields of ``Settings``."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from clausebench.settings import LIMITS, Settings
from clausebench.ui.parts import button, label
from clausebench.ui.preferences import Preferences


@dataclass(frozen=True)
class Field:
    """One setting's control: how to read it, how to show a value in it."""

    widget: QWidget
    value: Callable[[], Any]
    show: Callable[[Any], None]


_FILES = {
    "weights": "Weights (*.gguf)",
    "engine_command": "Programs (*)",
    "ca_file": "Certificates (*.pem *.crt);;All files (*)",
}
"""Texts that name a file, with what the file dialog shows."""


def make_field(name: str, kind: type, changed: Callable[[], None]) -> Field:
    """A control for a setting: a choice, yes or no, a number, a file or a text.

    ``changed`` is called on every edit.
    """
    if name in _FILES:
        return _file(_FILES[name], changed)
    if issubclass(kind, StrEnum):
        return _choice(kind, changed)
    if issubclass(kind, bool):
        return _switch(changed)
    return _number(name, changed) if issubclass(kind, int) else _text(changed)


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


def _switch(changed: Callable[[], None]) -> Field:
    box = QCheckBox("Yes")
    box.toggled.connect(lambda _is_on: changed())
    return Field(box, box.isChecked, box.setChecked)


def _number(name: str, changed: Callable[[], None]) -> Field:
    least, most = LIMITS[name]
    box = QSpinBox(minimum=least, maximum=most)
    box.lineEdit().setTextMargins(6, 0, 0, 0)  # style sheets cannot pad it
    box.valueChanged.connect(lambda _value: changed())
    return Field(box, box.value, box.setValue)


def _text(changed: Callable[[], None]) -> Field:
    line = QLineEdit()
    line.editingFinished.connect(changed)
    return Field(line, lambda: line.text().strip(), line.setText)


def _file(shown: str, changed: Callable[[], None]) -> Field:
    text = _text(changed)
    line, choose = text.widget, button("Choose…")
    box = QWidget()
    box.setFocusProxy(line)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(line, 1)
    row.addWidget(choose)

    def on_file_chosen(path: str) -> None:
        text.show(path)
        changed()

    def on_choose_clicked() -> None:
        dialog = QFileDialog(box, "Choose a file", str(Path(text.value()).parent), shown)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(on_file_chosen)
        dialog.open()

    choose.clicked.connect(on_choose_clicked)
    return Field(box, text.value, text.show)


class PreferencesDialog(QDialog):
    """Every change takes effect at once and can be undone here; there is nothing to apply."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Settings")
        self.setAccessibleName("Settings")
        self.resize(660, 640)
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
        field = make_field(spec.name, kind, self._on_field_edited)
        control = field.widget.focusProxy() or field.widget
        control.setAccessibleName(title)
        control.setAccessibleDescription(help_text)
        control.setWhatsThis(help_text)
        field.widget.setFixedWidth(240)
        self._fields[spec.name] = field
        heading = label(title, "strong")
        heading.setBuddy(control)
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
