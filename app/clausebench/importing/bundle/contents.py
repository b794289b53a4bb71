"""From the checked members of a bundle to the release they tell of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from clausebench.domain.bundle import limits, names
from clausebench.domain.bundle.manifest import BundleManifest, manifest_of
from clausebench.domain.bundle.measures import EvidenceRow
from clausebench.domain.bundle.release import PersonLabel, Precedent, Release
from clausebench.domain.case import Case
from clausebench.domain.clause import Clause
from clausebench.importing.bundle.refusing import refused
from clausebench.importing.bundle.strict_json import read_lines

_LARGEST = 2**31 - 1
_LONGEST_NAME = 500
_LONGEST_FACT = 200


def needed(manifest: BundleManifest) -> tuple[str, ...]:
    """The members that a release is read from; every bundle has them, verdicts excepted."""
    always = (
        names.SOURCE,
        names.prompt_name(manifest.slug),
        names.CASES,
        names.CLAUSES,
        names.PRECEDENTS,
        names.LABELS,
        names.CHANGELOG,
        names.CHECKSUMS,
    )
    is_there = any(file.path == names.RUNS for file in manifest.files)
    return (*always, names.RUNS) if is_there else always


def refuse_facts(manifest: BundleManifest) -> None:
    """What a manifest says of itself must be possible. Raises ``BundleError``."""
    numbers = (manifest.version, manifest.revision)
    facts = (manifest.tool, manifest.created, manifest.chain_head, manifest.contract)
    is_possible = (
        names.is_slug(manifest.slug)
        and names.is_title(manifest.title)
        and all(1 <= number <= _LARGEST for number in numbers)
        and all(len(fact) <= _LONGEST_FACT and fact.isprintable() for fact in facts)
        and len(manifest.lineage) <= limits.MAX_LINEAGE
        and _is_moment(manifest.created)
        and (manifest.metrics is None or manifest.metrics.is_possible)
    )
    if not is_possible:
        raise refused(f"{names.MANIFEST} says something that cannot be.")


def release_from(manifest: BundleManifest, members: Mapping[str, bytes]) -> Release:
    """Raises ``BundleError`` where the members and the manifest do not agree."""
    release = Release(
        slug=manifest.slug,
        title=manifest.title,
        version=manifest.version,
        revision=manifest.revision,
        created=manifest.created,
        tool=manifest.tool,
        text=_text(members, names.SOURCE),
        prompt=_text(members, names.prompt_name(manifest.slug), limits.MAX_PROMPT),
        clauses=read_lines(Clause, members[names.CLAUSES], names.CLAUSES),
        contract=manifest.contract,
        cases=read_lines(Case, members[names.CASES], names.CASES),
        lineage=manifest.lineage,
        precedents=read_lines(Precedent, members[names.PRECEDENTS], names.PRECEDENTS),
        labels=read_lines(PersonLabel, members[names.LABELS], names.LABELS),
        licences=manifest.licences,
        settings=manifest.settings,
        metrics=manifest.metrics,
        evidence=manifest.evidence,
        verdicts=read_lines(EvidenceRow, members.get(names.RUNS, b""), names.RUNS),
        changelog=_text(members, names.CHANGELOG),
        chain_head=manifest.chain_head,
        approval=manifest.approval,
    )
    if manifest_of(release, manifest.files) != manifest:
        raise refused(f"{names.MANIFEST} says something else than the files do.")
    _refuse_clauses(release)
    _refuse_cases(release.cases)
    _refuse_people(release)
    return release


def _text(members: Mapping[str, bytes], name: str, most: int = limits.MAX_TEXT) -> str:
    try:
        text = members[name].decode("utf-8")
    except UnicodeDecodeError:
        raise refused(f"{name} is not UTF-8 text.") from None
    if len(text) > most:
        raise refused(f"{name} has {len(text):,} characters; {most:,} are allowed.")
    return text


def _refuse_clauses(release: Release) -> None:
    known = {clause.id for clause in release.clauses}
    end = len(release.text)
    spans = [span for clause in release.clauses for span in (clause.span, clause.own)]
    spans += [example.span for clause in release.clauses for example in clause.examples]
    depths = {clause.id: clause.depth for clause in release.clauses}
    is_lost = any(
        (c.parent is not None and c.parent not in known)
        # One that lies deeper than its parent says would be written with so much space before it.
        or c.depth != (0 if c.parent is None else depths[c.parent] + 1)
        for c in release.clauses
    )
    if len(known) != len(release.clauses) or is_lost or any(span.end > end for span in spans):
        raise refused(f"{names.CLAUSES} does not belong to the policy beside it.")


def _refuse_cases(cases: Sequence[Case]) -> None:
    seen: set[str] = set()
    for case in cases:
        if not case.content or len(case.content) > limits.MAX_TEXT:
            raise refused(f"{names.CASES} has a case with no content, or with too much of it.")
        if not case.name or len(case.name) > _LONGEST_NAME or case.id or case.policy_id:
            raise refused(f"{names.CASES} has a case whose name cannot be one.")
        if case.name in seen:
            raise refused(f"{names.CASES} has two cases with the same name.")
        seen.add(case.name)


def _refuse_people(release: Release) -> None:
    """Labels become entries that name somebody and a moment."""
    for said, where in ((release.labels, names.LABELS), (release.precedents, names.PRECEDENTS)):
        if not all(_is_moment(one.at) for one in said):
            raise refused(f"{where} has an entry of no moment.")
    if not all(names.is_title(label.who) for label in release.labels):
        raise refused(f"{names.LABELS} has a label of nobody.")


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
