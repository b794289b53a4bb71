"""A version of the policy, to read and to restore."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clausebench.domain.policy import PolicyVersion
from clausebench.ui.appearance import Appearance
from clausebench.ui.judged.policy_column import PolicyColumn
from clausebench.ui.panels.history.timeline import PastVersion
from clausebench.ui.parts import hairline, label, primary_button, quiet_button
from clausebench.ui.text.clock_words import clock_words
from clausebench.ui.text.showable import one_line


class VersionView(QWidget):
    """The whole text, with its clauses in the gutter."""

    restore_pressed = Signal(object)
    """The ``PolicyVersion`` whose wording shall become the draft."""
    write_pressed = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.version: PolicyVersion | None = None
        self.title = label("", "title")
        self.words = label("", "muted", wraps=True)
        self.write_button = quiet_button("Open in Write")
        self.restore_button = primary_button("Restore this wording")
        self.restore_button.setToolTip(
            "Puts this wording into the draft, as one step that undo takes back"
        )
        self.policy = PolicyColumn(appearance)
        self.policy.setProperty("pane", True)
        self.write_button.clicked.connect(lambda: self.write_pressed.emit(self.version))
        self.restore_button.clicked.connect(lambda: self.restore_pressed.emit(self.version))
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 10)
        head.setSpacing(8)
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addWidget(self.title)
        said.addWidget(self.words)
        head.addLayout(said, 1)
        head.addWidget(self.write_button)
        head.addWidget(self.restore_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self.policy, 1)

    @property
    def can_restore(self) -> bool:
        return self.version is not None and self.restore_button.isEnabled()

    def show_version(self, past: PastVersion) -> None:
        """Show a version; what is the present wording cannot be restored."""
        version = past.version
        self.version = version
        self.title.setText(f"Version {version.number}")
        parts = (clock_words(version.at), one_line(past.policy_name, 60), version.reason)
        self.words.setText(" · ".join(filter(None, parts)))
        self.restore_button.setEnabled(not past.is_present)
        words = "This is the present wording" if past.is_present else "Restore this wording"
        self.restore_button.setText(words)
        self.restore_button.setAccessibleName(words)
        self.policy.show_policy(version.text, "Policy")
