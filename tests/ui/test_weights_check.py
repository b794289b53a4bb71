"""Weights are checked once, beside the work, and only bad news is a banner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from clausebench.domain.self_test import SelfTest
from clausebench.domain.verdict import Fingerprint
from clausebench.services.self_testing import CaseChecked
from clausebench.ui.shell import Shell
from clausebench.ui.weights_check import WeightsCheck

LOADED = Fingerprint("llama", "weights", True, (("sha256", "ab"),))
GOOD = SelfTest(6, 6, True, 21.0, "2026-01-01T00:00:00+00:00")
BROKEN = SelfTest(0, 1, True, 21.0, "2026-01-01T00:00:00+00:00")


@dataclass
class MadeUp:
    """Gives a result that was made up, and counts how often it was asked for."""

    result: SelfTest = GOOD
    runs: list[object] = field(default_factory=list)

    def recall(self, _engine: Fingerprint) -> None:
        return None

    def run(self, judging: object, _cancel: object) -> Iterator[CaseChecked]:
        self.runs.append(judging)
        yield CaseChecked(6, 6)
        return self.result  # type: ignore[return-value]


@pytest.fixture
def tests() -> MadeUp:
    return MadeUp()


@pytest.fixture
def check(shell: Shell, qtbot: QtBot, tests: MadeUp) -> Iterator[WeightsCheck]:
    shell.desk.self_tests = tests  # type: ignore[misc]
    parent = QObject()
    yield WeightsCheck(shell, parent)
    qtbot.waitUntil(lambda: not shell.lanes.jobs)


@pytest.fixture
def said(check: WeightsCheck) -> list[str]:
    sentences: list[str] = []
    check.known.connect(sentences.append)
    return sentences


def test_loaded_weights_are_checked_once(
    check: WeightsCheck, tests: MadeUp, said: list[str], qtbot: QtBot, shell: Shell
) -> None:
    check.look_at(LOADED, None)
    qtbot.waitUntil(lambda: len(said) == 2)
    check.look_at(LOADED, None)
    assert len(tests.runs) == 1
    assert said[1] == GOOD.sentence
    assert shell.banners.banners == ()


def test_weights_without_sense_are_a_warning(
    check: WeightsCheck, tests: MadeUp, said: list[str], qtbot: QtBot, shell: Shell
) -> None:
    tests.result = BROKEN
    check.look_at(LOADED, None)
    qtbot.waitUntil(lambda: len(said) == 2)
    (banner,) = shell.banners.banners
    assert "do not answer sensibly" in banner.title
    assert "5 answers unreadable" in banner.detail


@pytest.mark.parametrize(
    ("engine", "known"),
    [
        (LOADED, GOOD),
        (Fingerprint("triage", "t", False), None),
        (Fingerprint("llama", "w", True), None),
    ],
)
def test_what_is_known_or_not_loaded_is_not_checked(
    check: WeightsCheck,
    tests: MadeUp,
    said: list[str],
    engine: Fingerprint,
    known: SelfTest | None,
) -> None:
    check.look_at(engine, known)
    assert tests.runs == []
    assert said == [known.sentence if known else ""]
