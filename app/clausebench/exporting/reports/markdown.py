"""Blocks of a report as Markdown, for bundles and for programs that take texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from clausebench.domain.reporting import (
    Bars,
    Block,
    ClauseEntry,
    Clauses,
    Facts,
    Items,
    Notice,
    Paragraph,
    Passage,
    Report,
    Section,
    Table,
)

_ACTIVE = re.compile(r"([\\`*<>\[\]])")
_AT_START = re.compile(r"^(\s*)([#+=~-]|\d+[.)])", re.MULTILINE)
_FENCE = re.compile(r"`{3,}")


def markdown_of(report: Report) -> str:
    """Any report. Texts of others stay texts: nothing in them becomes a link, an image, HTML or a
    heading."""
    lines = [f"# {_words(report.title)}: {report.kind.lower()}", ""]
    for block in report.opening:
        lines += [*_block(block), ""]
    for section in report.sections:
        lines += _section(section, 2)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def _section(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * min(level, 6)} {_words(section.title)}"
    yield ""
    for block in section.blocks:
        yield from _block(block)
        yield ""
    for inner in section.sections:
        yield from _section(inner, level + 1)


def _block(block: Block) -> Iterator[str]:
    yield from _WRITERS[type(block)](block)


def _words(text: str) -> str:
    return _ACTIVE.sub(r"\\\1", text)


def _lines(text: str) -> str:
    """Also at the start of a line, where more signs mean something."""
    return _AT_START.sub(lambda found: f"{found[1]}{_unmarked(found[2])}", _words(text))


def _unmarked(mark: str) -> str:
    return f"{mark[:-1]}\\{mark[-1]}"


def _paragraph(block: Paragraph) -> Iterator[str]:
    yield _lines(block.text)


def _items(block: Items) -> Iterator[str]:
    for number, item in enumerate(block.items, start=1):
        mark = f"{number}." if block.is_ordered else "-"
        first, *more = item.split("\n")
        yield f"{mark} {_lines(first)}"
        yield from (f"  - {_lines(line)}" for line in more)


def _facts(block: Facts) -> Iterator[str]:
    for fact in block.facts:
        value = f"`{fact.value}`" if fact.is_code and "`" not in fact.value else _words(fact.value)
        yield f"- {_words(fact.name)}: {value}"


def _notice(block: Notice) -> Iterator[str]:
    yield f"> **{_words(block.title)}**"
    for line in block.text.split("\n"):
        yield ">"
        yield f"> {_lines(line)}"


def _table(block: Table) -> Iterator[str]:
    yield _words(block.caption)
    yield ""
    yield _row(column.title for column in block.columns)
    yield f"|{'|'.join('--:' if column.is_number else '---' for column in block.columns)}|"
    for row in block.rows:
        yield _row(cell.text for cell in row)


def _row(texts: Iterator[str]) -> str:
    told = (" ".join(_words(text).replace("|", "\\|").split()) for text in texts)
    return f"| {' | '.join(told)} |"


def _bars(block: Bars) -> Iterator[str]:
    yield _words(block.caption)
    yield ""
    for bar in block.bars:
        aim = f"; target {bar.target * 100:g} %" if bar.target is not None else ""
        detail = f" ({'; '.join(_words(bar.detail).splitlines())})" if bar.detail else ""
        yield f"- {_words(bar.name)}: {bar.words}{aim}{detail}"


def _clauses(block: Clauses) -> Iterator[str]:
    for entry in block.entries:
        yield from _clause(entry)


def _clause(entry: ClauseEntry) -> Iterator[str]:
    indent = "  " * entry.depth
    kind = f"({entry.kind.lower()})" if entry.kind else ""
    name = " ".join(filter(None, (_strong(entry.code), _strong(entry.title), kind)))
    paragraphs = [" ".join(part.split()) for part in entry.text.split("\n\n") if part.strip()]
    first, *more = paragraphs or [""]
    told = _words(first) if name else _lines(first)
    if name or first:
        yield f"{indent}- {' '.join(filter(None, (name, told)))}"
    for part in more:
        yield ""
        yield f"{indent}  {_lines(part)}"
    for example in entry.examples:
        yield f"{indent}  - “{_words(' '.join(example.text.split()))}”: {_words(example.decision)}"


def _strong(text: str) -> str:
    return f"**{_words(text)}**" if text else ""


def _passage(block: Passage) -> Iterator[str]:
    if block.title:
        yield _words(block.title)
        yield ""
    longest = max((len(found) for found in _FENCE.findall(block.text)), default=2)
    fence = "`" * (longest + 1)
    yield f"{fence}text"
    yield block.text
    yield fence


_WRITERS: dict[type, Callable[[Any], Iterator[str]]] = {
    Paragraph: _paragraph,
    Items: _items,
    Facts: _facts,
    Notice: _notice,
    Table: _table,
    Bars: _bars,
    Clauses: _clauses,
    Passage: _passage,
}
