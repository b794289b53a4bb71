"""Ask an engine about one content and read its answer into a verdict. Nothing is stored here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clausebench.audits.rationale import audit_rationale
from clausebench.domain.cancel import CancelToken
from clausebench.domain.clause import ClauseKind, Decision, ParsedPolicy
from clausebench.domain.contracts import OutputContract, compose, contract_for
from clausebench.domain.effort import Effort
from clausebench.domain.judging import Answered, Heard, JudgeRequest
from clausebench.domain.linking import LinkKind, link
from clausebench.domain.reading_policy import parse
from clausebench.domain.run import RunSettings
from clausebench.domain.verdict import (
    Confidence,
    Fingerprint,
    RawAnswer,
    Reading,
    StopReason,
    Verdict,
    VerdictStatus,
)
from clausebench.engines.base import Engine


@dataclass(frozen=True, slots=True)
class Prepared:
    """A policy ready to be judged under: parsed, with its contract, as the model reads it."""

    policy: ParsedPolicy
    contract: OutputContract
    composed_text: str


def prepare(policy_text: str) -> Prepared:
    """Parse, detect or choose the output contract, compose."""
    policy = parse(policy_text)
    match = contract_for(policy)
    return Prepared(policy, match.contract, compose(policy, match))


def request_for(
    prepared: Prepared, content: str, settings: RunSettings, repeat: int
) -> JudgeRequest:
    """What the engine is asked. Each repeat has its own seed, so repeats are independent."""
    return JudgeRequest(
        policy_text=prepared.composed_text,
        content=content,
        effort=settings.effort,
        sampler=settings.sampler,
        seed=settings.seed + repeat,
        placement=settings.placement,
        pinned_date=settings.pinned_date,
        grammar=prepared.contract.grammar,
        label_texts=prepared.contract.label_texts,
        stop_when_sure=settings.stop_when_sure,
    )


@dataclass(frozen=True, slots=True)
class Question:
    """One of several contents to ask about; ``repeat`` counts from 0. ``effort``: another one
    than the settings say."""

    content: str
    repeat: int = 0
    effort: Effort | None = None


@dataclass(frozen=True, slots=True)
class Replied:
    """The verdict on the question at ``index``."""

    index: int
    verdict: Verdict


def ask_many(
    engine: Engine,
    prepared: Prepared,
    questions: Sequence[Question],
    settings: RunSettings,
    cancel: CancelToken,
    *,
    is_urgent: bool = False,
    measures_certainty: bool = False,
) -> Iterator[Heard | Replied]:
    """Yield the engine's events, and verdicts in the order they come. Raises ``EngineError``.

    Asking leaves out none, unless ``cancel`` is set: then some have no verdict.
    """
    requests = [
        replace(
            request_for(prepared, q.content, settings, q.repeat),
            effort=q.effort or settings.effort,
            measures_certainty=measures_certainty,
        )
        for q in questions
    ]
    for heard in engine.judge_many(requests, cancel, is_urgent=is_urgent):
        if heard.index is None or not isinstance(heard.event, Answered):
            yield heard
            continue
        answer, request = heard.event.answer, requests[heard.index]
        content = questions[heard.index].content
        verdict = make_verdict(answer, prepared, content, request, engine.fingerprint())
        yield Replied(heard.index, verdict)


def make_verdict(
    answer: RawAnswer,
    prepared: Prepared,
    content: str,
    request: JudgeRequest,
    fingerprint: Fingerprint,
) -> Verdict:
    """Read the raw answer under the policy's contract, and audit what it says."""
    reading = _read(answer, prepared.contract)
    verdict = Verdict(
        status=_status(answer, reading),
        decision=reading.decision,
        label=reading.label,
        clauses=_clauses(reading, answer.reasoning, prepared.policy, content),
        category=reading.category,
        severity=reading.severity,
        confidence=Confidence(answer.measured, reading.confidence, answer.certainty),
        rationale=reading.rationale,
        remediation=reading.remediation,
        reasoning=answer.reasoning,
        final=answer.final,
        tokens=answer.tokens,
        seconds=answer.seconds,
        effort=request.effort,
        seed=request.seed,
        engine=fingerprint,
        repairs=(*answer.flags, *reading.repairs),
    )
    if answer.reading is not None or not verdict.status.is_readable:
        return verdict
    return replace(verdict, findings=audit_rationale(verdict, prepared.policy, content))


_NO_READING = {
    StopReason.CANCELLED: VerdictStatus.CANCELLED,
    StopReason.CRASHED: VerdictStatus.CRASHED,
}


def _read(answer: RawAnswer, contract: OutputContract) -> Reading:
    if answer.stop in _NO_READING:
        # A cut answer may happen to parse; it is still not what the model meant to say.
        return Reading(_NO_READING[answer.stop])
    return answer.reading or contract.read(answer.final, answer.stop)


def _status(answer: RawAnswer, reading: Reading) -> VerdictStatus:
    """A forced or cut channel is a repair even when the final text was perfect."""
    if reading.status is VerdictStatus.OK and answer.flags:
        return VerdictStatus.REPAIRED
    return reading.status


_DECIDING_KINDS = {
    Decision.VIOLATES: (ClauseKind.VIOLATES,),
    Decision.ALLOWED: (ClauseKind.ALLOWED, ClauseKind.EXCEPTION),
    Decision.ESCALATE: (ClauseKind.ESCALATION,),
}


def _clauses(
    reading: Reading, reasoning: str, policy: ParsedPolicy, content: str
) -> tuple[str, ...]:
    """The clauses the answer names; where its format has no room for them, those its reasoning
    cites on the side it decided for, last mentioned first."""
    if reading.clauses or reading.decision is None:
        return reading.clauses
    if reading.category and policy.clause(reading.category):
        return (reading.category,)
    kinds = _DECIDING_KINDS[reading.decision]
    cited: dict[str, None] = {}
    for found in reversed(link(reasoning, policy, content)):
        clause = policy.clause(found.clause) if found.clause else None
        if found.kind is LinkKind.CITATION and clause and clause.kind in kinds:
            cited[clause.id] = None
    return tuple(cited)
