"""Move the folder of fetched weights: to another disk, without losing a byte on the way."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import BadInputError
from clausebench.domain.weights import Phase, Progress
from clausebench.engines.weights.relocation import Relocation
from clausebench.engines.weights.shelf import Shelf


def move_folder(shelf: Shelf, to: Path, cancel: CancelToken) -> Generator[Progress, None, Path]:
    """Everything that was fetched, finished or not, goes to ``to``; returns it, resolved.

    Cancelled or cut off, what has been moved is known at its new place and the rest is where it
    was. Raises ``BadInputError``, ``Cancelled``, ``WeightsError``.
    """
    old, new = shelf.files.resolve(), to.expanduser().resolve()
    if new == old:
        raise BadInputError("The weights are in that folder already.")
    if new.is_relative_to(old) or old.is_relative_to(new):
        raise BadInputError(
            "One folder lies inside the other.", hint="Choose a folder beside it, or elsewhere."
        )
    relocation = Relocation(old, new)
    relocation.check_space()
    total, done = relocation.size, 0
    for folder in relocation.folders:
        for count in relocation.copy(folder, cancel):
            yield Progress(Phase.MOVING, folder.name, done + count, total)
        _follow(shelf, folder, new / folder.name)
        done += relocation.remove(folder)
    yield Progress(Phase.READY, "", total, total)
    return new


def _follow(shelf: Shelf, old: Path, new: Path) -> None:
    """The index says where the files are now, before the old ones go."""
    for kept in shelf.all():
        path = Path(kept.path)
        if path.is_relative_to(old):
            shelf.relocate(kept.path, replace(kept, path=str(new / path.relative_to(old))))
