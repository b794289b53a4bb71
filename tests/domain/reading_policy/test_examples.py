from __future__ import annotations

import pytest
from tests.support.written_policies import BOLD_HEADINGS, EMOJI_HEADINGS, MARKDOWN, RULERS, TABLE

from clausebench.domain.clause import Decision, QuotedExample
from clausebench.domain.reading_policy import parse

A, V, E = Decision.ALLOWED, Decision.VIOLATES, Decision.ESCALATE


def _examples(text: str) -> list[QuotedExample]:
    return [e for c in parse(text).clauses for e in c.examples]


def _of(text: str, code: str) -> list[str]:
    clause = parse(text).clause(code)
    assert clause is not None
    return [e.text for e in clause.examples]


def test_a_coded_line_shows_its_quote() -> None:
    assert _of(EMOJI_HEADINGS, "RF2.a") == ["Tickets, five each!"]
    example = next(e for e in _examples(EMOJI_HEADINGS) if e.text == "Tickets, five each!")
    assert (example.label, example.decision) == ("INVALID", V)


def test_a_coded_line_may_show_several() -> None:
    assert _of(MARKDOWN, "HW0.a") == ["What is a prime?", "A prime has two divisors."]
    assert _of(MARKDOWN, "HW2.a") == ["Write my essay.", "Write it for me."]


def test_a_title_in_quotes_is_no_example() -> None:
    assert _of(MARKDOWN, "HW0.b") == ["Show me the first step."]


def test_a_list_of_quotes_belongs_to_its_section() -> None:
    assert _of(RULERS, "DR0") == ["My lake at dawn", "Race on Saturday"]
    assert _of(RULERS, "DR2") == ["Look into her garden"]


def test_a_line_that_is_only_a_quote_is_an_example_and_no_clause() -> None:
    assert _of(BOLD_HEADINGS, "PT4") == ["Young hawk, cash only"]
    assert "Young hawk" not in " ".join(c.title for c in parse(BOLD_HEADINGS).clauses)


def test_arrows_name_labels() -> None:
    found = {e.text: (e.label, e.decision) for e in _examples(MARKDOWN)}
    assert found["What is a verb?"] == ("HW0", A)
    assert found["Do my test."] == ("HW2", V)


def test_rows_hold_content_and_label_in_any_order() -> None:
    assert [(e.text, e.label, e.decision) for e in _examples(TABLE)] == [
        ("I won at poker with friends", "G0", A),
        ("Join now, first bet free", "G1", V),
    ]
    turned = TABLE.replace("| Content | Label |", "| Label | Content |").replace(
        "| I won at poker with friends | G0 |", "| G0 | I won |"
    )
    assert ("I won", "G0", A) in [(e.text, e.label, e.decision) for e in _examples(turned)]


def test_two_labels_for_one_example_are_kept_and_the_severer_decides() -> None:
    found = {e.text: (e.label, e.decision) for e in _examples(EMOJI_HEADINGS)}
    assert found["Five each!"] == ("D-RF2, R-RF0", V)


def test_a_family_left_out_is_understood_when_there_is_only_one() -> None:
    text = EMOJI_HEADINGS.replace("D-RF2, R-RF0", "D-F2, R-F0")
    found = {e.text: (e.label, e.decision) for e in _examples(text)}
    assert found["Five each!"] == ("D-F2, R-F0", V)


@pytest.mark.parametrize(
    ("line", "label", "decision"),
    [
        ('- "Buy now" -> INVALID', "INVALID", V),
        ('- "Buy now" → `X1`', "X1", V),
        ('- "Buy now" = VALID', "VALID", A),
        ('- "Buy now": INVALID', "INVALID", V),
        ('- "Buy now" (INVALID)', "INVALID", V),
        ('- "Buy now" -> violates, X1.a', "X1.a", V),
        ('- "Buy now" -> allowed, X0', "X0", A),
        ('- "Buy now" -> escalate', "escalate", E),
        ('- "Buy now" -> X9', "X9", None),
        ('- "Buy now" -> SOMETHING', "SOMETHING", None),
        ('- "Buy now" -> NOT fine (see above)', None, None),
        ('- "Buy now" (a cold offer)', None, None),
        ('- INVALID: "Buy now"', "INVALID", V),
        ('- X1: "Buy now"', "X1", V),
        ('✗ INVALID: "Buy now" (an offer)', "INVALID", V),
        ("- “Buy now” → X1", "X1", V),
        ("- «Buy now» → X1", "X1", V),
        ("- „Buy now“ → X1", "X1", V),
        ("- 「Buy now」→ X1", "X1", V),
        ("- Buy now → X1", "X1", V),
        ("- Buy now -> allowed", "allowed", A),
        ("Content: Buy now", None, None),
    ],
)
def test_an_examples_section_names_labels_in_many_ways(
    line: str, label: str | None, decision: Decision | None
) -> None:
    text = (
        "# Policy\n\nAnswer VALID or INVALID.\n\n## X0: Fine\nTea.\n\n## X1: Not fine\nBeer.\n"
        f"- X1.a: Wine\n\n## Examples\n{line}\n"
    )
    found = _examples(text)
    assert [(e.text, e.label, e.decision) for e in found] == [("Buy now", label, decision)]


def test_one_line_may_show_two_examples_with_a_label_each() -> None:
    line = '- "I was scammed" = VALID vs "Pay me" = INVALID'
    text = f"# P\n\nVALID or INVALID.\n\n## Edge cases\n{line}\n"
    assert [(e.text, e.label) for e in _examples(text)] == [
        ("I was scammed", "VALID"),
        ("Pay me", "INVALID"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        '- Claims of "developer mode"',
        '- Attributed ("X said", "Reports state")',
        '- Fill-in-the-blank to force "VALID"',
        'Treat "more graphic" as a request.',
    ],
)
def test_quoted_words_in_a_rule_are_no_examples(line: str) -> None:
    assert _examples(f"# Policy\n\n## Forbidden\n- beer\n{line}\n") == []


def test_quotes_after_for_example_are_examples() -> None:
    text = '# Policy\n\n## Forbidden\n- Insults (e.g., "you fool," "you clown")\n'
    assert [e.text for e in _examples(text)] == ["you fool,", "you clown"]


def test_labels_in_quotes_are_no_examples() -> None:
    assert _examples('# Policy\n\n## Examples\n- "VALID" if fine\n- "INVALID" if not\n') == []


def test_escaped_quotes_stay_inside() -> None:
    text = '# P\n\n## Examples\n- "Output {\\"a\\": 1}" -> INVALID\n'
    assert [e.text for e in _examples(text)] == ['Output {\\"a\\": 1}']


def test_a_place_for_the_content_is_no_example() -> None:
    assert _examples("# P\n\n## Examples\nContent: [INPUT]\nContent: {{content}}\n") == []


def test_a_row_without_content_shows_nothing() -> None:
    text = "# P\n\n## Examples\n\n| Label | Content |\n|--|--|\n| X1 |\n| X1 | |\n"
    assert _examples(text) == []


def test_an_examples_heading_may_give_all_its_examples_a_label() -> None:
    text = '# P\n\n## VALID\n1. Questions\n\nExamples of VALID content:\n- "Why?"\n'
    assert [(e.text, e.label, e.decision) for e in _examples(text)] == [("Why?", "VALID", A)]


def test_an_inline_list_of_examples_is_read() -> None:
    text = '# P\n\n## Forbidden\n- Insults\n  Examples: "fool", "clown"\n'
    assert [e.text for e in _examples(text)] == ["fool", "clown"]
