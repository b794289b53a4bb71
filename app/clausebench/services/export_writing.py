"""Write a release that somebody has looked at into a folder that they have chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from clausebench.domain.bundle.names import bundle_name
from clausebench.domain.bundle.release import Release
from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import BadInputError
from clausebench.domain.reporting import ReportKind
from clausebench.services.exports import (
    files_of,
    is_taken,
    save_bundle,
    save_file,
    saving_folder,
    signed_bundle,
)
from clausebench.services.signing import Passphrase, Signing
from clausebench.services.working import Stage, Working

_IN_NO_NAME = frozenset('<>:"/\\|?*')


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """``to`` is a format. In ``folder`` a file is made, or a folder if the format has several
    files; ``name`` is what to call it, empty for the usual name. ``key`` signs a bundle."""

    to: str
    folder: Path
    name: str = ""
    key: str = ""
    overwrite: bool = False
    report: ReportKind = ReportKind.RESULTS
    """Which sort, where the format is a report."""


@dataclass(frozen=True, slots=True)
class Written:
    """``sha256`` only of a single file."""

    path: Path
    files: tuple[str, ...]
    size: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """Nothing was written, because something is there that nobody allowed to overwrite."""

    path: Path


def write_export(
    release: Release,
    order: ExportOrder,
    signing: Signing,
    passphrase: Passphrase,
    cancel: CancelToken,
) -> Generator[Working, None, Written | Taken]:
    """Whole or not at all. Raises ``BadInputError``, also for what the disk refuses."""
    yield Working(Stage.MAKING, 0, 1)
    files = _files(release, order, signing, passphrase)
    cancel.check()
    path = place_of(order, files, release.slug)
    try:
        return (yield from _save(path, files, order, cancel))
    except OSError as error:
        raise BadInputError(
            f"{path} could not be written.",
            f"{error.strerror or 'The disk refused'}. Nothing was written.",
            "Choose another folder.",
        ) from error


def _files(
    release: Release, order: ExportOrder, signing: Signing, passphrase: Passphrase
) -> Mapping[str, bytes]:
    if not order.key:
        return files_of(release, order.to, order.report)
    name = bundle_name(release.slug, release.version)
    return {name: signed_bundle(release, signing, order.key, passphrase)}


def place_of(order: ExportOrder, files: Mapping[str, bytes], slug: str) -> Path:
    """Where it goes. Raises ``BadInputError`` for a name that no file can have."""
    name = order.name.strip()
    if name in (".", "..") or not name.isprintable() or _IN_NO_NAME & set(name):
        raise BadInputError(
            f"“{name}” is no name for a file.",
            "Nothing was written.",
            "Use letters, digits, dots and dashes.",
        )
    if len(files) > 1:
        return order.folder / (name or f"{slug}-{order.to}")
    usual = PurePosixPath(next(iter(files)))
    suffix = "".join(usual.suffixes)
    return order.folder / (name.removesuffix(suffix) + suffix if name else usual.name)


def _save(
    path: Path, files: Mapping[str, bytes], order: ExportOrder, cancel: CancelToken
) -> Generator[Working, None, Written | Taken]:
    is_folder = len(files) > 1
    if not order.overwrite and is_taken(path, is_folder=is_folder):
        return Taken(path)
    yield Working(Stage.WRITING, 0, len(files))
    size = sum(map(len, files.values()))
    if is_folder:
        for done in saving_folder(path, files, overwrite=order.overwrite):
            cancel.check()
            yield Working(Stage.WRITING, done, len(files))
        return Written(path, tuple(files), size)
    (data,) = files.values()
    save = save_bundle if order.to == "bundle" else save_file
    save(path, data, overwrite=order.overwrite)
    return Written(path, (path.name,), size, hashlib.sha256(data).hexdigest())
