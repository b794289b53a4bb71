"""Two labels in one answer, and reports of named lines."""

from __future__ import annotations

import pytest
from tests.support.sample_policies import sample

from clausebench.domain.clause import Decision
from clausebench.domain.contracts import contract_for
from clausebench.domain.reading_policy import parse
from clausebench.domain.verdict import Reading, VerdictStatus

PAIR = contract_for(sample("coded"), "pair").contract
LINES = contract_for(
    parse(
        "# Tools\n\nTL1 – Sharp tools violate.\n\n## Output\n\n"
        "- Violated rules: [rule, rule]\n- Primary category: [rule]\n- Severity: [0-4]\n"
        "- Decision: [ALLOW / REQUIRE_REVIEW / BLOCK]\n- Reasoning: [why]\n"
    )
).contract


@pytest.mark.parametrize(
    ("final", "decision", "clauses"),
    [
        ("D-GF1, R-GF7", Decision.VIOLATES, ("GF1",)),
        ("D-GF7, R-GF1", Decision.VIOLATES, ("GF1",)),
        ("D-GF7, R-GF7", Decision.ALLOWED, ("GF7",)),
    ],
)
def test_the_worse_half_of_a_pair_decides(
    final: str, decision: Decision, clauses: tuple[str, ...]
) -> None:
    assert PAIR.read(final) == Reading(
        VerdictStatus.OK, decision=decision, label=final, clauses=clauses
    )


@pytest.mark.parametrize(
    ("final", "repairs"),
    [
        ("**D-GF1, R-GF7**", ("surrounding-marks",)),
        ("R-GF7 / D-GF1", ("label-spelling",)),
        ("D-G1, R-G7", ("label-spelling",)),
        ("Labels: D-GF1 and R-GF7.", ("surrounding-text",)),
        ("D-GF1, R-GF7 (D-GF1)", ("label-spelling",)),
    ],
)
def test_a_pair_written_otherwise_is_repaired(final: str, repairs: tuple[str, ...]) -> None:
    reading = PAIR.read(final)
    assert (reading.status, reading.label) == (VerdictStatus.REPAIRED, "D-GF1, R-GF7")
    assert reading.repairs == repairs


@pytest.mark.parametrize(
    "final", ["D-GF1", "R-GF7", "D-GF1, D-GF7, R-GF7", "D-GF1, R-GF4", "D-XX1, R-GF7", "hm"]
)
def test_half_a_pair_or_an_unknown_half_is_unreadable(final: str) -> None:
    assert PAIR.read(final).status is VerdictStatus.UNREADABLE
    assert PAIR.read(final).decision is None


def test_one_bare_label_speaks_for_both_halves() -> None:
    reading = PAIR.read("GF1")
    assert (reading.decision, reading.repairs) == (Decision.VIOLATES, ("other-form",))


def test_a_policy_without_levels_is_not_asked_for_pairs() -> None:
    assert contract_for(sample("plain"), "pair").contract.label_texts == ("VALID", "INVALID")


REPORT = """**Assessment:**

- **Violated Rules:** [TL1, other]
- **Primary Category:** cutting (garden shears)
- **Severity:** Level 3
- **Decision:** BLOCK – at once
- **Reasoning:** The post sells shears.
  They are sharp.
"""


def test_a_report_is_read_line_by_line() -> None:
    assert LINES.read(REPORT) == Reading(
        VerdictStatus.OK,
        decision=Decision.VIOLATES,
        label="BLOCK",
        clauses=("TL1",),
        category="cutting",
        severity=3,
        rationale="The post sells shears.\n  They are sharp.",
    )


@pytest.mark.parametrize(
    ("final", "decision"),
    [
        ("Decision: ALLOW", Decision.ALLOWED),
        ("- decision: Require_review (a person)", Decision.ESCALATE),
        ("Violated rules: none", Decision.ALLOWED),
        ("Violated rules: []", Decision.ALLOWED),
        ("Violated rules: [TL1]\nDecision: deny", Decision.VIOLATES),
    ],
)
def test_the_lines_that_decide_decide(final: str, decision: Decision) -> None:
    assert LINES.read(final).decision is decision


@pytest.mark.parametrize(
    "final",
    ["", "Reasoning: none", "Decision: perhaps", "Violated rules: [TL1]\nDecision: ALLOW"],
)
def test_a_report_that_does_not_decide_or_contradicts_itself_is_unreadable(final: str) -> None:
    assert LINES.read(final) == Reading(VerdictStatus.UNREADABLE)


def test_lines_are_too_loose_for_a_grammar() -> None:
    assert LINES.grammar is None
    assert LINES.label_texts == ()
