"""The content itself: editable when plain, masked when softened, described when concealed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QStackedWidget

from clausebench.domain.hidden import hidden_characters
from clausebench.domain.linking import LinkKind
from clausebench.domain.masking import Concealment, mask_content
from clausebench.domain.text import Span
from clausebench.ui.appearance import Appearance, FontUse
from clausebench.ui.highlight.formats import (
    LINK_STYLES,
    span_format,
)
from clausebench.ui.roles import Role
from clausebench.ui.text.concealed_content import ConcealedContent
from clausebench.ui.text.content_editor import ContentEditor
from clausebench.ui.text.faithful_text import FaithfulText
from clausebench.ui.text.mark_layers import Layer, Mark


class ContentView(QStackedWidget):
    """Holds the content; the level decides what of it is on screen."""

    edited = Signal()
    more_pressed = Signal()
    """Space on a masked content."""
    plain_pressed = Signal()
    """Shift+Space on a masked content."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._level = Concealment.PLAIN
        self._source = FaithfulText(parent=self)
        self._quoted: tuple[Span, ...] = ()
        self._mention: Span | None = None
        self._masked: FaithfulText | None = None
        self._is_read_only = False
        self._shows_hidden = False
        self.editor = ContentEditor()
        self.editor.setAccessibleName("Sample content")
        self.editor.setPlaceholderText("Paste or type content to judge, or drop a text file here.")
        self.editor.setTabChangesFocus(True)
        self.editor.installEventFilter(self)
        self.placeholder = ConcealedContent(appearance)
        self.placeholder.installEventFilter(self)
        self.addWidget(self.editor)
        self.addWidget(self.placeholder)
        self.editor.edited.connect(self._on_editor_edited)
        appearance.theme_changed.connect(self._dress)
        self._show_level()
        self._dress()

    @property
    def text(self) -> str:
        """The exact content."""
        return self._source.text

    @property
    def shown_text(self) -> str:
        """The content as the editor shows it; spans refer to this."""
        return self._source.shown

    @property
    def _is_plain(self) -> bool:
        return self._level is Concealment.PLAIN or not self._source.shown

    @property
    def is_concealed(self) -> bool:
        """Whether none of the words are shown. An empty content has nothing to conceal."""
        return self._level is Concealment.CONCEALED and bool(self._source.shown)

    def show_text(self, text: str, *, read_only: bool = False) -> None:
        """Another content, with an undo stack of its own."""
        self._is_read_only = read_only
        former, self._source = self._source, FaithfulText(text, self)
        self._quoted, self._mention = (), None
        self._show_level()
        former.deleteLater()

    def conceal(self, level: Concealment) -> None:
        """Show the same content at another level; the focus stays in the content."""
        had_focus = self.editor.hasFocus() or self.placeholder.hasFocus()
        self._level = level
        self._show_level()
        if had_focus:
            (self.placeholder if self.is_concealed else self.editor).setFocus()

    def show_quoted(self, spans: Sequence[Span]) -> None:
        """Mark what the reasoning quotes."""
        self._quoted = tuple(spans)
        made = span_format(self._appearance.theme, LINK_STYLES[LinkKind.CONTENT_QUOTE])
        self._mark(Layer.LINKS, self._quoted, made)

    def show_mention(self, span: Span | None) -> None:
        """Mark what the reader points at in the reasoning, and bring it into view."""
        self._mention = span
        theme = self._appearance.theme
        made = span_format(theme, LINK_STYLES[LinkKind.CONTENT_QUOTE])
        made.setBackground(theme.color(Role.EDITOR_LINKED))
        self._mark(Layer.MENTION, () if span is None else (span,), made)
        if span is not None:
            self._bring_into_view(span)

    def show_hidden(self, is_on: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Make zero-width and direction characters visible, or not."""
        self._shows_hidden = is_on
        self._show_hidden_characters()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_plain or not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Space:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress:
            is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.plain_pressed if is_shifted else self.more_pressed).emit()
        return True

    def _show_level(self) -> None:
        is_plain = self._is_plain
        masked = FaithfulText(mask_content(self._source.shown, self._level), self)
        self.editor.show_text(self._source if is_plain else masked)
        if self._masked is not None:
            self._masked.deleteLater()
        self._masked = masked
        self.editor.setReadOnly(self._is_read_only or not is_plain)
        self.setCurrentWidget(self.placeholder if self.is_concealed else self.editor)
        self._mark_all()

    def _mark_all(self) -> None:
        self.show_quoted(self._quoted)
        self.show_mention(self._mention)
        self._show_hidden_characters()

    def _show_hidden_characters(self) -> None:
        self.editor.show_hidden(hidden_characters(self._source.shown) if self._shows_hidden else ())

    def _mark(self, layer: Layer, spans: Sequence[Span], made: QTextCharFormat) -> None:
        to_units = self.editor.source.positions.span_to_utf16
        self.editor.marks.show(layer, (Mark(to_units(span), made) for span in spans))

    def _bring_into_view(self, span: Span) -> None:
        place = self.editor.cursor_over(span)
        place.setPosition(place.selectionStart())
        if not self.editor.viewport().rect().contains(self.editor.cursorRect(place)):
            self.editor.setTextCursor(place)
            self.editor.ensureCursorVisible()

    def _on_editor_edited(self) -> None:
        if self._shows_hidden:
            self._show_hidden_characters()
        self.edited.emit()

    def _dress(self) -> None:
        self.editor.setFont(self._appearance.font(FontUse.READING))
        self.editor.apply_theme(self._appearance.theme)
        self._mark_all()
