"""What Test mode's commands do, and when they can."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from clausebench.domain.case import Split
from clausebench.domain.clause import Decision
from clausebench.domain.effort import Effort
from clausebench.domain.run import RunSettings
from clausebench.services.recording import Subject
from clausebench.services.seeds import new_seed
from clausebench.services.suites import RunFinished
from clausebench.settings import Settings
from clausebench.ui.app_commands import mode_command_id
from clausebench.ui.banner import announce
from clausebench.ui.panels.test import suite_commands as rows
from clausebench.ui.panels.test.case_row import CaseRow
from clausebench.ui.panels.test.cases_panel import PROBLEMS
from clausebench.ui.panels.test.run_order import RunOrder
from clausebench.ui.panels.test.scores import outcome_words, summary_of
from clausebench.ui.shell import Shell

if TYPE_CHECKING:
    from clausebench.ui.panels.test.suite_mode import SuiteMode

_LEFT = "test/left-unfinished"
"""Which unfinished run the person wants to hear no more of."""


class SuiteActions(QObject):
    """One handler per row of ``suite_commands.COMMANDS``, and the keys of the list."""

    def __init__(self, shell: Shell, mode: SuiteMode) -> None:
        super().__init__(mode)
        self._shell, self._mode = shell, mode
        self._wants: Callable[[CaseRow], bool] | None = None
        self._bind()
        self._bind_keys()
        self._watch()
        self.refresh()

    def _bind(self) -> None:
        handle, cases = self._shell.commands.handle, self._mode.cases
        handle("test.run-all", self._run_all)
        handle("test.run-locked", lambda: self._run(_is_locked))
        handle("test.run-selected", self.run_selected)
        handle("test.rerun-failed", lambda: self._run(lambda row: row.outcome in PROBLEMS))
        handle("test.stop", self._mode.suites.stop)
        handle("test.pause", self._mode.suites.pause)
        handle("test.continue", lambda: self._go_on(self._unfinished_id))
        handle("test.undo", self._mode.changes.undo_group.undo)
        handle("test.redo", self._mode.changes.undo_group.redo)
        handle("test.find", cases.filters.field.setFocus)
        handle("test.label", self._mode.labels.begin)
        handle("test.note", self._write_note)
        handle("test.remove", lambda: self._mode.changes.remove(cases.selected))
        handle("test.next-problem", partial(cases.step_problem, 1))
        handle("test.previous-problem", partial(cases.step_problem, -1))
        handle("test.open-in-write", self._open_in_write)
        for command_id, decision in rows.LABELS.items():
            handle(command_id, partial(self._label, decision))

    def _bind_keys(self) -> None:
        on_key, run = self._mode.cases.view.on_key, self._shell.commands.run
        concealment = self._shell.concealment
        for key, command_id in rows.LABEL_KEYS.items():
            on_key(key, partial(run, command_id))
        on_key("N", partial(run, "test.note"))
        on_key("Delete", partial(run, "test.remove"))
        on_key("Space", concealment.reveal_more)
        on_key("Shift+Space", concealment.reveal_plain)

    def _watch(self) -> None:
        mode = self._mode
        mode.bar.run_all_pressed.connect(self._run_all)
        mode.bar.run_selected_pressed.connect(self.run_selected)
        mode.bar.stop_pressed.connect(mode.suites.stop)
        mode.bar.pause_pressed.connect(mode.suites.pause)
        mode.bar.forget_pressed.connect(mode.suites.forget)
        mode.suites.waiting_changed.connect(lambda: mode.bar.show_waiting(mode.suites.waiting))
        mode.unfinished.continue_pressed.connect(self._go_on)
        mode.unfinished.leave_pressed.connect(self._leave)
        mode.bar.options.remember_in(self._shell.session)
        mode.bar.policy_pressed.connect(lambda: self._shell.commands.run("policy.open"))
        mode.bar.effort_chosen.connect(self._on_bar_effort_chosen)
        self._shell.preferences.changed.connect(self._show_choices)
        self._show_choices(self._shell.preferences.settings)
        mode.details.facts.chosen.connect(
            lambda field, chosen: mode.changes.set_fact(mode.cases.selected, field, chosen)
        )
        mode.details.bar.note_written.connect(self._on_note_written)
        mode.details.bar.left.connect(mode.cases.view.setFocus)
        mode.details.bar.write_pressed.connect(self._open_in_write)
        mode.details.panes.retry_requested.connect(self.run_selected)
        mode.sheet_shown.connect(self._on_mode_sheet_shown)
        mode.sheets.failed.connect(self._on_sheets_failed)
        mode.suites.progressed.connect(mode.bar.show_running)
        mode.suites.stopping.connect(mode.bar.show_stopping)
        mode.suites.finished.connect(self._on_suites_finished)
        mode.suites.ended.connect(self._on_suites_ended)
        for changed in (mode.cases.selection_changed, mode.changes.undo_changed):
            changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Say which commands can run now."""
        allow, mode, undo = self._shell.commands.allow, self._mode, self._mode.changes.undo_group
        selected = mode.cases.selected
        is_running = mode.suites.is_running
        allow(rows.HAS_SELECTION, is_true=bool(selected))
        allow(rows.HAS_CASES, is_true=bool(mode.sheet and mode.sheet.rows))
        allow(rows.HAS_LOCKED, is_true=any(map(_is_locked, mode.cases.rows)))
        allow(rows.HAS_FAILED, is_true=bool(mode.cases.problems))
        allow(rows.IS_RUNNING, is_true=is_running)
        allow(rows.CAN_GO_ON, is_true=bool(self._unfinished_id) and not is_running)
        self._show_unfinished()
        allow(rows.CAN_UNDO, is_true=undo.canUndo())
        allow(rows.CAN_REDO, is_true=undo.canRedo())
        mode.bar.show_selection(len(selected))

    @property
    def _unfinished_id(self) -> str:
        sheet = self._mode.sheet
        return sheet.unfinished.id if sheet and sheet.unfinished else ""

    @Slot()
    def run_selected(self) -> None:
        """Run what is selected now, whatever is selected when the run begins."""
        ids = {row.id for row in self._mode.cases.selected}
        self._run(lambda row: row.id in ids)

    def _run_all(self) -> None:
        if not self._mode.isVisible():
            self._shell.commands.run(mode_command_id(rows.MODE))
        self._run(lambda row: not _is_locked(row))

    def _run(self, wants: Callable[[CaseRow], bool]) -> None:
        """Read the policy first: the wording that counts is the one in the workspace now."""
        self._wants = wants
        self._mode.read()

    def _on_mode_sheet_shown(self) -> None:
        wants, self._wants = self._wants, None
        sheet = self._mode.sheet
        self.refresh()
        if wants is None or sheet is None:
            return
        cases = tuple(row.case for row in sheet.rows if wants(row))
        if cases:
            policy = sheet.opened.policy
            subject = Subject(sheet.opened.text, policy.name, policy.id, sheet.version_number)
            self._mode.suites.run(RunOrder(subject, cases, self._settings()))
            self.refresh()

    def _on_sheets_failed(self) -> None:
        self._wants = None

    def _settings(self) -> RunSettings:
        bar, kept = self._mode.bar, self._shell.preferences.settings
        settings = RunSettings(
            effort=bar.effort.value,
            sampler=kept.sampler,
            seed=new_seed(),
            repeats=bar.repeats.value(),
            placement=kept.placement,
            pinned_date=kept.pinned_date or None,
        )
        return bar.options.applied(settings)

    def _go_on(self, run_id: str) -> None:
        sheet = self._mode.sheet
        run = sheet.unfinished if sheet else None
        if sheet is not None and run is not None and run.id == run_id:
            policy = sheet.opened.policy
            subject = Subject(sheet.opened.text, policy.name, policy.id)
            cases = tuple(row.case for row in sheet.rows)
            self._mode.suites.run(RunOrder(subject, cases, run.settings, goes_on=run_id))
            self.refresh()

    def _leave(self, run_id: str) -> None:
        self._shell.session.remember(_LEFT, run_id)
        self._show_unfinished()

    def _show_unfinished(self) -> None:
        mode, sheet = self._mode, self._mode.sheet
        run = sheet.unfinished if sheet else None
        is_left = run is not None and self._shell.session.text(_LEFT) == run.id
        mode.unfinished.show_run(None if is_left or mode.suites.is_running else run)

    def _label(self, decision: Decision | None) -> None:
        """Label what is selected; a single case makes way for the next one."""
        selected = self._mode.cases.selected
        self._mode.changes.label(selected, decision)
        if len(selected) == 1:
            self._mode.cases.view.step(1)

    def _write_note(self) -> None:
        row = self._mode.cases.view.current_row
        if row is not None:
            self._mode.open_row(row)
            self._mode.details.bar.note.setFocus()

    def _open_in_write(self) -> None:
        row = self._mode.cases.view.current_row
        if row is not None:
            self._shell.relay.case_requested.emit(row.case)

    def _on_note_written(self, text: str) -> None:
        row = self._mode.cases.view.current_row
        if row is not None:
            self._mode.changes.note(row, text)

    def _show_choices(self, settings: Settings, *_former: Settings) -> None:
        self._mode.bar.effort.choose(settings.effort)

    def _on_bar_effort_chosen(self, effort: Effort) -> None:
        self._shell.preferences.change(effort=effort)

    def _on_suites_finished(self, _event: RunFinished) -> None:
        cases = self._mode.cases.rows
        announce(self._mode, f"Run finished. {outcome_words(cases, summary_of(cases))}.")

    def _on_suites_ended(self) -> None:
        self._mode.bar.show_running(None)
        self.refresh()


def _is_locked(row: CaseRow) -> bool:
    return row.case.split is Split.LOCKED
