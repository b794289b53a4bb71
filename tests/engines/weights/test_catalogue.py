"""The shipped list of weights, and lists that are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clausebench.engines.weights.catalogue import CatalogueError, read_catalogue
from clausebench.paths import shipped

SHIPPED = shipped("resources") / "models.json"


def test_the_recommended_weights_come_first() -> None:
    entries = read_catalogue(SHIPPED)
    assert [entry.is_recommended for entry in entries] == [True] + [False] * (len(entries) - 1)
    assert all(entry.why and entry.publisher and entry.memory > entry.size for entry in entries)
    assert all(len(digest) == 64 for entry in entries for _, digest in entry.sha256)


def _models() -> list[dict[str, Any]]:
    models: list[dict[str, Any]] = json.loads(SHIPPED.read_text())["models"]
    return models


def _twice() -> object:
    return {"version": 1, "models": [*_models(), _models()[1]]}


def _without_size() -> object:
    return {"version": 1, "models": [{**_models()[0], "size": 0}]}


def _none_recommended() -> object:
    return {"version": 1, "models": _models()[1:]}


@pytest.mark.parametrize(
    "content",
    [
        *([], {}, {"version": 2, "models": []}, {"version": 1, "models": [{"id": 3}]}),
        *(_twice(), _without_size(), _none_recommended()),
    ],
)
def test_a_damaged_list_is_refused(tmp_path: Path, content: object) -> None:
    path = tmp_path / "models.json"
    path.write_text(json.dumps(content))
    with pytest.raises(CatalogueError):
        read_catalogue(path)
