"""Verify a bundle: that it is whole, who signed it, and what one should know before using it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clausebench.domain.bundle.envelope import Standing
from clausebench.domain.bundle.names import CHECKSUMS, MANIFEST, MIMETYPE
from clausebench.domain.bundle.release import Release
from clausebench.domain.clause import Clause
from clausebench.domain.contracts import OFFERED_CONTRACTS, compose, contract_for
from clausebench.domain.errors import BundleError
from clausebench.domain.reading_policy import parse
from clausebench.exporting.answers import offered
from clausebench.exporting.bundle import members_of
from clausebench.importing.bundle import Bundle, read_bundle
from clausebench.services.signing import Signing

_SHOWN = 5
_AROUND = frozenset({MANIFEST, MIMETYPE, CHECKSUMS})


@dataclass(frozen=True, slots=True)
class Verified:
    """A bundle that is what it says. ``notes`` are sentences for whoever decides about it;
    ``own_tool`` says whether this very version of Clausebench wrote it."""

    bundle: Bundle
    standing: Standing
    notes: tuple[str, ...]
    own_tool: bool

    @property
    def release(self) -> Release:
        return self.bundle.release

    @property
    def signers(self) -> tuple[str, ...]:
        """The public keys that signed it, known or not; each signature has been found right."""
        envelope = self.bundle.envelope
        return tuple(s.public_key for s in envelope.signatures) if envelope else ()


def verify(path: Path, signing: Signing, tool: str) -> Verified:
    """Raises ``BundleError`` for anything that is not as it should be, ``NotFoundError``."""
    bundle = read_bundle(path)
    standing = signing.standing(bundle)
    if bundle.manifest.contract not in (*OFFERED_CONTRACTS, "lines"):
        raise BundleError(
            f"The bundle asks for an output contract named {bundle.manifest.contract!r}.",
            "This Clausebench knows no such contract, and nothing of the bundle was used.",
            "Bring Clausebench up to date.",
        )
    is_own = bundle.manifest.tool == tool
    return Verified(bundle, standing, tuple(_notes(bundle, is_own=is_own)), is_own)


def _notes(bundle: Bundle, *, is_own: bool) -> Iterator[str]:
    release = bundle.release
    policy = parse(release.text)
    if compose(policy, contract_for(policy, offered(release.contract))) != release.prompt:
        yield (
            "What the model reads (example_policies) is not what this Clausebench makes of the "
            "policy's text: read both before you use either."
        )
    if _shape(release.clauses) != _shape(policy.clauses):
        yield "clauses.jsonl cuts the policy otherwise than this Clausebench does."
    others = _other_files(bundle)
    if others:
        told = ", ".join(others[:_SHOWN]) + (" and more" if len(others) > _SHOWN else "")
        why = (
            "Somebody changed them, or added them"
            if is_own
            else f"{bundle.manifest.tool} wrote the bundle, and may write them otherwise"
        )
        yield f"These files are not what this Clausebench makes of the clauses: {told}. {why}."
    if release.approval and release.approval.override:
        yield f"It was approved past obstacles: {release.approval.override}"
    if release.metrics is None:
        yield "There is no proof in it: this version was not tested before it was released."
    else:
        for result in release.metrics.missed():
            yield f"It was released although it misses a target. {result.sentence}"


def _shape(clauses: tuple[Clause, ...]) -> list[tuple[object, ...]]:
    """All of it but the generated ids, which live on from version to version."""
    return [(clause.kind, clause.code, clause.own, clause.title) for clause in clauses]


def _other_files(bundle: Bundle) -> list[str]:
    """Files that this Clausebench would write otherwise, or not at all, or that are missing."""
    found = {file.path: file.sha256 for file in bundle.manifest.files}
    made = {n: hashlib.sha256(d).hexdigest() for n, d in members_of(bundle.release).items()}
    names = (found.keys() | made.keys()) - _AROUND
    return sorted(name for name in names if found.get(name) != made.get(name))
