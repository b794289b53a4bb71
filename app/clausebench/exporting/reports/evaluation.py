"""How a release was tested and how it fared, as it lies in bundles."""

from __future__ import annotations

from clausebench.domain.bundle.release import Release
from clausebench.domain.reporting import ReportKind, report_of
from clausebench.exporting.reports.markdown import markdown_of


def evaluation(release: Release) -> str:
    """Markdown; contents of cases stay away."""
    return markdown_of(report_of(release, ReportKind.RESULTS))
