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
    """After the instruction the policy opens with, or its title; else the very start."""
    opening = policy.clauses[0] if policy.clauses else None
    if opening is None or opening.kind is not ClauseKind.INSTRUCTION:
        return 0
    children = policy.children(opening.id)
    if not children:
        return opening.span.end
    first = children[0]
    is_instruction = first.kind is ClauseKind.INSTRUCTION
    return first.span.end if is_instruction else first.span.start


def _start_of_examples(policy: ParsedPolicy) -> int:
    """The first section of examples; not the examples inside a rule."""
    sections = (
        clause
        for clause in policy.clauses
        if clause.kind is ClauseKind.EXAMPLE and not _is_inside_rule(policy, clause)
    )
    first = next(sections, None)
    return len(policy.text) if first is None else first.span.start


def _is_inside_rule(policy: ParsedPolicy, clause: Clause) -> bool:
    parent = policy.clause(clause.parent) if clause.parent else None
    return parent is not None and parent.kind in _RULES
