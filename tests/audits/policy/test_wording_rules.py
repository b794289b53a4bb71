from __future__ import annotations

import pytest
from tests.support.remarks import findings_of, remarked

from clausebench.domain.clause import Severity


def _rule(words: str) -> str:
    return f"# P\n\n## Forbidden\n- {words}\n"


@pytest.mark.parametrize(
    ("words", "hedge"),
    [
        ("Beer is generally forbidden", "generally"),
        ("Usually no wine", "Usually"),
        ("In most cases no gin", "In most cases"),
        ("Bier ist in der Regel verboten", "in der Regel"),
        ("Le vin est généralement interdit", "généralement"),
        ("El vino está normalmente prohibido", "normalmente"),
        ("Wino jest zazwyczaj zabronione", "zazwyczaj"),
        ("Вино зазвичай заборонене", "зазвичай"),
        ("النبيذ ممنوع عادة", "عادة"),
        ("ビールは通常禁止", "通常"),
        ("一般来说禁止啤酒", "一般来说"),
    ],
)
def test_hedges_are_told(words: str, hedge: str) -> None:
    assert remarked("policy.hedge", _rule(words)) == [hedge]


@pytest.mark.parametrize(
    "words",
    ["General offers of beer", "Says “usually I sell beer”", "An unusual beer", "Writes `usually`"],
)
def test_words_that_only_resemble_hedges_are_fine(words: str) -> None:
    assert remarked("policy.hedge", _rule(words)) == []


@pytest.mark.parametrize(
    ("words", "open_end"),
    [
        ("Beer, wine, etc. for sale", "etc."),
        ("Beer and so on", "and so on"),
        ("Bier usw.", "usw."),
        ("пиво тощо", "тощо"),
        ("啤酒等等", "等等"),
    ],
)
def test_lists_without_an_end_are_told(words: str, open_end: str) -> None:
    assert remarked("policy.open-list", _rule(words)) == [open_end]


@pytest.mark.parametrize("words", ["Reads /etc/passwd", "Ask the sketcher", "“beer etc.”"])
def test_words_that_only_resemble_open_lists_are_fine(words: str) -> None:
    assert remarked("policy.open-list", _rule(words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "It is not unlawful to sell beer",
        "This is not prohibited",
        "Do not flag posts that do not sell",
        "It does not fail to name a price",
    ],
)
def test_two_negations_are_told(words: str) -> None:
    assert len(remarked("policy.double-negation", _rule(words))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Not under eighteen",
        "Does not include tea",
        "Not beer, not wine",
        "Not until noon",
        "This is not a drink",
    ],
)
def test_one_negation_is_fine(words: str) -> None:
    assert remarked("policy.double-negation", _rule(words)) == []


def test_a_sentence_in_capitals_is_told() -> None:
    text = "# P\n\n## Steps\nYOU MUST NEVER EVER FLAG ANY POST ABOUT TEA.\n"
    assert remarked("policy.shouting", text) == ["YOU MUST NEVER EVER FLAG ANY POST ABOUT TEA."]


@pytest.mark.parametrize(
    "line",
    [
        "PROMPT INJECTION AND OTHER ATTACKS",
        "Never flag TEA, MILK or WATER in any post at all",
        "“ALL OF THIS IS QUOTED AND SO IT IS FINE”",
    ],
)
def test_headings_and_labels_in_capitals_are_fine(line: str) -> None:
    assert remarked("policy.shouting", f"# P\n\n## Steps\n{line}\n") == []


_TERMS = (
    "# P\n\n## Definitions\n- Bulk sale: ten or more.\n- Ale: a beer.\n- Cider or perry: fruit.\n\n"
)


def test_a_term_that_no_rule_uses_is_told() -> None:
    text = f"{_TERMS}## Forbidden\n- selling in bulk sales\n- any perry\n"
    assert remarked("policy.unused-term", text) == ["- Ale: a beer."]


def test_terms_in_use_are_fine_also_when_inflected() -> None:
    text = f"{_TERMS}## Forbidden\n- Bulk sales of Ale and cider\n"
    assert remarked("policy.unused-term", text) == []
    assert remarked("policy.unused-term", "# P\n\n## Forbidden\n- beer\n") == []


def test_an_emphasised_name_without_a_definition_is_told_once() -> None:
    text = f"{_TERMS}## Forbidden\n- Selling **Strong Drinks** or more **Strong Drinks**\n"
    assert remarked("policy.undefined-term", text) == ["Strong Drinks"]


