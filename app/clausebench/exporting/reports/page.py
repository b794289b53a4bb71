"""A report that a browser shows and prints: one file, no scripts, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from clausebench.domain.bundle.release import Release
from clausebench.exporting.files import Files, text_file
from clausebench.exporting.reports.evaluation import evaluation
from clausebench.exporting.reports.guideline import guideline

_STYLE = """\
body { font: 16px/1.55 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem;
  color: #1c1c1c; background: #fff }
h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin-top: 2.2rem }
table { border-collapse: collapse } td, th { border: 1px solid #ccc; padding: .25rem .6rem;
  text-align: left }
ul { padding-left: 1.2rem } code, pre { font: .9em ui-monospace, monospace }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f5f5f3; padding: 1rem }
.quiet { color: #595959 }
@media print { body { margin: 0; max-width: none; font-size: 11pt } h2 { break-after: avoid }
  li, tr { break-inside: avoid } }
@media (prefers-color-scheme: dark) { @media screen { body { color: #e6e6e3; background: #1b1b1a }
  pre { background: #262624 } td, th { border-color: #55554f } .quiet { color: #a8a8a2 } } }
"""
_HEAD = re.compile(r"(#{1,3}) (.*)")
_ITEM = re.compile(r"( *)- (.*)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")


def write(release: Release) -> Files:
    """``<slug>.html``."""
    parts = [guideline(release), evaluation(release)]
    if release.changelog:
        parts.append(release.changelog)
    body = "\n".join(line for part in parts for line in _markup(part))
    policy = f"<h2>The policy as the model reads it</h2>\n<pre>{escape(release.prompt)}</pre>"
    origin = (
        f"{escape(release.slug)}, version {release.version}, revision {release.revision}, "
        f"{escape(release.created)} · <code>{release.policy_sha256}</code>"
    )
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{escape(release.title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
        f'<p class="quiet">{origin}</p>\n{body}\n{policy}\n</body>\n</html>'
    )
    return {f"{release.slug}.html": text_file(page)}


def _markup(text: str) -> Iterator[str]:
    """HTML of the Markdown that the reports are written in, and of nothing else."""
    is_list = is_table = False
    for line in text.splitlines():
        item, head = _ITEM.fullmatch(line), _HEAD.fullmatch(line)
        is_row = line.startswith("|")
        if is_list and not item:
            yield "</ul>"
        if is_table and not is_row:
            yield "</table>"
        if item and not is_list:
            yield "<ul>"
        if is_row and not is_table:
            yield "<table>"
        is_head = is_row and not is_table
        is_list, is_table = item is not None, is_row
        yield from _line(line, item, head, cell="th" if is_head else "td")
    if is_list:
        yield "</ul>"
    if is_table:
        yield "</table>"


def _line(
    line: str, item: re.Match[str] | None, head: re.Match[str] | None, cell: str
) -> Iterator[str]:
    if item:
        indent = len(item[1]) // 2 * 1.2
        yield f'<li style="margin-left: {indent:g}rem">{_words(item[2])}</li>'
    elif head:
        level = min(len(head[1]), 3)
        yield f"<h{level}>{_words(head[2])}</h{level}>"
    elif line.startswith("|---"):
        return
    elif line.startswith("|"):
        cells = re.split(r"(?<!\\)\|", line)[1:-1]
        told = "".join(f"<{cell}>{_words(words.strip())}</{cell}>" for words in cells)
        yield f"<tr>{told}</tr>"
    elif line.strip():
        yield f"<p>{_words(line)}</p>"


def _words(text: str) -> str:
    return _STRONG.sub(r"<strong>\1</strong>", escape(text.replace("\\|", "|")))
