"""``receive`` case by case, and as a new policy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.conftest import Cli
from tests.support.releases import starter
from tests.support.sent_bundles import sent


@pytest.fixture
def second(cli: Cli, tmp_path: Path) -> str:
    """The workspace has the spam policy; here are two of its cases with other notes."""
    plain = starter("spam")
    assert cli("receive", str(sent(tmp_path, "first", plain)), "--yes").code == 0
    one, two = (replace(case, note="Theirs") for case in plain.cases[:2])
    return str(sent(tmp_path, "second", replace(plain, cases=(one, two, *plain.cases[2:]))))


def test_cases_are_decided_one_by_one(cli: Cli, second: str) -> None:
    one, two = (case.name for case in starter("spam").cases[:2])
    assert "2 decisions are missing" in cli("receive", second, "--yes").err
    half = cli("receive", second, "--yes", "--case", f"{one}=theirs")
    assert half.code == 1
    assert "1 decisions are missing" in half.err
    both = ("--case", f"{one}=theirs", "--case", f"{two}=ours")
    assert cli("receive", second, "--json", *both).json["changed_cases"] == [one]
    assert cli("receive", second, "--yes", *both).code == 0
    assert cli("receive", second, "--case", one).code == 2


def test_a_related_bundle_becomes_a_new_policy_when_asked_for(cli: Cli, second: str) -> None:
    assert "Goes into: a new policy" in cli("receive", second, "--new").out
    assert cli("receive", second, "--new", "--into", "Spam policy").code == 2
    assert cli("receive", second, "--new", "--yes").code == 0
    assert "Taken back: 29 new cases. The policy itself" in cli("receive", "--undo").out
