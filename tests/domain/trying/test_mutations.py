"""Small changes of meaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausebench.domain.reading_policy import parse
from clausebench.domain.trying.mutations import Mutation, MutationKind, mutations
from clausebench.paths import shipped

POLICY = """# Sales

## Violates

- R1 Cold: an offer to a person who did not ask for it.
- R2 Many: three or more offers, or only links.

## Allowed

- R7 Receipts: all receipts of an order.

## Examples

- "Buy my bike" -> violates, R1
- "Your order has arrived" -> allowed, R7
"""
FOUND = mutations(parse(POLICY))
STARTERS = sorted(p for p in shipped("policies").iterdir() if (p / "policy.md").is_file())


def of(kind: MutationKind) -> list[Mutation]:
    return [m for m in FOUND if m.kind is kind]


def test_every_kind_finds_its_words() -> None:
    assert [(m.clause, m.before) for m in of(MutationKind.DROP_NEGATION)] == [("R1", "not ")]
    assert [(m.clause, m.after) for m in of(MutationKind.WIDEN)] == [
        ("R2", "one or more"),
        ("R7", "any"),
    ]
    assert ("R2", "a hundred or more") in [(m.clause, m.after) for m in of(MutationKind.NARROW)]
    assert [m.clause for m in of(MutationKind.DROP_EXCEPTION)] == ["R7"]
    assert [m.before for m in of(MutationKind.DROP_EXAMPLE)] == [
        "Buy my bike",
        "Your order has arrived",
    ]
    assert [(m.before, m.after) for m in of(MutationKind.SWAP_LABEL)] == [
        ("violates", "allowed"),
        ("allowed", "violates"),
    ]


def shared(one: str, other: str) -> int:
    """How many characters they begin with together."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def test_each_changes_one_place_and_nothing_else() -> None:
    for mutation in FOUND:
        assert mutation.text != POLICY
        before = shared(POLICY, mutation.text)
        after = shared(POLICY[before:][::-1], mutation.text[before:][::-1])
        assert before + after + len(mutation.after) >= len(mutation.text), mutation.title


@pytest.mark.parametrize("folder", STARTERS, ids=lambda p: p.name)
def test_every_starter_can_be_mutated_and_still_be_read(folder: Path) -> None:
    text = (folder / "policy.md").read_text("utf-8")
    found = mutations(parse(text))
    assert len(found) >= 10
    assert len({m.text for m in found}) == len(found)
    for mutation in found:
        assert parse(mutation.text).clauses


def test_words_in_another_language_are_left_alone() -> None:
    policy = POLICY.replace("did not ask", "nicht gefragt hat").replace("three or more", "viele")
    kinds = {m.kind for m in mutations(parse(policy)) if m.clause == "R1"}
    assert MutationKind.DROP_NEGATION not in kinds