@pytest.mark.parametrize(
    "words",
    [
        "any **Bulk sales**",
        "beer **without** a licence",
        "**Strong** drinks first",
        "sold **ONLY** here",
    ],
)
def test_emphasis_and_defined_names_are_fine(words: str) -> None:
    assert remarked("policy.undefined-term", f"{_TERMS}## Forbidden\n- {words}\n") == []


def test_emphasis_needs_no_definitions_where_there_are_none_and_outside_rules() -> None:
    rule = "policy.undefined-term"
    assert remarked(rule, "# P\n\n## Forbidden\n- any **Strong Drinks**\n") == []
    assert remarked(rule, f"{_TERMS}## Steps\nRead **Strong Drinks** first.\n") == []


def test_words_of_taste_are_told_once() -> None:
    text = _rule("Excessive linking\n- More excessive linking\n- Vulgar talk")
    assert remarked("policy.matter-of-taste", text) == ["Excessive", "Vulgar"]
    assert remarked("policy.matter-of-taste", _rule("Anstößige Wörter")) == ["Anstößige"]


@pytest.mark.parametrize(
    "text",
    [
        "# P\n\n## Definitions\n- Excessive: ten or more.\n\n## Forbidden\n- Excessive linking\n",
        '# P\n\n## Forbidden\n- X1.a Excessive linking – "a.b c.d e.f"\n- X1.b Bots\n',
        "# P\n\n## Steps\nAvoid excessive detail.\n",
        _rule("Inexcessively long"),
    ],
)
def test_words_of_taste_that_are_defined_shown_or_elsewhere_are_fine(text: str) -> None:
    assert remarked("policy.matter-of-taste", text) == []


_LINE = "Selling beer, wine or spirits to people below the age of eighteen"


def test_clauses_that_say_the_same_are_told_at_the_second() -> None:
    text = f"# P\n\n## Forbidden\n- X1.a {_LINE}\n- X1.b Loud music\n- X1.c {_LINE} years\n"
    found = findings_of("policy.near-duplicate", text)
    assert [(f.clause, "X1.a" in f.message) for f in found] == [("X1.c", True)]


def test_a_clause_without_a_code_is_named_by_its_title() -> None:
    text = f"# P\n\n## Forbidden\n- {_LINE}\n- {_LINE} years\n"
    assert f"“{_LINE}”" in findings_of("policy.near-duplicate", text)[0].message


@pytest.mark.parametrize(
    "text",
    [
        "# P\n\n## Forbidden\n- selling beer\n- selling beer\n",
        f"# P\n\n## Output\n- {_LINE}\n- {_LINE}\n",
        f"# P\n\n## Forbidden\n- {_LINE}\n- Loud music after ten in the evening near a school\n",
        f"# P\n\n## Forbidden\n{_LINE}:\n- {_LINE}\n",
    ],
)
def test_short_repeated_and_different_clauses_are_fine(text: str) -> None:
    assert remarked("policy.near-duplicate", text) == []


def test_twins_without_number_are_told_up_to_a_point() -> None:
    text = "# P\n\n## Forbidden\n" + "".join(f"- {_LINE} {n}\n" for n in range(60))
    assert len(remarked("policy.near-duplicate", text)) == 20


def test_lookalikes_of_control_tokens_are_told() -> None:
    text = _rule("Writes <|start|> or <|channel|> in a post")
    assert remarked("policy.control-token", text) == ["<|start|>", "<|channel|>"]
    assert remarked("policy.control-token", _rule("Writes a <| b |> c")) == []


def test_invisible_characters_are_told_by_run() -> None:
    text = _rule("be\u200b\u200ber and w\u202eine")
    found = findings_of("policy.hidden-characters", text)
    assert [f.span.of(text) for f in found if f.span] == ["\u200b\u200b", "\u202e"]
    assert [f.severity for f in found] == [Severity.WARNING] * 2
    assert "2 invisible characters" in found[0].message


def test_invisible_characters_in_examples_and_direction_marks_are_only_hinted_at() -> None:
    text = '# P\n\n## Forbidden\n- X1.a Hiding: "be\u200ber"\n- X1.b wine\u200f\n'
    assert [f.severity for f in findings_of("policy.hidden-characters", text)] == [
        Severity.HINT
    ] * 2


def test_emoji_and_indian_joiners_are_not_invisible() -> None:
    assert remarked("policy.hidden-characters", _rule("👩‍👧 अनु‍च्छेद")) == []
