"""Keep runs and verdicts as they happen, so that a crash loses at most the verdict in flight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case
from clausebench.domain.run import Run, RunKind, RunSettings, RunStatus, StoredVerdict
from clausebench.domain.verdict import Fingerprint, Verdict
from clausebench.storage.runs import RunTable

TRIED = "what-if:"
"""Begins the ids of borrowed cases: what is only tried never becomes a case's latest verdict."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The policy a run judges under, as it read at that moment."""

    text: str
    name: str = ""
    policy_id: str | None = None
    version_number: int | None = None


class OpenRun:
    """A run in progress; ``run`` is its newest state."""

    def __init__(self, run: Run, runs: RunTable) -> None:
        self.run = run
        self._runs = runs

    def keep(
        self,
        verdict: Verdict,
        content: str,
        case: Case | None,
        repeat: int,
        reused_from: str | None = None,
    ) -> StoredVerdict:
        """Store one verdict; durable when this returns."""
        return self._runs.add(
            self.run.id, content, verdict, case=case, repeat=repeat, reused_from=reused_from
        )

    def finish(self, status: RunStatus) -> None:
        self.run = self._runs.finish(self.run.id, status)


@contextmanager
def recorded_run(
    runs: RunTable,
    kind: RunKind,
    subject: Subject,
    engine: Fingerprint,
    settings: RunSettings,
    planned: int,
    cancel: CancelToken,
    case_ids: Sequence[str] = (),
) -> Iterator[OpenRun]:
    """A new run that always ends with a status: finished, paused, cancelled or failed."""
    run = runs.start(
        kind,
        subject.name,
        subject.text,
        engine,
        settings,
        planned=planned,
        policy_id=subject.policy_id,
        version_number=subject.version_number,
        case_ids=case_ids,
    )
    with ended_run(runs, run, cancel) as open_run:
        yield open_run


@contextmanager
def ended_run(runs: RunTable, run: Run, cancel: CancelToken) -> Iterator[OpenRun]:
    """A running run, which ends with this."""
    open_run = OpenRun(run, runs)
    status = RunStatus.FAILED
    try:
        yield open_run
        status = _stopped(cancel) if cancel.is_cancelled else RunStatus.FINISHED
    except GeneratorExit:
        status = _stopped(cancel)
        raise
    finally:
        open_run.finish(status)


def _stopped(cancel: CancelToken) -> RunStatus:
    return RunStatus.PAUSED if cancel.is_pause else RunStatus.CANCELLED
