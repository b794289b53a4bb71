"""What a case expects follows what people agree on; nothing said is ever lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.desks import open_test_desk
from tests.support.policies import SPAM
from tests.support.spoken_engine import SpokenEngine, answer

from clausebench.domain.case import Case, Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.labelling import LabelKind
from clausebench.services.desk import Desk
from clausebench.services.labelling import this_person

V, A = Decision.VIOLATES, Decision.ALLOWED


@pytest.fixture
def desk(workspace_path: Path) -> Iterator[Desk]:
    with open_test_desk(workspace_path, SpokenEngine(lambda _r: answer(""))) as desk:
        yield desk


@pytest.fixture
def case(desk: Desk) -> Case:
    policy = desk.library.create("Spam", SPAM).policy
    return desk.library.keep_case(policy.id, "Buy pills", Expectation(V, None, ("SP1",)))


def expected(desk: Desk, case: Case) -> Expectation:
    return desk.library.cases(case.policy_id)[0].expected


def test_a_label_is_what_the_case_expects(desk: Desk, case: Case) -> None:
    desk.labelling.label(case.id, "ana", V, "violates", is_blind=True)
    assert expected(desk, case) == Expectation(V, "violates", ("SP1",))
    entry = desk.labelling.label(case.id, "ana", A)
    assert expected(desk, case) == Expectation(A)
    desk.labelling.withdraw(entry, "ana")
    assert expected(desk, case) == Expectation(V, "violates")
    kinds = [e.kind for e in desk.labelling.entries(case.policy_id)[case.id]]
    assert kinds == [LabelKind.LABEL, LabelKind.LABEL, LabelKind.WITHDRAWN]


def test_while_people_differ_nothing_is_expected(desk: Desk, case: Case) -> None:
    desk.labelling.label(case.id, "ana", V)
    desk.labelling.label(case.id, "bo", A)
    assert expected(desk, case) == Expectation()
    assert desk.library.disputed(case.policy_id) == {case.id}
    settled = desk.labelling.adjudicate(case.id, "lead", A, None, "a receipt, no offer")
    assert expected(desk, case) == Expectation(A)
    assert desk.library.disputed(case.policy_id) == frozenset()
    desk.labelling.withdraw(settled, "lead")
    assert desk.library.disputed(case.policy_id) == {case.id}


def test_taking_the_only_label_back_leaves_nothing_expected(desk: Desk, case: Case) -> None:
    entry = desk.labelling.label(case.id, "ana", A)
    desk.labelling.withdraw(entry, "ana")
    assert expected(desk, case) == Expectation()


def test_who_labels_here(monkeypatch: pytest.MonkeyPatch) -> None:
    assert this_person(" Ana ") == "Ana"
    assert this_person()

    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert this_person() == "somebody"
