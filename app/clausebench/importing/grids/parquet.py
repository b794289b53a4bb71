"""Parquet files, as Hugging Face datasets keep them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid
from clausebench.importing.grids.json_rows import grid_of_objects
from clausebench.importing.grids.limits import MAX_BYTES, refuse_too_many


def read_parquet(path: Path) -> Grid:
    """Raises ``BadInputError``."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            unpacked = sum(
                file.metadata.row_group(n).total_byte_size for n in range(file.num_row_groups)
            )
            refuse_too_many(file.metadata.num_rows, path.name)
            if unpacked > MAX_BYTES:
                raise BadInputError(
                    f"{path.name} unpacks to more than {MAX_BYTES >> 20} MiB.", "Nothing was read."
                )
            rows: list[dict[str, Any]] = file.read().to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise BadInputError(
            f"{path.name} cannot be read as Parquet.", str(error)[:200], "Get the file again."
        ) from error
    return grid_of_objects(list(enumerate(rows, start=1)), path.name, "Parquet", [])
