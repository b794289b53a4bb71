"""A policy over its versions."""

from __future__ import annotations

from dataclasses import replace

from tests.support.fake_desk import MODEL
from tests.support.judged_cases import judged
from tests.support.version_runs import RUN, version

from clausebench.domain.case import Outcome
from clausebench.domain.effort import Effort
from clausebench.domain.measures import HeatRow, Share, heat, trend
from clausebench.domain.run import RunSettings


def test_each_version_has_its_numbers() -> None:
    points = trend(
        [
            version("v1", judged("a", "v", "aa"), judged("b", "a", "aa")),
            version("v2", judged("a", "v", "vv"), judged("b", "a", "av")),
        ]
    )
    assert [p.name for p in points] == ["v1", "v2"]
    assert [p.overall.right for p in points] == [Share(1, 2), Share(1, 2)]
    assert [p.overall.stable for p in points] == [Share(2, 2), Share(1, 2)]
    assert [p.violates.recall for p in points] == [Share(0, 1), Share(1, 1)]
    assert [p.doubts for p in points] == [(), ()]


def test_what_else_changed_is_said() -> None:
    other = replace(
        RUN, engine=replace(MODEL, name="other"), settings=RunSettings(effort=Effort.LOW)
    )
    points = trend(
        [
            version("v1", judged("a", "v", "v"), judged("b", "a", "a")),
            version("v2", judged("a", "v", "v"), judged("b", "v", "a"), run=other),
        ]
    )
    assert points[1].doubts == (
        "Judged by other, set up otherwise than for v1.",
        "Judged at effort low, v1 at medium.",
        "1 of 2 cases are the same as for v1.",
    )


def test_the_cases_that_changed_come_first() -> None:
    rows = heat(
        [
            version("v1", judged("same", "v", "v"), judged("moved", "v", "v")),
            version("v2", judged("same", "v", "v"), judged("moved", "v", "a")),
            version("v3", judged("new", "v", "v"), judged("same", "v", "v")),
        ]
    )
    passed, failed = Outcome.PASSED, Outcome.FAILED
    assert rows == (
        HeatRow("moved", (passed, failed, None)),
        HeatRow("new", (None, None, passed)),
        HeatRow("same", (passed, passed, passed)),
    )
    assert [row.changes for row in rows] == [1, 0, 0]
