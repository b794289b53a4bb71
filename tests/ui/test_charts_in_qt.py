"""Qt's renderer, which knows less of SVG than a browser, takes every chart without a word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot
from tests.support.judged_cases import judged
from tests.support.version_runs import version

from clausebench.domain.measures import heat, measure, trend
from clausebench.exporting.charts import (
    Look,
    agreement_chart,
    clause_recall_chart,
    confusion_chart,
    heat_chart,
    trend_chart,
)

MANY = [
    judged(f"case {n}", "v", "vv" if n % 3 else "va", clauses=["SP1"], cited=["SP1"])
    for n in range(12)
]
VERSIONS = [version("v1", *MANY[:3]), version("v2", *MANY), version("v3", *MANY[:3])]

CHARTS: dict[str, Callable[[Look], bytes | None]] = {
    "confusion": lambda look: confusion_chart(measure(MANY).confusion, look),
    "trend with gaps": lambda look: trend_chart(trend(VERSIONS), look),
    "trend of nothing": lambda look: trend_chart(trend(VERSIONS[:1]), look),
    "agreement": lambda look: agreement_chart(MANY, look),
    "heat": lambda look: heat_chart(heat(VERSIONS), ["v1", "v2", "v3"], {}, look),
    "clauses": lambda look: clause_recall_chart(measure(MANY).clauses, look),
}


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)
def test_a_chart_is_shown_without_a_warning(
    qtbot: QtBot, draw: Callable[[Look], bytes | None]
) -> None:
    data = draw(Look())
    assert data is not None
    renderer = QSvgRenderer(QByteArray(data))
    assert renderer.isValid()
    assert renderer.defaultSize().width() > 300
