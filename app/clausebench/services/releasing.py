"""Gather everything that a policy and its proof are, and write it in a format."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clausebench.domain.bundle.limits import MAX_LINEAGE
from clausebench.domain.bundle.measures import EvidenceLevel
from clausebench.domain.bundle.names import plain_title, slug_of
from clausebench.domain.bundle.release import Licence, PersonLabel, Precedent, Release
from clausebench.domain.case import Case
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.contracts import compose, contract_for
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.labelling import CaseLabel, adjudication, is_disputed, standing
from clausebench.domain.measures import Target
from clausebench.domain.policy import Policy, PolicyVersion
from clausebench.domain.reading_policy import parse
from clausebench.exporting.reports.changelog import changelog
from clausebench.importing.policy_source import read_policy
from clausebench.services.evidence import (
    evidence_rows,
    fingerprint_of,
    proving_run,
    snapshot,
    verdicts_on,
)
from clausebench.services.library import as_case
from clausebench.services.pseudonymising import people, pseudonym_key
from clausebench.services.version_changes import changes_since
from clausebench.storage.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ReleaseOptions:
    """``revision`` counts up with every release, by default as versions do; ``since`` is the
    number of the version that the changelog begins at, by default the one approved last, else
    the one before. Without ``licence`` and ``attribution`` those that are kept with the policy
    hold; ``targets`` are asked beside those that are kept."""

    evidence: EvidenceLevel = EvidenceLevel.SUMMARY
    revision: int | None = None
    since: int | None = None
    licence: str = ""
    attribution: str = ""
    targets: tuple[Target, ...] = ()
    despite_draft: bool = False
    """Whether words that are in no version yet may be left out."""
    with_changelog: bool = True
    """Which compares both versions' verdicts: not for those who do not show it."""


_DEFAULTS = ReleaseOptions()
_OWN = "the policy"
"""What a policy's own terms cover."""


