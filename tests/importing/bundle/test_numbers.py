"""The numbers of a bundle follow from its counts, or it is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.hostile_bundles import packed, relisted, with_manifest
from tests.support.releases import full_release

from clausebench.domain.bundle.canonical import canonical_lines
from clausebench.domain.errors import BundleError
from clausebench.exporting.bundle import members_of
from clausebench.importing.bundle import read_bundle


def _read(folder: Path, data: bytes) -> None:
    path = folder / "numbers.zip"
    path.write_bytes(data)
    read_bundle(path)


@pytest.mark.parametrize(
    "lie",
    [
        {"passed": 3},
        {"recall": {"hits": 3, "of": 2, "low": 0, "high": 0}},
        {"recall": {"hits": 2, "of": 2, "low": 990_000, "high": 1_000_000}},
        {"cases": 2**40},
    ],
)
def test_numbers_that_contradict_each_other_are_refused(
    lie: dict[str, object], tmp_path: Path
) -> None:
    good = members_of(full_release())
    changed = with_manifest(lambda manifest: manifest["metrics"].update(lie), good)
    with pytest.raises(BundleError, match="cannot be"):
        _read(tmp_path, packed(changed))


def test_a_target_that_was_missed_cannot_be_called_met(tmp_path: Path) -> None:
    def lie(manifest: dict[str, Any]) -> None:
        missed = [t for t in manifest["metrics"]["targets"] if t["state"] == "missed"]
        assert missed
        missed[0]["state"] = "met"

    with pytest.raises(BundleError, match="cannot be"):
        _read(tmp_path, packed(with_manifest(lie, members_of(full_release()))))


@pytest.mark.parametrize("depth", [1, 2**31, -1])
def test_a_clause_cannot_lie_deeper_than_its_parent_says(depth: int, tmp_path: Path) -> None:
    good = members_of(full_release())
    first, *rest = good["clauses.jsonl"].splitlines(keepends=True)
    changed = canonical_lines([{**json.loads(first), "depth": depth}])
    clauses = b"".join((changed, *rest))
    with pytest.raises(BundleError, match="does not belong"):
        _read(tmp_path, packed(relisted({**good, "clauses.jsonl": clauses})))
