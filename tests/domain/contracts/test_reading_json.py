"""JSON answers as models really give them."""

from __future__ import annotations

import json

import pytest
from tests.support.sample_policies import sample

from clausebench.domain.clause import Decision
from clausebench.domain.contracts import OutputContract, contract_for
from clausebench.domain.verdict import Reading, StopReason, VerdictStatus

RATIONALE = contract_for(sample("coded"), "rationale").contract
FULL = contract_for(sample("escalating"), "full").contract
CATEGORY = contract_for(sample("escalating"), "category").contract
PLAIN = contract_for(sample("plain"), "rationale").contract
ANSWER: dict[str, object] = {
    "violation": 1,
    "policy_category": "GF1.a",
    "rule_ids": ["GF1.a", "GF1.b"],
    "confidence": "high",
    "rationale": "Sells silk as real (GF1.a).",
}
GOOD = json.dumps(ANSWER)
OTHERWISE = json.dumps(ANSWER | {"violation": 0})


def answer(**changes: object) -> str:
    return json.dumps(ANSWER | changes, ensure_ascii=False)


def test_every_field_is_read() -> None:
    extra = {"severity": 3, "remediation": "Say they are silk.", "escalate": False}
    assert FULL.read(answer(**extra)) == Reading(
        VerdictStatus.OK,
        decision=Decision.VIOLATES,
        label="GF1",
        clauses=("GF1.a", "GF1.b"),
        category="GF1.a",
        severity=3,
        confidence="high",
        rationale="Sells silk as real (GF1.a).",
        remediation="Say they are silk.",
    )


@pytest.mark.parametrize(
    ("final", "repairs"),
    [
        (f"```json\n{GOOD}\n```", ("code-fence",)),
        (f"```\n{GOOD}```", ("code-fence",)),
        (f"Here it is: {GOOD}", ("leading-text",)),
        (f"{GOOD}\n\nI hope this helps.", ("trailing-text",)),
        (f"{{so}} {GOOD}", ("leading-text",)),
        (f"{GOOD}\n{GOOD}", ("several-objects", "leading-text")),
        (f"\ufeff{GOOD}", ("byte-order-mark",)),
        (f"assistantfinal{GOOD}", ("leaked-markup",)),
        (f"final{GOOD}", ("leaked-markup",)),
        (f"<|start|>assistant<|channel|>final <|constrain|>json<|message|>{GOOD}<|return|>",
         ("leaked-markup",)),
        (GOOD.replace('"violation"', '"Violation "'), ("key-spelling",)),
        (GOOD.replace('"violation": 1', '"violation": 1, "violation": 1'), ("duplicate-key",)),
        (GOOD.replace("}", ', "note": {"deep": [1]}}'), ("extra-field",)),
    ],
)  # fmt: skip
def test_what_stands_around_an_object_is_taken_off_and_told(
    final: str, repairs: tuple[str, ...]
) -> None:
    reading = RATIONALE.read(final)
    assert reading.status is VerdictStatus.REPAIRED
    assert reading.repairs == repairs
    assert reading.decision is Decision.VIOLATES
    assert reading.clauses == ("GF1.a", "GF1.b")


@pytest.mark.parametrize(
    "final",
    [
        "",
        " \n ",
        "I think it violates.",
        "{}",
        "[]",
        '{"policy_category": "GF1.a"}',
        '{"verdict": {"violation": 1}}',
        GOOD[:-20],
        answer(violation=None),
        answer(violation=2),
        answer(violation=-1),
        answer(violation="maybe"),
        answer(violation=[1]),
        answer(violation={"is": 1}),
        answer(violation=float("nan")),
        answer(violation=float("inf")),
        GOOD.replace("1,", "9" * 5_000 + ","),
        GOOD.replace('"violation": 1', '"violation": 0, "violation": 1'),
        GOOD.replace('"violation": 1', '"violation": 1, "VIOLATION": 1'),
        f"{OTHERWISE}\n{GOOD}",
        '{"violation": 1, "x": ' + "[" * 100_000,
        "{" * 10_000 + GOOD,
    ],
)
def test_an_answer_without_one_clear_decision_is_unreadable(final: str) -> None:
    assert RATIONALE.read(final).status is VerdictStatus.UNREADABLE
    assert RATIONALE.read(final).decision is None


