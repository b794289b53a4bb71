"""From the command to the dialog."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from clausebench.ui.exporting.export_commands import EXPORT, HAS_POLICY, REVIEW
from clausebench.ui.shell import Shell


class Exports(QObject):
    """The policy that leaves is the one that all modes are about."""

    def __init__(self, shell: Shell, window: QWidget) -> None:
        super().__init__(window)
        self._shell, self._window = shell, window
        shell.commands.handle(EXPORT, self._open)
        shell.commands.handle(REVIEW, lambda: self._open("review"))
        shell.relay.policy_opened.connect(self._on_relay_policy_opened)
        self._on_relay_policy_opened(shell.session.policy_id)

    def _open(self, to: str = "") -> None:
        """``to`` is a format; empty: that of last time."""
        from clausebench.ui.exporting.export_dialog import ExportDialog

        dialog = ExportDialog(self._shell, self._shell.session.policy_id, self._window)
        if to:
            dialog.form.formats.choose(to)
        self._shell.relay.words_wanted.emit()  # what is being typed is to be seen as well
        dialog.open()
        dialog.look()

    @Slot(str)
    def _on_relay_policy_opened(self, policy_id: str) -> None:
        self._shell.commands.allow(HAS_POLICY, is_true=bool(policy_id))
