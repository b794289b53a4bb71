"""Marks laid over a text at paint time: found words, problems, links. Never part of the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from clausebench.domain.text import Span


class Layer(IntEnum):
    """Later layers are painted over earlier ones."""

    LINKS = 0
    OFF = 1
    FOUND = 2
    PROBLEMS = 3
    MENTION = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A format over a span of document positions."""

    span: Span
    format: QTextCharFormat


class MarkLayers:
    """The extra selections of one editor, kept apart by purpose."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        self._editor = editor
        self._layers: dict[Layer, list[QTextEdit.ExtraSelection]] = {}
        self._marks: dict[Layer, tuple[Mark, ...]] = {}

    def shown(self, layer: Layer) -> tuple[Mark, ...]:
        """What a layer was told to show; later edits of the text move it."""
        return self._marks.get(layer, ())

    def show(self, layer: Layer, marks: Iterable[Mark]) -> None:
        """Replace what a layer shows."""
        self._marks[layer] = tuple(marks)
        self._layers[layer] = [self._selection(mark) for mark in self._marks[layer]]
        self._editor.setExtraSelections(
            [selection for key in sorted(self._layers) for selection in self._layers[key]]
        )

    def clear(self) -> None:
        self._layers.clear()
        self._marks.clear()
        self._editor.setExtraSelections([])

    def _selection(self, mark: Mark) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._editor.document())
        last = self._editor.document().characterCount() - 1
        cursor.setPosition(min(mark.span.start, last))
        cursor.setPosition(min(mark.span.end, last), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = mark.format
        return selection
