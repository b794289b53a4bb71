"""One download: how far it is, and how to pause it, go on or give it up."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar

from clausebench.domain.errors import AppError
from clausebench.domain.sizes import gigabytes
from clausebench.domain.weights import Choice
from clausebench.ui.appearance import Appearance
from clausebench.ui.download_queue import Download, DownloadState, download_words
from clausebench.ui.panels.models.page import Fact, FactGrid, Page, Trouble, actions
from clausebench.ui.parts import button, label, primary_button

_SAFE = "You can go on working, or close Clausebench: it continues where it stopped."


class DownloadPage(Page):
    """Shows one at a time; ``show_download`` again when it has changed."""

    pause_pressed = Signal(str)
    resume_pressed = Signal(str)
    give_up_pressed = Signal(str)
    token_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__("Download")
        self._id = ""
        self._is_held = False
        self._error: AppError | None = None
        self.bar = QProgressBar(maximum=1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.words = label("", "strong")
        self.note = label("", "muted", wraps=True)
        self.hold = primary_button("Pause")
        self.cancel = button("Cancel…")
        self.token = button("Access token…")
        self.trouble = Trouble(appearance, self.token)
        self.facts = FactGrid()
        for part in (self.words, self.bar, self.note, self.trouble):
            self.column.addWidget(part)
        self.column.addSpacing(8)
        self.column.addWidget(actions(self.hold, self.cancel))
        self.add_section("What is fetched", self.facts)
        self.column.addStretch(1)
        self.hold.clicked.connect(self._on_hold_clicked)
        self.cancel.clicked.connect(lambda: self.give_up_pressed.emit(self._id))
        self.token.clicked.connect(self.token_pressed)

    @property
    def download_id(self) -> str:
        """The one that is shown."""
        return self._id

    def show_download(self, download: Download) -> None:
        choice = download.wanted.choice
        if download.wanted.id != self._id:
            self._id = download.wanted.id
            self.show_title(choice.title, "")
            self.facts.show_facts(choice_facts(choice, download.wanted.endpoint))
        self._is_held = download.state in (DownloadState.PAUSED, DownloadState.FAILED)
        title = {DownloadState.FAILED: "Try again", DownloadState.PAUSED: "Continue"}
        self.hold.setText(title.get(download.state, "Pause"))
        self.hold.setAccessibleName(self.hold.text())
        self.words.setText(download_words(download))
        self.bar.setValue(round(1000 * download.done / max(choice.size, 1)))
        said = download.progress.note if download.progress else ""
        self.note.setText("" if self._is_held else said or _SAFE)
        self.note.setVisible(bool(self.note.text()))
        if download.error is not self._error:
            self._error = download.error
            self.trouble.say(download.error)

    @Slot()
    def _on_hold_clicked(self) -> None:
        (self.resume_pressed if self._is_held else self.pause_pressed).emit(self._id)


def choice_facts(choice: Choice, endpoint: str) -> list[Fact]:
    """All that is known before the first byte."""
    facts = [
        ("From", f"{choice.repo.repo} at {endpoint.removeprefix('https://')}"),
        ("Commit", choice.repo.commit),
        ("Licence", licence_words(choice)),
        ("Size", gigabytes(choice.size)),
    ]
    several = len(choice.files) > 1
    for number, file in enumerate(choice.files, 1):
        count = f" {number}" if several else ""
        size = f" ({gigabytes(file.size)})" if several else ""
        facts.append((f"File{count}", f"{file.name}{size}"))
        facts.append((f"SHA-256{count}", file.sha256 or "not told by the hub"))
    return facts


def licence_words(choice: Choice) -> str:
    """The hub's word, and the catalogue's where it differs."""
    said = choice.repo.licence
    known = choice.entry.licence if choice.entry else ""
    if known and said and known.casefold() != said.casefold():
        return f"{known} by our list; the hub says {said}"
    return known or said or "not told by the hub"