@pytest.mark.parametrize(
    ("written", "decision"),
    [
        ("1", Decision.VIOLATES),
        (True, Decision.VIOLATES),
        ("true", Decision.VIOLATES),
        (" Yes", Decision.VIOLATES),
        (1.0, Decision.VIOLATES),
        ("GF1", Decision.VIOLATES),
        ("0", Decision.ALLOWED),
        (False, Decision.ALLOWED),
        ("no", Decision.ALLOWED),
        ("GF7", Decision.ALLOWED),
    ],
)
def test_a_violation_spelled_otherwise_is_repaired(written: object, decision: Decision) -> None:
    reading = RATIONALE.read(answer(violation=written))
    assert reading.decision is decision
    assert reading.repairs == ("violation-spelling",)


@pytest.mark.parametrize(
    ("field", "written", "attribute", "read", "repair"),
    [
        ("policy_category", "gf1.a", "category", "GF1.a", "policy_category-spelling"),
        ("policy_category", "None", "category", None, "policy_category-spelling"),
        ("policy_category", ["GF1.a"], "category", None, "policy_category-unusable"),
        ("rule_ids", "GF1.b, GF7", "clauses", ("GF1.a", "GF1.b", "GF7"), "rule_ids-spelling"),
        ("rule_ids", None, "clauses", ("GF1.a",), "rule_ids-spelling"),
        ("rule_ids", ["GF1.b", 3], "clauses", ("GF1.a", "GF1.b"), "rule_ids-spelling"),
        ("rule_ids", [None], "clauses", ("GF1.a",), "rule_ids-spelling"),
        ("rule_ids", 7, "clauses", ("GF1.a",), "rule_ids-unusable"),
        ("confidence", "High", "confidence", "high", "confidence-spelling"),
        ("confidence", "quite sure", "confidence", "quite sure", "confidence-spelling"),
        ("confidence", 0.9, "confidence", "0.9", "confidence-spelling"),
        ("confidence", None, "confidence", None, "confidence-unusable"),
        ("confidence", True, "confidence", None, "confidence-unusable"),
        ("confidence", float("nan"), "confidence", None, "confidence-unusable"),
        ("rationale", ["One.", "Two."], "rationale", "One.\nTwo.", "rationale-spelling"),
        ("rationale", {"why": 1}, "rationale", None, "rationale-unusable"),
        ("rationale", [], "rationale", None, "rationale-unusable"),
    ],
)
def test_a_field_of_the_wrong_shape_is_mended_or_left_out(
    field: str, written: object, attribute: str, read: object, repair: str
) -> None:
    reading = RATIONALE.read(answer(**{field: written}))
    assert getattr(reading, attribute) == read
    assert reading.repairs == (repair,)
    assert reading.decision is Decision.VIOLATES


@pytest.mark.parametrize(
    ("written", "read", "repairs"),
    [
        (4, 4, ()),
        ("3", 3, ("severity-spelling",)),
        (2.0, 2, ("severity-spelling",)),
        (5, None, ("severity-unusable",)),
        (True, None, ("severity-unusable",)),
        (None, None, ("severity-unusable",)),
    ],
)
def test_severity_is_a_number_from_0_to_4(
    written: object, read: int | None, repairs: tuple[str, ...]
) -> None:
    reading = FULL.read(answer(severity=written, remediation="", escalate=False))
    assert reading.severity == read
    assert reading.repairs == repairs


