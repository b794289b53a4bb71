"""A bundle file: checked as a whole, then read."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from clausebench.domain.bundle import names
from clausebench.domain.bundle.envelope import Envelope
from clausebench.domain.bundle.limits import MAX_SIGNATURES, SCHEMA_VERSION
from clausebench.domain.bundle.manifest import BundleManifest
from clausebench.domain.bundle.release import Release
from clausebench.domain.errors import NotFoundError
from clausebench.importing.bundle import contents
from clausebench.importing.bundle.directory import Member, read_directory
from clausebench.importing.bundle.refusing import refused
from clausebench.importing.bundle.strict_json import parse, read_value
from clausebench.importing.bundle.unpacking import pieces, sha256_of

_OUTSIDE = frozenset({names.MANIFEST, names.SIGNATURE, names.MIMETYPE})
"""Members that the manifest does not name."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose every byte is accounted for. Who signed it is another question:
    ``envelope`` is as it was found, over the exact ``manifest_bytes`` if it is right."""

    manifest: BundleManifest
    manifest_bytes: bytes
    release: Release
    envelope: Envelope | None


def read_bundle(path: Path) -> Bundle:
    """Check and read a bundle. Raises ``NotFoundError`` and ``BundleError``."""
    with _opened(path) as (file, members):
        manifest_bytes = _read(file, members, names.MANIFEST)
        manifest = _manifest(manifest_bytes)
        _refuse_set(members, manifest)
        wanted = frozenset(contents.needed(manifest))
        kept = _verified(file, members, manifest, wanted)
        _refuse_checksums(kept[names.CHECKSUMS], manifest)
        envelope = _envelope(file, members)
    return Bundle(manifest, manifest_bytes, contents.release_from(manifest, kept), envelope)


def read_members(path: Path) -> dict[str, bytes]:
    """All members of a bundle that ``read_bundle`` takes. Raises as it does."""
    bundle = read_bundle(path)
    with _opened(path) as (file, members):
        kept = _verified(file, members, bundle.manifest, frozenset(members))
        for name in _OUTSIDE & members.keys():
            kept[name] = _read(file, members, name)
    if kept[names.MANIFEST] != bundle.manifest_bytes:
        raise refused("The file changed while it was read.", "Try again.")
    return kept


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, dict[str, Member]]]:
    """The file and its members by name."""
    try:
        status = path.stat()
    except OSError as error:
        raise NotFoundError(f"There is no file {path}.", hint="Check the name.") from error
    if not stat.S_ISREG(status.st_mode):
        raise refused(f"{path.name} is no file.", "Name a bundle file.")
    with path.open("rb") as file:
        yield file, {member.name: member for member in read_directory(file, status.st_size)}


def _read(file: BinaryIO, members: dict[str, Member], name: str) -> bytes:
    if name not in members:
        raise refused(f"The archive has no {name}.", "Is it a policy bundle?")
    return b"".join(pieces(file, members[name]))


def _manifest(data: bytes) -> BundleManifest:
    plain = parse(data, names.MANIFEST)
    said: Any = plain.get("schema_version") if isinstance(plain, dict) else None
    if isinstance(said, int) and said > SCHEMA_VERSION:
        raise refused(
            f"The bundle is of format {said}; this Clausebench reads {SCHEMA_VERSION}.",
            "Bring Clausebench up to date.",
        )
    if isinstance(said, int) and 0 < said < SCHEMA_VERSION:
        raise refused(
            f"The bundle is of format {said}, from before the first release of Clausebench, whose"
            " numbers do not say what they are out of.",
            "Ask whoever sent it to export it again.",
        )
    manifest = read_value(BundleManifest, data, names.MANIFEST)
    if manifest.schema_version != SCHEMA_VERSION:
        raise refused(f"{names.MANIFEST} names a format that never was.")
    contents.refuse_facts(manifest)
    return manifest


def _refuse_set(members: dict[str, Member], manifest: BundleManifest) -> None:
    """Exactly what is named must be there."""
    listed = [file.path for file in manifest.files]
    if listed != sorted(set(listed)) or _OUTSIDE & set(listed):
        raise refused(f"{names.MANIFEST} names a file twice, or one that it must not name.")
    extra = sorted(members.keys() - _OUTSIDE - set(listed))
    if extra:
        raise refused(f"{extra[0]} is in the archive, but {names.MANIFEST} does not name it.")
    missing = sorted({*listed, names.MIMETYPE, *contents.needed(manifest)} - members.keys())
    if missing:
        raise refused(f"{missing[0]} is missing from the archive.")


def _verified(
    file: BinaryIO, members: dict[str, Member], manifest: BundleManifest, wanted: frozenset[str]
) -> dict[str, bytes]:
    """The wanted members, after every member has been found to be what the manifest says."""
    kept = {}
    for listed in manifest.files:
        member = members[listed.path]
        if member.size != listed.bytes:
            raise refused(f"{listed.path} is not as long as {names.MANIFEST} says.")
        if listed.path in wanted:
            kept[listed.path] = _read(file, members, listed.path)
            found = hashlib.sha256(kept[listed.path]).hexdigest()
        else:
            found = sha256_of(file, member)
        if found != listed.sha256:
            raise refused(f"{listed.path} is not what {names.MANIFEST} says: its hash differs.")
    if _read(file, members, names.MIMETYPE) != names.MEDIA_TYPE.encode():
        raise refused("The archive says that it is something else than a policy bundle.")
    return kept


def _refuse_checksums(data: bytes, manifest: BundleManifest) -> None:
    lines = (f"{f.sha256}  {f.path}\n" for f in manifest.files if f.path != names.CHECKSUMS)
    if data != "".join(lines).encode():
        raise refused(f"{names.CHECKSUMS} says something else than {names.MANIFEST}.")


def _envelope(file: BinaryIO, members: dict[str, Member]) -> Envelope | None:
    if names.SIGNATURE not in members:
        return None
    data = _read(file, members, names.SIGNATURE)
    envelope = read_value(Envelope, data, names.SIGNATURE)
    if not 0 < len(envelope.signatures) <= MAX_SIGNATURES:
        raise refused(f"{names.SIGNATURE} has no signature, or more than {MAX_SIGNATURES}.")
    return envelope
