"""Blocks of a report as HTML elements. Whatever a report says goes through ``escape``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from clausebench.domain.reporting import (
    Bar,
    Bars,
    Block,
    Cell,
    ClauseEntry,
    Clauses,
    Column,
    Example,
    Facts,
    Items,
    Notice,
    Paragraph,
    Passage,
    Table,
    Tone,
)

SIGNS = {Tone.PLAIN: "i", Tone.GOOD: "✓", Tone.CAUTION: "!", Tone.BAD: "✗"}
"""A sign beside the words, so that a tone is never a colour alone."""

_WORDS = {Tone.PLAIN: "Note", Tone.GOOD: "Good", Tone.CAUTION: "Caution", Tone.BAD: "Problem"}
_DEEPEST = 3
_UNITS = 1000


def element(block: Block) -> str:
    """Any block."""
    return _WRITERS[type(block)](block)


def _paragraph(block: Paragraph) -> str:
    name = ' class="quiet"' if block.is_quiet else ""
    parts = (part for part in block.text.split("\n\n") if part.strip())
    return "".join(f'<p{name} dir="auto">{escape(part)}</p>\n' for part in parts)


def _items(block: Items) -> str:
    tag = "ol" if block.is_ordered else "ul"
    items = "".join(f'<li dir="auto">{escape(item)}</li>\n' for item in block.items)
    return f'<{tag} class="items">\n{items}</{tag}>\n'


def _facts(block: Facts) -> str:
    rows = "".join(
        f"<dt>{escape(fact.name)}</dt>"
        f'<dd dir="auto"{" class=" + chr(34) + "code" + chr(34) if fact.is_code else ""}>'
        f"{escape(fact.value)}</dd>\n"
        for fact in block.facts
    )
    return f"<dl>\n{rows}</dl>\n"


def _notice(block: Notice) -> str:
    text = f'<p dir="auto">{escape(block.text)}</p>' if block.text else ""
    return (
        f'<div class="notice {block.tone}" role="note">'
        f'<span class="sign" role="img" aria-label="{_WORDS[block.tone]}">'
        f"{SIGNS[block.tone]}</span><b>{escape(block.title)}</b>{text}</div>\n"
    )


def _table(block: Table) -> str:
    """Wide ones scroll by themselves, by keyboard too."""
    head = "".join(
        f'<th scope="col"{_side(column)} dir="auto">{escape(column.title)}</th>'
        for column in block.columns
    )
    rows = "".join(f"<tr>{''.join(_row(block, row))}</tr>\n" for row in block.rows)
    name = escape(block.caption)
    return (
        f'<div class="wide" role="region" aria-label="{name}" tabindex="0"><table>'
        f"<caption>{name}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>\n"
    )


def _row(block: Table, row: tuple[Cell, ...]) -> Iterator[str]:
    for place, (column, cell) in enumerate(zip(block.columns, row, strict=True)):
        if not place:
            yield f'<th scope="row" dir="auto"{_side(column)}>{escape(cell.text)}</th>'
            continue
        names = ["number"] if column.is_number else []
        names += [cell.tone.value] if cell.tone is not Tone.PLAIN else []
        own = f' class="{" ".join(names)}"' if names else ""
        yield f'<td dir="auto"{own}>{escape(cell.text)}</td>'


def _side(column: Column) -> str:
    return ' class="number"' if column.is_number else ""


def _bars(block: Bars) -> str:
    items = "".join(map(_bar, block.bars))
    return (
        f"<figure><figcaption>{escape(block.caption)}</figcaption>\n{_SCALE}"
        f'<ul class="bars">\n{items}</ul></figure>\n'
    )


def _bar(bar: Bar) -> str:
    detail = f"<span>{escape(bar.detail)}</span>" if bar.detail else ""
    aim = f"; target {bar.target * 100:g} %" if bar.target is not None else ""
    return (
        f'<li><div dir="auto"><b>{escape(bar.name)}</b>{detail}</div>'
        f'<div>{_drawing(bar)}<span class="words">{escape(bar.words)}{aim}</span></div></li>\n'
    )


def _drawing(bar: Bar) -> str:
    """A track from nothing to all, the interval as a band, the share as a mark. The words beside
    it say the same; the title and description are for whoever comes upon the picture alone."""
    low, high = round(bar.low * _UNITS), round(bar.high * _UNITS)
    said = f"Interval from {low / 10:g} % to {high / 10:g} %, on a scale from 0 to 100 %."
    band = "band" if bar.value is not None else "band few"
    parts = [
        '<rect class="track" x="0" y="5" width="1000" height="8"/>',
        f'<rect class="{band}" x="{low}" y="3" width="{max(high - low, 2)}" height="12"/>',
    ]
    if bar.value is not None:
        at = min(max(round(bar.value * _UNITS) - 4, 0), _UNITS - 8)
        parts.append(f'<rect class="mark" x="{at}" y="0" width="8" height="18"/>')
    if bar.target is not None:
        at = round(bar.target * _UNITS)
        parts.append(f'<line class="aim" x1="{at}" x2="{at}" y1="0" y2="18" {_STROKE}/>')
        said += f" The target is {bar.target * 100:g} %."
    return (
        '<svg viewBox="0 0 1000 18" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(bar.name)}: {escape(bar.words)}"><title>{escape(bar.name)}: '
        f"{escape(bar.words)}</title><desc>{said}</desc>{''.join(parts)}</svg>"
    )


_SCALE = (
    '<div class="scale" aria-hidden="true"><div></div><div>'
    "<span>0 %</span><span>50 %</span><span>100 %</span></div></div>\n"
)
_STROKE = 'vector-effect="non-scaling-stroke"'


def _clauses(block: Clauses) -> str:
    return f'<ul class="clauses">\n{"".join(map(_clause, block.entries))}</ul>\n'


def _clause(entry: ClauseEntry) -> str:
    depth = min(entry.depth, _DEEPEST)
    kind = f'<span class="tag {entry.tone}">{escape(entry.kind)}</span>' if entry.kind else ""
    code = f'<b class="clause">{escape(entry.code)}</b>' if entry.code else ""
    title = f'<div class="head"><b dir="auto">{escape(entry.title)}</b>' if entry.title else ""
    title += f"{kind}</div>" if entry.title else ""
    side = f"<div>{code}{'' if title else kind}</div>" if code or (kind and not title) else ""
    text = "".join(f'<p dir="auto">{escape(part)}</p>' for part in entry.text.split("\n\n") if part)
    examples = "".join(map(_example, entry.examples))
    below = f'<ul class="examples">{examples}</ul>' if examples else ""
    names = " ".join(filter(None, (f"in-{depth}" if depth else "", "coded" if side else "")))
    own = f' class="{names}"' if names else ""
    return f"<li{own}>{side}<div>{title}{text}{below}</div></li>\n"


def _example(example: Example) -> str:
    sign = f"{SIGNS[example.tone]} " if example.tone is not Tone.PLAIN else ""
    return (
        f'<li><q dir="auto">“{escape(example.text)}”</q>'
        f'<span class="tag {example.tone}">{sign}{escape(example.decision)}</span></li>'
    )


def _passage(block: Passage) -> str:
    title = f"<figcaption>{escape(block.title)}</figcaption>" if block.title else ""
    return f'<figure>{title}<pre dir="auto">{escape(block.text)}</pre></figure>\n'


_WRITERS: dict[type, Callable[[Any], str]] = {
    Paragraph: _paragraph,
    Items: _items,
    Facts: _facts,
    Notice: _notice,
    Table: _table,
    Bars: _bars,
    Clauses: _clauses,
    Passage: _passage,
}
