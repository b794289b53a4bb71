from __future__ import annotations

import pytest
from tests.support.written_policies import EMOJI_HEADINGS, GUIDE, LETTER_CODES, TABLE

from clausebench.domain.clause import ClauseKind, Decision
from clausebench.domain.reading_policy import label_places, parse

A, V, E = Decision.ALLOWED, Decision.VIOLATES, Decision.ESCALATE


def _labels(text: str) -> dict[str, Decision]:
    return {x.name: x.decision for x in parse(text).labels}


def test_labels_are_found_with_their_meaning() -> None:
    labels = parse(EMOJI_HEADINGS).labels
    assert [(x.name, x.decision) for x in labels] == [
        ("VALID", A), ("INVALID", V), ("ESCALATE", E), ("RF0", A), ("RF2", V), ("RF4", V),
    ]  # fmt: skip
    assert [x.meaning for x in labels[:2]] == ["fine", "raffle"]
    assert labels[4].meaning == "Likely Raffle"


def test_codes_below_codes_are_no_labels() -> None:
    assert "RF2.a" not in _labels(EMOJI_HEADINGS)


def test_digits_take_the_meaning_of_their_headings() -> None:
    assert {x.name: x.meaning for x in parse(GUIDE).labels} == {"0": "SAFE", "1": "VIOLATES"}
    assert _labels("# A\n\n## ALLOWED (1)\n- tea\n\n## VIOLATES (0)\n- beer\n") == {"1": A, "0": V}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Return VALID or INVALID.", {"VALID": A, "INVALID": V}),
        ("Return `SAFE` (fine) or `UNSAFE` (not fine).", {"SAFE": A, "UNSAFE": V}),
        ("Answer with 0 or 1.", {"0": A, "1": V}),
        ("0 = Content is fine.\n1 = Content violates this policy.", {"0": A, "1": V}),
        ("- **0**: allowed content\n- **1**: prohibited content", {"0": A, "1": V}),
        ("Decision: [ALLOW / REVIEW / BLOCK]", {"ALLOW": A, "REVIEW": E, "BLOCK": V}),
        ("Label it ALLOWED, VIOLATES or ESCALATE.", {"ALLOWED": A, "VIOLATES": V, "ESCALATE": E}),
        ('- "VALID" if it is fine\n- "INVALID" if it is not', {"VALID": A, "INVALID": V}),
        ("SPAM = content that violates this policy", {"SPAM": V}),
        ("Antworte mit ERLAUBT oder VERSTOSS.", {"ERLAUBT": A, "VERSTOSS": V}),
        ("「許可」または「違反」と答える。", {"許可": A, "違反": V}),
        ("输出：违规 或 允许", {"违规": V, "允许": A}),
        ("Відповідай ДОЗВОЛЕНО або ЗАБОРОНЕНО.", {"ДОЗВОЛЕНО": A, "ЗАБОРОНЕНО": V}),
    ],
)
def test_sentences_that_name_labels_define_them(text: str, labels: dict[str, Decision]) -> None:
    assert _labels(f"# Policy\n\n## Output\n\n{text}\n") == labels


@pytest.mark.parametrize(
    "text",
    [
        "Do NOT flag news. REMOVE nothing.",
        "A post with 1 or 2 links is fine.",
        "Quote it: “VALID” is what they write.",
    ],
)
def test_capitals_and_digits_in_prose_are_no_labels(text: str) -> None:
    assert _labels(f"# Policy\n\n{text}\n") == {}


@pytest.mark.parametrize(
    ("line", "label", "kind"),
    [
        ("Output: INVALID", "INVALID", ClauseKind.VIOLATES),
        ("Output: `VALID` when nothing else fits.", "VALID", ClauseKind.ALLOWED),
        ("❌ Output: INVALID + ESCALATE", "INVALID", ClauseKind.VIOLATES),
        ("✅ Output: VALID either clearly fine or unclear.", "VALID", ClauseKind.ALLOWED),
        ("**Output:** VALID", "VALID", ClauseKind.ALLOWED),
        ("**Output: VALID**", "VALID", ClauseKind.ALLOWED),
        ("- Label: 1", "1", ClauseKind.VIOLATES),
        ("Decision: ESCALATE", "ESCALATE", ClauseKind.ESCALATION),
        ("Ausgabe: VERSTOSS", "VERSTOSS", ClauseKind.VIOLATES),
        ("输出：违规", "违规", ClauseKind.VIOLATES),
    ],
)
def test_an_output_line_labels_its_section(line: str, label: str, kind: ClauseKind) -> None:
    parsed = parse(f"# Policy\n\n## Selling tickets\n\nWords.\n\n- one\n\n{line}\n")
    section, item = parsed.clauses[1:3]
    assert (section.label, section.kind) == (label, kind)
    assert (item.label, item.kind) == (label, kind)


def test_a_choice_of_labels_is_not_a_sections_label() -> None:
    parsed = parse("# Policy\n\n## Selling tickets\n\nWords.\n\nOutput: VALID or INVALID\n")
    assert parsed.clauses[1].label is None


def test_a_label_of_several_words_is_kept_whole() -> None:
    text = '# A\n\n## Examples\n\n**Case one**\nContent: "x"\nDecision: REQUIRE REVIEW + note\n'
    assert parse(text).clauses[-1].label == "REQUIRE REVIEW"


def test_a_label_of_an_unknown_name_means_what_its_section_means() -> None:
    assert _labels("# A\n\n## Forbidden\nbeer\n\nOutput: DRINK\n")["DRINK"] is V


def test_a_coded_section_without_any_sign_violates_unless_its_number_is_zero() -> None:
    text = "# A\n\n## X0: Tea\nWords.\n\n## X1: Beer\nWords.\n"
    assert _labels(text) == {"X0": A, "X1": V}


def test_numbered_rules_without_any_sign_stay_neutral() -> None:
    assert _labels("# A\n\nRule 1: Be kind\nRule 2: Say thanks\n") == {}


def test_assignments_in_an_examples_heading_are_its_label() -> None:
    examples = [e for c in parse(LETTER_CODES).clauses for e in c.examples]
    assert [(e.label, e.decision) for e in examples] == [("F", V), ("0", A)]


def test_a_code_with_two_sides_is_two_labels() -> None:
    labels = [(x.name, x.decision) for x in parse(LETTER_CODES).labels if x.name == "F"]
    assert labels == [("F", V), ("F", A)]


def test_labels_of_rows_come_from_their_codes() -> None:
    assert _labels(TABLE) == {"G0": A, "G1": V}


def test_an_item_that_concludes_in_a_label_takes_it() -> None:
    items = "- Quoting to condemn → VALID\n- Quoting to agree = INVALID (always)\n"
    text = f"# A\n\n## Key principles\n{items}"
    assert [(c.label, c.kind) for c in parse(text).clauses[2:]] == [
        ("VALID", ClauseKind.ALLOWED),
        ("INVALID", ClauseKind.VIOLATES),
    ]


def test_places_where_labels_are_offered_are_told_in_order() -> None:
    places = label_places(parse("Answer VALID or INVALID.\n\nAgain: INVALID or VALID.\n"))
    assert [x.name for x in places] == ["VALID", "INVALID", "INVALID", "VALID"]
