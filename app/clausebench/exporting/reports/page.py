"""A report that a browser shows and prints: one file, no scripts, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files

from clausebench.domain.bundle.release import Release
from clausebench.domain.reporting import Report, ReportKind, Section, report_of
from clausebench.exporting.files import Files, text_file
from clausebench.exporting.reports.elements import element

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_FRESH = frozenset({"prompt", "cases"})
"""Sections that begin on a page of their own."""


def write(release: Release, kind: ReportKind = ReportKind.RESULTS) -> Files:
    """``<slug>.html``."""
    return {f"{release.slug}.html": page_of(report_of(release, kind))}


def page_of(report: Report) -> bytes:
    """Any report as one HTML file."""
    opening = "".join(map(element, report.opening))
    sections = "".join(_section(section, 2) for section in report.sections)
    links = "".join(
        f'<li><a href="#{section.id}" dir="auto">{escape(section.title)}</a></li>\n'
        for section in report.sections
    )
    return text_file(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(report.title)}: {escape(report.kind)}</title>\n"
        f"<style>\n{_style()}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#report">Skip to the report</a>\n<div class="page">\n'
        f'<header class="cover">\n<p class="kind">{escape(report.kind)}</p>\n'
        f'<h1 dir="auto">{escape(report.title)}</h1>\n{opening}</header>\n'
        '<div class="columns">\n<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n'
        f'<ol>\n{links}</ol>\n</nav>\n<main id="report">\n{sections}</main>\n</div>\n'
        f'<footer><p class="line" dir="auto">{escape(report.line)}</p></footer>\n'
        "</div>\n</body>\n</html>"
    )


@cache
def _style() -> str:
    return (files(__package__) / "report.css").read_text("utf-8")


def _section(section: Section, level: int) -> str:
    return "".join(_parts(section, min(level, 6)))


def _parts(section: Section, level: int) -> Iterator[str]:
    names = " ".join(
        name for name, holds in (("top", level == 2), ("fresh", section.id in _FRESH)) if holds
    )
    own = f' class="{names}"' if names else ""
    yield f'<section id="{section.id}"{own} aria-labelledby="{section.id}-title">\n'
    yield f'<h{level} id="{section.id}-title" dir="auto">{escape(section.title)}</h{level}>\n'
    yield from map(element, section.blocks)
    yield from (_section(inner, level + 1) for inner in section.sections)
    yield "</section>\n"
