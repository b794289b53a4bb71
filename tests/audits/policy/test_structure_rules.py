from __future__ import annotations

import pytest
from tests.support.remarks import findings_of, remarked

from clausebench.domain.clause import Severity
from clausebench.domain.judging import TokenCount

_FULL = """# Drinks

## Instruction
Judge posts.

## Definitions
- Beer: a drink.

## Violates
- Selling beer.

## Allowed
- Tea.

## Examples
- "Beer here" -> violates
"""


@pytest.mark.parametrize(
    ("count", "severities"),
    [
        (399, [Severity.HINT]),
        (400, []),
        (600, []),
        (601, [Severity.HINT]),
        (10_000, [Severity.HINT]),
        (10_001, [Severity.WARNING]),
    ],
)
def test_length_is_told_by_band(count: int, severities: list[Severity]) -> None:
    found = findings_of("policy.length", _FULL, TokenCount(count, exact=True))
    assert [f.severity for f in found] == severities


def test_an_estimated_length_says_so_and_no_count_says_nothing() -> None:
    found = findings_of("policy.length", _FULL, TokenCount(100, exact=False))
    assert "about 100" in found[0].message
    assert findings_of("policy.length", _FULL, None) == []


def test_a_clause_of_many_words_is_told() -> None:
    long = "# P\n\n## Violates\n- " + "word " * 121
    assert len(remarked("policy.overlong-clause", long)) == 1
    assert remarked("policy.overlong-clause", "# P\n\n## Violates\n- " + "word " * 119) == []


def test_quotes_and_examples_do_not_make_a_clause_long() -> None:
    long = "word " * 200
    text = f'# P\n\n## Violates\n- X1.a Long quote: "{long}"\n\n## Examples\n{long}\n'
    assert remarked("policy.overlong-clause", text) == []


def test_two_chinese_characters_count_as_a_word() -> None:
    assert remarked("policy.overlong-clause", "# P\n\n## 违规内容\n- " + "字" * 239) == []
    assert len(remarked("policy.overlong-clause", "# P\n\n## 违规内容\n- " + "字" * 242)) == 1


@pytest.mark.parametrize(
    "heading", ["## Exceptions", "EXCEPTIONS", "**Exceptions**", "Exceptions:"]
)
def test_a_heading_without_words_is_told(heading: str) -> None:
    assert remarked(
        "policy.empty-clause", f"# P\n\n## Allowed\nTea.\n\n{heading}\n\n## Output\nx\n"
    ) == [heading]


def test_a_code_without_words_is_told() -> None:
    assert remarked("policy.empty-clause", "# P\n\n## Violates\n- X1: beer\n- X2:\n") == ["- X2:"]


@pytest.mark.parametrize(
    "text",
    [
        _FULL,
        "# Only a title",
        "# P\n\nGOAL: find beer.\n\nNOTE: short.\n",
        "# P\n\n## Violates\n- LOW RISK: tea\n- BEER\n\n## X1 – Beer\n\nOutput: INVALID\n",
        '# P\n\n## Examples\n"Beer"\n\n**Heading**\n- item\n',
    ],
)
def test_clauses_with_words_are_not_empty(text: str) -> None:
    found = remarked("policy.empty-clause", text.replace("- BEER\n", ""))
    assert found == []


@pytest.mark.parametrize(
    ("section", "words", "severity"),
    [
        ("Definitions", "terms", Severity.HINT),
        ("Violates", "violates", Severity.WARNING),
        ("Allowed", "allowed", Severity.WARNING),
        ("Examples", "examples", Severity.HINT),
    ],
)
def test_a_missing_section_is_told(section: str, words: str, severity: Severity) -> None:
    before, _, rest = _FULL.partition(f"## {section}")
    after = rest.partition("\n\n")[2]
    found = findings_of("policy.missing-section", before + after)
    assert [(words in f.message, f.severity) for f in found] == [(True, severity)]


def test_a_policy_with_every_section_is_complete() -> None:
    assert findings_of("policy.missing-section", _FULL) == []


def test_a_missing_instruction_is_told() -> None:
    rules = "## Violates\n- beer\n\n## Allowed\n- tea\n"
    text = f"{rules}\n## Definitions\n- Beer: x\n\n## Examples\n- a\n"
    assert ["shall do" in f.message for f in findings_of("policy.missing-section", text)] == [True]


_RULES = "## Violates\n" + "- Selling beer to people who are too young.\n" * 8


def test_rules_before_the_answer_format_are_told() -> None:
    rule = "policy.output-not-near-top"
    late = f"# P\n\nJudge.\n\n{_RULES}\n## Output\nVALID or INVALID\n"
    assert remarked(rule, late) == ["# P"]
    assert remarked(rule, late.replace("Judge.", "Answer VALID or INVALID.")) == []
    assert remarked(rule, f"# P\n\nJudge.\n\n{_RULES}") == []


def test_an_answer_format_said_once_is_told() -> None:
    rule = "policy.output-not-repeated"
    once = f"# P\n\nAnswer VALID or INVALID.\n\n{_RULES}"
    assert remarked(rule, once) == ["# P"]
    assert remarked(rule, once + "\nReturn exactly one word: VALID or INVALID.\n") == []
    assert remarked(rule, f"# P\n\nJudge.\n\n{_RULES}") == []
