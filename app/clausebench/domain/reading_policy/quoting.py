"""Quoted examples: the content that a policy shows, and the label it gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from clausebench.domain.clause import ClauseKind, Decision, QuotedExample
from clausebench.domain.reading_policy.blocks import Rank
from clausebench.domain.reading_policy.codes import CODE
from clausebench.domain.reading_policy.keywords import decision_of, is_content_key
from clausebench.domain.reading_policy.lines import Line
from clausebench.domain.reading_policy.meaning import Meaning
from clausebench.domain.reading_policy.nodes import Node, Passage
from clausebench.domain.reading_policy.outcomes import Outcomes
from clausebench.domain.reading_policy.shapes import mark_of, split_key
from clausebench.domain.reading_policy.tables import cells_of
from clausebench.domain.text import Span

_QUOTE: Final = re.compile(
    r"(?<![\w\"])\"((?:\\.|[^\"\\])+)\"(?!\w)|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|「([^「」]+)」|『([^『』]+)』"
)
_CODES: Final = rf"(?:[A-Z]-)?{CODE}(?:\s*,\s*(?:[A-Z]-)?{CODE})*"
_NAME: Final = re.compile(
    rf"[\s`*\"]*(?:(?P<codes>{_CODES})|(?P<word>[^\W\d][\w-]*|[01])(?!\w)[`*\"]*"
    rf"(?:\s*[,;:(–—]+\s*(?P<under>{_CODES}))?)"
)
_ARROW: Final = re.compile(r"[\s)\]*.]*(?:-{1,2}>|=>|→|➜|=|[:：]|–|—|-\s|\|)")
_BRACKET: Final = re.compile(r"\s*[(\[](?=[^()\[\]]{1,40}[)\]])")
_BEFORE: Final = re.compile(
    rf"(?:^|[\s`*(])(?P<name>{_CODES}|[^\W\d_a-z][^\Wa-z]+|[01])[`*\"]*\s*(?:[:：–—]|-\s|→|=)[*\s]*$"
)
_BARE: Final = re.compile(r"(?P<text>\S[^→➜]*?)\s*(?:-{1,2}>|=>|→|➜)(?P<value>[^→➜]*)$")
_INTRODUCED: Final = re.compile(
    r"(?:e\.g\.|such as|for example|examples?|z\. ?B\.|zum Beispiel|p\. ?ex\.|par exemple"
    r"|por ejemplo|por exemplo|ad esempio|np\.|наприклад|مثل|مثلا|例えば|例如|比如)[,:：]?$"
)
_PLACEHOLDER: Final = re.compile(r"[\[{<]+[^\[\]{}<>]*[\]}>]+")
_RULES: Final = frozenset({ClauseKind.VIOLATES, ClauseKind.ALLOWED, ClauseKind.EXCEPTION})


class _Found(NamedTuple):
    """A quote at ``start:end`` of a line, with the label and decision named beside it."""

    start: int
    end: int
    label: str | None = None
    decision: Decision | None = None


def examples_of(
    node: Node, meaning: Meaning, lines: list[Line], outcomes: Outcomes
) -> tuple[QuotedExample, ...]:
    """Every example of a clause, in order."""
    examples = []
    for passage in node.passages:
        line = lines[passage.line]
        mark = mark_of(line.body.lstrip("-*•+ "))
        for found in _quotes(node, meaning, passage, line.body, outcomes):
            text = line.body[found.start : found.end]
            label = found.label or meaning.label
            decision = found.decision if found.label else mark or meaning.decision
            span = Span(line.start + found.start, line.start + found.end)
            examples.append(QuotedExample(text, span, label, decision))
    return tuple(examples)


def _quotes(
    node: Node, meaning: Meaning, passage: Passage, body: str, outcomes: Outcomes
) -> Iterator[_Found]:
    if passage.cell is not None:
        yield from _in_row(body, passage.cell, outcomes)
        return
    begin = _first_quote(node, meaning, passage, body)
    if begin is None:
        return
    matches = _contents(list(_QUOTE.finditer(body, begin)), body)
    for number, match in enumerate(matches):
        until = matches[number + 1].start() if number + 1 < len(matches) else len(body)
        before = matches[number - 1].end() if number else 0
        group = match.lastindex or 0
        label, decision = _label_beside(body, before, match, until, outcomes)
        yield _Found(match.start(group), match.end(group), label, decision)
    if not matches and passage.is_example:
        yield from _unquoted(body, outcomes)


def _first_quote(node: Node, meaning: Meaning, passage: Passage, body: str) -> int | None:
    """Where quotes of a line begin to be examples; None when they are only words."""
    if passage.is_example:
        return 0
    if meaning.kind not in _RULES:
        return None
    first = _QUOTE.search(body)
    if first is None:
        return None
    is_head = passage.line == node.line
    if is_head and node.block.rank == Rank.ITEM and node.block.code and node.block.code.is_dotted:
        return node.block.code.end
    lead = body[node.block.words if is_head else 0 : first.start()].rstrip(" *_")
    if _INTRODUCED.search(lead):
        return first.start()
    is_named = is_head and lead.endswith((":", "：", "–", "—", "-")) and len(lead) <= 80
    return 0 if is_named or not lead else None


def _is_label(content: str) -> bool:
    return content.upper() == content and decision_of(content) is not None


def _contents(matches: list[re.Match[str]], body: str) -> list[re.Match[str]]:
    """The quotes that show content, without labels and without the title of what follows."""
    last = len(matches) - 1
    return [
        match
        for number, match in enumerate(matches)
        if not _is_label(match[match.lastindex or 0])
        and (number == last or body[match.end() : match.end() + 2] != ": ")
    ]


_Named = tuple[str | None, Decision | None]
_NOTHING: Final[_Named] = (None, None)


def _label_beside(
    body: str, before: int, match: re.Match[str], until: int, outcomes: Outcomes
) -> _Named:
    """The label after an arrow or in brackets behind a quote, or with a colon before it."""
    if arrow := _ARROW.match(body, match.end(), until):
        named = _named(body[arrow.end() : until], outcomes)
        if named != _NOTHING:
            return named
    bracket = _BRACKET.match(body, match.end(), until)
    if bracket and not body[bracket.end()].islower():
        named = _named(body[bracket.end() : until], outcomes)
        if named != _NOTHING:
            return named
    prefix = _BEFORE.search(body[before : match.start()])
    decision = outcomes.of(prefix["name"]) if prefix else None
    if prefix and decision:
        return prefix["name"], decision
    return _NOTHING


def _named(value: str, outcomes: Outcomes) -> _Named:
    """``SP2``, ``D-SP2, R-SP0``, ``violates, SP2.a``, ``escalate``; capitals at the end."""
    match = _NAME.match(value)
    if match is None:
        return _NOTHING
    if match["codes"]:
        return match["codes"], outcomes.of(match["codes"])
    word = match["word"]
    decision = outcomes.of(word)
    if decision:
        return match["under"] or word, decision
    is_alone = not value[match.end() :].strip(" `*.,;)]|")
    return (word, None) if is_alone and word.isupper() else _NOTHING


def _unquoted(body: str, outcomes: Outcomes) -> Iterator[_Found]:
    """``Buy now → SP2``, ``Content: Buy now``."""
    words = len(body) - len(body.lstrip("-*•+ "))
    if bare := _BARE.match(body, words):
        label, decision = _named(bare["value"], outcomes)
        if label:
            yield _Found(bare.start("text"), bare.end("text"), label, decision)
        return
    keyed = split_key(body)
    if keyed and keyed[1] and is_content_key(keyed[0]) and not _PLACEHOLDER.fullmatch(keyed[1]):
        start = body.index(keyed[1])
        yield _Found(start, start + len(keyed[1]))


def _in_row(body: str, column: int, outcomes: Outcomes) -> Iterator[_Found]:
    cells = cells_of(body)
    if column >= len(cells) or not cells[column].words:
        return
    cell = cells[column]
    quoted = _QUOTE.search(body, cell.start, cell.start + len(cell.words))
    group = (quoted.lastindex or 0) if quoted else 0
    start, end = quoted.span(group) if quoted else (cell.start, cell.start + len(cell.words))
    beside = (_named(c.words, outcomes) for i, c in enumerate(cells) if i != column)
    label, decision = next((named for named in beside if named[0]), _NOTHING)
    yield _Found(start, end, label, decision)
