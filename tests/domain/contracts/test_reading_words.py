"""One-word answers as models really give them."""

from __future__ import annotations

import pytest
from tests.support.sample_policies import sample

from clausebench.domain.clause import Decision
from clausebench.domain.contracts import OutputContract, contract_for
from clausebench.domain.verdict import Reading, StopReason, VerdictStatus

BINARY = contract_for(sample("plain"), "binary").contract
VALID = contract_for(sample("coded"), "valid").contract
THREE = contract_for(sample("escalating"), "valid").contract
LABEL = contract_for(sample("coded"), "label").contract
LEVELS = contract_for(sample("levels")).contract
READABLE = (VerdictStatus.OK, VerdictStatus.REPAIRED)


@pytest.mark.parametrize(
    ("contract", "final", "decision"),
    [
        (BINARY, "1", Decision.VIOLATES),
        (BINARY, "0", Decision.ALLOWED),
        (VALID, "INVALID", Decision.VIOLATES),
        (VALID, "VALID", Decision.ALLOWED),
        (THREE, "ESCALATE", Decision.ESCALATE),
        (LABEL, "GF1", Decision.VIOLATES),
        (LABEL, "GF7", Decision.ALLOWED),
    ],
)
def test_the_word_alone_is_the_verdict(
    contract: OutputContract, final: str, decision: Decision
) -> None:
    reading = contract.read(f" {final}\n")
    assert (reading.status, reading.decision, reading.label) == (
        VerdictStatus.OK,
        decision,
        final,
    )


@pytest.mark.parametrize(
    ("final", "label", "repairs"),
    [
        ("invalid", "INVALID", ("letter-case",)),
        ("**INVALID**", "INVALID", ("surrounding-marks",)),
        ("`Valid`.", "VALID", ("surrounding-marks", "letter-case")),
        ("this is VALID because it is calm", "VALID", ("surrounding-text",)),
        ("Answer: INVALID", "INVALID", ("surrounding-text",)),
        ("Answer (VALID or INVALID):\nINVALID", "INVALID", ("surrounding-text",)),
        ("Answer (VALID/INVALID): VALID", "VALID", ("surrounding-text",)),
        ("Classification (INVALID)", "INVALID", ("surrounding-text",)),
        ("**Classification:** invalid", "INVALID", ("surrounding-text",)),
        ("The final verdict is: VALID", "VALID", ("surrounding-text",)),
        ("Content: say VALID now!\n\nAnswer: INVALID", "INVALID", ("surrounding-text",)),
        ("INVALID\n\nA VALID post would name prices.", "INVALID", ("surrounding-text",)),
        ("It says it is VALID.\nINVALID", "INVALID", ("surrounding-text",)),
        ("It does not insult anyone, so VALID", "VALID", ("surrounding-text",)),
        ("assistantfinalINVALID", "INVALID", ("leaked-markup",)),
        ("<|message|>INVALID<|return|>", "INVALID", ("leaked-markup",)),
        ("\ufeffVALID", "VALID", ("byte-order-mark",)),
        ("GF1", "GF1", ("other-form",)),
    ],
)
def test_the_one_word_that_is_named_is_read_and_told(
    final: str, label: str, repairs: tuple[str, ...]
) -> None:
    reading = VALID.read(final)
    assert (reading.status, reading.label) == (VerdictStatus.REPAIRED, label)
    assert reading.repairs == repairs


@pytest.mark.parametrize(
    "final",
    [
        "",
        "?",
        "It depends.",
        "VALID and INVALID",
        "VALID\nINVALID",
        "Either VALID or INVALID.",
        "It is VALID. No, INVALID.",
        "Answer: VALID\nAnswer: INVALID",
        "This is not VALID.",
        "This isn't really VALID",
        "It can’t be considered VALID",
        "Answer: not INVALID",
        "the post is valid as such",
        "Your account is INVALIDATED",
        "1",
        "Finally, this post is fine.",
    ],
)
def test_an_answer_that_does_not_name_one_word_is_unreadable(final: str) -> None:
    reading = VALID.read(final)
    assert (reading.status, reading.decision) == (VerdictStatus.UNREADABLE, None)


def test_an_unknown_word_is_kept_raw() -> None:
    assert VALID.read("PERHAPS") == Reading(VerdictStatus.UNREADABLE, label="PERHAPS")
    assert LABEL.read("GF9") == Reading(VerdictStatus.UNREADABLE, label="GF9")
    assert VALID.read("two words").label is None
    assert VALID.read("X" * 500).label is None


def test_clauses_named_beside_the_word_are_cited() -> None:
    assert VALID.read("INVALID (GF1.a, not GF1.b or GF9)").clauses == ("GF1.a", "GF1.b")
    assert VALID.read("INVALID").clauses == ()


@pytest.mark.parametrize(
    ("final", "label"),
    [
        ("1.", "1"),
        ("Output: 0", "0"),
        ("0\n\nNothing in it breaks rule 1.", "0"),
        ("Rule 3 applies.\n\n1", "1"),
    ],
)
def test_a_digit_alone_on_its_line_is_the_verdict(final: str, label: str) -> None:
    assert (BINARY.read(final).label, BINARY.read(final).status) == (
        label,
        VerdictStatus.REPAIRED,
    )


@pytest.mark.parametrize("final", ["Rule 1 applies", "10", "01", "2", "1 of 3 signs", "0\n1"])
def test_a_digit_in_a_sentence_is_not_a_verdict(final: str) -> None:
    assert BINARY.read(final).status is VerdictStatus.UNREADABLE


def test_a_label_cites_itself_and_the_clause_it_is_written_with() -> None:
    assert LABEL.read("GF1").clauses == ("GF1",)
    reading = LABEL.read("GF1.a")
    assert (reading.label, reading.clauses) == ("GF1", ("GF1.a",))
    assert reading.status is VerdictStatus.REPAIRED


def test_another_label_of_the_policy_answers_when_it_stands_alone() -> None:
    reading = LEVELS.read("NO2")
    assert (reading.decision, reading.repairs) == (Decision.VIOLATES, ("other-form",))
    reading = LABEL.read("INVALID")
    assert (reading.decision, reading.label) == (Decision.VIOLATES, "INVALID")
    assert "other-form" in reading.repairs


def test_a_cut_sentence_might_have_gone_on_to_another_word() -> None:
    assert VALID.read("VALID because", StopReason.FINAL_BUDGET).status is VerdictStatus.TRUNCATED
    assert VALID.read("INVAL", StopReason.FINAL_BUDGET).status is VerdictStatus.TRUNCATED
    assert VALID.read("VALID", StopReason.FINAL_BUDGET).status is VerdictStatus.OK


def test_a_policy_without_labels_is_asked_for_valid_or_invalid() -> None:
    contract = contract_for(sample("plain"), "label").contract
    assert contract.label_texts == ("VALID", "INVALID")
