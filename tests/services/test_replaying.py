"""A bundle's verdicts are tried again, and told apart from what it brings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.exchange import Exchange, open_test_exchange
from tests.support.releases import POLICIES, full_release, starter
from tests.support.workspaces import judged

from clausebench.domain.bundle.release import Release
from clausebench.domain.cancel import CancelToken
from clausebench.domain.clause import Decision
from clausebench.domain.run import RunSettings
from clausebench.domain.verdict import Fingerprint, Verdict
from clausebench.services.recording import Subject
from clausebench.services.replaying import (
    Likeness,
    ReplayReport,
    replay_cases,
    replay_report,
    replay_settings,
    replay_subject,
)
from clausebench.services.suites import CaseJudged


@pytest.fixture
def exchange(workspace_path: Path) -> Iterator[Exchange]:
    with open_test_exchange(workspace_path) as exchange:
        yield exchange


def _judge(exchange: Exchange, release: Release, settings: RunSettings) -> ReplayReport:
    found: dict[str, list[tuple[int, Verdict]]] = {}
    engine = None
    for event in exchange.suites.run(
        replay_subject(release), replay_cases(release), settings, CancelToken()
    ):
        if isinstance(event, CaseJudged):
            found.setdefault(event.case.name, []).append(
                (event.stored.repeat, event.stored.verdict)
            )
            engine = event.stored.verdict.engine
    assert engine is not None
    return replay_report(release, found, engine, settings)


def test_the_same_engine_says_the_same_to_the_letter(exchange: Exchange) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    cases = exchange.library.cases(opened.policy.id)
    settings = RunSettings(seed=3, repeats=2)
    for _ in exchange.suites.run(Subject(opened.text, "Spam"), cases, settings, CancelToken()):
        pass
    release = exchange.releasing.release("Spam policy")
    asked = replay_settings(release)
    assert asked == settings
    report = _judge(exchange, release, settings)
    assert report.count(Likeness.IDENTICAL) == len(cases)
    assert report.is_reproduced
    assert report.note == ""


def test_without_proof_there_is_nothing_to_compare_with(exchange: Exchange) -> None:
    release = starter("spam")
    assert replay_settings(release) is None
    report = _judge(exchange, release, RunSettings())
    assert {case.likeness for case in report.cases} == {Likeness.UNPROVEN}


def test_other_words_with_the_same_verdict_and_other_verdicts_are_told_apart() -> None:
    release = full_release()
    same, other, third = dict.fromkeys(row.case for row in release.verdicts)
    assert [case.name for case in replay_cases(release)] == [same, other, third]
    engine = Fingerprint("llama", "other weights", is_language_model=True, details=(("x", "y"),))
    agrees = judged(decision=Decision.VIOLATES)
    differs = judged(decision=Decision.ALLOWED)
    now = {
        same: [(0, agrees), (1, agrees)],
        other: [(0, differs), (1, differs)],
        third: [(0, agrees), (1, differs)],
    }
    settings = replay_settings(release)
    assert settings is not None
    report = replay_report(release, now, engine, replace(settings, seed=8))
    assert [case.likeness for case in report.cases] == [
        Likeness.SAME,
        Likeness.DIFFERENT,
        Likeness.DIFFERENT,
    ]
    assert report.cases[2].now is None
    assert not report.is_reproduced
    assert "judge: gpt-oss-safeguard-20b, now other weights" in report.note
    assert "seed: 7, now 8" in report.note
    assert "x: nothing, now y" in report.note
