"""Services for the window's tests: a library in memory, and an engine that follows a script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from types import SimpleNamespace
from typing import Any

from tests.support.quiet_models import quiet_models

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case, Expectation
from clausebench.domain.clause import Decision, Finding, Severity
from clausebench.domain.effort import Effort
from clausebench.domain.errors import NotFoundError
from clausebench.domain.judging import (
    EngineState,
    EngineStatus,
    ReadingPolicy,
    ReasoningText,
    RenderedPrompt,
    TokenCount,
)
from clausebench.domain.policy import Draft, Policy, PolicyVersion
from clausebench.domain.run import StoredVerdict
from clausebench.domain.text import Span, text_hash
from clausebench.domain.verdict import (
    Confidence,
    Fingerprint,
    TokenCounts,
    Verdict,
    VerdictStatus,
)
from clausebench.services.judging import Judged, JudgeOrder, RepeatStarted
from clausebench.services.library import OpenPolicy, PolicyCard

AT = "2026-11-03T14:02:00.000+00:00"
MODEL = Fingerprint("llama", "gpt-oss-safeguard-20b", is_language_model=True)
TRIAGE = Fingerprint("triage", "Built-in engine", is_language_model=False)

POLICY = """# Spam policy

## Instruction
Decide whether the content is spam. Judge only what the content says and does.

## Definitions
- **Promotion**: words meant to make the reader buy, join, visit or follow.
- **Unsolicited**: nothing in the content shows that the reader asked for it.

## Violates
- SP1.a Cold offer: promotion sent to a person who did not ask for it.
- SP1.b Off-topic advertisement: promotion where another subject is discussed.
- SP2.a Repetition: the same call to action three times or more.

## Allowed
- SP7 Wanted messages: receipts, reminders and newsletters that the reader asked for.
- SP8 Own work in place: one promotion with disclosure, on the subject being discussed.

