"""Cycles are collected on the main thread, and on no other."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from clausebench.domain.cancel import CancelToken
from clausebench.ui.collecting import MainThreadCollector
from clausebench.ui.jobs import Lane, Lanes


class _Knot:
    """Refers to itself, and remembers which thread let it go."""

    def __init__(self, threads: list[str]) -> None:
        self.me = self
        weakref.finalize(self, lambda: threads.append(threading.current_thread().name))


def test_a_busy_lane_collects_nothing_and_the_main_thread_does(qtbot: QtBot, lanes: Lanes) -> None:
    threads: list[str] = []
    _Knot(threads)

    def allocate(_cancel: CancelToken) -> int:
        return len([[number] for number in range(50_000)])

    with qtbot.waitSignal(lanes.start(Lane.POOL, allocate).settled):
        pass
    assert threads == []
    lanes.findChild(MainThreadCollector).collect()
    gc.collect()
    assert threads == ["MainThread"]


def test_collecting_is_given_back_by_the_last_who_took_it(qtbot: QtBot) -> None:
    parent = QObject()
    first, second = MainThreadCollector(parent), MainThreadCollector(parent)
    first.start()
    second.start()
    first.stop()
    assert not gc.isenabled()
    second.stop()
    second.stop()
    assert gc.isenabled()


def test_what_is_due_is_collected(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", collected.append)
    monkeypatch.setattr(gc, "get_count", lambda: (9_999, 0, 0))
    collector = MainThreadCollector(QObject())
    collector.collect()
    monkeypatch.setattr(gc, "get_count", lambda: (9_999, 99, 0))
    collector.collect()
    monkeypatch.setattr(gc, "get_count", lambda: (0, 99, 0))
    collector.collect()
    assert collected == [0, 1]
