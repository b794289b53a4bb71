"""The folder of fetched weights moves: on one disk, to another, cancelled, without room."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.errors import BadInputError, WeightsError
from clausebench.domain.weights import KeptWeights, Phase
from clausebench.engines.weights import relocation
from clausebench.engines.weights.shelf import Shelf
from clausebench.services.moving import move_folder


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Two fetched models, one of them unfinished, and one file that somebody else owns."""
    made = Shelf(tmp_path / "index", tmp_path / "old")
    for name in ("a", "b"):
        (tmp_path / "old" / name).mkdir(parents=True)
        (tmp_path / "old" / name / f"{name}.gguf").write_bytes(name.encode() * 50_000)
    (tmp_path / "old" / "b" / "c.gguf.part").write_bytes(b"c" * 10)
    (tmp_path / "old" / "own.txt").write_text("not a model's")
    for path in ("old/a/a.gguf", "old/b/b.gguf", "else/d.gguf"):
        made.put(KeptWeights(str(tmp_path / path), 1, ("0",)))
    return made


@pytest.fixture
def another_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Renaming is what cannot be done between disks."""

    def refuse(_self: Path, target: Path) -> Path:
        raise AssertionError(f"renamed to {target}")

    monkeypatch.setattr(relocation, "_is_same_disk", lambda _one, _other: False)
    monkeypatch.setattr(Path, "rename", refuse)


def names(shelf: Shelf, root: Path) -> list[str]:
    return [str(Path(kept.path).relative_to(root)) for kept in shelf.all()]


def moved(shelf: Shelf, tmp_path: Path) -> None:
    assert names(shelf, tmp_path) == ["new/a/a.gguf", "new/b/b.gguf", "else/d.gguf"]
    assert (tmp_path / "new/a/a.gguf").read_bytes() == b"a" * 50_000
    assert (tmp_path / "new/b/c.gguf.part").read_bytes() == b"c" * 10
    assert [p.name for p in (tmp_path / "old").iterdir()] == ["own.txt"]


def test_on_one_disk_nothing_is_copied(shelf: Shelf, tmp_path: Path) -> None:
    *_, last = move_folder(shelf, tmp_path / "new", CancelToken())
    moved(shelf, tmp_path)
    assert (last.phase, last.done) == (Phase.READY, 100_010)


@pytest.mark.usefixtures("another_disk")
def test_to_another_disk_by_copying_and_comparing(shelf: Shelf, tmp_path: Path) -> None:
    steps = list(move_folder(shelf, tmp_path / "new", CancelToken()))
    moved(shelf, tmp_path)
    assert [s.done for s in steps] == sorted(s.done for s in steps)


@pytest.mark.usefixtures("another_disk")
def test_stopped_in_between_every_file_is_where_the_index_says(
    shelf: Shelf, tmp_path: Path
) -> None:
    cancel = CancelToken()
    with suppress(Cancelled):
        for step in move_folder(shelf, tmp_path / "new", cancel):
            if step.file == "b":
                cancel.cancel()
    assert names(shelf, tmp_path) == ["new/a/a.gguf", "old/b/b.gguf", "else/d.gguf"]
    assert (tmp_path / "old/b/b.gguf").exists()
    assert not list(tmp_path.rglob("*.moving"))
    list(move_folder(shelf, tmp_path / "new", CancelToken()))
    moved(shelf, tmp_path)


@pytest.mark.usefixtures("another_disk")
def test_without_room_nothing_moves(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relocation.shutil, "disk_usage", lambda _path: Usage(1, 1, 0))
    with pytest.raises(WeightsError, match="not enough room"):
        list(move_folder(shelf, tmp_path / "new", CancelToken()))
    assert names(shelf, tmp_path)[0] == "old/a/a.gguf"


@pytest.mark.parametrize("to", ["old", "old/inside", "."])
def test_a_folder_cannot_move_into_itself(shelf: Shelf, tmp_path: Path, to: str) -> None:
    with pytest.raises(BadInputError):
        list(move_folder(shelf, tmp_path / to, CancelToken()))


@pytest.mark.usefixtures("another_disk")
def test_a_disk_that_writes_something_else_is_found_out(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = relocation.chunks

    def lying(parts: tuple[Path, ...]) -> object:
        if parts[0].suffix == ".moving":
            yield memoryview(b"something else")
        else:
            yield from real(parts)

    monkeypatch.setattr(relocation, "chunks", lying)
    with pytest.raises(WeightsError, match="not written as it was read"):
        list(move_folder(shelf, tmp_path / "new", CancelToken()))
    assert (tmp_path / "old/a/a.gguf").exists()
