"""Reading cases with what has come out so far."""

from __future__ import annotations

from dataclasses import replace

from tests.support.case_answers import CONTENTS, Voice, kept_cases
from tests.support.policies import SPAM
from tests.support.spoken_engine import rationale

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Outcome
from clausebench.domain.policy import Policy
from clausebench.domain.run import RunSettings
from clausebench.services.desk import Desk
from clausebench.services.judging import JudgeOrder
from clausebench.services.recording import Subject
from clausebench.ui.panels.test.case_row import CaseRow
from clausebench.ui.panels.test.sheet import Sheet, read_sheet


def run(desk: Desk, policy: Policy, text: str = SPAM, repeats: int = 1) -> None:
    subject = Subject(text, policy.name, policy.id)
    list(
        desk.suites.run(
            subject, desk.library.cases(policy.id), RunSettings(repeats=repeats), CancelToken()
        )
    )


def rows(sheet: Sheet) -> dict[str, CaseRow]:
    return {row.case.name: row for row in sheet.rows}


def test_cases_come_in_the_order_in_which_they_were_kept(desk: Desk, policy: Policy) -> None:
    sheet = read_sheet(desk, policy.id)
    assert [row.case.name for row in sheet.rows] == list(CONTENTS)
    assert [row.number for row in sheet.rows] == [1, 2, 3, 4, 5]
    assert {row.outcome for row in sheet.rows} == {None}


def test_outcomes_are_those_of_the_newest_run(desk: Desk, policy: Policy) -> None:
    run(desk, policy)
    assert {name: row.outcome for name, row in rows(read_sheet(desk, policy.id)).items()} == {
        "pills": Outcome.PASSED,
        "receipt": Outcome.PASSED,
        "mumble": Outcome.UNREADABLE,
        "stray": Outcome.WRONG_CLAUSE,
        "open": Outcome.UNLABELLED,
    }


def test_all_repeats_of_the_newest_run_count(desk: Desk, policy: Policy) -> None:
    run(desk, policy, repeats=3)
    assert {len(row.answers) for row in read_sheet(desk, policy.id).rows} == {3}


def test_a_change_since_the_run_before_is_seen(desk: Desk, policy: Policy, voice: Voice) -> None:
    run(desk, policy)
    voice.finals[CONTENTS["receipt"][0]] = rationale(1, "SP1", "SP1")
    run(desk, policy)
    changed = [row.case.name for row in read_sheet(desk, policy.id).rows if row.has_changed]
    assert changed == ["receipt"]


def test_a_verdict_from_write_counts_and_is_compared_with_the_last_run(
    desk: Desk, policy: Policy, voice: Voice
) -> None:
    run(desk, policy)
    case = kept_cases(desk, policy)["pills"]
    voice.finals[case.content] = rationale(0, None, "SP7")
    order = JudgeOrder(SPAM, case.content, RunSettings(), policy.id, policy.name, case=case)
    list(desk.judging.judge(order, CancelToken()))
    row = rows(read_sheet(desk, policy.id))["pills"]
    assert (row.outcome, row.has_changed) == (Outcome.FAILED, True)


def test_a_case_with_another_content_counts_as_not_judged(desk: Desk, policy: Policy) -> None:
    run(desk, policy)
    case = kept_cases(desk, policy)["pills"]
    desk.library.change_case(replace(case, content="Something else"))
    row = rows(read_sheet(desk, policy.id))["pills"]
    assert (row.outcome, row.answers, row.former) == (None, (), None)


def test_verdicts_under_an_older_wording_are_marked(desk: Desk, policy: Policy) -> None:
    run(desk, policy)
    assert not any(row.is_outdated for row in read_sheet(desk, policy.id).rows)
    desk.library.save_draft(policy.id, SPAM + "\nMore.", 0)
    sheet = read_sheet(desk, policy.id)
    assert all(row.is_outdated for row in sheet.rows)
    assert (sheet.version_number, sheet.opened.text) == (None, SPAM + "\nMore.")


def test_a_stopped_judgement_does_not_count(desk: Desk, policy: Policy) -> None:
    run(desk, policy)
    stop = CancelToken()
    subject = Subject(SPAM, policy.name, policy.id)
    for event in desk.suites.run(subject, desk.library.cases(policy.id), RunSettings(), stop):
        if type(event).__name__ == "CaseStarted":
            stop.cancel()
    assert rows(read_sheet(desk, policy.id))["pills"].outcome is Outcome.PASSED
