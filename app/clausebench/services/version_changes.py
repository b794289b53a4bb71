"""What a version changes: clause by clause, and what that did to verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clausebench.domain.bundle.approval import Stage
from clausebench.domain.bundle.changes import ClauseChange, clause_changes
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.comparison import Comparison, compare
from clausebench.domain.errors import NotFoundError
from clausebench.domain.policy import PolicyVersion
from clausebench.domain.reading_policy import parse
from clausebench.domain.text import text_hash
from clausebench.services.comparing import sides_of
from clausebench.services.evidence import proving_run, verdicts_on
from clausebench.storage.workspace import Workspace


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """From ``before`` to the newest version. ``flips`` is measured, and None where the two were
    not judged by the same engine; ``since_approved`` says why it begins at ``before``."""

    before: PolicyVersion
    since_approved: bool
    clauses: tuple[ClauseChange, ...]
    flips: Comparison | None


def changes_since(
    workspace: Workspace,
    versions: Sequence[PolicyVersion],
    cases: Sequence[str],
    since: int | None = None,
) -> VersionChanges | None:
    """Versions newest first; ``cases`` are names. By default from the version that was approved
    last, else from the one before; None where there is none. Raises ``NotFoundError`` for a
    version that is none."""
    head = versions[0]
    approved = _approved(workspace, versions[1:])
    if since is not None:
        before = next((v for v in versions[1:] if v.number == since), None)
        if before is None:
            raise NotFoundError(f"There is no earlier version {since}.")
    else:
        before = approved or next(iter(versions[1:]), None)
    if before is None:
        return None
    clauses = clause_changes(_parsed(workspace, before), _parsed(workspace, head))
    flips = _flips(workspace, before.text, head.text, cases)
    return VersionChanges(before, before is approved, clauses, flips)


def _approved(workspace: Workspace, versions: Sequence[PolicyVersion]) -> PolicyVersion | None:
    """The newest that was approved, whatever became of it later."""
    for version in versions:
        steps = workspace.stages.of_version(version.id)
        if any(step.stage is Stage.APPROVED for step in steps):
            return version
    return None


def _parsed(workspace: Workspace, version: PolicyVersion) -> ParsedPolicy:
    """With the ids that its clauses have had so far."""
    return replace(parse(version.text), clauses=workspace.policies.clauses(version.id))


def _flips(
    workspace: Workspace, before: str, after: str, names: Sequence[str]
) -> Comparison | None:
    """Measured, where both versions were judged by the same engine."""
    first, second = (proving_run(workspace, text_hash(text)) for text in (before, after))
    if first is None or second is None or first.engine != second.engine:
        return None
    was, now = (sides_of(verdicts_on(workspace, run, names)) for run in (first, second))
    return compare(was, now)
