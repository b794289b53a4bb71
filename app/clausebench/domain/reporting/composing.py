"""Which sections make which report."""

from __future__ import annotations

from enum import StrEnum

from clausebench.domain.bundle.release import Release
from clausebench.domain.reporting.appendix import appendix_sections
from clausebench.domain.reporting.cases import (
    contested_section,
    otherwise_section,
    unsteady_section,
)
from clausebench.domain.reporting.changes import changes_section
from clausebench.domain.reporting.clause_texts import policy_section
from clausebench.domain.reporting.limits import limits_section
from clausebench.domain.reporting.model import Block, Report, Section
from clausebench.domain.reporting.opening import day, opening
from clausebench.domain.reporting.proof import Proof, proof_of
from clausebench.domain.reporting.results import results_section
from clausebench.domain.reporting.settings import settings_section, terms_section, verify_section
from clausebench.domain.reporting.testing import testing_section
from clausebench.domain.reporting.wording import in_line, isolated


class ReportKind(StrEnum):
    """``memo``: what changed and what that did. ``results``: everything but the contents of
    cases. ``evidence``: with these, and with every verdict."""

    MEMO = "memo"
    RESULTS = "results"
    EVIDENCE = "evidence"

    @property
    def words(self) -> str:
        """For people."""
        return _TITLES[self]


_TITLES = {
    ReportKind.MEMO: "Policy change memo",
    ReportKind.RESULTS: "Test results",
    ReportKind.EVIDENCE: "Full evidence",
}


def report_of(release: Release, kind: ReportKind = ReportKind.RESULTS) -> Report:
    """The same release gives the same report, to the letter."""
    proof = proof_of(release)
    sections = _memo(proof) if kind is ReportKind.MEMO else _results(proof, kind)
    return Report(
        slug=release.slug,
        kind=kind.words,
        title=in_line(release.title) or release.slug,
        line=line_of(release),
        created=release.created,
        opening=opening(proof),
        sections=tuple(section for section in sections if not section.is_empty),
    )


def summary_of(release: Release) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """What came out, for pages that show clauses and cases themselves: the opening, and how it
    was tested, results and limits."""
    proof = proof_of(release)
    results = results_section(proof, is_short=True)
    return opening(proof), (testing_section(proof), results, limits_section(proof))


def line_of(release: Release) -> str:
    """The release in one line."""
    return (
        f"{isolated(release.title)}, version {release.version}, revision {release.revision}, "
        f"{day(release.created)}, {release.policy_sha256[:19]}…"
    )


def _memo(proof: Proof) -> tuple[Section, ...]:
    return (
        changes_section(proof.release, with_contents=False),
        results_section(proof, is_short=True),
        otherwise_section(proof),
        limits_section(proof),
        verify_section(proof.release),
    )


def _results(proof: Proof, kind: ReportKind) -> tuple[Section, ...]:
    release, is_whole = proof.release, kind is ReportKind.EVIDENCE
    return (
        policy_section(release),
        testing_section(proof),
        results_section(proof),
        otherwise_section(proof),
        unsteady_section(proof),
        contested_section(proof),
        changes_section(release, with_contents=is_whole),
        limits_section(proof),
        settings_section(release),
        terms_section(release),
        verify_section(release),
        *(appendix_sections(proof) if is_whole else ()),
    )
