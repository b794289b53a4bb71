"""The changelog's Markdown as pairs that a page shows as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

Block = tuple[str, str]
"""``head``, ``item``, ``part`` (of the item before it) or ``line``, and its text."""

_HEAD = re.compile(r"## (.*)")
_ITEM = re.compile(r"- (.*)")
_PART = re.compile(r"\s+- (.*)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_SHAPES = (("head", _HEAD), ("item", _ITEM), ("part", _PART))


def blocks(markdown: str) -> Iterator[Block]:
    """What changelogs are written in, without titles and tables."""
    for line in markdown.splitlines():
        if not line.strip() or line.startswith(("# ", "|")):
            continue
        found = ((name, shape.fullmatch(line)) for name, shape in _SHAPES)
        name, text = next(((name, match[1]) for name, match in found if match), ("line", line))
        plain = text.replace("\\|", "|")
        # What a part says are a clause's own words, to the letter.
        yield name, plain if name == "part" else _STRONG.sub(r"\1", plain)
