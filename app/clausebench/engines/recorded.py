"""The engine that replays transcripts: real answers of a model, without the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.errors import EngineError, NotFoundError
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
from clausebench.domain.text import text_hash
from clausebench.domain.token_estimate import estimate_tokens
from clausebench.domain.verdict import Fingerprint, RawAnswer, StopReason, TokenCounts
from clausebench.engines.base import one_by_one
from clausebench.engines.transcripts import Key, Transcript, read_transcripts
from clausebench.harmony.prompt import render_prompt, visible_text

_CHUNK = 48
"""Characters per event, about ten tokens: enough to see that it streams."""
_SENTENCES = {
    EngineState.IDLE: "The transcripts are read when something is judged.",
    EngineState.LOADING: "Reading the transcripts.",
    EngineState.READY: "The transcripts are ready.",
    EngineState.JUDGING: "Replaying.",
    EngineState.STOPPED: "The transcripts are closed.",
}


class RecordedEngine:
    """Answers with what was recorded and nothing else. Implements ``engines.base.Engine``.

    A transcript answers for the text whose hash it names, and that is
    ``JudgeRequest.policy_text``: where an output contract is composed into the policy, it is not
    the text its writer sees. Transcripts alike in policy, content and effort are repeats, and
    the seed chooses among them in turn. Judging raises ``NotFoundError`` for a content that was
    not recorded, loading ``BadInputError`` for a file that is no list of answers.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._state = EngineState.IDLE
        self._answers: dict[Key, tuple[Transcript, ...]] = {}
        self._details: tuple[tuple[str, str], ...] = (("file", path.name),)

    @property
    def status(self) -> EngineStatus:
        return EngineStatus(self._state, _SENTENCES[self._state])

    def fingerprint(self) -> Fingerprint:
        return Fingerprint("recorded", f"Recorded: {self._path.stem}", True, self._details)

    def load(self, cancel: CancelToken) -> Iterator[Loading]:
        cancel.check()
        if self._state is EngineState.STOPPED:
            raise EngineError("The transcripts are closed.")
        if self._state is EngineState.IDLE:
            yield Loading(0.0, "Reading the transcripts")
            self._read(cancel)
        yield Loading(1.0)

    def count_tokens(self, text: str) -> TokenCount:
        return estimate_tokens(text)

    def render(self, request: JudgeRequest) -> RenderedPrompt:
        return RenderedPrompt(visible_text(render_prompt(request).pieces))

    def judge(self, request: JudgeRequest, cancel: CancelToken) -> Iterator[EngineEvent]:
        reasoning, final = "", ""
        try:
            list(self.load(cancel))
            transcript = self._find(request)
            self._state = EngineState.JUDGING
            for piece in _pieces(transcript.reasoning):
                cancel.check()
                reasoning += piece
                yield ReasoningText(piece)
            for piece in _pieces(transcript.final):
                cancel.check()
                final += piece
                yield FinalText(piece)
            yield Answered(_answer(transcript))
        except Cancelled:
            yield Answered(RawAnswer(reasoning, final, StopReason.CANCELLED, TokenCounts(), 0.0))
        finally:
            if self._state is EngineState.JUDGING:
                self._state = EngineState.READY

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
        self._answers = {}

    def _read(self, cancel: CancelToken) -> None:
        self._state = EngineState.LOADING
        try:
            file = read_transcripts(self._path, cancel.check)
        except BaseException:
            self._state = EngineState.IDLE
            raise
        self._answers = file.answers
        self._details = (("file", self._path.name), ("sha256", file.sha256))
        self._state = EngineState.READY

    def _find(self, request: JudgeRequest) -> Transcript:
        policy = text_hash(request.policy_text)
        recorded = self._answers.get((policy, text_hash(request.content)), ())
        fitting = [x for x in recorded if x.effort in (None, request.effort)]
        if fitting:
            return fitting[request.seed % len(fitting)]
        if recorded:
            detail = f"The transcripts have it, but not at {request.effort} effort."
        elif any(known == policy for known, _ in self._answers):
            detail = "The transcripts have other contents under this policy."
        else:
            detail = "The transcripts have nothing under this policy text."
        raise NotFoundError(
            "There is no recorded answer for this content.",
            detail,
            "Choose another engine, or record an answer first.",
        )


def _pieces(text: str) -> Iterator[str]:
    return (text[i : i + _CHUNK] for i in range(0, len(text), _CHUNK))


def _answer(transcript: Transcript) -> RawAnswer:
    return RawAnswer(
        transcript.reasoning,
        transcript.final,
        transcript.stop,
        transcript.tokens,
        transcript.seconds,
    )
