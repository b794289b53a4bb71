"""Triage on the starter policies: it reads them, and agrees with what they say themselves."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.support.engines import judged

from clausebench.domain.judging import JudgeRequest
from clausebench.domain.reading_policy import parse
from clausebench.domain.verdict import Reading
from clausebench.engines.triage import TriageEngine

ENGINE = TriageEngine()
STARTERS = sorted((Path(__file__).parents[3] / "policies").glob("*/policy.md"))
EVERY = pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.parent.name)


def read(policy: str, content: str) -> Reading:
    reading = judged(ENGINE, JudgeRequest(policy, content))[0].reading
    assert reading is not None
    return reading


@EVERY
def test_the_examples_of_a_starter_are_judged_as_it_says(path: Path) -> None:
    text = path.read_text("utf-8")
    examples = [e for clause in parse(text).clauses for e in clause.examples if e.decision]
    assert len(examples) >= 4
    assert [read(text, e.text).decision for e in examples] == [e.decision for e in examples]


@EVERY
def test_every_case_of_a_starter_gets_an_answer_under_its_clauses(path: Path) -> None:
    text = path.read_text("utf-8")
    with (path.parent / "cases.csv").open(encoding="utf-8", newline="") as file:
        contents = [row["content"] for row in csv.DictReader(file)]
    codes = set(parse(text).codes)
    assert all(set(read(text, content).clauses) <= codes for content in contents)
