"""What a policy says on each side: its quoted examples and its clauses' own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausebench.domain.clause import Clause, ClauseKind, Decision, ParsedPolicy
from clausebench.engines.triage.passages import Passage

_SIDE_OF_KIND = {
    ClauseKind.VIOLATES: Decision.VIOLATES,
    ClauseKind.ALLOWED: Decision.ALLOWED,
    ClauseKind.EXCEPTION: Decision.ALLOWED,
}

_SHORTEST_CLAUSE = 3
"""Words; a heading such as "Allowed" says nothing that content could resemble."""
_SHORTEST_COPY = 3
"""Words; fewer are found in many a text that copies nothing."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A text of the policy that content can resemble.

    ``clause`` is the one to cite, None for an example that belongs to none.
    """

    passage: Passage
    decision: Decision
    clause: Clause | None
    is_example: bool
    label: str | None = None

    @property
    def citation(self) -> str | None:
        return (self.clause.code or self.clause.id) if self.clause else None


def statements_of(policy: ParsedPolicy) -> tuple[Statement, ...]:
    """In document order; nothing from instructions, definitions or output rules."""
    found = (s for clause in policy.clauses for s in _of_clause(policy, clause))
    return tuple(s for s in found if s.passage.words or s.passage.cues)


def _of_clause(policy: ParsedPolicy, clause: Clause) -> Iterator[Statement]:
    side = _side(policy, clause)
    for example in clause.examples:
        decision = example.decision or side
        if decision:
            # In a list of examples the label names the clause; elsewhere the place does.
            cited = _named(policy, example.label) or (clause if side else None)
            label = example.label or clause.label
            yield Statement(Passage(example.text), decision, cited, True, label)
    own = Passage(_without_examples(policy.text, clause))
    if side and len(own.words) >= _SHORTEST_CLAUSE:
        yield Statement(own, side, clause, False, clause.label)


def _side(policy: ParsedPolicy, clause: Clause) -> Decision | None:
    """The clause's own side, else that of the nearest clause around it."""
    around: Clause | None = clause
    while around and around.kind not in _SIDE_OF_KIND:
        around = policy.clause(around.parent) if around.parent else None
    return _SIDE_OF_KIND[around.kind] if around else None


def _named(policy: ParsedPolicy, label: str | None) -> Clause | None:
    wanted = label.casefold() if label else None
    return next((c for c in policy.clauses if c.code and c.code.casefold() == wanted), None)


def _without_examples(text: str, clause: Clause) -> str:
    kept, at = [], clause.own.start
    for example in sorted(clause.examples, key=lambda e: e.span):
        kept.append(text[at : max(at, example.span.start)])
        at = max(at, example.span.end)
    return "".join([*kept, text[at : clause.own.end]]).strip()


def verbatim(statements: Iterable[Statement]) -> re.Pattern[str] | None:
    """Finds word-for-word copies of the policy's examples, whatever their case and spacing."""
    examples = (s.passage.text.split() for s in statements if s.is_example)
    spellings = {r"\s+".join(map(re.escape, x)) for x in examples if len(x) >= _SHORTEST_COPY}
    return re.compile("|".join(sorted(spellings)), re.IGNORECASE) if spellings else None
