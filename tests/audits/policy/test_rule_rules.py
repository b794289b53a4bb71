from __future__ import annotations

import pytest
from tests.support.remarks import findings_of, remarked

_TWO = """# P

## X1 – Beer
Selling beer.

Output: INVALID

## X2 – Wine
Selling wine.

Output: INVALID
"""


def _examples(*lines: str) -> str:
    return (
        "# P\n\nVALID or INVALID.\n\n## Examples\n"
        + "\n".join(f"- {line}" for line in lines)
        + "\n"
    )


def test_few_examples_are_told_at_the_first() -> None:
    text = _examples('"a" -> VALID', '"b" -> INVALID', '"c" -> VALID')
    assert remarked("policy.few-examples", text) == ["a"]
    assert "3 examples;" in findings_of("policy.few-examples", text)[0].message
    assert "1 example;" in findings_of("policy.few-examples", _examples('"a" -> VALID'))[0].message


def test_four_examples_are_enough_and_none_are_another_matter() -> None:
    text = _examples('"a" -> VALID', '"b" -> INVALID', '"c" -> VALID', '"d" -> VALID')
    assert remarked("policy.few-examples", text) == []
    assert remarked("policy.few-examples", "# P\n\n## Allowed\n- tea\n") == []


@pytest.mark.parametrize(("label", "word"), [("INVALID", "allowed"), ("VALID", "violates")])
def test_examples_of_one_side_are_told(label: str, word: str) -> None:
    found = findings_of(
        "policy.one-sided-examples", _examples(f'"a" -> {label}', f'"b" -> {label}')
    )
    assert [word in f.hint for f in found] == [True]


def test_examples_of_both_sides_are_fine() -> None:
    rule = "policy.one-sided-examples"
    assert remarked(rule, _examples('"a" -> VALID', '"b" -> INVALID')) == []
    assert remarked(rule, _examples('"a" -> VALID')) == []


def test_several_rules_without_an_order_are_told() -> None:
    found = findings_of("policy.no-precedence", _TWO)
    assert [("X1, X2" in f.message) for f in found] == [True]


@pytest.mark.parametrize(
    "order",
    [
        "## Precedence\n- X2 first.\n",
        "When both apply, X2 wins.\n",
        "Apply the highest-severity rule.\n",
        "## Ambiguity\nAsk.\n",
        "## Key distinctions\n- X2 is worse.\n",
        "X2 geht vor.\n",
    ],
)
def test_an_order_may_be_said_in_many_ways(order: str) -> None:
    assert remarked("policy.no-precedence", f"{_TWO}\n{order}") == []


def test_one_rule_needs_no_order() -> None:
    assert (
        remarked("policy.no-precedence", "# P\n\n## X1 – Beer\nBeer.\n\n## X0 – Tea\nTea.\n") == []
    )


def test_sections_without_codes_are_counted_by_their_clauses() -> None:
    text = "# P\n\n## Forbidden beer\n- a\n\n## Forbidden wine\n- b\n"
    assert "Forbidden beer, Forbidden wine" in findings_of("policy.no-precedence", text)[0].message


def test_a_policy_without_a_way_out_is_told() -> None:
    assert len(findings_of("policy.no-escalation", _TWO)) == 1


@pytest.mark.parametrize(
    "way",
    [
        "Escalate doubts.",
        "Ask for manual review.",
        "Output: ESCALATE",
        "## Eskalation\nFragen.",
        "不清楚时交人工审核。",
    ],
)
def test_a_way_out_may_be_said_in_many_ways(way: str) -> None:
    assert remarked("policy.no-escalation", f"{_TWO}\n## If nothing fits\n\n{way}\n") == []


def test_an_exception_to_nothing_is_told() -> None:
    text = f"{_TWO}\n## Exceptions\n- Sales at the town feast\n"
    assert remarked("policy.orphan-exception", text) == ["- Sales at the town feast"]


