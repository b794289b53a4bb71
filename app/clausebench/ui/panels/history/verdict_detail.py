"""One verdict of the past in the panes, with its notes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clausebench.domain.run import StoredVerdict
from clausebench.ui.judged.previews import Previews
from clausebench.ui.judged.verdict_panes import Shown, VerdictPanes
from clausebench.ui.panels.history.notes_row import NotesRow
from clausebench.ui.panels.history.timeline import PastCase, PastNote
from clausebench.ui.parts import hairline
from clausebench.ui.shell import Shell
from clausebench.ui.text.clock_words import clock_words


class VerdictDetail(QWidget):
    """Policy, content and reasoning are those of its time."""

    def __init__(self, shell: Shell, previews: Previews) -> None:
        super().__init__()
        self._previews = previews
        self._name, self._content = "", ""
        self._notes: tuple[PastNote, ...] = ()
        self.stored: StoredVerdict | None = None
        self.row = NotesRow(shell.appearance.icons)
        self.panes = VerdictPanes(shell, "history")
        shell.concealment.level_changed.connect(self._show_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.row, hairline(), self.panes):
            column.addWidget(part, 1 if part is self.panes else 0)

    def show_verdict(
        self, stored: StoredVerdict, repeats: Sequence[StoredVerdict], title: str
    ) -> None:
        """Show a verdict; ``repeats`` are all answers of its run on the same content, ``title``
        says which wording it was judged under."""
        name = stored.case_name or "Sample"
        current = list(repeats).index(stored)
        self._show(
            stored,
            name,
            Shown(
                stored.policy_text,
                title,
                stored.content,
                name,
                stored.expected,
                tuple(repeats),
                current,
            ),
        )

    def show_case(self, past: PastCase) -> None:
        """Show a test case that was found, with its newest verdict."""
        if past.latest is not None and past.latest.content == past.case.content:
            title = f"Policy as of {clock_words(past.latest.at)}"
            self.show_verdict(past.latest, (past.latest,), title)
            return
        case = past.case
        shown = Shown(past.policy_text, "Policy", case.content, case.name, case.expected)
        self._show(None, case.name, shown)

    def show_notes(self, notes: tuple[PastNote, ...]) -> None:
        """The notes on the verdict have been read."""
        self._notes = notes
        self._show_words()

    def _show(self, stored: StoredVerdict | None, name: str, shown: Shown) -> None:
        self.stored, self._notes = stored, ()
        self._name, self._content = name, shown.content
        self.row.show_verdict("")
        self.row.field.setEnabled(stored is not None)
        self._show_words()
        self.panes.show_judgement(shown)

    @Slot()
    def _show_words(self) -> None:
        """Name and notes may repeat the content, so they follow its concealment."""
        derived, key = self._previews.derived, self._previews.at
        self.row.name.setText(derived(key, self._name, self._content))
        self.row.show_notes(
            [
                f"{clock_words(note.at)}  {derived(key, note.text, self._content)}"
                for note in self._notes
            ]
        )
