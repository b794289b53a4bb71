"""Downloads in the window, from a hub on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from tests.support.hub_desk import NAME, REPO, hub_desk
from tests.support.loopback_hub import LoopbackHub

from clausebench.ui.download_queue import Download, DownloadQueue, DownloadState, download_words
from clausebench.ui.jobs import Lanes

PATIENCE = 15_000


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[Any, LoopbackHub]]:
    with hub_desk(tmp_path) as made:
        yield made


@pytest.fixture
def desk(made: tuple[Any, LoopbackHub]) -> Any:
    return made[0]


@pytest.fixture
def hub(made: tuple[Any, LoopbackHub]) -> LoopbackHub:
    return made[1]


@pytest.fixture
def queue(desk: Any, hub: LoopbackHub, lanes: Lanes) -> DownloadQueue:
    return DownloadQueue(desk, lanes)


def ask(qtbot: QtBot, desk: Any, queue: DownloadQueue) -> Download:
    """The download, under way."""
    with qtbot.waitSignal(queue.listed, timeout=PATIENCE):
        queue.add(desk.models().offers(REPO)[0], desk.models().endpoint)
    return queue.items[0]


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds, timeout=PATIENCE)


def half(qtbot: QtBot, desk: Any, hub: LoopbackHub, queue: DownloadQueue) -> Download:
    """Slow enough to be caught in the middle."""
    hub.faults.rate = 400_000
    download = ask(qtbot, desk, queue)
    until(qtbot, lambda: download.done > 100_000)
    return download


def test_a_download_runs_arrives_and_leaves_the_list(
    qtbot: QtBot, desk: Any, queue: DownloadQueue
) -> None:
    with qtbot.waitSignal(queue.arrived, timeout=PATIENCE) as arrived:
        ask(qtbot, desk, queue)
    assert Path(arrived.args[0].path).name == NAME
    assert queue.items == ()
    assert desk.downloads().waiting() == ()


def test_a_pause_keeps_what_is_here_and_going_on_fetches_only_the_rest(
    qtbot: QtBot, desk: Any, hub: LoopbackHub, queue: DownloadQueue, lanes: Lanes
) -> None:
    download = half(qtbot, desk, hub, queue)
    queue.pause(download.wanted.id)
    until(qtbot, lambda: queue.running is None and not lanes.jobs)
    assert download.state is DownloadState.PAUSED
    assert "paused" in download_words(download)
    assert desk.downloads().waiting()[0].is_paused
    here, sent = desk.downloads().here(download.wanted.choice), hub.bytes_sent
    assert here > 0
    hub.faults.rate = 0
    with qtbot.waitSignal(queue.arrived, timeout=PATIENCE):
        queue.resume(download.wanted.id)
    assert hub.bytes_sent - sent == len(hub.files[NAME]) - here


def test_paused_and_continued_at_once_it_goes_on(
    qtbot: QtBot, desk: Any, hub: LoopbackHub, queue: DownloadQueue
) -> None:
    download = half(qtbot, desk, hub, queue)
    with qtbot.waitSignal(queue.arrived, timeout=PATIENCE):
        queue.pause(download.wanted.id)
        queue.resume(download.wanted.id)
        hub.faults.rate = 0


def test_given_up_it_leaves_nothing(
    qtbot: QtBot, desk: Any, hub: LoopbackHub, queue: DownloadQueue, lanes: Lanes
) -> None:
    download = half(qtbot, desk, hub, queue)
    queue.give_up(download.wanted.id)
    assert queue.items == ()
    until(qtbot, lambda: not lanes.jobs)
    assert desk.downloads().waiting() == ()
    assert desk.downloads().here(download.wanted.choice) == 0


def test_a_failure_stays_with_its_download_until_it_is_tried_again(
    qtbot: QtBot, desk: Any, hub: LoopbackHub, queue: DownloadQueue
) -> None:
    hub.faults.status = 403
    with qtbot.waitSignal(queue.failed, timeout=PATIENCE):
        download = ask(qtbot, desk, queue)
    assert download.state is DownloadState.FAILED
    assert download.error is not None
    assert "stopped" in download_words(download)
    hub.faults.status = 0
    with qtbot.waitSignal(queue.arrived, timeout=PATIENCE):
        queue.resume(download.wanted.id)


def test_the_next_window_goes_on_but_not_with_what_was_paused(
    qtbot: QtBot, desk: Any, hub: LoopbackHub, queue: DownloadQueue
) -> None:
    download = half(qtbot, desk, hub, queue)
    lanes = Lanes()
    again = DownloadQueue(desk, lanes)
    desk.downloads().pause(download.wanted, is_paused=True)
    again.restore()
    until(qtbot, lambda: bool(again.items))
    assert again.items[0].state is DownloadState.PAUSED
    assert again.running is None
    assert lanes.shutdown()


def test_the_window_closes_in_the_middle_and_the_next_one_goes_on(
    qtbot: QtBot, desk: Any, hub: LoopbackHub
) -> None:
    lanes = Lanes()
    half(qtbot, desk, hub, DownloadQueue(desk, lanes))
    assert lanes.shutdown()
    hub.faults.rate = 0
    next_lanes = Lanes()
    again = DownloadQueue(desk, next_lanes)
    with qtbot.waitSignal(again.arrived, timeout=PATIENCE):
        again.restore()
    assert next_lanes.shutdown()


def test_asked_for_twice_it_is_one_download(
    qtbot: QtBot, desk: Any, hub: LoopbackHub, queue: DownloadQueue, lanes: Lanes
) -> None:
    download = half(qtbot, desk, hub, queue)
    queue.pause(download.wanted.id)
    until(qtbot, lambda: queue.running is None)
    queue.add(download.wanted.choice, hub.url)
    until(qtbot, lambda: queue.running is not None)
    assert len(queue.items) == 1
    queue.give_up(download.wanted.id)
    until(qtbot, lambda: not lanes.jobs)
