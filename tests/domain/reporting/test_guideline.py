"""A guideline for moderators says what the clauses say, in an order to decide in."""

from __future__ import annotations

from dataclasses import replace

from tests.support.releases import of_text, starter
from tests.support.tested_releases import judged_spam

from clausebench.domain.plain import to_plain
from clausebench.domain.reporting import guideline_report


def test_it_has_an_order_both_sides_and_what_was_settled() -> None:
    made = guideline_report(judged_spam())
    assert [s.title for s in made.sections] == [
        "In this order",
        "What to decide",
        "What the words mean",
        "Take action",
        "Leave up",
        "When clauses compete, and when to ask a colleague",
        "Examples",
        "Settled before",
    ]
    told = str(to_plain(made))
    for clause in judged_spam().clauses:
        if clause.code:
            assert f"'code': '{clause.code}'" in told
    for expected in ("'title': 'Leave up'", "Tag three friends", "Nobody asked."):
        assert expected in told


def test_steps_that_the_policy_has_no_clauses_for_are_left_out() -> None:
    told = str(to_plain(guideline_report(of_text("# P\n\n## Violates\n\n- SP1 no ham\n"))))
    assert "“Take action”" in told
    assert "“Leave up”" not in told
    assert "colleague" not in told
    allowed = str(to_plain(guideline_report(of_text("# P\n\n## Allowed\n\n- SP1 ham\n"))))
    assert "“Take action”" not in allowed
    assert "“Leave up”" in allowed


def test_exceptions_are_marked_and_open_precedents_left_out() -> None:
    text = "# P\n\n## Violates\n\n- A1 no ham\n\n## Exceptions\n\n- A2 ham in recipes\n"
    assert "'kind': 'Exception'" in str(to_plain(guideline_report(of_text(text))))
    made = judged_spam()
    open_one = replace(made.precedents[0], decision=None)
    sections = guideline_report(replace(made, precedents=(open_one,))).sections
    assert "settled" not in [s.id for s in sections]


def test_a_policy_without_clauses_still_has_a_guideline() -> None:
    made = guideline_report(of_text("Be nice."))
    assert made.opening
    assert guideline_report(starter("spam")) == guideline_report(starter("spam"))
