"""Cases over versions: who changed when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from clausebench.domain.case import Outcome
from clausebench.domain.measures import HeatRow
from clausebench.exporting.charts.look import Inks, Look, shortened
from clausebench.exporting.charts.sheet import sheet, under

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_ROWS, _MOST_COLUMNS = 40, 24

LETTERS: Mapping[Outcome, tuple[str, str]] = {
    Outcome.PASSED: ("P", "passed"),
    Outcome.FAILED: ("F", "failed"),
    Outcome.WRONG_CLAUSE: ("C", "wrong clause"),
    Outcome.UNSTEADY: ("U", "unsteady"),
    Outcome.UNREADABLE: ("?", "unreadable"),
    Outcome.UNLABELLED: ("–", "no expectation"),
}


def heat_chart(
    rows: Sequence[HeatRow], versions: Sequence[str], names: Mapping[str, str], look: Look
) -> bytes | None:
    """A letter for each outcome. ``names`` say what to call a case; None without one. Of many
    cases those that changed most are shown, of many versions the newest."""
    if not rows or not versions:
        return None
    columns = tuple(versions[-_MOST_COLUMNS:])
    shown = [HeatRow(r.case, r.outcomes[-len(columns) :]) for r in rows[:_MOST_ROWS]]
    changed = sum(row.changes > 0 for row in rows)
    title = f"Cases over versions ({changed} of n={len(rows)} changed)"
    left_out = len(rows) - len(shown)
    size = 3.2 + 0.5 * len(columns), 1.9 + 0.27 * len(shown)
    said = (
        f"{names.get(r.case, r.case)}: {', '.join(_word(o) for o in r.outcomes)}" for r in shown
    )
    description = f"Versions {', '.join(columns)}. {'; '.join(said)}."

    def draw(axes: Axes) -> None:
        _draw(axes, shown, columns, names, look)
        under(axes, look, _legend(shown, left_out))

    return sheet(look, size, title, description, draw)


def _draw(
    axes: Axes,
    rows: Sequence[HeatRow],
    versions: Sequence[str],
    names: Mapping[str, str],
    look: Look,
) -> None:
    for place, row in enumerate(rows):
        for column, outcome in enumerate(row.outcomes):
            if outcome is not None:
                _cell(axes, look.inks, column, place, outcome)
    axes.set_xlim(0, len(versions))
    axes.set_ylim(len(rows), 0)
    axes.set_xticks([n + 0.5 for n in range(len(versions))], [shortened(v, 8) for v in versions])
    axes.set_yticks(
        [n + 0.5 for n in range(len(rows))], [shortened(names.get(r.case, r.case)) for r in rows]
    )
    axes.tick_params(length=0)
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("bottom")
    for spine in axes.spines.values():
        spine.set_visible(False)


def _cell(axes: Axes, inks: Inks, column: int, row: int, outcome: Outcome) -> None:
    from matplotlib.patches import Rectangle

    fill, ink = {
        Outcome.PASSED: (inks.good_fill, inks.good),
        Outcome.FAILED: (inks.bad_fill, inks.bad),
        Outcome.UNLABELLED: (inks.none_fill, inks.faint),
    }.get(outcome, (inks.odd_fill, inks.odd))
    axes.add_patch(Rectangle((column + 0.03, row + 0.05), 0.94, 0.9, facecolor=fill))
    axes.text(
        column + 0.5,
        row + 0.52,
        LETTERS[outcome][0],
        ha="center",
        va="center",
        fontsize=9,
        color=ink,
        fontweight="bold",
    )


def _legend(rows: Sequence[HeatRow], left_out: int) -> list[str]:
    """Only the letters that occur."""
    found = Counter(outcome for row in rows for outcome in row.outcomes if outcome)
    words = [f"{letter} {word}" for o, (letter, word) in LETTERS.items() if found[o]]
    lines = [", ".join(words[start : start + 3]) for start in range(0, len(words), 3)]
    if any(outcome is None for row in rows for outcome in row.outcomes):
        lines.append("Empty: not judged.")
    if left_out:
        lines.append(f"{left_out} cases that changed less are not shown.")
    return lines


def _word(outcome: Outcome | None) -> str:
    return LETTERS[outcome][1] if outcome else "not judged"
