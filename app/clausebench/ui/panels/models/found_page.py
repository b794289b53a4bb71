"""A file that another program keeps on this computer."""

from __future__ import annotations

from PySide6.QtCore import Signal

from clausebench.domain.sizes import gigabytes
from clausebench.ui.appearance import Appearance
from clausebench.ui.panels.models.fit_section import FitSection
from clausebench.ui.panels.models.page import FactGrid, Page, actions
from clausebench.ui.panels.models.subjects import Found
from clausebench.ui.parts import button, primary_button

_PLAIN = "This is plain gpt-oss, which follows a policy less well than gpt-oss-safeguard."


class FoundPage(Page):
    """It is used where it lies, never copied."""

    use_pressed = Signal(object)
    """The path."""
    folder_pressed = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__("Found file")
        self._found: Found | None = None
        self.use = primary_button("Use it where it is")
        self.folder = button("Show in folder")
        self.fit = FitSection(appearance)
        self.facts = FactGrid()
        self.column.addSpacing(4)
        self.column.addWidget(actions(self.use, self.folder))
        self._fits = self.add_section("On this computer", self.fit)
        self.add_section("About", self.facts)
        self.column.addStretch(1)
        self.use.clicked.connect(self._on_use_clicked)
        self.folder.clicked.connect(self._on_folder_clicked)

    @property
    def found(self) -> Found | None:
        return self._found

    def show_found(self, found: Found) -> None:
        self._found = found
        weights = found.weights
        self.show_title(weights.title, _state(found))
        self.use.setEnabled(not weights.problem)
        self._fits.setVisible(found.fit is not None)
        self.fit.show_report(found.fit)
        self.facts.show_facts(
            [
                ("Kept by", weights.source),
                ("Size", gigabytes(weights.size)),
                ("File", str(weights.path)),
            ]
        )

    def _on_use_clicked(self) -> None:
        if self._found is not None:
            self.use_pressed.emit(self._found.weights.path)

    def _on_folder_clicked(self) -> None:
        if self._found is not None:
            self.folder_pressed.emit(str(self._found.weights.path))


def _state(found: Found) -> str:
    weights = found.weights
    if weights.problem:
        return f"{weights.source} keeps this file. {weights.problem}"
    kept = (
        f"{weights.source} keeps this file. Clausebench can use it in place: nothing is copied, "
        "and it goes when that program deletes it."
    )
    return kept if weights.is_safeguard else f"{_PLAIN} {kept}"
