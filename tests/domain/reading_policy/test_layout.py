from __future__ import annotations

import pytest

from clausebench.domain.clause import ClauseKind, ParsedPolicy
from clausebench.domain.reading_policy import parse


def _tree(text: str) -> list[tuple[int, str]]:
    return [(c.depth, c.title) for c in parse(text).clauses]


def _rules(parsed: ParsedPolicy) -> list[str]:
    return [finding.rule for finding in parsed.problems]


@pytest.mark.parametrize(
    "heading",
    [
        "## Allowed",
        "##Allowed",
        "## Allowed ##",
        "Allowed\n-------",
        "Allowed\n=======",
        "=== Allowed ===",
        "--- Allowed ---",
        "ALLOWED",
        "ALLOWED:",
        "Allowed",
        "Allowed:",
        "**Allowed**",
        "**Allowed:**",
        "__Allowed__",
        "✅ Allowed",
        "=======\nAllowed\n=======",
        "1. Allowed",
        "1. ALLOWED",
    ],
)
def test_a_heading_is_a_heading_in_every_dress(heading: str) -> None:
    parsed = parse(f"# Drinks\n\nWords about drinks.\n\n{heading}\n\n- tea\n- milk\n")
    section = next(c for c in parsed.clauses if c.title.casefold() == "allowed")
    assert section.kind is ClauseKind.ALLOWED
    assert [c.title for c in parsed.children(section.id)] == ["tea", "milk"]


def test_a_ruler_after_a_sentence_is_no_underline() -> None:
    assert _tree("# A\n\nSome words.\n---\n\nMore: words\n---\nThe end.\n")[1:] == [
        (1, "Some words"),
        (1, "More"),
        (1, "The end"),
    ]


def test_text_between_two_boxes_is_no_heading() -> None:
    text = "# P\n\n====\nONE\n====\nonly text\n====\nTWO\n====\n"
    assert [t for _d, t in _tree(text)] == ["P", "ONE", "TWO"]


def test_lists_nest_by_indentation() -> None:
    text = "## Forbidden\n- a\n  - b\n    - c\n\t\t\t- d\n- e\n"
    assert _tree(text) == [(0, "Forbidden"), (1, "a"), (2, "b"), (3, "c"), (4, "d"), (1, "e")]


