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
from clausebench.exporting.reports.pdf.fonts import fonts
from clausebench.exporting.reports.pdf.glyphs import (
    LAST_RESORT,
    Glyphs,
    glyphs_for,
    is_about_glyphs,
)
from clausebench.exporting.reports.pdf.sheet import finished, sheet_of

_MOST_TRIES = 20
_SECOND_TO_LAST = 2


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
    for left in range(_MOST_TRIES, 0, -1):
        ready = finished(sheet, _notices(glyphs), glyphs.mended)
        try:
            return _compiled(report, ready, is_embedded=glyphs.is_embedded)
        except typst.TypstError as error:
            more = glyphs.without(str(error))
            if more is None and (glyphs.is_last or not is_about_glyphs(str(error))):
                raise _failed(error) from error
            is_last = more is None or left == _SECOND_TO_LAST
            glyphs = LAST_RESORT if is_last or more is None else more
    raise _failed("It has too many characters that no font can show.")


def _compiled(report: Report, sheet: dict[str, Any], *, is_embedded: bool) -> bytes:
    import typst

    return typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"report": json.dumps(sheet)},
        font_paths=fonts(is_embedded=is_embedded),
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
    if not glyphs.scripts:
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
