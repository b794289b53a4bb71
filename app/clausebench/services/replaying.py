"""Run a bundle's cases again and say what is the same: to the letter, in the verdict, or not."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from clausebench.domain.bundle.measures import EvidenceRow, SettingsFingerprint
from clausebench.domain.bundle.release import Release
from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case
from clausebench.domain.clause import Decision
from clausebench.domain.errors import BadInputError
from clausebench.domain.metrics import majority
from clausebench.domain.run import RunSettings
from clausebench.domain.text import text_hash
from clausebench.domain.verdict import Fingerprint, Verdict
from clausebench.services.evidence import run_settings
from clausebench.services.recording import Subject
from clausebench.services.suites import CaseJudged, SuiteEvent, Suites


class Likeness(StrEnum):
    """``identical``: reasoning and answer to the letter, in every repeat. ``same-verdict``: the
    majority decides alike. ``unproven``: the bundle brings no verdict to compare with."""

    DIFFERENT = "different"
    SAME = "same-verdict"
    IDENTICAL = "identical"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class Replayed:
    """One case, then and now. None: no majority, or nothing readable."""

    case: str
    likeness: Likeness
    before: Decision | None
    now: Decision | None


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """``note`` says what about machine, engine or settings is not as it was; empty: nothing."""

    cases: tuple[Replayed, ...]
    note: str

    def count(self, likeness: Likeness) -> int:
        return sum(case.likeness is likeness for case in self.cases)

    @property
    def is_reproduced(self) -> bool:
        return not self.count(Likeness.DIFFERENT)


def replay(
    suites: Suites, release: Release, settings: RunSettings, cancel: CancelToken
) -> Generator[SuiteEvent, None, ReplayReport]:
    """Run the cases; returns the comparison, which after a cancel is about those that were judged.
    Raises ``BadInputError`` for a bundle without cases, and as ``Suites.run``."""
    cases = replay_cases(release)
    if not cases:
        raise BadInputError("The bundle has no cases.", hint="Ask for one with cases.")
    verdicts: dict[str, list[tuple[int, Verdict]]] = {case.name: [] for case in cases}
    engine: Fingerprint | None = None
    for event in suites.run(replay_subject(release), cases, settings, cancel):
        if isinstance(event, CaseJudged):
            verdicts[event.case.name].append((event.stored.repeat, event.stored.verdict))
            engine = event.stored.verdict.engine
        yield event
    if engine is None:
        return ReplayReport((), "")
    judged = {name: found for name, found in verdicts.items() if found}
    return replay_report(release, judged, engine, settings)


def replay_subject(release: Release) -> Subject:
    """The policy as a run judges under it."""
    return Subject(release.text, release.title)


def replay_cases(release: Release) -> tuple[Case, ...]:
    """The cases; where there is proof, those it is about."""
    proven = {row.case for row in release.verdicts}
    chosen = [case for case in release.cases if not proven or case.name in proven]
    return tuple(replace(case, id=f"bundle:{case.name}") for case in chosen)


def replay_settings(release: Release) -> RunSettings | None:
    """As the bundle was judged; None if it never was."""
    return run_settings(release.settings) if release.settings else None


def replay_report(
    release: Release,
    verdicts: Mapping[str, Sequence[tuple[int, Verdict]]],
    engine: Fingerprint,
    settings: RunSettings,
) -> ReplayReport:
    """``verdicts`` by case name, each with its repeat."""
    rows: dict[str, list[EvidenceRow]] = {}
    for row in release.verdicts:
        rows.setdefault(row.case, []).append(row)
    cases = tuple(_replayed(name, rows.get(name, []), now) for name, now in verdicts.items())
    told = differences(release.settings, engine, settings) if release.settings else ()
    return ReplayReport(cases, _note(tuple(told)))


def _replayed(
    name: str, before: Sequence[EvidenceRow], now: Sequence[tuple[int, Verdict]]
) -> Replayed:
    was = majority([row.decision for row in before])[0]
    decided = majority([verdict.decision for _, verdict in now])[0]
    if not before:
        likeness = Likeness.UNPROVEN
    elif _hashes(before) == {(repeat, *_said(verdict)) for repeat, verdict in now}:
        likeness = Likeness.IDENTICAL
    else:
        likeness = Likeness.SAME if was is decided else Likeness.DIFFERENT
    return Replayed(name, likeness, was, decided)


def _hashes(rows: Iterable[EvidenceRow]) -> set[tuple[int, str, str]]:
    return {(row.repeat, row.reasoning_sha256, row.final_sha256) for row in rows}


def _said(verdict: Verdict) -> tuple[str, str]:
    return text_hash(verdict.reasoning), text_hash(verdict.final)


def differences(
    before: SettingsFingerprint, engine: Fingerprint, settings: RunSettings
) -> Iterator[str]:
    """What is not as it was, each as ``name: before, now``."""
    then = {"engine": before.engine, "judge": before.name, **dict(before.details)}
    now = {"engine": engine.kind, "judge": engine.name, **dict(engine.details)}
    asked = run_settings(before)
    for name in ("effort", "sampler", "seed", "repeats", "placement", "pinned_date"):
        then[name], now[name] = (str(getattr(s, name)) for s in (asked, settings))
    for name in {**then, **now}:
        if then.get(name) != now.get(name):
            yield f"{name}: {then.get(name, 'nothing')}, now {now.get(name, 'nothing')}"


def _note(told: tuple[str, ...]) -> str:
    if not told:
        return ""
    return (
        "Not as it was: " + "; ".join(told) + ". Other hardware, builds or settings round "
        "numbers otherwise, so verdicts near the line can fall to the other side."
    )
