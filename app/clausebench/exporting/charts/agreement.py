"""How often the repeats of a case agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from clausebench.domain.measures import JudgedCase
from clausebench.exporting.charts.look import Look
from clausebench.exporting.charts.sheet import sheet, under

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BINS = 10
Bars = Sequence[tuple[str, int]]


def agreement_chart(cases: Sequence[JudgedCase], look: Look) -> bytes | None:
    """Cases by the share of their repeats that decided the same; None when all were asked once."""
    asked = [case for case in cases if case.repeats > 1]
    if not asked:
        return None
    bars = _bars(asked)
    title = f"How many repeats agree (n={len(asked)} cases)"
    said = "; ".join(f"{words}: {count} cases" for words, count in bars)
    size = max(5.2, 1.4 + 0.62 * len(bars)), 3.3
    return sheet(look, size, title, f"{said}.", lambda axes: _draw(axes, bars, look))


def _bars(asked: Sequence[JudgedCase]) -> Bars:
    """One bar for each possible share where all were asked as often, else tenths."""
    repeats = {case.repeats for case in asked}
    if len(repeats) == 1 and max(repeats) <= _BINS:
        many = max(repeats)
        counts = Counter(round(case.agreement * many) for case in asked)
        return [(f"{n} of {many}", counts[n]) for n in range(min(counts), many + 1)]
    tenths = Counter(min(int(case.agreement * _BINS + 1e-9), _BINS) for case in asked)
    words = {_BINS: "all", **{n: f"{n * 10}-{n * 10 + 9} %" for n in range(_BINS)}}
    return [(words[n], tenths[n]) for n in range(min(tenths), _BINS + 1)]


def _draw(axes: Axes, bars: Bars, look: Look) -> None:
    inks = look.inks
    most = max(count for _, count in bars)
    for place, (_, count) in enumerate(bars):
        is_all = place == len(bars) - 1
        axes.bar(
            place,
            count,
            width=0.72,
            color=inks.good_fill if is_all else inks.odd_fill,
            edgecolor=inks.good if is_all else inks.odd,
            hatch=None if is_all else "////",
        )
        axes.text(place, count + most * 0.02, str(count), ha="center", va="bottom")
    axes.set_xticks(range(len(bars)), [words for words, _ in bars])
    axes.set_xlim(-0.7, len(bars) - 0.3)
    axes.set_ylim(0, most * 1.12)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.tick_params(length=0)
    under(axes, look, ["Repeats with the same decision. Plain: all agree. Hatched: they do not."])
