"""Find and replace in one editor: the find bar asks, the editor shows."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor

from clausebench.domain.text import Span
from clausebench.ui.appearance import Appearance
from clausebench.ui.highlight.formats import background_format
from clausebench.ui.roles import Role
from clausebench.ui.text.find_bar import FindBar
from clausebench.ui.text.finding_text import (
    HIGHLIGHT_CAP,
    Query,
    following,
    matches,
    preceding,
    replacement,
)
from clausebench.ui.text.mark_layers import Layer, Mark
from clausebench.ui.text.plain_editor import PlainEditor

_AFTER_EDIT_MS = 150


class Finder(QObject):
    """Keeps the matches of the bar's query in the editor's text, and steps through them."""

    def __init__(self, bar: FindBar, editor: PlainEditor, appearance: Appearance) -> None:
        super().__init__(editor)
        self._bar, self._editor, self._appearance = bar, editor, appearance
        self._found: tuple[Span, ...] = ()
        self._current: Span | None = None
        self._again = QTimer(self, interval=_AFTER_EDIT_MS, singleShot=True)
        self._again.timeout.connect(self._search)
        bar.query_changed.connect(self._on_bar_query_changed)
        bar.step_requested.connect(self.step)
        bar.replace_requested.connect(self.replace)
        bar.replace_all_requested.connect(self.replace_all)
        bar.closed.connect(self._on_bar_closed)
        editor.edited.connect(self._on_editor_edited)
        appearance.theme_changed.connect(self._show)

    def open(self, *, replace: bool) -> None:
        """Ask for what to find, beginning with what is selected."""
        self._bar.ask(self._editor.selection.of(self._editor.source.shown), replace=replace)

    def step(self, forward: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Select the next or previous match; from the end it goes on at the other end."""
        if not self._bar.isVisible():
            self.open(replace=False)
            return
        selection = self._editor.selection
        found = (
            following(self._found, selection.end)
            if forward
            else preceding(self._found, selection.start)
        )
        self._go_to(found)

    def replace(self, by: str) -> None:
        """Replace the match that is selected and go to the next one."""
        selection = self._editor.selection
        if selection in self._found:
            text = self._editor.source.shown
            self._editor.rewrite(selection, replacement(self._bar.query, text, selection, by))
            self._search()
        self.step(forward=True)

    def replace_all(self, by: str) -> None:
        """Replace every match as one undo step."""
        text, query = self._editor.source.shown, self._bar.query
        cursor = QTextCursor(self._editor.document())
        cursor.beginEditBlock()
        for span in reversed(self._found):
            place = self._editor.cursor_over(span)
            cursor.setPosition(place.selectionStart())
            cursor.setPosition(place.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(replacement(query, text, span, by))
        cursor.endEditBlock()
        self._search()

    def _search(self) -> None:
        error = ""
        try:
            self._found = matches(self._bar.query, self._editor.source.shown)
        except re.error:
            self._found, error = (), "Not a regular expression"
        if self._current not in self._found:
            self._current = None
        self._show()
        if error:
            self._bar.show_error(error)

    def _go_to(self, span: Span | None) -> None:
        self._current = span
        if span is not None:
            self._editor.select(span)
        self._show()

    def _show(self) -> None:
        """Mark at most ``HIGHLIGHT_CAP`` matches, around the current one."""
        theme = self._appearance.theme
        plain = background_format(theme, Role.EDITOR_FOUND)
        current = background_format(theme, Role.EDITOR_FOUND_CURRENT)
        positions = self._editor.source.positions
        self._editor.marks.show(
            Layer.FOUND,
            (
                Mark(positions.span_to_utf16(s), current if s == self._current else plain)
                for s in _around(self._found, self._current)
            ),
        )
        place = self._found.index(self._current) + 1 if self._current else 0
        self._bar.show_count(place, len(self._found), is_capped=len(self._found) > HIGHLIGHT_CAP)

    def _on_bar_query_changed(self, _query: Query) -> None:
        self._search()
        if self._found and self._current is None:
            self._go_to(following(self._found, self._editor.selection.start))

    def _on_bar_closed(self) -> None:
        self._found, self._current = (), None
        self._editor.marks.show(Layer.FOUND, ())
        self._editor.setFocus()

    def _on_editor_edited(self) -> None:
        if self._bar.isVisible():
            self._again.start()


def _around(found: tuple[Span, ...], current: Span | None) -> tuple[Span, ...]:
    if len(found) <= HIGHLIGHT_CAP:
        return found
    at = found.index(current) if current else 0
    start = min(max(at - HIGHLIGHT_CAP // 2, 0), len(found) - HIGHLIGHT_CAP)
    return found[start : start + HIGHLIGHT_CAP]
