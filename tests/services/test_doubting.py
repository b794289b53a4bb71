"""What history knows about one wording: repeats, efforts, and other ways to write the same."""

from __future__ import annotations

from pathlib import Path

from tests.support.desks import open_test_desk
from tests.support.spoken_engine import SpokenEngine, answer, rationale

from clausebench.domain.ambiguity import Source
from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Expectation
from clausebench.domain.effort import Effort
from clausebench.domain.judging import JudgeRequest
from clausebench.domain.run import RunSettings
from clausebench.domain.verdict import RawAnswer
from clausebench.services.doubting import gather
from clausebench.services.recording import Subject
from clausebench.services.variants import Variants

POLICY = "# P\n\n## Violates\n\n- R1 Ads\n- R2 Pills\n\n## Allowed\n\n- R9 Everything else\n"


def speak(request: JudgeRequest) -> RawAnswer:
    """Wavers with the seed, with the effort, or with the order of the clauses."""
    text = request.content
    violates = {
        "seed": request.seed % 2 == 0,
        "effort": request.effort is Effort.HIGH,
        "order": request.policy_text.find("R1 Ads") < request.policy_text.find("R2 Pills"),
    }.get(text.split()[0], True)
    return answer(rationale(1, "R1", "R1") if violates else rationale(0, None, "R9"), "R1 it is.")


def test_every_way_of_asking_is_gathered(workspace_path: Path) -> None:
    with open_test_desk(workspace_path, SpokenEngine(speak)) as desk:
        policy = desk.library.create("P", POLICY).policy
        for name in ("seed", "effort", "order", "steady"):
            desk.library.keep_case(policy.id, f"{name} post", Expectation(), name=name)
        cases, subject = desk.library.cases(policy.id), Subject(POLICY, "P", policy.id, 1)
        assert gather(desk.history, POLICY).run is None
        assert gather(desk.history, POLICY).inbox(cases).cases == 0
        assert gather(desk.history, POLICY).is_steady
        for effort, repeats in ((Effort.HIGH, 1), (Effort.MEDIUM, 4)):
            settings = RunSettings(effort, repeats=repeats)
            list(desk.suites.run(subject, cases, settings, CancelToken()))
        shaking = Variants(desk.suites).shake(
            subject, cases, RunSettings(), CancelToken(), names=("clause-order", "list-marks")
        )
        list(shaking)
        assert not gather(desk.history, POLICY).is_steady
        found = gather(desk.history, POLICY).inbox(cases)
        told = {(a.name, a.source) for d in found.doubts for a in d.unstable}
        assert told == {
            ("seed", Source.REPEATS),
            ("effort", Source.EFFORT),
            ("order", Source.WORDING),
        }
        assert found.cases == 4
