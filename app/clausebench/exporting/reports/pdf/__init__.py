"""Reports on paper: PDF that is tagged, has bookmarks, and says the same as the page."""

from clausebench.exporting.reports.pdf.paper import write, write_report

__all__ = ["write", "write_report"]
