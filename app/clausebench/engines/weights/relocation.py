"""Folders from one place to another, by copying, comparing and only then deleting."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import WeightsError
from clausebench.domain.sizes import gigabytes
from clausebench.engines.llama.warming import chunks

_MARGIN = 1 << 30


class Relocation:
    """The folders in ``old``, one per fetched model; files beside them stay."""

    def __init__(self, old: Path, new: Path) -> None:
        self._new = new
        self.folders = tuple(sorted(p for p in old.glob("*") if p.is_dir() and not p.is_symlink()))
        self._sizes = {folder: _size(folder) for folder in self.folders}

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(self._sizes.values())

    def check_space(self) -> None:
        """Raises ``WeightsError`` when the new place cannot be written or is too small."""
        try:
            self._new.mkdir(parents=True, exist_ok=True, mode=0o700)
            free = shutil.disk_usage(self._new).free
            is_renaming = all(_is_same_disk(folder, self._new) for folder in self.folders)
        except OSError as error:
            raise _unwritable(self._new, error) from error
        if not is_renaming and free < self.size + _MARGIN:
            raise WeightsError(
                "There is not enough room for the weights.",
                f"{gigabytes(self.size + _MARGIN)} are needed in {self._new}, "
                f"{gigabytes(free)} are free.",
                "Make room there, or choose another disk.",
            )

    def copy(self, folder: Path, cancel: CancelToken) -> Iterator[int]:
        """Yields the bytes moved. On the same disk nothing is copied.

        Raises ``Cancelled`` and ``WeightsError``; the old folder is whole then.
        """
        target = self._new / folder.name
        try:
            if not target.exists() and _is_same_disk(folder, self._new):
                folder.rename(target)
                yield self._sizes[folder]
                return
            yield from self._copy_files(folder, target, cancel)
        except OSError as error:
            raise _unwritable(self._new, error) from error

    def remove(self, folder: Path) -> int:
        """Delete what has been copied; returns its bytes."""
        shutil.rmtree(folder, ignore_errors=True)
        return self._sizes[folder]

    def _copy_files(self, folder: Path, target: Path, cancel: CancelToken) -> Iterator[int]:
        done = 0
        for source in (p for p in sorted(folder.rglob("*")) if p.is_file()):
            copied = target / source.relative_to(folder)
            copied.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            for count in _copy_file(source, copied, cancel):
                yield done + count
            done += source.stat().st_size


def _copy_file(source: Path, target: Path, cancel: CancelToken) -> Iterator[int]:
    """What was written is read again: a disk that lies is found out before the original goes."""
    unfinished = target.with_name(target.name + ".moving")
    read, done = hashlib.sha256(), 0
    try:
        with unfinished.open("wb") as file:
            for chunk in chunks((source,)):
                cancel.check()
                read.update(chunk)
                file.write(chunk)
                done += len(chunk)
                yield done
            file.flush()
            os.fsync(file.fileno())
        written = hashlib.sha256()
        for chunk in chunks((unfinished,)):
            cancel.check()
            written.update(chunk)
            yield done
        if written.digest() != read.digest():
            raise WeightsError(
                f"{target.name} was not written as it was read.",
                "The disk may be failing. The original is where it was.",
                "Choose another disk.",
            )
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _is_same_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.stat().st_dev


def _size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


def _unwritable(folder: Path, error: OSError) -> WeightsError:
    return WeightsError(
        f"The weights could not be moved to {folder}.",
        f"{error.strerror or type(error).__name__}. What has not been moved is where it was.",
        "Choose another folder.",
    )
