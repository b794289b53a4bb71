"""Reports in bundles say where a release stands, under which terms, and how it was tested."""

from __future__ import annotations

from tests.support.releases import full_release, starter

from clausebench.exporting.reports.evaluation import evaluation
from clausebench.exporting.reports.front import licence, readme
from clausebench.exporting.reports.guideline import guideline, write


def test_an_evaluation_says_how_a_release_was_tested() -> None:
    told = evaluation(full_release())
    assert "- the policy: Apache-2.0 (The Clausebench authors)" in told
    assert "- Stage: Approved" in told
    assert "overrode it with this reason: Only three cases." in told
    assert "Missed: Overall, precision: 2 of 3; precision is below 90 %." in told
    assert "Reached: Overall, recall: 2 of 2; recall is at least 90 %." in told
    assert "- weights: `sha256:00ff`" in told


def test_what_was_not_tested_says_so() -> None:
    assert "was not tested before it was released" in evaluation(starter("spam"))


def test_terms_that_nobody_named_are_not_made_up() -> None:
    assert b"No licence was named" in licence(starter("spam"))
    assert b"Apache-2.0. Attribution: The Clausebench authors" in licence(full_release())
    assert b"sha256sum -c" in readme(full_release(), is_bundle=True)
    assert b"sha256sum -c" not in readme(full_release())


def test_a_guideline_says_what_the_clauses_say() -> None:
    full = full_release()
    told = guideline(full)
    for clause in full.clauses:
        if clause.code:
            assert f"**{clause.code}**" in told
    assert "## Settled before" in told
    assert "| cold-course | take action | SP1.a | Cold. |" in told


def test_a_guideline_comes_for_screen_paper_and_wikis() -> None:
    assert list(write(full_release())) == [
        "spam-guideline.html",
        "spam-guideline.pdf",
        "spam-guideline.md",
    ]
