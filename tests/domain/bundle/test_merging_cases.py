"""Test cases of two sides come together by name."""

from __future__ import annotations

from clausebench.domain.bundle.merging import Take
from clausebench.domain.bundle.merging_cases import merge_cases
from clausebench.domain.case import Case


def _case(name: str, content: str, owner: str = "") -> Case:
    return Case(owner, owner, name, content, created_at=owner)


OURS = (_case("same", "x", "us"), _case("a", "ours", "us"), _case("b", "ours", "us"))
THEIRS = (_case("same", "x"), _case("a", "theirs"), _case("b", "theirs"), _case("new", "theirs"))


def test_cases_that_differ_wait_for_a_choice() -> None:
    merged = merge_cases(OURS, THEIRS)
    assert [case.name for case in merged.new] == ["new"]
    assert merged.open == ("a", "b")
    assert merged.changed == ()
    assert [was.content for was, _ in merged.differing] == ["ours", "ours"]
    assert [now.id for _, now in merged.differing] == ["us", "us"]


def test_each_case_has_a_choice_of_its_own() -> None:
    merged = merge_cases(OURS, THEIRS, {"a": Take.THEIRS})
    assert merged.open == ("b",)
    assert [now.content for _, now in merged.changed] == ["theirs"]
    decided = merge_cases(OURS, THEIRS, {"a": Take.OURS}, Take.THEIRS)
    assert decided.open == ()
    assert [now.name for _, now in decided.changed] == ["b"]
