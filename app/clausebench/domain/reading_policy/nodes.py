"""Clauses-to-be, and which of them stay open when the next one begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from clausebench.domain.clause import ClauseKind
from clausebench.domain.reading_policy.blocks import Block, Rank
from clausebench.domain.reading_policy.codes import is_under
from clausebench.domain.reading_policy.headings import RULE_KINDS, kind_of_head

TALK_KINDS: Final = frozenset(ClauseKind) - RULE_KINDS | {ClauseKind.DEFINITION}
"""Sections that talk about rules: a coded section after them does not belong to them."""
_LIST_OWNERS: Final = frozenset({"number", "letter", "emoji", "unspaced", "code", "term"})
"""Items that own dashes written at their own depth."""


class Passage(NamedTuple):
    """A line that may hold quoted content; ``cell`` is the column of a table it stands in."""

    line: int
    is_example: bool
    cell: int | None = None


@dataclass(slots=True, eq=False)
class Node:
    """A clause-to-be. Offsets are in the text.

    ``own`` is the kind that its head announces; ``context`` is what its lines are about: the
    same, or what the section around it is about. ``outputs`` are the lines that label it.
    """

    block: Block
    line: int
    start: int
    end: int
    own_end: int
    parent: Node | None
    own: ClauseKind | None
    context: ClauseKind | None
    is_title: bool = False
    code: str | None = None
    has_children: bool = False
    in_examples: bool = False
    outputs: list[int] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)

    @property
    def is_rule(self) -> bool:
        """Whether "Examples:" below it means examples of it."""
        return self.context in RULE_KINDS or self.code is not None or self.block.rank == Rank.ITEM

    def keeps(self, block: Block, *, goes_on: bool) -> bool:
        """Whether the node stays open when ``block`` opens a clause.

        ``goes_on`` says that a list written here would belong to the node's own sentence.
        """
        own = self.block
        if block.rank == Rank.ITEM:
            return self._keeps_item(block, goes_on=goes_on)
        if own.rank == Rank.ITEM:
            return block.rank >= Rank.BOLD and block.indent >= own.column
        if block.rank == Rank.CODED and own.rank == Rank.SECTION:
            return self.own not in TALK_KINDS or not _is_rule(block)
        return own.rank < block.rank

    def _keeps_item(self, block: Block, *, goes_on: bool) -> bool:
        own = self.block
        if own.rank < Rank.LEAD:
            return True
        if own.rank < Rank.ITEM:
            return goes_on and block.indent >= own.indent
        if block.code and self.code and is_under(block.code.text, self.code):
            return True
        if block.indent >= own.indent + 2:
            return True
        owns_dashes = own.marker in _LIST_OWNERS and block.marker == "dash"
        return owns_dashes and abs(block.indent - own.indent) < 2

    def ends_before_text(self, indent: int) -> bool:
        """Whether text after a blank line is outside: it is an item not indented enough, or one
        paragraph."""
        own = self.block
        if own.rank == Rank.ITEM:
            return own.column > indent
        return own.is_inline


def _is_rule(block: Block) -> bool:
    return block.code is not None or kind_of_head(block, None) in RULE_KINDS
