"""Revealing is deliberate, for one case, and ends by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from clausebench.domain.masking import Concealment
from clausebench.ui.concealment import IDLE_MS, ConcealmentController

CONCEALED, SOFTENED, PLAIN = Concealment.CONCEALED, Concealment.SOFTENED, Concealment.PLAIN


@pytest.fixture
def controller(qapp: QApplication) -> ConcealmentController:
    return ConcealmentController(CONCEALED)


def heard(controller: ConcealmentController) -> list[Concealment]:
    levels: list[Concealment] = []
    controller.level_changed.connect(levels.append)
    return levels


def test_space_shows_one_level_more_and_again_hides(controller: ConcealmentController) -> None:
    levels = heard(controller)
    controller.reveal_more()
    assert controller.level is SOFTENED
    assert controller.is_revealed
    controller.reveal_more()
    assert controller.level is CONCEALED
    assert levels == [SOFTENED, CONCEALED]


def test_shift_space_shows_plainly_from_any_level(controller: ConcealmentController) -> None:
    controller.reveal_more()
    controller.reveal_plain()
    assert controller.level is PLAIN
    controller.reveal_plain()
    assert controller.level is CONCEALED


def test_from_softened_space_goes_to_plain(qapp: QApplication) -> None:
    controller = ConcealmentController(SOFTENED)
    controller.reveal_more()
    assert controller.level is PLAIN


def test_where_nothing_is_concealed_there_is_nothing_to_reveal(qapp: QApplication) -> None:
    controller = ConcealmentController(PLAIN)
    levels = heard(controller)
    controller.reveal_more()
    controller.reveal_plain()
    assert not controller.is_revealed
    assert levels == []


def test_another_case_is_concealed_again(controller: ConcealmentController) -> None:
    controller.reveal_plain()
    controller.conceal()
    assert controller.level is CONCEALED


def test_leaving_the_application_conceals(
    qapp: QApplication, controller: ConcealmentController
) -> None:
    controller.reveal_plain()
    qapp.sendEvent(qapp, QEvent(QEvent.Type.ApplicationDeactivate))
    assert controller.level is CONCEALED


def test_idleness_conceals_and_input_puts_it_off(
    qtbot: QtBot, controller: ConcealmentController
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    controller.reveal_plain()
    timer = controller.findChild(QTimer)
    assert timer.interval() == IDLE_MS
    assert timer.isActive()
    timer.stop()
    qtbot.keyClicks(field, "x")
    assert timer.isActive(), "input starts the wait again"
    timer.timeout.emit()
    assert controller.level is CONCEALED
    assert not timer.isActive()


def test_hiding_everything_holds_until_the_level_is_chosen_again(qapp: QApplication) -> None:
    controller = ConcealmentController(PLAIN)
    levels = heard(controller)
    controller.hide_everything()
    assert (controller.level, controller.base) == (CONCEALED, CONCEALED)
    controller.set_base(PLAIN)
    assert levels == [CONCEALED, PLAIN]


def test_a_level_that_does_not_change_is_not_announced(controller: ConcealmentController) -> None:
    levels = heard(controller)
    controller.conceal()
    controller.set_base(CONCEALED)
    assert levels == []
