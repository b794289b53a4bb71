"""The first page says what came out, and never more than is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.releases import full_release, kept, rate, starter
from tests.support.tested_releases import by_triage, judged_release, judged_spam

from clausebench.domain.bundle.approval import Approval, Stage
from clausebench.domain.bundle.release import Release
from clausebench.domain.measures import By, Metric, Target
from clausebench.domain.reporting import Facts, Notice, Paragraph, Tone, report_of
from clausebench.domain.reporting.opening import day


def notices(release: Release) -> dict[str, Notice]:
    return {b.title: b for b in report_of(release).opening if isinstance(b, Notice)}


def said(release: Release) -> str:
    return " ".join(b.text for b in report_of(release).opening if isinstance(b, Paragraph))


def facts(release: Release) -> dict[str, str]:
    found = [b for b in report_of(release).opening if isinstance(b, Facts)]
    return {fact.name: fact.value for block in found for fact in block.facts}


def test_what_was_not_tested_says_so_first() -> None:
    first = report_of(starter("spam")).opening[0]
    assert isinstance(first, Notice)
    assert (first.title, first.tone) == ("Not tested", Tone.BAD)


def test_built_in_triage_is_loudly_no_language_model() -> None:
    told = notices(by_triage())["No language model was used"]
    assert "Built-in triage" in told.text
    assert "No language model was used" not in notices(judged_spam())


def test_a_missed_target_is_named_with_its_counts() -> None:
    told = notices(judged_spam())["1 of 2 targets missed"]
    assert told.tone is Tone.BAD
    assert "Missed: Overall, recall: 10 of 15 (67 %, 42 % to 85 %)" in told.text
    assert "Reached: Overall, precision: 10 of 13" in told.text


def test_a_target_that_was_reached_on_few_cases_is_no_triumph() -> None:
    made = judged_release(starter("spam"), misses=0, wavers=0)
    assert notices(made)["All targets reached"].tone is Tone.GOOD
    assert made.metrics is not None
    target = Target(None, "", Metric.RECALL, 0.9, min_cases=3)
    few = replace(made.metrics, recall=rate(3, 3), precision=rate(3, 3))
    few = replace(few, targets=(kept(target, 3, 3),))
    told = notices(replace(made, metrics=few))
    assert told["Targets reached, on too few cases to rely on"].tone is Tone.CAUTION
    assert "too few cases for a percentage" in said(replace(made, metrics=few))
    asked = Target(By.TAG, "x", Metric.RECALL, 0.9)
    unknown = replace(made.metrics, targets=(kept(asked, 0, 0),))
    told = notices(replace(made, metrics=unknown))
    assert "Not known: Tag x, recall" in told["1 of 1 target not reached"].text


def test_without_targets_nothing_is_called_good() -> None:
    told = notices(judged_release(starter("spam"), targets=()))
    assert told["Tested; no targets were set"].tone is Tone.PLAIN


def test_sentences_have_counts_and_intervals() -> None:
    told = said(judged_spam())
    assert "tested on 29 cases by gpt-oss-safeguard-20b" in told
    assert "Of 15 cases that violate the policy, 10 were found, which is 67 %" in told
    assert "between 42 % and 85 %, with 95 % confidence" in told


def test_nothing_is_compared_where_nothing_is_expected() -> None:
    made = judged_release(starter("spam"), targets=())
    assert made.metrics is not None
    bare = replace(
        made.metrics, unlabelled=made.metrics.cases, recall=rate(0, 0), precision=rate(0, 0)
    )
    assert "nothing could be compared" in said(replace(made, metrics=bare, settings=None))
    some = replace(made.metrics, recall=rate(0, 0), precision=rate(0, 0))
    assert "were found" not in said(replace(made, metrics=some))


@pytest.mark.parametrize(
    ("stage", "title"),
    [(Stage.APPROVED, "Approved in spite of obstacles"), (Stage.REVIEW, "Overridden")],
)
def test_an_override_is_told_with_who_and_why(stage: Stage, title: str) -> None:
    step = Approval(stage, "Ana", "Needed.", "", "Only three cases.")
    told = notices(replace(full_release(), approval=step))[title]
    assert "Ana overrode it with this reason: Only three cases." in told.text


def test_facts_name_the_release() -> None:
    told = facts(judged_spam())
    assert told["Version"] == "3, revision 4"
    assert told["Stage"] == "Approved"
    assert told["By"] == "Ana Kowalska, 2026-02-03 04:05 UTC"
    assert told["Policy hash"] == judged_spam().policy_sha256
    assert facts(starter("spam"))["Stage"] == "No stage recorded"
    quiet = replace(full_release(), approval=Approval(Stage.DRAFT, "Bo", "", ""))
    assert facts(quiet)["By"] == "Bo"
    assert facts(quiet)["Reason"] == "none given"


def test_dates_are_told_in_words_only_where_they_are_understood() -> None:
    assert day("2026-02-03T04:05:06Z") == "2026-02-03 04:05 UTC"
    assert day("yesterday") == "yesterday"
    assert day("2026-02-03T04:05:06+02:00") == "2026-02-03T04:05:06+02:00"
