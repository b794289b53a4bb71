"""Write a release in a format, onto the disk, without ever leaving half of it there."""

from __future__ import annotations

import collections
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from clausebench.domain.bundle.names import MANIFEST
from clausebench.domain.bundle.release import Release
from clausebench.domain.errors import BadInputError
from clausebench.domain.redaction.replacing import Leak, leaks, redacted
from clausebench.domain.reporting import ReportKind
from clausebench.exporting.bundle import members_of, write_bundle
from clausebench.exporting.formats import ALL, REPORTS, Group
from clausebench.importing.bundle import read_bundle
from clausebench.services.signing import Passphrase, Signing

FORMATS: Mapping[str, str] = {name: found.title for name, found in ALL.items()}
"""Names with what they are."""
_SIGNABLE = "bundle"

REPORT_FORMATS = tuple(REPORTS)
"""Those that come as several sorts of report."""


@dataclass(frozen=True, slots=True)
class FormatOffer:
    """A format as people choose it: ``name`` is the command line's word for it."""

    name: str
    title: str
    group: str
    purpose: str

    @property
    def is_signable(self) -> bool:
        return self.name == _SIGNABLE

    @property
    def is_report(self) -> bool:
        """Whether it comes as several sorts of report."""
        return self.name in REPORTS


def offers() -> tuple[FormatOffer, ...]:
    """Every format once, groups in the order of ``Group``: two names may write the same."""
    once = {found.write: name for name, found in reversed(tuple(ALL.items()))}
    shown = [name for name in ALL if name in once.values()]
    shown.sort(key=lambda name: list(Group).index(ALL[name].group))
    return tuple(
        FormatOffer(name, ALL[name].title, ALL[name].group, ALL[name].purpose) for name in shown
    )


def find_leaks(release: Release, key: bytes | None) -> tuple[Leak, ...]:
    """What tells who somebody is, to be shown before anything leaves. ``key`` is the workspace's;
    without one, pseudonyms are numbers that mean nothing in another release."""
    return leaks(release, key)


def redact(release: Release, keep: Collection[str], key: bytes | None) -> Release:
    """With pseudonyms, except for the texts to ``keep``."""
    return redacted(release, keep, key)


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
    collections.deque(saving_folder(folder, files, overwrite=overwrite), maxlen=0)


def saving_folder(
    folder: Path, files: Mapping[str, bytes], *, overwrite: bool = False
) -> Iterator[int]:
    """As ``save_folder``; yields how many files are ready. They take their place together at the
    end: whoever stops before finds nothing there."""
    if is_taken(folder, is_folder=True) and not overwrite:
        raise _taken(folder)
    folder = folder.resolve()
    is_new = not folder.exists()
    beside = f".{folder.name}.{os.getpid()}"
    unfinished = folder.with_name(beside) if is_new else folder / beside
    try:
        for done, (name, data) in enumerate(files.items()):
            yield done
            save_file(unfinished / name, data, overwrite=True)
        if is_new:
            unfinished.rename(folder)
        else:
            _move(unfinished, folder, files)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def is_taken(path: Path, *, is_folder: bool) -> bool:
    """Whether writing there would overwrite something; an empty folder is no loss."""
    if is_folder and path.is_dir():
        return any(path.iterdir())
    return path.exists()


def _move(unfinished: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (unfinished / name).replace(folder / name)


def _taken(path: Path) -> BadInputError:
    return BadInputError(
        f"{path} is there already.",
        "Nothing was written.",
        "Name another place with --out, or overwrite it with --force.",
    )
