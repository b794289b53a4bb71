"""Of the cases that expect a clause, how many cite it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clausebench.domain.measures import ClassScore, Level, shown_share
from clausebench.exporting.charts.look import Look, shortened
from clausebench.exporting.charts.sheet import percents, sheet, under

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST = 40


def clause_recall_chart(level: Level, look: Look) -> bytes | None:
    """With intervals; of clauses with few cases only the counts. None when no case expects one."""
    every = [score for score in level.classes if score.expected]
    if not every:
        return None
    shown = every[:_MOST]
    size = 6.2, 1.9 + 0.33 * len(shown)
    title = f"Cases that cite the clause they expect (n={level.n})"
    said = "; ".join(f"{score.name}: {score.recall.words}" for score in every)
    left_out = len(every) - len(shown)
    return sheet(look, size, title, f"{said}.", lambda axes: _draw(axes, shown, left_out, look))


def _draw(axes: Axes, scores: Sequence[ClassScore], left_out: int, look: Look) -> None:
    inks = look.inks
    percents(axes, look, along="x")
    for row, score in enumerate(scores):
        value, recall = shown_share(score.recall), score.recall
        if value is None:
            words = f"{recall.hits} of {recall.total}, too few for a share"
            behind = {"facecolor": inks.paper, "edgecolor": "none", "pad": 1.0}
            axes.text(0.0, row, words, va="center", color=inks.faint, fontsize=9, bbox=behind)
            continue
        axes.hlines(row, recall.low, recall.high, color=inks.first, linewidth=2.2)
        axes.plot([value], [row], marker="o", markersize=7, color=inks.first)
        axes.annotate(
            f"{recall.hits} of {recall.total}",
            (value, row),
            textcoords="offset points",
            xytext=(0, 7),
            ha="center",
            fontsize=8.5,
        )
    axes.set_yticks(range(len(scores)), [shortened(score.name) for score in scores])
    axes.set_ylim(len(scores) - 0.4, -0.8)
    axes.tick_params(axis="y", length=0)
    lines = ["Point: share that cites it. Line: 95 % interval."]
    if left_out:
        lines.append(f"{left_out} more clauses are not shown.")
    under(axes, look, lines)
