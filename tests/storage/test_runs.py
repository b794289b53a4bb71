"""Runs and verdicts: what was judged stays as it was judged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.workspaces import ENGINE, VERDICT, judged, start_run

from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.effort import Effort
from clausebench.domain.errors import NotFoundError
from clausebench.domain.run import RunKind, RunSettings, RunStatus
from clausebench.domain.text import text_hash
from clausebench.domain.verdict import Confidence, VerdictStatus
from clausebench.storage.workspace import Workspace


def test_a_run_comes_back_as_it_was_started(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    settings = RunSettings(Effort.HIGH, seed=3, repeats=5, pinned_date="2025-10-29")
    run = workspace.runs.start(
        RunKind.SINGLE,
        "Spam",
        "text",
        ENGINE,
        settings,
        planned=5,
        policy_id=policy.id,
        version_number=2,
    )
    assert workspace.runs.get(run.id) == run
    assert (run.kind, run.policy_id, run.version_number) == (RunKind.SINGLE, policy.id, 2)
    assert (run.policy_hash, run.engine, run.settings) == (text_hash("text"), ENGINE, settings)
    assert (run.status, run.planned, run.judged) == (RunStatus.RUNNING, 5, 0)
    assert run.finished_at is None


def test_a_verdict_comes_back_exactly(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    case = workspace.cases.add(
        policy.id, "pills", "Buy pills", Expectation(Decision.VIOLATES, None, ("SP2",))
    )
    run = start_run(workspace, policy_id=policy.id, policy_text="SP2 no pills")
    stored = workspace.runs.add(run.id, case.content, VERDICT, case=case, repeat=2)
    assert stored.verdict == VERDICT
    assert (stored.run_id, stored.case_id, stored.case_name) == (run.id, case.id, "pills")
    assert (stored.repeat, stored.expected, stored.content) == (2, case.expected, "Buy pills")
    assert (stored.policy_text, stored.policy_name) == ("SP2 no pills", "Spam")
    assert stored.policy_hash == text_hash("SP2 no pills")
    assert workspace.runs.verdict(stored.id) == stored
    assert workspace.runs.verdicts(run.id) == (stored,)
    assert workspace.runs.get(run.id).judged == 1


def test_a_verdict_without_anything_readable_comes_back_exactly(workspace: Workspace) -> None:
    bare = judged(
        status=VerdictStatus.CRASHED,
        decision=None,
        label=None,
        clauses=(),
        category=None,
        severity=None,
        confidence=Confidence(),
        rationale=None,
        reasoning="",
        final="",
        findings=(),
        repairs=(),
    )
    run = start_run(workspace)
    stored = workspace.runs.add(run.id, "", bare)
    assert stored.verdict == bare
    assert (stored.case_id, stored.case_name, stored.content) == (None, None, "")
    assert stored.expected == Expectation()


def test_a_later_edit_of_the_case_does_not_reach_into_history(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    case = workspace.cases.add(policy.id, "pills", "Buy pills")
    run = start_run(workspace, policy_id=policy.id)
    stored = workspace.runs.add(run.id, case.content, VERDICT, case=case)
    workspace.cases.change(replace(case, content="Buy herbs", name="herbs"))
    workspace.policies.rename(policy.id, "Junk")
    assert workspace.runs.verdict(stored.id) == stored


def test_adding_the_same_verdict_twice_keeps_the_first(workspace: Workspace) -> None:
    run = start_run(workspace)
    first = workspace.runs.add(run.id, "pills", VERDICT)
    assert workspace.runs.add(run.id, "pills", judged(seed=99)) == first
    assert workspace.runs.get(run.id).judged == 1
    assert len(workspace.search.find("pills")) == 1


def test_repeats_cases_and_contents_are_different_verdicts(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    one = workspace.cases.add(policy.id, "one", "pills")
    two = workspace.cases.add(policy.id, "two", "pills")
    run = start_run(workspace)
    ids = [
        workspace.runs.add(run.id, "pills", VERDICT, case=case, repeat=repeat).id
        for case in (one, two, None)
        for repeat in (0, 1)
    ]
    ids.append(workspace.runs.add(run.id, "herbs", VERDICT).id)
    assert [v.id for v in workspace.runs.verdicts(run.id)] == ids
    assert len(set(ids)) == 7


def test_a_run_ends_once(workspace: Workspace) -> None:
    run = start_run(workspace)
    ended = workspace.runs.finish(run.id, RunStatus.CANCELLED)
    assert ended.status is RunStatus.CANCELLED
    assert ended.finished_at is not None
    assert workspace.runs.finish(run.id, RunStatus.FINISHED) == ended


def test_a_run_that_has_ended_takes_no_new_verdicts(workspace: Workspace) -> None:
    run = start_run(workspace)
    stored = workspace.runs.add(run.id, "pills", VERDICT)
    workspace.runs.finish(run.id, RunStatus.FINISHED)
    with pytest.raises(ValueError, match="has ended"):
        workspace.runs.add(run.id, "herbs", VERDICT)
    assert workspace.runs.add(run.id, "pills", VERDICT) == stored


def test_only_an_interrupted_run_goes_on(workspace: Workspace) -> None:
    run = start_run(workspace, planned=2)
    workspace.runs.add(run.id, "pills", VERDICT)
    workspace.runs.finish(run.id, RunStatus.INTERRUPTED)
    assert workspace.runs.resume(run.id).status is RunStatus.RUNNING
    workspace.runs.add(run.id, "herbs", VERDICT)
    assert workspace.verify_chain() == ()
    ended = workspace.runs.finish(run.id, RunStatus.FINISHED)
    assert ended.judged == 2
    assert workspace.runs.resume(run.id) == ended
    assert workspace.verify_chain() == ()


def test_recent_runs_come_newest_first(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    runs = [start_run(workspace, policy_id=policy_id) for policy_id in (policy.id, None, policy.id)]
    newest = [run.id for run in reversed(runs)]
    assert [r.id for r in workspace.runs.recent()] == newest
    assert [r.id for r in workspace.runs.recent(limit=1)] == newest[:1]
    assert [r.id for r in workspace.runs.recent(policy.id)] == [newest[0], newest[2]]


@pytest.mark.parametrize("ask", ["get", "verdict"])
def test_what_is_not_there_is_said_to_be_missing(workspace: Workspace, ask: str) -> None:
    with pytest.raises(NotFoundError, match="There is no"):
        getattr(workspace.runs, ask)("nothing")


def test_the_latest_verdict_on_each_case_wins_over_all_runs(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    one, two, three, gone = (
        workspace.cases.add(policy.id, name, name) for name in ("one", "two", "three", "gone")
    )
    cancelled = judged(status=VerdictStatus.CANCELLED, decision=None)
    first, second = start_run(workspace), start_run(workspace)
    workspace.runs.add(first.id, "one", VERDICT, case=one)
    kept = workspace.runs.add(first.id, "two", VERDICT, case=two)
    newer = workspace.runs.add(second.id, "one", judged(clauses=("SP9",)), case=one)
    workspace.runs.add(second.id, "two", cancelled, case=two)
    workspace.runs.add(second.id, "gone", VERDICT, case=gone)
    workspace.cases.remove(gone.id)

    assert workspace.runs.latest(policy.id) == {one.id: newer, two.id: kept}
    assert three.id not in workspace.runs.latest(policy.id)
    assert workspace.runs.citations(policy.id) == {"SP2.a": 1, "SP3": 1, "SP9": 1}


def test_citations_count_cases_not_mentions(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    run = start_run(workspace)
    for name in ("one", "two"):
        case = workspace.cases.add(policy.id, name, name)
        verdict = judged(clauses=("SP2.a", "SP2.a", "ข้อ 1"))
        workspace.runs.add(run.id, name, verdict, case=case)
    assert workspace.runs.citations(policy.id) == {"SP2.a": 2, "ข้อ 1": 2}
