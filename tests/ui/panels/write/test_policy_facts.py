"""What stands beside the policy's lines and in the outline, as plain values."""

from __future__ import annotations

import pytest
from tests.support.fake_desk import POLICY

from clausebench.domain.clause import ClauseKind, Finding, Severity
from clausebench.domain.judging import TokenCount
from clausebench.domain.reading_policy import parse
from clausebench.domain.text import Span
from clausebench.ui.panels.write.clause_map import ClauseMap, code_at
from clausebench.ui.panels.write.new_policy import skeleton
from clausebench.ui.panels.write.outline_rows import matching, outline_rows
from clausebench.ui.panels.write.token_meter import meter_text, meter_tip
from clausebench.ui.text.gutter_marks import LineMark, line_marks, moved

PARSED = parse(POLICY)
LINES = POLICY.splitlines()


def _line(start: str) -> int:
    return next(n for n, line in enumerate(LINES) if line.startswith(start))


def test_each_line_of_a_clause_carries_its_kind_and_the_first_its_count() -> None:
    marks = line_marks(PARSED, (), {"SP1.a": 12})
    assert marks[_line("- SP1.a")] == LineMark(ClauseKind.VIOLATES, is_start=True, count=12)
    assert marks[_line("- SP1.b")].count == 0
    assert marks[_line("- SP7")].kind is ClauseKind.ALLOWED
    assert len(marks) == POLICY.count("\n") + 1


def test_the_worst_problem_of_a_line_is_the_one_shown() -> None:
    findings = [
        Finding("a", Severity.HINT, "h", Span(0, 1)),
        Finding("b", Severity.ERROR, "e", Span(2, 3)),
        Finding("c", Severity.WARNING, "w", Span(3, 4)),
        Finding("d", Severity.ERROR, "nowhere"),
    ]
    assert line_marks(PARSED, findings, {})[0].problem is Severity.ERROR


@pytest.mark.parametrize(("line", "by"), [(0, 2), (1, 1), (2, 3)])
def test_lines_taken_away_again_leave_the_marks_as_they_were(line: int, by: int) -> None:
    marks = tuple(LineMark(kind) for kind in list(ClauseKind)[:4])
    assert moved(moved(marks, line, by), line, -by) == marks


def test_only_clauses_that_can_be_cited_are_counted() -> None:
    rows = {row.title: row for row in outline_rows(PARSED, {"SP1.a": 3})}
    assert rows["Cold offer"].count == 3
    assert rows["Repetition"].is_uncited
    assert rows["Definitions"].count is None
    assert rows["Cold offer"].sentence == "SP1.a Cold offer, violates, cited by 3 cases"


def test_a_row_is_found_by_its_words_and_first_by_its_code() -> None:
    rows = outline_rows(PARSED, {})
    assert [row.code for row in matching(rows, "sp1")] == ["SP1.a", "SP1.b"]
    assert [row.title for row in matching(rows, "work own")] == ["Own work in place"]
    assert matching(rows, "") == rows


def test_a_position_lies_in_the_clause_that_begins_last_before_it() -> None:
    text = "😀 title\n\n## Violates\n- A1 one: x\n- A2 two: y\n"
    clauses = ClauseMap(parse(text))
    at = len(text[: text.index("A2")].encode("utf-16-le")) // 2
    found = clauses.at(at)
    assert found is not None
    assert found.code == "A2"
    assert ClauseMap(parse("")).at(0) is None


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [("see SP1.a, then", 5, "SP1.a"), ("see sp1.A.", 8, "SP1.a"), ("see SP1.a", 1, None)],
)
def test_a_code_is_recognised_under_the_cursor(line: str, column: int, code: str | None) -> None:
    assert code_at(line, column, PARSED.codes) == code


@pytest.mark.parametrize(
    ("tokens", "words"),
    [
        (TokenCount(512, exact=True), "512 tokens ✓ 400–600"),
        (TokenCount(399, exact=False), "≈ 399 tokens ↓ below 400–600"),
        (TokenCount(1200, exact=True), "1,200 tokens ↑ above 400–600"),
    ],
)
def test_the_length_is_measured_against_the_band(tokens: TokenCount, words: str) -> None:
    assert meter_text(tokens) == words
    assert meter_tip(tokens).endswith(".")


def test_a_new_policy_can_be_read_whatever_it_is_called() -> None:
    parsed = parse(skeleton("A {strange} name"))
    assert parsed.title == "A {strange} name"
    assert parsed.codes == ("P1", "P7")
