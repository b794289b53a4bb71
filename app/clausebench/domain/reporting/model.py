"""What a report is made of. Every text here is plain: no markup, in no format.

Texts of policies, cases and people come in through ``wording.shown`` and ``wording.isolated``, so
that no writer has to know about characters that steer or hide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

DEEPEST = 12
"""How deep an entry may lie: what lies deeper in a policy is shown at this depth."""


class Tone(StrEnum):
    """What a thing means for the reader. Writers show it as a sign and a word, never as a colour
    alone."""

    PLAIN = "plain"
    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``is_quiet``: an explanation that those who know can skip."""

    text: str
    is_quiet: bool = False
    form: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Items:
    """A list. ``is_ordered``: the order means something, and the items are numbered."""

    items: tuple[str, ...]
    is_ordered: bool = False
    form: Literal["items"] = "items"


@dataclass(frozen=True, slots=True)
class Fact:
    """``is_code``: a hash or a name that machines compare, to be set in a fixed width."""

    name: str
    value: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with values."""

    facts: tuple[Fact, ...]
    form: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Notice:
    """What must not be overlooked."""

    tone: Tone
    title: str
    text: str = ""
    form: Literal["notice"] = "notice"


@dataclass(frozen=True, slots=True)
class Column:
    """``is_number``: set to the right, figures below each other. ``weight`` is how wide the
    column is beside the others where width has to be shared out."""

    title: str
    is_number: bool = False
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """``tone`` marks cells that stand out; the text says the same in words."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of each row names the row. ``caption`` says what the table shows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    form: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Bar:
    """A share with its interval, all 0..1. ``value`` is None where a percentage would say more
    than is known; ``words`` say everything that is drawn. ``target`` is what was to be reached."""

    name: str
    words: str
    value: float | None
    low: float
    high: float
    target: float | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Shares below each other, on one scale from nothing to all."""

    caption: str
    bars: tuple[Bar, ...]
    form: Literal["bars"] = "bars"


@dataclass(frozen=True, slots=True)
class Example:
    """A quoted content, and what the policy says about it."""

    text: str
    decision: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """``code``, ``kind`` (for people), ``text`` and ``title`` may each be empty; ``depth`` counts
    from 0."""

    code: str
    kind: str
    text: str
    title: str = ""
    depth: int = 0
    tone: Tone = Tone.PLAIN
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Clauses:
    """Clauses in their order."""

    entries: tuple[ClauseEntry, ...]
    form: Literal["clauses"] = "clauses"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to the letter, line breaks and all."""

    text: str
    title: str = ""
    form: Literal["passage"] = "passage"


Block = Paragraph | Items | Facts | Notice | Table | Bars | Clauses | Passage


@dataclass(frozen=True, slots=True)
class Section:
    """``id`` is for links: small letters, digits and dashes, once in a report."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.blocks and not self.sections


@dataclass(frozen=True, slots=True)
class Report:
    """``kind`` names the sort of report, ``line`` identifies the release in one line for the
    foot of every page, ``created`` is ISO 8601. ``opening`` stands before the contents."""

    slug: str
    kind: str
    title: str
    line: str
    created: str
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]

    def blocks(self) -> Iterator[Block]:
        """All of them, in reading order."""
        yield from self.opening
        yield from _blocks(self.sections)


def _blocks(sections: tuple[Section, ...]) -> Iterator[Block]:
    for section in sections:
        yield from section.blocks
        yield from _blocks(section.sections)


def cells(*texts: str) -> tuple[Cell, ...]:
    """A row of plain cells."""
    return tuple(Cell(text) for text in texts)


def columns(*titles: str) -> tuple[Column, ...]:
    """Columns of words, equally wide."""
    return tuple(Column(title) for title in titles)
