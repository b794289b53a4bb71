"""What a bundle says of itself: the only file that is signed, naming all others by their hash."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.bundle.approval import Approval
from clausebench.domain.bundle.limits import SCHEMA_VERSION
from clausebench.domain.bundle.measures import EvidenceLevel, MetricsSnapshot, SettingsFingerprint
from clausebench.domain.bundle.release import Licence, Release
from clausebench.domain.text import text_hash


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A member: ``sha256`` is plain hex, ``bytes`` its size unpacked."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class BundleManifest:
    """``bundle.json``. ``parent`` is the policy hash of the version before this one; hashes of
    texts are written ``sha256:<hex>``. ``files`` are sorted by path."""

    schema_version: int
    slug: str
    title: str
    version: int
    revision: int
    parent: str | None
    lineage: tuple[str, ...]
    created: str
    tool: str
    policy_sha256: str
    prompt_sha256: str
    clause_count: int
    case_count: int
    contract: str
    evidence: EvidenceLevel
    settings: SettingsFingerprint | None
    licences: tuple[Licence, ...]
    metrics: MetricsSnapshot | None
    chain_head: str
    approval: Approval | None
    files: tuple[BundleFile, ...]


def manifest_of(release: Release, files: tuple[BundleFile, ...]) -> BundleManifest:
    """The manifest of a release with these files."""
    return BundleManifest(
        schema_version=SCHEMA_VERSION,
        slug=release.slug,
        title=release.title,
        version=release.version,
        revision=release.revision,
        parent=release.lineage[0] if release.lineage else None,
        lineage=release.lineage,
        created=release.created,
        tool=release.tool,
        policy_sha256=release.policy_sha256,
        prompt_sha256=text_hash(release.prompt),
        clause_count=len(release.clauses),
        case_count=len(release.cases),
        contract=release.contract,
        evidence=release.evidence,
        settings=release.settings,
        licences=release.licences,
        metrics=release.metrics,
        chain_head=release.chain_head,
        approval=release.approval,
        files=tuple(sorted(files, key=lambda file: file.path)),
    )
