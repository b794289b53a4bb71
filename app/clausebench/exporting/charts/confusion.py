"""What was expected against what came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausebench.domain.measures import Confusion
from clausebench.exporting.charts.look import Look, shortened
from clausebench.exporting.charts.sheet import sheet, under

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST = 16
"""Rows and columns; a policy with more labels is read as a table."""


def confusion_chart(found: Confusion, look: Look, what: str = "decision") -> bytes | None:
    """Numbers in cells; right ones are framed, wrong ones hatched. None without a case, or with
    more answers than a drawing can show."""
    if not found.n or max(len(found.expected), len(found.got)) > _MOST:
        return None
    size = 2.4 + 0.95 * len(found.got), 1.9 + 0.55 * len(found.expected)
    title = f"Expected and given {what} (n={found.n})"
    said = (f"{c.count} expected {c.expected} and got {c.got}" for c in found.cells)
    return sheet(look, size, title, "; ".join(said) + ".", lambda axes: _draw(axes, found, look))


def _draw(axes: Axes, found: Confusion, look: Look) -> None:
    most = max(cell.count for cell in found.cells)
    for row, wanted in enumerate(found.expected):
        for column, got in enumerate(found.got):
            count = found.cell(wanted, got).count
            _cell(axes, look, (column, row), count, most, is_right=wanted == got)
    axes.set_xlim(0, len(found.got))
    axes.set_ylim(len(found.expected), 0)
    axes.set_xticks([n + 0.5 for n in range(len(found.got))], [shortened(g, 14) for g in found.got])
    axes.set_yticks(
        [n + 0.5 for n in range(len(found.expected))], [shortened(e, 18) for e in found.expected]
    )
    axes.tick_params(length=0)
    axes.xaxis.tick_top()
    axes.set_ylabel("expected")
    for spine in axes.spines.values():
        spine.set_visible(False)
    under(axes, look, ["Columns: what came. Framed: as expected. Hatched: not."])
    axes.xaxis.set_label_position("bottom")


def _cell(
    axes: Axes, look: Look, place: tuple[int, int], count: int, most: int, *, is_right: bool
) -> None:
    from matplotlib.patches import Rectangle

    inks = look.inks
    fill = inks.none_fill if not count else inks.good_fill if is_right else inks.bad_fill
    column, row = place
    axes.add_patch(
        Rectangle(
            (column + 0.04, row + 0.06),
            0.92,
            0.88,
            facecolor=fill,
            edgecolor=inks.good if is_right else inks.bad if count else inks.paper,
            linewidth=2.0 if is_right else 0.0,
            hatch="////" if count and not is_right else None,
            hatch_linewidth=0.3,
        )
    )
    weight = 0.35 + 0.65 * count / most
    axes.text(
        column + 0.5,
        row + 0.5,
        str(count),
        ha="center",
        va="center",
        fontsize=11 + 4 * weight if count else 10,
        color=inks.ink if count else inks.faint,
        fontweight="bold" if count else "normal",
        bbox={"facecolor": fill, "edgecolor": "none", "pad": 1.5},
    )
