"""Text as a read-only view may show it: the same number of code points, none that Qt rewrites."""

from __future__ import annotations

import re

from clausebench.domain.text import without_lone_surrogates

_REWRITTEN = {
    "\r": " ",
    "\u2028": "\n",
    "\u2029": "\n",
    "\ufeff": "\u2060",  # invisible as well, and not dropped at the start of a string
    "\ufffe": "\ufffd",
    "\ufdd0": "\ufffd",
    "\ufdd1": "\ufffd",
}
_PATTERN = re.compile(f"[{''.join(_REWRITTEN)}]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def showable(text: str) -> str:
    """Replace what Qt drops or rewrites, one for one, so that spans stay valid."""
    if _SURROGATES.search(text):
        text = _SURROGATES.sub("\ufffd", text)
    return _PATTERN.sub(lambda m: _REWRITTEN[m[0]], text)


def one_line(text: str, limit: int = 80) -> str:
    """The first words of a text, for a title; never longer than ``limit`` characters."""
    flat = " ".join(showable(text[: limit * 4]).split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def escaped_tip(text: str) -> str:
    """A tooltip that shows the text and never interprets it: Qt guesses at markup otherwise."""
    import html

    return f"<p>{html.escape(without_lone_surrogates(text)).replace(chr(10), '<br>')}</p>"
