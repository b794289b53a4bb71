"""From nodes to clauses: kinds, labels, terms and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from clausebench.domain.clause import ClauseKind, Decision
from clausebench.domain.reading_policy.blocks import Rank
from clausebench.domain.reading_policy.codes import family_of
from clausebench.domain.reading_policy.headings import (
    DECISION_OF,
    KIND_OF,
    YIELDING,
    concluded_label,
    label_in_title,
)
from clausebench.domain.reading_policy.keywords import decision_of
from clausebench.domain.reading_policy.lines import Line
from clausebench.domain.reading_policy.nodes import Node
from clausebench.domain.reading_policy.outcomes import label_of_value
from clausebench.domain.reading_policy.shapes import split_key
from clausebench.domain.reading_policy.tables import cells_of
from clausebench.domain.reading_policy.titles import (
    heading_title,
    item_title,
    shortened,
    term_of,
)

_LABELLED: Final = frozenset({*DECISION_OF, ClauseKind.EXAMPLE})


@dataclass(slots=True)
class Meaning:
    """What a node turned out to be."""

    kind: ClauseKind
    title: str
    label: str | None = None
    decision: Decision | None = None
    term: str | None = None


def meanings_of(nodes: list[Node], lines: list[Line]) -> dict[Node, Meaning]:
    """Decide top-down, because clauses inherit from the section they stand in."""
    found: dict[Node, Meaning] = {}
    zero_families = {n.code.rstrip("0") for n in nodes if n.code and n.code.endswith("0")}
    for node in nodes:
        above = found.get(node.parent) if node.parent and not node.parent.is_title else None
        found[node] = _meaning(node, above, lines, zero_families)
    return found


def _meaning(
    node: Node, above: Meaning | None, lines: list[Line], zero_families: set[str]
) -> Meaning:
    label, decision = _own_label(node, lines)
    kind = _kind(node, above, decision, zero_families)
    meaning = Meaning(kind, _title(node), label, decision)
    if kind is ClauseKind.DEFINITION and above and above.kind is kind:
        meaning.term = term_of(_words(node, lines))
    if kind not in _LABELLED:
        meaning.label = meaning.decision = None
        return meaning
    meaning.decision = decision or DECISION_OF.get(kind)
    if label is None and above and above.decision in (decision, meaning.decision):
        meaning.label = above.label
    if meaning.decision is None and label is None and above:
        meaning.label, meaning.decision = above.label, above.decision
    return meaning


def _own_label(node: Node, lines: list[Line]) -> tuple[str | None, Decision | None]:
    for number in node.outputs:
        value = output_value(lines[number].body)
        if name := label_of_value(value):
            return name, decision_of(name)
    if node.block.marker == "|" and (cell := _label_cell(lines[node.line].body)):
        return cell, decision_of(cell)
    title = node.block.title
    is_heading = node.block.rank < Rank.PARAGRAPH
    label = label_in_title(title) if is_heading else concluded_label(title)
    return (label.name, label.decision) if label else (None, None)


def _label_cell(body: str) -> str | None:
    cells = [cell.words.strip("`*") for cell in cells_of(body)]
    return next((words for words in reversed(cells) if decision_of(words)), None)


def output_value(body: str) -> str:
    """What stands after the colon of ``Output: INVALID``."""
    keyed = split_key(body.lstrip("*_-+•✅❌🚫✓✗ \ufe0f").replace("**", ""))
    return keyed[1] if keyed else ""


def _kind(
    node: Node, above: Meaning | None, decision: Decision | None, zero_families: set[str]
) -> ClauseKind:
    if node.is_title:
        return ClauseKind.INSTRUCTION
    if above and above.kind is ClauseKind.EXAMPLE and node.own in YIELDING:
        return above.kind
    if decision and (node.own in YIELDING or (node.code and node.outputs)):
        return KIND_OF[decision]
    if node.own:
        return node.own
    if above and (above.kind is not ClauseKind.INSTRUCTION or node.context):
        return above.kind
    if node.code and family_of(node.code).isupper():
        is_zero = node.code.endswith("0") and node.code.rstrip("0") in zero_families
        return ClauseKind.ALLOWED if is_zero else ClauseKind.VIOLATES
    return ClauseKind.INSTRUCTION


def _words(node: Node, lines: list[Line]) -> str:
    if node.block.marker == "|":
        return f"{node.block.title}: {lines[node.line].body}"
    return lines[node.line].body[node.block.words :]


def _title(node: Node) -> str:
    block = node.block
    if block.marker == "|":
        return shortened(block.title)
    if block.rank >= Rank.PARAGRAPH:
        return item_title(block.title, node.code)
    return shortened(heading_title(block.title, node.code))


def code_decisions(found: dict[Node, Meaning]) -> dict[str, Decision]:
    """What the policy's codes mean, by the section that they name first."""
    return {
        node.code: meaning.decision
        for node, meaning in reversed(found.items())
        if node.code and meaning.decision and not node.is_title
    }
