"""Ask llama.cpp in the test's own process."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.engines import CONTENT, POLICY

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import Answered, EngineEvent, JudgeRequest
from clausebench.domain.verdict import RawAnswer
from clausebench.engines.llama.judge import LlamaJudge
from clausebench.engines.llama.options import LlamaOptions

OPTIONS = LlamaOptions(threads=1, repack=False)
BINARY = JudgeRequest(POLICY, CONTENT, label_texts=("0", "1"))
MakeJudge = Callable[..., LlamaJudge]
Ask = Callable[..., RawAnswer]


def events_of(judge: LlamaJudge, request: JudgeRequest) -> list[EngineEvent]:
    return list(judge.judge(request, CancelToken()))


def answer_of(judge: LlamaJudge, request: JudgeRequest) -> RawAnswer:
    last = events_of(judge, request)[-1]
    assert isinstance(last, Answered)
    return last.answer
