"""What people say about a case, what stands of it, and when they differ."""

from __future__ import annotations

from clausebench.domain.clause import Decision
from clausebench.domain.labelling import (
    CaseLabel,
    LabelKind,
    adjudication,
    agreed,
    is_disputed,
    standing,
)

V, A = Decision.VIOLATES, Decision.ALLOWED


def label(number: int, who: str, decision: Decision | None) -> CaseLabel:
    return CaseLabel(str(number), "case", LabelKind.LABEL, who, decision)


def withdrawn(number: int, who: str, what: int) -> CaseLabel:
    return CaseLabel(str(number), "case", LabelKind.WITHDRAWN, who, None, withdraws=str(what))


def settled(number: int, decision: Decision) -> CaseLabel:
    return CaseLabel(str(number), "case", LabelKind.ADJUDICATED, "lead", decision)


def test_the_last_label_of_each_person_stands() -> None:
    entries = (label(1, "ana", V), label(2, "bo", V), label(3, "ana", A))
    assert [(e.who, e.decision) for e in standing(entries)] == [("bo", V), ("ana", A)]


def test_a_label_taken_back_brings_the_one_before_to_stand_again() -> None:
    entries = (label(1, "ana", V), label(2, "ana", A), withdrawn(3, "ana", 2))
    assert [e.decision for e in standing(entries)] == [V]


def test_people_differ_until_somebody_settles_it() -> None:
    entries = [label(1, "ana", V), label(2, "bo", A)]
    assert is_disputed(entries)
    assert agreed(entries) is None
    entries.append(settled(3, A))
    assert not is_disputed(entries)
    found = agreed(entries)
    assert found is not None
    assert found.decision is A
    entries.append(label(4, "cy", V))
    assert is_disputed(entries)


def test_an_adjudication_can_be_taken_back() -> None:
    entries = (label(1, "ana", V), label(2, "bo", A), settled(3, A), withdrawn(4, "lead", 3))
    assert adjudication(entries) is None
    assert is_disputed(entries)


def test_nothing_said_is_nothing_agreed() -> None:
    assert agreed(()) is None
    assert not is_disputed(())
    assert agreed((label(1, "ana", A),)) is not None
