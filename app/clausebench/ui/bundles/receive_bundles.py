"""What the commands for bundles and keys do, and what follows when a bundle came in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from clausebench.domain.bundle.names import SUFFIX
from clausebench.ui.banner import Banner, BannerAction, BannerKind
from clausebench.ui.bundles.receive_flow import TakingBack
from clausebench.ui.dialogs.confirmation import Confirmation
from clausebench.ui.shell import Shell
from clausebench.ui.text.clock_words import clock_words
from clausebench.ui.text.showable import one_line

if TYPE_CHECKING:
    from clausebench.services.receipts import Receipt
    from clausebench.services.receiving import Preview

_KINDS = f"Policy bundles (*{SUFFIX} *.zip)"


class Bundles(QObject):
    """Bundles that are dropped together are asked about one after the other."""

    def __init__(self, shell: Shell, window: QWidget) -> None:
        super().__init__(window)
        self._shell, self._window = shell, window
        self._waiting: list[str] = []
        self._is_open = False
        self._offered: dict[str, Banner] = {}
        """Banners with an Undo on them, by receipt."""
        self._back = TakingBack(shell, self)
        self._back.found.connect(self._on_back_found)
        self._back.undone.connect(self._on_back_undone)
        handle = shell.commands.handle
        handle("bundle.receive", lambda: self._choose(only_checks=False))
        handle("bundle.verify", lambda: self._choose(only_checks=True))
        handle("bundle.take-back", self._back.look)
        handle("keys.open", self._open_keys)
        shell.relay.bundles_requested.connect(self._on_relay_bundles_requested)

    def show(self, path: Path, *, only_checks: bool = False) -> None:
        """Check a bundle and show what it would change."""
        from clausebench.ui.bundles.receive_dialog import BundleDialog

        self._shell.relay.words_wanted.emit()  # a draft that is not written yet is no draft
        dialog = BundleDialog(self._shell, path, self._window, only_checks=only_checks)
        dialog.received.connect(self._on_dialog_received)
        dialog.another_wanted.connect(lambda: self._choose(only_checks=only_checks))
        dialog.destroyed.connect(self._on_dialog_destroyed)
        self._is_open = True
        dialog.open()
        dialog.check()

    def _choose(self, *, only_checks: bool) -> None:
        title = "Check a policy bundle" if only_checks else "Receive a policy bundle"
        dialog = QFileDialog(self._window, title, str(Path.home()), _KINDS)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.show(Path(name), only_checks=only_checks))
        dialog.open()

    def _open_keys(self) -> None:
        from clausebench.ui.bundles.keys_dialog import KeysDialog

        KeysDialog(self._shell, self._window).open()

    @Slot(object)
    def _on_relay_bundles_requested(self, names: list[str]) -> None:
        self._waiting += names
        if not self._is_open:
            self._show_next()

    @Slot()
    def _on_dialog_destroyed(self) -> None:
        self._is_open = False
        self._show_next()

    def _show_next(self) -> None:
        if self._waiting:
            self.show(Path(self._waiting.pop(0)))

    @Slot(object, object)
    def _on_dialog_received(self, receipt: Receipt, preview: Preview) -> None:
        from clausebench.ui.bundles.changes_page import taking_words

        name = one_line(receipt.title, 60)
        self._offered[receipt.id] = self._shell.banners.show_message(
            BannerKind.INFO,
            f"“{name}” is here: the policy came in as new."
            if receipt.is_new
            else f"The bundle was taken into “{name}”.",
            f"{taking_words(preview)}.",
            BannerAction("Undo", lambda: self._take_back(receipt)),
        )
        self._tell(receipt.policy_id)
        self._shell.relay.policy_requested.emit(receipt.policy_id)

    def _tell(self, policy_id: str) -> None:
        relay = self._shell.relay
        relay.policies_changed.emit()
        relay.versions_changed.emit(policy_id)
        relay.cases_changed.emit(policy_id)

    @Slot(object)
    def _on_back_found(self, receipt: Receipt | None) -> None:
        if receipt is None:
            self._shell.banners.show_message(
                BannerKind.INFO,
                "There is no bundle to take back.",
                "None came into this workspace, or all of them were taken back already.",
            )
            return
        name, at = one_line(receipt.title, 60), clock_words(receipt.at)
        rest = (
            "Its test cases go; the policy itself stays, and History keeps everything."
            if receipt.is_new
            else "Wording and test cases become as they were before. History keeps both."
        )
        question = Confirmation(
            self._window,
            f"Take back what came into “{name}”?",
            f"The bundle came in at {at}. {rest}",
            "Take it back",
        )
        question.confirmed.connect(lambda: self._take_back(receipt))
        question.open()

    def _take_back(self, receipt: Receipt) -> None:
        self._shell.relay.words_wanted.emit()  # words written since must be seen, so as to stay
        self._back.undo(receipt)

    @Slot(object, str)
    def _on_back_undone(self, receipt: Receipt, sentence: str) -> None:
        if receipt.id in self._offered:
            self._shell.banners.remove(self._offered.pop(receipt.id))
        name = one_line(receipt.title, 60)
        title = f"The bundle was taken back out of “{name}”."
        self._shell.banners.show_message(BannerKind.INFO, title, sentence)
        self._tell(receipt.policy_id)
