"""From the runs in history to what a release says of its proof."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from clausebench.domain.bundle.measures import (
    EvidenceLevel,
    EvidenceRow,
    MetricsSnapshot,
    SettingsFingerprint,
    snapshot_of,
)
from clausebench.domain.case import Case
from clausebench.domain.measures import Facets, JudgedCase, Target
from clausebench.domain.run import Run, RunSettings, RunStatus, StoredVerdict
from clausebench.domain.text import text_hash
from clausebench.domain.verdict import Verdict, VerdictStatus
from clausebench.storage.workspace import Workspace


def proving_run(workspace: Workspace, policy_hash: str) -> Run | None:
    """The newest suite under exactly this text that came to its end."""
    runs = workspace.runs.under(policy_hash)
    return next((run for run in runs if run.status is RunStatus.FINISHED), None)


def verdicts_on(workspace: Workspace, run: Run, cases: Collection[str]) -> list[StoredVerdict]:
    """The run's verdicts on these cases, by case in their order; cancelled ones say nothing."""
    places = {name: place for place, name in enumerate(cases)}
    found = [
        stored
        for stored in workspace.runs.verdicts(run.id)
        if stored.case_name in places and stored.verdict.status is not VerdictStatus.CANCELLED
    ]
    return sorted(found, key=lambda stored: (places[stored.case_name or ""], stored.repeat))


def evidence_rows(stored: Sequence[StoredVerdict], level: EvidenceLevel) -> tuple[EvidenceRow, ...]:
    """Reasoning and answers only where everything is to come along."""
    if level is EvidenceLevel.NONE:
        return ()
    is_full = level is EvidenceLevel.FULL
    return tuple(_row(one, is_full=is_full) for one in stored)


def _row(stored: StoredVerdict, *, is_full: bool) -> EvidenceRow:
    verdict = stored.verdict
    measured = verdict.confidence.measured
    return EvidenceRow(
        case=stored.case_name or "",
        repeat=stored.repeat,
        effort=verdict.effort,
        status=verdict.status,
        decision=verdict.decision,
        label=verdict.label,
        clauses=verdict.clauses,
        confidence=None if measured is None else round(measured * 1000),
        reasoning_sha256=text_hash(verdict.reasoning),
        final_sha256=text_hash(verdict.final),
        reasoning=verdict.reasoning if is_full else "",
        final=verdict.final if is_full else "",
    )


def snapshot(
    run: Run,
    stored: Sequence[StoredVerdict],
    cases: Sequence[Case],
    targets: tuple[Target, ...],
) -> MetricsSnapshot:
    """The run in numbers, against what the cases expect now."""
    grouped: dict[str, list[Verdict]] = {}
    for one in stored:
        grouped.setdefault(one.case_name or "", []).append(one.verdict)
    judged = [
        JudgedCase.of(case.name, case.expected, case.content, grouped[case.name], Facets.of(case))
        for case in cases
        if case.name in grouped
    ]
    return snapshot_of(run.id, run.finished_at or run.started_at, judged, targets)


def fingerprint_of(run: Run) -> SettingsFingerprint:
    """How the run's verdicts came about."""
    engine, asked = run.engine, run.settings
    return SettingsFingerprint(
        engine=engine.kind,
        name=engine.name,
        is_language_model=engine.is_language_model,
        details=engine.details,
        effort=asked.effort,
        sampler=asked.sampler,
        seed=asked.seed,
        repeats=asked.repeats,
        placement=asked.placement,
        pinned_date=asked.pinned_date,
        stop_when_sure=round(asked.stop_when_sure * 1000),
    )


def run_settings(fingerprint: SettingsFingerprint) -> RunSettings:
    """To ask in the same way again."""
    return RunSettings(
        effort=fingerprint.effort,
        sampler=fingerprint.sampler,
        seed=fingerprint.seed,
        repeats=fingerprint.repeats,
        placement=fingerprint.placement,
        pinned_date=fingerprint.pinned_date,
        stop_when_sure=fingerprint.stop_when_sure / 1000,
    )
