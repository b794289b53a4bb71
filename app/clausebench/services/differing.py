"""Two bundles beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from clausebench.domain.bundle.changes import ClauseChange, clause_changes
from clausebench.domain.bundle.release import Release
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.reading_policy import parse

_NAMES = (
    "title",
    "version",
    "revision",
    "policy",
    "contract",
    "licences",
    "engine",
    "settings",
    "passed",
    "precision",
    "recall",
    "verdicts",
)


@dataclass(frozen=True, slots=True)
class BundleDifference:
    """From ``before`` to ``after``. ``facts`` are (name, before, after); cases by name."""

    facts: tuple[tuple[str, str, str], ...]
    clauses: tuple[ClauseChange, ...]
    cases_added: tuple[str, ...]
    cases_removed: tuple[str, ...]
    cases_changed: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        parts = (self.facts, self.clauses, self.cases_added, self.cases_removed)
        return not any(parts) and not self.cases_changed


def difference(before: Release, after: Release) -> BundleDifference:
    """What differs, apart from when and by which program they were written."""
    old, new = ({case.name: case for case in r.cases} for r in (before, after))
    return BundleDifference(
        facts=tuple(_facts(before, after)),
        clauses=clause_changes(_parsed(before), _parsed(after)),
        cases_added=tuple(name for name in new if name not in old),
        cases_removed=tuple(name for name in old if name not in new),
        cases_changed=tuple(name for name in new if name in old and new[name] != old[name]),
    )


def _parsed(release: Release) -> ParsedPolicy:
    return replace(parse(release.text), clauses=release.clauses)


def _facts(before: Release, after: Release) -> Iterator[tuple[str, str, str]]:
    for name, was, now in zip(_NAMES, _told(before), _told(after), strict=True):
        if was != now:
            yield name, was, now


def _told(release: Release) -> tuple[str, ...]:
    metrics, settings = release.metrics, release.settings
    asked = (settings.effort, settings.sampler, settings.seed, settings.repeats) if settings else ()
    return (
        release.title,
        str(release.version),
        str(release.revision),
        release.policy_sha256,
        release.contract,
        ", ".join(licence.name for licence in release.licences) or "none",
        settings.name if settings else "none",
        ", ".join(map(str, asked)) or "none",
        f"{metrics.passed} of {metrics.cases - metrics.unlabelled}" if metrics else "none",
        metrics.precision.share.words if metrics else "none",
        metrics.recall.share.words if metrics else "none",
        f"{len(release.verdicts)} ({release.evidence})",
    )
