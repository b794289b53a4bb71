"""What an export would come to, to be looked at before anything leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clausebench.domain.bundle.approval import Stage
from clausebench.domain.bundle.measures import EvidenceLevel
from clausebench.domain.bundle.release import Release
from clausebench.domain.bundle.terms import ReleaseTerms
from clausebench.domain.policy import Policy, PolicyVersion
from clausebench.domain.redaction.replacing import POLICY_PLACE, Leak
from clausebench.services.exports import find_leaks
from clausebench.services.library import Library
from clausebench.services.releasing import ReleaseOptions, Releasing, with_evidence

_NO_TERMS = ReleaseTerms()


@dataclass(frozen=True, slots=True)
class Preview:
    """``release`` is None while there is nothing that may leave: ``unsaved`` is then the text
    that is to become a version first. ``verdict_count`` is what full evidence would hold."""

    policy: Policy
    versions: tuple[PolicyVersion, ...]
    release: Release | None
    terms: ReleaseTerms = _NO_TERMS
    verdict_count: int = 0
    leaks: tuple[Leak, ...] = ()
    unsaved: str = ""

    @property
    def stage(self) -> Stage:
        """Of the version that would leave."""
        approval = self.release.approval if self.release else None
        return approval.stage if approval else Stage.DRAFT

    @property
    def next_number(self) -> int:
        """Of the version that saving would make."""
        return self.versions[0].number + 1 if self.versions else 1


def preview(
    library: Library,
    releasing: Releasing,
    policy_id: str,
    options: ReleaseOptions,
    terms: ReleaseTerms = _NO_TERMS,
) -> Preview:
    """``terms`` are those that are kept with the policy. Raises ``NotFoundError`` when the policy
    or the version ``since`` is none."""
    opened = library.open(policy_id)
    versions = library.versions(policy_id)
    if opened.is_changed or opened.head is None:
        return Preview(opened.policy, versions, None, terms, unsaved=opened.text)
    whole = releasing.of_policy(opened.policy, replace(options, evidence=EvidenceLevel.FULL))
    release = with_evidence(whole, options.evidence)
    found = find_leaks(release, releasing.pseudonym_key())
    return Preview(opened.policy, versions, release, terms, len(whole.verdicts), found)


def is_replaceable(leak: Leak) -> bool:
    """What stands in the policy alone stays: the model reads it."""
    return leak.places != (POLICY_PLACE,)
