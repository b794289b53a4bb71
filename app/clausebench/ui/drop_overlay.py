"""What will happen to files that are held over the window, in words, before they are let go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import IconLabel, label
from clausebench.ui.relay import sort_files
from clausebench.ui.roles import Role

_POLICIES = (".md", ".markdown")
_SAMPLE = ".txt"


def drop_words(paths: Sequence[str]) -> str:
    """One line for each kind of file; empty if nothing would happen."""
    return "\n".join(_lines(paths))


def _lines(paths: Sequence[str]) -> Iterator[str]:
    files = sort_files(paths)
    if files.bundles:
        yield "Check a policy bundle and show what it would change"
    if files.comments:
        yield "Read comments of a reviewer"
    if files.tables:
        yield "Import test cases"
    if files.weights:
        yield "Look at model weights"
    for path in map(Path, files.others):
        if path.suffix.casefold() in _POLICIES or path.is_dir():
            yield "Import a policy"
        elif path.suffix.casefold() == _SAMPLE:
            yield "Open a text as a sample"
        else:
            yield f"Nothing can be done with {path.suffix or 'such'} files"


class DropOverlay(QFrame):
    """Lies over the middle of its parent while files are held over that."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("surface", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words: QLabel = label("", "title")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        icon = IconLabel(appearance, "import", Role.ACCENT, 36)
        column.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.words)
        self.hide()

    def show_files(self, paths: Sequence[str]) -> None:
        """Say what letting go would do."""
        self.words.setText("\n".join(dict.fromkeys(drop_words(paths).split("\n"))))
        self.adjustSize()
        self.move(self._over.rect().center() - self.rect().center())
        self.raise_()
        self.show()
