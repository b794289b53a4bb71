"""Two wordings confronted, all cases at once or those first that the edit can reach."""

from __future__ import annotations

import random
import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from tests.support.desks import open_test_desk
from tests.support.spoken_engine import SpokenEngine, answer, rationale

from clausebench.domain.blast import Stage
from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case, CaseSeverity, Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.comparison import Change
from clausebench.domain.judging import JudgeRequest
from clausebench.domain.run import RunSettings
from clausebench.domain.verdict import RawAnswer
from clausebench.services.confronting import Confrontation, Confronting, Contender, StageDone
from clausebench.services.desk import Desk
from clausebench.services.recording import Subject
from clausebench.services.suites import RunStarted

WORDS = ("amber", "birch", "cedar", "dune", "ember", "fjord", "grove", "heath", "islet", "jetty")
RULE = re.compile(r"^- (R\d+) Posts that mention (\w+)", re.MULTILINE)
R = TypeVar("R")


def policy_of(words: tuple[str, ...]) -> str:
    rules = "\n".join(f"- R{n} Posts that mention {word}" for n, word in enumerate(words))
    return f"# Words\n\n## Violates\n\n{rules}\n\n## Allowed\n\n- R99 Everything else\n"


def literal(request: JudgeRequest) -> RawAnswer:
    """Decides by the first clause whose word stands in the content, and says so; one in twelve
    of its reasonings names no clause at all, as a model's may."""
    rules = RULE.findall(request.policy_text)
    hit = next((code for code, word in rules if word in request.content), None)
    code = hit or "R99"
    is_mute = sum(map(ord, request.content)) % 12 == 0
    reasoning = "It is plain." if is_mute else f"{code} decides here."
    final = rationale(1 if hit else 0, None, *([] if is_mute else [code]))
    return answer(final, reasoning)


@pytest.fixture
def engine() -> SpokenEngine:
    return SpokenEngine(literal)


@pytest.fixture
def desk(workspace_path: Path, engine: SpokenEngine) -> Iterator[Desk]:
    with open_test_desk(workspace_path, engine) as desk:
        yield desk


def keep_cases(desk: Desk, chance: random.Random, count: int) -> tuple[Case, ...]:
    policy = desk.library.create(f"Words {chance.random()}", policy_of(WORDS)).policy
    for number in range(count):
        mentions = chance.sample((*WORDS, "quay", "reef"), chance.choice((0, 1, 1, 2)))
        content = f"post {number} " + " ".join(mentions)
        desk.library.keep_case(policy.id, content, Expectation(), name=f"n{number}")
    return desk.library.cases(policy.id)


def drain(running: Generator[Any, None, R]) -> tuple[list[object], R]:
    events = []
    while True:
        try:
            events.append(next(running))
        except StopIteration as end:
            return events, end.value


def edited(chance: random.Random) -> str:
    """One clause dropped, reworded, or added."""
    words = list(WORDS)
    kind, place = chance.choice(("drop", "reword", "add")), chance.randrange(len(words))
    text = policy_of(tuple(words))
    line = f"- R{place} Posts that mention {words[place]}\n"
    if kind == "drop":
        return text.replace(line, "")
    if kind == "reword":
        return text.replace(line, f"- R{place} Posts that mention quay\n")
    return text.replace(line, line + "- R50 Posts that mention reef\n")


def true_flips(cases: tuple[Case, ...], new: str) -> set[str]:
    def decided(text: str, content: str) -> bool:
        return any(word in content for _, word in RULE.findall(text))

    old = policy_of(WORDS)
    return {c.name for c in cases if decided(old, c.content) is not decided(new, c.content)}


def found_flips(found: Confrontation) -> set[str]:
    return {c.name for c in found.comparison.cases if c.before.decision is not c.after.decision}


