"""Policy work in the window on true weights: import, run, an end in the middle, compare, read."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.e2e.test_window_job import PATIENCE_MS, POLICY, _opened
from tests.support.gguf_maker import scripted_weights

from clausebench.domain.run import RunStatus
from clausebench.services.desk import Desk
from clausebench.ui.importing.import_dialog import ImportDialog
from clausebench.ui.main_window import MainWindow
from clausebench.ui.panels.compare.compare_mode import CompareMode
from clausebench.ui.panels.test.suite_mode import SuiteMode
from clausebench.ui.panels.wording.entries import View
from clausebench.ui.panels.wording.wording_mode import WordingMode
from clausebench.ui.shell import Shell

ROWS = 24

pytestmark = [pytest.mark.e2e, pytest.mark.llama]


def _table(folder: Path) -> Path:
    """Every third content says the bad word; one row has no content."""
    path = folder / "cases.csv"
    lines = ["content,expected"]
    for number in range(ROWS):
        said = "zzbad" if number % 3 == 0 else "hello"
        decision = "violates" if number % 3 == 0 else "allowed"
        lines.append(f"they said {said} to me on day {number},{decision}")
    path.write_text("\n".join([*lines, ",violates", ""]))
    return path


def _rest(qtbot: QtBot, shell: Shell) -> None:
    qtbot.waitUntil(lambda: not shell.lanes.jobs, timeout=PATIENCE_MS)


def _import(qtbot: QtBot, shell: Shell, desk: Desk, window: MainWindow, table: Path) -> SuiteMode:
    policy = desk.library.create("House rules", POLICY).policy
    shell.relay.policies_changed.emit()
    shell.session.policy_id = policy.id
    shell.relay.policy_opened.emit(policy.id)
    window.enter_mode("test")
    mode = window.panel("test")
    assert isinstance(mode, SuiteMode)
    _rest(qtbot, shell)
    shell.relay.request_files([str(table)])
    qtbot.waitUntil(lambda: mode.findChild(ImportDialog) is not None, timeout=PATIENCE_MS)
    dialog = mode.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(dialog.keep.isEnabled, timeout=PATIENCE_MS)
    assert dialog.keep.text() == f"Import {ROWS} test cases"
    assert "has no content" in dialog.page.found.remarks.text()
    dialog.keep.click()
    qtbot.waitUntil(lambda: len(mode.cases.rows) == ROWS, timeout=PATIENCE_MS)
    return mode


def test_a_suite_outlives_the_window_and_an_edit_shows_what_it_changes(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    weights = scripted_weights(tmp_path)
    with _opened(tmp_path, weights, qapp, qtbot) as (desk, shell, window):
        mode = _import(qtbot, shell, desk, window, _table(tmp_path))
        shell.commands.run("test.run-all")
        qtbot.waitUntil(
            lambda: sum(bool(row.answers) for row in mode.cases.rows) >= 3, timeout=PATIENCE_MS
        )
        policy_id = shell.session.policy_id
        window.enter_mode("write")  # where the next window begins
    with _opened(tmp_path, weights, qapp, qtbot) as (desk, shell, window):
        (run,) = (run for run in desk.history.runs(policy_id) if run.planned == ROWS)
        assert run.status is RunStatus.PAUSED
        window.enter_mode("test")
        mode = window.panel("test")
        assert isinstance(mode, SuiteMode)
        shell.relay.policy_opened.emit(policy_id)
        qtbot.waitUntil(mode.unfinished.isVisible, timeout=PATIENCE_MS)
        mode.unfinished.go_on.click()
        _rest(qtbot, shell)
        run = desk.history.run(run.id)
        assert (run.status, run.judged) == (RunStatus.FINISHED, ROWS)
        assert mode.cases.outcomes.text() == f"{ROWS} of {ROWS} as expected"
        _compare(qtbot, shell, desk, window, policy_id)
        _cover(qtbot, shell, window)


def _compare(qtbot: QtBot, shell: Shell, desk: Desk, window: MainWindow, policy_id: str) -> None:
    """An edit that says the allowing word turns every bad post into an allowed one."""
    edited = POLICY.replace("a bad word.", "a bad word, unless it says zzallow.")
    desk.library.save_draft(policy_id, edited, 0)
    shell.commands.run("compare.draft")
    mode = window.panel("compare")
    assert isinstance(mode, CompareMode)
    qtbot.waitUntil(lambda: mode.found is not None, timeout=PATIENCE_MS)
    _rest(qtbot, shell)
    assert mode.results.sentence.text().startswith(f"{ROWS // 3} broken (n={ROWS}).")
    assert "More than chance" in mode.results.sentence.text()
    mode.open_row(mode.results.table.current_row)
    _rest(qtbot, shell)
    assert mode.details.before.page.header.chip.look.word == "Violates"
    assert mode.details.after.page.header.chip.look.word == "Allowed"


def _cover(qtbot: QtBot, shell: Shell, window: MainWindow) -> None:
    window.enter_mode("wording")
    mode = window.panel("wording")
    assert isinstance(mode, WordingMode)
    _rest(qtbot, shell)
    mode.bar.repeats.setValue(1)
    mode.show_view(View.COVERAGE)
    shell.commands.run("wording.ask")
    _rest(qtbot, shell)
    assert mode.models[View.COVERAGE].shown
