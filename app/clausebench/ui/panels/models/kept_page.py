"""Weights on this computer: use them, check them, say how they run, note what they are for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit

from clausebench.domain.sizes import gigabytes
from clausebench.domain.weights import KeptWeights, Manner
from clausebench.ui.appearance import Appearance
from clausebench.ui.panels.models.fit_section import FitSection
from clausebench.ui.panels.models.manner_form import MannerForm
from clausebench.ui.panels.models.page import Fact, FactGrid, Page, actions
from clausebench.ui.panels.models.subjects import Kept, kept_title
from clausebench.ui.parts import button, label, primary_button
from clausebench.ui.text.clock_words import clock_words

_SAVE_MS = 800
_NOT_TESTED = (
    "Not checked yet: when these weights are first used, six plain cases show whether they answer "
    "sensibly here."
)


class _Notes(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class KeptPage(Page):
    """Edits are kept a moment after the last key, and when another page is shown."""

    use_pressed = Signal(str)
    verify_pressed = Signal(object)
    edited = Signal(object)
    """``KeptWeights`` with other notes or another manner."""
    folder_pressed = Signal(str)
    forget_pressed = Signal(object)
    delete_pressed = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__("Weights")
        self._kept: Kept | None = None
        self.use = primary_button("Use these weights")
        self.verify = button("Verify again")
        self.folder = button("Show in folder")
        self.forget = button("Forget")
        self.delete = button("Move to trash…")
        self.test = label("", wraps=True)
        self.fit = FitSection(appearance)
        self.facts = FactGrid()
        self.manner = MannerForm()
        self.notes = _Notes()
        self.notes.setAccessibleName("Notes")
        self.notes.setPlaceholderText("What these weights are for, where they came from …")
        self.notes.setFixedHeight(84)
        self.notes.setTabChangesFocus(True)
        self._saving = QTimer(self, interval=_SAVE_MS, singleShot=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.column.addSpacing(4)
        row = actions(self.use, self.verify, self.folder, self.forget, self.delete)
        self.column.addWidget(row)
        self.add_section("Check by plain cases", self.test)
        self._fits = self.add_section("On this computer", self.fit)
        self.add_section("About", self.facts)
        self.add_section("How they run", self.manner)
        self.add_section("Notes", self.notes)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.use.clicked.connect(lambda: self._tell(self.use_pressed, path=True))
        self.folder.clicked.connect(lambda: self._tell(self.folder_pressed, path=True))
        self.verify.clicked.connect(lambda: self._tell(self.verify_pressed))
        self.forget.clicked.connect(lambda: self._tell(self.forget_pressed))
        self.delete.clicked.connect(lambda: self._tell(self.delete_pressed))
        self.manner.edited.connect(self._on_manner_edited)
        self.notes.textChanged.connect(self._saving.start)
        self.notes.left.connect(self.keep_notes)
        self._saving.timeout.connect(self.keep_notes)

    @property
    def kept(self) -> Kept | None:
        return self._kept

    def show_kept(self, kept: Kept, in_use: str) -> None:
        is_same = self._kept is not None and self._kept.weights.path == kept.weights.path
        if not is_same:
            self.keep_notes()
        weights = kept.weights
        is_used = weights.path == in_use
        self.show_title(kept_title(weights), _state(kept, is_used=is_used))
        self.use.setEnabled(kept.is_here and not is_used)
        self.use.setText("In use" if is_used else "Use these weights")
        self.verify.setEnabled(kept.is_here)
        self.folder.setEnabled(kept.is_here)
        self.delete.setVisible(kept.is_here and bool(weights.repo))
        self.test.setText(_test_words(kept))
        self._fits.setVisible(kept.fit is not None)
        self.fit.show_report(kept.fit)
        self.facts.show_facts(_facts(weights))
        self.manner.show_manner(weights.manner)
        if not (is_same and self._saving.isActive()):
            self._show_notes(weights.notes)
        self._kept = kept

    @Slot()
    def keep_notes(self) -> None:
        """If they have changed."""
        self._saving.stop()
        kept, text = self._kept, self.notes.toPlainText().strip()
        if kept is not None and text != kept.weights.notes:
            self._change(replace(kept.weights, notes=text))

    @Slot(object)
    def _on_manner_edited(self, manner: Manner) -> None:
        if self._kept is not None and manner != self._kept.weights.manner:
            self._change(replace(self._kept.weights, manner=manner))

    def _change(self, weights: KeptWeights) -> None:
        if self._kept is not None:
            self._kept = replace(self._kept, weights=weights)
            self.edited.emit(weights)

    def _show_notes(self, notes: str) -> None:
        if self.notes.toPlainText().strip() != notes:
            self.notes.blockSignals(True)
            self.notes.setPlainText(notes)
            self.notes.blockSignals(False)

    def _tell(self, signal: object, *, path: bool = False) -> None:
        if self._kept is not None:
            weights = self._kept.weights
            signal.emit(weights.path if path else weights)  # type: ignore[attr-defined]


def _state(kept: Kept, *, is_used: bool) -> str:
    if not kept.is_here:
        return "The file is not at its place any more. Put it back there, or forget it."
    if is_used:
        return "Clausebench judges with these weights."
    return "Ready to be used."


def _test_words(kept: Kept) -> str:
    if kept.test is None:
        return _NOT_TESTED
    return f"{kept.test.sentence} Checked {clock_words(kept.test.at)}."


def _facts(weights: KeptWeights) -> list[Fact]:
    facts = [
        ("File", weights.path),
        ("Size", gigabytes(weights.size)),
        ("From", weights.repo or "added by hand"),
        ("Commit", weights.commit),
        ("Licence", weights.licence),
        ("Added", clock_words(weights.added_at)),
        ("Last used", clock_words(weights.used_at) or "not yet"),
        ("Verified", clock_words(weights.verified_at)),
    ]
    several = len(weights.sha256) > 1
    for number, digest in enumerate(weights.sha256, 1):
        facts.append((f"SHA-256 {number}" if several else "SHA-256", digest))
    return [(name, str(Path(value)) if name == "File" else value) for name, value in facts]
