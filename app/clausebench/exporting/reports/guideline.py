"""The guideline for moderators, in every form in which people read."""

from __future__ import annotations

from clausebench.domain.bundle.release import Release
from clausebench.domain.reporting import guideline_report
from clausebench.exporting.files import Files, text_file
from clausebench.exporting.reports import pdf
from clausebench.exporting.reports.markdown import markdown_of
from clausebench.exporting.reports.page import page_of


def guideline(release: Release) -> str:
    """Markdown."""
    return markdown_of(guideline_report(release))


def write(release: Release) -> Files:
    """For the screen, for paper, and for wikis."""
    report = guideline_report(release)
    return {
        f"{release.slug}-guideline.html": page_of(report),
        f"{release.slug}-guideline.pdf": pdf.write_report(report),
        f"{release.slug}-guideline.md": text_file(markdown_of(report)),
    }
