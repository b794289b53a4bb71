"""Accuracy and stability over versions, with intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from clausebench.domain.measures import Point, Share
from clausebench.exporting.charts.look import Look, shortened
from clausebench.exporting.charts.sheet import percents, sheet, under

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST = 24
"""Versions; of more, the newest."""

Series = tuple[str, str, float, Callable[[Point], Share]]
"""Mark, line, how far beside the version's place, and what is drawn."""

_SERIES: tuple[Series, ...] = (
    ("o", "-", -0.06, lambda point: point.overall.right),
    ("s", "--", 0.06, lambda point: point.overall.stable),
)


def trend_chart(points: Sequence[Point], look: Look) -> bytes | None:
    """None without a version."""
    shown = points[-_MOST:]
    if not shown:
        return None
    size = max(5.2, 2.2 + 0.72 * len(shown)), 3.7
    title = f"Accuracy and stability of {len(shown)} version{'s' * (len(shown) > 1)}"
    said = (
        f"{p.name}: accuracy {p.overall.right.words}, stability {p.overall.stable.words}"
        for p in shown
    )
    return sheet(look, size, title, "; ".join(said) + ".", lambda axes: _draw(axes, shown, look))


def _draw(axes: Axes, points: Sequence[Point], look: Look) -> None:
    inks = look.inks
    percents(axes, look)
    for series, color in zip(_SERIES, (inks.first, inks.second), strict=True):
        _series(axes, points, series, color)
    for place, point in enumerate(points):
        if point.doubts:
            axes.axvline(place - 0.5, color=inks.faint, linewidth=0.9, linestyle=(0, (1, 2)))
        if point.overall.right.is_few:
            axes.text(place, 0.5, "too few", rotation=90, color=inks.faint, ha="center", fontsize=9)
    names = [f"{shortened(point.name, 10)}\nn={point.overall.n}" for point in points]
    axes.set_xticks(range(len(points)), names)
    axes.set_xlim(-0.6, len(points) - 0.4)
    lines = [
        "● solid: accuracy. ■ dashed: stability, where repeats were asked for.",
        "Bars: 95 % intervals. Out of fewer than 10 cases nothing is drawn.",
    ]
    if any(point.doubts for point in points):
        lines.append("Dotted line: engine, effort or cases also changed there.")
    under(axes, look, lines)


def _series(
    axes: Axes,
    points: Sequence[Point],
    series: Series,
    color: str,
) -> None:
    """Versions with too few cases break the line: nothing is known between their neighbours."""
    mark, line, beside, of = series
    shares = [(place, of(point)) for place, point in enumerate(points)]
    for is_few, group in groupby(shares, key=lambda item: item[1].is_few):
        if is_few:
            continue
        drawn = [(place + beside, share, share.value or 0.0) for place, share in group]
        axes.errorbar(
            [x for x, _, _ in drawn],
            [value for _, _, value in drawn],
            yerr=[
                [max(value - share.low, 0.0) for _, share, value in drawn],
                [max(share.high - value, 0.0) for _, share, value in drawn],
            ],
            color=color,
            marker=mark,
            markersize=6,
            linestyle=line,
            linewidth=1.4,
            elinewidth=1.1,
            capsize=3,
        )
