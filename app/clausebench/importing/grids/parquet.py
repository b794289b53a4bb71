"""Parquet files, as Hugging Face datasets keep them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid
from clausebench.importing.grids.json_rows import grid_of_objects
from clausebench.importing.grids.limits import MAX_BYTES, Check, never, refuse_too_many, too_much

_BATCH = 256
"""Rows. A long text that all rows share is kept once in the file, and many times after reading."""


def read_parquet(path: Path, check: Check = never) -> Grid:
    """Raises ``BadInputError``."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows: list[dict[str, Any]] = []
    try:
        with pq.ParquetFile(path) as file:
            refuse_too_many(file.metadata.num_rows, path.name, file.metadata.num_columns)
            for batch in _batches(file, path.name):
                check()
                rows += batch.to_pylist()
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise BadInputError(
            f"{path.name} cannot be read as Parquet.", str(error)[:200], "Get the file again."
        ) from error
    return grid_of_objects(list(enumerate(rows, start=1)), path.name, "Parquet", [])


def _batches(file: Any, name: str) -> Iterator[Any]:
    unpacked = sum(file.metadata.row_group(n).total_byte_size for n in range(file.num_row_groups))
    if unpacked > MAX_BYTES:
        raise too_much(name)
    size = 0
    for batch in file.iter_batches(batch_size=_BATCH):
        size += batch.nbytes
        if size > MAX_BYTES:
            raise too_much(name)
        yield batch
