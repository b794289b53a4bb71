"""Markdown of a report: for wikis, bundles and other programs."""

from __future__ import annotations

from dataclasses import replace

from tests.support.releases import of_text
from tests.support.tested_releases import judged_spam

from clausebench.domain.case import Case
from clausebench.domain.reporting import ReportKind, guideline_report, report_of
from clausebench.exporting.reports.markdown import markdown_of


def test_everything_of_the_model_is_there() -> None:
    told = markdown_of(report_of(judged_spam(), ReportKind.EVIDENCE))
    for expected in (
        "# Spam policy: full evidence",
        "> **1 of 2 targets missed**",
        "- Recall: 10 of 15 = 67 % (95 % interval 42 % to 85 %); target 90 %",
        "| violates | 10 ✓ | 3 | 2 | 15 |",
        "- **SP1.a** Cold offer: promotion sent to a person who did not ask for it.",
        "## Appendix B: every case",
        "```text",
    ):
        assert expected in told
    assert "\n\n\n" not in told


def test_a_guideline_has_numbered_steps_and_examples() -> None:
    told = markdown_of(guideline_report(judged_spam()))
    assert "1. Read the whole content" in told
    assert "  - “Tag three friends and win a phone!”: violates, SP3.a" in told


def test_texts_of_others_stay_texts() -> None:
    case = Case("", "", "a|b", "```\n# not a heading\n````")
    text = "# P\n\n- SP1 <img src=x> [a](http://b) **c** `d`\n\n- SP2 two\n\n  # three\n"
    made = replace(of_text(text), title="<b>", cases=(case,), changelog="# x\n\n1. one `two`\n")
    told = markdown_of(report_of(made, ReportKind.EVIDENCE))
    assert "\\<img src=x\\>" in told
    assert "\\[a\\](http://b)" in told
    assert "`````text\n```\n# not a heading\n````\n`````" in told
    assert "# \\<b\\>: full evidence" in told
