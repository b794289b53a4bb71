"""Reasoning text whose spans lead to clauses and to words of the content."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QToolTip, QWidget

from clausebench.domain.linking import Link, LinkKind, links_at, links_for_clause
from clausebench.domain.text import Span
from clausebench.ui.highlight.formats import link_formats
from clausebench.ui.roles import Role
from clausebench.ui.text.mark_layers import Layer, Mark, MarkLayers
from clausebench.ui.text.showable import escaped_tip
from clausebench.ui.text.stream_text import StreamText
from clausebench.ui.theme import Theme

LINK_WORDS: dict[LinkKind, str] = {
    LinkKind.CITATION: "Cites {name}",
    LinkKind.UNKNOWN_CITATION: "No clause of this policy has this code",
    LinkKind.POLICY_QUOTE: "Quotes the policy{near}{of}",
    LinkKind.CONTENT_QUOTE: "Quotes the content{near}",
    LinkKind.UNFOUND_QUOTE: "Quoted, but neither in the policy nor in the content",
    LinkKind.LABEL: "Label {name}",
    LinkKind.TERM: "Defined term {name}",
    LinkKind.HEDGE: "Hedge: the model is not sure",
    LinkKind.TURN: "Turn: the model changes its mind",
}


def link_words(link: Link) -> str:
    """What a link is, without any of the words it covers: those may be concealed."""
    near = "" if link.exact else ", nearly"
    of = f", clause {link.clause}" if link.clause else ""
    return LINK_WORDS[link.kind].format(name=link.name or link.clause or "", near=near, of=of)


class LinkedText(StreamText):
    """Links are shown, hovered, clicked; Alt+Down and Alt+Up walk them, Enter follows one."""

    link_hovered = Signal(object)
    """A ``Link``, or None when the pointer or the cursor left it."""
    link_followed = Signal(object)
    """A ``Link`` that was clicked or entered."""
    links_changed = Signal(object)
    """All the links shown now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks = MarkLayers(self)
        self.links: tuple[Link, ...] = ()
        self._theme: Theme | None = None
        self._hovered: Link | None = None
        self._clause: str | None = None
        self.setMouseTracking(True)
        self.cursorPositionChanged.connect(self._on_cursor_entered)

    def show_links(self, links: Sequence[Link]) -> None:
        """Mark the links of the text shown; inner ones over outer ones."""
        if self.links == tuple(links):
            return
        self.links = tuple(links)
        self._paint_links()
        self.show_clause(self._clause)
        self.links_changed.emit(self.links)

    def show_clause(self, clause_id: str | None) -> None:
        """Mark every mention of a clause."""
        self._clause = clause_id
        if self._theme is not None:
            mentioned = links_for_clause(self.links, clause_id) if clause_id else ()
            formats = link_formats(self._theme)
            for made in formats.values():
                made.setBackground(self._theme.color(Role.EDITOR_LINKED))
            self.marks.show(
                Layer.MENTION,
                (Mark(self.document_span(link.span), formats[link.kind]) for link in mentioned),
            )

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._paint_links()
        self.show_clause(self._clause)

    def step_link(self, *, forward: bool) -> None:
        """Put the cursor on the next or previous link."""
        here = self.offset_at(self.textCursor().position())
        starts = [link.span for link in self.links]
        ahead = [s for s in starts if s.start > here]
        behind = [s for s in starts if s.start < here]
        wanted = (ahead or starts)[:1] if forward else (behind or starts)[-1:]
        if wanted:
            self._put_cursor(wanted[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self._link_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        link = self._link_at(event.position().toPoint())
        if (
            link is not None
            and event.button() == Qt.MouseButton.LeftButton
            and not self.textCursor().hasSelection()
        ):
            self.link_followed.emit(link)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if is_alt and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step_link(forward=event.key() == Qt.Key.Key_Down)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at_cursor():
            self.link_followed.emit(self._at_cursor())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            link = self._link_at(event.pos())
            tip = escaped_tip(link_words(link)) if link else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().viewportEvent(event)

    def _paint_links(self) -> None:
        if self._theme is None:
            return
        formats = link_formats(self._theme)
        self.marks.show(
            Layer.LINKS,
            (Mark(self.document_span(link.span), formats[link.kind]) for link in self.links),
        )

    def _link_at(self, point: object) -> Link | None:
        position = self.cursorForPosition(point).position()  # type: ignore[arg-type]
        return self._innermost(position)

    def _at_cursor(self) -> Link | None:
        return self._innermost(self.textCursor().position())

    def _innermost(self, position: int) -> Link | None:
        return next(iter(links_at(self.links, self.offset_at(position))), None)

    def _put_cursor(self, span: Span) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.document_span(span).start)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _hover(self, link: Link | None) -> None:
        if link is self._hovered:
            return
        self._hovered = link
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        self.link_hovered.emit(link)

    def _on_cursor_entered(self) -> None:
        if self.hasFocus():
            self._hover(self._at_cursor())
