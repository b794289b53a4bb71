"""Confidence is measured: every label's chance, and how it came about."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.crowd import all_answers
from tests.support.gguf_maker import random_weights, scripted_weights
from tests.support.judging import BINARY, OPTIONS, Ask, MakeJudge, answer_of
from tests.support.scripts import SCRIPTS

from clausebench.domain.verdict import Certainty, RawAnswer
from clausebench.engines.llama.context import Logits
from clausebench.engines.llama.label_scoring import LabelScorer, Way

SURE = replace(BINARY, measures_certainty=True, trace_every=8)
VOCABULARY = 6
WORD_TOKENS = np.array([True, True, True, True, False, False])


def _certainty(answer: RawAnswer) -> Certainty:
    assert answer.certainty is not None
    return answer.certainty


@pytest.mark.llama
def test_the_chances_are_those_that_the_weights_were_made_with(ask: Ask) -> None:
    certainty = _certainty(ask("torn", SURE, seed=3))
    shares = dict(certainty.chances.by_label)
    assert shares["1"] == pytest.approx(1 / (1 + np.exp(-0.4)), abs=0.01)
    assert sum(shares.values()) == pytest.approx(1)
    assert certainty.chances.coverage > 0.95


@pytest.mark.llama
@pytest.mark.parametrize(
    ("script", "labels"), [("rationale", ("0", "1")), ("labels", ("VALID", "INVALID"))]
)
def test_a_sure_answer_is_sure_of_its_label(ask: Ask, script: str, labels: tuple[str, ...]) -> None:
    answer = ask(script, replace(SURE, label_texts=labels))
    shares = dict(_certainty(answer).chances.by_label)
    assert answer.measured == pytest.approx(shares[labels[1]], abs=0.01)
    assert shares[labels[1]] > 0.98


@pytest.mark.llama
def test_the_trace_runs_from_before_the_first_word_to_the_last(ask: Ask) -> None:
    answer = ask("torn", SURE, seed=3)
    certainty = _certainty(answer)
    tokens = [point.tokens for point in certainty.trace]
    assert tokens[0] == 0
    assert tokens[-1] == answer.tokens.reasoning
    assert tokens == sorted(tokens)
    last = dict(certainty.trace[-1].chances.by_label)
    assert last == pytest.approx(dict(certainty.chances.by_label), abs=0.02)


@pytest.mark.llama
def test_no_trace_is_made_when_none_is_asked_for(ask: Ask) -> None:
    certainty = _certainty(ask("torn", replace(SURE, trace_every=0)))
    assert certainty.trace == ()


@pytest.mark.llama
@pytest.mark.parametrize("script", ["prose", "refusal", "answers-for-ever"])
def test_an_answer_without_a_label_has_none(ask: Ask, script: str) -> None:
    assert ask(script, SURE, max_final_tokens=20).certainty is None


@pytest.mark.llama
def test_measuring_changes_no_answer(make_judge: MakeJudge, weights_folder: Path) -> None:
    """Not of this content nor of those judged beside it."""
    path = scripted_weights(weights_folder, "torn")
    requests = [
        replace(BINARY, content=f"zzbad {n}", seed=n, measures_certainty=False) for n in range(6)
    ]
    plain = [answer_of(make_judge(path), request) for request in requests]
    judge = make_judge(path, replace(OPTIONS, slots=3))
    measured = all_answers(judge, [replace(r, measures_certainty=True) for r in requests])
    assert [(a.reasoning, a.final) for a in measured] == [(a.reasoning, a.final) for a in plain]
    assert all(answer.certainty for answer in measured)


@pytest.mark.llama
def test_exact_pace_stays_exact_while_measuring(
    make_judge: MakeJudge, weights_folder: Path
) -> None:
    path = random_weights(weights_folder)
    base = replace(BINARY, max_reasoning_tokens=30, max_final_tokens=30, grammar=_LABEL)
    requests = [replace(base, seed=seed) for seed in range(4)]
    plain = [answer_of(make_judge(path), request) for request in requests]
    judge = make_judge(path, replace(OPTIONS, slots=2, strict=True))
    measured = all_answers(judge, [replace(r, measures_certainty=True) for r in requests])
    bare = [replace(a, seconds=0.0, certainty=None) for a in measured]
    assert bare == [replace(a, seconds=0.0) for a in plain]


@pytest.mark.llama
def test_reasoning_stops_early_once_it_is_sure_and_only_when_asked(
    make_judge: MakeJudge, weights_folder: Path
) -> None:
    """Weights that would think until the budget ends, sure of their verdict from the start."""
    judge = make_judge(scripted_weights(weights_folder, "reasons-for-ever"))
    base = replace(BINARY, max_reasoning_tokens=400, trace_every=16)
    eager = replace(base, stop_when_sure=0.9)
    learning = answer_of(judge, replace(eager, content="nice first"))
    assert learning.tokens.reasoning == 400
    for content, label in (("zzbad", "1"), ("nice", "0")):
        early = answer_of(judge, replace(eager, content=content))
        patient = answer_of(judge, replace(base, content=content))
        assert early.final == patient.final == label
        assert early.tokens.reasoning <= 16 * 4
        assert patient.tokens.reasoning == 400
        assert "stopped-early" in early.flags
        assert "stopped-early" not in patient.flags


@pytest.mark.llama
def test_reasoning_that_is_not_sure_is_not_stopped(
    make_judge: MakeJudge, weights_folder: Path
) -> None:
    torn = replace(SCRIPTS["reasons-for-ever"], margin=0.4)
    judge = make_judge(scripted_weights(weights_folder, torn))
    eager = replace(BINARY, max_reasoning_tokens=200, trace_every=16, stop_when_sure=0.9)
    for seed in range(2):
        assert answer_of(judge, replace(eager, seed=seed)).tokens.reasoning == 200


_LABEL = 'root ::= "0" | "1"'


def _table(seed: int) -> dict[Way, Logits]:
    chance = np.random.default_rng(seed)
    ways = [w for n in range(4) for w in itertools.product(range(VOCABULARY), repeat=n)]
    return {way: chance.normal(size=VOCABULARY).astype(np.float32) for way in ways}


def _probability(table: dict[Way, Logits], way: Way) -> float:
    chance = 1.0
    for depth, token in enumerate(way):
        row = np.exp(table[way[:depth]].astype(np.float64))
        chance *= float(row[token] / row.sum())
    return chance


@given(
    seed=st.integers(0, 50),
    ways=st.sets(
        st.lists(st.integers(0, 3), min_size=1, max_size=3).map(tuple), min_size=1, max_size=6
    ),
)
def test_scores_are_the_sums_over_all_texts_that_spell_a_label(seed: int, ways: set[Way]) -> None:
    """By brute force: a label's tokens, then a token that neither continues the word nor leads
    on to a longer label."""
    table = _table(seed)
    named = [(str(way), way) for way in sorted(ways)]
    expected = {
        label: sum(
            _probability(table, (*way, end))
            for end in range(VOCABULARY)
            if not WORD_TOKENS[end] and not any(w[: len(way) + 1] == (*way, end) for w in ways)
        )
        for label, way in named
    }
    found = LabelScorer(named, WORD_TOKENS).score(lambda way: table[way])
    if found is None:
        assert sum(expected.values()) < 1e-3
        return
    assert found.coverage == pytest.approx(sum(expected.values()), abs=1e-3)
    for label, share in found.by_label:
        assert share * found.coverage == pytest.approx(expected[label], abs=1e-3)


def test_without_labels_there_is_nothing_to_score() -> None:
    assert LabelScorer([], WORD_TOKENS).score(lambda way: _table(1)[way]) is None
