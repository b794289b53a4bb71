"""One window about one bundle: check it, look at it, take it in or leave it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.bundle.keys import key_line
from clausebench.domain.errors import AppError, BundleError
from clausebench.services.receipts import Receipt
from clausebench.services.receiving import Arrangement, Preview
from clausebench.services.verifying import Verified
from clausebench.ui.banner import announce
from clausebench.ui.bundles.bundle_page import BundlePage
from clausebench.ui.bundles.changes_page import taking_words
from clausebench.ui.bundles.keys_trust import TrustKeyDialog
from clausebench.ui.bundles.receive_flow import ReceiveFlow
from clausebench.ui.bundles.receive_words import bundle_title, report_text
from clausebench.ui.dialogs.confirmation import Confirmation
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.parts import label, quiet_button
from clausebench.ui.shell import Shell
from clausebench.ui.text.showable import one_line

_STOP_TITLE = "Stop running the bundle's cases?"
_STOP_WORDS = "The verdicts so far stay in History, but nothing is compared."
_TITLES = {False: "Receive a policy bundle", True: "Check a policy bundle"}


class BundleDialog(QDialog):
    """Nothing is changed before "Take it in". ``only_checks``: there is no such button."""

    received = Signal(object, object)
    """The ``Receipt``, and the ``Preview`` that it was taken in by."""
    another_wanted = Signal()
    """Another file is to be chosen; the dialog is closed."""

    def __init__(self, shell: Shell, path: Path, parent: QWidget, *, only_checks: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_TITLES[only_checks])
        self.setAccessibleName(_TITLES[only_checks])
        self._shell, self._only_checks = shell, only_checks
        self.preview: Preview | None = None
        self._was_previewed = False
        self.flow = ReceiveFlow(shell, path, self)
        self.title = label(_TITLES[only_checks], "title", wraps=True)
        self.file = label(one_line(path.name, 120), "muted", wraps=True)
        self.page = BundlePage(shell, only_checks=only_checks)
        self.waiting = EmptyState(
            shell.appearance, "bundle", "Checking the bundle…", "Nothing is changed yet."
        )
        self.trouble = EmptyState(
            shell.appearance, "error", "The bundle is refused.", "", "Choose another file…"
        )
        self.body = QStackedWidget()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName("Progress")
        self.words = label("", "small", wraps=True)
        self.copy = quiet_button("Copy report")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Close
            if only_checks
            else QDialogButtonBox.StandardButton.Cancel
        )
        self.take = self.buttons.addButton("Take it in", QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("kind", "primary")
        self.take.setVisible(not only_checks)
        self._lay_out()
        self._connect()
        self._show_ready()
        self.resize(1060, 780)

    def _lay_out(self) -> None:
        for page in (self.waiting, self.page, self.trouble):
            self.body.addWidget(page)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.copy)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.file)
        column.addWidget(self.body, 1)
        column.addWidget(self.bar)
        column.addLayout(foot)

    def _connect(self) -> None:
        flow = self.flow
        flow.verified.connect(self._on_flow_verified)
        flow.refused.connect(self._on_flow_refused)
        flow.listed.connect(self.page.changes.show_policies)
        flow.previewed.connect(self._on_flow_previewed)
        flow.not_previewed.connect(self._on_flow_not_previewed)
        flow.received.connect(self._on_flow_received)
        flow.not_received.connect(self._on_flow_not_received)
        self.page.changes.arranged.connect(self._on_changes_arranged)
        self.page.card.trust_pressed.connect(self._on_card_trust_pressed)
        self.trouble.pressed.connect(self._on_trouble_pressed)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.buttons.accepted.connect(self._on_buttons_accepted)
        self.buttons.rejected.connect(self.reject)

    def check(self) -> None:
        """Read the file; the rest follows."""
        self.flow.verify()

    def reject(self) -> None:
        """Close, Esc, or the window's cross. What is being written is not given up half-way."""
        if self.flow.is_receiving:
            return
        if self.page.replaying.is_running:
            question = Confirmation(self, _STOP_TITLE, _STOP_WORDS, "Stop and close")
            question.confirmed.connect(self._leave)
            question.open()
            return
        self._leave()

    @Slot()
    def _leave(self) -> None:
        self.flow.stop()
        self.page.replaying.close()
        self._shell.concealment.conceal()
        super().reject()

    @Slot(object)
    def _on_flow_verified(self, found: Verified) -> None:
        self.title.setText(bundle_title(found.release))
        self.page.show_bundle(found)
        self.body.setCurrentWidget(self.page)
        if self._only_checks:
            self.bar.hide()
            self.words.setText("The bundle is in order. Checking it changes no policy.")
            self.page.tabs.setFocus()
            self._show_ready()
        else:
            self._on_changes_arranged(self.page.changes.arrangement)

    @Slot(object)
    def _on_flow_refused(self, error: Exception) -> None:
        title, words = "The bundle could not be read.", "The message in the window says more."
        if isinstance(error, BundleError):  # its title names files inside, which few people know
            title = "This bundle is not in order."
            words = "\n".join(filter(None, (error.detail, error.hint, f"Found: {error.title}")))
        elif isinstance(error, AppError):
            title, words = error.title, "\n".join(filter(None, (error.detail, error.hint)))
        self.bar.hide()
        self.trouble.say(title, words)
        self.body.setCurrentWidget(self.trouble)
        self.words.setText("Nothing was changed.")
        self._show_ready()
        announce(self, f"{title} {words}")

    @Slot(object)
    def _on_changes_arranged(self, how: Arrangement) -> None:
        self.preview = None
        self.bar.show()
        self.flow.preview(how)
        self._show_ready()

    @Slot(object)
    def _on_flow_previewed(self, preview: Preview) -> None:
        is_first, self._was_previewed = not self._was_previewed, True
        self.preview = preview
        self.bar.hide()
        self.page.changes.show_preview(preview)
        self.page.warn(preview.warnings)
        self.words.setText(taking_words(preview))
        if is_first:
            self.page.changes.table.setFocus()
            announce(self, f"{self.page.card.title.text()}. {self.words.text()}")
        self._show_ready()

    @Slot(object)
    def _on_flow_not_previewed(self, error: Exception) -> None:
        self.bar.hide()
        self.page.changes.show_trouble(error)
        self.words.setText("Choose another place for it, or save a version first.")
        self._show_ready()

    def _show_ready(self) -> None:
        preview = self.preview
        is_ready = preview is not None and preview.is_ready and not preview.does_nothing
        self.take.setEnabled(is_ready and not self.flow.is_receiving)
        self.take.setToolTip("" if is_ready else self.words.text())
        self.take.setAccessibleDescription("" if is_ready else self.words.text())
        self.copy.setVisible(self.flow.found is not None)

    @Slot()
    def _on_buttons_accepted(self) -> None:
        if self.preview is not None:
            self.flow.receive(self.preview)
            self.page.setEnabled(False)
            self.bar.show()
            self._show_ready()

    @Slot(object)
    def _on_flow_received(self, receipt: Receipt) -> None:
        preview, self.preview = self.preview, None
        self.page.replaying.close()
        self._shell.concealment.conceal()
        self.received.emit(receipt, preview)
        self.accept()

    @Slot(object)
    def _on_flow_not_received(self, error: Exception) -> None:
        self.page.setEnabled(True)
        self.preview = None
        self._on_flow_not_previewed(error)

    @Slot()
    def _on_card_trust_pressed(self) -> None:
        found = self.flow.found
        if found is not None and found.signers:
            dialog = TrustKeyDialog(self._shell, self, key_line("", found.signers[0]))
            dialog.trusted.connect(self.flow.verify)
            dialog.open()

    @Slot()
    def _on_copy_clicked(self) -> None:
        if self.flow.found is not None:
            replayed = self.page.replaying.report
            QApplication.clipboard().setText(report_text(self.flow.found, replayed))
            self.words.setText("The report was copied. It names test cases, not their content.")

    @Slot()
    def _on_trouble_pressed(self) -> None:
        self.reject()
        self.another_wanted.emit()
