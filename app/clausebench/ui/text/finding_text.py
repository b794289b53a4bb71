"""What find and replace do, without a window."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausebench.domain.text import Span

HIGHLIGHT_CAP = 2000


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for."""

    text: str
    case: bool = False
    whole_word: bool = False
    regex: bool = False

    def compiled(self) -> re.Pattern[str] | None:
        """None when there is nothing to look for. Raises ``re.error`` on a bad expression."""
        if not self.text:
            return None
        pattern = self.text if self.regex else re.escape(self.text)
        if self.whole_word:
            pattern = rf"(?<!\w)(?:{pattern})(?!\w)"
        return re.compile(pattern, (0 if self.case else re.IGNORECASE) | re.MULTILINE)


def matches(query: Query, text: str) -> tuple[Span, ...]:
    """Every match that is not empty, in order. Raises ``re.error`` on a bad expression."""
    pattern = query.compiled()
    if pattern is None:
        return ()
    return tuple(Span(*m.span()) for m in pattern.finditer(text) if m.end() > m.start())


def replacement(query: Query, text: str, span: Span, by: str) -> str:
    """What ``by`` becomes for one match: groups are filled in when the query is a pattern."""
    pattern = query.compiled()
    if pattern is None or not query.regex:
        return by
    match = pattern.match(text, span.start)
    return match.expand(by) if match and match.end() == span.end else by


def following(found: tuple[Span, ...], offset: int) -> Span | None:
    """The first match at or after the offset, from the top again when there is none."""
    return next((s for s in found if s.start >= offset), found[0] if found else None)


def preceding(found: tuple[Span, ...], offset: int) -> Span | None:
    """The last match that ends at or before the offset, from the bottom again if none."""
    before = [s for s in found if s.end <= offset] or list(found)
    return before[-1] if before else None
