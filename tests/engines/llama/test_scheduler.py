"""Many contents at once: the same verdicts as one by one, none lost, none doubled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.crowd import Crowd, all_answers, timeless
from tests.support.engines import POLICY
from tests.support.gguf_maker import random_weights, scripted_weights
from tests.support.judging import BINARY, OPTIONS, MakeJudge, answer_of

from clausebench.domain.cancel import CancelToken
from clausebench.domain.effort import Sampler
from clausebench.domain.errors import EngineError
from clausebench.domain.judging import FinalText, JudgeRequest, ReadingPolicy, ReasoningText
from clausebench.domain.verdict import StopReason
from clausebench.engines.llama.judge import LlamaJudge

pytestmark = pytest.mark.llama

GREEDY = replace(BINARY, sampler=Sampler.REPEATABLE)
CONTENTS = ("zzbad pills", "a walk", "zzbad " * 150, "park " * 200, "", "zzbad", "x" * 500)
EXPECTED = ["1", "0", "1", "0", "0", "1", "0"]


def _requests(base: JudgeRequest = GREEDY) -> list[JudgeRequest]:
    return [replace(base, content=content) for content in CONTENTS]


@pytest.fixture(scope="module")
def judges(weights_folder: Path) -> dict[int, LlamaJudge]:
    """By slots, on weights whose verdict hangs on a word."""
    made = {}
    for slots in (1, 2, 3, 5, 8):
        made[slots] = LlamaJudge()
        path = scripted_weights(weights_folder, "rationale")
        options = replace(OPTIONS, slots=slots, context_tokens=2048)
        list(made[slots].load(str(path), options, None, CancelToken()))
    yield made
    for judge in made.values():
        judge.close()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    slots=st.sampled_from([1, 2, 3, 5, 8]),
    order=st.permutations(range(len(CONTENTS))),
    arrivals=st.lists(st.integers(0, 40), min_size=len(CONTENTS), max_size=len(CONTENTS)),
    urgent=st.sets(st.integers(0, len(CONTENTS) - 1), max_size=2),
    cancelled=st.dictionaries(st.integers(0, len(CONTENTS) - 1), st.integers(0, 60), max_size=2),
)
def test_any_slots_any_order_any_cancel_give_the_same_verdicts(
    judges: dict[int, LlamaJudge],
    slots: int,
    order: list[int],
    arrivals: list[int],
    urgent: set[int],
    cancelled: dict[int, int],
) -> None:
    crowd, requests = Crowd(judges[slots]), _requests()
    waiting = sorted(zip(arrivals, order, strict=True))
    places: list[int] = []

    def come_and_go(step: int) -> None:
        while waiting and waiting[0][0] <= step:
            content = waiting.pop(0)[1]
            crowd.submit(requests[content], is_urgent=content in urgent)
            places.append(content)
        for place, content in enumerate(places):
            if cancelled.get(content, step + 1) <= step:
                crowd.cancels[place].cancel()

    step = 0
    while waiting or not crowd.judge.is_idle:
        come_and_go(step)
        crowd.judge.step()
        step += 1
    answers = crowd.answers()
    assert sorted(places) == list(range(len(CONTENTS)))
    for content, answer in zip(places, answers, strict=True):
        if answer.stop is StopReason.CANCELLED:
            assert content in cancelled
        else:
            assert answer.final.startswith('{"violation": ' + EXPECTED[content])
        events = crowd.events[places.index(content)]
        said = "".join(e.text for e in events if isinstance(e, ReasoningText))
        assert said == answer.reasoning
        assert "".join(e.text for e in events if isinstance(e, FinalText)) == answer.final


@pytest.mark.parametrize("sampler", list(Sampler))
def test_strict_pace_gives_the_last_digit_of_judging_one_by_one(
    make_judge: MakeJudge, weights_folder: Path, sampler: Sampler
) -> None:
    """On weights whose every choice hangs on the last digit."""
    path = random_weights(weights_folder)
    base = replace(BINARY, sampler=sampler, seed=3, max_reasoning_tokens=40, max_final_tokens=10)
    requests = [*_requests(base), *_requests(replace(base, policy_text=POLICY + "- SP3 more\n"))]
    alone = make_judge(path)
    expected = timeless([answer_of(alone, request) for request in requests])
    for slots in (2, 4):
        judge = make_judge(path, replace(OPTIONS, slots=slots, strict=True))
        assert timeless(all_answers(judge, requests)) == expected


def test_repeats_read_their_content_once(make_judge: MakeJudge, weights_folder: Path) -> None:
    judge = make_judge(scripted_weights(weights_folder), replace(OPTIONS, slots=2))
    crowd = Crowd(judge)
    for seed in range(5):
        crowd.submit(replace(BINARY, content="pills " * 300, seed=seed))
    crowd.finish()
    assert {a.final[:15] for a in crowd.answers()} == {'{"violation": 0'}
    (prompt,) = judge.render(replace(BINARY, content="pills " * 300))
    prefix = prompt.prefix_tokens or 0
    beyond = [
        [e.done for e in events if isinstance(e, ReadingPolicy) and e.done > prefix]
        for events in crowd.events
    ]
    assert len(beyond[0]) > 3
    assert beyond[1:] == [beyond[0][-1:]] * 4


def test_repeats_that_share_say_what_they_say_alone(
    make_judge: MakeJudge, weights_folder: Path
) -> None:
    path = random_weights(weights_folder)
    base = replace(BINARY, max_reasoning_tokens=30, max_final_tokens=10)
    requests = [replace(base, seed=seed) for seed in range(6)]
    alone = [answer_of(make_judge(path), request) for request in requests]
    judge = make_judge(path, replace(OPTIONS, slots=3, strict=True))
    assert timeless(all_answers(judge, requests)) == timeless(alone)


def test_an_urgent_content_is_answered_before_those_in_the_making(
    make_judge: MakeJudge, weights_folder: Path
) -> None:
    judge = make_judge(
        scripted_weights(weights_folder, "reasons-for-ever"), replace(OPTIONS, slots=2)
    )
    crowd = Crowd(judge)
    for content in ("one", "two", "three"):
        crowd.submit(replace(BINARY, content=content, max_reasoning_tokens=150))
    for _ in range(20):
        judge.step()
    said_before = [len(events) for events in crowd.events]
    urgent = crowd.submit(replace(BINARY, max_reasoning_tokens=10), is_urgent=True)
    judge.step()
    assert crowd.events[urgent]
    while not crowd.order:
        judge.step()
    assert crowd.order == [urgent]
    assert [len(events) for events in crowd.events[:3]] == said_before
    crowd.finish()
    assert [a.final for a in crowd.answers()] == ["0", "0", "0", "1"]


def test_whoever_outgrows_the_memory_gives_way_and_goes_on_later(
    make_judge: MakeJudge, weights_folder: Path
) -> None:
    """Long answers where short ones were expected."""
    path = scripted_weights(weights_folder, "reasons-for-ever", context_length=2048)
    judge = make_judge(path, replace(OPTIONS, slots=4, context_tokens=2048))
    base = replace(BINARY, max_reasoning_tokens=900, max_final_tokens=20)
    crowd = Crowd(judge)
    for number in range(6):
        crowd.submit(replace(base, content=f"zzbad {number}"))
    gave_way = False

    def watch(_step: int) -> None:
        nonlocal gave_way
        house = judge._scheduler._house  # type: ignore[union-attr]
        gave_way = gave_way or any(job.has_begun for job in house.waiting)

    crowd.finish(watch)
    assert gave_way
    for answer, events in zip(crowd.answers(), crowd.events, strict=True):
        assert (answer.final, answer.tokens.reasoning) == ("1", 900)
        assert "".join(e.text for e in events if isinstance(e, ReasoningText)) == answer.reasoning


def test_two_policies_in_turn_are_each_read_once(
    make_judge: MakeJudge, weights_folder: Path
) -> None:
    judge = make_judge(scripted_weights(weights_folder, "binary"), replace(OPTIONS, slots=2))
    draft = replace(BINARY, policy_text=POLICY + "\n\nzzallow everything\n")
    all_answers(judge, [BINARY, draft])
    crowd = Crowd(judge)
    for number in range(8):
        crowd.submit(replace((BINARY, draft)[number % 2], content=f"zzbad {number}"))
    crowd.finish()
    assert [a.final for a in crowd.answers()] == ["1", "0"] * 4
    for events in crowd.events:
        first = events[0]
        assert isinstance(first, ReadingPolicy)
        assert first.done == first.reused > 100


def test_closing_ends_everybody_with_an_error(make_judge: MakeJudge, weights_folder: Path) -> None:
    judge = make_judge(scripted_weights(weights_folder), replace(OPTIONS, slots=2))
    crowd = Crowd(judge)
    for request in _requests():
        crowd.submit(request)
    for _ in range(5):
        judge.step()
    judge.close()
    assert all(isinstance(error, EngineError) for (error,) in crowd.endings)
    assert judge.is_idle
