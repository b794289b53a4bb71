"""Take a bundle into the workspace: see what will change, merge, in one transaction, undo."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from clausebench.domain.bundle.changes import ClauseChange, clause_changes
from clausebench.domain.bundle.merging import Conflict, Take, merge
from clausebench.domain.bundle.merging_cases import MergedCases, merge_cases
from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Case
from clausebench.domain.clause import Clause, ParsedPolicy
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.identity import carry_identity
from clausebench.domain.labelling import CaseLabel
from clausebench.domain.policy import Policy, PolicyVersion
from clausebench.domain.reading_policy import parse
from clausebench.services.pseudonymising import pseudonym_key
from clausebench.services.receipts import Receipt, Receipts
from clausebench.services.received_labels import arriving
from clausebench.services.taking_back import take_back
from clausebench.services.verifying import Verified
from clausebench.storage.workspace import Workspace

_REASON = re.compile(r"Received (\S+) (\d+), revision (\d+)")
_NOTHING = ParsedPolicy("", "", (), ())


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How to take a bundle in: ``into`` names a policy, empty: the one it comes from, else a new
    one; ``as_new`` makes a new one whatever there is. ``choices`` are for clauses that both sides
    changed, ``case_choices`` for cases that differ, ``every`` is for all others of both."""

    into: str = ""
    choices: tuple[tuple[str, Take], ...] = ()
    every: Take | None = None
    as_new: bool = False
    case_choices: tuple[tuple[str, Take], ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking a bundle in would do; nothing has been done.

    ``policy`` is None when a new one would be made; ``head`` is the id of its newest version,
    ``base`` the version that both sides come from.
    ``labels`` counts what others said of the cases, and would come in as theirs.
    ``open`` are conflicts that nobody has decided, as are ``open_cases``. ``differing_cases`` are
    all pairs (ours, theirs), ``changed_cases`` those where theirs was chosen. ``warnings`` are
    whole sentences.
    """

    release: Release
    policy: Policy | None
    head: str | None
    base: PolicyVersion | None
    text: str
    changes: tuple[ClauseChange, ...]
    conflicts: tuple[Conflict, ...]
    open: tuple[Conflict, ...]
    new_cases: tuple[Case, ...]
    differing_cases: tuple[tuple[Case, Case], ...]
    changed_cases: tuple[tuple[Case, Case], ...]
    open_cases: tuple[str, ...]
    labels: int
    warnings: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        return not self.open and not self.open_cases

    @property
    def does_nothing(self) -> bool:
        return (
            self.policy is not None
            and self.is_ready
            and not self.changes
            and not self.new_cases
            and not self.changed_cases
            and not self.labels
        )


class Receiving:
    """Takes verified bundles in."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.receipts = Receipts(workspace)

    def preview(self, verified: Verified, how: Arrangement | None = None) -> Preview:
        """What would change. Raises ``NotFoundError`` for a policy that is none, and
        ``BadInputError`` for one with unsaved words."""
        how = how or Arrangement()
        release = verified.release
        policy = None if how.as_new else self._target(release, how.into)
        versions = self._workspace.policies.versions(policy.id) if policy else ()
        self._refuse_draft(policy, versions)
        base = self._base(release, versions)
        ours = self._parsed(versions[0]) if versions else _NOTHING
        theirs = replace(parse(release.text), clauses=release.clauses)
        common = self._parsed(base) if base else (_NOTHING if versions else theirs)
        merged = merge(common, ours, theirs, dict(how.choices), how.every)
        text = merged.text if versions else release.text
        cases = self._cases(release, policy, how)
        coming = {case.name: case for case in (*cases.new, *(now for _, now in cases.changed))}
        return Preview(
            release=release,
            policy=policy,
            head=versions[0].id if versions else None,
            base=base,
            text=text,
            changes=clause_changes(ours, parse(text)),
            conflicts=merged.conflicts if versions else (),
            open=merged.open if versions else (),
            new_cases=cases.new,
            differing_cases=cases.differing,
            changed_cases=cases.changed,
            open_cases=cases.open,
            labels=len(self._labels(release, policy, coming)),
            warnings=(*verified.notes, *self._warnings(release, versions, base)),
        )

    def receive(self, preview: Preview) -> Receipt:
        """All of it or nothing. Raises ``BadInputError`` while anything is undecided, or when the
        policy has changed since the preview."""
        if not preview.is_ready:
            raise BadInputError(
                "Both sides changed the same clauses or cases.",
                "Nothing was taken in.",
                "Say whose words stand: --take ours or --take theirs.",
            )
        with self._workspace.writing():
            return self._receive(preview)

    def _receive(self, preview: Preview) -> Receipt:
        table, release = self._workspace.policies, preview.release
        policy = preview.policy or table.add(self._workspace.policies.free_name(release.title))
        before = table.head(policy.id)
        if (before.id if before else None) != preview.head:
            raise BadInputError(
                f"{policy.name} was edited meanwhile.", "Nothing was taken in.", "Look again."
            )
        self._refuse_draft(policy, (before,) if before else ())
        self._workspace.drafts.discard(policy.id)  # it says what the version before says
        after = table.add_version(policy.id, preview.text, _reason(release), self._clauses(preview))
        cases = [replace(case, policy_id=policy.id) for case in preview.new_cases]
        *_, last = self._workspace.imports.keep(policy.id, _reason(release), cases)
        done = self._workspace.imports.get(last.id)
        for _, now in preview.changed_cases:
            self._workspace.cases.change(now)
        labels = self._labels(release, policy, {})
        receipt = Receipt(
            id=done.id,
            policy_id=policy.id,
            title=policy.name,
            is_new=preview.policy is None,
            before=before.id if before else None,
            after=after.id,
            changed=tuple(was for was, _ in preview.changed_cases),
            labels=tuple(self._workspace.labels.add(label).id for label in labels),
            at=done.at,
        )
        self.receipts.keep(receipt)
        return receipt

    def undo(self, receipt: Receipt) -> str:
        """Take it back in one transaction; returns a sentence about it. Raises as ``take_back``."""
        return take_back(self._workspace, receipt)

    def _labels(
        self, release: Release, policy: Policy | None, coming: Mapping[str, Case]
    ) -> tuple[CaseLabel, ...]:
        """What others said of the cases that are here, and of those that are ``coming``."""
        if not release.labels and not release.precedents:
            return ()
        kept = self._workspace.cases.all(policy.id) if policy else ()
        ours = {case.name: case for case in kept} | dict(coming)
        entries = self._workspace.labels.of_policy(policy.id) if policy else {}
        return arriving(release, ours, entries, pseudonym_key(self._workspace))

    def _target(self, release: Release, into: str) -> Policy | None:
        """By name if one was given; else the policy that shares a version; else by title."""
        table = self._workspace.policies
        if into:
            found = table.find(into)
            if found is None:
                raise NotFoundError(f"There is no policy named {into}.", hint="Check the spelling.")
            return found
        related = {release.policy_sha256, *release.lineage}
        for policy in table.all():
            if any(version.hash in related for version in table.versions(policy.id)):
                return policy
        return table.find(release.title)

    def _refuse_draft(self, policy: Policy | None, versions: tuple[PolicyVersion, ...]) -> None:
        draft = self._workspace.drafts.find(policy.id) if policy else None
        if policy and draft and draft.text != (versions[0].text if versions else ""):
            raise BadInputError(
                f"{policy.name} has changes that are no version yet.",
                "Merging would have to guess what becomes of them; nothing was changed.",
                "Save a version first.",
            )

    def _base(self, release: Release, versions: tuple[PolicyVersion, ...]) -> PolicyVersion | None:
        """Our newest version that the bundle's policy comes from, or is."""
        related = {release.policy_sha256, *release.lineage}
        return next((version for version in versions if version.hash in related), None)

    def _parsed(self, version: PolicyVersion) -> ParsedPolicy:
        """With the ids that its clauses have had so far."""
        kept = self._workspace.policies.clauses(version.id)
        return replace(parse(version.text), clauses=kept)

    def _clauses(self, preview: Preview) -> tuple[Clause, ...]:
        """Those of the new text; ids live on from our head, else from the bundle."""
        release = preview.release
        head = self._workspace.policies.head(preview.policy.id) if preview.policy else None
        before = (
            self._parsed(head) if head else replace(parse(release.text), clauses=release.clauses)
        )
        return carry_identity(before, parse(preview.text)).clauses

    def _cases(self, release: Release, policy: Policy | None, how: Arrangement) -> MergedCases:
        ours = self._workspace.cases.all(policy.id) if policy else ()
        return merge_cases(ours, release.cases, dict(how.case_choices), how.every)

    def _warnings(
        self, release: Release, versions: tuple[PolicyVersion, ...], base: PolicyVersion | None
    ) -> Iterator[str]:
        held = [int(m[3]) for v in versions if (m := _REASON.match(v.reason))]
        newest = max(held, default=0)
        if release.revision < newest:
            yield (
                f"This is revision {release.revision}; revision {newest} was taken in before. "
                "Somebody may want you to go back to an old policy."
            )
        if versions and base and base.hash == release.policy_sha256 and base.id != versions[0].id:
            yield "The workspace has newer words than this bundle: its text changes nothing."
        if versions and base is None:
            yield (
                "The bundle and the workspace share no version: every clause that differs is a "
                "conflict."
            )


def _reason(release: Release) -> str:
    """Kept in history for ever; also what tells an older revision later."""
    return f"Received {release.slug} {release.version}, revision {release.revision}"
