"""``clausebench calibration`` over verdicts of a suite."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.command_line import run
from tests.support.desks import open_test_desk
from tests.support.policies import SPAM
from tests.support.spoken_engine import SpokenEngine, answer, rationale

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.judging import JudgeRequest
from clausebench.domain.run import RunSettings
from clausebench.domain.verdict import RawAnswer
from clausebench.services.recording import Subject

Capture = pytest.CaptureFixture[bytes]


def _speak(request: JudgeRequest) -> RawAnswer:
    """Sure and right, or torn and half of the time wrong."""
    number = int(request.content.split()[-1])
    violates = number % 2 == 0 or number % 3 == 0
    return answer(rationale(int(violates)), measured=0.55 if number % 3 == 0 else 0.97)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "workspace.db"
    with open_test_desk(path, SpokenEngine(_speak)) as desk:
        policy = desk.library.create("Spam", SPAM).policy
        for number in range(40):
            expected = Decision.VIOLATES if number % 2 == 0 else Decision.ALLOWED
            desk.library.keep_case(policy.id, f"post {number}", Expectation(expected))
        cases = desk.library.cases(policy.id)
        subject = Subject(SPAM, "Spam", policy.id, 1)
        list(desk.suites.run(subject, cases, RunSettings(), CancelToken()))
    return path


def test_json_has_bins_error_and_a_curve_that_never_falls(
    capfdbinary: Capture, workspace: Path
) -> None:
    said = run(capfdbinary, "calibration", "Spam", "--workspace", str(workspace), "--json")
    (found,) = said.json["calibrations"]
    assert found["reliability"]["count"] == 40
    assert [b["count"] for b in found["reliability"]["bins"]] == [14, 26]
    assert found["reliability"]["ece"] == pytest.approx((14 * 0.05 + 26 * 0.03) / 40, abs=0.01)
    heights = [y for _, y in found["curve"]]
    assert heights == sorted(heights)


def test_people_see_a_diagram(capfdbinary: Capture, workspace: Path) -> None:
    said = run(capfdbinary, "calibration", "Spam", "--workspace", str(workspace))
    assert "spoken by a test · effort medium" in said.out
    assert "95 % interval" in said.out
    assert "#" in said.out


def test_nothing_measured_is_said(capfdbinary: Capture, tmp_path: Path) -> None:
    policy, workspace = tmp_path / "policy.md", tmp_path / "new.db"
    policy.write_text(SPAM)
    said = run(capfdbinary, "calibration", str(policy), "--workspace", str(workspace))
    assert (said.code, "measured confidence yet" in said.out) == (0, True)
