"""The settings in the window, and the dialog made of their fields."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from clausebench.domain.effort import Effort
from clausebench.settings import Settings, ThemeChoice, load_settings
from clausebench.ui.dialogs.preferences import PreferencesDialog
from clausebench.ui.preferences import Preferences


@pytest.fixture
def preferences(qapp: QApplication, tmp_path: Path) -> Preferences:
    return Preferences(Settings(), tmp_path / "settings.toml")


@pytest.fixture
def dialog(qtbot: QtBot, preferences: Preferences) -> Iterator[PreferencesDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = PreferencesDialog(preferences, parent)
    dialog.open()
    yield dialog
    dialog.close()


def test_a_change_is_written_and_announced_with_the_old_values(
    qtbot: QtBot, preferences: Preferences, tmp_path: Path
) -> None:
    with qtbot.waitSignal(preferences.changed) as changed:
        preferences.change(effort=Effort.HIGH)
    assert changed.args == [Settings(effort=Effort.HIGH), Settings()]
    assert load_settings(tmp_path / "settings.toml")[0].effort is Effort.HIGH


def test_an_equal_value_changes_nothing(preferences: Preferences, tmp_path: Path) -> None:
    preferences.change(effort=Effort.MEDIUM)
    assert not (tmp_path / "settings.toml").exists()


def test_what_cannot_be_written_is_not_changed(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    preferences = Preferences(Settings(), tmp_path / "file" / "settings.toml")
    with pytest.raises(OSError, match="file"):
        preferences.change(effort=Effort.HIGH)
    assert preferences.settings == Settings()


def test_every_setting_has_a_control_with_its_title_and_help(dialog: PreferencesDialog) -> None:
    words = {label.text() for label in dialog.findChildren(QLabel)}
    for spec in dataclasses.fields(Settings):
        control = dialog.field(spec.name)
        assert control.value() == getattr(Settings(), spec.name)
        named = control.widget.focusProxy() or control.widget
        assert named.accessibleName() == spec.metadata["title"]
        assert {spec.metadata["title"], spec.metadata["help"]} <= words


def test_a_choice_takes_effect_at_once(
    qtbot: QtBot, dialog: PreferencesDialog, preferences: Preferences
) -> None:
    box = dialog.field("theme").widget
    assert isinstance(box, QComboBox)
    qtbot.keyClicks(box, "Dark")
    assert preferences.settings.theme is ThemeChoice.DARK


def test_a_change_made_elsewhere_is_shown(
    dialog: PreferencesDialog, preferences: Preferences
) -> None:
    preferences.change(text_size=3)
    assert dialog.field("text_size").value() == 3


def test_an_unusable_value_is_explained_and_changes_nothing(
    qtbot: QtBot, dialog: PreferencesDialog, preferences: Preferences
) -> None:
    line = dialog.field("pinned_date").widget
    assert isinstance(line, QLineEdit)
    line.setText("tomorrow")
    line.editingFinished.emit()
    problem = next(
        label for label in dialog.findChildren(QLabel) if label.property("kind") == "error"
    )
    assert problem.isVisible()
    assert preferences.settings == Settings()
    line.setText("2025-01-01")
    line.editingFinished.emit()
    assert not problem.isVisible()
    assert preferences.settings.pinned_date == "2025-01-01"


def test_one_can_go_back_to_how_it_was(
    qtbot: QtBot, dialog: PreferencesDialog, preferences: Preferences
) -> None:
    preferences.change(text_size=3, effort=Effort.HIGH)
    back = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Back to before")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert preferences.settings == Settings()
    assert dialog.field("text_size").value() == 0


def test_a_file_can_be_chosen_or_typed(
    qtbot: QtBot, dialog: PreferencesDialog, preferences: Preferences, tmp_path: Path
) -> None:
    weights = dialog.field("weights").widget
    qtbot.mouseClick(weights.findChild(QPushButton), Qt.MouseButton.LeftButton)
    chooser = dialog.findChild(QFileDialog)
    assert chooser.isVisible()
    chooser.fileSelected.emit("/models/safeguard.gguf")
    chooser.close()
    assert preferences.settings.weights == "/models/safeguard.gguf"
    line = weights.findChild(QLineEdit)
    assert line.text() == "/models/safeguard.gguf"
    line.clear()
    line.editingFinished.emit()
    assert preferences.settings.weights == ""
