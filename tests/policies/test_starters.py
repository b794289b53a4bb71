"""Every starter policy keeps what policies/README.md promises."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from clausebench.domain.clause import Decision, Severity
from clausebench.domain.contracts import contract_for
from clausebench.domain.hidden import hidden_characters
from clausebench.importing.policy_source import ImportedPolicy, read_policy
from clausebench.services.linting import lint

FOLDERS = sorted(p.parent for p in (Path(__file__).parents[2] / "policies").glob("*/policy.md"))


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def starter(folder: Path) -> ImportedPolicy:
    return read_policy(folder)


def test_there_are_at_least_five_starters() -> None:
    assert len(FOLDERS) >= 5


def test_a_starter_has_the_length_the_model_likes(starter: ImportedPolicy) -> None:
    assert 400 <= lint(starter.text).tokens.count <= 600


def test_a_starter_reads_without_problems(starter: ImportedPolicy) -> None:
    serious = [f for f in lint(starter.text).findings if f.severity is not Severity.HINT]
    assert not serious


def test_a_starter_has_enough_cases_on_every_side(starter: ImportedPolicy) -> None:
    decisions = Counter(case.expected.decision for case in starter.cases)
    assert len(starter.cases) >= 24
    assert decisions[Decision.VIOLATES] >= 8
    assert decisions[Decision.ALLOWED] >= 8
    assert decisions[Decision.ESCALATE] >= 2
    assert decisions[None] == 0


def test_a_starter_speaks_two_languages_besides_english(starter: ImportedPolicy) -> None:
    languages = Counter(case.language for case in starter.cases)
    assert len([x for x, n in languages.items() if x != "en" and n >= 2]) >= 2


def test_a_starter_tries_the_hard_things(starter: ImportedPolicy) -> None:
    tags = Counter(tag for case in starter.cases for tag in case.tags)
    assert min(tags[t] for t in ("clear", "boundary", "contrast", "obfuscated", "injection")) >= 1


def test_expected_clauses_exist(starter: ImportedPolicy) -> None:
    known = set(lint(starter.text).parsed.codes)
    cited = {clause for case in starter.cases for clause in case.expected.clauses}
    assert cited <= known


def test_every_violating_clause_has_a_case(starter: ImportedPolicy) -> None:
    cited = {clause for case in starter.cases for clause in case.expected.clauses}
    parsed = lint(starter.text).parsed
    leaves = {c.code for c in parsed.clauses if c.code and "." in c.code}
    assert leaves <= cited


def test_twins_name_each_other_and_differ_in_their_verdict(starter: ImportedPolicy) -> None:
    cases = {case.name: case for case in starter.cases}
    for case in starter.cases:
        if case.twin:
            twin = cases[case.twin]
            assert twin.twin == case.name
            assert twin.expected.decision is not case.expected.decision


def test_no_case_stands_in_the_policy(starter: ImportedPolicy) -> None:
    assert not [case.name for case in starter.cases if case.content in starter.text]


def test_hidden_characters_occur_only_where_they_are_the_point(starter: ImportedPolicy) -> None:
    for case in starter.cases:
        assert not hidden_characters(case.content) or "obfuscated" in case.tags


def test_an_own_output_instruction_is_detected(folder: Path, starter: ImportedPolicy) -> None:
    match = contract_for(lint(starter.text).parsed)
    assert match.is_own is (folder.name == "scams-and-fraud")


def test_a_starter_says_what_it_leaves_out(folder: Path) -> None:
    text = (folder / "README.md").read_text()
    assert "**Leaves out**" in text
    assert "**To adapt**" in text
