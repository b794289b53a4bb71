"""How a version fared on its test cases, by what engine, against what it is to reach."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QWidget

from clausebench.domain.bundle.release import Release
from clausebench.ui.appearance import Appearance
from clausebench.ui.judged.target_line import target_line
from clausebench.ui.panels.release.page import Page
from clausebench.ui.panels.release.release_words import number_lines, settings_lines
from clausebench.ui.parts import button, label, quiet_button

_TOP = Qt.AlignmentFlag.AlignTop


class NumbersView(Page):
    """Plain methods in, signals out."""

    command_wanted = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__("Numbers of this version")
        self._appearance = appearance

    def show_release(self, release: Release) -> None:
        """What would be exported of the proof."""
        self.show_parts(self._parts(release))

    def _parts(self, release: Release) -> Iterator[QWidget | QLayout | int]:
        yield label("Tested", "section")
        metrics = release.metrics
        if metrics is None:
            words = "This version was never run on its test cases, so nothing is known about it."
            yield label(words, "muted", wraps=True)
        else:
            yield _grid(number_lines(metrics, len(release.cases)))
            yield 10
            yield label("Targets", "section")
            if not metrics.targets:
                yield label("None: the release terms can ask for minimums.", "muted", wraps=True)
            for result in metrics.results:
                yield target_line(self._appearance, result)
        yield self._buttons()
        if release.settings is not None:
            yield 10
            yield label("How it was judged", "section")
            yield _grid(settings_lines(release.settings))

    def _buttons(self) -> QLayout:
        row = QHBoxLayout()
        choose = button("Release terms…")
        choose.clicked.connect(lambda: self.command_wanted.emit("release.terms"))
        more = quiet_button("All numbers in Test")
        more.clicked.connect(lambda: self.command_wanted.emit("test.measures"))
        row.addWidget(choose)
        row.addWidget(more)
        row.addStretch(1)
        return row


def _grid(lines: list[tuple[str, str]]) -> QLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, (name, words) in enumerate(lines):
        grid.addWidget(label(name, "muted"), row, 0, _TOP)
        grid.addWidget(label(words, "body", wraps=True), row, 1, _TOP)
    return grid
