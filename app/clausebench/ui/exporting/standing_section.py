"""Which version leaves, and what can be said of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clausebench.services.export_preview import Preview
from clausebench.ui.appearance import Appearance
from clausebench.ui.exporting.export_words import Look, counted, proof_look, stage_look
from clausebench.ui.parts import IconLabel, label, primary_button
from clausebench.ui.roles import Role
from clausebench.ui.text.showable import one_line


class Remark(QWidget):
    """An icon and a sentence."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._icon = IconLabel(appearance, "info", Role.FINDING_HINT)
        self.words = label("", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def say(self, look: Look) -> None:
        icon, role, words = look
        self._icon.show_icon(icon, role)
        self.words.setText(words)


class StandingSection(QWidget):
    """Only versions leave; what was typed since becomes one here."""

    save_wanted = Signal(str)
    """The reason for a new version, which may be empty."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.version = Remark(appearance)
        self.stage, self.proof = Remark(appearance), Remark(appearance)
        self.unsaved = QFrame()
        self.unsaved.setProperty("banner", "warning")
        self._icon = IconLabel(appearance, "warning", Role.FINDING_WARNING, 18)
        self.title = label("", "strong", wraps=True)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("What changed and why")
        self.reason.setAccessibleName("What changed and why")
        self.save = primary_button("Save version")
        self.save.clicked.connect(self._on_save_clicked)
        self.reason.returnPressed.connect(self._on_save_clicked)
        self._lay_out()

    def _lay_out(self) -> None:
        form = QHBoxLayout()
        form.addWidget(self.reason, 1)
        form.addWidget(self.save)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.title)
        words.addWidget(
            label("Only versions can leave: their text never changes again.", wraps=True)
        )
        words.addLayout(form)
        row = QHBoxLayout(self.unsaved)
        row.setContentsMargins(14, 10, 14, 12)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.version, self.stage, self.proof, self.unsaved):
            column.addWidget(part)

    def show_preview(self, preview: Preview) -> None:
        release = preview.release
        for part in (self.version, self.stage, self.proof):
            part.setVisible(release is not None)
        self.unsaved.setVisible(release is None)
        if release is None:
            name = one_line(preview.policy.name, 48)
            has_any = bool(preview.versions)
            lacks = "changes that are no version yet" if has_any else "no version yet"
            self.title.setText(f"{name} has {lacks}.")
            self.save.setText(f"Save version {preview.next_number}")
            self.save.setAccessibleName(self.save.text())
            return
        cases = counted(len(release.cases), "test case")
        words = f"Version {release.version}, with {cases}."
        self.version.say(("version", Role.TEXT_MUTED, words))
        self.stage.say(stage_look(preview))
        self.proof.say(proof_look(release))

    @Slot()
    def _on_save_clicked(self) -> None:
        self.save_wanted.emit(self.reason.text().strip())
