"""Workspaces with a clock that tests set, and verdicts to put into them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from clausebench.domain.clause import ClauseId, Decision, Finding, Severity
from clausebench.domain.effort import Effort
from clausebench.domain.run import Run, RunKind, RunSettings
from clausebench.domain.text import Span
from clausebench.domain.verdict import (
    Confidence,
    Fingerprint,
    TokenCounts,
    Verdict,
    VerdictStatus,
)
from clausebench.storage.workspace import Workspace

ENGINE = Fingerprint("triage", "Triage", is_language_model=False, details=(("version", "1"),))

VERDICT = Verdict(
    status=VerdictStatus.REPAIRED,
    decision=Decision.VIOLATES,
    label="SP2",
    clauses=("SP2.a", "SP3"),
    category="spam",
    severity=3,
    confidence=Confidence(0.93, "high"),
    rationale="It sells pills.",
    remediation=None,
    reasoning="The post sells pills, so SP2.a applies.",
    final='{"violation": 1}',
    tokens=TokenCounts(800, 40, 12),
    seconds=2.5,
    effort=Effort.LOW,
    seed=7,
    engine=ENGINE,
    findings=(
        Finding("rationale.hedge", Severity.HINT, "It hedges.", Span(4, 9), ClauseId("SP2.a")),
        Finding("rationale.no-quote", Severity.WARNING, "Nothing is quoted."),
    ),
    repairs=("json-fence",),
)


class Clock:
    """Moves only when told, and a millisecond at each look so that moments differ."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 1, 31, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(milliseconds=1)
        return self.moment

    def pass_by(self, **units: float) -> None:
        self.moment += timedelta(**units)


def open_workspace(path: Path, clock: Clock | None = None, **options: Any) -> Workspace:
    """A workspace of Clausebench 1.2.3, with a clock that stands still unless given."""
    options = {"app_version": "1.2.3", **options}
    return Workspace.open(path, now=clock or Clock(), new_id=lambda: uuid4().hex, **options)


def start_run(workspace: Workspace, **options: Any) -> Run:
    """A running run over a policy that is in no library unless ``policy_id`` says so."""
    values: dict[str, Any] = {"planned": 1, **options}
    text = values.pop("policy_text", "# Spam\n\nSP2.a No pills.\n")
    return workspace.runs.start(RunKind.SUITE, "Spam", text, ENGINE, RunSettings(), **values)


def judged(**changes: Any) -> Verdict:
    return replace(VERDICT, **changes)
