"""Versions of a policy with runs on them, without a workspace."""

from __future__ import annotations

from tests.support.fake_desk import MODEL

from clausebench.domain.measures import JudgedCase, VersionRun
from clausebench.domain.run import Run, RunKind, RunSettings, RunStatus

RUN = Run(
    "r1",
    RunKind.SUITE,
    "p",
    "Spam",
    "sha256:1",
    1,
    MODEL,
    RunSettings(),
    RunStatus.FINISHED,
    "2026-01-01T10:00:00.000Z",
    None,
    2,
)


def version(name: str, *cases: JudgedCase, run: Run = RUN) -> VersionRun:
    return VersionRun(name, "why", run, cases)
