"""How much of a file is read: more is a wrong file, or one made to harm."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

from clausebench.domain.errors import BadInputError

MAX_BYTES = 256 << 20
"""Of a file, also after unpacking; some million contents."""
MAX_ROWS = 1_000_000
MAX_CELLS = 20_000_000
"""Rows times columns: every row of a grid has all cells, so a few far-off ones cost much."""
BETWEEN_CHECKS = 2_000
"""Rows, some 20 ms."""

Check = Callable[[], None]
"""Called now and then; may raise, as ``CancelToken.check`` does."""


def never() -> None:
    """Nobody will stop this."""


def read_all(path: Path) -> bytes:
    """The bytes of a file, unpacked if it is gzip. Raises ``BadInputError``."""
    try:
        with path.open("rb") as raw:
            is_packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            if not is_packed:
                return _limited(raw.read(MAX_BYTES + 1), path)
            with gzip.GzipFile(fileobj=raw) as unpacked:
                return _limited(unpacked.read(MAX_BYTES + 1), path)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BadInputError(
            f"{path.name} is damaged: it cannot be unpacked.", hint="Get the file again."
        ) from error
    except OSError as error:
        raise BadInputError(
            f"{path} cannot be read: {error.strerror or error}.",
            hint="Check the name and permissions.",
        ) from error


def _limited(data: bytes, path: Path) -> bytes:
    if len(data) > MAX_BYTES:
        raise too_much(path.name)
    return data


def too_much(name: str) -> BadInputError:
    """The sentence about a file beyond ``MAX_BYTES``."""
    return BadInputError(
        f"{name} holds more than {MAX_BYTES >> 20} MiB.", "Nothing was read.", "Split the file."
    )


def refuse_too_many(rows: int, name: str, columns: int = 1) -> None:
    """Raises ``BadInputError`` beyond ``MAX_ROWS`` or ``MAX_CELLS``."""
    if rows > MAX_ROWS:
        raise BadInputError(
            f"{name} has more than {MAX_ROWS:,} rows.", "Nothing was read.", "Split the file."
        )
    if rows * columns > MAX_CELLS:
        raise BadInputError(
            f"{name} has {rows:,} rows of {columns:,} columns: more than is read at once.",
            "Nothing was read.",
            "Remove the columns that no test case needs, or split the file.",
        )
