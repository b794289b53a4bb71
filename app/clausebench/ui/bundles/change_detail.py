"""One change with the words of both sides."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clausebench.domain.bundle.merging import Take
from clausebench.domain.masking import Concealment, mask_derived
from clausebench.domain.word_diff import differing_words
from clausebench.ui.bundles.case_words import case_words
from clausebench.ui.bundles.receive_rows import ChangeRow, RowKind
from clausebench.ui.bundles.side_pane import SidePane
from clausebench.ui.parts import label
from clausebench.ui.roles import Role
from clausebench.ui.shell import Shell
from clausebench.ui.text.showable import one_line

_WORDS = {
    RowKind.CONFLICT: "Both sides changed this clause, each in its own way. Which words stand?",
    RowKind.CASE_DIFFERS: "This test case is here already, but not the same. Which one stands?",
    RowKind.ADDED: "Comes in with the bundle.",
    RowKind.REWORDED: "Struck through: what goes. Underlined: what comes.",
    RowKind.MOVED: "The same words, in another place.",
    RowKind.REMOVED: "Is not in the bundle any more, and goes.",
    RowKind.NEW_CASE: "Comes in with the bundle.",
}
_CAPTIONS = {
    True: ("Ours, as it is here", "Theirs, from the bundle"),
    False: ("As it is here", "With the bundle"),
}
_CONCEALED = "Concealed. In the text, Space shows it softened, Shift+Space as it is."
_ONLY_BEFORE = (RowKind.REMOVED,)
_ONLY_AFTER = (RowKind.ADDED, RowKind.NEW_CASE, RowKind.MOVED)
_LONGEST_BASE = 400
_NARROWEST = 440


class ChangeDetail(QWidget):
    """Shows nothing until ``show_row``."""

    chosen = Signal(object, object)
    """A ``ChangeRow`` and the ``Take`` that a person chose for it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.row: ChangeRow | None = None
        self.setMinimumWidth(_NARROWEST)
        self.title = label("", "title", wraps=True)
        self.words = label("", "muted", wraps=True)
        self.base = label("", "small", wraps=True)
        self.concealed = label(_CONCEALED, "small", wraps=True)
        self.ours = SidePane(shell.appearance, "Keep ours")
        self.theirs = SidePane(shell.appearance, "Take theirs")
        for pane, side in ((self.ours, Take.OURS), (self.theirs, Take.THEIRS)):
            pane.choose.clicked.connect(partial(self._choose, side))
            pane.text.more_pressed.connect(self._on_text_more_pressed)
            pane.text.plain_pressed.connect(self._on_text_plain_pressed)
        shell.concealment.level_changed.connect(self._on_concealment_level_changed)
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addWidget(self.ours, 1)
        sides.addWidget(self.theirs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 2, 0, 0)
        column.setSpacing(6)
        for part in (self.title, self.words, self.concealed):
            column.addWidget(part)
        column.addLayout(sides, 1)
        column.addWidget(self.base)
        self.show_row(None)

    def show_row(self, row: ChangeRow | None) -> None:
        """Another change; what was revealed of the one before is concealed again."""
        if (row.id if row else "") != (self.row.id if self.row else ""):
            self._shell.concealment.conceal()
        self.row = row
        for part in (self.title, self.words, self.ours, self.theirs):
            part.setVisible(row is not None)
        self.base.hide()
        self.concealed.hide()
        if row is not None:
            self._show(row)

    def _show(self, row: ChangeRow) -> None:
        level = self._shell.concealment.level
        content = row.case.content if row.case else ""
        name = one_line(mask_derived(row.name, content, level), 120)
        self.title.setText(name)
        self.words.setText(_WORDS[row.kind])
        for pane, caption, side in zip(
            (self.ours, self.theirs), _CAPTIONS[row.asks], Take, strict=True
        ):
            pane.describe(caption, name)
            pane.choose.setVisible(row.asks)
            pane.choose.setChecked(row.choice is side)
            pane.choose.setAccessibleName(f"{pane.choose.text()}: {name}")
        self.ours.setVisible(row.kind not in _ONLY_AFTER)
        self.theirs.setVisible(row.kind not in _ONLY_BEFORE)
        self.base.setText(f"Before both changed it: {one_line(row.base, _LONGEST_BASE)}")
        self.base.setVisible(bool(row.base))
        self.concealed.setVisible(row.case is not None and level is Concealment.CONCEALED)
        self._show_sides(row, level)

    def _show_sides(self, row: ChangeRow, level: Concealment) -> None:
        plain = self._texts(row, Concealment.PLAIN)
        gone, come = differing_words(*plain)
        role = Role.DIFF_REMOVED
        if row.asks:  # neither side goes: both are marked where they are not what they come from
            role = Role.DIFF_ADDED
            if row.base:
                gone, come = (differing_words(row.base, side)[1] for side in plain)
        if row.kind in (*_ONLY_AFTER, *_ONLY_BEFORE):
            gone = come = ()
        ours, theirs = self._texts(row, level)
        for pane, text, spans, ink in (
            (self.ours, ours, gone, role),
            (self.theirs, theirs, come, Role.DIFF_ADDED),
        ):
            pane.text.show_words(text, spans, ink)
            pane.text.setPlaceholderText("" if text else "Taken out on this side.")

    def _texts(self, row: ChangeRow, level: Concealment) -> tuple[str, str]:
        if row.case is None:
            return row.before.strip(), row.after.strip()
        theirs = case_words(row.case, level)
        return (case_words(row.ours, level) if row.ours else theirs), theirs

    def _choose(self, side: Take) -> None:
        if self.row is not None:
            for pane, of in ((self.ours, Take.OURS), (self.theirs, Take.THEIRS)):
                pane.choose.setChecked(of is side)
            self.chosen.emit(self.row, side)

    @Slot()
    def _on_text_more_pressed(self) -> None:
        if self.row is not None and self.row.case is not None:
            self._shell.concealment.reveal_more()

    @Slot()
    def _on_text_plain_pressed(self) -> None:
        if self.row is not None and self.row.case is not None:
            self._shell.concealment.reveal_plain()

    @Slot()
    def _on_concealment_level_changed(self) -> None:
        if self.row is not None:
            self._show(self.row)
