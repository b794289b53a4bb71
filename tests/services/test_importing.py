"""Imports that are stopped leave nothing, at whatever moment."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from tests.support.desks import open_test_desk
from tests.support.policies import SPAM
from tests.support.spoken_engine import SpokenEngine, answer

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.case import Expectation
from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid
from clausebench.domain.importing.mapping import Field
from clausebench.domain.importing.twice import TwiceKind
from clausebench.domain.text import text_hash
from clausebench.importing.grids.reading import read_pasted
from clausebench.services.desk import Desk
from clausebench.services.importing import Choices, Imported, Proposal, Stage

R = TypeVar("R")

ROWS = "content\tlabel\n" + "\n".join(f"text number {n}\tspam" for n in range(1_200))


@pytest.fixture
def desk(workspace_path: Path) -> Iterator[Desk]:
    with open_test_desk(workspace_path, SpokenEngine(lambda _r: answer(""))) as desk:
        yield desk


def drained(running: Generator[object, None, R]) -> R:
    while True:
        try:
            next(running)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def proposed(desk: Desk, policy_id: str) -> Proposal:
    target = desk.importing.target(policy_id)
    return drained(desk.importing.propose(read_pasted(ROWS), target, Choices(), CancelToken()))


def test_a_stop_while_keeping_keeps_nothing(desk: Desk) -> None:
    policy, cancel = desk.library.create("Spam", SPAM).policy, CancelToken()
    running = desk.importing.confirm(proposed(desk, policy.id), cancel)
    next(running)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(running)
    assert desk.library.cases(policy.id) == ()
    abandoned = desk.importing.confirm(proposed(desk, policy.id), CancelToken())
    next(abandoned)
    abandoned.close()
    assert desk.importing.imports(policy.id) == ()


def test_what_came_in_can_go_and_come_back(desk: Desk) -> None:
    policy = desk.library.create("Spam", SPAM).policy
    running = desk.importing.confirm(proposed(desk, policy.id), CancelToken())
    imported: Imported | None = None
    while imported is None:
        try:
            next(running)
        except StopIteration as end:
            imported = end.value
    assert len(imported.case_ids) == 1_200
    assert desk.importing.undo(imported.made.id) == 1_200
    assert desk.importing.redo(imported.made.id) == 1_200
    assert len(desk.library.cases(policy.id)) == 1_200


def test_a_stop_while_comparing(desk: Desk) -> None:
    policy, cancel = desk.library.create("Spam", SPAM).policy, CancelToken()
    running = desk.importing.propose(
        read_pasted(ROWS), desk.importing.target(policy.id), Choices(), cancel
    )
    next(running)
    cancel.cancel()
    with pytest.raises(Cancelled):
        list(running)


LOG = "content\treasoning\tfinal\tmodel\tpolicy_sha256\n"
OTHER = "# Ads\n\n## Violates\n\n- AD1 Ads\n\n## Allowed\n\n- AD0 The rest\n"


def log_of(*policies: str) -> Grid:
    lines = [
        f"text number {n % 90}\tIt sells.\tINVALID\tm-20b\t{text_hash(text)}"
        for n in range(210)
        for text in policies
    ]
    return read_pasted(LOG + "\n".join(lines))


def test_a_log_is_kept_under_each_of_its_policies(desk: Desk) -> None:
    policy = desk.library.create("Spam", SPAM).policy
    subjects = desk.importing.subjects([SPAM, OTHER])
    assert [s.policy_id for s in subjects] == [policy.id, None]
    log = desk.importing.propose_history(log_of(SPAM, OTHER), Choices(), subjects)
    assert (log.count, log.others, log.empty) == (420, 0, 0)
    kept = drained(desk.importing.keep_history(log, CancelToken()))
    assert [run.judged for run in kept.runs] == [210, 210]
    assert [run.policy_name for run in kept.runs] == ["Spam", "Ads"]
    run = desk.history.run(kept.runs[0].id)
    assert (run.status, run.settings.repeats, run.version_number) == ("finished", 3, 1)
    assert dict(run.engine.details)["origin"].startswith("imported")
    assert dict(run.engine.details)["effort"] == "not recorded"
    assert {v.repeat for v in desk.history.verdicts(run.id)} == {0, 1, 2}


@pytest.mark.parametrize("after", [1, 2])
def test_a_stop_while_keeping_a_log_keeps_nothing(desk: Desk, after: int) -> None:
    desk.library.create("Spam", SPAM)
    subjects = desk.importing.subjects([SPAM, OTHER])
    log = desk.importing.propose_history(log_of(SPAM, OTHER), Choices(), subjects)
    cancel = CancelToken()
    running = desk.importing.keep_history(log, cancel)
    for event in running:
        if event.stage is (Stage.ANSWERS if after == 1 else Stage.KEEPING):
            cancel.cancel()
            break
    with pytest.raises(Cancelled):
        list(running)
    assert desk.history.runs() == ()


def test_rows_of_another_policy_are_no_cases_of_this_one(desk: Desk) -> None:
    policy = desk.library.create("Spam", SPAM).policy
    target = desk.importing.target(policy.id)
    running = desk.importing.propose(log_of(SPAM, OTHER), target, Choices(), CancelToken())
    proposal = drained(running)
    assert (proposal.others, len(proposal.making.made)) == (210, 210)
    assert proposal.is_log
    everything = Choices({Field.POLICY_HASH: ""})
    running = desk.importing.propose(log_of(SPAM, OTHER), target, everything, CancelToken())
    assert drained(running).others == 0


def test_what_is_chosen_has_to_be_there(desk: Desk) -> None:
    target = desk.importing.target(desk.library.create("Spam", SPAM).policy.id)
    for choices, words in (
        (Choices({Field.TRUTH: "gold"}), "no column named gold"),
        (Choices(labels={"spam": "bad stuff"}), "says no decision"),
    ):
        with pytest.raises(BadInputError, match=words):
            drained(desk.importing.propose(read_pasted(ROWS), target, choices, CancelToken()))


def test_the_same_text_with_other_names_is_found_among_present_cases(desk: Desk) -> None:
    policy = desk.library.create("Spam", SPAM).policy
    desk.library.keep_case(policy.id, "Text number 7!", Expectation())
    proposal = proposed(desk, policy.id)
    assert [(t.line, t.kind) for t in proposal.twice] == [(9, TwiceKind.NEAR)]
