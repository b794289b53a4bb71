"""Weights that can be fetched: what they are, then what the hub has exactly, then the download."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QProgressBar

from clausebench.domain.errors import AppError
from clausebench.domain.sizes import gigabytes
from clausebench.domain.weights import CatalogueEntry, Choice
from clausebench.ui.appearance import Appearance
from clausebench.ui.panels.models.download_page import choice_facts
from clausebench.ui.panels.models.fit_section import FitSection
from clausebench.ui.panels.models.page import Fact, FactGrid, Page, Trouble, actions
from clausebench.ui.panels.models.subjects import Answer, Offered
from clausebench.ui.parts import button, label, primary_button

_FORMAT = (
    "These weights are natively MXFP4: files with other quantisations are hardly smaller and no "
    "better."
)
_UNKNOWN = (
    "This repository is not in Clausebench's list. Its files are checked when they are here: "
    "only gpt-oss weights can be used."
)


class OfferPage(Page):
    """Nothing is asked of the network before the button is pressed."""

    ask_pressed = Signal()
    stop_pressed = Signal()
    download_pressed = Signal(object)
    """The ``Choice``."""
    token_pressed = Signal()
    network_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__("Weights to get")
        self._answer = Answer((), ())
        self._endpoint, self._folder = "", Path()
        self.offered = Offered("")
        self.about, self.exact = FactGrid(), FactGrid()
        self.fit = FitSection(appearance)
        self.get = primary_button("Get it…")
        self.stop = button("Stop asking")
        self.bar = QProgressBar(maximum=0)
        self.bar.setAccessibleName("Asking the hub")
        self.retry, self.token = button("Try again"), button("Access token…")
        self.network = button("Network settings…")
        self.trouble = Trouble(appearance, self.retry, self.token, self.network)
        self.files = QComboBox()
        self.files.setAccessibleName("Files of this repository")
        self.start = primary_button("Download")
        self.room = label("", "muted", wraps=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.column.addSpacing(4)
        self.column.addWidget(actions(self.get, self.stop))
        for part in (self.bar, self.trouble):
            self.column.addWidget(part)
        self._exactly = self.add_section(
            "What the hub has now", self.files, self.exact, self.room, actions(self.start)
        )
        self._fits = self.add_section("On this computer", self.fit)
        self._about = self.add_section("About", self.about)
        self.column.addWidget(label(_FORMAT, "small", wraps=True))
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.get.clicked.connect(self._on_ask)
        self.retry.clicked.connect(self._on_ask)
        self.stop.clicked.connect(self._on_stop_clicked)
        self.token.clicked.connect(self.token_pressed)
        self.network.clicked.connect(self.network_pressed)
        self.files.currentIndexChanged.connect(self._on_files_changed)
        self.start.clicked.connect(lambda: self.download_pressed.emit(self.choice))

    @property
    def choice(self) -> Choice:
        """What would be fetched; only while the hub's answer is shown."""
        return self._answer.choices[max(self.files.currentIndex(), 0)]

    def show_offered(self, offered: Offered) -> None:
        """As the catalogue knows it; the hub has not been asked."""
        self.offered = offered
        entry = offered.entry
        self.show_title(entry.title if entry else offered.repo, entry.why if entry else _UNKNOWN)
        self.about.show_facts(_entry_facts(entry) if entry else [("From", offered.repo)])
        self.show_fit(offered)
        self._rest()

    def show_fit(self, offered: Offered) -> None:
        """Measured anew, of what is shown."""
        self.offered = offered
        self._fits.setVisible(offered.fit is not None)
        self.fit.show_report(offered.fit)

    def show_asking(self) -> None:
        self._rest()
        self.get.hide()
        self.stop.show()
        self.bar.show()

    def show_answer(self, answer: Answer, endpoint: str, folder: Path) -> None:
        """What the hub has; ``folder`` is where it would go."""
        self._rest()
        self._answer, self._endpoint, self._folder = answer, endpoint, folder
        self.get.hide()
        self.files.blockSignals(True)
        self.files.clear()
        self.files.addItems([f"{c.title} ({gigabytes(c.size)})" for c in answer.choices])
        self.files.blockSignals(False)
        self.files.setVisible(len(answer.choices) > 1)
        self._exactly.show()
        self._on_files_changed()
        self.start.setFocus()

    def show_trouble(self, error: AppError) -> None:
        self._rest()
        self.get.hide()
        self.trouble.say(error)

    def _rest(self) -> None:
        for part in (self.stop, self.bar, self._exactly):
            part.hide()
        self.trouble.say(None)
        self.get.show()

    @Slot()
    def _on_ask(self) -> None:
        self.ask_pressed.emit()

    @Slot()
    def _on_stop_clicked(self) -> None:
        self._rest()
        self.stop_pressed.emit()

    @Slot()
    def _on_files_changed(self) -> None:
        choice = self.choice
        self._fits.show()
        self.fit.show_report(self._answer.fits[max(self.files.currentIndex(), 0)])
        self.exact.show_facts(choice_facts(choice, self._endpoint))
        self.start.setText(f"Download {gigabytes(choice.size)}")
        self.start.setAccessibleName(self.start.text())
        free = _free(self._folder)
        self.room.setText(f"Goes to {self._folder}, where {gigabytes(free)} are free.")


def _free(folder: Path) -> int:
    """Bytes, of the nearest folder that exists already."""
    there = next(p for p in (folder, *folder.parents) if p.exists())
    return shutil.disk_usage(there).free


def _entry_facts(entry: CatalogueEntry) -> list[Fact]:
    return [
        ("Publisher", entry.publisher),
        ("Licence", entry.licence),
        ("Size", gigabytes(entry.size)),
        ("Memory needed", gigabytes(entry.memory)),
        ("From", entry.repo),
    ]
