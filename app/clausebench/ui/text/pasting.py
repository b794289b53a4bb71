"""What arrives from the clipboard, as plain text."""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocument

_STRUCTURE = re.compile(r"<(?:h[1-6]|b|strong|i|em|ul|ol|table)\b", re.IGNORECASE)
_BLANKS = re.compile(r"\n{3,}")
_LARGEST = 2_000_000


class _ClosedDocument(QTextDocument):
    """Turns HTML into Markdown without opening any file or address named in it."""

    def loadResource(self, _kind: int, _url: object) -> object:
        return None


def text_to_paste(mime: QMimeData) -> str:
    """Headings, lists, bold and tables of a word processor become Markdown; all else is plain."""
    html = mime.html() if mime.hasHtml() else ""
    if not _STRUCTURE.search(html) or len(html) > _LARGEST:
        return mime.text()
    document = _ClosedDocument()
    document.setHtml(html)
    markdown = document.toMarkdown(QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    return _nested_under_numbers(_BLANKS.sub("\n\n", markdown.replace("\u00a0", " "))).strip("\n")


def _nested_under_numbers(markdown: str) -> str:
    """Indent bullets below ``2.`` by four, so that they stay inside: Qt writes only two."""
    lines, under_number = [], False
    for line in markdown.split("\n"):
        if re.match(r"\d+\.\s", line):
            under_number = True
        elif line[:1].strip():
            under_number = False
        lines.append("  " + line if under_number and line.startswith("  ") else line)
    return "\n".join(lines)
