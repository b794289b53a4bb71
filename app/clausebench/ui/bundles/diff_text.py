"""A text to read with the words marked in which it differs from another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat

from clausebench.domain.text import Span
from clausebench.ui.appearance import Appearance, FontUse
from clausebench.ui.roles import Role
from clausebench.ui.text.mark_layers import Layer, Mark, MarkLayers
from clausebench.ui.text.stream_text import StreamText


class DiffText(StreamText):
    """A line under or through the words says again what their colour says."""

    more_pressed = Signal()
    """Space: show more of what is concealed."""
    plain_pressed = Signal()
    """Shift+Space."""

    def __init__(self, appearance: Appearance, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._appearance = appearance
        self._role = Role.DIFF_ADDED
        self._spans: tuple[Span, ...] = ()
        self._layers = MarkLayers(self)
        appearance.theme_changed.connect(self._dress)
        self._dress()

    def show_words(
        self, text: str, spans: Sequence[Span] = (), role: Role = Role.DIFF_ADDED
    ) -> None:
        """Show a text; ``spans`` are the code points that differ, ``role`` that of added or of
        removed words."""
        self._spans, self._role = tuple(spans), role
        self._layers.clear()
        self.set_text(text)
        self._mark()

    @property
    def marked(self) -> tuple[str, ...]:
        """The words that are marked."""
        return tuple(span.of(self.text) for span in self._spans)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.plain_pressed.emit()
        else:
            self.more_pressed.emit()

    def _mark(self) -> None:
        theme = self._appearance.theme
        form = QTextCharFormat()
        form.setForeground(theme.color(self._role))
        form.setBackground(theme.tinted(self._role))
        if self._role is Role.DIFF_REMOVED:
            form.setFontStrikeOut(True)
        else:
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(theme.color(self._role))
        self._layers.show(
            Layer.MENTION, [Mark(self.document_span(span), form) for span in self._spans]
        )

    def _dress(self) -> None:
        self.setFont(self._appearance.font(FontUse.READING))
        self._mark()
