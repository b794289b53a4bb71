"""``clausebench judge --confidence``."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.command_line import run
from tests.support.gguf_maker import scripted_weights
from tests.support.policies import SPAM

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture
def arguments(tmp_path: Path) -> tuple[str, ...]:
    policy, workspace = tmp_path / "policy.md", tmp_path / "workspace.db"
    policy.write_text(SPAM)
    return ("judge", str(policy), "--content", "zzbad words", "--workspace", str(workspace))


@pytest.mark.llama
@pytest.mark.process
def test_json_has_chances_coverage_agreement_and_trace(
    capfdbinary: Capture, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    weights = ("--weights", str(scripted_weights(tmp_path)))
    said = run(capfdbinary, *arguments, *weights, "--repeat", "3", "--confidence", "--json")
    assert said.code == 0
    assert said.json["p_labels"]["1"] > 0.9
    assert said.json["coverage"] > 0.9
    assert said.json["agreement"] == 1.0
    assert said.json["agreement_interval"][0] == pytest.approx(0.44, abs=0.01)
    assert said.json["trace"][0]["tokens"] == 0
    assert len(said.json["repeats"]) == 3


@pytest.mark.llama
@pytest.mark.process
def test_people_see_when_the_reasoning_made_up_its_mind(
    capfdbinary: Capture, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    weights = ("--weights", str(scripted_weights(tmp_path)))
    said = run(capfdbinary, *arguments, *weights, "--confidence")
    assert "Measured confidence" in said.out
    assert "had the reasoning ended after" in said.out


def test_an_engine_that_cannot_measure_says_so(
    capfdbinary: Capture, arguments: tuple[str, ...]
) -> None:
    said = run(capfdbinary, *arguments, "--confidence")
    assert "no labels to measure" in said.out
    said = run(capfdbinary, *arguments, "--confidence", "--json")
    assert said.json["p_labels"] is None
    assert said.json["agreement"] == 1.0
