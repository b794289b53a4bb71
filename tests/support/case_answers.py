"""A small spam policy's cases, and an engine that says of each what a test decides."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

from tests.support.spoken_engine import answer, rationale
from tests.support.workspaces import VERDICT

from clausebench.domain.case import Case, Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.judging import JudgeRequest
from clausebench.domain.policy import Policy
from clausebench.domain.run import StoredVerdict
from clausebench.domain.verdict import RawAnswer
from clausebench.services.desk import Desk

VIOLATES = Expectation(Decision.VIOLATES, clauses=("SP1",))
ALLOWED = Expectation(Decision.ALLOWED)

CONTENTS = {
    "pills": ("Buy these pills from my shop today", VIOLATES),
    "receipt": ("Your receipt for the order of Tuesday", ALLOWED),
    "mumble": ("Somebody mumbles something here", VIOLATES),
    "stray": ("Buy one watch and get another free", VIOLATES),
    "open": ("A message nobody has an opinion on", Expectation()),
}


class Voice:
    """What the engine says of a content; ``stall_at`` makes it wait there until ``go_on``."""

    def __init__(self) -> None:
        self.finals = {
            CONTENTS["pills"][0]: rationale(1, "SP1", "SP1"),
            CONTENTS["receipt"][0]: rationale(0, None, "SP7"),
            CONTENTS["mumble"][0]: "I would rather not say.",
            CONTENTS["stray"][0]: rationale(1, "SP9", "SP9"),
            CONTENTS["open"][0]: rationale(0, None, "SP7"),
        }
        self.stall_at = ""
        self.go_on = Event()

    def speak(self, request: JudgeRequest) -> RawAnswer:
        if request.content == self.stall_at:
            self.go_on.wait(10)
        reasoning = f"It says “{request.content}”, so SP1 may apply."
        return answer(self.finals[request.content], reasoning)


def keep_cases(desk: Desk, policy: Policy) -> None:
    """Put the cases into a policy's suite."""
    for name, (content, expected) in CONTENTS.items():
        desk.library.keep_case(policy.id, content, expected, name=name, language="en")


def kept_cases(desk: Desk, policy: Policy) -> dict[str, Case]:
    """The policy's cases by name, as they are in the workspace."""
    return {case.name: case for case in desk.library.cases(policy.id)}


def stored_verdict(
    run_id: str = "run",
    decision: Decision | None = Decision.VIOLATES,
    content: str = "Buy pills",
    repeat: int = 0,
) -> StoredVerdict:
    """A verdict that was never in a workspace."""
    return StoredVerdict(
        id=f"verdict of {run_id}",
        run_id=run_id,
        case_id="c",
        case_name="pills",
        repeat=repeat,
        policy_hash="hash",
        policy_text="# Spam",
        policy_name="Spam",
        content=content,
        expected=Expectation(Decision.VIOLATES),
        verdict=replace(VERDICT, decision=decision),
        at="2026-01-31T12:00:00.000Z",
    )