def test_nearly_all_flips_are_found_in_a_third_of_the_cases(desk: Desk) -> None:
    """The measure: at least 95 % of the true flips in at most 35 % of the cases."""
    confronting = Confronting(desk.suites, desk.history)
    true = found = asked = total = 0
    for seed in range(12):
        chance = random.Random(seed)
        cases, new = keep_cases(desk, chance, 120), edited(chance)
        settings = RunSettings(seed=seed)
        events, result = drain(
            confronting.blast(
                Contender("before", text=policy_of(WORDS), settings=settings),
                Contender("after", text=new, settings=settings),
                cases,
                CancelToken(),
                guard=12,
            )
        )
        wanted = true_flips(cases, new)
        assert found_flips(result) <= wanted
        true, found = true + len(wanted), found + len(found_flips(result) & wanted)
        asked, total = asked + len(result.stages), total + len(cases)
        assert [e.stage for e in events if isinstance(e, StageDone)] == [
            Stage.REACHED,
            Stage.GUARD,
        ]
    assert true > 60
    assert found / true >= 0.95
    assert asked / total <= 0.35


def test_the_guard_tells_how_much_may_have_been_missed(desk: Desk) -> None:
    chance = random.Random(5)
    cases = keep_cases(desk, chance, 60)
    settings = RunSettings()
    before = Contender("before", text=policy_of(WORDS), settings=settings)
    after = Contender("after", text=policy_of(WORDS[:-1]), settings=settings)
    confronting = Confronting(desk.suites, desk.history)
    _, result = drain(confronting.blast(before, after, cases, CancelToken(), guard=10))
    assert result.missed is not None
    assert result.missed.sampled == 10
    assert result.missed.left == 60 - len(result.stages)
    assert 0 < result.missed.most <= result.missed.left
    _, whole = drain(confronting.blast(before, after, cases, CancelToken(), stages=tuple(Stage)))
    assert len(whole.stages) == 60
    assert whole.missed is not None
    assert (whole.missed.left, whole.missed.most) == (0, 0)
    assert found_flips(whole) == true_flips(cases, after.text)


def test_two_wordings_are_compared_without_being_saved(desk: Desk, engine: SpokenEngine) -> None:
    cases = keep_cases(desk, random.Random(1), 20)
    confronting = Confronting(desk.suites, desk.history)
    before = Contender("version 1", text=policy_of(WORDS))
    after = Contender("draft", text=policy_of(WORDS[:4]))
    _, result = drain(confronting.compare(before, after, cases, CancelToken()))
    assert found_flips(result) == true_flips(cases, after.text)
    assert desk.history.latest(cases[0].policy_id) == {}
    engine.requests.clear()
    _, again = drain(confronting.compare(before, after, cases, CancelToken()))
    assert engine.requests == []  # answers given before are taken over
    assert again.comparison == result.comparison


def test_a_run_of_the_past_can_be_a_side(desk: Desk) -> None:
    cases = keep_cases(desk, random.Random(2), 20)
    subject = Subject(policy_of(WORDS), "Words", cases[0].policy_id)
    events = list(desk.suites.run(subject, cases, RunSettings(), CancelToken()))
    run = next(e.run for e in events if isinstance(e, RunStarted))
    confronting = Confronting(desk.suites, desk.history)
    before = Contender("run", run_id=run.id)
    after = Contender("draft", text=policy_of(WORDS[2:]))
    _, result = drain(confronting.compare(before, after, cases, CancelToken()))
    assert result.before == run.id
    assert found_flips(result) == true_flips(cases, after.text)
    _, staged = drain(confronting.blast(before, after, cases, CancelToken()))
    assert found_flips(staged) <= found_flips(result)


def test_grave_cases_come_first(desk: Desk) -> None:
    policy = desk.library.create("Words", policy_of(WORDS)).policy
    for name, severity in (("low", CaseSeverity.LOW), ("grave", CaseSeverity.CRITICAL)):
        kept = desk.library.keep_case(policy.id, "amber", Expectation(Decision.VIOLATES), name=name)
        from dataclasses import replace

        desk.library.change_case(replace(kept, severity=severity))
    confronting = Confronting(desk.suites, desk.history)
    _, result = drain(
        confronting.compare(
            Contender("a", text=policy_of(WORDS)),
            Contender("b", text=policy_of(WORDS[1:])),
            desk.library.cases(policy.id),
            CancelToken(),
        )
    )
    assert [c.name for c in result.comparison.changed] == ["grave", "low"]
    assert {c.changes for c in result.comparison.changed} == {(Change.BROKEN,)}
