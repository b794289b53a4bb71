"""Blast radius through the true llama.cpp, on weights whose verdict rests on known clauses."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.bench.clause_suites import CODES, RULES, edited, keep_posts, rule_text, true_flips
from tests.services.test_confronting import drain, found_flips
from tests.support.clause_weights import clause_weights
from tests.support.desks import open_test_desk

from clausebench.domain.cancel import CancelToken
from clausebench.domain.run import RunSettings
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama_engine import LlamaEngine
from clausebench.services.confronting import Confronting, Contender
from clausebench.services.desk import Desk

pytestmark = pytest.mark.llama


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    options = LlamaOptions(threads=1, repack=False, slots=8)
    engine = LlamaEngine(clause_weights(tmp_path, CODES), options)
    with open_test_desk(tmp_path / "w.db", engine) as desk:
        yield desk


@pytest.mark.parametrize("kind", ["drop", "reword", "add"])
def test_the_flips_of_an_edit_are_found_without_asking_every_case(desk: Desk, kind: str) -> None:
    chance = random.Random(3)
    cases, new = keep_posts(desk, chance, 40), edited(chance, kind)
    settings = RunSettings()
    _, result = drain(
        Confronting(desk.suites, desk.history).blast(
            Contender("before", text=rule_text(RULES), settings=settings),
            Contender("after", text=new, settings=settings),
            cases,
            CancelToken(),
            guard=4,
        )
    )
    wanted = true_flips(cases, new)
    assert wanted
    assert found_flips(result) == wanted
    assert len(result.stages) < len(cases)
