"""The same cases under other words, by an engine that depends on known clauses."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.desks import open_test_desk
from tests.support.spoken_engine import SpokenEngine, answer, rationale

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.case import Case, Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.errors import BadInputError
from clausebench.domain.judging import JudgeRequest
from clausebench.domain.knockout import Carried
from clausebench.domain.run import RunSettings
from clausebench.domain.trying.robustness import MutationReport, ShakeResult
from clausebench.domain.verdict import RawAnswer
from clausebench.services.desk import Desk
from clausebench.services.recording import Subject
from clausebench.services.variants import TrialEvent, Variants, VariantStarted

WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath")


def policy_of(decisive: int, chance: random.Random) -> str:
    """Clauses about words; the decisive one is wide, its neighbours are about single words."""
    wide = " or ".join(WORDS)
    words = [f"the post says {chance.choice(WORDS)}" for _ in range(6)]
    words[decisive] = f"the post says {wide}"
    listed = "\n".join(f"- R{n} Rule {n}: {text}." for n, text in enumerate(words))
    return f"# Words\n\nDecide.\n\n## Violates\n\n{listed}\n\n## Allowed\n\n- R9 All else.\n"


def literal(request: JudgeRequest) -> RawAnswer:
    """Obeys the first clause that names a word of the content; claims a clause at random."""
    content = set(request.content.split())
    for line in request.policy_text.splitlines():
        if line.startswith("- R") and not line.startswith("- R9"):
            code, rest = line[2:4], set(line.replace(".", "").split())
            if content & rest & set(WORDS):
                return answer(rationale(1, code, code))
    return answer(rationale(0))


@pytest.fixture
def desk(workspace_path: Path) -> Iterator[Desk]:
    with open_test_desk(workspace_path, SpokenEngine(literal)) as desk:
        yield desk


def cases_of(desk: Desk, text: str, chance: random.Random) -> tuple[Subject, tuple[Case, ...]]:
    policy = desk.library.create(f"Words {chance.random()}", text).policy
    for number in range(12):
        words = f"a post {chance.choice([*WORDS, 'nothing'])} {number}"
        desk.library.keep_case(policy.id, words, Expectation(Decision.VIOLATES))
    return Subject(text, policy.name, policy.id), desk.library.cases(policy.id)


def knock_out(desk: Desk, seed: int, **more: object) -> tuple[int, tuple[Carried, ...]]:
    chance = random.Random(seed)
    decisive = chance.randrange(6)
    subject, cases = cases_of(desk, policy_of(decisive, chance), chance)
    running = Variants(desk.suites).knock_out(
        subject,
        cases,
        RunSettings(),
        CancelToken(),
        **more,  # type: ignore[arg-type]
    )
    return decisive, drain(running)


def drain(running: object) -> tuple[Carried, ...]:
    while True:
        try:
            next(running)  # type: ignore[call-overload]
        except StopIteration as finished:
            return finished.value  # type: ignore[no-any-return]


def test_a_planted_decisive_clause_is_ranked_first(desk: Desk) -> None:
    found = [knock_out(desk, seed) for seed in range(20)]
    first = sum(carried[0].clause == f"R{decisive}" for decisive, carried in found)
    assert first >= 18


def test_what_a_clause_carries_stands_beside_what_it_claims(desk: Desk) -> None:
    decisive, carried = knock_out(desk, 3)
    top = carried[0]
    assert top.clause == f"R{decisive}"
    assert top.flips == sum(c.before.decision is not c.after.decision for c in top.comparison.cases)
    assert top.difference < 0
    assert top.low <= top.difference <= top.high
    assert 0 < top.claimed <= 1
    assert {c.clause for c in carried} == {*(f"R{n}" for n in range(6)), "R9"}


def test_only_named_clauses_are_tried_and_unknown_ones_refused(desk: Desk) -> None:
    _, carried = knock_out(desk, 4, clauses=("r2",))
    assert [c.clause for c in carried] == ["R2"]
    with pytest.raises(BadInputError, match="no clause R77"):
        knock_out(desk, 5, clauses=("R77",))


def test_trying_never_becomes_a_cases_latest_verdict(desk: Desk) -> None:
    chance = random.Random(1)
    subject, cases = cases_of(desk, policy_of(0, chance), chance)
    list(desk.suites.run(subject, cases, RunSettings(), CancelToken()))
    before = desk.history.latest(subject.policy_id or "")
    drain(Variants(desk.suites).knock_out(subject, cases, RunSettings(), CancelToken()))
    assert desk.history.latest(subject.policy_id or "") == before
    assert any("without R0" in run.policy_name for run in desk.history.runs())


def test_stopped_it_goes_no_further(desk: Desk) -> None:
    chance, cancel = random.Random(1), CancelToken()
    subject, cases = cases_of(desk, policy_of(0, chance), chance)
    started: list[TrialEvent] = []

    def stop_at_the_second() -> None:
        for event in Variants(desk.suites).knock_out(subject, cases, RunSettings(), cancel):
            if isinstance(event, VariantStarted):
                started.append(event)
                if event.index == 2:
                    cancel.cancel()

    with pytest.raises(Cancelled):
        stop_at_the_second()
    assert len(started) == 2


def test_a_suite_that_tests_a_word_notices_its_change(desk: Desk) -> None:
    text = (
        "# Words\n\nDecide.\n\n## Violates\n\n- R1 One: the post does not say amber.\n"
        "- R2 Two: the post says birch.\n\n## Allowed\n\n- R9 All else.\n"
    )
    subject, cases = cases_of(desk, text, random.Random(2))
    running = Variants(desk.suites).mutate(subject, cases, RunSettings(), CancelToken())
    report: MutationReport = drain(running)  # type: ignore[assignment]
    kinds = {(r.mutation.clause, r.mutation.kind.name) for r in report.results}
    assert kinds == {("R1", "DROP_NEGATION"), ("R9", "DROP_EXCEPTION"), ("R9", "WIDEN")}
    assert report.score == 0.0
    assert report.stable == report.cases


def test_what_only_changes_the_writing_is_told_from_what_changes_verdicts(desk: Desk) -> None:
    chance = random.Random(3)
    subject, cases = cases_of(desk, policy_of(2, chance), chance)
    running = Variants(desk.suites).shake(
        subject, cases, RunSettings(), CancelToken(), names=("empty-lines", "capitals")
    )
    held: tuple[ShakeResult, ...] = drain(running)  # type: ignore[assignment]
    lines, capitals = held
    assert (lines.name, lines.held) == ("empty-lines", lines.cases)
    assert capitals.held < capitals.cases
    assert {c.after.decision for c in capitals.flipped} == {Decision.ALLOWED}
