"""The built-in engine: needs no weights, answers at once, shows its evidence."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.errors import EngineError
from clausebench.domain.judging import (
    Answered,
    EngineEvent,
    EngineState,
    EngineStatus,
    FinalText,
    Heard,
    JudgeRequest,
    Loading,
    ReasoningText,
    RenderedPrompt,
    TokenCount,
)
from clausebench.domain.reading_policy import parse
from clausebench.domain.token_estimate import estimate_tokens
from clausebench.domain.verdict import (
    Fingerprint,
    RawAnswer,
    Reading,
    StopReason,
    TokenCounts,
)
from clausebench.engines.base import one_by_one
from clausebench.engines.triage.conclusion import as_final, read
from clausebench.engines.triage.scales import Scales
from clausebench.engines.triage.statements import statements_of
from clausebench.engines.triage.tuning import DEFAULT, Tuning
from clausebench.engines.triage.weighing import Ground, Weighing
from clausebench.engines.triage.wording import explain
from clausebench.harmony.prompt import render_prompt, visible_text

METHOD = "1"
"""Counts up with every change that can change a decision, so that runs stay comparable."""
_Fitted = tuple[ParsedPolicy, Scales | None]
_KEPT = 4
"""Fitted policies; a writer goes back and forth between a draft and its last version."""
_SENTENCES = {
    EngineState.IDLE: "Triage is built in and needs no weights.",
    EngineState.JUDGING: "Comparing with the policy's examples.",
    EngineState.READY: "Triage is ready.",
    EngineState.STOPPED: "Triage is closed.",
}


class TriageEngine:
    """Judges by likeness to the policy's own examples. Implements ``engines.base.Engine``.

    Effort, sampler, seed and grammar change nothing: the same content under the same policy
    text always gets the same answer. ``measured`` is never set, because the share of violating
    content among equally scored ones differs between policies.
    """

    def __init__(
        self, tuning: Tuning = DEFAULT, *, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._tuning = tuning
        self._clock = clock
        self._fitted: dict[str, _Fitted] = {}
        self._fitting = threading.Lock()
        self._state = EngineState.IDLE

    @property
    def status(self) -> EngineStatus:
        return EngineStatus(self._state, _SENTENCES[self._state])

    def fingerprint(self) -> Fingerprint:
        details = [("method", METHOD)]
        details += [(name, str(value)) for name, value in asdict(self._tuning).items()]
        return Fingerprint("triage", "Triage (word matching)", False, tuple(sorted(details)))

    def load(self, cancel: CancelToken) -> Iterator[Loading]:
        """Import what the weighing needs; the only slow step, about a second once."""
        cancel.check()
        if self._state is EngineState.STOPPED:
            raise EngineError("Triage is closed.")
        if self._state is EngineState.IDLE:
            yield Loading(0.0, "Preparing word statistics")
            import sklearn.feature_extraction.text  # noqa: F401

            cancel.check()
            self._state = EngineState.READY
        yield Loading(1.0)

    def count_tokens(self, text: str) -> TokenCount:
        return estimate_tokens(text)

    def render(self, request: JudgeRequest) -> RenderedPrompt:
        """What a language model would be given; triage itself reads only policy and content."""
        return RenderedPrompt(visible_text(render_prompt(request).pieces))

    def judge(self, request: JudgeRequest, cancel: CancelToken) -> Iterator[EngineEvent]:
        started = self._clock()
        said, reading = "", None
        try:
            policy, weighing = self._weigh(request, cancel)
            reading = read(policy, weighing)
            for piece in explain(weighing, reading.clauses):
                cancel.check()
                said += piece
                yield ReasoningText(piece)
            yield FinalText(as_final(reading))
        except Cancelled:
            reading = None
        finally:
            self._rest()
        yield Answered(_answer(said, reading, self._clock() - started))

    def judge_many(
        self,
        requests: Iterable[JudgeRequest],
        cancel: CancelToken,
        *,
        is_urgent: bool = False,  # noqa: ARG002
    ) -> Iterator[Heard]:
        return one_by_one(self, requests, cancel)

    def close(self) -> None:
        self._state = EngineState.STOPPED
        self._fitted.clear()

    def _weigh(self, request: JudgeRequest, cancel: CancelToken) -> tuple[ParsedPolicy, Weighing]:
        for _ in self.load(cancel):
            pass
        self._state = EngineState.JUDGING
        with self._fitting:
            policy, scales = self._fit(request.policy_text)
        if scales is None:
            return policy, Weighing(Ground.FEW_EXAMPLES)
        return policy, scales.weigh(request.content, cancel)

    def _fit(self, policy_text: str) -> _Fitted:
        """A policy that says nothing on either side has no scales."""
        fitted = self._fitted.pop(policy_text, None)
        if fitted is None:
            policy = parse(policy_text)
            statements = statements_of(policy)
            scales = Scales(policy, statements, self._tuning) if statements else None
            fitted = policy, scales
        while len(self._fitted) >= _KEPT:
            del self._fitted[next(iter(self._fitted))]
        self._fitted[policy_text] = fitted
        return fitted

    def _rest(self) -> None:
        if self._state is EngineState.JUDGING:
            self._state = EngineState.READY


def _answer(said: str, reading: Reading | None, seconds: float) -> RawAnswer:
    """Cancelled when there is no reading."""
    final = as_final(reading) if reading else ""
    stop = StopReason.COMPLETE if reading else StopReason.CANCELLED
    return RawAnswer(said, final, stop, TokenCounts(), seconds, reading=reading)
