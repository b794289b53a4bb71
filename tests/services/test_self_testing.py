"""Weights are checked by six plain cases, once."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from tests.support.desks import open_test_desk
from tests.support.spoken_engine import SpokenEngine, answer

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.judging import JudgeRequest
from clausebench.domain.self_test import Sanity
from clausebench.domain.verdict import Fingerprint, RawAnswer
from clausebench.services.self_testing import CaseChecked, SelfTests, is_testable


def _sensible(request: JudgeRequest) -> RawAnswer:
    offers = ("Selling", "repair", "euros")
    return answer("1" if any(word in request.content for word in offers) else "0")


class EffortfulEngine(SpokenEngine):
    """Its prompt shows the effort, as a language model's does."""

    def render(self, request: JudgeRequest) -> object:  # type: ignore[override]
        rendered = super().render(request)
        return type(rendered)(f"{request.effort} {rendered.text}")


@pytest.fixture
def tests(tmp_path: Path) -> SelfTests:
    clock = itertools.count(0.0, 2.0)
    path = tmp_path / "self-tests.json"
    return SelfTests(path, now=lambda: "2026-01-01", clock=lambda: next(clock))


def test_sensible_weights_are_good_and_remembered(tests: SelfTests) -> None:
    engine = EffortfulEngine(_sensible)
    assert tests.recall(engine.fingerprint()) is None
    found = tests.run_to_end(engine)
    assert (found.right, found.readable, found.sanity) == (6, 6, Sanity.GOOD)
    assert found.tok_s == pytest.approx(6 * 6 / 2)
    assert tests.recall(engine.fingerprint()) == found
    assert "6 of 6 plain cases right" in found.sentence


def test_weights_without_sense_are_doubtful(tests: SelfTests) -> None:
    found = tests.run_to_end(EffortfulEngine(lambda _: answer("0")))
    assert (found.right, found.sanity) == (3, Sanity.DOUBTFUL)


def test_weights_that_babble_are_broken(tests: SelfTests) -> None:
    found = tests.run_to_end(EffortfulEngine(lambda _: answer("the the the")))
    assert (found.readable, found.sanity) == (0, Sanity.BROKEN)
    assert "6 answers unreadable" in found.sentence


def test_effort_that_changes_nothing_is_noticed(tests: SelfTests) -> None:
    found = tests.run_to_end(SpokenEngine(_sensible))
    assert not found.effort_matters
    assert found.sanity is Sanity.DOUBTFUL


def test_a_file_that_makes_no_sense_counts_as_no_results(tests: SelfTests, tmp_path: Path) -> None:
    engine = EffortfulEngine(_sensible)
    for damaged in ("{", "[]", '{"spoken||||": 3}'):
        (tmp_path / "self-tests.json").write_text(damaged)
        assert tests.recall(engine.fingerprint()) is None
    assert tests.run_to_end(engine) == tests.recall(engine.fingerprint())


def test_weights_that_are_not_loaded_are_found_by_their_hash(tests: SelfTests) -> None:
    assert tests.of_weights("") is None
    engine = EffortfulEngine(_sensible)
    engine.fingerprint = lambda: Fingerprint("llama", "w", True, (("sha256", "ab"),))  # type: ignore[method-assign]
    found = tests.run_to_end(engine)
    assert tests.of_weights("ab") == found
    assert tests.of_weights("a") is None


def test_nothing_of_it_stands_in_history(tests: SelfTests, workspace_path: Path) -> None:
    with open_test_desk(workspace_path, EffortfulEngine(_sensible)) as desk:
        events = list(tests.run(desk.judging, CancelToken()))
        assert events[-1] == CaseChecked(6, 6)
        assert desk.history.runs() == ()


def test_a_cancelled_check_says_nothing(tests: SelfTests, workspace_path: Path) -> None:
    cancel = CancelToken()
    engine = EffortfulEngine(_sensible)
    with open_test_desk(workspace_path, engine) as desk:
        running = tests.run(desk.judging, cancel)
        next(running)
        cancel.cancel()
        with pytest.raises(Cancelled):
            list(running)
    assert tests.recall(engine.fingerprint()) is None


def test_only_loaded_local_weights_are_testable() -> None:
    details = (("sha256", "ab"),)
    assert is_testable(Fingerprint("llama", "w", True, details))
    assert not is_testable(Fingerprint("llama", "w", True))
    assert not is_testable(Fingerprint("triage", "w", False, details))
