"""From blocks to a tree of clauses-to-be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from clausebench.domain.clause import ClauseKind
from clausebench.domain.reading_policy.blocks import GAP, Block, Rank, Shape
from clausebench.domain.reading_policy.headings import kind_of_head, label_in_title
from clausebench.domain.reading_policy.keywords import is_section_name, names_policy
from clausebench.domain.reading_policy.lines import Line
from clausebench.domain.reading_policy.nodes import TALK_KINDS, Node, Passage
from clausebench.domain.reading_policy.shapes import QUOTES, SENTENCE_ENDS
from clausebench.domain.reading_policy.tables import RowRole, TableReader
from clausebench.domain.reading_policy.titles import splits_conflict, splits_term

_CONFLICT_KINDS: Final = frozenset({ClauseKind.PRECEDENCE, ClauseKind.ESCALATION})
_LONGEST_TITLE: Final = 90


@dataclass(slots=True)
class Outline:
    """Builds the tree line by line; a stack holds the nodes that are still open."""

    lines: list[Line]
    blocks: list[Block]
    owners: Counter[str]
    nodes: list[Node] = field(default_factory=list)
    stack: list[Node] = field(default_factory=list)
    after_gap: bool = True
    tables: TableReader = field(init=False)

    def __post_init__(self) -> None:
        self.tables = TableReader(self.lines)

    def build(self) -> list[Node]:
        """All nodes in document order."""
        takers: dict[Shape, Callable[[int, Block], None]] = {
            Shape.HEAD: self._take_head,
            Shape.ROW: self._take_row,
            Shape.TERM: self._take_term,
            Shape.EXAMPLES: self._take_examples,
            Shape.OUTPUT: self._take_output,
            Shape.TEXT: self._take_text,
            Shape.FENCED: self._take_fenced,
        }
        for number, block in enumerate(self.blocks):
            if block is GAP:
                self.after_gap = True
                continue
            takers[block.shape](number, block)
            self.after_gap = False
        while self.stack:
            self._pop()
        return self.nodes

    @property
    def _top(self) -> Node | None:
        return self.stack[-1] if self.stack else None

    def _pop(self) -> None:
        node = self.stack.pop()
        if node.parent:
            node.parent.end = max(node.parent.end, node.end)

    def _open(self, number: int, block: Block, code: str | None = None) -> Node:
        parent = self._top
        line = self.lines[number]
        above = parent.context if parent and not parent.is_title else None
        own = kind_of_head(block, above)
        context = own or above
        node = Node(block, number, line.start, line.end, line.end, parent, own, context, code=code)
        if parent:
            parent.has_children = True
        self.nodes.append(node)
        self.stack.append(node)
        self._note_passage(node, number, is_example=context is ClauseKind.EXAMPLE)
        return node

    def _extend(self, number: int, *, is_example: bool = False, cell: int | None = None) -> None:
        """Give a line to the innermost open node."""
        node = self.stack[-1]
        node.end = self.lines[number].end
        if not node.has_children:
            node.own_end = node.end
        self._note_passage(node, number, is_example=is_example, cell=cell)

    def _note_passage(
        self, node: Node, number: int, *, is_example: bool, cell: int | None = None
    ) -> None:
        if is_example or cell is not None or not QUOTES.isdisjoint(self.lines[number].body):
            node.passages.append(Passage(number, is_example, cell))

    def _close_for(self, block: Block) -> None:
        while self.stack:
            top = self.stack[-1]
            colon = self.lines[top.line].body.endswith((":", "："))
            goes_on = colon or not self.after_gap or not top.block.is_inline
            if top.keeps(block, goes_on=goes_on):
                return
            self._pop()

    def _close_for_text(self, indent: int) -> None:
        while self.stack and self.stack[-1].ends_before_text(indent):
            self._pop()

    def _take_head(self, number: int, block: Block) -> None:
        if not self.nodes and _is_title(block):
            self._open_title(number, block)
            return
        self._close_for(block)
        code = self._own_code(block)
        top = self._top
        is_item = block.rank == Rank.ITEM and code is None
        tells_example = block.is_inline and top and top.context is ClauseKind.EXAMPLE
        if tells_example or (is_item and self._is_example_line(number, block)):
            self._extend(number, is_example=True)
        else:
            self._open(number, block, code)

    def _own_code(self, block: Block) -> str | None:
        """The block's code, unless it stands where codes are only talked about."""
        if block.code is None:
            return None
        top = self._top
        if block.rank == Rank.ITEM and top and top.context in TALK_KINDS:
            if self.owners[block.code.text] > 1:
                return None
            if top.context is ClauseKind.EXAMPLE and not block.code.is_dotted:
                return None
        return block.code.text

    def _is_example_line(self, number: int, block: Block) -> bool:
        top = self._top
        if top is None:
            return False
        if top.context is ClauseKind.EXAMPLE or top.in_examples:
            return True
        starts_quoted = self.lines[number].body[block.words] in QUOTES
        return starts_quoted and top.context is not ClauseKind.DEFINITION

    def _open_title(self, number: int, block: Block) -> None:
        if block.rank >= Rank.SECTION:
            block.rank = Rank.TITLE
        node = self._open(number, block, block.code.text if block.code else None)
        node.is_title = True
        node.own = node.context = None

    def _take_text(self, number: int, _block: Block) -> None:
        line = self.lines[number]
        if not self.nodes and self._looks_like_title(number):
            self._open_title(number, Block(Shape.HEAD, Rank.TITLE, title=line.body))
            return
        if self.after_gap:
            self._close_for_text(line.indent)
        top = self._top
        if top is None or top.is_title:
            block = Block(Shape.HEAD, Rank.PARAGRAPH, line.indent, title=line.body, is_inline=True)
            self._open(number, block)
        elif self._is_own_rule(top, line.body):
            self._open_term(number)
        else:
            top.in_examples = top.in_examples and not self.after_gap
            self._extend(number, is_example=top.context is ClauseKind.EXAMPLE or top.in_examples)

    def _is_own_rule(self, top: Node, body: str) -> bool:
        """A plain line that is a clause by itself: a definition, or a rule for conflicts."""
        if top.context is ClauseKind.DEFINITION:
            return self.after_gap and splits_term(body)
        return top.context in _CONFLICT_KINDS and splits_conflict(body)

    def _looks_like_title(self, number: int) -> bool:
        body = self.lines[number].body
        following = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
        if following is None or len(body) > _LONGEST_TITLE or body.endswith(SENTENCE_ENDS):
            return False
        return following.shape is not Shape.TEXT or len(body.split()) <= 8

    def _take_term(self, number: int, block: Block) -> None:
        top = self._top
        in_bullet = top and top.block.rank == Rank.ITEM and top.block.marker != "term"
        in_definitions = top and top.context is ClauseKind.DEFINITION
        if in_definitions and not (in_bullet and not self.after_gap):
            self._open_term(number)
        else:
            self._take_text(number, block)

    def _open_term(self, number: int) -> None:
        line = self.lines[number]
        column = line.indent + 2
        term = Block(Shape.HEAD, Rank.ITEM, line.indent, column, 0, line.body, marker="term")
        self._close_for(term)
        self._open(number, term)

    def _take_examples(self, number: int, block: Block) -> None:
        self._close_for_text(block.indent)
        top = self._top
        if top is None or not (top.is_rule or top.context is ClauseKind.EXAMPLE):
            self._close_for(block)
            self._open(number, block)
            return
        top.in_examples = not block.is_inline or top.in_examples
        self._extend(number, is_example=True)

    def _take_output(self, number: int, block: Block) -> None:
        self._close_for_text(block.indent)
        top = self._top
        if top is None or top.is_title:
            self._close_for(block)
            self._open(number, block)
            return
        if top.context is ClauseKind.OUTPUT and block.words:
            self._take_head(number, block.as_item(self.lines[number].body))
            return
        if top.context is not ClauseKind.OUTPUT:
            top.outputs.append(number)
        top.in_examples = False
        self._extend(number)

    def _take_fenced(self, number: int, _block: Block) -> None:
        if self.stack:
            self._extend(number)

    def _take_row(self, number: int, block: Block) -> None:
        self._close_for(block)
        top = self._top
        row = self.tables.row(number)
        code = self._own_code(block)
        context = top.context if top else None
        role = row.role_in(context, is_coded=code is not None) if row else RowRole.DECORATION
        if top is None or (row and role is RowRole.CLAUSE):
            self._open(number, block, code)
        elif row and role is RowRole.EXAMPLE:
            self._extend(number, is_example=True, cell=row.content_column)
        else:
            self._extend(number)


def _is_title(block: Block) -> bool:
    """Whether the first heading names the policy rather than one of its sections."""
    named = is_section_name(block.title) or label_in_title(block.title) is not None
    if block.rank > Rank.CODED or not block.title:
        return False
    return names_policy(block.title) or not named
