"""Releases to write bundles from: the starter policies, and one that has everything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from clausebench.domain.bundle.approval import Approval, Stage
from clausebench.domain.bundle.measures import (
    EvidenceLevel,
    EvidenceRow,
    KeptTarget,
    MetricsSnapshot,
    Rate,
    SettingsFingerprint,
)
from clausebench.domain.bundle.release import Licence, PersonLabel, Precedent, Release
from clausebench.domain.case import CaseSeverity, Split
from clausebench.domain.clause import Decision
from clausebench.domain.contracts import compose, contract_for
from clausebench.domain.effort import Effort, Placement, Sampler
from clausebench.domain.measures import Counted, Metric, Share, Target, check
from clausebench.domain.reading_policy import parse
from clausebench.domain.text import text_hash
from clausebench.domain.verdict import VerdictStatus
from clausebench.importing.policy_source import read_policy
from clausebench.services.library import as_case

POLICIES = Path(__file__).parents[2] / "policies"
STARTERS = sorted(path.parent.name for path in POLICIES.glob("*/policy.md"))
CREATED = "2026-02-03T04:05:06+00:00"
SETTINGS = SettingsFingerprint(
    engine="llama",
    name="gpt-oss-safeguard-20b",
    is_language_model=True,
    details=(("build", "b7000"), ("weights", "sha256:00ff")),
    effort=Effort.MEDIUM,
    sampler=Sampler.REPEATABLE,
    seed=7,
    repeats=2,
    placement=Placement.HARMONY,
)


def starter(name: str) -> Release:
    """A starter policy, never tested."""
    return release_of(POLICIES / name)


def release_of(folder: Path) -> Release:
    imported = read_policy(folder)
    return of_text(imported.text, slug=folder.name, cases=tuple(map(as_case, imported.cases)))


def of_text(text: str, *, contract: str | None = None, **changes: object) -> Release:
    """A release of any text."""
    parsed = parse(text)
    match = contract_for(parsed, contract)
    plain = Release(
        slug="policy",
        title=parsed.title or "Policy",
        version=1,
        revision=1,
        created=CREATED,
        tool="clausebench 1.2.3",
        text=text,
        prompt=compose(parsed, match),
        clauses=parsed.clauses,
        contract=match.contract.id.value,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def with_text(release: Release, text: str) -> Release:
    """The release with another policy text."""
    made = of_text(text)
    return replace(release, text=text, prompt=made.prompt, clauses=made.clauses)


def rate(hits: int, of: int) -> Rate:
    return Rate.written(Share(hits, of))


def kept(target: Target, hits: int, of: int) -> KeptTarget:
    """A target that so many cases were counted for."""
    return KeptTarget.written(check(target, Counted(hits, of, of)))


def full_release() -> Release:
    """The spam policy with everything that a bundle can hold."""
    plain = starter("spam")
    first, second = plain.cases[0], plain.cases[1]
    graded = replace(first, severity=CaseSeverity.HIGH, split=Split.LOCKED, source="Own", note="=1")
    rows = tuple(
        EvidenceRow(
            case.name,
            repeat,
            Effort.MEDIUM,
            VerdictStatus.OK,
            Decision.VIOLATES,
            "SP1",
            ("SP1.a",),
            930,
            text_hash("It sells."),
            text_hash('{"violation": 1}'),
            "It sells.",
            '{"violation": 1}',
        )
        for case in plain.cases[:3]
        for repeat in range(2)
    )
    metrics = MetricsSnapshot(
        "RUN",
        CREATED,
        cases=3,
        passed=2,
        failed=1,
        wrong_clause=0,
        unsteady=0,
        unreadable=0,
        unlabelled=0,
        asked_once=0,
        accuracy=rate(2, 3),
        precision=rate(2, 3),
        recall=rate(2, 2),
        stability=rate(3, 3),
        targets=(
            kept(Target(None, "", Metric.RECALL, 0.9, min_cases=2), 2, 2),
            kept(Target(None, "", Metric.PRECISION, 0.9, min_cases=2), 2, 3),
        ),
    )
    return replace(
        plain,
        version=3,
        revision=4,
        cases=(graded, *plain.cases[1:]),
        lineage=(text_hash("two"), text_hash("one")),
        precedents=(
            Precedent(second.name, Decision.VIOLATES, "SP1", ("SP1.a",), "Cold.", CREATED),
        ),
        labels=(
            PersonLabel(
                second.name, "person-1", Decision.VIOLATES, None, (), "", is_blind=True, at=CREATED
            ),
        ),
        licences=(Licence("Apache-2.0", "the policy", "The Clausebench authors"),),
        settings=SETTINGS,
        metrics=metrics,
        evidence=EvidenceLevel.FULL,
        verdicts=rows,
        changelog="# Changes\n\n- SP1.a reworded\n",
        chain_head="sha256:abcd",
        approval=Approval(Stage.APPROVED, "Ana", "It is needed.", CREATED, "Only three cases."),
    )
