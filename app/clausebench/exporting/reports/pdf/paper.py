"""From a report to PDF, with typst. Slow to import, so it is imported where it is used.

The template is a file of our own; what a report says goes in as JSON beside it and is never read
as markup. Nothing is fetched: the template uses no packages.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from clausebench.domain.bundle.release import Release
from clausebench.domain.errors import BadInputError
from clausebench.domain.reporting import Notice, Report, ReportKind, Tone, report_of
from clausebench.exporting.files import Files
from clausebench.exporting.reports.pdf.glyphs import Glyphs, glyphs_for
from clausebench.exporting.reports.pdf.sheet import finished, sheet_of

_MOST_TRIES = 60


def write(release: Release, kind: ReportKind = ReportKind.RESULTS) -> Files:
    """``<slug>.pdf``."""
    return {f"{release.slug}.pdf": write_report(report_of(release, kind))}


def write_report(report: Report) -> bytes:
    """Any report as PDF. The same report gives the same bytes with the same fonts.

    Raises ``BadInputError`` when it cannot be set.
    """
    import typst

    sheet = sheet_of(report)
    glyphs = glyphs_for(json.dumps(sheet, ensure_ascii=False))
    for _ in range(_MOST_TRIES):
        ready = finished(sheet, _notices(glyphs), glyphs.mended)
        try:
            return _compiled(report, ready, is_plain=glyphs.is_embedded)
        except typst.TypstError as error:
            more = glyphs.without(str(error))
            if more is None:
                raise _failed(error) from error
            glyphs = more
    raise _failed("too many signs that no font has")


def _compiled(report: Report, sheet: dict[str, Any], *, is_plain: bool) -> bytes:
    import typst

    return typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"report": json.dumps(sheet)},
        ignore_system_fonts=is_plain,
        pdf_standards=["ua-1", "a-2a"],  # for screen readers, and for archives
        timestamp=_seconds(report.created),
    )


@cache
def _template() -> bytes:
    return (files(__package__) / "report.typ").read_bytes()


def _seconds(created: str) -> int:
    """Since 1970; 0 where the release has no date that can be read."""
    try:
        return max(int(datetime.fromisoformat(created).timestamp()), 0)
    except (ValueError, OverflowError):
        return 0


def _notices(glyphs: Glyphs) -> list[Notice]:
    if not glyphs.missing:
        return []
    return [
        Notice(
            Tone.CAUTION,
            "Some characters are not shown",
            f"The computer that made this file has no font for {glyphs.scripts}. Where such "
            "characters stand, this file names them in square brackets. The HTML report has them.",
        )
    ]


def _failed(why: object) -> BadInputError:
    return BadInputError(
        "The report could not be set as PDF.",
        str(why),
        "Write it with --to html, which a browser can print.",
    )
