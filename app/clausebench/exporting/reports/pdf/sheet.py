"""A report as plain data for the template: texts, and what only Python can tell about them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from clausebench.domain.plain import to_plain
from clausebench.domain.reporting import Notice, Report, Section, Tone

_FRESH = frozenset({"prompt", "cases"})
_SHORT_ROW = 1_500
"""Characters; a row or a clause with more may break over pages, others stay whole."""

_FEW_EXAMPLES = 3
_MOST_SECTIONS = 1_000
_LONGEST_HEAD = 70

_BREAK = "\N{ZERO WIDTH SPACE}"
_LONG = re.compile(r"(?!sha256:[0-9a-f]{64}\b)(?<![!-~\u00a1-\u05ff])[!-~\u00a1-\u05ff]{25,}")
_ENDLESS = re.compile(f"[^\\s{_BREAK}!-~\u3000-\U0003ffff]{{60,}}")
"""In scripts whose letters join, which a break would pull apart; better than running off the
page."""
_PIECE, _LONG_PIECE = 8, 30
_KEPT = frozenset({"form", "tone", "id", "slug", "created"})


def sheet_of(report: Report) -> dict[str, Any]:
    """Everything the template needs, with texts as they are."""
    plain: dict[str, Any] = to_plain(replace(report, sections=()))
    plain["opening"] = [_prepared(block) for block in plain["opening"]]
    plain["sections"] = [_section(section) for section in report.sections]
    return plain


def finished(
    sheet: dict[str, Any], notices: list[Notice], mend: Callable[[str], str]
) -> dict[str, Any]:
    """With texts ready to be set, and ``notices`` before the opening. ``mend`` takes out of a text
    what no font here can show."""
    title, kind = sheet["title"], sheet["kind"]
    short = title if len(title) <= _LONGEST_HEAD else f"{title[: _LONGEST_HEAD - 1]}…"
    opening = [*map(to_plain, notices), *sheet["opening"]]
    made: dict[str, Any] = _texts({**sheet, "opening": opening, "short": short}, mend)
    return {**made, "kind": kind, "name": mend(f"{title}: {kind}")}


def _section(section: Section) -> dict[str, Any]:
    blocks = (*section.blocks, *_cut(len(section.sections)))
    return {
        "title": section.title,
        "is_fresh": section.id in _FRESH,
        "blocks": [_prepared(to_plain(block)) for block in blocks],
        "sections": [_section(inner) for inner in section.sections[:_MOST_SECTIONS]],
    }


def _cut(count: int) -> list[Notice]:
    """A PDF of ten thousand cases takes a minute and gigabytes to make, and nobody turns its
    pages."""
    if count <= _MOST_SECTIONS:
        return []
    title = f"The first {_MOST_SECTIONS:,} of {count:,}"
    return [Notice(Tone.CAUTION, title, "The others are in the HTML report and in the bundle.")]


def _prepared(block: dict[str, Any]) -> dict[str, Any]:
    """With what the template cannot work out."""
    form = block["form"]
    if form == "passage":
        return {**block, "lines": block.pop("text").replace("\t", "    ").split("\n")}
    if form == "table":
        rows = [
            {"cells": row, "breaks": sum(len(cell["text"]) for cell in row) > _SHORT_ROW}
            for row in block["rows"]
        ]
        return {**block, "rows": rows}
    if form == "clauses":
        entries = [{**entry, "breaks": _may_break(entry)} for entry in block["entries"]]
        return {**block, "entries": entries}
    if form == "bars":
        bars = [{**bar, "aim": _aim(bar["target"])} for bar in block["bars"]]
        return {**block, "bars": bars}
    return block


def _aim(target: float | None) -> str:
    return "" if target is None else f"{target * 100:g} %"


def _may_break(entry: dict[str, Any]) -> bool:
    examples = entry["examples"]
    size = len(entry["text"]) + sum(len(example["text"]) for example in examples)
    return size > _SHORT_ROW or len(examples) > _FEW_EXAMPLES


def _texts(value: Any, mend: Callable[[str], str], key: str = "") -> Any:
    """Every text that is shown, ready to be set."""
    if isinstance(value, str):
        return value if key in _KEPT else _text(mend(value))
    if isinstance(value, dict):
        return {name: _texts(inner, mend, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner, mend, key) for inner in value]
    return value


def _text(text: str) -> str | dict[str, str]:
    """Long words may break, and texts that run from right to left say so."""
    wrapped = _LONG.sub(lambda found: _breakable(found[0], _PIECE), text)
    wrapped = _ENDLESS.sub(lambda found: _breakable(found[0], _LONG_PIECE), wrapped)
    return {"rtl": wrapped} if runs_from_right(wrapped) else wrapped


def _breakable(word: str, size: int) -> str:
    return _BREAK.join(word[at : at + size] for at in range(0, len(word), size))


def runs_from_right(text: str) -> bool:
    """By the first letter that has a direction, as the Unicode algorithm decides it; what is
    isolated does not count."""
    depth = 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        depth += (kind in ("FSI", "LRI", "RLI")) - (kind == "PDI" and depth > 0)
        if not depth and kind in ("L", "R", "AL"):
            return kind != "L"
    return False