def test_dashes_below_a_number_belong_to_it_without_indentation() -> None:
    assert _tree("## Forbidden\n1. a\n- b\n- c\n2. d\n(a) e\n") == [
        (0, "Forbidden"), (1, "a"), (2, "b"), (2, "c"), (1, "d"), (1, "e"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "mark", ["-", "*", "+", "•", "‣", "–", "→", "1.", "1)", "(1)", "a)", "iv.", "☐", "⚠️"]
)
def test_items_start_with_any_mark(mark: str) -> None:
    assert _tree(f"## Forbidden\n{mark} beer and wine\n{mark} more wine\n")[1:] == [
        (1, "beer and wine"),
        (1, "more wine"),
    ]


def test_a_wrapped_line_stays_with_its_item() -> None:
    parsed = parse("## Forbidden\n- beer\nand wine\n- gin\n\n  with a paragraph\n\noutside\n")
    assert [c.span.of(parsed.text) for c in parsed.clauses[1:]] == [
        "- beer\nand wine",
        "- gin\n\n  with a paragraph",
    ]
    assert parsed.clauses[0].span.end == len(parsed.text) - 1


def test_a_list_after_a_colon_belongs_to_its_sentence() -> None:
    assert _tree("# P\n\nNever show:\n\n- beer\n\nAlways say thanks.\n\n- twice\n") == [
        (0, "P"), (1, "Never show"), (2, "beer"), (1, "Always say thanks"), (1, "twice"),
    ]  # fmt: skip


def test_leads_in_capitals_end_with_their_paragraph() -> None:
    assert _tree("# P\n\n## Steps\nGOAL: find spam.\n\nMore about steps.\n\nNOTE: short.\n") == [
        (0, "P"), (1, "Steps"), (2, "GOAL"), (2, "NOTE"),
    ]  # fmt: skip


def test_a_bold_word_in_a_sentence_is_no_lead() -> None:
    assert _tree("# P\n\n## Steps\n**Never** flag news.\n") == [(0, "P"), (1, "Steps")]


def test_a_bold_lead_is_a_clause_of_its_own() -> None:
    parsed = parse("# P\n\n## Special cases\n**Own data:** fine.\n**News** – fine.\n")
    assert [c.title for c in parsed.clauses[2:]] == ["Own data", "News"]
    assert {c.kind for c in parsed.clauses[2:]} == {ClauseKind.PRECEDENCE}


def test_definitions_are_told_in_lines_items_bold_and_tables() -> None:
    text = (
        "## Definitions\nSpam: bad mail\n\nBulk – many at once\n\n- **Ad**: paid words\n"
        '- "Bait": a lure\n\n| Term | Words |\n|--|--|\n| Flood | too much |\n'
    )
    assert [c.term for c in parse(text).terms] == ["Spam", "Bulk", "Ad", "Bait", "Flood"]


def test_key_and_words_outside_definitions_are_text() -> None:
    assert _tree("# P\n\n## Steps\nFirst: read.\nThen: judge.\n") == [(0, "P"), (1, "Steps")]


def test_a_heading_inside_a_violating_section_keeps_violating() -> None:
    below = "### Instruction theft\n- a\n\n### Exceptions\n- b\n\n### Output\nx\n"
    text = f"# P\n\n## Forbidden\n\n{below}"
    kinds = {c.title: c.kind for c in parse(text).clauses}
    assert kinds["Instruction theft"] is ClauseKind.VIOLATES
    assert kinds["b"] is ClauseKind.EXCEPTION
    assert kinds["Output"] is ClauseKind.OUTPUT


def test_an_item_that_begins_with_unless_is_an_exception() -> None:
    parsed = parse("## Forbidden\n- beer\n- Unless a doctor asks for it\n- Exception: wine\n")
    assert [c.kind for c in parsed.clauses[2:]] == [ClauseKind.EXCEPTION] * 2


def test_code_blocks_are_not_read_but_belong_somewhere() -> None:
    text = "## Output\n\n```json\n# no heading\n- no item\n```\n\n## Allowed\n- tea\n"
    parsed = parse(text)
    assert [c.title for c in parsed.clauses] == ["Output", "Allowed", "tea"]
    assert "no item" in parsed.clauses[0].own.of(text)


def test_a_code_block_before_everything_belongs_to_nothing() -> None:
    assert _tree("```\nx\n```\n\n# P\n\nWords of the policy.\n")[0] == (0, "P")


def test_an_unclosed_code_block_is_told_and_read() -> None:
    parsed = parse("# P\n\n```\n## Allowed\n- tea\n")
    assert _rules(parsed) == ["policy.unclosed-fence"]
    assert [c.title for c in parsed.clauses] == ["P", "Allowed", "tea"]


def test_a_policy_inside_one_code_block_is_read() -> None:
    assert _tree("```markdown\n# P\n\n## Allowed\n- tea\n```\n") == [
        (0, "P"),
        (1, "Allowed"),
        (2, "tea"),
    ]


def test_a_skipped_level_is_told() -> None:
    parsed = parse("# P\n\n### Allowed\n- tea\n")
    assert _rules(parsed) == ["policy.skipped-heading-level"]
    assert parsed.problems[0].span == parsed.clauses[1].own


def test_front_matter_is_skipped() -> None:
    assert _tree("---\ntitle: x\ntags:\n  - y\n---\n# P\n\n## Allowed\n- tea\n")[0] == (0, "P")
    assert _tree("---\nA sentence without a colon.\n---\n\nMore words.\n")[0][1] != "P"


def test_front_matter_that_never_ends_is_text() -> None:
    assert len(_tree("---\ntitle: x\n\nMore: words\n")) > 0


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Unsafe content policy\n\n## Allowed\n- tea\n", "Unsafe content policy"),
        ("# Allowed\n- tea\n", ""),
        ("VIOLATES (1)\n- beer\n", ""),
        ("Spam rules\nThis policy is about spam.\n", "Spam rules"),
        ("This is the first sentence of a long text.\n\nMore.\n", ""),
        ("Only one line", ""),
        ("MY POLICY\n\nWords.\n", "MY POLICY"),
        ("- an item\n- another\n", ""),
    ],
)
def test_a_first_line_is_the_title_when_it_reads_like_one(text: str, title: str) -> None:
    assert parse(text).title == title


def test_long_titles_are_shortened_between_words() -> None:
    words = "word " * 40
    title = parse(f"## Allowed\n- {words}\n").clauses[1].title
    assert len(title) <= 81
    assert title.endswith("word…")


def test_a_table_of_other_things_is_text_of_its_section() -> None:
    text = "# P\n\n## Incidents\n\n| Date | Place |\n|---|---|\n| May | Oslo |\n"
    assert _tree(text) == [(0, "P"), (1, "Incidents")]


def test_rows_of_a_rule_section_are_clauses() -> None:
    rows = "| Beer | Selling beer |\n| Wine | Selling wine |\n"
    text = f"# P\n\n## Forbidden\n\n| Kind | Words |\n|---|---|\n{rows}"
    assert _tree(text)[2:] == [(2, "Beer"), (2, "Wine")]


def test_a_table_alone_is_read() -> None:
    assert _tree("| A | B |\n|---|---|\n| c | d |\n") != []


def test_fields_of_an_output_section_are_clauses_like_their_neighbours() -> None:
    text = "# P\n\n## Output format\n- Tier: [1 / 2]\n- Decision: [ALLOW / BLOCK]\n"
    assert _tree(text)[2:] == [(2, "Tier"), (2, "Decision")]


def test_bold_examples_belong_to_their_section() -> None:
    parsed = parse('# P\n\n## Forbidden\n\n**Examples**\n- "beer"\n- "wine"\n')
    assert [e.text for e in parsed.clauses[1].examples] == ["beer", "wine"]
    assert len(parsed.clauses) == 2


def test_a_heading_by_its_code_alone_is_text_when_the_code_is_taken() -> None:
    text = "# P\n\n## X1: Beer\nBeer.\n\n## X2: Wine\nWine.\n\nMore about beer (X1)\n"
    assert _tree(text) == [(0, "P"), (1, "Beer"), (1, "Wine")]


def test_a_condition_that_opens_a_list_is_not_a_rule_by_itself() -> None:
    text = "# P\n\n## Precedence\nWhen both apply:\n1. X first\n2. Y next\n\nIf unsure → ask\n"
    assert _tree(text)[2:] == [(2, "X first"), (2, "Y next"), (2, "If unsure")]
