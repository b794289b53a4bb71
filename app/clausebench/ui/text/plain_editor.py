"""An editor for plain text: what is pasted is plain, Tab can leave, direction follows the text."""

from __future__ import annotations

from PySide6.QtCore import QMetaObject, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from clausebench.domain.text import Span
from clausebench.ui.text.faithful_text import FaithfulText
from clausebench.ui.text.mark_layers import MarkLayers
from clausebench.ui.text.pasting import text_to_paste

_INDENT = "  "


class PlainEditor(QPlainTextEdit):
    """Shows one ``FaithfulText``. Spans count code points of its ``shown`` text."""

    edited = Signal()
    """The person, undo or redo changed the text."""
    key_arrived = Signal()
    """Before a key is handled."""
    leave_armed = Signal(bool)
    """Esc was pressed: the next Tab leaves. False when that is over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = FaithfulText(parent=self)
        self.marks = MarkLayers(self)
        self._may_leave = False
        self._watching: QMetaObject.Connection | None = None
        self._attach(self.source)

    def show_text(self, source: FaithfulText) -> None:
        """Show another text with its own undo stack. The old one is left as it was."""
        self._attach(source)

    def _attach(self, source: FaithfulText) -> None:
        if self._watching is not None:
            QObject.disconnect(self._watching)
        self.marks.clear()
        self.source = source
        self.setDocument(source.document)
        self._watching = source.document.contentsChange.connect(self._on_contents_change)

    @property
    def cursor_offset(self) -> int:
        return self.source.positions.to_code_points(self.textCursor().position())

    @property
    def selection(self) -> Span:
        cursor, positions = self.textCursor(), self.source.positions
        return Span(
            positions.to_code_points(cursor.selectionStart()),
            positions.to_code_points(cursor.selectionEnd()),
        )

    def cursor_over(self, span: Span) -> QTextCursor:
        """A cursor that has the span selected; clipped to the text there is."""
        units = self.source.positions.span_to_utf16(span)
        last = self.document().characterCount() - 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(units.start, last))
        cursor.setPosition(min(units.end, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def select(self, span: Span) -> None:
        """Select the span and bring it into view."""
        self.setTextCursor(self.cursor_over(span))
        self.ensureCursorVisible()

    def rewrite(self, span: Span, text: str) -> None:
        """Put ``text`` in the span's place, as one undo step."""
        self.cursor_over(span).insertText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.key_arrived.emit()
        if event.key() == Qt.Key.Key_Escape:
            self._arm(True)
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not self.tabChangesFocus():
            self._tab(is_back=event.key() == Qt.Key.Key_Backtab)
            return
        self._arm(False)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and _only_shift(event):
            self.insertPlainText("\n")  # Qt would put a line separator, which Markdown ignores
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not source.hasUrls():
            self.insertPlainText(text_to_paste(source))

    def _arm(self, may_leave: bool) -> None:  # noqa: FBT001
        if may_leave != self._may_leave:
            self._may_leave = may_leave
            self.leave_armed.emit(may_leave)

    def _tab(self, *, is_back: bool) -> None:
        if self._may_leave:
            self._arm(False)
            # The editor's own version refuses, because Tab is a key of the editor.
            QWidget.focusNextPrevChild(self, not is_back)
        elif is_back or self.textCursor().hasSelection():
            self._shift_lines(out=is_back)
        else:
            self.insertPlainText(_INDENT)

    def _shift_lines(self, *, out: bool) -> None:
        """Indent or outdent the lines of the selection, as one undo step."""
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(max(cursor.selectionEnd() - 1, cursor.selectionStart()))
        cursor.beginEditBlock()
        while block.isValid() and block.blockNumber() <= last.blockNumber():
            cursor.setPosition(block.position())
            if not out:
                cursor.insertText(_INDENT)
            else:
                blanks = len(block.text()) - len(block.text().lstrip(" "))
                for _ in range(min(blanks, len(_INDENT))):
                    cursor.deleteChar()
            block = block.next()
        cursor.endEditBlock()

    def _on_contents_change(self, _position: int, _removed: int, _added: int) -> None:
        """Unlike ``contentsChanged`` this does not come for a highlighter's new formats."""
        self.source.orient()
        self.edited.emit()


def _only_shift(event: QKeyEvent) -> bool:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == (
        Qt.KeyboardModifier.ShiftModifier
    )
