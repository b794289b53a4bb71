"""Reports say where a release stands, under which terms, and which cases went otherwise."""

from __future__ import annotations

from dataclasses import replace

from tests.support.releases import full_release, rate, starter

from clausebench.domain.bundle.approval import Approval, Stage
from clausebench.domain.clause import Decision
from clausebench.exporting.reports.evaluation import evaluation
from clausebench.exporting.reports.front import licence, readme
from clausebench.exporting.reports.guideline import guideline


def test_an_evaluation_says_how_a_release_was_tested() -> None:
    told = evaluation(full_release())
    assert "Terms of the policy: Apache-2.0 (The Clausebench authors)." in told
    assert "Stage: approved, by Ana" in told
    assert "overridden: Only three cases." in told
    assert "- Precision: 2 of 3\n" in told
    assert "- Target missed: Overall, precision: 2 of 3; precision is below 90 %." in told
    assert "- Target met: Overall, recall: 2 of 2; recall is at least 90 %." in told
    assert "Asked only once" not in told
    full = full_release()
    assert full.metrics is not None
    often = replace(full.metrics, asked_once=1, recall=rate(9, 12))
    told = evaluation(replace(full, metrics=often))
    assert "- Asked only once: 1 of 3" in told
    assert "- Recall: 9 of 12 (75 %, 47 % to 91 %)" in told
    assert "- weights: sha256:00ff" in told


def test_what_was_not_tested_says_so() -> None:
    told = evaluation(starter("spam"))
    assert "was not tested before it was released" in told
    assert "## Settings" not in told


def test_cases_that_went_otherwise_are_named() -> None:
    full = full_release()
    assert "Decided otherwise" not in evaluation(full)
    names = [row.case for row in full.verdicts]
    odd = names[0]
    cases = tuple(replace(case, name="a|b") if case.name == odd else case for case in full.cases)
    rows = tuple(
        replace(row, case="a|b", decision=Decision.ALLOWED) if row.case == odd else row
        for row in full.verdicts
    )
    plain = replace(full, cases=cases, verdicts=rows, approval=None)
    assert "| a\\|b | violates | allowed |" in evaluation(plain)
    split = (replace(rows[0], decision=None), *rows[1:])
    assert "| violates | no majority |" in evaluation(replace(plain, verdicts=split))
    reviewed = replace(plain, approval=Approval(Stage.REVIEW, "Bo", "Ready", ""))
    assert "overridden" not in evaluation(reviewed)


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
    assert "take action (SP1.a). Cold." in told
