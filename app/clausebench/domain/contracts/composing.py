"""Put a contract's instruction into a policy's text, where the model heeds it."""

from __future__ import annotations

from clausebench.domain.clause import Clause, ClauseKind, ParsedPolicy
from clausebench.domain.contracts.choosing import ContractMatch

_RULES = (ClauseKind.VIOLATES, ClauseKind.ALLOWED, ClauseKind.EXCEPTION, ClauseKind.DEFINITION)
HEADING = "## Output format"


def compose(policy: ParsedPolicy, match: ContractMatch) -> str:
    """The policy text the model reads.

    The instruction stands after the title or the opening instructions, and in short again
    before the examples, or at the end of a policy without examples: the guide asks for both.
    A policy with its own instruction is left alone.
    """
    if match.is_own:
        return policy.text
    first = _end_of_opening(policy)
    second = max(first, _start_of_examples(policy))
    parts = (
        policy.text[:first],
        f"{HEADING}\n\n{match.contract.instruction}",
        policy.text[first:second],
        f"**Output:** {match.contract.reminder}",
        policy.text[second:],
    )
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def _end_of_opening(policy: ParsedPolicy) -> int:
    """After the instruction the policy opens with, else after its title line, else the start."""
    opening = policy.clauses[0] if policy.clauses else None
    if opening is not None and opening.kind is ClauseKind.INSTRUCTION:
        return _end_of_line(policy.text, opening.span.end)
    title_line = policy.text.lstrip().partition("\n")[0]
    if policy.title and policy.title in title_line:
        return _end_of_line(policy.text, policy.text.index(title_line))
    return 0


def _start_of_examples(policy: ParsedPolicy) -> int:
    """The first section of examples; not the examples inside a rule."""
    sections = (
        clause
        for clause in policy.clauses
        if clause.kind is ClauseKind.EXAMPLE and not _is_inside_rule(policy, clause)
    )
    first = next(sections, None)
    if first is None:
        return len(policy.text)
    return policy.text.rfind("\n", 0, first.span.start) + 1


def _is_inside_rule(policy: ParsedPolicy, clause: Clause) -> bool:
    parent = policy.clause(clause.parent) if clause.parent else None
    return parent is not None and parent.kind in _RULES


def _end_of_line(text: str, offset: int) -> int:
    end = text.find("\n", max(0, offset - 1))
    return len(text) if end < 0 else end + 1