class Releasing:
    """Makes releases of policies in a workspace, or in folders that the workspace has tested.
    ``now`` gives the time as text, ``tool`` names this program."""

    def __init__(self, workspace: Workspace, now: Callable[[], str], tool: str) -> None:
        self._workspace = workspace
        self._now = now
        self._tool = tool

    def pseudonym_key(self) -> bytes:
        """What pseudonyms of this workspace are made with."""
        return pseudonym_key(self._workspace)

    def release(self, policy: str, options: ReleaseOptions = _DEFAULTS) -> Release:
        """By file, folder, or name in the workspace. Raises ``NotFoundError`` when there is no
        such policy, ``BadInputError`` when it has no version to release."""
        path = Path(policy) if policy and len(policy) < 1024 else None
        if path is not None and path.exists():
            return self._of_folder(path, options)
        found = self._workspace.policies.find(policy)
        if found is None:
            raise NotFoundError(
                f"There is no policy {policy}: no file, no folder, no name in the workspace.",
                hint="Check the spelling.",
            )
        return self.of_policy(found, options)

    def of_policy(self, policy: Policy, options: ReleaseOptions = _DEFAULTS) -> Release:
        """Of one in the workspace. Raises as ``release``."""
        options = self._with_kept(policy, options)
        table = self._workspace.policies
        versions = table.versions(policy.id)
        if not versions:
            raise BadInputError(f"{policy.name} has no version yet.", hint="Save one first.")
        if not options.despite_draft:
            self._refuse_draft(policy, versions[0])
        kept = self._workspace.cases.all(policy.id)
        cases = tuple(replace(case, id="", policy_id="", created_at="") for case in kept)
        parsed = replace(parse(versions[0].text), clauses=table.clauses(versions[0].id))
        bare = self._bare(policy.name, plain_title(policy.name), parsed, cases, options)
        earlier = dict.fromkeys(v.hash for v in versions[1:] if v.hash != versions[0].hash)
        people = self._people(policy, kept)
        whole = replace(
            bare,
            version=versions[0].number,
            revision=options.revision or versions[0].number,
            lineage=tuple(earlier)[:MAX_LINEAGE],
            precedents=people[0],
            labels=people[1],
            changelog=self._changelog(versions, cases, options) if options.with_changelog else "",
            chain_head=self._workspace.chain_head(),
            approval=next(iter(reversed(self._workspace.stages.of_version(versions[0].id))), None),
        )
        return self._proven(whole, options)

    def _with_kept(self, policy: Policy, options: ReleaseOptions) -> ReleaseOptions:
        kept = self._workspace.terms.of_policy(policy.id)
        targets = (*kept.read_targets(), *options.targets)
        asked = {(target.by, target.name, target.metric): target for target in targets}
        return replace(
            options,
            licence=options.licence or kept.licence,
            attribution=options.attribution or kept.attribution,
            targets=tuple(asked.values()),
        )

    def _of_folder(self, path: Path, options: ReleaseOptions) -> Release:
        imported = read_policy(path)
        cases = tuple(as_case(case) for case in imported.cases)
        parsed = parse(imported.text)
        title = plain_title(parsed.title) or plain_title(imported.name)
        bare = self._bare(imported.name, title, parsed, cases, options)
        return self._proven(bare, options)

    def _refuse_draft(self, policy: Policy, head: PolicyVersion) -> None:
        draft = self._workspace.drafts.find(policy.id)
        if draft is not None and draft.text != head.text:
            raise BadInputError(
                f"{policy.name} has changes that are no version yet.",
                "Only versions can be released: their text never changes again.",
                "Save a version first.",
            )

    def _bare(
        self,
        name: str,
        title: str,
        parsed: ParsedPolicy,
        cases: tuple[Case, ...],
        options: ReleaseOptions,
    ) -> Release:
        match = contract_for(parsed)
        return Release(
            slug=slug_of(name),
            title=title or "Policy",
            version=1,
            revision=options.revision or 1,
            created=self._now(),
            tool=self._tool,
            text=parsed.text,
            prompt=compose(parsed, match),
            clauses=parsed.clauses,
            contract=match.contract.id.value,
            cases=cases,
            licences=_licences(cases, options),
        )

    def _proven(self, release: Release, options: ReleaseOptions) -> Release:
        """With the newest run on exactly this text, if there is one."""
        run = proving_run(self._workspace, release.policy_sha256)
        contents = {case.name: case.content for case in release.cases}
        stored = verdicts_on(self._workspace, run, contents) if run else []
        stored = [one for one in stored if contents[one.case_name or ""] == one.content]
        if run is None or not stored:
            return release
        rows = evidence_rows(stored, options.evidence)
        return replace(
            release,
            settings=fingerprint_of(run),
            metrics=snapshot(run, stored, release.cases, options.targets),
            evidence=options.evidence if rows else EvidenceLevel.NONE,
            verdicts=rows,
        )

    def _people(
        self, policy: Policy, cases: Sequence[Case]
    ) -> tuple[tuple[Precedent, ...], tuple[PersonLabel, ...]]:
        """What was settled and what people said, without their names."""
        entries = self._workspace.labels.of_policy(policy.id)
        everybody = (entry.who for said in entries.values() for entry in said)
        names = people(everybody, pseudonym_key(self._workspace)) if entries else {}
        precedents, labels = [], []
        for case in cases:
            said = entries.get(case.id, ())
            settled = adjudication(said)
            if settled is not None and not is_disputed(said):
                precedents.append(_precedent(case, settled))
            labels += [_person_label(case, label, names[label.who]) for label in standing(said)]
        return tuple(precedents), tuple(labels)

    def _changelog(
        self, versions: Sequence[PolicyVersion], cases: Sequence[Case], options: ReleaseOptions
    ) -> str:
        contents = {case.name: case.content for case in cases}
        changes = changes_since(self._workspace, versions, list(contents), options.since)
        if changes is None:
            return ""
        return changelog(
            f"version {changes.before.number}",
            f"version {versions[0].number}",
            changes.clauses,
            changes.flips,
            contents,
        )


def _licences(cases: Sequence[Case], options: ReleaseOptions) -> tuple[Licence, ...]:
    """The policy's own terms, then those of the cases by where they come from."""
    counts = Counter((case.licence, case.source) for case in cases if case.licence or case.source)
    others = (
        Licence(licence, f"{count} case{'s' if count > 1 else ''}", source)
        for (licence, source), count in sorted(counts.items())
    )
    return tuple(itertools.chain(_own_terms(options.licence, options.attribution), others))


def _own_terms(licence: str, attribution: str) -> tuple[Licence, ...]:
    return (Licence(licence, _OWN, attribution),) if licence else ()


def with_terms(release: Release, licence: str, attribution: str) -> Release:
    """The release under these terms instead of those that are kept."""
    others = (found for found in release.licences if found.covers != _OWN)
    return replace(release, licences=(*_own_terms(licence, attribution), *others))


def with_evidence(release: Release, level: EvidenceLevel) -> Release:
    """A release with full evidence, as if it had been made with less."""
    if level is EvidenceLevel.FULL or not release.verdicts:
        return release
    if level is EvidenceLevel.NONE:
        return replace(release, evidence=level, verdicts=())
    bare = tuple(replace(row, reasoning="", final="") for row in release.verdicts)
    return replace(release, evidence=level, verdicts=bare)


def _precedent(case: Case, settled: CaseLabel) -> Precedent:
    return Precedent(
        case.name, settled.decision, settled.label, settled.clauses, settled.note, settled.at
    )


def _person_label(case: Case, label: CaseLabel, who: str) -> PersonLabel:
    return PersonLabel(
        case=case.name,
        who=who,
        decision=label.decision,
        label=label.label,
        clauses=label.clauses,
        note=label.note,
        is_blind=label.is_blind,
        at=label.at,
    )
