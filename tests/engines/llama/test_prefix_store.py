"""A policy that was read once is not read again after a restart, and never wrongly."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.support.engines import POLICY
from tests.support.gguf_maker import random_weights
from tests.support.judging import BINARY, OPTIONS, MakeJudge, events_of

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import Answered, ReadingPolicy
from clausebench.engines.llama.context import Context, Logits, Row
from clausebench.engines.llama.model import Model
from clausebench.engines.llama.native import AbortFlag
from clausebench.engines.llama.prefix import Prefix
from clausebench.engines.llama.prefix_store import PrefixStore, Stored

pytestmark = pytest.mark.llama

MANY = 1 << 40
MakeContext = Callable[[], Context]


@pytest.fixture
def store(tmp_path: Path) -> PrefixStore:
    return PrefixStore(tmp_path / "prefixes", "these weights", MANY)


@pytest.fixture
def make_context(random_model: Model) -> Iterator[MakeContext]:
    made: list[Context] = []

    def make() -> Context:
        made.append(Context(random_model, 4096, AbortFlag(), threads=1, sequences=3))
        return made[-1]

    yield make
    for context in made:
        context.close()


def _tokens(count: int, seed: int = 0) -> tuple[int, ...]:
    chance = random.Random(seed)
    return tuple(chance.randrange(256) for _ in range(count))


def _read(context: Context, tokens: tuple[int, ...], store: PrefixStore | None) -> Prefix:
    prefix = Prefix(context, 0, store)
    list(prefix.read(tokens, CancelToken()))
    if store is not None:
        store.wait()
    return prefix


def _logits_after(context: Context, sequence: int, position: int) -> Logits:
    context.share(sequence, 2)
    context.evaluate((Row(2, position, _tokens(50, seed=1)),))
    logits = context.logits().copy()
    context.forget(2)
    return logits


def _files(store: PrefixStore) -> list[Path]:
    return sorted(store._folder.glob("*"))


@pytest.mark.parametrize("length", [256, 700, 1500])
def test_a_policy_from_disk_gives_the_logits_of_one_that_was_read(
    make_context: MakeContext, store: PrefixStore, length: int
) -> None:
    policy = _tokens(length)
    first, later = make_context(), make_context()
    _read(first, policy, store)
    loaded = _read(later, policy, store)
    assert loaded.reused == length
    np.testing.assert_array_equal(_logits_after(later, 0, length), _logits_after(first, 0, length))


@pytest.mark.parametrize(("place", "reused"), [(1450, 1024), (1100, 1024), (600, 512), (300, 0)])
def test_an_edit_after_a_restart_is_read_from_the_nearest_window_on(
    make_context: MakeContext, store: PrefixStore, place: int, reused: int
) -> None:
    """The sliding-window layers forget; going back further than they know is silently wrong."""
    policy = _tokens(1500)
    edited = (*policy[:place], 7, 7, 7, *policy[place + 1 :])
    _read(make_context(), policy, store)
    context, cold = make_context(), make_context()
    loaded = _read(context, policy, store)
    assert loaded.reused == 1500
    list(loaded.read(edited, CancelToken()))
    assert loaded.reused == reused
    _read(cold, edited, None)
    expected = _logits_after(cold, 0, len(edited))
    np.testing.assert_array_equal(_logits_after(context, 0, len(edited)), expected)


def test_an_edit_made_while_the_program_was_closed_uses_what_is_on_disk(
    make_context: MakeContext, store: PrefixStore
) -> None:
    policy = _tokens(1500)
    edited = (*policy[:1200], *_tokens(80, seed=5))
    _read(make_context(), policy, store)
    context, cold = make_context(), make_context()
    assert _read(context, edited, store).reused == 1024
    _read(cold, edited, None)
    expected = _logits_after(cold, 0, len(edited))
    np.testing.assert_array_equal(_logits_after(context, 0, len(edited)), expected)


def test_another_sequence_can_begin_with_a_loaded_one(
    make_context: MakeContext, store: PrefixStore
) -> None:
    policy = _tokens(1500)
    edited = (*policy[:1200], *_tokens(80, seed=5))
    _read(make_context(), policy, store)
    context, cold = make_context(), make_context()
    loaded = _read(context, policy, store)
    other = Prefix(context, 1, None)
    other.begin(edited, loaded)
    assert other.reused == 1024
    while not other.is_complete:
        other.read_on()
    _read(cold, edited, None)
    expected = _logits_after(cold, 0, len(edited))
    np.testing.assert_array_equal(_logits_after(context, 1, len(edited)), expected)
    _read(cold, policy, None)
    np.testing.assert_array_equal(_logits_after(context, 0, 1500), _logits_after(cold, 0, 1500))


def test_every_flipped_byte_and_every_cut_is_noticed(
    make_context: MakeContext, store: PrefixStore
) -> None:
    policy = _tokens(600)
    _read(make_context(), policy, store)
    (path,) = _files(store)
    good = path.read_bytes()
    chance = random.Random(3)
    places = [0, 8, 12, 40, *(chance.randrange(len(good)) for _ in range(60)), len(good) - 1]
    damaged = [good[:p] + bytes([good[p] ^ 0x55]) + good[p + 1 :] for p in places]
    damaged += [good[:size] for size in (0, 7, 11, 100, len(good) // 2, len(good) - 1)]
    for data in damaged:
        path.write_bytes(data)
        found = store.find(policy, 0)
        assert found is None or found.tokens == policy
    path.write_bytes(good)
    assert store.find(policy, 0) is not None


def test_a_damaged_file_is_deleted_and_the_policy_read_anew(
    make_context: MakeContext, store: PrefixStore
) -> None:
    policy, context = _tokens(600), make_context()
    _read(make_context(), policy, store)
    (path,) = _files(store)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))
    assert _read(context, policy, store).reused == 0
    assert store.find(policy, 0) is not None


def test_a_memory_of_another_shape_is_not_believed(
    make_context: MakeContext, store: PrefixStore
) -> None:
    """As if somebody had copied a file under these weights' name."""
    policy, context = _tokens(600), make_context()
    store.keep(Stored(policy, os.urandom(50_000), {}))
    store.wait()
    assert _read(context, policy, store).reused == 0


