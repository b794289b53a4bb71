"""Links of a reasoning that is still being written."""

from __future__ import annotations

from clausebench.domain.linking.linker import Linker
from clausebench.domain.linking.links import Link
from clausebench.domain.linking.segments import segments


class GrowingLinks:
    """Keeps the links of a growing text up to date without reading all of it again.

    Only the last segment (a paragraph, at most about 3,000 characters) is linked anew, so a call
    costs the same however long the text has become: call it ten times a second, not per token.
    After the last call the links are those that ``Linker.link`` gives for the whole text.
    """

    def __init__(self, linker: Linker) -> None:
        self._linker = linker
        self._start_over()

    def _start_over(self) -> None:
        self._text, self._open_from = "", 0
        self._settled: list[Link] = []
        self._tail: tuple[Link, ...] = ()

    @property
    def links(self) -> tuple[Link, ...]:
        """All links so far, in reading order."""
        return (*self._settled, *self._tail)

    def update(self, reasoning: str) -> int:
        """Read the text so far; return the offset from which links may have changed.

        A text that does not continue the last one starts over, at 0.
        """
        if not reasoning.startswith(self._text):
            self._start_over()
        self._text, changed_from = reasoning, self._open_from
        for segment in segments(reasoning[changed_from:]):
            self._settled.extend(self._tail if segment.start else ())
            self._open_from = changed_from + segment.start
            found = self._linker.link_segment(segment.of(reasoning[changed_from:]))
            self._tail = tuple(link.moved(self._open_from) for link in found)
        return changed_from
