"""Two wordings as one text: what went is struck out, what came is underlined."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPalette, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from clausebench.domain.word_changes import Part, Stretch, word_changes
from clausebench.ui.appearance import Appearance
from clausebench.ui.roles import Role

_ROLES = {Part.GONE: Role.DIFF_REMOVED, Part.NEW: Role.DIFF_ADDED}
_APART = "\u2009"
"""Between what went and what came, which would else run together."""
_WORDS = {Part.GONE: "taken out", Part.NEW: "put in"}


class RewordedText(QTextEdit):
    """As high as its words; they can be selected and copied, not changed."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._stretches: tuple[Stretch, ...] = ()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "bare")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        appearance.theme_changed.connect(self._write)

    def show_words(self, before: str, after: str) -> None:
        """Either may be empty."""
        self._stretches = word_changes(before, after)
        self.setAccessibleName(_spoken(self._stretches))
        self._write()

    @Slot()
    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        before = Part.SAME
        for stretch in self._stretches:
            if (before, stretch.part) == (Part.GONE, Part.NEW):
                cursor.insertText(_APART, QTextCharFormat())
            cursor.insertText(stretch.text, self._format(stretch.part))
            before = stretch.part
        self._fit()

    def _format(self, part: Part) -> QTextCharFormat:
        made = QTextCharFormat()
        role = _ROLES.get(part, Role.TEXT)
        made.setForeground(QColor(self._appearance.theme.color(role)))
        made.setFontStrikeOut(part is Part.GONE)
        made.setFontUnderline(part is Part.NEW)
        if part is Part.NEW:
            made.setFontWeight(QFont.Weight.DemiBold)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def _fit(self) -> None:
        document = self.document()
        document.setTextWidth(self.viewport().width())
        self.setFixedHeight(max(round(document.size().height() + 0.5), 1))


def _spoken(stretches: tuple[Stretch, ...]) -> str:
    return " ".join(
        f"[{_WORDS[s.part]}: {s.text.strip()}]" if s.part in _WORDS else s.text for s in stretches
    )
