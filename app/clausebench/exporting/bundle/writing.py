"""From a release to a bundle."""

from __future__ import annotations

import hashlib

from clausebench.domain.bundle import limits
from clausebench.domain.bundle.canonical import canonical_json, canonical_lines
from clausebench.domain.bundle.manifest import BundleFile, manifest_of
from clausebench.domain.bundle.names import (
    CASES,
    CHANGELOG,
    CHECKSUMS,
    CLAUSES,
    LABELS,
    MANIFEST,
    MEDIA_TYPE,
    MIMETYPE,
    PRECEDENTS,
    RUNS,
    SIGNATURE,
    SOURCE,
)
from clausebench.domain.bundle.release import Release
from clausebench.domain.errors import BadInputError
from clausebench.exporting import roost
from clausebench.exporting.answers import answering
from clausebench.exporting.bundle.archive import archive
from clausebench.exporting.bundle.integrations import integrations
from clausebench.exporting.files import Files, json_file, text_file
from clausebench.exporting.parser_cases import parser_cases
from clausebench.exporting.reports.evaluation import evaluation
from clausebench.exporting.reports.front import licence, readme
from clausebench.exporting.reports.guideline import guideline


def write_bundle(release: Release, signature: bytes = b"") -> bytes:
    """The archive's bytes; ``signature`` is an envelope over the manifest.

    Raises ``BadInputError`` when the release is larger than a bundle may be.
    """
    members = members_of(release)
    if signature:
        members[SIGNATURE] = signature
    refuse_large(members)
    return archive(members)


def members_of(release: Release) -> Files:
    """Every member but the signature."""
    files = _listed(release)
    files[CHECKSUMS] = _checksums(files)
    listed = tuple(BundleFile(name, _sha256(data), len(data)) for name, data in files.items())
    manifest = canonical_json(manifest_of(release, listed))
    return {MIMETYPE: MEDIA_TYPE.encode(), MANIFEST: manifest, **files}


def refuse_large(members: Files) -> None:
    """What the reader would refuse is not written. Raises ``BadInputError``."""
    largest = max(members, key=lambda name: len(members[name]))
    total = sum(map(len, members.values()))
    if len(members[largest]) > limits.MAX_MEMBER or total > limits.MAX_FILE - (1 << 20):
        raise BadInputError(
            f"The bundle would be too large: {total >> 20} MiB, of which {largest} has"
            f" {len(members[largest]) >> 20} MiB.",
            f"A bundle has at most {limits.MAX_FILE >> 20} MiB, each file in it at most"
            f" {limits.MAX_MEMBER >> 20} MiB.",
            "Take less evidence along (summary or none), or split the suite.",
        )


def _listed(release: Release) -> Files:
    found = answering(release)
    grammar = found.contract.grammar
    return {
        "README.md": readme(release, is_bundle=True),
        "LICENSE": licence(release),
        SOURCE: release.text.encode(),
        **roost.pack(release),
        CASES: canonical_lines(release.cases),
        CLAUSES: canonical_lines(release.clauses),
        PRECEDENTS: canonical_lines(release.precedents),
        LABELS: canonical_lines(release.labels),
        "human/guideline.md": text_file(guideline(release)),
        "reports/evaluation.md": text_file(evaluation(release)),
        CHANGELOG: release.changelog.encode(),
        "schema/verdict.schema.json": json_file(found.schema),
        **({"schema/verdict.gbnf": grammar.encode()} if grammar else {}),
        "schema/parser_cases.json": json_file(parser_cases(found)),
        **({RUNS: canonical_lines(release.verdicts)} if release.verdicts else {}),
        **integrations(release),
    }


def _checksums(files: Files) -> bytes:
    """As ``sha256sum`` writes them and ``sha256sum -c`` reads them."""
    return "".join(f"{_sha256(files[name])}  {name}\n" for name in sorted(files)).encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
