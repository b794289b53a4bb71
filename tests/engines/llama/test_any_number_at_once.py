"""Judged alone or beside others: the same, bit for bit, with the kernels of our build."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from tests.support.crowd import all_answers, timeless
from tests.support.ggml import built_with
from tests.support.gguf_maker import random_weights
from tests.support.judging import BINARY, OPTIONS, MakeJudge
from tests.support.medium_weights import Shape, medium_weights

from clausebench.domain.cancel import CancelToken
from clausebench.domain.effort import Sampler
from clausebench.engines.llama.context import Context, Row
from clausebench.engines.llama.model import Model
from clausebench.engines.llama.native import AbortFlag
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama.preflight import preflight

pytestmark = pytest.mark.llama

SHAPE = Shape(layers=4, width=256, heads=8, experts=8)
POLICY, CONTENT, WRITTEN = 600, 37, 6


@pytest.fixture(scope="module", autouse=True)
def _our_kernels() -> None:
    if not built_with("ggml_flash_attn_ext_shared_fits").processor.ggml_cpu_has_avx2():
        pytest.skip("one token alone takes another way without AVX2")


@pytest.fixture(scope="module", params=[True, False], ids=["repacked", "as in the file"])
def model(request: pytest.FixtureRequest, weights_folder: Path) -> Iterator[Model]:
    path = medium_weights(weights_folder, SHAPE)
    options = LlamaOptions(threads=2, repack=request.param)
    model = Model(preflight(path), options, CancelToken())
    yield model
    model.close()


def _tokens(count: int, seed: int) -> tuple[int, ...]:
    chance = random.Random(seed)
    return tuple(chance.randrange(256) for _ in range(count))


def _logits(model: Model, contents: list[int], part: int, threads: int) -> list[list[bytes]]:
    """After each token written to each content (named by its seed), read in parts side by side."""
    context = Context(model, 2048, AbortFlag(), threads=threads, sequences=len(contents) + 1)
    try:
        policy = _tokens(POLICY, 0)
        for start in range(0, POLICY, 128):
            context.evaluate((Row(0, start, policy[start : start + 128]),))
        for sequence in range(1, len(contents) + 1):
            context.share(0, sequence)
        texts = [(i + 1, _tokens(CONTENT + WRITTEN, seed)) for i, seed in enumerate(contents)]
        steps = [*range(0, CONTENT, part), *range(CONTENT, CONTENT + WRITTEN + 1)]
        found: list[list[bytes]] = []
        for start, end in pairwise(steps):
            context.evaluate([Row(i, POLICY + start, text[start:end]) for i, text in texts])
            if end >= CONTENT:
                found.append([context.logits(i).tobytes() for i in range(len(contents))])
        return [list(each) for each in zip(*found, strict=True)]
    finally:
        context.close()


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("part", [13, 20])
def test_logits_do_not_depend_on_who_else_is_judged(model: Model, part: int, threads: int) -> None:
    contents = [3, 1, 4, 15, 9]
    alone = [_logits(model, [seed], CONTENT, 2)[0] for seed in contents]
    assert _logits(model, contents, part, threads) == alone


@pytest.mark.parametrize("sampler", list(Sampler))
def test_a_seed_says_the_same_at_any_number_at_once(
    make_judge: MakeJudge, weights_folder: Path, sampler: Sampler
) -> None:
    """On weights whose every choice hangs on the last digit, and at a pace that is not strict."""
    path = random_weights(weights_folder)
    base = replace(BINARY, sampler=sampler, max_reasoning_tokens=40, max_final_tokens=10)
    contents = ("a walk", "zzbad " * 60, "", "x" * 300)
    requests = [
        replace(base, content=content, seed=seed) for content in contents for seed in (1, 2)
    ]
    alone = timeless(all_answers(make_judge(path, replace(OPTIONS, strict=True)), requests))
    for slots in (2, 5):
        judge = make_judge(path, replace(OPTIONS, slots=slots))
        assert timeless(all_answers(judge, requests)) == alone
