"""Charts: the same bytes for the same numbers, readable without colour, in words as well."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from tests.support.judged_cases import judged
from tests.support.version_runs import version

from clausebench.domain.calibration import Scored, reliability
from clausebench.domain.measures import Facets, JudgedCase, heat, measure, trend
from clausebench.exporting.charts import (
    Look,
    agreement_chart,
    clause_recall_chart,
    confusion_chart,
    heat_chart,
    reliability_chart,
    trend_chart,
)
from clausebench.exporting.charts.look import DARK, LIGHT, Inks, shortened

SVG = "{http://www.w3.org/2000/svg}"
CASES = [
    *(judged(f"hit-{n}", "v", "vvv", clauses=["SP1"], cited=["SP1"]) for n in range(12)),
    *(judged(f"miss-{n}", "v", "aav", clauses=["SP2"], cited=["SP1"]) for n in range(3)),
    judged("mute", "a", "---"),
]
OTHER = [judged(case.name, "v", "v") for case in CASES]
VERSIONS = [version("v1", *CASES), version("v2", *OTHER), version("v3", *OTHER[:4])]
SCORED = [Scored(0.95, is_right=n % 8 > 0) for n in range(60)]

CHARTS: dict[str, Callable[[Look], bytes | None]] = {
    "confusion": lambda look: confusion_chart(measure(CASES).confusion, look),
    "trend": lambda look: trend_chart(trend(VERSIONS), look),
    "agreement": lambda look: agreement_chart(CASES, look),
    "heat": lambda look: heat_chart(heat(VERSIONS), ["v1", "v2", "v3"], {}, look),
    "clauses": lambda look: clause_recall_chart(measure(CASES).clauses, look),
    "reliability": lambda look: reliability_chart(reliability(SCORED), "an engine", look),
}
each_chart = pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)


def words_of(data: bytes | None) -> tuple[str, str]:
    """Title and description of an SVG, which come before anything else."""
    assert data is not None
    first, second = list(ET.fromstring(data))[:2]
    assert (first.tag, second.tag) == (f"{SVG}title", f"{SVG}desc")
    return first.text or "", second.text or ""


@each_chart
@pytest.mark.parametrize("is_dark", [False, True])
def test_the_same_numbers_give_the_same_bytes(
    draw: Callable[[Look], bytes | None], is_dark: bool
) -> None:
    look = Look("svg", is_dark)
    data = draw(look)
    assert data is not None
    assert data == draw(look)
    assert b"<dc:date>" not in data


@each_chart
def test_the_picture_says_what_it_shows(draw: Callable[[Look], bytes | None]) -> None:
    title, description = words_of(draw(Look()))
    assert any(sign in title for sign in ("n=", "version"))
    assert description.endswith(".")
    assert any(character.isdigit() for character in description)


@each_chart
def test_png_as_well(draw: Callable[[Look], bytes | None]) -> None:
    data = draw(Look("png"))
    assert data is not None
    assert data.startswith(b"\x89PNG")
    assert data == draw(Look("png"))


def test_bytes_do_not_depend_on_the_process() -> None:
    code = (
        "import sys; from tests.exporting.charts.test_charts import CHARTS, Look;"
        "sys.stdout.buffer.write(CHARTS['confusion'](Look()))"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert made.stdout == CHARTS["confusion"](Look())


def test_too_little_is_not_drawn() -> None:
    nothing = measure([])
    assert confusion_chart(nothing.confusion, Look()) is None
    assert clause_recall_chart(nothing.clauses, Look()) is None
    assert trend_chart((), Look()) is None
    assert heat_chart((), [], {}, Look()) is None
    assert agreement_chart([judged("once", "v", "v")], Look()) is None
    assert reliability_chart(reliability(SCORED[:5]), "an engine", Look()) is None


def test_too_many_answers_are_read_as_a_table() -> None:
    rows = [judged(str(n), "v", "v", label=f"L{n}", got_label=f"L{n}") for n in range(30)]
    assert confusion_chart(measure(rows).label_confusion, Look(), "label") is None


def test_shares_of_few_cases_are_counts() -> None:
    _, description = words_of(clause_recall_chart(measure(CASES).clauses, Look()))
    assert "SP1: 12 of 12 (100 %, 76 % to 100 %)" in description
    assert "SP2: 0 of 3." in description


def test_cases_are_called_what_they_are_told_to_be_called() -> None:
    names = {case.name: f"case {n}" for n, case in enumerate(CASES)}
    drawn = heat_chart(heat(VERSIONS), ["v1", "v2", "v3"], names, Look())
    assert drawn is not None
    assert b"hit-3" not in drawn
    assert "case 3: passed, passed, passed" in words_of(drawn)[1]
    assert "mute: unreadable" in words_of(CHARTS["heat"](Look()))[1]


@pytest.mark.parametrize("name", ["$x_{", "</title><script>", "日本の規則", "a\x00b\nc", "x" * 300])
def test_any_name_can_be_drawn(name: str) -> None:
    rows: list[JudgedCase] = [
        judged(name, "v", "vv", clauses=[name], cited=[name], label=name, facets=Facets())
    ]
    found = measure(rows)
    words_of(clause_recall_chart(found.clauses, Look()))
    words_of(confusion_chart(found.label_confusion, Look(), "label"))
    words_of(heat_chart(heat([version(name, *rows)]), [name], {}, Look()))
    words_of(trend_chart(trend([version(name, *rows)]), Look()))


def test_repeats_that_differ_in_number_are_put_into_tenths() -> None:
    rows = [judged("a", "v", "vv"), judged("b", "v", "vva"), judged("c", "v", "vvvv")]
    _, description = words_of(agreement_chart(rows, Look()))
    assert "60-69 %: 1 cases" in description
    assert "all: 2 cases" in description


def test_of_many_the_most_telling_are_drawn() -> None:
    rows = [judged(f"n{n}", "v", "v", clauses=[f"C{n}"]) for n in range(60)]
    versions = [version(f"v{n}", *rows) for n in range(30)]
    title, description = words_of(
        heat_chart(heat(versions), [v.name for v in versions], {}, Look())
    )
    assert "(0 of n=60 changed)" in title
    assert "v6" in description
    assert "v5" not in description
    assert "24 versions" in words_of(trend_chart(trend(versions), Look()))[0]
    assert clause_recall_chart(measure(rows).clauses, Look()) is not None


def test_a_trend_marks_where_something_else_changed() -> None:
    plain = trend_chart(trend([version("v1", *CASES), version("v2", *CASES)]), Look())
    assert plain != trend_chart(trend([version("v1", *CASES), version("v2", *OTHER)]), Look())


def test_long_names_keep_both_ends() -> None:
    assert shortened("short  name") == "short name"
    assert shortened("a-very-long-name-of-a-case-number-12", 20) == "a-very-long-…mber-12"


@pytest.mark.parametrize("inks", [LIGHT, DARK], ids=["light", "dark"])
def test_inks_can_be_read(inks: Inks) -> None:
    for ink in (inks.ink, inks.faint, inks.first, inks.second, inks.good, inks.bad, inks.odd):
        assert _contrast(ink, inks.paper) >= 4.5
    for ink, fill in (
        (inks.good, inks.good_fill),
        (inks.bad, inks.bad_fill),
        (inks.odd, inks.odd_fill),
        (inks.faint, inks.none_fill),
    ):
        assert _contrast(ink, fill) >= 4.5


def _contrast(one: str, two: str) -> float:
    light, dark = sorted((_light(one), _light(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _light(color: str) -> float:
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
