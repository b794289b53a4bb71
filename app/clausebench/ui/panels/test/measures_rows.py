"""Slices of a suite as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.measures import By, ClassScore, Share, Slice, shown_share
from clausebench.domain.measures.shares import percent
from clausebench.ui.tables.column import Column, Drawn

UNNAMED = {
    By.CLAUSE: "no clause expected",
    By.TAG: "without a tag",
    By.LANGUAGE: "language not said",
    By.SEVERITY: "severity not said",
    By.SPLIT: "not known",
}


@dataclass(frozen=True, slots=True)
class SliceRow:
    """One slice; ``id`` is its name, ``title`` what to show."""

    id: str
    title: str
    part: Slice


def slice_rows(by: By, slices: tuple[Slice, ...]) -> tuple[SliceRow, ...]:
    """The nameless one last, in words."""
    return tuple(SliceRow(s.name, s.name or UNNAMED.get(by, "other"), s) for s in slices)


def short(share: Share) -> str:
    """``14/15 · 93 %``; only counts where there are few."""
    if not share.total:
        return "–"
    shown = shown_share(share)
    counts = f"{share.hits:,}/{share.total:,}"
    return counts if shown is None else f"{counts} · {percent(shown)}"


def _tip(share: Share) -> str:
    if not share.total:
        return "Nothing to count"
    if share.is_few:
        return f"{share.words}. Too few for a percentage."
    return share.words


def _score(row: SliceRow) -> ClassScore:
    return row.part.score or ClassScore("", 0, 0, 0)


def _key(share: Share) -> tuple[float, int]:
    """Unknown sorts before the worst."""
    value = share.value
    return (-1.0 if value is None else value, share.total)


def _f1_words(row: SliceRow) -> str:
    value = _score(row).shown_f1
    return "–" if value is None else f"{value:.2f}"


COLUMNS: tuple[Column[SliceRow], ...] = (
    Column("Name", 10, lambda row: row.title, stretches=True),
    Column(
        "As expected",
        14,
        lambda row: short(row.part.right),
        key=lambda row: _key(row.part.right),
        tip=lambda row: _tip(row.part.right),
    ),
    Column(
        "Stable",
        12,
        lambda row: short(row.part.stable),
        key=lambda row: _key(row.part.stable),
        tip=lambda row: _tip(row.part.stable),
        drawn=Drawn.MUTED,
        is_needed=lambda rows: any(row.part.stable.total for row in rows),
    ),
    Column(
        "Precision",
        12,
        lambda row: short(_score(row).precision),
        key=lambda row: _key(_score(row).precision),
        tip=lambda row: _tip(_score(row).precision),
    ),
    Column(
        "Recall",
        12,
        lambda row: short(_score(row).recall),
        key=lambda row: _key(_score(row).recall),
        tip=lambda row: _tip(_score(row).recall),
    ),
    Column(
        "F1",
        5,
        _f1_words,
        key=lambda row: _score(row).f1 or -1.0,
        is_needed=lambda rows: any(_score(row).shown_f1 is not None for row in rows),
    ),
)
