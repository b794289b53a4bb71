"""What the head of a verdict says."""

from __future__ import annotations

import pytest
from tests.support.fake_desk import TRIAGE, verdict

from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.verdict import Confidence, TokenCounts, Verdict, VerdictStatus
from clausebench.ui.reasoning.verdict_words import (
    NOTICES,
    agreement_words,
    confidence_words,
    cost_words,
    expectation_words,
    notice_for,
    spoken_verdict,
)

UNREADABLE = verdict(status=VerdictStatus.UNREADABLE, decision=None, clauses=())


@pytest.mark.parametrize(
    ("expected", "made", "words"),
    [
        (Expectation(Decision.VIOLATES), verdict(), "Expected violates: agrees"),
        (Expectation(Decision.ALLOWED), verdict(), "Expected allowed: disagrees"),
        (
            Expectation(Decision.VIOLATES, None, ("SP2",)),
            verdict(),
            "Expected violates: right verdict, wrong clause (expected SP2)",
        ),
        (Expectation(Decision.ALLOWED), UNREADABLE, "Expected allowed: no verdict to compare"),
        (Expectation(label="INVALID"), verdict(label="invalid"), "Expected INVALID: agrees"),
        (Expectation(), verdict(), ""),
    ],
)
def test_a_verdict_is_compared_with_what_was_expected(
    expected: Expectation, made: Verdict, words: str
) -> None:
    assert expectation_words(expected, made) == words


@pytest.mark.parametrize("status", [s for s in VerdictStatus if not s.is_readable])
def test_every_answer_without_a_verdict_has_its_sentence(status: VerdictStatus) -> None:
    notice = notice_for(verdict(status=status, decision=None))
    assert notice is NOTICES[status]
    assert notice.sentence.endswith(".")


def test_a_repaired_answer_says_what_was_repaired() -> None:
    made = verdict(status=VerdictStatus.REPAIRED, repairs=("final-forced",))
    notice = notice_for(made)
    assert notice is not None
    assert notice.sentence == "The answer could be read after a repair: final forced."


def test_a_clean_answer_needs_no_notice() -> None:
    assert notice_for(verdict()) is None


@pytest.mark.parametrize(
    ("seconds", "start"), [(0.021, "21 ms"), (3.9, "3.9 s"), (75.2, "1 min 15 s")]
)
def test_the_time_is_said_in_a_fitting_unit(seconds: float, start: str) -> None:
    assert cost_words(verdict(seconds=seconds)).startswith(start)


def test_an_engine_without_tokens_has_no_speed() -> None:
    assert cost_words(verdict(engine=TRIAGE, tokens=TokenCounts(), seconds=0.5)) == "500 ms"


def test_a_models_speed_and_tokens_are_said() -> None:
    made = verdict(seconds=2.0, tokens=TokenCounts(1200, 90, 10))
    assert cost_words(made) == "2.0 s · 50 tok/s · 1,200 + 100 tokens · medium effort"


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (Confidence(0.934, "high"), "Confidence 93% measured, says “high”"),
        (Confidence(None, "low"), "Confidence says “low”"),
        (Confidence(), ""),
    ],
)
def test_measured_confidence_stands_before_the_stated_one(
    confidence: Confidence, words: str
) -> None:
    assert confidence_words(verdict(confidence=confidence)) == words


def test_agreement_counts_the_most_frequent_answer() -> None:
    repeats = [verdict(), verdict(), UNREADABLE, verdict(decision=Decision.ALLOWED)]
    assert agreement_words(repeats) == "2 of 4 violates"


def test_a_screen_reader_hears_one_sentence() -> None:
    words = spoken_verdict(verdict(), Expectation(Decision.ALLOWED))
    assert words == "Violates. SP1.a. Expected allowed: disagrees."
