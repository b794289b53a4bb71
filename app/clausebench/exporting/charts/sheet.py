"""A sheet to draw on, and how it becomes a file."""

from __future__ import annotations

import io
import logging
import re
import threading
import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal
from xml.sax.saxutils import escape

from clausebench.exporting.charts.look import Look

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DRAWING = threading.Lock()
"""matplotlib's settings belong to the process."""

_DPI = 144
_SALT = "clausebench"
_BLANK = re.compile(r'\s*<path id="([^"]+)"(?: transform="[^"]*")?/>')
Draw = Callable[["Axes"], None]


def sheet(look: Look, size: tuple[float, float], title: str, description: str, draw: Draw) -> bytes:
    """A file with one drawing. ``size`` is in inches; ``description`` is what a person hears who
    cannot see it."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it tells of its font cache
    import matplotlib as mpl

    with _DRAWING, mpl.rc_context(), warnings.catch_warnings():
        # A glyph that no font has is drawn as a box; the text alternative has the word.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        mpl.rcdefaults()
        mpl.rcParams.update(_settings(look))
        figure, axes = _blank(look, size, title)
        draw(axes)
        return _written(figure, look, title, description)


def _settings(look: Look) -> dict[Any, Any]:
    inks = look.inks
    return {
        "svg.hashsalt": _SALT,
        "svg.fonttype": "path",
        "font.family": ["DejaVu Sans"],
        "font.size": 10,
        "text.color": inks.ink,
        "text.parse_math": False,
        "axes.edgecolor": inks.line,
        "axes.labelcolor": inks.faint,
        "axes.facecolor": inks.paper,
        "axes.titlesize": 11.5,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.titlepad": 12,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "figure.constrained_layout.w_pad": 0.16,
        "figure.constrained_layout.h_pad": 0.14,
        "figure.facecolor": inks.paper,
        "xtick.color": inks.line,
        "ytick.color": inks.line,
        "xtick.labelcolor": inks.ink,
        "ytick.labelcolor": inks.ink,
        "hatch.color": inks.ink,
        "hatch.linewidth": 0.6,
        "legend.frameon": False,
    }


def _blank(look: Look, size: tuple[float, float], title: str) -> tuple[Figure, Axes]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=size, layout="constrained")
    (FigureCanvasSVG if look.suffix == "svg" else FigureCanvasAgg)(figure)
    axes = figure.add_subplot()
    axes.set_title(title)
    return figure, axes


def _written(figure: Figure, look: Look, title: str, description: str) -> bytes:
    out = io.BytesIO()
    if look.suffix == "png":
        words = {"Software": None, "Title": title, "Description": description}
        figure.savefig(out, format="png", dpi=_DPI, metadata=words)
        return out.getvalue()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    svg = _without_blanks(out.getvalue().decode())
    return _with_words(svg, title, description).encode()


def _without_blanks(svg: str) -> str:
    """Spaces are glyphs without an outline, which Qt's renderer warns of by the hundred."""
    blank = {match[1]: match[0] for match in _BLANK.finditer(svg)}
    for glyph, definition in blank.items():
        svg = svg.replace(definition, "")
        svg = re.sub(rf'\s*<use xlink:href="#{re.escape(glyph)}"[^>]*/>', "", svg)
    return svg


def _with_words(svg: str, title: str, description: str) -> str:
    """The text alternative, where screen readers look for it: first in the root."""
    start = svg.index("<svg")
    end = svg.index(">", start)
    words = f"\n <title>{_xml(title)}</title>\n <desc>{_xml(description)}</desc>"
    return f'{svg[:end]} role="img"{svg[end]}{words}{svg[end + 1 :]}'


def _xml(text: str) -> str:
    return escape("".join(c if c.isprintable() else " " for c in text))


def percents(axes: Axes, look: Look, *, along: Literal["x", "y"] = "y") -> None:
    """An axis from 0 to 100 %, with a little room so that marks at its ends stay whole."""
    ticks = [0, 0.25, 0.5, 0.75, 1]
    words = [f"{tick:.0%}" for tick in ticks]
    if along == "y":
        axes.set_ylim(-0.03, 1.05)
        axes.set_yticks(ticks, words)
    else:
        axes.set_xlim(-0.03, 1.05)
        axes.set_xticks(ticks, words)
    axes.grid(visible=True, axis=along, color=look.inks.line, linewidth=0.6)
    axes.set_axisbelow(True)


def under(axes: Axes, look: Look, lines: Sequence[str]) -> None:
    """A legend in words, below the drawing."""
    axes.set_xlabel("\n".join(lines), color=look.inks.faint, fontsize=9, loc="left", labelpad=10)
