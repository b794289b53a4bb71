"""A policy as it leaves the workbench: everything that a bundle is written from."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.bundle.approval import Approval
from clausebench.domain.bundle.measures import (
    EvidenceLevel,
    EvidenceRow,
    MetricsSnapshot,
    SettingsFingerprint,
)
from clausebench.domain.case import Case
from clausebench.domain.clause import Clause, Decision
from clausebench.domain.text import text_hash


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms of a part: ``covers`` says of what, ``attribution`` whom to name."""

    name: str
    covers: str
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Precedent:
    """What people settled about a case, with their reason; who they are stays at home."""

    case: str
    decision: Decision | None
    label: str | None
    clauses: tuple[str, ...]
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class PersonLabel:
    """What one person said of a case. ``who`` is a pseudonym: the same for the same person in
    every release of a workspace."""

    case: str
    who: str
    decision: Decision | None
    label: str | None
    clauses: tuple[str, ...]
    note: str
    is_blind: bool
    at: str


@dataclass(frozen=True, slots=True)
class Release:
    """Frozen content of one policy version and its proof.

    ``text`` is what the writer wrote, ``prompt`` what the model reads (the same, or with the
    output contract put in). Spans of ``clauses`` lie in ``text``. ``lineage`` are the hashes of
    earlier texts, newest first. ``chain_head`` is the workspace's last history link, empty
    where there is none. ``approval`` is the version's last step. Cases have neither ids nor
    policy ids here; names identify them.
    """

    slug: str
    title: str
    version: int
    revision: int
    created: str
    tool: str
    text: str
    prompt: str
    clauses: tuple[Clause, ...]
    contract: str
    cases: tuple[Case, ...] = ()
    lineage: tuple[str, ...] = ()
    precedents: tuple[Precedent, ...] = ()
    labels: tuple[PersonLabel, ...] = ()
    licences: tuple[Licence, ...] = ()
    settings: SettingsFingerprint | None = None
    metrics: MetricsSnapshot | None = None
    evidence: EvidenceLevel = EvidenceLevel.NONE
    verdicts: tuple[EvidenceRow, ...] = ()
    changelog: str = ""
    chain_head: str = ""
    approval: Approval | None = None

    @property
    def policy_sha256(self) -> str:
        """The identity of the policy version."""
        return text_hash(self.text)
