"""The status line."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QToolButton
from pytestqt.qtbot import QtBot

from clausebench.domain.judging import EngineState, EngineStatus
from clausebench.ui.appearance import Appearance
from clausebench.ui.jobs import Lane, Lanes
from clausebench.ui.status_line import StatusLine


@pytest.fixture
def line(qtbot: QtBot, appearance: Appearance, lanes: Lanes) -> StatusLine:
    line = StatusLine(appearance, lanes)
    qtbot.addWidget(line)
    line.show()
    return line


def words(line: StatusLine) -> list[str]:
    return [label.text() for label in line.findChildren(QLabel) if label.isVisible()]


def engine(line: StatusLine) -> QToolButton:
    return next(b for b in line.findChildren(QToolButton) if b.property("kind") == "status")


def stop(line: StatusLine) -> QToolButton:
    return next(b for b in line.findChildren(QToolButton) if b.property("kind") != "status")


@pytest.mark.parametrize("state", EngineState)
def test_every_engine_state_has_a_word(line: StatusLine, state: EngineState) -> None:
    line.show_engine("Built-in", EngineStatus(state))
    name, word = engine(line).text().split(" · ")
    assert name == "Built-in"
    assert word
    assert engine(line).accessibleName() == f"Engine: Built-in · {word}"


def test_an_engine_s_own_message_is_preferred(line: StatusLine) -> None:
    line.show_engine("", EngineStatus(EngineState.LOADING, "Loading, 40 %"))
    assert engine(line).text() == "Loading, 40 %"


def test_parts_without_news_are_hidden(line: StatusLine) -> None:
    assert words(line) == []
    line.show_context(1912, 8192)
    line.show_speed(84.4)
    line.show_saved("Saved 14:02")
    assert words(line) == ["1,912 / 8,192 tokens", "84 tok/s", "Saved 14:02"]
    line.show_context(500)
    line.show_speed(None)
    line.show_saved("")
    assert words(line) == ["500 tokens"]


def test_a_titled_job_is_shown_with_its_progress_and_can_be_stopped(
    qtbot: QtBot, line: StatusLine, lanes: Lanes
) -> None:
    job = lanes.start(Lane.POOL, lambda token: token.wait(10), title="Running 24 cases")
    bar = line.findChild(QProgressBar)
    assert (bar.minimum(), bar.maximum()) == (0, 0)
    job.describe("6/24", 0.25)
    assert words(line) == ["Running 24 cases · 6/24"]
    assert bar.value() / bar.maximum() == 0.25
    qtbot.mouseClick(stop(line), Qt.MouseButton.LeftButton)
    assert words(line) == ["Running 24 cases · Stopping…"]
    assert not stop(line).isEnabled()
    qtbot.waitSignal(job.settled).wait()
    assert words(line) == []


def test_jobs_without_title_are_not_shown_and_the_next_one_takes_over(
    qtbot: QtBot, line: StatusLine, lanes: Lanes
) -> None:
    gate = threading.Event()
    lanes.start(Lane.STORE, lambda _token: gate.wait(10))
    assert words(line) == []
    first = lanes.start(Lane.POOL, lambda token: token.wait(10), title="First")
    second = lanes.start(Lane.POOL, lambda token: token.wait(10), title="Second")
    first.cancel()
    qtbot.waitSignal(first.settled).wait()
    assert words(line) == ["Second"]
    second.cancel()
    gate.set()


def test_pressing_the_engine_part_is_told(qtbot: QtBot, line: StatusLine) -> None:
    with qtbot.waitSignal(line.engine_pressed):
        qtbot.mouseClick(engine(line), Qt.MouseButton.LeftButton)
