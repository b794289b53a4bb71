"""Lanes and jobs: order, exactly one end, cancel at every depth, an orderly shutdown."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.ui.jobs import Job, Lane, Lanes


class Log:
    """Writes down a job's signals in the order they come, batches joined."""

    def __init__(self, job: Job) -> None:
        self.said: list[str] = []
        self.events: list[object] = []
        self.threads: set[QThread] = set()
        job.progressed.connect(self._on_progressed)
        job.stopping.connect(lambda: self.said.append("stopping"))
        job.succeeded.connect(lambda result: self.said.append(f"succeeded {result}"))
        job.failed.connect(lambda error: self.said.append(f"failed {type(error).__name__}"))
        job.cancelled.connect(lambda: self.said.append("cancelled"))
        job.settled.connect(lambda: self.said.append("settled"))

    def _on_progressed(self, batch: list[object]) -> None:
        assert batch, "an empty batch is noise"
        self.events += batch
        self.threads.add(QThread.currentThread())
        if self.said[-1:] != ["progressed"]:
            self.said.append("progressed")


def test_a_function_succeeds_with_its_value(qtbot: QtBot, lanes: Lanes) -> None:
    job = lanes.start(Lane.POOL, lambda _token: 7)
    log = Log(job)
    qtbot.waitSignal(job.settled).wait()
    assert log.said == ["succeeded 7", "settled"]


def test_a_generator_s_events_arrive_in_order_and_its_return_value_is_the_result(
    qtbot: QtBot, lanes: Lanes
) -> None:
    def count(_token: CancelToken) -> Iterator[int]:
        yield from range(5000)
        return "done"

    job = lanes.start(Lane.ENGINE, count)
    log = Log(job)
    qtbot.waitSignal(job.settled).wait()
    assert log.events == list(range(5000))
    assert log.said == ["progressed", "succeeded done", "settled"]


def test_events_are_delivered_on_the_main_thread_and_in_few_batches(
    qtbot: QtBot, lanes: Lanes
) -> None:
    batches: list[int] = []
    job = lanes.start(Lane.ENGINE, lambda _token: iter(range(5000)))
    log = Log(job)
    job.progressed.connect(lambda batch: batches.append(len(batch)))
    qtbot.waitSignal(job.settled).wait()
    assert log.threads == {QThread.currentThread()}
    assert len(batches) < 100


def test_an_exception_fails_the_job_and_reaches_the_one_place_that_shows_it(
    qtbot: QtBot, lanes: Lanes
) -> None:
    seen: list[object] = []
    lanes.job_failed.connect(lambda job, error: seen.append((job.title, str(error))))

    def break_down(_token: CancelToken) -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    job = lanes.start(Lane.POOL, break_down, title="Breaking")
    log = Log(job)
    qtbot.waitUntil(lambda: bool(seen))
    assert log.said == ["progressed", "failed ValueError", "settled"]
    assert seen == [("Breaking", "broken")]


def test_work_that_raises_cancelled_by_itself_is_cancelled_not_failed(
    qtbot: QtBot, lanes: Lanes
) -> None:
    def give_up(_token: CancelToken) -> None:
        raise Cancelled

    job = lanes.start(Lane.POOL, give_up)
    log = Log(job)
    qtbot.waitSignal(job.settled).wait()
    assert log.said == ["cancelled", "settled"]


def test_a_job_cancelled_in_the_queue_never_begins_and_settles_before_the_lane_is_free(
    qtbot: QtBot, lanes: Lanes
) -> None:
    gate = threading.Event()
    begun: list[str] = []
    first = lanes.start(Lane.ENGINE, lambda _token: gate.wait(10))
    second = lanes.start(Lane.ENGINE, lambda _token: begun.append("second"))
    log = Log(second)
    second.cancel()
    qtbot.waitSignal(second.settled).wait()
    assert not first.is_settled
    gate.set()
    qtbot.waitSignal(first.settled).wait()
    assert begun == []
    assert log.said == ["stopping", "cancelled", "settled"]


def test_nothing_comes_through_after_cancel_but_the_end(qtbot: QtBot, lanes: Lanes) -> None:
    may_go_on = threading.Event()

    def work(token: CancelToken) -> Iterator[str]:
        yield "before"
        may_go_on.wait(10)
        yield "after"
        raise ValueError("too late to matter")

    job = lanes.start(Lane.ENGINE, work)
    log = Log(job)
    qtbot.waitUntil(lambda: log.events == ["before"])
    job.cancel()
    may_go_on.set()
    qtbot.waitSignal(job.settled).wait()
    assert log.events == ["before"]
    assert log.said == ["progressed", "stopping", "cancelled", "settled"]
    assert job.error is None


def test_cancelling_twice_or_after_the_end_changes_nothing(qtbot: QtBot, lanes: Lanes) -> None:
    job = lanes.start(Lane.POOL, lambda _token: 1)
    log = Log(job)
    qtbot.waitSignal(job.settled).wait()
    job.cancel()
    job.cancel()
    assert log.said == ["succeeded 1", "settled"]


