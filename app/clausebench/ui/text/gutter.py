"""The strip beside the policy's lines: numbers, clauses, how often cases cite them, problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from clausebench.domain.clause import ClauseKind, Severity
from clausebench.ui.roles import SEVERITY_ROLES, Role
from clausebench.ui.text.gutter_marks import LineMark
from clausebench.ui.theme import Theme, mixed

if TYPE_CHECKING:
    from clausebench.ui.text.editor import PolicyEditor

KIND_ROLES: dict[ClauseKind, Role] = {
    ClauseKind.INSTRUCTION: Role.TEXT_MUTED,
    ClauseKind.DEFINITION: Role.SPAN_TERM,
    ClauseKind.VIOLATES: Role.VERDICT_VIOLATES,
    ClauseKind.ALLOWED: Role.VERDICT_ALLOWED,
    ClauseKind.EXCEPTION: Role.VERDICT_ALLOWED,
    ClauseKind.EXAMPLE: Role.SYNTAX_QUOTE,
    ClauseKind.PRECEDENCE: Role.FLIP,
    ClauseKind.ESCALATION: Role.VERDICT_ESCALATE,
    ClauseKind.OUTPUT: Role.SPAN_QUOTE_CONTENT,
}
_SIGNS: dict[Severity, str] = {Severity.ERROR: "✕", Severity.WARNING: "▲", Severity.HINT: "•"}
_BAR, _GAP = 3, 6
_WIDEST_COUNT = "888"
_NOTHING = LineMark()


class Gutter(QWidget):
    """Painted from one ``LineMark`` per line. A click goes to the line."""

    line_clicked = Signal(int)
    eye_clicked = Signal(int)
    """A line whose clause is to be switched off, or on again."""

    def __init__(self, editor: PolicyEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._theme: Theme | None = None
        self._painted: tuple[tuple[int, int], ...] = ()
        self.marks: tuple[LineMark, ...] = ()
        self.is_brief = False
        """Only numbers and clauses, for a policy in which nothing is counted or found wrong."""
        self._switchable: frozenset[int] = frozenset()
        self._off: frozenset[int] = frozenset()
        self._hovered = -1
        self.setMouseTracking(True)
        self.setAccessibleName("Line numbers")
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def show_marks(self, marks: tuple[LineMark, ...]) -> None:
        if marks != self.marks:
            self.marks = marks
            self.update()

    def show_switches(self, switchable: frozenset[int], off: frozenset[int]) -> None:
        """Lines whose clauses can be switched off by a click at the edge, and those that are."""
        if (switchable, off) != (self._switchable, self._off):
            self._switchable, self._off = switchable, off
            self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def keep_up(self) -> None:
        """Paint again if a line has moved: the text is painted far more often than lines move."""
        rows = self._editor.visible_blocks(self.rect())
        if tuple((block.blockNumber(), top) for block, top, _ in rows) != self._painted:
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._editor.font())
        digits = max(3, len(str(self._editor.blockCount())))
        number = "8" * digits
        texts = (number,) if self.is_brief else ("▲", number, _WIDEST_COUNT)
        widths = sum(metrics.horizontalAdvance(text) + _GAP for text in texts)
        return QSize(widths + 2 * _GAP + _BAR, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color(Role.SURFACE))
        painter.setFont(self._editor.font())
        current = self._editor.textCursor().blockNumber()
        painted = []
        for block, top, height in self._editor.visible_blocks(self.rect()):
            line = block.blockNumber()
            mark = self.marks[line] if line < len(self.marks) else _NOTHING
            painted.append((line, top))
            self._paint_bar(painter, QRect(0, top, self.width(), height), mark)
            row = QRect(0, top, self.width(), painter.fontMetrics().height())
            self._paint_words(painter, row, mark, line, is_current=line == current)
        self._painted = tuple(painted)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = self._line_at(event.position().y())
        if line in self._switchable and event.position().x() <= self._eye_width:
            self.eye_clicked.emit(line)
        elif line >= 0:
            self.line_clicked.emit(line)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        line = self._line_at(event.position().y())
        self._hover(line if line in self._switchable else -1)

    def leaveEvent(self, _event: QEvent) -> None:
        self._hover(-1)

    def _hover(self, line: int) -> None:
        if line != self._hovered:
            self._hovered = line
            says = "Click at the edge: judge without this clause, or with it again"
            self.setToolTip(says if line >= 0 and not self.is_brief else "")
            self.update()

    @property
    def _eye_width(self) -> int:
        return 0 if self.is_brief else 2 * _GAP + self.fontMetrics().horizontalAdvance("▲")

    def _line_at(self, y: float) -> int:
        for block, top, height in self._editor.visible_blocks(self.rect()):
            if top <= y < top + height:
                return block.blockNumber()
        return -1

    def _paint_bar(self, painter: QPainter, row: QRect, mark: LineMark) -> None:
        if mark.kind is not None and self._theme is not None:
            ink, surface = self._theme.color(KIND_ROLES[mark.kind]), self._theme.color(Role.SURFACE)
            bar = QRect(row.width() - _BAR - _GAP // 2, row.y(), _BAR, row.height())
            share = 0.85 if mark.is_start else 0.45
            painter.fillRect(self._mirrored(bar), mixed(ink, surface, share))

    def _paint_words(
        self, painter: QPainter, row: QRect, mark: LineMark, line: int, *, is_current: bool
    ) -> None:
        """From the text outwards: the count, the number, the sign of a problem."""
        metrics = painter.fontMetrics()
        right = row.width() - _BAR - 2 * _GAP
        if mark.count is not None:
            role = Role.SPAN_CITATION if mark.count else Role.TEXT_DISABLED
            self._write(painter, row, right, role, str(mark.count))
        if not self.is_brief:
            right -= metrics.horizontalAdvance(_WIDEST_COUNT) + _GAP
        self._write(
            painter, row, right, Role.TEXT if is_current else Role.EDITOR_GUTTER, str(line + 1)
        )
        left = _GAP + metrics.horizontalAdvance("▲")
        if line in self._off:
            self._write(painter, row, left, Role.FLIP, "⊘")
        elif mark.problem is None and line == self._hovered and not self.is_brief:
            self._write(painter, row, left, Role.TEXT_MUTED, "◉")
        elif mark.problem is not None:
            left = _GAP + metrics.horizontalAdvance("▲")
            self._write(painter, row, left, SEVERITY_ROLES[mark.problem], _SIGNS[mark.problem])

    def _write(self, painter: QPainter, row: QRect, right: int, role: Role, text: str) -> None:
        """Write so that the text ends at ``right``."""
        if self._theme is not None:
            painter.setPen(self._theme.color(role))
            area = QRect(0, row.y(), right, row.height())
            painter.drawText(self._mirrored(area), self._far_side, text)

    @property
    def _far_side(self) -> Qt.AlignmentFlag:
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return Qt.AlignmentFlag.AlignLeft if is_mirrored else Qt.AlignmentFlag.AlignRight

    def _mirrored(self, area: QRect) -> QRect:
        """The same place seen from the other side when the window runs right to left."""
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return area
        return QRect(self.width() - area.right() - 1, area.y(), area.width(), area.height())
