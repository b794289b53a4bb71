"""The policy is evaluated once, and nothing shows that it was."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.judging import ReadingPolicy
from clausebench.engines.llama.context import Context, Logits, Row
from clausebench.engines.llama.model import Model
from clausebench.engines.llama.native import AbortFlag
from clausebench.engines.llama.prefix import Prefix

pytestmark = pytest.mark.llama

SEQUENCE, CONTENT_SEAT = 0, 1
MakeContext = Callable[[], Context]


@pytest.fixture
def abort() -> AbortFlag:
    return AbortFlag()


@pytest.fixture
def make_context(random_model: Model, abort: AbortFlag) -> Iterator[MakeContext]:
    made: list[Context] = []

    def make() -> Context:
        made.append(Context(random_model, 4096, abort, threads=1, sequences=2))
        return made[-1]

    yield make
    for context in made:
        context.close()


def _tokens(count: int, seed: int = 0) -> tuple[int, ...]:
    """Ids of single bytes: any vocabulary has them."""
    chance = random.Random(seed)
    return tuple(chance.randrange(256) for _ in range(count))


def _read(prefix: Prefix, tokens: tuple[int, ...]) -> list[ReadingPolicy]:
    return list(prefix.read(tokens, CancelToken()))


def _evaluate(context: Context, tokens: tuple[int, ...], position: int, seat: int) -> None:
    for start in range(0, len(tokens), context.batch_size):
        chunk = tokens[start : start + context.batch_size]
        context.evaluate((Row(seat, position + start, chunk),))


def _logits_after(context: Context, policy: tuple[int, ...], content: tuple[int, ...]) -> Logits:
    """Share the policy with a content and take the logits at its end."""
    context.forget(CONTENT_SEAT)
    context.share(SEQUENCE, CONTENT_SEAT)
    _evaluate(context, content, len(policy), CONTENT_SEAT)
    return context.logits().copy()


def _cold(context: Context, policy: tuple[int, ...], content: tuple[int, ...]) -> Logits:
    """Without anything known or shared."""
    _evaluate(context, policy, 0, SEQUENCE)
    _evaluate(context, content, len(policy), SEQUENCE)
    return context.logits().copy()


@pytest.mark.parametrize("length", [1, 100, 128, 129, 512, 1500])
def test_a_shared_policy_gives_the_logits_of_an_unshared_one(
    make_context: MakeContext, length: int
) -> None:
    policy, content = _tokens(length), _tokens(200, seed=1)
    shared, alone = make_context(), make_context()
    _read(Prefix(shared), policy)
    expected = _cold(alone, policy, content)
    np.testing.assert_array_equal(_logits_after(shared, policy, content), expected)
    assert np.ptp(expected) > 0.1


def test_a_long_policy_can_be_shared_again_and_again(make_context: MakeContext) -> None:
    policy, context = _tokens(2500), make_context()
    prefix = Prefix(context)
    _read(prefix, policy)
    first = _logits_after(context, policy, _tokens(300, seed=1))
    for seed in range(2, 8):
        _logits_after(context, policy, _tokens(300, seed=seed))
    again = _logits_after(context, policy, _tokens(300, seed=1))
    np.testing.assert_array_equal(again, first)


def test_the_same_policy_is_not_read_twice(make_context: MakeContext) -> None:
    policy, prefix = _tokens(700), Prefix(make_context())
    _read(prefix, policy)
    assert _read(prefix, policy) == [ReadingPolicy(700, 700, 700)]


@pytest.mark.parametrize("place", [0, 1, 127, 128, 600, 1400])
def test_an_edited_policy_is_read_again_from_the_edit_on(
    make_context: MakeContext, place: int
) -> None:
    policy, content = _tokens(1500), _tokens(50, seed=1)
    edited = (*policy[:place], 7, 7, 7, *policy[place + 1 :])
    context, alone = make_context(), make_context()
    prefix = Prefix(context)
    _read(prefix, policy)
    _logits_after(context, policy, content)
    context.forget(CONTENT_SEAT)
    events = _read(prefix, edited)
    assert events[0].reused == place // context.batch_size * context.batch_size
    expected = _cold(alone, edited, content)
    np.testing.assert_array_equal(_logits_after(context, edited, content), expected)


@pytest.mark.parametrize("length", [100, 128, 1100])
def test_a_shortened_policy_is_not_mistaken_for_the_whole(
    make_context: MakeContext, length: int
) -> None:
    policy, content = _tokens(1500), _tokens(50, seed=1)
    context, alone = make_context(), make_context()
    prefix = Prefix(context)
    _read(prefix, policy)
    _read(prefix, policy[:length])
    expected = _cold(alone, policy[:length], content)
    actual = _logits_after(context, policy[:length], content)
    np.testing.assert_array_equal(actual, expected)


def test_reading_that_was_cancelled_goes_on_where_it_stopped(make_context: MakeContext) -> None:
    policy, content = _tokens(1500), _tokens(50, seed=1)
    context, alone = make_context(), make_context()
    prefix, cancel = Prefix(context), CancelToken()
    reading = prefix.read(policy, cancel)
    assert [next(reading).done for _ in range(2)] == [0, context.batch_size]
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(reading)
    assert _read(prefix, policy)[0] == ReadingPolicy(context.batch_size, 1500, context.batch_size)
    expected = _cold(alone, policy, content)
    np.testing.assert_array_equal(_logits_after(context, policy, content), expected)


def test_native_code_stops_on_the_flag_and_works_again_after_it(
    make_context: MakeContext, abort: AbortFlag
) -> None:
    policy, content = _tokens(1000), _tokens(50, seed=1)
    context, alone = make_context(), make_context()
    prefix = Prefix(context)
    reading = prefix.read(policy, CancelToken())
    assert [next(reading).done for _ in range(2)] == [0, context.batch_size]
    abort.set()
    with pytest.raises(Cancelled):
        next(reading)
    abort.clear()
    _read(prefix, policy)
    expected = _cold(alone, policy, content)
    np.testing.assert_array_equal(_logits_after(context, policy, content), expected)
