"""Reports for people: what a release says, block by block, before it is HTML, PDF or Markdown."""

from clausebench.domain.reporting.composing import ReportKind, report_of, summary_of
from clausebench.domain.reporting.guideline import guideline_report
from clausebench.domain.reporting.model import (
    Bar,
    Bars,
    Block,
    Cell,
    ClauseEntry,
    Clauses,
    Column,
    Example,
    Fact,
    Facts,
    Items,
    Notice,
    Paragraph,
    Passage,
    Report,
    Section,
    Table,
    Tone,
)

__all__ = [
    "Bar",
    "Bars",
    "Block",
    "Cell",
    "ClauseEntry",
    "Clauses",
    "Column",
    "Example",
    "Fact",
    "Facts",
    "Items",
    "Notice",
    "Paragraph",
    "Passage",
    "Report",
    "ReportKind",
    "Section",
    "Table",
    "Tone",
    "guideline_report",
    "report_of",
    "summary_of",
]