def test_other_weights_do_not_find_it(make_context: MakeContext, store: PrefixStore) -> None:
    policy = _tokens(600)
    _read(make_context(), policy, store)
    foreign = PrefixStore(store._folder, "those weights", MANY)
    assert foreign.find(policy, 0) is None
    assert len(_files(store)) == 1


def test_the_longest_unused_goes_when_there_are_too_many(tmp_path: Path) -> None:
    store = PrefixStore(tmp_path, "w", 250_000)
    for number in range(4):
        store.keep(Stored((number,) * 300, bytes(100_000)))
        store.wait()
        os.utime(_files(store)[-1])
        store.find((0,) * 300, 0)
    assert store.find((0,) * 300, 0) is not None
    assert store.find((1,) * 300, 0) is None
    assert len(_files(store)) == 2


def test_a_killed_writer_leaves_nothing_for_ever(tmp_path: Path) -> None:
    orphan = tmp_path / "abc.1.unfinished"
    orphan.write_bytes(b"half")
    store = PrefixStore(tmp_path, "w", MANY)
    store.keep(Stored((1,) * 300, bytes(10)))
    store.wait()
    assert not orphan.exists()


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = PrefixStore(tmp_path / "file", "w", MANY)
    store.keep(Stored((1,) * 300, bytes(10)))
    store.wait()
    assert store.find((1,) * 300, 0) is None


def test_a_new_engine_judges_by_the_policy_on_disk(
    make_judge: MakeJudge, weights_folder: Path, tmp_path: Path
) -> None:
    options = replace(OPTIONS, prefixes=str(tmp_path))
    request = replace(
        BINARY, policy_text=POLICY * 20, max_reasoning_tokens=30, max_final_tokens=10, seed=4
    )
    path = random_weights(weights_folder)
    first = make_judge(path, options)
    cold = events_of(first, request)
    first.close()
    warm = events_of(make_judge(path, options), request)
    assert isinstance(warm[0], ReadingPolicy)
    assert warm[0].reused == warm[0].done > 1000
    before, after = cold[-1], warm[-1]
    assert isinstance(before, Answered)
    assert isinstance(after, Answered)
    assert replace(after.answer, seconds=0.0) == replace(before.answer, seconds=0.0)
