"""What Release mode's commands do, and when they can."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog

from clausebench.domain.bundle.approval import Stage
from clausebench.domain.bundle.commenting import CommentThread, EndKind
from clausebench.services.labelling import this_person
from clausebench.ui.app_commands import mode_command_id
from clausebench.ui.dialogs.one_line_question import OneLineQuestion
from clausebench.ui.panels.release import release_commands as rows
from clausebench.ui.panels.release.reading_comments import ReadingComments
from clausebench.ui.panels.release.release_words import next_stage
from clausebench.ui.panels.release.step_dialog import StepDialog
from clausebench.ui.panels.release.terms_dialog import TermsDialog
from clausebench.ui.shell import Shell

if TYPE_CHECKING:
    from clausebench.ui.panels.release.release_mode import ReleaseMode

_EXPORT = "release.export"
_ANSWERS = {
    EndKind.DONE: (
        "Comment done",
        "What was changed, or what the answer is. It stays with the comment.",
        "Done",
    ),
    EndKind.ASIDE: ("Set comment aside", "Why nothing follows from it.", "Set aside"),
    EndKind.REOPENED: ("Open comment again", "Why it needs another look.", "Open again"),
}


class ReleaseActions(QObject):
    """One handler per row of ``release_commands.COMMANDS``."""

    def __init__(self, shell: Shell, mode: ReleaseMode) -> None:
        super().__init__(mode)
        self._shell, self._mode = shell, mode
        self.asking: StepDialog | None = None
        self.terms: TermsDialog | None = None
        self.question: OneLineQuestion | None = None
        handle = shell.commands.handle
        handle("release.step", self.step)
        handle("release.back", self.back)
        handle("release.terms", self.ask_terms)
        self.reading = ReadingComments(shell, mode)
        handle("release.read-comments", self.reading.choose)
        handle("release.comments", mode.show_comments)
        mode.comments.answered.connect(self.answer)
        handle("release.readiness", lambda: shell.commands.run(mode_command_id(rows.MODE)))
        mode.bar.step_pressed.connect(self.step)
        mode.bar.back_pressed.connect(self.back)
        mode.bar.export_pressed.connect(lambda: shell.commands.run(_EXPORT))
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say which commands can run now."""
        allow, found = self._shell.commands.allow, self._mode.readiness
        report = found.report if found else None
        stage = report.stage if report else Stage.DRAFT
        can_go_on = report is not None and next_stage(stage) is not None
        allow(rows.HAS_VERSION, is_true=report is not None)
        allow(rows.CAN_GO_ON, is_true=can_go_on)
        allow(rows.CAN_GO_BACK, is_true=stage is not Stage.DRAFT)
        self._mode.bar.step.setEnabled(can_go_on)
        self._mode.bar.export.setEnabled(report is not None)

    @Slot()
    def step(self) -> None:
        """Ask for what the next step takes."""
        found = self._mode.readiness
        to = next_stage(found.report.stage) if found and found.report else None
        if to is not None:
            self._ask(to)

    @Slot()
    def back(self) -> None:
        """Ask for the reason to go back."""
        self._ask(Stage.DRAFT)

    def _ask(self, to: Stage) -> None:
        found = self._mode.readiness
        if found is None or found.report is None:
            return
        who = this_person(self._shell.preferences.settings.person)
        dialog = StepDialog(self._mode.window(), found.report, to, who)
        policy, flow = found.policy, self._mode.flow
        dialog.taken.connect(
            lambda name, why, anyway: flow.take_step(policy, to, name, why, anyway)
        )
        self.asking = dialog
        dialog.open()

    @Slot()
    def ask_terms(self) -> None:
        """Show the terms and keep what comes back."""
        found = self._mode.readiness
        if found is None:
            return
        targets = found.terms.read_targets()
        dialog = TermsDialog(self._mode.window(), found.terms, targets)
        policy, flow = found.policy, self._mode.flow
        dialog.kept.connect(lambda terms: flow.keep_terms(policy, terms))
        dialog.file_wanted.connect(lambda: self._choose_targets(dialog))
        flow.targets_read.connect(dialog.show_targets)
        self.terms = dialog
        dialog.open()

    def _choose_targets(self, dialog: TermsDialog) -> None:
        files = QFileDialog(dialog, "Choose a targets file", str(Path.home()), "Targets (*.toml)")
        files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        files.setFileMode(QFileDialog.FileMode.ExistingFile)
        files.fileSelected.connect(lambda path: self._mode.flow.read_targets(Path(path)))
        files.open()

    @Slot(object, object)
    def answer(self, thread: CommentThread, kind: EndKind) -> None:
        """Ask for the reason, and keep the answer."""
        title, explanation, action = _ANSWERS[kind]
        who = this_person(self._shell.preferences.settings.person)
        question = OneLineQuestion(self._mode.window(), title, explanation, action)
        flow = self._mode.flow
        question.answered.connect(lambda why: flow.answer(thread, kind, who, why))
        self.question = question
        question.open()
