"""What fetching has left behind: found, and cleared away with somebody's consent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from clausebench.domain.errors import WeightsError
from clausebench.domain.weights import Leftover, LeftoverKind
from clausebench.engines.llama.parts import parts_by_name
from clausebench.engines.llama.preflight import preflight
from clausebench.engines.weights.trash import to_trash

_BESIDE = re.compile(r"(\.part|\.part\.json|\.part\.unfinished|\.lock)$")
"""How a file's name goes on for what lies beside it until it is whole."""

_LOCK = ".lock"
_WEIGHTS = ".gguf"
_DAY = 86_400


def find_leftovers(
    folder: Path, kept: Iterable[Path], wanted: Iterable[Path], now: float
) -> tuple[Leftover, ...]:
    """In the folder of fetched weights, which has one folder for each repository.

    ``kept`` are first parts of weights that are known, ``wanted`` files of downloads that go on
    later; ``now`` in seconds as the system counts. Files that a program is fetching are no
    leftovers, nor are good weights that somebody has forgotten.
    """
    spared = {path for first in kept for path in parts_by_name(_real(first))}
    waited_for = {_real(path) for path in wanted}
    found: list[Leftover] = []
    for files in _sets(folder.resolve()):
        targets = {_target(path) for path in files}
        if targets & waited_for or _is_locked(targets):
            continue
        left = [path for path in files if path not in spared]
        with suppress(FileNotFoundError):  # a download has just ended
            found += _judge(left, targets & spared, now)
    return tuple(found)


def discard(leftovers: Iterable[Leftover]) -> tuple[Leftover, ...]:
    """Returns those that are gone; who fetches one just now keeps it.

    Whole files go to the trash, the rest is deleted: a part of a file is of no use to anybody.
    Raises ``WeightsError``, ``OSError``.
    """
    gone = []
    for leftover in leftovers:
        with ExitStack() as locks:
            try:
                for target in {_target(path) for path in leftover.paths}:
                    locks.enter_context(_lock(target).acquire(timeout=0))
            except Timeout:
                continue
            whole = (path for path in leftover.paths if not _BESIDE.search(path.name))
            to_trash(path for path in whole if path.exists())
            _delete(path for path in leftover.paths if path.suffix != _LOCK)
        _delete(_beside(_target(path), _LOCK) for path in leftover.paths)
        with suppress(OSError):  # other files of the repository are here
            leftover.paths[0].parent.rmdir()
        gone.append(leftover)
    return tuple(gone)


def _sets(folder: Path) -> Iterator[list[Path]]:
    """Files that stand and fall together: the parts of one set, and what lies beside them."""
    for place in sorted(_entries(folder)):
        if not place.is_dir() or place.is_symlink():
            continue
        files: dict[Path, list[Path]] = defaultdict(list)
        for path in sorted(_entries(place)):
            target = _target(path)
            if target.suffix.casefold() == _WEIGHTS and path.is_file() and not path.is_symlink():
                files[parts_by_name(target)[0]].append(path)
        yield from files.values()


def _real(path: Path) -> Path:
    """Whatever links lead to its folder."""
    return path.parent.resolve() / path.name


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _judge(files: list[Path], kept: set[Path], now: float) -> Iterator[Leftover]:
    """What is left of a set when what is ``kept`` of it is taken away."""
    whole = [path for path in files if not _BESIDE.search(path.name)]
    if not files:
        return
    if {path.suffix for path in files} == {_LOCK}:
        yield _leftover(LeftoverKind.LOCK, files, now)
    elif _is_unfinished(files, whole, kept):
        yield _leftover(LeftoverKind.UNFINISHED, files, now)
    elif not kept and not _are_weights(whole[0]):
        yield _leftover(LeftoverKind.NO_WEIGHTS, files, now)


def _is_unfinished(files: list[Path], whole: list[Path], kept: set[Path]) -> bool:
    """A file is not whole, or parts of a set are not there yet."""
    if any(path not in whole and path.suffix != _LOCK for path in files):
        return True
    return not kept and not all(path.exists() for path in parts_by_name(whole[0]))


def _leftover(kind: LeftoverKind, files: list[Path], now: float) -> Leftover:
    stats = [path.stat() for path in files]
    newest = max(found.st_mtime for found in stats)
    age = max(int((now - newest) // _DAY), 0)
    return Leftover(kind, tuple(files), sum(found.st_size for found in stats), age)


def _are_weights(path: Path) -> bool:
    try:
        preflight(parts_by_name(path)[0])
    except WeightsError:
        return False
    return True


def _target(path: Path) -> Path:
    """The file that it is to become, or is."""
    return path.with_name(_BESIDE.sub("", path.name))


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(target.name + ending)


def _lock(target: Path) -> FileLock:
    """As whoever fetches the file holds it."""
    return FileLock(_beside(target, _LOCK))


def _is_locked(targets: Iterable[Path]) -> bool:
    for target in targets:
        if not _beside(target, _LOCK).exists():
            continue
        try:
            with _lock(target).acquire(timeout=0):
                pass
        except (Timeout, OSError):
            return True
    return False


def _delete(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
