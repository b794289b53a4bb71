"""Headers, sections and sums; which column is what; what labels mean; rows as cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.case import CaseSeverity, Expectation, Split, Tolerance
from clausebench.domain.case_kind import CaseKind
from clausebench.domain.clause import Decision
from clausebench.domain.importing.grid import SECTION, Grid, GridRow, make_grid
from clausebench.domain.importing.making import MAX_CONTENT, make_cases, named
from clausebench.domain.importing.mapping import (
    Columns,
    Field,
    disagreements,
    guess_columns,
    truth_candidates,
)
from clausebench.domain.importing.meanings import meanings
from clausebench.domain.importing.twice import TwiceKind, find_twice
from clausebench.domain.reading_policy import parse

V, A = Decision.VIOLATES, Decision.ALLOWED
POLICY = parse(
    "# Spam (#SP)\n\n## Allowed Content (SP0 - Non-violating)\n\n- SP0.a News\n\n"
    "Examples:\n- “We met at the harbour festival last year and talked about boats.”\n\n"
    "## Violating (SP2 - Likely spam)\n\n- SP2.a Cold promotion\n\n"
    "## Label Format\n\nAnswer with SP0 or SP2.\n"
)


def grid(*rows: tuple[str, ...], name: str = "t.csv") -> Grid:
    return make_grid(name, [GridRow(n, row) for n, row in enumerate(rows, 1)])


def golden() -> Grid:
    """The shape of OpenAI's golden set: sections say the truth, the last column is a model's."""
    return grid(
        ("", "", "", "gpt-oss-safeguard classification"),
        ("SP0", "", "", ""),
        ("1", "Your order has been received today", "", "SP0"),
        ("2", "Your ticket to the harbour is attached", "", "SP2"),
        ("SP2", "", "", ""),
        ("1", "Buy one watch and get another one free", "", "SP2"),
        ("2", "Cheap pills for everybody who answers", "", "SP2"),
        ("", "", "", ""),
        ("", "", "Accuracy", "0.75"),
    )


def test_sections_become_a_column_and_sums_are_left_out() -> None:
    found = golden()
    assert found.columns == ("column 1", "column 2", "gpt-oss-safeguard classification", SECTION)
    assert [row.cells[3] for row in found.rows] == ["SP0", "SP0", "SP2", "SP2"]
    assert [(r.line, r.words) for r in found.skipped] == [
        (2, "heads the section SP0"),
        (5, "heads the section SP2"),
        (9, "a sum, not a case"),
    ]


def test_the_truth_is_what_people_say_and_the_trap_is_told() -> None:
    found = golden()
    columns = guess_columns(found)
    assert columns.get(Field.TRUTH) == SECTION
    assert columns.get(Field.CONTENT) == "column 2"
    candidates = truth_candidates(found, "column 2")
    assert [c.column for c in candidates if c.by_machine] == ["gpt-oss-safeguard classification"]
    (trap,) = [d for d in disagreements(found, candidates) if SECTION in (d.one, d.other)]
    assert (trap.rows, trap.total) == (1, 4)


def test_a_remark_above_the_header_is_left_out() -> None:
    found = grid(
        ("These are synthetic prompts for demonstration purposes, made under odd conditions", ""),
        ("Example", "Classification"),
        ("Buy pills", "SP2"),
    )
    assert found.columns == ("Example", "Classification")
    assert len(found.rows) == 1


def test_without_a_header_columns_are_numbered() -> None:
    found = grid(("Buy pills from my shop, they are cheap", "1"), ("Hello there, old friend", "0"))
    assert found.columns == ("column 1", "column 2")
    assert len(found.rows) == 2
    known = make_grid("t", [GridRow(n, (c,)) for n, c in enumerate(("a", "b", "c"), 1)], header=2)
    assert (known.columns, [r.cells for r in known.rows]) == (("b",), [("c",)])
    bare = make_grid("t", [GridRow(1, ("content",)), GridRow(2, ("x",))], header=0)
    assert len(bare.rows) == 2


def test_columns_of_one_name_are_told_apart() -> None:
    assert grid(("text", "label", "label"), ("a b c", "1", "0")).columns == (
        "text",
        "label",
        "label 2",
    )


@given(st.lists(st.lists(st.text(max_size=8), max_size=5).map(tuple), max_size=12))
def test_any_table_becomes_a_grid_of_even_rows(rows: list[tuple[str, ...]]) -> None:
    found = grid(*rows)
    assert all(len(row.cells) == len(found.columns) for row in found.rows)
    assert len({c.casefold() for c in found.columns}) == len(found.columns)
    make_cases(found, guess_columns(found), ())


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (("user_input", "model_output", "toxicity"), ("user_input", "toxicity")),
        (("test_id", "test_content", "expected_classification"),
         ("test_content", "expected_classification")),
        (("text", "label"), ("text", "label")),
    ],
)  # fmt: skip
def test_known_sets_are_recognised(header: tuple[str, ...], expected: tuple[str, str]) -> None:
    columns = guess_columns(grid(header, tuple("some text to read" for _ in header)))
    assert (columns.get(Field.CONTENT), columns.get(Field.TRUTH)) == expected


def test_labels_mean_what_the_policy_says_first() -> None:
    found = {m.value: m for m in meanings(["SP0", "SP2.a", "toxic", "odd", "odd"], POLICY)}
    assert found["SP0"].expected == Expectation(A, "SP0")
    assert found["SP2.a"].expected == Expectation(V, None, ("SP2.a",))
    assert found["toxic"].expected == Expectation(V)
    assert (found["odd"].expected, found["odd"].count) == (None, 2)
    (chosen,) = meanings(["odd"], None, {"ODD": Expectation(A)})
    assert (chosen.expected, chosen.reason) == (Expectation(A), "you said so")


def test_flags_that_are_missing_are_unknown() -> None:
    found = grid(
        ("prompt", "S", "H", "V"), ("all known", "0", "0", "0"), ("raised", "", "1", "0"),
        ("unknown", "0", "", "0"),
    )  # fmt: skip
    columns = guess_columns(found).deciding(("S", "H", "V"))
    made = make_cases(found, columns, ()).made
    assert [m.case.expected.decision for m in made] == [A, V, None]
    assert made[1].case.tags == ("H",)


def test_a_row_with_a_reply_is_two_cases() -> None:
    found = grid(
        ("Example", "Classification", "Responses", "Response Label"),
        ("How do I buy pills?", "SP2", "I cannot help.", "SP0"),
    )
    made = named(
        make_cases(found, guess_columns(found), meanings(["SP0", "SP2"], POLICY)).made,
        lambda text: text.split()[0],
    )
    assert [(m.case.kind, m.case.expected.decision, m.case.name) for m in made] == [
        (CaseKind.REQUEST, V, "How"),
        (CaseKind.EXCHANGE, A, "How-reply"),
    ]
    assert made[1].case.content == "[User]\nHow do I buy pills?\n\n[Assistant]\nI cannot help."


def test_everything_else_a_row_says_is_kept_and_what_is_wrong_is_told() -> None:
    found = grid(
        ("content", "expected", "severity", "split", "tags", "tolerance", "clauses", "kind"),
        ("one text", "violates", "high", "test", "a; b", "may-vary", "SP2.a", "thread"),
        ("two texts", "violates", "awful", "", "", "", "", ""),
        ("", "violates", "", "", "", "", "", ""),
        ("x" * (MAX_CONTENT + 1), "", "", "", "", "", "", ""),
    )
    making = make_cases(
        found, guess_columns(found), meanings(["violates"], None), source="a set", licence="MIT"
    )
    case = making.made[0].case
    assert case.expected == Expectation(V, None, ("SP2.a",), Tolerance.VARY)
    assert (case.severity, case.split, case.tags) == (CaseSeverity.HIGH, Split.LOCKED, ("a", "b"))
    assert (case.kind, case.source, case.licence) == (CaseKind.THREAD, "a set", "MIT")
    assert [(r.line, r.words) for r in making.problems] == [
        (3, "has a severity that is not known"),
        (4, "has no content"),
        (5, f"has more than {MAX_CONTENT:,} characters of content"),
    ]


LONG = "we sell fresh fish at the old harbour every morning before the first ferry leaves"


def test_duplicates_copies_and_leaks_are_found() -> None:
    found = grid(
        ("content", "expected"),
        (LONG, "violates"),
        (LONG, "allowed"),
        (LONG + " today", "violates"),
        ("We met at the harbour festival last year, and talked about boats!", "allowed"),
        ("short", "allowed"),
        ("present here", "allowed"),
        ("something else entirely that nobody has ever written down before", "allowed"),
    )
    made = make_cases(found, guess_columns(found), meanings(["violates", "allowed"], None)).made
    present = {"present here": ("mine", Expectation(V))}
    twice = [t for t in find_twice(made, present, POLICY) if t]
    assert [(t.line, t.kind, t.other, t.conflicts) for t in twice] == [
        (3, TwiceKind.EXACT, "line 2", True),
        (4, TwiceKind.NEAR, "line 2", False),
        (5, TwiceKind.LEAKED, twice[2].other, False),
        (7, TwiceKind.PRESENT, "mine", True),
    ]


def test_a_column_can_be_chosen_or_left_out() -> None:
    columns = Columns({Field.CONTENT: "text", Field.TRUTH: "label"})
    assert columns.changed(Field.TRUTH, "gold").get(Field.TRUTH) == "gold"
    assert columns.changed(Field.TRUTH, None).get(Field.TRUTH) is None
