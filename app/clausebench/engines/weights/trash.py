"""Files go where a person can get them back. The only door to send2trash."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from clausebench.domain.errors import WeightsError


def to_trash(paths: Iterable[Path]) -> None:
    """Raises ``WeightsError`` where there is no trash, and nothing is deleted then."""
    from send2trash import send2trash

    for path in paths:
        try:
            send2trash(path)
        except OSError as error:
            raise WeightsError(
                f"{path.name} could not be moved to the trash.",
                f"{error.strerror or type(error).__name__}.",
                "Delete it by hand; Clausebench deletes no whole file for good.",
            ) from error
