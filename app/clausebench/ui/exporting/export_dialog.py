"""The dialog that a policy leaves by."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.errors import AppError
from clausebench.services.export_preview import Preview
from clausebench.services.export_writing import ExportOrder, Taken, Written
from clausebench.services.releasing import with_terms
from clausebench.ui.dialogs.confirmation import Confirmation
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.exporting.busy_page import BusyPage
from clausebench.ui.exporting.done_page import DonePage
from clausebench.ui.exporting.export_choices import (
    keep_choices,
    keep_folder,
    recall_choices,
    recall_folder,
)
from clausebench.ui.exporting.export_flow import ExportFlow
from clausebench.ui.exporting.export_form import ExportForm
from clausebench.ui.parts import IconLabel, label
from clausebench.ui.roles import Role
from clausebench.ui.shell import Shell
from clausebench.ui.text.showable import one_line


class ExportDialog(QDialog):
    """Nothing leaves before Export is pressed; while it is being written, Cancel leaves nothing."""

    def __init__(self, shell: Shell, policy_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Export policy")
        self.setAccessibleName("Export policy")
        self._shell, self._policy_id = shell, policy_id
        self._order: ExportOrder | None = None
        self.flow = ExportFlow(shell, policy_id, self)
        self.title = label("Export policy", "title", wraps=True)
        self.form = ExportForm(shell)
        self.form.restore(
            recall_choices(shell.session, policy_id), str(recall_folder(shell.session))
        )
        self.waiting = EmptyState(
            shell.appearance, "export", "Looking at the policy…", "Nothing leaves yet."
        )
        self.trouble = EmptyState(
            shell.appearance, "warning", "This cannot be exported.", "", "Try again"
        )
        self.busy, self.outcome = BusyPage(), DonePage(shell.appearance)
        self.body = QStackedWidget()
        self.failure = QFrame()
        self.failure.setProperty("banner", "error")
        self.failure_words = label("", wraps=True)
        self.words = label("", "small", wraps=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export = self.buttons.addButton("Export", QDialogButtonBox.ButtonRole.AcceptRole)
        self.export.setProperty("kind", "primary")
        self._lay_out()
        self._connect()
        self._show_page(self.waiting)
        self.resize(1160, 760)

    def _lay_out(self) -> None:
        for page in (self.waiting, self.form, self.trouble, self.busy, self.outcome):
            self.body.addWidget(page)
        row = QHBoxLayout(self.failure)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        icon = IconLabel(self._shell.appearance, "error", Role.FINDING_ERROR, 18)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.failure_words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.body, 1)
        column.addWidget(self.failure)
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.buttons)
        column.addLayout(foot)

    def _connect(self) -> None:
        flow, form = self.flow, self.form
        flow.looked.connect(self._on_flow_looked)
        flow.rested.connect(self._show_obstacle)
        flow.keys_read.connect(form.signature.show_keys)
        flow.saved.connect(self.look)
        flow.progressed.connect(self.busy.show_progress)
        flow.written.connect(self._on_flow_written)
        flow.taken.connect(self._on_flow_taken)
        flow.not_looked.connect(self._on_flow_not_looked)
        flow.not_saved.connect(self._on_flow_not_written)
        flow.not_written.connect(self._on_flow_not_written)
        flow.stopped.connect(self._on_flow_stopped)
        form.changed.connect(self._show_obstacle)
        form.look_wanted.connect(self.look)
        form.standing.save_wanted.connect(self._on_save_wanted)
        self.trouble.pressed.connect(self.look)
        self.outcome.another_wanted.connect(self._on_outcome_another_wanted)
        self.buttons.accepted.connect(self._on_buttons_accepted)
        self.buttons.rejected.connect(self.reject)

    @Slot()
    def look(self) -> None:
        """Find out what would leave."""
        if self.body.currentWidget() is not self.form:
            self._show_page(self.waiting)
        self.flow.look(self.form.options)
        self.flow.read_keys()
        self._show_obstacle()

    def reject(self) -> None:
        """Cancel, Esc, or the window's cross. What is being written is stopped first."""
        if self.flow.is_saving:
            return
        is_writing = self.flow.is_writing
        self.flow.stop()
        if not is_writing:
            self._shell.concealment.conceal()
            super().reject()

    def changeEvent(self, event: QEvent) -> None:
        """Back from another dialog: there may be other keys now."""
        super().changeEvent(event)
        is_back = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if is_back and self.body.currentWidget() is self.form:
            self.flow.read_keys()

    def _show_page(self, page: QWidget) -> None:
        self.body.setCurrentWidget(page)
        self.failure.hide()
        is_done = page is self.outcome
        close = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        close.setText("Close" if is_done else "Cancel")
        self.export.setVisible(page is self.form)
        self._show_obstacle()

    @Slot()
    def _show_obstacle(self) -> None:
        is_form = self.body.currentWidget() is self.form
        obstacle = "Looking…" if self.flow.is_looking else self.form.obstacle
        self.words.setText(obstacle if is_form else "")
        self.export.setEnabled(is_form and not obstacle)

    @Slot(object)
    def _on_flow_looked(self, preview: Preview) -> None:
        is_first = self.body.currentWidget() is not self.form
        self.title.setText(f"Export {one_line(preview.policy.name, 60)}")
        self.form.show_preview(preview)
        self._show_page(self.form)
        if preview.release is None:
            self.form.standing.reason.setFocus()
        elif is_first:
            self.form.formats.setFocus()

    @Slot(object)
    def _on_flow_not_looked(self, error: Exception) -> None:
        title, rest = _sentences(error, "The policy could not be looked at.")
        self.trouble.say(title, rest)
        self._show_page(self.trouble)

    @Slot(str)
    def _on_save_wanted(self, reason: str) -> None:
        preview = self.form.preview
        if preview is not None:
            self.flow.save_version(preview.unsaved, reason)

    @Slot()
    def _on_buttons_accepted(self) -> None:
        folder = self.form.place.path
        if not self.form.obstacle and folder is not None and self.export.isEnabled():
            name = self.form.place.name.text()
            offer = self.form.formats.offer
            key, report = self.form.key_name, self.form.report.value
            self._write(ExportOrder(offer.name, folder, name, key, report=report))

    def _write(self, order: ExportOrder) -> None:
        preview, form = self.form.preview, self.form
        if preview is None or preview.release is None:
            return
        self._order = order
        keep_choices(self._shell.session, self._policy_id, form.choices)
        keep_folder(self._shell.session, order.folder)
        terms = form.terms
        if terms.has_changed:
            self.flow.keep_terms(*terms.terms)
        release = with_terms(preview.release, *terms.terms)
        release = replace(release, revision=terms.revision.value())
        self._show_page(self.busy)
        self.busy.show_progress("Putting it together", 0.0)
        self.flow.write(release, form.personal.keep, order, form.signature.passphrase.text())

    @Slot(object)
    def _on_flow_written(self, written: Written) -> None:
        signed_by = self._order.key if self._order else ""
        self.form.signature.forget_passphrase()
        self.outcome.show_written(written, signed_by)
        self._show_page(self.outcome)
        self.outcome.show_button.setFocus()

    @Slot(object)
    def _on_flow_taken(self, taken: Taken) -> None:
        self._show_page(self.form)
        is_folder = taken.path.is_dir()
        rest = (
            "Files of the same names in it are replaced; others stay."
            if is_folder
            else ("It is replaced. What it holds now is lost.")
        )
        question = Confirmation(
            self, f"{one_line(taken.path.name, 80)} is there already", rest, "Overwrite"
        )
        question.confirmed.connect(self._on_overwrite_confirmed)
        question.open()

    @Slot()
    def _on_overwrite_confirmed(self) -> None:
        if self._order is not None:
            self._write(replace(self._order, overwrite=True))

    @Slot(object)
    def _on_flow_not_written(self, error: Exception) -> None:
        title, rest = _sentences(error, "It could not be written.")
        self._show_page(self.form)
        self.failure_words.setText(f"{title} {rest}".strip())
        self.failure.show()

    @Slot()
    def _on_flow_stopped(self) -> None:
        self._show_page(self.form)
        self.words.setText("Stopped: nothing was written.")

    @Slot()
    def _on_outcome_another_wanted(self) -> None:
        self._show_page(self.form)
        self.form.formats.setFocus()


def _sentences(error: Exception, otherwise: str) -> tuple[str, str]:
    if isinstance(error, AppError):
        return error.title, " ".join(filter(None, (error.detail, error.hint)))
    return otherwise, "The message in the window says more."
