"""llama.cpp in the test's own process, where a fault shows at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.gguf_maker import random_weights, scripted_weights
from tests.support.judging import BINARY, OPTIONS, Ask, MakeJudge, answer_of

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import JudgeRequest
from clausebench.domain.verdict import RawAnswer
from clausebench.engines.llama.judge import LlamaJudge
from clausebench.engines.llama.model import Model
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama.preflight import preflight
from clausebench.engines.llama.tokens import Tokenizer


def _loaded(path: Path) -> Iterator[Model]:
    model = Model(preflight(path), LlamaOptions(threads=1, repack=False), CancelToken())
    yield model
    model.close()


@pytest.fixture(scope="session")
def random_model(weights_folder: Path) -> Iterator[Model]:
    """Every logit depends on the whole context."""
    yield from _loaded(random_weights(weights_folder))


@pytest.fixture(scope="session")
def scripted_model(weights_folder: Path) -> Iterator[Model]:
    yield from _loaded(scripted_weights(weights_folder))


@pytest.fixture(scope="session")
def tokenizer(scripted_model: Model) -> Tokenizer:
    return Tokenizer(scripted_model.vocabulary, Path("weights.gguf"))


@pytest.fixture
def make_judge() -> Iterator[MakeJudge]:
    made: list[LlamaJudge] = []

    def make(path: Path, options: LlamaOptions = OPTIONS) -> LlamaJudge:
        judge = LlamaJudge()
        made.append(judge)
        list(judge.load(str(path), options, None, CancelToken()))
        return judge

    yield make
    for judge in made:
        judge.close()


@pytest.fixture
def ask(make_judge: MakeJudge, weights_folder: Path) -> Ask:
    """Ask the weights of a script."""

    def asking(script: str, request: JudgeRequest = BINARY, **changes: object) -> RawAnswer:
        judge = make_judge(scripted_weights(weights_folder, script))
        return answer_of(judge, replace(request, **changes))  # type: ignore[arg-type]

    return asking
