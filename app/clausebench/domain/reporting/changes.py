"""What changed since the last release, read from the changelog that the release carries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausebench.domain.bundle.release import Release
from clausebench.domain.reporting.model import (
    Block,
    ClauseEntry,
    Clauses,
    Items,
    Paragraph,
    Section,
)
from clausebench.domain.reporting.wording import isolated

_HEAD = re.compile(r"#{1,6}\s+(.*)")
_ITEM = re.compile(r"(\s*)[-*]\s+(.*)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_VERDICTS = "verdicts"


def changes_section(release: Release, *, with_contents: bool) -> Section:
    """Clause by clause, and what it did to verdicts. The contents that a changelog quotes below
    flips stay away unless they are asked for."""
    title = "What changed since the last release"
    if not release.changelog.strip():
        told = "This is the first release, or no changes were recorded with it."
        return Section("changes", title, (Paragraph(told),))
    first: list[Block] = []
    parts: list[tuple[str, list[Block]]] = []
    for heading, lines in _parts(release.changelog):
        is_bare = heading.casefold() == _VERDICTS and not with_contents
        blocks = list(_blocks(lines, is_bare=is_bare))
        if parts or first or not heading.casefold().startswith("changes"):
            parts.append((heading, blocks))
        else:
            first += [Paragraph(f"{heading}."), *blocks]
    sections = tuple(
        Section(f"changes-{number}", heading, tuple(blocks))
        for number, (heading, blocks) in enumerate(parts, start=1)
        if heading
    )
    bare = tuple(block for heading, blocks in parts if not heading for block in blocks)
    return Section("changes", title, (*first, *bare), sections)


def _parts(changelog: str) -> Iterator[tuple[str, list[str]]]:
    """Headings with the lines below them; what stands before the first has none."""
    heading, lines = "", list[str]()
    for line in changelog.splitlines():
        found = _HEAD.fullmatch(line.strip())
        if found:
            if heading or lines:
                yield heading, lines
            heading, lines = isolated(found[1]), []
        elif line.strip():
            lines.append(line)
    if heading or lines:
        yield heading, lines


def _blocks(lines: list[str], *, is_bare: bool) -> Iterator[Block]:
    items: list[list[str]] = []
    for line in lines:
        found = _ITEM.fullmatch(line)
        if found is None:
            yield from _list(items)
            items = []
            yield Paragraph(_words(line))
        elif found[1] and items:
            if not is_bare:
                items[-1].append(_words(found[2]))
        else:
            items.append([_words(found[2])])
    yield from _list(items)


def _list(items: Sequence[Sequence[str]]) -> Iterator[Block]:
    """Items with something below them are clauses with their words."""
    if any(len(item) > 1 for item in items):
        yield Clauses(
            tuple(ClauseEntry("", "", "\n\n".join(below), name) for name, *below in items)
        )
    elif items:
        yield Items(tuple(name for name, *_ in items))


def _words(line: str) -> str:
    return isolated(_STRONG.sub(r"\1", line))
