"""A version on its way from draft to approved, as a person takes it there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.support.resting import at_rest
from tests.ui.panels.release.conftest import TEXT

from clausebench.domain.bundle.approval import Stage
from clausebench.domain.cancel import CancelToken
from clausebench.domain.measures import Metric
from clausebench.domain.policy import Policy
from clausebench.domain.run import RunSettings
from clausebench.services.desk import Desk
from clausebench.services.recording import Subject
from clausebench.ui.app_commands import mode_commands
from clausebench.ui.panels.release.release_mode import ReleaseMode
from clausebench.ui.panels.release.step_dialog import StepDialog
from clausebench.ui.panels.test.spec import SPEC as TEST
from clausebench.ui.shell import Shell
from clausebench.ui.text.reworded_text import RewordedText


def words(widget: QWidget) -> list[str]:
    return [found.text() for found in widget.findChildren(QLabel) if found.isVisibleTo(widget)]


def judge(desk: Desk, policy: Policy) -> None:
    opened = desk.library.open(policy.id)
    assert opened.head is not None
    subject = Subject(opened.head.text, policy.name, policy.id, opened.head.number)
    cases = desk.library.cases(policy.id)
    for _ in desk.suites.run(subject, cases, RunSettings(repeats=3), CancelToken()):
        pass


def read(qtbot: QtBot, shell: Shell, mode: ReleaseMode) -> None:
    mode.read()
    at_rest(qtbot, shell)


def press(dialog: StepDialog | None, reason: str, override: str = "") -> None:
    assert dialog is not None
    dialog.who.setText("Ana")
    assert not dialog.accept_button.isEnabled()
    dialog.reason.setPlainText(reason)
    if override:
        assert not dialog.accept_button.isEnabled()
        dialog.override.setPlainText(override)
    assert dialog.accept_button.isEnabled()
    dialog.accept_button.click()


def test_an_untested_draft_says_what_is_in_the_way(mode: ReleaseMode) -> None:
    assert mode.sentence.text().startswith("Version 1 is a draft.")
    told = words(mode.gate)
    assert "Not tested" in told
    assert any("never tested" in text for text in told)
    assert "first version" in words(mode.changes)[0]
    assert "never run" in " ".join(words(mode.numbers))


def test_a_version_goes_to_review_and_past_obstacles_to_approved(
    qtbot: QtBot, shell: Shell, mode: ReleaseMode
) -> None:
    shell.commands.run("release.step")
    press(mode.commands.asking, "Ready")
    at_rest(qtbot, shell)
    assert mode.readiness is not None
    assert mode.readiness.report is not None
    assert mode.readiness.report.stage is Stage.REVIEW
    assert mode.bar.step.text() == "Approve…"
    shell.commands.run("release.step")
    assert mode.commands.asking is not None
    assert mode.commands.asking.accept_button.text() == "Approve anyway"
    press(mode.commands.asking, "Good", "It is a trial")
    at_rest(qtbot, shell)
    assert "approved by Ana" in mode.sentence.text()
    assert "Past obstacles, because: It is a trial" in words(mode.gate)
    assert not mode.bar.step.isEnabled()
    shell.commands.run("release.back")
    press(mode.commands.asking, "Too early")
    at_rest(qtbot, shell)
    assert mode.sentence.text().startswith("Version 1 is a draft.")
    assert mode.bar.back.isHidden()


def test_a_change_is_shown_word_by_word_with_what_it_did(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: ReleaseMode
) -> None:
    judge(desk, policy)
    edited = TEXT.replace("sell amber", "give birch away")
    desk.library.save_version(policy.id, edited, "Other goods")
    read(qtbot, shell, mode)
    told = words(mode.changes)
    assert "Since version 1, the one before" in told
    assert any("Not measured" in text for text in told)
    shown = mode.changes.findChild(RewordedText)
    assert shown is not None
    assert shown.toPlainText() == "- R1 Posts that sell amber\u2009give birch away"
    assert "[taken out: sell amber]" in shown.accessibleName()
    judge(desk, policy)
    read(qtbot, shell, mode)
    assert any("(n=1)" in text for text in words(mode.changes))
    assert mode.bar.track.accessibleName() == "Stage: Draft, 1 of 3"


def test_places_lead_to_where_things_are_put_right(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: ReleaseMode
) -> None:
    shell.commands.register(mode_commands([TEST]))
    with qtbot.waitSignal(mode.gate.place_wanted) as went:
        mode.gate.findChildren(QPushButton)[0].click()
    assert went.args == ["mode.test"]
    edited = TEXT.replace("sell amber", "sell birch")
    desk.library.save_version(policy.id, edited, "Other goods")
    read(qtbot, shell, mode)
    with qtbot.waitSignal(shell.relay.clause_requested) as asked:
        mode.changes.findChildren(QPushButton)[0].click()
    assert asked.args == ["R1"]


def test_numbers_name_the_engine_and_the_digits_change_the_view(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: ReleaseMode
) -> None:
    judge(desk, policy)
    read(qtbot, shell, mode)
    qtbot.keyClick(mode, Qt.Key.Key_2)
    assert mode.views.currentWidget() is mode.numbers
    told = words(mode.numbers)
    assert "1 of 1" in told
    assert any("no language model" in text for text in told)


def test_a_draft_beyond_the_version_is_said_before_a_step(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: ReleaseMode
) -> None:
    desk.library.save_draft(policy.id, f"{TEXT}More.\n", 0)
    read(qtbot, shell, mode)
    shell.commands.run("release.step")
    assert mode.commands.asking is not None
    assert any("in no version yet" in text for text in words(mode.commands.asking))
    mode.commands.asking.reject()


def test_without_a_policy_it_says_so(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: ReleaseMode
) -> None:
    mode.flow.read.emit(None)
    assert mode.stack.currentWidget() is mode.empty
    mode.flow.failed.emit()
    assert mode.empty.accessibleName() == "This could not be read"


def test_terms_are_kept_and_asked_when_a_version_is_approved(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: ReleaseMode, tmp_path: Path
) -> None:
    judge(desk, policy)
    shell.commands.run("release.terms")
    dialog = mode.commands.terms
    assert dialog is not None
    file = tmp_path / "targets.toml"
    file.write_text('[overall]\nrecall = 0.9\nmin_cases = 3\n[tag."x"]\nrecall = 0.5\n', "utf-8")
    mode.flow.read_targets(file)
    at_rest(qtbot, shell)
    assert dialog.minimums[Metric.RECALL].value() == 90
    assert "one more target" in dialog.rest.text()
    dialog.licence.setCurrentText("CC-BY-4.0")
    dialog.minimums[Metric.PRECISION].setValue(80)
    dialog.buttons.accepted.emit()
    at_rest(qtbot, shell)
    kept = desk.exchange().terms
    assert kept.of("Words").licence == "CC-BY-4.0"
    assert [(t.name, t.metric, t.minimum, t.min_cases) for t in kept.targets_of("Words")] == [
        ("", Metric.RECALL, 0.9, 3),
        ("", Metric.PRECISION, 0.8, 3),
        ("x", Metric.RECALL, 0.5, 10),
    ]


def test_targets_that_cannot_be_read_leave_the_form_as_it_was(
    qtbot: QtBot, shell: Shell, mode: ReleaseMode, tmp_path: Path
) -> None:
    shell.commands.run("release.terms")
    dialog = mode.commands.terms
    assert dialog is not None
    dialog.minimums[Metric.RECALL].setValue(70)
    file = tmp_path / "targets.toml"
    file.write_text("recall at least nine tenths", "utf-8")
    mode.flow.read_targets(file)
    at_rest(qtbot, shell)
    assert dialog.minimums[Metric.RECALL].value() == 70
    dialog.reject()
