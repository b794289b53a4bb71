"""What an engine answered, and what that answer means under a policy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from clausebench.domain.clause import Decision, Finding
from clausebench.domain.effort import Effort


class VerdictStatus(StrEnum):
    """Whether the answer could be read. Only ok and repaired count as a decision."""

    OK = "ok"
    REPAIRED = "repaired"
    UNREADABLE = "unreadable"
    TRUNCATED = "truncated"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    CRASHED = "crashed"

    @property
    def is_readable(self) -> bool:
        return self in (VerdictStatus.OK, VerdictStatus.REPAIRED)


class Answer(Protocol):
    """What can be compared with an expectation: a ``Verdict`` or a ``Gist``."""

    @property
    def status(self) -> VerdictStatus: ...
    @property
    def decision(self) -> Decision | None: ...
    @property
    def label(self) -> str | None: ...
    @property
    def clauses(self) -> tuple[str, ...]: ...
    @property
    def effort(self) -> Effort: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """The final channel, read by the policy's output contract. Nothing here is guessed."""

    status: VerdictStatus
    decision: Decision | None = None
    label: str | None = None
    clauses: tuple[str, ...] = ()
    category: str | None = None
    severity: int | None = None
    confidence: str | None = None
    rationale: str | None = None
    remediation: str | None = None
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TokenCounts:
    """Tokens of one answer."""

    prompt: int = 0
    reasoning: int = 0
    final: int = 0


@dataclass(frozen=True, slots=True)
class LabelChances:
    """How likely each label was at the verdict's place, at temperature 1 and before any grammar.

    ``by_label`` are shares of what all labels have together; ``coverage`` is what they have of
    everything. Low coverage: the model was about to write something that is no label.
    """

    by_label: tuple[tuple[str, float], ...]
    coverage: float


@dataclass(frozen=True, slots=True)
class TracePoint:
    """The chances if the reasoning had ended after ``tokens`` tokens."""

    tokens: int
    chances: LabelChances


@dataclass(frozen=True, slots=True)
class Certainty:
    """The chances after the whole reasoning, and how they came about. ``trace`` may be empty."""

    chances: LabelChances
    trace: tuple[TracePoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Confidence:
    """``measured`` is 0..1 from the engine; ``stated`` is the model's own adjective.

    ``certainty`` is set when it was asked for and the engine can tell.
    """

    measured: float | None = None
    stated: str | None = None
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What judged: enough to say whether two verdicts came from the same machinery.

    ``kind`` is the engine (triage, llama, recorded), ``name`` is for people, ``details`` are
    sorted name/value pairs (weights hash, llama.cpp build, sampler, placement, pinned date).
    """

    kind: str
    name: str
    is_language_model: bool
    details: tuple[tuple[str, str], ...] = ()


class StopReason(StrEnum):
    """Why the engine stopped writing."""

    COMPLETE = "complete"
    FINAL_BUDGET = "final-budget"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An answer as it came, kept for ever so that a better parser can read it again.

    ``flags`` are repairs of the channel structure (``final-forced``, ``reasoning-cut``).
    ``measured`` is the probability of the decided label, when the engine can measure it.
    ``reading`` is set only by engines that decide without a language model.
    """

    reasoning: str
    final: str
    stop: StopReason
    tokens: TokenCounts
    seconds: float
    flags: tuple[str, ...] = ()
    measured: float | None = None
    reading: Reading | None = None
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer under one policy version. One verdict is a sample, not the truth."""

    status: VerdictStatus
    decision: Decision | None
    label: str | None
    clauses: tuple[str, ...]
    category: str | None
    severity: int | None
    confidence: Confidence
    rationale: str | None
    remediation: str | None
    reasoning: str
    final: str
    tokens: TokenCounts
    seconds: float
    effort: Effort
    seed: int
    engine: Fingerprint
    findings: tuple[Finding, ...] = ()
    repairs: tuple[str, ...] = ()
