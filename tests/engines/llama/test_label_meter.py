"""The probability of the decided label."""

from __future__ import annotations

import numpy as np
import pytest

from clausebench.engines.llama.context import Logits
from clausebench.engines.llama.label_meter import LabelMeter

VOCABULARY = ["0", "1", "S", "P", ".a", "2", "x", "V", "IN", " V"]


def _encode(text: str) -> tuple[int, ...]:
    """Longest match; white space before a word belongs to it only where a token has it."""
    if text not in VOCABULARY:
        text = text.lstrip()
    ids = []
    while text:
        best = max((t for t in VOCABULARY if text.startswith(t)), key=len)
        ids.append(VOCABULARY.index(best))
        text = text[len(best) :]
    return tuple(ids)


def _row(**chances: float) -> Logits:
    """Logits of a softmax; what is left over goes to "x"."""
    row = np.full(len(VOCABULARY), 1e-9)
    for name, chance in chances.items():
        row[VOCABULARY.index(name.replace("_", " ").replace("dot", ".").replace("n", ""))] = chance
    row[VOCABULARY.index("x")] = max(1.0 - row.sum(), 1e-9)
    logits: Logits = np.log(row).astype(np.float32)
    return logits


def _measured(labels: tuple[str, ...], *steps: tuple[str, Logits]) -> float | None:
    meter = LabelMeter(labels, _encode)
    for token, logits in steps:
        meter.feed(VOCABULARY.index(token), logits)
    return meter.measured


def test_one_token_labels_are_compared_with_each_other() -> None:
    measured = _measured(("0", "1"), ("x", _row()), ("1", _row(n0=0.2, n1=0.7)))
    assert measured == pytest.approx(0.7 / 0.9, abs=1e-4)


def test_an_unlikely_choice_is_measured_as_unlikely() -> None:
    measured = _measured(("0", "1"), ("0", _row(n0=0.2, n1=0.8)))
    assert measured == pytest.approx(0.2, abs=1e-4)


def test_only_the_first_label_counts() -> None:
    first, second = ("1", _row(n0=0.1, n1=0.9)), ("0", _row(n0=0.9, n1=0.1))
    assert _measured(("0", "1"), first, second) == pytest.approx(0.9, abs=1e-4)


def test_labels_that_begin_alike_are_told_apart_where_they_part() -> None:
    measured = _measured(
        ("S1", "S2", "0"),
        ("S", _row(S=0.8, n0=0.2)),
        ("2", _row(n1=0.25, n2=0.75)),
    )
    assert measured == pytest.approx(0.8 * 0.75, abs=1e-4)


def test_a_label_that_another_one_continues_may_end() -> None:
    measured = _measured(
        ("S1", "S1.a"), ("S", _row(S=0.99)), ("1", _row(n1=0.99)), ("x", _row(dota=0.3))
    )
    assert measured == pytest.approx(0.7, abs=1e-3)


def test_spellings_of_one_label_count_together() -> None:
    measured = _measured(("V", "IN"), ("V", _row(V=0.5, _V=0.3, IN=0.2)))
    assert measured == pytest.approx(0.8, abs=1e-4)


def test_where_labels_are_unlikely_none_is_measured() -> None:
    assert _measured(("0", "1"), ("1", _row(n0=0.1, n1=0.2))) is None


def test_what_only_begins_like_a_label_is_passed_over() -> None:
    measured = _measured(
        ("SP1", "SP2"),
        ("S", _row(S=0.9)),
        ("x", _row(P=0.1)),
        *(("S", _row(S=0.9)), ("P", _row(P=0.9)), ("1", _row(n1=0.6, n2=0.3))),
    )
    assert measured == pytest.approx(2 / 3, abs=1e-3)


@pytest.mark.parametrize("labels", [(), ("1",), ("1", "1"), ("", "1")])
def test_without_two_labels_there_is_nothing_to_measure(labels: tuple[str, ...]) -> None:
    assert _measured(labels, ("1", _row(n1=1.0))) is None
