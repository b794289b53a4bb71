"""Imports that are stopped leave nothing, at whatever moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.desks import open_test_desk
from tests.support.policies import SPAM
from tests.support.spoken_engine import SpokenEngine, answer

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.importing.grids.reading import read_pasted
from clausebench.services.desk import Desk
from clausebench.services.importing import Choices, Imported, Proposal

ROWS = "content\tlabel\n" + "\n".join(f"text number {n}\tspam" for n in range(1_200))


@pytest.fixture
def desk(workspace_path: Path) -> Iterator[Desk]:
    with open_test_desk(workspace_path, SpokenEngine(lambda _r: answer(""))) as desk:
        yield desk


def proposed(desk: Desk, policy_id: str) -> Proposal:
    running = desk.importing.propose(
        read_pasted(ROWS), desk.importing.target(policy_id), Choices(), CancelToken()
    )
    while True:
        try:
            next(running)
        except StopIteration as end:
            return end.value


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
