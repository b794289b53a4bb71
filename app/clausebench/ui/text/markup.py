"""Bold and italic in Markdown: what Ctrl+B and Ctrl+I do to a selection."""

from __future__ import annotations

from clausebench.domain.text import Span

BOLD = "**"
ITALIC = "*"


def toggled(text: str, selection: Span, mark: str) -> tuple[str, Span]:
    """The replacement for the selected words, and which part of it stays selected.

    Marks around or just inside the selection are taken away, else they are added. Blanks at the
    ends stay outside, because ``** word**`` is not bold in Markdown.
    """
    chosen = selection.of(text)
    inner = chosen.strip()
    lead = chosen[: len(chosen) - len(chosen.lstrip())]
    trail = chosen[len(lead) + len(inner) :]
    bare = _without(inner, mark)
    middle = bare if bare is not None else f"{mark}{inner}{mark}"
    start = selection.start + len(lead) + (len(mark) if not inner else 0)
    length = 0 if not inner else len(middle)
    return lead + middle + trail, Span(start, start + length)


def _without(inner: str, mark: str) -> str | None:
    """The words without the marks around them, None if they do not carry exactly this mark."""
    stars = len(inner) - len(inner.lstrip("*"))
    if not inner.strip("*") or not inner.endswith("*" * stars):
        return None
    carries = stars in ({2, 3} if mark == BOLD else {1, 3})
    return inner[len(mark) : -len(mark)] if carries else None
