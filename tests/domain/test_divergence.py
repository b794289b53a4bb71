"""Two reasonings side by side: which clauses they go through, and where they part."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.divergence import Step, align, steps
from clausebench.domain.reading_policy import parse
from clausebench.domain.text import Span

POLICY = parse(
    "# Spam (#SP)\n\n## Allowed Content (SP0 - Non-violating)\n\n- SP0.a News\n- SP0.b Receipts\n\n"
    "## Violating (SP2 - Likely spam)\n\n- SP2.a Cold promotion\n- SP2.b Fake engagement\n"
)
CONTENT = "Buy my pills"


def test_sentences_go_on_about_the_clause_named_last() -> None:
    reasoning = (
        "The post sells pills. SP2.a covers cold promotion. Nobody asked for it. "
        "SP2.b is about engagement. It does not fit."
    )
    found = steps(reasoning, POLICY, CONTENT)
    assert [step.clause for step in found] == [None, "SP2.a", "SP2.b"]
    assert found[1].span.of(reasoning) == "SP2.a covers cold promotion. Nobody asked for it. "
    assert "".join(step.span.of(reasoning) for step in found) == reasoning


def test_the_first_clause_that_only_one_side_goes_through_is_where_they_part() -> None:
    before = steps("It sells. SP2.a fits. So SP2.", POLICY, CONTENT)
    after = steps("It sells. SP0.b fits better. SP2.a fits. So SP2.", POLICY, CONTENT)
    found = align(before, after)
    assert [row.clause for row in found.rows][:3] == [None, "SP0.b", "SP2.a"]
    assert found.parting == 1
    assert found.rows[1].before is None


def test_the_same_way_to_the_same_end_never_parts() -> None:
    same = steps("SP2.a fits. So SP2.", POLICY, CONTENT)
    assert align(same, same).parting is None


def test_another_label_under_the_same_clause_parts_them() -> None:
    policy = parse(
        "# P\n\n## Violates\n\n- SP1 Ads\n\nOutput `VIOLATES` or `ALLOWED`, nothing else.\n"
    )
    a = Step("SP1", Span(0, 1), frozenset({"VIOLATES"}))
    b = Step("SP1", Span(0, 1), frozenset({"ALLOWED"}))
    assert align((a,), (b,)).parting == 0
    found = steps("SP1 fits. The label is VIOLATES.", policy, "x")
    assert found[-1].labels <= {label.name for label in policy.labels}


def test_nothing_reasoned_is_nothing_to_align() -> None:
    assert align(steps("", POLICY, ""), steps(" \n ", POLICY, "")).rows == ()


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_every_step_stands_in_exactly_one_row(left: list[str], right: list[str]) -> None:
    before = [Step(c, Span(n, n + 1), frozenset()) for n, c in enumerate(left)]
    after = [Step(c, Span(n, n + 1), frozenset()) for n, c in enumerate(right)]
    rows = align(before, after).rows
    assert [row.before for row in rows if row.before] == before
    assert [row.after for row in rows if row.after] == after
    assert all(
        row.before is None or row.after is None or row.before.clause == row.after.clause
        for row in rows
    )
