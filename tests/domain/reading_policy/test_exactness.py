from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.written_policies import EVERY_STYLE

from clausebench.domain.clause import Clause, ParsedPolicy
from clausebench.domain.reading_policy import parse, render, segments
from clausebench.domain.text import Span

_PIECES = (
    "# ", "## ", "### ", "**", "- ", "* ", "1. ", "2) ", "(a) ", "✅ ", "✓ ", "❌ ", "🚫 ", "\n",
    "\n\n", "\r\n", "\r", "\u2028", "  ", "    ", "\t", "SP2", "SP2.a", "SP0", "VALID", "INVALID",
    "Output: ", "Examples:", "Definitions", "EXCEPTIONS", "| ", "|---|", '"', "“", "”", "→ ", "-> ",
    "===", "---", "=====", "```", "words of a rule", "Spam: bad", "GOAL: ", "(SP2 – x)", "(#SP)",
    "VIOLATES (1)", "0 = ", "1 or 0", "\ufeff", "\u200f", "例：", "「", "」", "if unclear", "\x0b",
    "\x1c", "\ud800", "=== X ===", "e.g., ", "Rule 1: ", "[", "]", "(", ")", "\\",
)  # fmt: skip
_POLICY_LIKE = st.lists(st.sampled_from(_PIECES), max_size=50).map("".join)


def _check_places(parsed: ParsedPolicy) -> None:
    text = parsed.text
    assert len({c.id for c in parsed.clauses}) == len(parsed.clauses)
    assert [c.span.start for c in parsed.clauses] == sorted(c.span.start for c in parsed.clauses)
    for clause in parsed.clauses:
        assert clause.own.start == clause.span.start
        assert clause.own.end <= clause.span.end <= len(text)
        if clause.code:
            assert clause.code in clause.own.of(text)
        _check_parent(parsed, clause)
        for example in clause.examples:
            assert example.span.of(text) == example.text
            assert clause.span.start <= example.span.start <= example.span.end <= clause.span.end
    for label in parsed.labels:
        assert label.span is None or label.span.of(text) == label.name


def _check_parent(parsed: ParsedPolicy, clause: Clause) -> None:
    if clause.parent is None:
        assert clause.depth == 0
        return
    parent = parsed.clause(clause.parent)
    assert parent is not None
    assert parent.depth == clause.depth - 1
    assert parent.own.end <= clause.span.start
    assert clause.span.end <= parent.span.end


@pytest.mark.parametrize("text", EVERY_STYLE.values(), ids=EVERY_STYLE.keys())
def test_every_style_is_rebuilt_byte_for_byte(text: str) -> None:
    parsed = parse(text)
    _check_places(parsed)
    assert render(parsed) == text


@given(_POLICY_LIKE)
@settings(max_examples=300)
def test_anything_like_a_policy_parses_and_is_rebuilt(text: str) -> None:
    parsed = parse(text)
    _check_places(parsed)
    assert render(parsed) == text


@given(st.text(max_size=200))
def test_any_text_parses_and_is_rebuilt(text: str) -> None:
    parsed = parse(text)
    _check_places(parsed)
    assert render(parsed) == text


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\u2028"])
def test_line_ends_change_nothing_but_themselves(ending: str) -> None:
    for text in EVERY_STYLE.values():
        plain = parse(text)
        other = parse(text.replace("\n", ending))
        assert [(c.code, c.title, c.kind, c.depth) for c in other.clauses] == [
            (c.code, c.title, c.kind, c.depth) for c in plain.clauses
        ]


def test_a_byte_order_mark_does_not_hide_the_title() -> None:
    assert parse("\ufeff# Title\n\n## Allowed\n- Tea").title == "Title"


def test_a_clause_after_an_emoji_is_where_it_is() -> None:
    text = "# 🎟️ Raffles\n\n- 🧨 first\n- second\n"
    assert [c.own.of(text) for c in parse(text).clauses] == [
        "# 🎟️ Raffles",
        "- 🧨 first",
        "- second",
    ]


def test_segments_name_the_innermost_clause() -> None:
    text = "## Allowed\n\n- Tea\n- Milk\n\nOutput: VALID\n"
    found = [(s.clause.title if s.clause else None, s.span.of(text)) for s in segments(parse(text))]
    assert found == [
        ("Allowed", "## Allowed\n\n"),
        ("Tea", "- Tea"),
        ("Allowed", "\n"),
        ("Milk", "- Milk"),
        ("Allowed", "\n\nOutput: VALID"),
        (None, "\n"),
    ]


def test_rendering_uses_the_spans() -> None:
    parsed = parse("## Allowed\n\n- Tea\n")
    clause = parsed.clauses[1]
    broken = ParsedPolicy(
        parsed.text,
        parsed.title,
        (parsed.clauses[0], Clause(clause.id, clause.kind, "", Span(3, 40), Span(3, 5))),
        parsed.labels,
    )
    assert render(broken) != ""
    assert [s.span for s in segments(broken)] != [s.span for s in segments(parsed)]


def test_an_empty_text_has_no_clauses() -> None:
    for text in ("", "\n\n", "   \n\t\n", "=====\n\n=====\n"):
        assert parse(text).clauses == ()
        assert render(parse(text)) == text


def test_equal_lines_get_names_of_their_own() -> None:
    parsed = parse("## Allowed\n- same\n- same\n- same\n")
    ids = [c.id for c in parsed.clauses if c.title == "same"]
    assert ids == [ids[0], f"{ids[0]}~2", f"{ids[0]}~3"]


def test_a_generated_name_does_not_depend_on_other_clauses() -> None:
    before = parse("# Policy\n\n## Allowed\n- tea\n- milk\n")
    after = parse("# Policy\n\n## Forbidden\n- beer\n\n## Allowed\n- milk, warm\n- tea\n")
    names = [{c.title: c.id for c in p.clauses} for p in (before, after)]
    assert names[0]["tea"] == names[1]["tea"]
    assert names[0]["milk"] != names[1]["milk, warm"]
