"""Numbers about runs: of one, of a policy's versions, of several policies at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clausebench.domain.case import Case
from clausebench.domain.errors import BadInputError
from clausebench.domain.measures import (
    Cost,
    Facets,
    JudgedCase,
    Measures,
    Target,
    Together,
    VersionRun,
    at_work,
    cost,
    measure,
    read_targets,
    together,
)
from clausebench.domain.policy import PolicyVersion
from clausebench.domain.run import Run, RunKind, RunStatus, StoredVerdict
from clausebench.domain.text import text_hash
from clausebench.domain.verdict import VerdictStatus
from clausebench.services.history import History
from clausebench.services.suites import CaseResult

_MANY = 10_000


@dataclass(frozen=True, slots=True)
class MeasuredRun:
    """A run with its numbers. ``cost`` is None when no verdict was asked for anew."""

    run: Run
    cases: tuple[JudgedCase, ...]
    measures: Measures
    cost: Cost | None


def measured_run(history: History, run: Run, known: Sequence[Case] = ()) -> MeasuredRun:
    """``known`` cases say what history does not: tags, language, kind, severity, split. What was
    expected is taken from history, as it was when the run judged."""
    stored = history.verdicts(run.id)
    cases = _judged(stored, known)
    return MeasuredRun(run, cases, measure(cases), _cost(run, stored))


def judged_results(results: Iterable[CaseResult]) -> tuple[JudgedCase, ...]:
    """What a suite that has just run came to, as numbers see it."""
    return tuple(
        JudgedCase.of(r.case.name, r.case.expected, r.case.content, r.verdicts, Facets.of(r.case))
        for r in results
    )


def version_runs(
    history: History,
    policy_id: str | None,
    policy_name: str,
    versions: Sequence[PolicyVersion],
    known: Sequence[Case] = (),
) -> tuple[VersionRun, ...]:
    """The run that stands for each version, oldest version first; versions that no suite was run
    on are left out.

    It is the newest finished one, but none that judged fewer than half as many cases as the
    largest: one that was to try two cases says nothing about the version. ``versions`` of a policy
    that is a file are the texts that were run under its name, and are numbered in that order.
    """
    runs = [
        run
        for run in reversed(history.runs(policy_id, _MANY))
        if run.kind is RunKind.SUITE
        and run.status is RunStatus.FINISHED
        and (policy_id or run.policy_name == policy_name)
    ]
    by_text: dict[str, list[Run]] = {}
    for run in runs:
        by_text.setdefault(run.policy_hash, []).append(run)
    named = _named(versions) if policy_id else _numbered(by_text)
    return tuple(
        VersionRun(name, reason, run, _judged(history.verdicts(run.id), known))
        for text, (name, reason) in named.items()
        for run in [_standing_for(by_text.get(text, []))]
        if run is not None
    )


def policies_together(history: History, runs: Sequence[Run]) -> Together:
    """Runs of different policies over the same contents. Raises ``BadInputError``."""
    names = [run.policy_name for run in runs]
    if len(runs) < 2:
        raise BadInputError("One run is one policy.", hint="Name a run of each policy.")
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise BadInputError(
            f"Two of the runs are of {twice}.",
            "A content has to be right under each policy once.",
            "Name one run of each policy.",
        )
    found = together({run.policy_name: _judged(history.verdicts(run.id), ()) for run in runs})
    if not found.right.total:
        raise BadInputError(
            "These runs have no content in common.",
            "Contents count that were judged, with an expectation, under every policy.",
            "Give each policy a file of cases over the same contents.",
        )
    return found


def read_target_file(path: Path) -> tuple[Target, ...]:
    """Raises ``BadInputError``."""
    try:
        return read_targets(path.read_text("utf-8"), path.name)
    except OSError as error:
        raise BadInputError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInputError(f"{path.name} is not UTF-8 text.") from error


def _judged(stored: Iterable[StoredVerdict], known: Sequence[Case]) -> tuple[JudgedCase, ...]:
    """In the order of ``known``, then in that of the verdicts."""
    facets = {key: Facets.of(case) for case in known for key in (case.name, case.id)}
    places = {case.name: place for place, case in enumerate(known)}
    grouped: dict[str, list[StoredVerdict]] = {}
    for verdict in stored:
        if verdict.verdict.status is not VerdictStatus.CANCELLED:
            grouped.setdefault(_name(verdict), []).append(verdict)
    ordered = sorted(grouped.items(), key=lambda item: places.get(item[0], len(places)))
    return tuple(
        JudgedCase.of(
            name,
            group[0].expected,
            group[0].content,
            [s.verdict for s in group],
            facets.get(group[0].case_id or "", facets.get(name, Facets())),
        )
        for name, group in ordered
    )


def _name(stored: StoredVerdict) -> str:
    """Contents that are no case have no name that could be shown without quoting them."""
    return stored.case_name or f"content {text_hash(stored.content)[7:15]}"


def _cost(run: Run, stored: Sequence[StoredVerdict]) -> Cost | None:
    asked = [
        s
        for s in stored
        if s.reused_from is None and s.verdict.status is not VerdictStatus.CANCELLED
    ]
    if not asked:
        return None
    moments = [datetime.fromisoformat(at).timestamp() for at in _moments(run, asked)]
    longest = max(s.verdict.seconds for s in asked)
    return cost([s.verdict for s in asked], at_work(moments, longest))


def _moments(run: Run, asked: Sequence[StoredVerdict]) -> tuple[str, ...]:
    return (run.started_at, *(s.at for s in asked))


def _named(versions: Sequence[PolicyVersion]) -> dict[str, tuple[str, str]]:
    """Name and reason by text; going back to an older text is that version again."""
    found: dict[str, tuple[str, str]] = {}
    for version in sorted(versions, key=lambda v: v.number):
        found.setdefault(version.hash, (f"v{version.number}", version.reason))
    return found


def _numbered(texts: Iterable[str]) -> dict[str, tuple[str, str]]:
    return {text: (f"text {n}", text[7:15]) for n, text in enumerate(texts, start=1)}


def _standing_for(runs: Sequence[Run]) -> Run | None:
    """``runs`` are oldest first."""
    most = max((_contents(run) for run in runs), default=0)
    return next((run for run in reversed(runs) if 2 * _contents(run) >= most), None)


def _contents(run: Run) -> int:
    return run.planned // max(run.settings.repeats, 1)


def costs(history: History, runs: Sequence[Run]) -> tuple[Cost, ...]:
    """Of the newest of the runs (oldest first) at each effort, with the engine of the last;
    cheapest first."""
    newest = {run.settings.effort: run for run in runs if run.engine == runs[-1].engine}
    found = (_cost(run, history.verdicts(run.id)) for run in newest.values())
    return tuple(sorted((c for c in found if c is not None), key=lambda c: c.pace))


def suite_runs(history: History, policy_id: str) -> tuple[Run, ...]:
    """Those that judged something, oldest first."""
    runs = reversed(history.runs(policy_id))
    return tuple(run for run in runs if run.kind is RunKind.SUITE and run.judged)