## Examples
- "Hi, I help shops like yours double their sales. Free call?" -> violates, SP1.a
- "Your parcel arrives tomorrow between 9 and 11." -> allowed, SP7
"""

CONTENT = (
    "Hello! I came across your bakery's website and noticed it is not on page one. "
    "My team can fix that within 30 days. Shall I send you a quote?"
)

REASONING = (
    "We need to decide whether this is spam.\n\n"
    "The user writes \u201cMy team can fix that within 30 days\u201d, which offers a service: that "
    "is promotion. Nothing in the content shows that the reader asked for it, so it is "
    "unsolicited. SP1.a says \u201cpromotion sent to a person who did not ask for it\u201d.\n\n"
    "However, this could perhaps be SP8, own work in place. There is no disclosure and no subject "
    "being discussed, so SP8 does not apply. SP9 is not relevant either.\n\n"
    "Therefore SP1.a, the label is violates."
)

FINAL = '{"violation": 1, "rule_ids": ["SP1.a"], "confidence": "high"}'


def verdict(**changes: Any) -> Verdict:
    """A readable verdict under ``POLICY`` about ``CONTENT``, changed as told."""
    made = Verdict(
        status=VerdictStatus.OK,
        decision=Decision.VIOLATES,
        label="violates",
        clauses=("SP1.a",),
        category=None,
        severity=None,
        confidence=Confidence(0.93, "high"),
        rationale="An unsolicited offer of a service to a person who did not ask for it.",
        remediation="Say who you are and why the reader may expect this message.",
        reasoning=REASONING,
        final=FINAL,
        tokens=TokenCounts(612, 154, 24),
        seconds=3.9,
        effort=Effort.MEDIUM,
        seed=0,
        engine=MODEL,
        findings=(
            Finding(
                "rationale.unknown-citation",
                Severity.WARNING,
                "SP9 is cited, but this policy has no such clause.",
                Span(REASONING.index("SP9"), REASONING.index("SP9") + 3),
            ),
        ),
    )
    return replace(made, **changes)


def stored(made: Verdict, *, content: str = CONTENT, case: Case | None = None) -> StoredVerdict:
    """A verdict with a place in history."""
    return StoredVerdict(
        id="v1",
        run_id="r1",
        case_id=case.id if case else None,
        case_name=case.name if case else None,
        repeat=0,
        policy_hash=text_hash(POLICY),
        policy_text=POLICY,
        policy_name="Spam policy",
        content=content,
        expected=case.expected if case else Expectation(),
        verdict=made,
        at=AT,
    )


def streamed(made: Verdict, size: int = 40) -> list[object]:
    """The events of one judgement that ends with a verdict."""
    text = made.reasoning
    pieces = [ReasoningText(text[i : i + size]) for i in range(0, len(text), size)]
    return [RepeatStarted(1, 1), ReadingPolicy(612, 612, 0), *pieces, made]


HOLD = object()
"""In a script: wait here until the judgement is cancelled."""


@dataclass
class ScriptedJudging:
    """Yields ``script``; a ``Verdict`` in it becomes ``Judged``, an exception is raised."""

    script: Sequence[object] = field(default_factory=lambda: streamed(verdict()))
    status: EngineStatus = field(default_factory=lambda: EngineStatus(EngineState.READY))
    exact: bool = True
    orders: list[JudgeOrder] = field(default_factory=list)

    def fingerprint(self) -> Fingerprint:
        return MODEL

    def count_tokens(self, text: str) -> TokenCount:
        return TokenCount(len(text) // 4, exact=self.exact)

    def prompt(self, order: JudgeOrder) -> RenderedPrompt:
        text = (
            "<|start|>system<|message|>Reasoning: medium<|end|>"
            f"<|start|>developer<|message|># Instructions\n\n{order.policy_text}<|end|>"
            f"<|start|>user<|message|>{order.content}<|end|><|start|>assistant"
        )
        return RenderedPrompt(text, tuple(range(len(text) // 4)), 120)

    def judge(self, order: JudgeOrder, cancel: CancelToken) -> Iterator[object]:
        self.orders.append(order)
        repeats = order.settings.repeats
        answers = count(1)
        for step in self.script:
            if isinstance(step, Exception):
                raise step
            if step is HOLD:
                cancel.wait(5)
                cancel.check()
            elif isinstance(step, Verdict):
                yield Judged(
                    stored(step, content=order.content, case=order.case), next(answers), repeats
                )
            else:
                yield step


class MemoryLibrary:
    """As much of ``Library`` as the window uses, without a file."""

    def __init__(self) -> None:
        self._ids = (f"id-{n}" for n in count(1))
        self._policies: dict[str, Policy] = {}
        self.heads: dict[str, list[PolicyVersion]] = {}
        self.drafts: dict[str, Draft] = {}
        self.sample = ""
        self._cases: dict[str, Case] = {}

    def forget_everything(self) -> None:
        self._policies.clear()

    def policies(self) -> tuple[PolicyCard, ...]:
        return tuple(
            PolicyCard(p, len(self.heads[p.id]), len(self.cases(p.id)), AT, p.id in self.drafts)
            for p in self._policies.values()
        )

    def open(self, policy_id: str) -> OpenPolicy:
        if policy_id not in self._policies:
            raise NotFoundError("There is no such policy.")
        head = next(iter(self.heads[policy_id]), None)
        return OpenPolicy(self._policies[policy_id], head, self.drafts.get(policy_id))

    def create(self, name: str, text: str, reason: str = "Created") -> OpenPolicy:
        policy = Policy(next(self._ids), name, AT)
        self._policies[policy.id], self.heads[policy.id] = policy, []
        self.save_version(policy.id, text, reason)
        return self.open(policy.id)

    def rename(self, policy_id: str, name: str) -> Policy:
        self._policies[policy_id] = replace(self._policies[policy_id], name=name)
        return self._policies[policy_id]

    def save_draft(self, policy_id: str, text: str, cursor: int) -> Draft:
        self.drafts[policy_id] = Draft(policy_id, text, cursor, AT)
        return self.drafts[policy_id]

    def save_sample(self, text: str) -> None:
        self.sample = text

    def unkept_sample(self) -> str:
        return self.sample

    def save_version(self, policy_id: str, text: str, reason: str) -> PolicyVersion:
        versions = self.heads[policy_id]
        number = len(versions) + 1
        version = PolicyVersion(
            next(self._ids), policy_id, number, text_hash(text), text, reason, None, AT
        )
        versions.insert(0, version)
        self.drafts.pop(policy_id, None)
        return version

    def versions(self, policy_id: str) -> tuple[PolicyVersion, ...]:
        return tuple(self.heads[policy_id])

    def cases(self, policy_id: str) -> tuple[Case, ...]:
        return tuple(c for c in self._cases.values() if c.policy_id == policy_id)

    def keep_case(
        self, policy_id: str, content: str, expected: Expectation, *, name: str = "", **facts: Any
    ) -> Case:
        case_id = next(self._ids)
        made = Case(case_id, policy_id, name or f"case-{case_id}", content, expected, **facts)
        self._cases[case_id] = made
        return made

    def change_case(self, case: Case) -> Case:
        self._cases[case.id] = case
        return case


@dataclass
class MemoryHistory:
    """The newest verdicts and the citations that a test puts in."""

    verdicts: dict[str, StoredVerdict] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    saved: tuple[StoredVerdict, ...] = ()

    def under(self, _policy_hash: str, _content: str) -> tuple[StoredVerdict, ...]:
        return self.saved

    def latest(self, _policy_id: str) -> dict[str, StoredVerdict]:
        return dict(self.verdicts)

    def citations(self, _policy_id: str) -> dict[str, int]:
        return dict(self.counts)


def fake_desk(**services: Any) -> Any:
    """A desk whose library holds ``POLICY`` with two test cases, unless told otherwise."""
    library = MemoryLibrary()
    policy = library.create("Spam policy", POLICY).policy
    expected = Expectation(Decision.VIOLATES, None, ("SP1.a",))
    library.keep_case(policy.id, CONTENT, expected, name="cold-seo", language="en", tags=("clear",))
    parcel = "Your parcel arrives tomorrow between 9 and 11."
    library.keep_case(
        policy.id, parcel, Expectation(Decision.ALLOWED), name="parcel", language="en"
    )
    whole: dict[str, Any] = {
        "library": library,
        "history": MemoryHistory(counts={"SP1.a": 12, "SP7": 3}),
        "judging": ScriptedJudging(),
        "self_tests": SimpleNamespace(recall=lambda _engine: None),
        **quiet_models(),
    }
    return SimpleNamespace(**{**whole, **services})