@pytest.mark.parametrize(
    "text",
    [
        f"{_TWO}\n## Exceptions\n- X1 does not cover the town feast\n",
        f"{_TWO}\n## Exceptions to X2\n- Sales at the town feast\n",
        f"{_TWO}\n## Exceptions\n- Every rule stops at the town feast\n",
        f"{_TWO}\n### Exceptions\n- Sales at the town feast\n",
        "# P\n\n## Forbidden\n- beer\n\n## Exceptions\n- Sales at the town feast\n",
    ],
)
def test_an_exception_with_a_rule_is_fine(text: str) -> None:
    assert remarked("policy.orphan-exception", text) == []


def test_codes_that_do_not_exist_are_told_once_each() -> None:
    examples = '## Examples\n- "Ale" -> X7\n- "Rum" -> D-Y2, R-X1\n'
    text = f"{_TWO}\n{examples}\n## Order\nX9 beats X1, and X9 ends.\n"
    assert remarked("policy.unknown-code", text) == ["X7", "Y2", "X9"]
    hints = [f.hint for f in findings_of("policy.unknown-code", text)]
    assert "Use one of X1, X2" in hints[0]
    assert hints[1] == "Did you mean X2?"


def test_codes_that_exist_and_other_words_are_fine() -> None:
    text = _TWO + '\n## Examples\n- "Ale" -> D-X1\n\nH1N1, ROT13, U+200B, X1 to X2, "X9", #X8.\n'
    assert remarked("policy.unknown-code", text) == []
    assert remarked("policy.unknown-code", "# P\n\n## Allowed\n- SP2 and SP3\n") == []


def test_a_code_given_twice_is_told_at_the_second() -> None:
    text = "# P\n\n## Forbidden\n- X1: beer\n- X2: wine\n- X1: gin\n"
    assert remarked("policy.duplicate-code", text) == ["- X1: gin"]


def test_two_sides_of_one_category_share_a_code() -> None:
    sale = "### S (Sale) – VIOLATES\n- a\n\n### S (Sale) – SAFE\n- b\n"
    text = f"# P\n\n{sale}\n### T (Trade) – SAFE\n- c\n"
    assert remarked("policy.duplicate-code", text) == []


def test_left_out_numbers_and_letters_are_told() -> None:
    text = "# P\n\n## Forbidden\n- X1: a\n- X3: b\n  - X3.a: c\n  - X3.c: d\n"
    assert remarked("policy.code-gap", text) == ["- X3: b", "- X3.c: d"]
    assert [f.message for f in findings_of("policy.code-gap", text)] == [
        "X2 is missing before X3.",
        "X3.b is missing before X3.c.",
    ]


def test_a_gap_between_the_two_sides_is_a_habit() -> None:
    text = (
        "# P\n\n## Allowed\n- X0: a\n\n## Forbidden\n- X2: b\n- X3: c\n\n## Also allowed\n- X9: d\n"
    )
    assert remarked("policy.code-gap", text) == []


def test_a_label_that_nothing_explains_is_told() -> None:
    assert remarked(
        "policy.undefined-label", _examples('"a" -> VALID', '"b" -> BEER', '"c" -> BEER')
    ) == ["b"]


def test_explained_labels_are_fine() -> None:
    text = "BEER = content that violates.\n\n" + _examples('"a" -> BEER', '"b" -> X9', '"c"')
    assert remarked("policy.undefined-label", text) == []


def test_a_label_with_two_meanings_is_told() -> None:
    text = "# P\n\n## Allowed (1)\n- tea\n\n## Violates (1)\n- beer\n"
    assert remarked("policy.contradictory-label", text) == ["1"]


def test_a_label_with_one_meaning_is_fine() -> None:
    text = "# P\n\nVALID or INVALID.\n\n## A (VALID)\n- tea\n\n## B (VALID)\n- milk\n"
    assert remarked("policy.contradictory-label", text) == []


def test_a_label_spelled_two_ways_is_told_once() -> None:
    text = _examples('"a" -> VALID', '"b" -> Valid', '"c" -> Valid', '"d" -> INVALID')
    assert [f.message for f in findings_of("policy.label-spelling", text)] == [
        "Valid is written VALID elsewhere."
    ]


def test_a_label_spelled_one_way_is_fine() -> None:
    assert remarked("policy.label-spelling", _examples('"a" -> VALID', '"b" -> INVALID')) == []
