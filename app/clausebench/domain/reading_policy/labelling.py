"""The labels of a policy: where it names them, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from clausebench.domain.clause import ClauseKind, Decision, Label
from clausebench.domain.reading_policy.blocks import Rank
from clausebench.domain.reading_policy.codes import CODE, is_under
from clausebench.domain.reading_policy.headings import DECISION_OF, label_in_title
from clausebench.domain.reading_policy.keywords import decision_of, kind_of_title
from clausebench.domain.reading_policy.lines import Line
from clausebench.domain.reading_policy.meaning import Meaning, output_value
from clausebench.domain.reading_policy.nodes import Node
from clausebench.domain.reading_policy.outcomes import label_of_value
from clausebench.domain.text import Span


def _name(group: str) -> str:
    """A label in capitals, 0 or 1, perhaps in backticks or quotes."""
    word = r"[^\W\d_a-z][^\Wa-z]+(?:-[^\Wa-z]+)*|[01]"
    return rf"[`\"“'*「『]{{0,3}}(?P<{group}>{word})(?![\w-])[`\"”'*」』]{{0,3}}"


def _anonymous(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)


_JOIN: Final = (
    r"(?:\s*,\s*(?:or|and)?\s*|\s*(?:\b(?:or|and|oder|und|ou|et|o|y|e|lub|albo|або|чи)\b"
    r"|أو|یا|या|または|か|或者|或|/|\|)\s*)"
)
_GLOSSED: Final = rf"{_name('name')}(?:\s*\((?P<gloss>[^()\n]{{0,120}})\))?"
_CHOICE: Final = re.compile(_GLOSSED)
_CHOICES: Final = re.compile(
    rf"(?<![\w-]){_anonymous(_GLOSSED)}(?:{_JOIN}{_anonymous(_GLOSSED)}){{1,8}}"
)
_STATED: Final = re.compile(
    rf"^[ \t]*(?:[-*•+][ \t]+)?{_name('one')}"
    r"[ \t]*(?P<joint>=|[:：]|–|—|-(?=\s)|\bif\b|\bwhen\b)[ \t]*(?P<gloss>\S[^\n]*)",
    re.MULTILINE,
)
_CODE: Final = re.compile(CODE)
_LATER_NAMES: Final = re.compile(r"\b[^\W\d_a-z][^\Wa-z]{2,}\b")


def labels_of(text: str, lines: list[Line], meanings: dict[Node, Meaning]) -> tuple[Label, ...]:
    """Outcome names first, in order of appearance, then category codes."""
    found: dict[tuple[str, Decision], Label] = {}
    outcomes = [*_named_by_clauses(text, lines, meanings), *label_mentions(text)]
    for label in sorted(outcomes, key=lambda x: x.span.start if x.span else 0):
        key = (label.name.casefold(), label.decision)
        known = found.get(key)
        if known is None or (label.meaning and not known.meaning):
            span = known.span if known else label.span
            found[key] = Label(label.name, label.decision, label.meaning, span)
    for label in _categories(meanings):
        found.setdefault((label.name.casefold(), label.decision), label)
    return tuple(found.values())


def label_mentions(text: str) -> Iterator[Label]:
    """Where a text explains a label, or offers several to choose from."""
    yield from _stated(text)
    yield from _choices(text)


def _named_by_clauses(
    text: str, lines: list[Line], meanings: dict[Node, Meaning]
) -> Iterator[Label]:
    for node, meaning in meanings.items():
        if node.block.rank < Rank.PARAGRAPH and meaning.kind in DECISION_OF:
            label = label_in_title(node.block.title)
            if label and not node.is_title:
                named = "" if node.code else meaning.title.replace(label.name, "", 1)
                gloss = named.strip(" =()[]–—-:")
                yield _located(text, lines[node.line], label.name, label.decision, gloss)
        if meaning.kind is ClauseKind.EXAMPLE:
            continue
        for number in node.outputs:
            yield from _in_output(text, lines[number], meaning)


def _in_output(text: str, line: Line, meaning: Meaning) -> Iterator[Label]:
    value = output_value(line.body)
    name = label_of_value(value)
    if name is None:
        return
    decision = decision_of(name) or meaning.decision
    if decision:
        yield _located(text, line, name, decision)
    for later in _LATER_NAMES.findall(value[len(name) :]):
        if (other := decision_of(later)) and other is Decision.ESCALATE:
            yield _located(text, line, later, other)


def _located(text: str, line: Line, name: str, decision: Decision, meaning: str = "") -> Label:
    at = text.find(name, line.start, line.end)
    span = Span(at, at + len(name)) if at >= 0 else Span(line.start, line.end)
    return Label(name, decision, meaning, span)


def _stated(text: str) -> Iterator[Label]:
    """``VALID = Not spam``, ``1: content that violates``, ``"VALID" if …``."""
    for match in _STATED.finditer(text):
        name, gloss = match["one"], match["gloss"].strip(" `*|")
        is_set_apart = text[match.end("one")] in "`\"”'*"
        is_placed = match["joint"] == "=" or name.isdigit() or is_set_apart
        if not is_placed or _CODE.fullmatch(name):
            continue
        by_gloss = DECISION_OF.get(kind_of_title(gloss) or ClauseKind.INSTRUCTION)
        is_digit = name.isdigit()
        decision = (by_gloss or decision_of(name)) if is_digit else decision_of(name) or by_gloss
        if decision:
            yield Label(name, decision, gloss, Span(*match.span("one")))


def _choices(text: str) -> Iterator[Label]:
    """``VALID (no spam) or INVALID (spam)``, ``[ALLOW / REVIEW / BLOCK]``."""
    for run in _CHOICES.finditer(text):
        found = [
            Label(m["name"], decision, m["gloss"] or "", Span(*m.span("name")))
            for m in _CHOICE.finditer(text, *run.span())
            if (decision := decision_of(m["name"]))
        ]
        if len({label.decision for label in found}) > 1:
            yield from found


def _categories(meanings: dict[Node, Meaning]) -> Iterator[Label]:
    """Codes of whole sections are labels too: ``{"policy_category": "SP2"}``."""
    for node, meaning in meanings.items():
        if node.code is None or node.is_title or meaning.kind not in DECISION_OF:
            continue
        above = node.parent.code if node.parent else None
        if meaning.decision and not (above and is_under(node.code, above)):
            yield Label(node.code, meaning.decision, meaning.title, _code_span(node))


def _code_span(node: Node) -> Span | None:
    code = node.block.code
    return Span(node.start + code.start, node.start + code.end) if code else None
