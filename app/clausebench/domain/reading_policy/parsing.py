"""A policy's text read into clauses."""

from __future__ import annotations

from collections.abc import Iterator

from clausebench.domain.clause import Clause, Finding, ParsedPolicy, Severity
from clausebench.domain.reading_policy.blocks import Rank
from clausebench.domain.reading_policy.claims import settle_claims
from clausebench.domain.reading_policy.labelling import labels_of
from clausebench.domain.reading_policy.lines import Line, lines_of
from clausebench.domain.reading_policy.meaning import Meaning, code_decisions, meanings_of
from clausebench.domain.reading_policy.naming import Names, generated_id
from clausebench.domain.reading_policy.nodes import Node
from clausebench.domain.reading_policy.outcomes import Outcomes
from clausebench.domain.reading_policy.outline import Outline
from clausebench.domain.reading_policy.page import page_of
from clausebench.domain.reading_policy.quoting import examples_of
from clausebench.domain.reading_policy.recognition import recognise
from clausebench.domain.text import Span


def parse(text: str) -> ParsedPolicy:
    """Read Markdown or plain text into clauses, labels and examples.

    Any text parses; nothing is raised. The work is linear in the length of the text. Spans are
    code points of ``text``, which is kept as it is.
    """
    lines = lines_of(text)
    page = page_of(lines)
    blocks = recognise(page)
    owners = settle_claims(blocks)
    nodes = Outline(lines, blocks, owners).build()
    meanings = meanings_of(nodes, lines)
    labels = labels_of(text, lines, meanings)
    outcomes = Outcomes(
        by_name={x.name.casefold(): x.decision for x in reversed(labels)},
        by_code=code_decisions(meanings),
    )
    clauses = _clauses(text, lines, meanings, outcomes)
    title = next((meanings[n].title for n in nodes if n.is_title), "")
    return ParsedPolicy(text, title, clauses, labels, (*page.problems, *_skipped_levels(nodes)))


def _clauses(
    text: str, lines: list[Line], meanings: dict[Node, Meaning], outcomes: Outcomes
) -> tuple[Clause, ...]:
    names = Names()
    made: dict[Node, Clause] = {}
    for node, meaning in meanings.items():
        above = made.get(node.parent) if node.parent else None
        made[node] = Clause(
            id=names.claim(node.code or generated_id(text[node.start : node.own_end])),
            kind=meaning.kind,
            title=meaning.title,
            span=Span(node.start, node.end),
            own=Span(node.start, node.own_end),
            code=node.code,
            parent=above.id if above else None,
            depth=above.depth + 1 if above else 0,
            label=meaning.label,
            term=meaning.term,
            examples=examples_of(node, meaning, lines, outcomes) if node.passages else (),
        )
    return tuple(made.values())


def _skipped_levels(nodes: list[Node]) -> Iterator[Finding]:
    """Markdown headings that jump from ``#`` to ``###``: the tree is then a guess."""
    for node in nodes:
        above = node.parent.block.rank if node.parent else 0
        rank = node.block.rank
        if above and rank < Rank.SECTION and rank > above + 1:
            yield Finding(
                rule="policy.skipped-heading-level",
                severity=Severity.HINT,
                message=f"This heading skips from level {above} to level {rank}.",
                span=Span(node.start, node.own_end),
                hint=f"Use {'#' * (above + 1)} so that the section is where you mean it to be.",
            )
