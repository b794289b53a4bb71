"""What one line of a policy is, before anybody knows what it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Final

from clausebench.domain.clause import Decision
from clausebench.domain.reading_policy.codes import Code


class Rank(IntEnum):
    """How deep a head nests: a head closes every open head of its own rank or deeper.

    Markdown headings take 1 to 6; ``SECTION`` is a heading without a level (capitals, rulers).
    """

    TITLE = 0
    SECTION = 7
    CODED = 8
    BOLD = 9
    LEAD = 10
    PARAGRAPH = 11
    ITEM = 12


class Shape(Enum):
    """What the outline does with a line."""

    HEAD = "head"
    """Opens a clause."""
    ROW = "row"
    """A table's row: a clause, an example, or decoration."""
    TERM = "term"
    """``Name: words`` – a definition where terms are defined, text elsewhere."""
    EXAMPLES = "examples"
    """Announces that quoted examples follow."""
    OUTPUT = "output"
    """Gives its section a label."""
    TEXT = "text"
    FENCED = "fenced"
    """Inside a code block: belongs to its clause, is never read."""
    GAP = "gap"
    """Blank, or a ruler."""


@dataclass(slots=True)
class Block:
    """A line with its role.

    ``words`` is where its words begin in ``Line.body``, after list marker and emoji. ``title``
    is the part of the words that names it. ``column`` is where the text of an item starts: what
    is indented as far belongs to it. ``marker`` tells kinds of list items apart. ``is_inline``:
    its words go on in the same line, so that a blank line ends it.
    """

    shape: Shape
    rank: int = Rank.PARAGRAPH
    indent: int = 0
    column: int = 0
    words: int = 0
    title: str = ""
    marker: str = ""
    mark: Decision | None = None
    code: Code | None = None
    is_inline: bool = False

    def as_item(self, body: str) -> Block:
        """The same line read as a list item."""
        title = body[self.words :]
        column = self.indent + self.words
        return Block(Shape.HEAD, Rank.ITEM, self.indent, column, self.words, title, "dash")


GAP: Final = Block(Shape.GAP)
TEXT: Final = Block(Shape.TEXT)
FENCED: Final = Block(Shape.FENCED)
