"""How a suite fares, in words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.support.case_answers import stored_verdict

from clausebench.domain.case import Case, Expectation
from clausebench.domain.clause import Decision
from clausebench.ui.panels.test.case_row import CaseRow
from clausebench.ui.panels.test.presets import PRESETS, counts, fits
from clausebench.ui.panels.test.scores import outcome_words, score_words, summary_of
from clausebench.ui.text.time_words import left_words

UNJUDGED = CaseRow(1, Case("c", "p", "pills", "Buy pills", Expectation(Decision.VIOLATES)))
PASSED = UNJUDGED.with_answer(stored_verdict("r"))
FAILED = UNJUDGED.with_answer(stored_verdict("r", Decision.ALLOWED))
UNREADABLE = UNJUDGED.with_answer(stored_verdict("r", None))


def said(rows: Sequence[CaseRow]) -> tuple[str, str]:
    summary = summary_of(rows)
    return outcome_words(rows, summary), score_words(rows, summary)


def test_every_kind_of_outcome_is_counted_once() -> None:
    words, _ = said([PASSED, PASSED, FAILED, UNREADABLE, UNJUDGED])
    assert words == "2 of 4 as expected · 1 not as expected · 1 unreadable · 1 not judged"


def test_few_cases_have_no_percentages() -> None:
    assert said([PASSED] * 9)[1] == "n = 9: too few for percentages"
    assert said([PASSED] * 9 + [FAILED])[1] == "Precision 100% · Recall 90% · F1 95% · n = 10"


def test_nothing_judged_says_nothing_of_scores() -> None:
    assert said([UNJUDGED]) == ("1 not judged", "")
    assert said([]) == ("", "")


def test_filters_count_what_they_would_show() -> None:
    named = dict(zip([p.title for p in PRESETS], counts([PASSED, FAILED, UNJUDGED]), strict=True))
    assert (named["All"], named["Failed"], named["Passed"], named["Changed"]) == (3, 1, 1, 0)


def test_words_are_looked_for_in_names_contents_and_cited_clauses() -> None:
    assert fits(PASSED, ("pills", "buy"))
    assert fits(PASSED, ("sp2.a",))
    assert fits(PASSED, ())
    assert not fits(UNJUDGED, ("sp2.a",))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0.4, ""),
        (3.2, "about 3 s left"),
        (38, "about 40 s left"),
        (130, "about 2 min left"),
        (9_000, "about 2.5 h left"),
    ],
)
def test_time_left_is_no_more_precise_than_it_is_known(seconds: float | None, words: str) -> None:
    assert left_words(seconds) == words
