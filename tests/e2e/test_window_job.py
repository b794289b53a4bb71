"""The main job in the window, on true weights: by hand, and again the next day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.support.gguf_maker import scripted_weights
from tests.support.qt import settle_deletions, skip_welcome

from clausebench.bootstrap import EngineChoice, open_desk
from clausebench.domain.case import Expectation, Outcome, outcome
from clausebench.domain.clause import Decision
from clausebench.domain.effort import Sampler
from clausebench.domain.judging import EngineRestarted, ReasoningText
from clausebench.engines.llama_engine import LlamaEngine
from clausebench.services.desk import Desk
from clausebench.services.judging import Judged
from clausebench.settings import Settings
from clausebench.ui.app import make_shell, make_window
from clausebench.ui.appearance import Appearance
from clausebench.ui.crash import CrashReporter
from clausebench.ui.main_window import MainWindow
from clausebench.ui.modes import MODES
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.shell import Shell

POLICY = """# House rules

Decide whether a post breaks the rules.

## Violates

- HR1 Bad word: the post says a bad word.

## Allowed

- HR7 Everything else.
"""
CONTENT = "they said zzbad to me"
PATIENCE_MS = 20_000

pytestmark = [pytest.mark.e2e, pytest.mark.llama]


@contextmanager
def _opened(
    home: Path, weights: Path, qapp: QApplication, qtbot: QtBot
) -> Iterator[tuple[Desk, Shell, MainWindow]]:
    """The window as ``run_window`` makes it, over the real bootstrap."""
    settings = Settings(sampler=Sampler.REPEATABLE)
    with open_desk(home / "workspace.db", EngineChoice(weights=weights), settings) as desk:
        desk.library.install_starters()
        appearance = Appearance(qapp)
        shell = make_shell(appearance, desk, settings, home, home / "settings.toml")
        skip_welcome(shell.session)
        window = make_window(shell, MODES, CrashReporter(home))
        window.start()
        window.show()
        qtbot.waitUntil(lambda: _write(window).policies.current is not None, timeout=PATIENCE_MS)
        try:
            yield desk, shell, window
        finally:
            window.close()
            assert shell.lanes.shutdown()
            window.deleteLater()
            settle_deletions()


def _write(window: MainWindow) -> WriteMode:
    panel = window.panel("write")
    assert isinstance(panel, WriteMode)
    return panel


def _judge(write: WriteMode, qtbot: QtBot) -> list[object]:
    """Press the key; the events that arrive until the engine is done."""
    events: list[object] = []
    flow = write.samples.judging
    flow.arrived.connect(events.extend)
    flow.failed.connect(events.append)
    with qtbot.waitSignal(flow.ended, timeout=PATIENCE_MS):
        write.samples.judge()
    flow.arrived.disconnect(events.extend)
    flow.failed.disconnect(events.append)
    return events


def _write_policy(write: WriteMode, qtbot: QtBot) -> None:
    write.policies.create("House rules", POLICY)
    qtbot.waitUntil(lambda: write.policies.current.policy.name == "House rules", timeout=5000)
    qtbot.waitUntil(lambda: "HR1" in write.panels.rule.read().codes, timeout=5000)


def _type_at(write: WriteMode, words: str, more: str) -> None:
    """Put the cursor behind ``words`` and type."""
    editor = write.panels.rule.editor
    cursor = editor.document().find(words)
    assert not cursor.isNull()
    cursor.setPosition(cursor.selectionEnd())
    editor.setTextCursor(cursor)
    QTest.keyClicks(editor, more)


def _run_suite(desk: Desk, shell: Shell, qtbot: QtBot, policy_id: str) -> list[Outcome]:
    before = len(desk.history.runs(policy_id))
    shell.commands.run("mode.test")
    qtbot.waitUntil(lambda: shell.commands.action("test.run-all").isEnabled(), timeout=5000)
    shell.commands.run("test.run-all")

    def is_done() -> bool:
        runs = desk.history.runs(policy_id)
        return len(runs) > before and runs[0].finished_at is not None

    qtbot.waitUntil(is_done, timeout=PATIENCE_MS)
    verdicts = desk.history.verdicts(desk.history.runs(policy_id)[0].id)
    shell.commands.run("mode.write")
    return [outcome(v.expected, v.verdict) for v in verdicts]


def test_open_edit_judge_keep_run_flip_close_and_find_it_again(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    weights = scripted_weights(tmp_path, "rationale")
    with _opened(tmp_path, weights, qapp, qtbot) as (desk, shell, window):
        write = _write(window)
        _write_policy(write, qtbot)
        assert write.policies.current is not None
        policy_id = write.policies.current.policy.id

        write.samples.new_sample()
        QTest.keyClicks(write.panels.content.view.editor, CONTENT)
        events = _judge(write, qtbot)
        assert sum(isinstance(e, ReasoningText) for e in events) > 1, "it did not stream"
        write.panels.content.expectation_row.show_expectation(
            Expectation(Decision.VIOLATES), "a first case"
        )
        write.samples.keep()
        qtbot.waitUntil(lambda: len(desk.library.cases(policy_id)) == 1, timeout=5000)

        assert _run_suite(desk, shell, qtbot, policy_id) == [Outcome.PASSED]
        _type_at(write, "a bad word", " unless zzallow")
        write.panels.rule.hand_over_draft()
        qtbot.waitUntil(lambda: "zzallow" in desk.library.open(policy_id).text, timeout=5000)
        assert _run_suite(desk, shell, qtbot, policy_id) == [Outcome.FAILED], "the edit flips it"

    with _opened(tmp_path, weights, qapp, qtbot) as (desk, shell, window):
        write = _write(window)
        assert write.policies.current is not None
        assert write.policies.current.policy.name == "House rules"
        assert "unless zzallow" in write.panels.rule.editor.toPlainText()
        qtbot.waitUntil(lambda: write.panels.content.sample.case is not None, timeout=5000)
        assert write.panels.content.sample.content == CONTENT
        (case,) = desk.library.cases(policy_id)
        assert case.expected.decision is Decision.VIOLATES
        assert [r.judged for r in desk.history.runs(policy_id)] == [1, 1, 1]


def test_a_sample_that_nobody_kept_is_there_again(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    weights = scripted_weights(tmp_path, "rationale")
    with _opened(tmp_path, weights, qapp, qtbot) as (_desk, _shell, window):
        write = _write(window)
        write.samples.new_sample()
        QTest.keyClicks(write.panels.content.view.editor, CONTENT)
    with _opened(tmp_path, weights, qapp, qtbot) as (desk, _shell, window):
        write = _write(window)
        qtbot.waitUntil(lambda: write.panels.content.sample.content == CONTENT, timeout=5000)
        write.samples.keep()
        qtbot.waitUntil(lambda: desk.library.unkept_sample() == "", timeout=5000)


@pytest.mark.process
def test_twenty_killed_engines_cost_no_text_and_no_verdict(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    weights = scripted_weights(tmp_path, "rationale")
    with _opened(tmp_path, weights, qapp, qtbot) as (desk, _shell, window):
        write = _write(window)
        _write_policy(write, qtbot)
        write.samples.new_sample()
        QTest.keyClicks(write.panels.content.view.editor, CONTENT)
        _type_at(write, "a bad word", " of any kind")
        typed = write.panels.rule.editor.toPlainText()
        restarts = 0
        for round_number in range(20):
            killed: list[int] = []

            def kill_once(events: list[object], killed: list[int] = killed) -> None:
                pid = _engine_pid(desk)
                if (
                    not killed
                    and pid is not None
                    and not any(isinstance(e, Judged) for e in events)
                ):
                    killed.append(pid)
                    psutil.Process(pid).kill()

            write.samples.judging.arrived.connect(kill_once)
            events = _judge(write, qtbot)
            write.samples.judging.arrived.disconnect(kill_once)
            judged = [e for e in events if isinstance(e, Judged)]
            assert [j.stored.verdict.status.is_readable for j in judged] == [True], (
                round_number,
                [e if isinstance(e, str) else type(e).__name__ for e in events],
            )
            if killed:
                restarts += any(isinstance(e, EngineRestarted) for e in events)
                assert not psutil.pid_exists(killed[0]) or _is_gone(killed[0])
        # The others died while loading, or with their answer already under way.
        assert restarts >= 10
        assert write.panels.rule.editor.toPlainText() == typed
        assert window.isVisible()


def _engine_pid(desk: Desk) -> int | None:
    engine = desk.judging.engine
    assert isinstance(engine, LlamaEngine)
    return engine.pid


def _is_gone(pid: int) -> bool:
    gone, _ = psutil.wait_procs([psutil.Process(pid)], timeout=2)
    return bool(gone)
