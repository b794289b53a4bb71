"""All that the first column shows about a policy's text, computed away from the main thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.judging import TokenCount
from clausebench.services.linting import LintReport, lint
from clausebench.ui.panels.write.clause_map import ClauseMap
from clausebench.ui.panels.write.outline_rows import OutlineRow, outline_rows
from clausebench.ui.text.gutter_marks import LineMark, line_marks


@dataclass(frozen=True, slots=True)
class PolicyReading:
    """What reading a text gave. ``rows`` are the outline's, ``marks`` the gutter's per line."""

    report: LintReport
    rows: tuple[OutlineRow, ...]
    marks: tuple[LineMark, ...]
    clauses: ClauseMap

    @property
    def parsed(self) -> ParsedPolicy:
        return self.report.parsed


def read_policy(
    text: str, citations: Mapping[str, int], tokens: TokenCount | None = None
) -> PolicyReading:
    """``citations`` counts test cases by clause id."""
    report = lint(text, tokens)
    return PolicyReading(
        report,
        outline_rows(report.parsed, citations),
        line_marks(report.parsed, report.findings, citations),
        ClauseMap(report.parsed),
    )


NOTHING_READ = PolicyReading(
    LintReport(ParsedPolicy("", "", (), ()), (), TokenCount(0, exact=False)),
    (),
    (),
    ClauseMap(ParsedPolicy("", "", (), ())),
)
"""Before anything was read."""
