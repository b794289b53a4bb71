"""Concealing reasoning while it grows."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.fake_desk import CONTENT, POLICY, REASONING

from clausebench.domain.masking import MASK, Concealment
from clausebench.domain.reading_policy import parse
from clausebench.ui.reasoning.mask import ReasoningMask

PARSED = parse(POLICY)
CONCEALED = ReasoningMask.of(Concealment.CONCEALED, PARSED, CONTENT)


def _grown(mask: ReasoningMask, sizes: list[int], text: str) -> list[str]:
    """What was on screen after each piece."""
    seen, shown, end = [], "", 0
    for size in sizes:
        end += size
        shown = mask.grown(shown, text[:end])
        seen.append(shown)
    return seen


def test_plain_text_is_shown_as_it_is() -> None:
    mask = ReasoningMask.of(Concealment.PLAIN, PARSED, CONTENT)
    assert mask.is_clear
    assert mask.grown("", REASONING) == REASONING


@given(st.lists(st.integers(1, 60), max_size=30))
@settings(max_examples=40, deadline=None)
def test_no_moment_of_a_growing_text_gives_the_content_away(sizes: list[int]) -> None:
    for shown in _grown(CONCEALED, sizes, REASONING):
        assert "can fix that within" not in shown
        assert len(shown) <= len(REASONING)


@given(st.lists(st.integers(1, 60), max_size=30))
@settings(max_examples=40, deadline=None)
def test_every_code_point_keeps_its_place(sizes: list[int]) -> None:
    for shown in _grown(CONCEALED, sizes, REASONING):
        for mine, true in zip(shown, REASONING, strict=False):
            assert mine in (true, MASK)


def test_codes_and_labels_stay_readable() -> None:
    shown = CONCEALED.shown(REASONING)
    assert "Therefore SP1.a, the label is violates." in shown
