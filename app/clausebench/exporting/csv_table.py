"""CSV that no spreadsheet runs as a formula.

Every cell is quoted, and one that begins like a formula gets an apostrophe in front (OWASP ASVS
1.2.10, CWE-1236). That changes such a cell, so exact data is in JSON Lines, or in CSV for
programs, which leaves cells as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = frozenset("=+-@\t\r\n\0＝＋－＠")


def guarded(cell: str) -> str:
    """A cell as a spreadsheet may see it."""
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def csv_file(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, is_exact: bool = False
) -> bytes:
    """UTF-8 with line feeds, every cell quoted. ``is_exact``: for programs, without the guard."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        # NUL ends a text in many CSV readers; it stands in no language.
        cells = (cell.replace("\0", "\N{REPLACEMENT CHARACTER}") for cell in row)
        writer.writerow([cell if is_exact else guarded(cell) for cell in cells])
    return out.getvalue().encode()
