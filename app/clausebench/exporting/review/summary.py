"""What a report says, as pairs that a page shows as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausebench.domain.bundle.release import Release
from clausebench.domain.reporting import model, summary_of
from clausebench.exporting.review.blocks import Block


def summary(release: Release) -> Iterator[Block]:
    """``notice`` (with its lines below it), ``head``, ``item`` or ``line``, and its text."""
    opening, sections = summary_of(release)
    yield from _pairs(opening)
    for section in sections:
        yield "head", section.title
        yield from _pairs(section.blocks)


def _pairs(blocks: Sequence[model.Block]) -> Iterator[Block]:
    """Clauses and passages are left out: the page shows them itself."""
    for block in blocks:
        match block:
            case model.Paragraph(text, is_quiet):
                yield from () if is_quiet else (("line", text),)
            case model.Notice(_, title, text):
                yield "notice", title
                yield from (("line", line) for line in text.split("\n") if line)
            case model.Bars(caption) | model.Table(caption):
                yield "line", caption
                yield from (("item", item) for item in _items(block))
            case model.Items() | model.Facts():
                yield from (("item", item) for item in _items(block))


def _items(block: model.Items | model.Facts | model.Bars | model.Table) -> Iterator[str]:
    match block:
        case model.Items(items):
            yield from items
        case model.Facts(facts):
            yield from (f"{fact.name}: {fact.value}" for fact in facts)
        case model.Bars(_, bars):
            yield from map(_bar, bars)
        case model.Table(_, columns, rows):
            yield from (_row(columns, row) for row in rows)


def _bar(bar: model.Bar) -> str:
    return f"{bar.name}: {bar.words}" + (f" ({bar.detail})" if bar.detail else "")


def _row(columns: Sequence[model.Column], row: Sequence[model.Cell]) -> str:
    first, *others = row
    if len(others) == 1:
        return f"{first.text}: {others[0].text}"
    told = (f"{c.title} {cell.text}" for c, cell in zip(columns[1:], others, strict=True))
    return f"{first.text}: {', '.join(told)}"
