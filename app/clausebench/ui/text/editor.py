"""The policy editor: text, gutter, squiggles, and ways to move between clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from clausebench.domain.clause import Finding
from clausebench.domain.text import Span
from clausebench.ui.highlight.formats import background_format, problem_format
from clausebench.ui.roles import Role
from clausebench.ui.text.faithful_text import FaithfulText
from clausebench.ui.text.gutter import Gutter
from clausebench.ui.text.gutter_marks import LineMark, moved
from clausebench.ui.text.mark_layers import Layer, Mark
from clausebench.ui.text.markup import toggled
from clausebench.ui.text.plain_editor import PlainEditor
from clausebench.ui.text.showable import escaped_tip
from clausebench.ui.theme import Theme

_MOST = 300
"""Underlined problems; each costs a little at every repaint."""


class PolicyEditor(PlainEditor):
    """Signals out, plain methods in; knows nothing of parsing or policies' storage."""

    cursor_moved = Signal()
    """The cursor changed its place; ask ``cursor_offset`` only when needed: it costs a copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bare")
        self.setAccessibleName("Policy text")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._theme: Theme | None = None
        self._problems: list[tuple[QTextCursor, Finding]] = []
        self._line = 0
        self._lines = self.blockCount()
        self.gutter = Gutter(self)
        self.gutter.line_clicked.connect(self.go_to_line)
        self.blockCountChanged.connect(self._on_block_count_changed)
        self.updateRequest.connect(self._on_update_requested)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self._make_room()

    def show_text(self, source: FaithfulText) -> None:
        super().show_text(source)
        self._problems = []
        self._lines = source.document.blockCount()
        self.gutter.show_marks(())
        self._make_room()

    def show_brief_gutter(self) -> None:
        """Leave the room for counts and problems to the text."""
        self.gutter.is_brief = True
        self._make_room()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.gutter.apply_theme(theme)
        self.show_problems([finding for _, finding in self._problems], keep_places=True)

    def show_marks(self, marks: tuple[LineMark, ...]) -> None:
        """What the gutter shows, one mark per line."""
        self.gutter.show_marks(marks)

    def show_problems(self, findings: Iterable[Finding], *, keep_places: bool = False) -> None:
        """Underline what the findings are about. Places move with later edits."""
        if not keep_places:
            placed = [finding for finding in findings if finding.span is not None]
            self._problems = [(self._place(finding), finding) for finding in placed[:_MOST]]
        if self._theme is not None:
            theme = self._theme
            self.marks.show(
                Layer.PROBLEMS,
                (
                    Mark(_units(cursor), problem_format(theme, finding.severity))
                    for cursor, finding in self._problems
                ),
            )

    def show_mention(self, span: Span | None) -> None:
        """Softly mark what the reasoning speaks of; None takes the mark away."""
        if self._theme is not None:
            marks = [] if span is None else [self._mention(self._theme, span)]
            self.marks.show(Layer.MENTION, marks)

    def show_switched_off(self, spans: Sequence[Span]) -> None:
        """Strike through what does not count for now."""
        if self._theme is not None:
            struck = QTextCharFormat()
            struck.setFontStrikeOut(True)
            struck.setForeground(self._theme.color(Role.TEXT_MUTED))
            marks = [Mark(_units(self.cursor_over(span)), struck) for span in spans]
            self.marks.show(Layer.OFF, marks)

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the start of a line; lines count from 0."""
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(line)))
        self.ensureCursorVisible()
        self.setFocus()

    def go_to(self, span: Span) -> None:
        """Put the cursor at a span and show it in the upper third."""
        cursor = self.cursor_over(span)
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)
        self._scroll_to_upper_third(cursor)

    def toggle_markup(self, mark: str) -> None:
        """Make the selection bold or italic, or not."""
        text, selection = self.source.shown, self.selection
        new, keep = toggled(text, selection, mark)
        self.rewrite(selection, new)
        self.select(keep)

    def visible_blocks(self, area: QRect) -> Iterator[tuple[QTextBlock, int, int]]:
        """Each block seen in ``area``, with its top and height in pixels."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= area.bottom():
            height = self.blockBoundingRect(block).height()
            if block.isVisible() and top + height >= area.top():
                yield block, round(top), round(height)
            top += height
            block = block.next()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is not None and not self.isReadOnly():
            block = self.textCursor().block()
            box = self.blockBoundingGeometry(block).translated(self.contentOffset()).toRect()
            box.setLeft(0)
            box.setRight(self.viewport().width())
            QPainter(self.viewport()).fillRect(box, self._theme.color(Role.EDITOR_LINE))
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_gutter()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._make_room()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            position = self.cursorForPosition(event.pos()).position()
            tips = [f for cursor, f in self._problems if _units(cursor).contains(position)]
            text = "\n".join(f"{f.message} {f.hint}".strip() for f in tips)
            QToolTip.showText(event.globalPos(), escaped_tip(text) if text else "", self)
            return True
        return super().viewportEvent(event)

    def _place(self, finding: Finding) -> QTextCursor:
        """The words a finding is about, at most to the end of their first line."""
        span = finding.span or Span(0, 0)
        text = self.source.shown
        line_end = text.find("\n", span.start)
        end = min(span.end, line_end if line_end >= 0 else len(text))
        return self.cursor_over(Span(span.start, max(end, min(span.start + 1, len(text)))))

    def _mention(self, theme: Theme, span: Span) -> Mark:
        return Mark(_units(self.cursor_over(span)), background_format(theme, Role.EDITOR_LINKED))

    def _scroll_to_upper_third(self, cursor: QTextCursor) -> None:
        bar = self.verticalScrollBar()
        room = self.viewport().height() // max(self.fontMetrics().lineSpacing(), 1)
        top = self.firstVisibleBlock().blockNumber()
        if not top <= cursor.blockNumber() < top + room * 2 // 3:
            bar.setValue(max(cursor.block().firstLineNumber() - room // 3, 0))
        self.ensureCursorVisible()

    def _make_room(self) -> None:
        width = self.gutter.sizeHint().width()
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setViewportMargins(0 if is_mirrored else width, 0, width if is_mirrored else 0, 0)
        self._place_gutter()

    def _place_gutter(self) -> None:
        box, width = self.contentsRect(), self.gutter.sizeHint().width()
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = box.right() - width + 1 if is_mirrored else box.left()
        self.gutter.setGeometry(QRect(left, box.top(), width, box.height()))

    def _on_block_count_changed(self, count: int) -> None:
        by, self._lines = count - self._lines, count
        line = self.textCursor().blockNumber() - max(by, 0)
        if self.gutter.marks and 0 <= line < len(self.gutter.marks):
            self.gutter.show_marks(moved(self.gutter.marks, line, by))
        self._make_room()

    def _on_update_requested(self, _area: QRect, scrolled: int) -> None:
        if scrolled:
            self.gutter.update()
        else:
            self.gutter.keep_up()

    def _on_cursor_moved(self) -> None:
        line = self.textCursor().blockNumber()
        if line != self._line:
            self._line = line
            self.viewport().update()
            self.gutter.update()
        self.cursor_moved.emit()


def _units(cursor: QTextCursor) -> Span:
    return Span(cursor.selectionStart(), cursor.selectionEnd())
