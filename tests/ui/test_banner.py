"""Banners."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from clausebench.domain.errors import AppError
from clausebench.ui.appearance import Appearance
from clausebench.ui.banner import BannerAction, BannerArea, BannerKind

ERROR = AppError("The file cannot be read.", "It is damaged.", "Choose another.")


@pytest.fixture
def area(qtbot: QtBot, appearance: Appearance) -> BannerArea:
    area = BannerArea(appearance)
    qtbot.addWidget(area)
    return area


def test_an_error_says_what_happened_what_it_means_and_what_to_do(area: BannerArea) -> None:
    assert area.isHidden()
    banner = area.show_error(ERROR)
    words = [label.text() for label in banner.findChildren(QLabel)]
    assert words == ["The file cannot be read.", "It is damaged. Choose another."]
    assert not area.isHidden()


def test_words_are_never_taken_for_markup(area: BannerArea) -> None:
    banner = area.show_error(AppError("<b>bold</b>"))
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in banner.findChildren(QLabel)
    )


def test_an_action_runs_and_the_banner_goes(qtbot: QtBot, area: BannerArea) -> None:
    done: list[str] = []
    banner = area.show_error(ERROR, BannerAction("Choose…", lambda: done.append("chosen")))
    qtbot.mouseClick(banner.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert done == ["chosen"]
    assert area.banners == ()
    assert area.isHidden()


def test_a_banner_is_dismissed_by_its_button_or_escape(qtbot: QtBot, area: BannerArea) -> None:
    banner = area.show_message(BannerKind.INFO, "One")
    qtbot.mouseClick(banner.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert area.banners == ()
    other = area.show_message(BannerKind.WARNING, "Two")
    qtbot.keyClick(other, Qt.Key.Key_Escape)
    assert area.banners == ()


def test_the_same_message_is_shown_once_and_the_newest_on_top(area: BannerArea) -> None:
    for title in ("One", "Two", "One", "Three", "Four"):
        area.show_message(BannerKind.INFO, title)
    assert [b.title for b in area.banners] == ["Four", "Three", "One"]


def test_removing_a_banner_twice_is_harmless(area: BannerArea) -> None:
    banner = area.show_message(BannerKind.INFO, "One")
    area.remove(banner)
    area.remove(banner)
    assert area.banners == ()


def test_a_message_is_announced(area: BannerArea, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    area.show_error(ERROR)
    assert said == ["The file cannot be read. It is damaged. Choose another."]
