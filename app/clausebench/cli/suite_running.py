"""Running a suite with progress on the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from clausebench.cli.policies import FoundPolicy
from clausebench.cli.progress import Progress
from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case, outcome
from clausebench.domain.run import Run, RunSettings
from clausebench.domain.verdict import VerdictStatus
from clausebench.services.comparing import find_run
from clausebench.services.desk import Desk
from clausebench.services.suites import CaseJudged, RunFinished, RunStarted, SuiteReport, collapse


def run_suite(
    desk: Desk,
    found: FoundPolicy,
    settings: RunSettings,
    *,
    quiet: bool,
    resume: str | None = None,
) -> tuple[Run, SuiteReport]:
    """Run the cases with progress on the terminal, or go on with a run of them."""
    progress = Progress(quiet=quiet)
    judged: list[CaseJudged] = []
    run: Run | None = None
    if resume is None:
        events = desk.suites.run(found.subject, found.cases, settings, CancelToken())
    else:
        events = desk.suites.go_on(find_run(desk.history, resume).id, found.cases, CancelToken())
    by_id = {case.id: case for case in found.cases}
    for event in events:
        progress.show(event)
        if isinstance(event, CaseJudged):
            judged.append(event)
        elif isinstance(event, RunStarted):
            judged += _judged_before(event, by_id)
        elif isinstance(event, RunFinished):
            run = event.run
    progress.done()
    if run is None:
        raise AssertionError("a run ends with RunFinished")
    places = {case.name: place for place, case in enumerate(found.cases)}
    judged.sort(key=lambda event: (places[event.case.name], event.stored.repeat))
    return run, collapse(judged)


def _judged_before(started: RunStarted, cases: Mapping[str, Case]) -> list[CaseJudged]:
    """What a run that goes on had judged of the cases as they are now."""
    kept = [s for s in started.earlier if s.verdict.status is not VerdictStatus.CANCELLED]
    return [
        CaseJudged(case, s, outcome(case.expected, s.verdict), number, len(kept), None)
        for number, s in enumerate(kept, start=1)
        if (case := cases.get(s.case_id or "")) is not None and case.content == s.content
    ]
