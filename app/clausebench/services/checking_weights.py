"""Files on the way to being kept: which they are, what they are, and every byte of them."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import BadInputError, WeightsError
from clausebench.domain.weights import Phase, Progress
from clausebench.engines.llama.header import Header
from clausebench.engines.llama.preflight import preflight
from clausebench.engines.weights.shelf import hash_files


def check_fetched(paths: tuple[Path, ...], *, is_ours: bool) -> Header:
    """They are whole and what the hub has; but are they weights? Raises ``WeightsError``.

    ``is_ours``: they lie in the folder of fetched weights.
    """
    try:
        return preflight(paths[0])
    except WeightsError as error:
        away = "clausebench models tidy removes it." if is_ours else "Delete it if you like."
        raise WeightsError(
            error.title,
            f"{error.detail} It arrived whole and lies in {paths[0].parent}.".strip(),
            f"Choose another file. {away}",
        ) from error


def first_part(path: Path) -> Path:
    """Of a folder, the only GGUF file in it or the first part. Raises ``BadInputError``."""
    if not path.is_dir():
        return path
    files = sorted(path.glob("*.gguf"))
    if len(files) == 1 or (files and "-00001-of-" in files[0].name):
        return files[0]
    raise BadInputError(
        f"{path} has {len(files)} GGUF files." if files else f"{path} has no GGUF file.",
        hint="Name the file itself.",
    )


def hashing(
    first: Path, parts: tuple[Path, ...], cancel: CancelToken
) -> Generator[Progress, None, tuple[str, ...]]:
    """The SHA-256 of each part. Raises ``Cancelled``, ``WeightsError``."""
    total = sum(part.stat().st_size for part in parts)
    reading = hash_files(parts, cancel)
    while True:
        try:
            yield Progress(Phase.VERIFYING, first.name, next(reading), total)
        except StopIteration as finished:
            return finished.value  # type: ignore[no-any-return]
