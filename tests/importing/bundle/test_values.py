"""Values that fit their hashes, but not their places: always a sentence, never anything else."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.hostile_bundles import packed, relisted
from tests.support.keys import signing_in
from tests.support.releases import full_release

from clausebench.domain.errors import BundleError
from clausebench.exporting.bundle import members_of
from clausebench.importing.bundle import read_bundle
from clausebench.services.verifying import verify

_FILES = ("bundle.json", "cases.jsonl", "clauses.jsonl", "runs/runs.jsonl", "labels.jsonl")
_VALUES: list[Any] = [
    None,
    True,
    0,
    -1,
    2**70,
    0.5,
    "",
    "x" * 300,
    "\ud800",
    "\0",
    "../x",
    [],
    [[]],
    {},
    {"start": 5, "end": 1},
    {"start": 0, "end": 10**9},
]


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        items: Any = value.items()
    else:
        items = enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        found += _places(item, (*path, key))
    return found


def _changed(value: Any, chance: random.Random) -> Any:
    *way, last = chance.choice(_places(value))
    inner = value
    for key in way:
        inner = inner[key]
    what = chance.random()
    if what < 0.15 and isinstance(inner, dict):
        del inner[last]
    elif what < 0.3 and isinstance(inner, dict):
        inner[f"{last}x"] = inner[last]
    else:
        inner[last] = chance.choice(_VALUES)
    return value


def _mutated(chance: random.Random) -> dict[str, bytes]:
    members = members_of(full_release())
    name = chance.choice(_FILES)
    if name == "bundle.json":
        manifest = _changed(json.loads(members[name]), chance)
        text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=2)
        return {**members, name: f"{text}\n".encode("utf-8", "surrogatepass")}
    lines = [json.loads(line) for line in members[name].splitlines()]
    at = chance.randrange(len(lines))
    lines[at] = _changed(lines[at], chance)
    spelled = (
        json.dumps(x, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for x in lines
    )
    data = "".join(f"{line}\n" for line in spelled).encode("utf-8", "surrogatepass")
    return relisted({**members, name: data})


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_value_in_any_place_ends_in_anything_but_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("values")
    path = folder / "mutant.zip"
    path.write_bytes(packed(_mutated(random.Random(seed))))
    with suppress(BundleError):
        read_bundle(path)
        verify(path, signing_in(folder / "keys"), "clausebench 1.2.3")


def test_what_is_read_is_the_bundle_itself(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(packed(relisted(members_of(full_release()))))
    assert read_bundle(path).release == full_release()
