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
"""Words; a rule has more."""
_SHORTEST_COPY = 3
"""Words; fewer are found in many a text that copies nothing."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A text of the policy that content can resemble.

    ``clause`` is where it stands or what its label names, None for an example that belongs to
    none, and ``citation`` how to cite that: by code, or by id in a policy without codes.
    ``labels`` are what it may be labelled, the most usual first.
    """

    passage: Passage
    decision: Decision
    clause: Clause | None
    citation: str | None
    is_example: bool
    labels: tuple[str | None, ...] = ()


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
            labels = ((cited or clause).label, example.label)
            yield Statement(
                Passage(example.text), decision, cited, _citation(policy, cited), True, labels
            )
    if side and _is_rule(policy, clause):
        own = Passage(_without_examples(policy.text, clause))
        if len(own.words) >= _SHORTEST_CLAUSE:
            yield Statement(own, side, clause, _citation(policy, clause), False, (clause.label,))


def _is_rule(policy: ParsedPolicy, clause: Clause) -> bool:
    """Whether the words are about content, and not about the policy or its labels.

    Content that resembles "Violates" or "1: the content violates this policy" talks to the
    classifier; such words must not speak for either side.
    """
    is_heading = bool(policy.children(clause.id))
    return not is_heading and all(c.kind is not ClauseKind.OUTPUT for c in outwards(policy, clause))


def outwards(policy: ParsedPolicy, clause: Clause | None) -> Iterator[Clause]:
    """The clause, then the clauses around it, the nearest first."""
    while clause:
        yield clause
        clause = policy.clause(clause.parent) if clause.parent else None


def _citation(policy: ParsedPolicy, clause: Clause | None) -> str | None:
    """The code of the clause or of the nearest rule around it."""
    rules = (c for c in outwards(policy, clause) if c.kind in _SIDE_OF_KIND)
    code = next((c.code for c in rules if c.code), None)
    return code or (clause.id if clause and not policy.codes else None)


def _side(policy: ParsedPolicy, clause: Clause) -> Decision | None:
    """The clause's own side, else that of the nearest clause around it."""
    kinds = (c.kind for c in outwards(policy, clause))
    return next((_SIDE_OF_KIND[kind] for kind in kinds if kind in _SIDE_OF_KIND), None)


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
