"""A text on screen that stays exactly itself until somebody edits it.

Qt's documents rewrite what they show: CR becomes a paragraph, a leading byte order mark and lone
surrogates vanish. So the given text is kept beside the document and is the text, for as long as
the document still shows what was given; after an edit the document's own characters are.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout

from clausebench.domain.text import Span, Utf16Map, without_lone_surrogates
from clausebench.ui.text.texts import common_start, is_right_to_left

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_PARAGRAPH = "\u2029"
_SWAPPED_MARK = "\ufffe"  # leading, it makes PySide swap the bytes of the whole string


class FaithfulText(QObject):
    """One text with its ``QTextDocument`` and its undo stack; both live as long as this."""

    def __init__(self, text: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = QTextDocument(self)
        self.document.setDocumentLayout(QPlainTextDocumentLayout(self.document))
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document.setDefaultTextOption(option)
        self._seen: Utf16Map | None = None
        self.document.contentsChange.connect(self._on_contents_change)
        self.load(text)

    def load(self, text: str) -> None:
        """Show another text. Forgets undo: only for a text that has none yet."""
        self.document.setPlainText(_safe_for_qt(text))
        self.orient()
        self.document.setModified(False)
        self._given = text
        self._given_shown = self.shown

    def replace(self, text: str) -> None:
        """Become ``text`` as one step that undo takes back. Untouched ends keep their cursors."""
        wanted = FaithfulText(text).shown
        start, old_end, new = _changed_middle(self.shown, wanted)
        units = self.positions.span_to_utf16(Span(start, old_end))
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        cursor.setPosition(units.start)
        cursor.setPosition(units.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(_safe_for_qt(new))
        cursor.endEditBlock()
        self._given = text
        self._given_shown = self.shown

    def orient(self) -> None:
        """Align lines as the first letters run. Qt knows the direction of each paragraph, but
        one alignment for all of them."""
        first = self.document.firstBlock().text()
        wanted = _RIGHT if is_right_to_left(first) else _LEFT
        option = self.document.defaultTextOption()
        if option.alignment() != wanted:
            option.setAlignment(wanted)
            self.document.setDefaultTextOption(option)

    @property
    def text(self) -> str:
        """The exact text: as given while unedited (also after undo), else as shown."""
        return self._given if self.shown == self._given_shown else self.shown

    @property
    def shown(self) -> str:
        """The document's characters, lines separated by LF. Spans on screen refer to this."""
        return self.positions.text

    @property
    def positions(self) -> Utf16Map:
        """Between code points of ``shown`` and positions in the document."""
        if self._seen is None:
            self._seen = Utf16Map(self.document.toRawText().replace(_PARAGRAPH, "\n"))
        return self._seen

    def _on_contents_change(self) -> None:
        self._seen = None


def _safe_for_qt(text: str) -> str:
    return without_lone_surrogates(text).replace(_SWAPPED_MARK, "\ufffd")


def _changed_middle(old: str, new: str) -> tuple[int, int, str]:
    """Where two texts differ: ``old[start:end]`` was replaced by the returned string."""
    start = common_start(old, new)
    room = min(len(old), len(new)) - start
    tail = min(common_start(old[::-1], new[::-1]), room)
    return start, len(old) - tail, new[start : len(new) - tail]
