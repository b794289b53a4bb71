"""Runs and days in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.support.case_answers import stored_verdict
from tests.support.workspaces import ENGINE

from clausebench.domain.case import Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.run import Run, RunKind, RunSettings, RunStatus
from clausebench.ui.panels.history.day_words import day_words, time_words
from clausebench.ui.panels.history.facts import facts
from clausebench.ui.panels.history.run_words import (
    Tally,
    ending_words,
    status_look,
    tally,
    tally_words,
    verdicts_words,
    wording_words,
)

RUN = Run(
    id="r",
    kind=RunKind.SUITE,
    policy_id="p",
    policy_name="Spam",
    policy_hash="sha256:abc",
    version_number=3,
    engine=ENGINE,
    settings=RunSettings(),
    status=RunStatus.FINISHED,
    started_at="2026-01-31T12:00:00.000Z",
    finished_at="2026-01-31T12:01:00.000Z",
    planned=24,
    judged=24,
)


def ago(**time: float) -> str:
    return (datetime.now(UTC) - timedelta(**time)).isoformat().replace("+00:00", "Z")


def test_days_near_by_have_names() -> None:
    assert day_words(ago(seconds=1)) in ("Today", "Yesterday")
    assert day_words(ago(days=400))[-4:].isdigit()


def test_a_time_that_cannot_be_read_is_left_out() -> None:
    assert time_words("some day") == ""
    assert len(time_words(ago(hours=1))) == 5


@pytest.mark.parametrize("status", RunStatus)
def test_every_ending_has_an_icon_and_a_word(status: RunStatus) -> None:
    assert status_look(status).icon
    assert status_look(status).word


def test_a_run_that_is_not_whole_says_how_far_it_came() -> None:
    assert ending_words(RUN) == ""
    words = {s: ending_words(replace(RUN, status=s, judged=7)) for s in RunStatus}
    assert words[RunStatus.CANCELLED] == "stopped after 7 of 24"
    assert words[RunStatus.PAUSED] == "paused after 7 of 24"
    assert words[RunStatus.INTERRUPTED] == "the program ended after 7 of 24"
    assert words[RunStatus.FAILED] == "failed after 7 of 24"
    assert words[RunStatus.RUNNING] == "7 of 24 so far"


def test_a_single_verdict_is_said_in_full() -> None:
    tallied = tally([stored_verdict()])
    assert tally_words(tallied) == "Violates, SP2.a, SP3"
    assert tallied.look is not None


def test_many_verdicts_are_counted_by_what_was_expected_then() -> None:
    tallied = tally([stored_verdict(), stored_verdict(decision=Decision.ALLOWED)])
    assert tallied == Tally(Counter({Outcome.PASSED: 1, Outcome.FAILED: 1}))
    assert tally_words(tallied) == "1 passed, 1 failed"


def test_the_size_of_a_run_counts_cases_and_repeats() -> None:
    assert verdicts_words(RUN) == "24 test cases"
    assert verdicts_words(replace(RUN, settings=RunSettings(repeats=3))) == "8 test cases, 3 times"
    assert verdicts_words(replace(RUN, kind=RunKind.SINGLE, planned=1)) == "1 verdict"


def test_a_draft_has_no_number() -> None:
    assert wording_words(replace(RUN, version_number=None)) == "a draft"


def test_everything_that_could_change_a_verdict_is_told() -> None:
    told = dict(facts(RUN, stored_verdict()))
    assert told["Engine"] == "Triage: no language model"
    assert (told["Seed"], told["Effort"], told["Repeats"]) == ("7", "medium", "1")
    assert (told["Version"], told["Policy text"]) == ("1", "sha256:abc")
    assert told["Date told to the model"] == "none"
    assert "Ended" not in dict(facts(replace(RUN, finished_at=None), None))