def test_a_cancelled_generator_is_drained_so_that_it_can_record_its_end(
    qtbot: QtBot, lanes: Lanes
) -> None:
    recorded: list[str] = []
    begun = threading.Event()

    def work(token: CancelToken) -> Iterator[int]:
        begun.set()
        token.wait(10)
        yield 1
        recorded.append("written")

    job = lanes.start(Lane.ENGINE, work)
    qtbot.waitUntil(begun.is_set)
    job.cancel()
    qtbot.waitSignal(job.settled).wait()
    assert recorded == ["written"]


def test_jobs_of_one_lane_run_one_after_the_other(qtbot: QtBot, lanes: Lanes) -> None:
    order: list[int] = []
    jobs = [lanes.start(Lane.STORE, lambda _token, n=n: order.append(n)) for n in range(20)]
    qtbot.waitUntil(lambda: all(job.is_settled for job in jobs))
    assert order == list(range(20))
    assert lanes.jobs == ()


def test_lanes_do_not_wait_for_each_other(qtbot: QtBot, lanes: Lanes) -> None:
    gate = threading.Event()
    stuck = lanes.start(Lane.ENGINE, lambda _token: gate.wait(10))
    quick = lanes.start(Lane.STORE, lambda _token: "saved")
    qtbot.waitSignal(quick.settled).wait()
    assert not stuck.is_settled
    gate.set()


def test_a_slot_may_start_and_cancel_jobs(qtbot: QtBot, lanes: Lanes) -> None:
    results: list[str] = []
    first = lanes.start(Lane.POOL, lambda _token: "first")

    def follow(result: str) -> None:
        results.append(result)
        lanes.start(Lane.POOL, lambda _token: "second").succeeded.connect(results.append)

    first.succeeded.connect(follow)
    qtbot.waitUntil(lambda: results == ["first", "second"])


def test_a_cancel_from_within_a_batch_ends_the_job_as_cancelled(qtbot: QtBot, lanes: Lanes) -> None:
    job = lanes.start(Lane.POOL, lambda _token: iter([1, 2, 3]))
    log = Log(job)
    job.progressed.connect(lambda _batch: job.cancel())
    qtbot.waitSignal(job.settled).wait()
    assert log.said == ["progressed", "stopping", "cancelled", "settled"]


def test_work_is_let_go_of_on_the_main_thread(qtbot: QtBot, lanes: Lanes) -> None:
    job = lanes.start(Lane.POOL, lambda _token: None)
    qtbot.waitSignal(job.settled).wait()
    assert job.ticket.work is None


def test_describing_a_job_announces_it(qtbot: QtBot, lanes: Lanes) -> None:
    job = lanes.start(Lane.POOL, lambda _token: None)
    with qtbot.waitSignal(job.described):
        job.describe("3 of 4", 0.75)
    assert (job.detail, job.fraction) == ("3 of 4", 0.75)


def test_shutdown_cancels_running_work_and_joins(qtbot: QtBot) -> None:
    lanes = Lanes()
    begun = threading.Event()

    def work(token: CancelToken) -> None:
        begun.set()
        token.wait(10)
        token.check()

    job = lanes.start(Lane.ENGINE, work)
    log = Log(job)
    qtbot.waitUntil(begun.is_set)
    assert lanes.shutdown()
    assert log.said == ["stopping", "cancelled", "settled"]


def test_shutdown_closes_a_generator_that_never_looks_at_its_token(qtbot: QtBot) -> None:
    lanes = Lanes()
    closed: list[bool] = []
    begun = threading.Event()

    def work(_token: CancelToken) -> Iterator[int]:
        try:
            while True:
                begun.set()
                yield 1
        finally:
            closed.append(True)

    lanes.start(Lane.POOL, work)
    qtbot.waitUntil(begun.is_set)
    assert lanes.shutdown()
    assert closed == [True]


def test_shutdown_still_finishes_what_the_store_was_asked(qtbot: QtBot) -> None:
    lanes = Lanes()
    gate = threading.Event()
    written: list[int] = []
    lanes.start(Lane.STORE, lambda _token: gate.wait(10))
    for number in range(5):
        lanes.start(Lane.STORE, lambda _token, n=number: written.append(n))
    gate.set()
    assert lanes.shutdown()
    assert written == [0, 1, 2, 3, 4]


def test_a_stuck_lane_is_left_behind_and_cannot_reach_the_window(qtbot: QtBot) -> None:
    lanes = Lanes()
    begun, gate = threading.Event(), threading.Event()

    def ignore_everything(_token: CancelToken) -> None:
        begun.set()
        gate.wait(10)

    job = lanes.start(Lane.POOL, ignore_everything)
    log = Log(job)
    qtbot.waitUntil(begun.is_set)
    assert not lanes.shutdown(timeout=0.05)
    gate.set()
    assert "settled" not in log.said


def test_work_asked_for_after_the_end_is_not_begun(qapp: object) -> None:
    lanes = Lanes()
    assert lanes.shutdown()
    begun: list[bool] = []
    job = lanes.start(Lane.POOL, lambda _token: begun.append(True))
    assert job.is_stopping
    assert lanes.jobs == ()
    assert not begun
