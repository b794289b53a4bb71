"""Rulers, fences and front matter: what the lines around a line make of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from clausebench.domain.clause import Finding, Severity
from clausebench.domain.reading_policy.lines import Line
from clausebench.domain.text import Span

RULES: Final = frozenset("=-_*~─━═—•·#")
_SENTENCE_ENDS: Final = (".", ";", ",", "!", "?")


def is_ruler(body: str) -> bool:
    """A line drawn with three or more of one character, perhaps with spaces between."""
    mark = body[0]
    if mark not in RULES or body[-1] != mark:
        return False
    rest = body.replace(" ", "")
    return len(rest) >= 3 and rest.count(mark) == len(rest)


@dataclass(slots=True)
class Page:
    """Lines by number, with those that are drawn rather than written.

    ``ranks`` holds headings that rulers make: 1 and 2 under ``===`` and ``---``, 7 between two
    rulers. ``fenced`` holds the lines of code blocks, ``drawn`` the rulers and other decoration.
    """

    lines: list[Line]
    drawn: set[int] = field(default_factory=set)
    fenced: set[int] = field(default_factory=set)
    ranks: dict[int, int] = field(default_factory=dict)
    problems: list[Finding] = field(default_factory=list)
    last: int = -1

    def __post_init__(self) -> None:
        written = (n for n in range(len(self.lines) - 1, -1, -1) if self.lines[n].body)
        self.last = next(written, -1)

    def is_gap(self, number: int) -> bool:
        """Whether a line is blank, drawn, or beyond the text."""
        if not 0 <= number < len(self.lines):
            return True
        return not self.lines[number].body or number in self.drawn


def page_of(lines: list[Line]) -> Page:
    """Find everything that is drawn."""
    page = Page(lines)
    start = _front_matter(page)
    _fences(page, start)
    rulers = [
        number
        for number in range(start, len(lines))
        if lines[number].body and number not in page.fenced and is_ruler(lines[number].body)
    ]
    page.drawn.update(rulers)
    _ruled_headings(page, rulers)
    return page


def _front_matter(page: Page) -> int:
    """Skip ``key: value`` lines between ``---`` at the very start; return the line after."""
    lines = page.lines
    if not lines or lines[0].body != "---":
        return 0
    for number in range(1, min(len(lines), 60)):
        body = lines[number].body
        if body == "---":
            page.fenced.update(range(number + 1))
            return number + 1
        if ":" not in body and not body.startswith(("-", "#")) and not lines[number].indent:
            return 0
    return 0


def _fences(page: Page, start: int) -> None:
    opened: int | None = None
    pairs: list[tuple[int, int]] = []
    for number in range(start, len(page.lines)):
        body = page.lines[number].body
        if not body.startswith(("```", "~~~")):
            continue
        if opened is None:
            opened = number if body.rfind(body[:3]) == 0 else None
        elif body == page.lines[opened].body[:3]:
            pairs.append((opened, number))
            opened = None
    if opened is not None:
        page.drawn.add(opened)
        page.problems.append(_unclosed(page.lines[opened]))
    _close_fences(page, start, pairs)


def _unclosed(line: Line) -> Finding:
    return Finding(
        rule="policy.unclosed-fence",
        severity=Severity.WARNING,
        message="This code block is never closed.",
        span=Span(line.start, line.end),
        hint="Close it with the same three marks; until then it is read as plain text.",
    )


def _close_fences(page: Page, start: int, pairs: list[tuple[int, int]]) -> None:
    first = next((n for n in range(start, len(page.lines)) if page.lines[n].body), start)
    if pairs and pairs[0] == (first, page.last):
        # The whole policy was pasted inside a code block: read what is in it.
        page.drawn.update(pairs[0])
        return
    for opened, closed in pairs:
        page.fenced.update(range(opened, closed + 1))


def _ruled_headings(page: Page, rulers: list[int]) -> None:
    known = set(rulers)
    used: set[int] = set()
    for ruler in rulers:
        if ruler in used:
            continue
        if ruler + 2 in known and not page.is_gap(ruler + 1):
            page.ranks[ruler + 1] = 7
            used.add(ruler + 2)
        elif _underlines(page, ruler):
            page.ranks[ruler - 1] = 1 if page.lines[ruler].body[0] == "=" else 2


def _underlines(page: Page, ruler: int) -> bool:
    if page.lines[ruler].body[0] not in "=-" or page.is_gap(ruler - 1):
        return False
    title = page.lines[ruler - 1].body
    return (
        page.is_gap(ruler - 2)
        and len(title) <= 100
        and title[0] not in "-*+|>#"
        and not title.endswith(_SENTENCE_ENDS)
        and ": " not in title
    )
