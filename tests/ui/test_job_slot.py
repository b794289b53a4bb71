"""One place for one job."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from clausebench.domain.cancel import CancelToken
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane, Lanes


@pytest.fixture
def slot(lanes: Lanes) -> JobSlot:
    return JobSlot(lanes, Lane.POOL)


def test_the_slot_passes_its_job_s_signals_on(qtbot: QtBot, slot: JobSlot) -> None:
    seen: list[object] = []
    slot.progressed.connect(seen.append)
    slot.succeeded.connect(seen.append)
    with qtbot.waitSignal(slot.settled):
        slot.start(lambda _token: iter([1, 2]))
    assert seen == [[1, 2], None]
    assert slot.job is None


def test_a_new_job_silences_the_old_one(qtbot: QtBot, slot: JobSlot) -> None:
    gate = threading.Event()
    seen: list[object] = []
    slot.succeeded.connect(seen.append)
    slot.cancelled.connect(lambda: seen.append("cancelled"))

    def old(token: CancelToken) -> str:
        gate.wait(10)
        return "old"

    first = slot.start(old)
    second = slot.start(lambda _token: "new")
    gate.set()
    qtbot.waitUntil(lambda: first.is_settled and second.is_settled)
    assert seen == ["new"]


def test_cancel_is_heard_and_drop_is_not(qtbot: QtBot, slot: JobSlot) -> None:
    seen: list[str] = []
    slot.cancelled.connect(lambda: seen.append("cancelled"))
    with qtbot.waitSignal(slot.settled):
        slot.start(lambda token: token.wait(10))
        slot.cancel()
    dropped = slot.start(lambda token: token.wait(10))
    slot.drop()
    qtbot.waitUntil(lambda: dropped.is_settled)
    assert seen == ["cancelled"]


def test_an_empty_slot_can_be_cancelled(slot: JobSlot) -> None:
    slot.cancel()
    slot.drop()
    assert slot.job is None