def test_repairs_come_in_the_order_of_the_answer() -> None:
    final = '{"Violation": 1, "zeta": 0, "Rationale": "x", "alpha": 0}'
    assert RATIONALE.read(final).repairs[:2] == ("key-spelling", "extra-field")


def test_missing_fields_are_told_and_empty() -> None:
    reading = RATIONALE.read('{"violation": 0}')
    assert reading.decision is Decision.ALLOWED
    assert (reading.clauses, reading.category, reading.rationale) == ((), None, None)
    assert reading.repairs == (
        "policy_category-missing",
        "rule_ids-missing",
        "confidence-missing",
        "rationale-missing",
    )


def test_a_rule_that_the_policy_does_not_have_is_kept_for_the_auditor() -> None:
    reading = RATIONALE.read(answer(policy_category="GF9.z", rule_ids=["GF9.z"]))
    assert reading.status is VerdictStatus.OK
    assert reading.clauses == ("GF9.z",)


def test_a_policy_without_codes_is_cited_by_names() -> None:
    reading = PLAIN.read(answer(policy_category="Ugliness", rule_ids=["Calling names"]))
    assert (reading.category, reading.clauses) == ("Ugliness", ("Calling names",))
    assert reading.label == "1"


@pytest.mark.parametrize("final", ["1", " 1.", "**1**", "GF1", "gf1"])
def test_a_bare_label_still_answers(final: str) -> None:
    reading = RATIONALE.read(final)
    assert reading.decision is Decision.VIOLATES
    assert "other-form" in reading.repairs


@pytest.mark.parametrize(
    ("contract", "changes", "decision"),
    [
        (FULL, {"violation": 0, "escalate": False}, Decision.ALLOWED),
        (FULL, {"violation": 0, "escalate": True}, Decision.ESCALATE),
        (FULL, {"violation": 1, "escalate": True}, Decision.VIOLATES),
        (FULL, {"violation": 1, "escalate": "yes"}, Decision.VIOLATES),
        (FULL, {"violation": 0, "policy_category": "ESCALATE"}, Decision.ESCALATE),
        (CATEGORY, {"violation": 1, "policy_category": "ESCALATE"}, Decision.ESCALATE),
        (CATEGORY, {"violation": 0, "policy_category": "escalate"}, Decision.ESCALATE),
    ],
)
def test_a_person_decides_when_the_escalation_rule_does_or_an_allowed_content_asks_for_one(
    contract: OutputContract, changes: dict[str, object], decision: Decision
) -> None:
    reading = contract.read(answer(**changes))
    assert reading.decision is decision
    assert "ESCALATE" not in reading.clauses
    assert (reading.label == "ESCALATE") == (decision is Decision.ESCALATE)


def test_a_category_is_also_what_is_cited() -> None:
    reading = CATEGORY.read('{"violation": 1, "policy_category": "GF1.b"}')
    assert reading.clauses == ("GF1.b",)
    assert reading.status is VerdictStatus.OK


def test_a_cut_answer_counts_only_when_it_is_whole() -> None:
    for final in (GOOD[:-2], GOOD[:40], "", f"{GOOD} And besides,", "I'm sorry, but I can't help"):
        assert RATIONALE.read(final, StopReason.FINAL_BUDGET) == Reading(VerdictStatus.TRUNCATED)
    assert RATIONALE.read(GOOD, StopReason.FINAL_BUDGET).status is VerdictStatus.OK


@pytest.mark.parametrize(
    "final",
    [
        "I’m sorry, but I can’t help with that.",
        "I'm sorry, but I cannot assist with that request.",
        "Sorry, no.",
        "I can't help with this.",
        "I'm not able to judge this.",
    ],
)
def test_a_refusal_is_no_verdict(final: str) -> None:
    assert RATIONALE.read(final) == Reading(VerdictStatus.REFUSED)


def test_an_apology_with_a_verdict_is_a_verdict() -> None:
    assert RATIONALE.read(f"I'm sorry, but I can't say more. {GOOD}").status.is_readable
