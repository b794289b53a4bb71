"""Charts as files."""

from __future__ import annotations

from pathlib import Path

from tests.support.judged_cases import judged
from tests.support.version_runs import RUN, version

from clausebench.domain.calibration import Scored, reliability
from clausebench.domain.effort import Effort
from clausebench.domain.measures import measure
from clausebench.services.calibrating import Calibration
from clausebench.services.charting import (
    ChartLook,
    case_numbers,
    policy_charts,
    run_charts,
    trend_picture,
    write_pictures,
)
from clausebench.services.measuring import MeasuredRun

CASES = tuple(judged(f"c{n}", "v", "vv", label="SP2", got_label="SP2") for n in range(3))


def test_labels_have_a_matrix_of_their_own() -> None:
    measured = MeasuredRun(RUN, CASES, measure(CASES), None)
    pictures = {p.file_name: p for p in run_charts(measured, ChartLook())}
    assert list(pictures) == ["confusion.svg", "labels.svg", "agreement.svg", "clauses.svg"]
    assert pictures["labels.svg"].data is not None
    assert pictures["clauses.svg"].missing == "No case expects a clause."


def test_confidence_is_drawn_once_there_is_enough(tmp_path: Path) -> None:
    known = reliability([Scored(0.9, is_right=n % 5 > 0) for n in range(40)])
    calibration = Calibration("an engine", Effort.LOW, known, ())
    versions = [version("v1", *CASES)]
    pictures = tuple(policy_charts(versions, [calibration], ChartLook("png")))
    assert write_pictures(pictures, tmp_path / "new") == ()
    assert {p.name for p in (tmp_path / "new").iterdir()} == {
        "trend.png",
        "cases.png",
        "reliability.png",
    }


def test_nothing_to_draw_is_said() -> None:
    pictures = tuple(policy_charts((), (), ChartLook()))
    assert all(picture.data is None and picture.missing for picture in pictures)
    assert trend_picture((), ChartLook()) is None


def test_cases_are_numbered_as_in_the_newest_version() -> None:
    old = version("v1", judged("gone", "v", "v"), *CASES)
    assert case_numbers([old, version("v2", *CASES)]) == {
        "c0": "case 1",
        "c1": "case 2",
        "c2": "case 3",
        "gone": "case 4",
    }
