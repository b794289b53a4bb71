"""Whether measured confidence means what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausebench.domain.calibration import Reliability
from clausebench.exporting.charts.look import Look, shortened
from clausebench.exporting.charts.sheet import percents, sheet, under

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def reliability_chart(known: Reliability, engine: str, look: Look) -> bytes | None:
    """Confidence against the share that was right. None where the domain says that there are not
    enough verdicts for the curve to mean much."""
    if known.missing or known.ece is None:
        return None
    title = f"Confidence against being right (n={known.count})"
    said = "; ".join(
        f"confidence {b.low:.1f} to {b.high:.1f}: {b.right:.0%} of {b.count} right"
        for b in known.bins
    )
    description = f"{engine}. {said}. Off by {known.ece:.2f} on average."
    return sheet(
        look, (5.6, 4.6), title, description, lambda axes: _draw(axes, known, engine, look)
    )


def _draw(axes: Axes, known: Reliability, engine: str, look: Look) -> None:
    inks = look.inks
    percents(axes, look, along="x")
    percents(axes, look)
    axes.plot([0, 1], [0, 1], color=inks.faint, linewidth=1, linestyle="--")
    axes.errorbar(
        [b.confidence for b in known.bins],
        [b.right for b in known.bins],
        yerr=[
            [max(b.right - b.right_low, 0.0) for b in known.bins],
            [max(b.right_high - b.right, 0.0) for b in known.bins],
        ],
        color=inks.first,
        marker="o",
        markersize=6,
        linestyle="none",
        capsize=3,
    )
    for b in known.bins:
        axes.annotate(
            f"n={b.count}",
            (b.confidence, b.right_low),
            textcoords="offset points",
            xytext=(0, -5),
            ha="center",
            va="top",
            fontsize=8.5,
            bbox={"facecolor": inks.paper, "edgecolor": "none", "pad": 0.5},
        )
    axes.set_ylabel("share that was right")
    lines = [
        f"Measured confidence. {shortened(engine, 40)}.",
        f"Dashed: where points belong. Off by {known.ece:.2f} on average (ECE).",
    ]
    under(axes, look, lines)
