"""How a suite fares, in words. Percentages of fewer than ten cases would only mislead."""

from __future__ import annotations

from collections.abc import Sequence

from clausebench.domain.metrics import Summary, summarise
from clausebench.ui.panels.test.case_row import CaseRow

ENOUGH = 10


def summary_of(rows: Sequence[CaseRow]) -> Summary:
    """The judged rows in numbers; repeats of a case count once."""
    return summarise(
        (row.case.expected, row.result.shown, row.result.outcome) for row in rows if row.result
    )


def outcome_words(rows: Sequence[CaseRow], summary: Summary) -> str:
    """``18 of 24 as expected · 3 not as expected · 1 wrong clause · 2 unreadable``."""
    labelled = summary.judged - summary.unlabelled
    outdated = sum(row.is_outdated for row in rows)
    parts = (
        f"{summary.passed:,} of {labelled:,} as expected" if labelled else "",
        _some(summary.failed, "not as expected"),
        _some(summary.wrong_clause, "wrong clause"),
        _some(summary.unsteady, "unsteady"),
        _some(summary.unreadable, "unreadable"),
        _some(summary.unlabelled, "without expectation"),
        _some(len(rows) - summary.judged, "not judged"),
        _some(outdated, "judged under an older wording"),
    )
    return " · ".join(filter(None, parts))


def score_words(rows: Sequence[CaseRow], summary: Summary) -> str:
    """``Precision 92 % · Recall 88 % · F1 90 % · n = 22``; only n while there are few."""
    counted = sum(1 for row in rows if row.result and row.case.expected.decision is not None)
    if not counted:
        return ""
    if counted < ENOUGH:
        return f"n = {counted}: too few for percentages"
    scores = {"Precision": summary.precision, "Recall": summary.recall, "F1": summary.f1}
    shown = [f"{name} {value:.0%}" for name, value in scores.items() if value is not None]
    return " · ".join((*shown, f"n = {counted:,}"))


def _some(count: int, words: str) -> str:
    return f"{count:,} {words}" if count else ""
