"""What the application wears."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from clausebench.settings import ThemeChoice
from clausebench.ui.appearance import Appearance, FontUse
from clausebench.ui.roles import Role


def test_wearing_a_theme_dresses_the_application(
    qapp: QApplication, qtbot: QtBot, appearance: Appearance
) -> None:
    with qtbot.waitSignal(appearance.theme_changed):
        appearance.wear(ThemeChoice.DARK, 0)
    assert appearance.theme.is_dark
    surface = qapp.palette().color(QPalette.ColorRole.Base)
    assert surface == appearance.theme.color(Role.SURFACE)


def test_the_style_sheet_is_filled_completely(qapp: QApplication, appearance: Appearance) -> None:
    for choice in (ThemeChoice.DARK, ThemeChoice.CONTRAST, ThemeChoice.LIGHT):
        appearance.wear(choice, 0)
        assert not re.search(r"\b(role|tint|pt|icon)\(", qapp.styleSheet())


def test_text_grows_with_the_zoom_and_stays_within_its_bounds(
    qtbot: QtBot, appearance: Appearance
) -> None:
    label = QLabel("text")
    qtbot.addWidget(label)
    label.show()
    appearance.wear(ThemeChoice.LIGHT, 0)
    normal = label.fontInfo().pointSizeF()
    appearance.wear(ThemeChoice.LIGHT, 3)
    assert label.fontInfo().pointSizeF() > normal
    assert appearance.points() == pytest.approx(appearance.font(FontUse.UI).pointSizeF())
    appearance.wear(ThemeChoice.LIGHT, 99)
    assert appearance.zoom == 8
    appearance.wear(ThemeChoice.LIGHT, 0)
    assert label.fontInfo().pointSizeF() == normal


def test_code_is_set_in_a_fixed_width(appearance: Appearance) -> None:
    font = appearance.font(FontUse.CODE, "small")
    assert font.pointSizeF() == pytest.approx(appearance.points("small"))
    assert font.family() != appearance.font(FontUse.READING).family()


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        (Qt.ColorScheme.Dark, "dark"),
        (Qt.ColorScheme.Light, "light"),
        (Qt.ColorScheme.Unknown, "light"),
    ],
)
def test_the_system_s_scheme_is_followed_only_when_asked_to(
    appearance: Appearance,
    monkeypatch: pytest.MonkeyPatch,
    scheme: Qt.ColorScheme,
    expected: str,
) -> None:
    monkeypatch.setattr("clausebench.ui.appearance.system_scheme", lambda: scheme)
    appearance.wear(ThemeChoice.SYSTEM, 0)
    assert appearance.theme.id == expected
    appearance.wear(ThemeChoice.CONTRAST, 0)
    QApplication.styleHints().colorSchemeChanged.emit(scheme)
    assert appearance.theme.id == "contrast"


def test_a_change_of_the_system_s_scheme_is_noticed(
    appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    appearance.wear(ThemeChoice.SYSTEM, 0)
    monkeypatch.setattr("clausebench.ui.appearance.system_scheme", lambda: Qt.ColorScheme.Dark)
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert appearance.theme.id == "dark"
