"""Write a release in a format, onto the disk, without ever leaving half of it there."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

from clausebench.domain.bundle.names import MANIFEST
from clausebench.domain.bundle.release import Release
from clausebench.domain.errors import BadInputError
from clausebench.domain.redaction.replacing import Leak, leaks, redacted
from clausebench.domain.reporting import ReportKind
from clausebench.exporting.bundle import members_of, write_bundle
from clausebench.exporting.formats import ALL, REPORTS
from clausebench.importing.bundle import read_bundle
from clausebench.services.signing import Passphrase, Signing

FORMATS: Mapping[str, str] = {name: found.title for name, found in ALL.items()}
"""Names with what they are."""

REPORT_FORMATS = tuple(REPORTS)
"""Those that come as several sorts of report."""


def find_leaks(release: Release) -> tuple[Leak, ...]:
    """What tells who somebody is, to be shown before anything leaves."""
    return leaks(release)


def redact(release: Release, keep: Collection[str] = ()) -> Release:
    """With pseudonyms, except for the texts to ``keep``."""
    return redacted(release, keep)


def files_of(
    release: Release, to: str, report: ReportKind = ReportKind.RESULTS
) -> dict[str, bytes]:
    """The files of a format by relative name; ``report`` is the sort of report, where the format
    is one of ``REPORT_FORMATS``. Raises ``BadInputError`` when the format cannot hold the
    release."""
    write = REPORTS.get(to)
    return write(release, report) if write else ALL[to].write(release)


def signed_bundle(release: Release, signing: Signing, key: str, passphrase: Passphrase) -> bytes:
    """A bundle with its signature. Raises ``NotFoundError`` and ``BadInputError``."""
    manifest = members_of(release)[MANIFEST]
    return write_bundle(release, signing.envelope(manifest, key, passphrase))


def save_file(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Whole or not at all. Raises ``BadInputError`` if there is such a file already."""
    if path.exists() and not overwrite:
        raise _taken(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def save_bundle(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """As ``save_file``; what was written is read again as a stranger's bundle would be."""
    save_file(path, data, overwrite=overwrite)
    try:
        read_bundle(path)
    except BadInputError:
        path.unlink(missing_ok=True)
        raise


def save_folder(folder: Path, files: Mapping[str, bytes], *, overwrite: bool = False) -> None:
    """Every file of a format. Raises ``BadInputError`` if the folder holds anything already."""
    if folder.exists() and not folder.is_dir():
        raise _taken(folder)
    if folder.is_dir() and any(folder.iterdir()) and not overwrite:
        raise _taken(folder)
    for name, data in files.items():
        save_file(folder / name, data, overwrite=True)


def _taken(path: Path) -> BadInputError:
    return BadInputError(
        f"{path} is there already.",
        "Nothing was written.",
        "Name another place with --out, or overwrite it with --force.",
    )
