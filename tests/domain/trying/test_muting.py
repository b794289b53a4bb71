"""Policies without some of their clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.clause import Clause, ParsedPolicy
from clausebench.domain.reading_policy import parse
from clausebench.domain.trying.muting import carrying, mute
from clausebench.paths import shipped

POLICY = """# Rules

## Violates

- R1 Sales: offers goods for money.
  - R1.a Cold: to somebody who did not ask.
  - R1.b Off topic: where something else is discussed.
- R2 Links: only links.

## Allowed

- R7 Receipts: about an order.
"""
PARSED = parse(POLICY)
STARTERS = sorted(p for p in shipped("policies").iterdir() if (p / "policy.md").is_file())


def words(policy: ParsedPolicy, clause: Clause) -> str:
    """What only this clause says."""
    return policy.text[clause.own.start : clause.own.end].strip()


def test_a_clause_goes_with_its_line_and_nothing_else() -> None:
    assert mute(PARSED, ["R2"]) == POLICY.replace("- R2 Links: only links.\n", "")


def test_a_clause_takes_what_belongs_to_it_along() -> None:
    muted = parse(mute(PARSED, ["R1"]))
    assert [c.code for c in muted.clauses if c.code] == ["R2", "R7"]


@pytest.mark.parametrize("ids", [["R1", "R1.a"], ["R1.a", "R1"], ["R1", "R1", "R1.b"]])
def test_parts_of_what_is_gone_change_nothing(ids: list[str]) -> None:
    assert mute(PARSED, ids) == mute(PARSED, ["R1"])


def test_unknown_clauses_change_nothing() -> None:
    assert mute(PARSED, ["R9"]) == POLICY
    assert mute(PARSED, []) == POLICY


def test_headings_that_only_hold_others_carry_nothing() -> None:
    assert [c.code for c in carrying(PARSED)] == ["R1.a", "R1.b", "R2", "R7"]


@pytest.mark.parametrize("folder", STARTERS, ids=lambda p: p.name)
def test_of_every_starter_each_clause_can_be_muted_alone(folder: object) -> None:
    text = (folder / "policy.md").read_text("utf-8")  # type: ignore[operator]
    policy = parse(text)
    codes = {c.code for c in policy.clauses if c.code}
    for clause in carrying(policy):
        left = parse(mute(policy, [clause.id]))
        gone = codes - {c.code for c in left.clauses if c.code}
        assert gone <= {clause.code}, clause.id
        assert left.text.count(words(policy, clause)) < text.count(words(policy, clause)), clause.id
        lost = {b.name for b in policy.labels} - {b.name for b in left.labels}
        assert lost <= {clause.code}, clause.id


@given(st.lists(st.sampled_from([c.id for c in PARSED.clauses]), max_size=4))
def test_what_is_left_was_there_before_in_the_same_order(ids: list[str]) -> None:
    left = iter(POLICY)
    assert all(character in left for character in mute(PARSED, ids))
