"""A read-only text that grows at its end without jank, and never fights its reader."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from clausebench.domain.text import Span
from clausebench.ui.text.showable import showable
from clausebench.ui.text.stream_positions import StreamPositions

_MARGIN = 12


class StreamText(QPlainTextEdit):
    """Shows a text of code points; ``document_span`` says where a span of it stands.

    It follows the end only while the reader is there; else a pill counts the new words.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(_MARGIN)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)
        self._text = ""
        self._positions = StreamPositions()
        self._new_words = 0
        self._follows = False
        self._is_growing = False
        self.pill = QPushButton(self)
        self.pill.setProperty("kind", "pill")
        self.pill.clicked.connect(self.follow)
        self.pill.hide()
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.verticalScrollBar().actionTriggered.connect(self._on_bar_action)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    @property
    def text(self) -> str:
        """The text shown, without the breaks put into long paragraphs."""
        return self._text

    def set_text(self, text: str, *, follows: bool = False) -> None:
        """Show another text: from its top, or at its end and following that."""
        self.set_tail(0, text, is_news=False)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)  # the cursor does not scroll what is not laid out
        self._forget_new()
        self._follows = follows

    def append(self, text: str) -> None:
        """Add to the end."""
        self.set_tail(len(self._text), text)

    def set_tail(self, keep: int, text: str, *, is_news: bool = True) -> None:
        """Keep the first ``keep`` code points and let ``text`` follow them; it is counted as new
        to a reader who is elsewhere, unless it only says the same in another way."""
        self._is_growing = True
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if keep < len(self._text):
            self._cut(cursor, keep)
        shown, start = showable(text), 0
        for stop in (*self._positions.extend(text), len(text)):
            if start:
                cursor.insertBlock()
            cursor.insertText(shown[start:stop])
            start = stop
        cursor.endEditBlock()
        self._is_growing = False
        self._text += text
        if is_news and not self._follows:
            self._count_new(text)

    def document_span(self, span: Span) -> Span:
        """Where code points stand in the document."""
        return Span(
            self._positions.to_document(span.start),
            max(self._positions.to_document(span.end), self._positions.to_document(span.start)),
        )

    def offset_at(self, position: int) -> int:
        """The code point at a document position."""
        return self._positions.to_offset(position)

    @property
    def is_at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum()

    def follow(self) -> None:
        """Go to the end and stay there while text arrives."""
        self._follows = True
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        self._forget_new()

    def _cut(self, cursor: QTextCursor, keep: int) -> None:
        cursor.setPosition(self._positions.to_document(keep), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._positions.cut(keep, cursor.positionInBlock())
        self._text = self._text[:keep]

    def _count_new(self, text: str) -> None:
        self._new_words += len(text.split())
        if self._new_words:
            words = "word" if self._new_words == 1 else "words"
            self.pill.setText(f"↓ {self._new_words:,} new {words}")
            self.pill.show()
            self._place_pill()

    def _forget_new(self) -> None:
        self._new_words = 0
        self.pill.hide()

    def _place_pill(self) -> None:
        self.pill.adjustSize()
        area = self.viewport().geometry()
        self.pill.move(
            area.center().x() - self.pill.width() // 2, area.bottom() - self.pill.height() - 8
        )

    def _on_bar_action(self) -> None:
        """Wheel, drag, keys. The bar also moves by itself when lines are laid out anew."""
        bar = self.verticalScrollBar()
        self._follows = bar.sliderPosition() >= bar.maximum()
        if self._follows:
            self._forget_new()

    def _on_cursor_moved(self) -> None:
        """The reader's cursor; one at the very end also moves when text arrives."""
        if not self._is_growing:
            self._follows = self._follows and self.is_at_end

    def _on_range_changed(self) -> None:
        if self._follows:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_pill()
