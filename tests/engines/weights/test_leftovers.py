"""What downloads leave behind, and what is not left over at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.gguf_maker import random_weights
from tests.support.other_programs import put
from tests.support.split_weights import split_weights

from clausebench.domain.weights import Leftover, LeftoverKind
from clausebench.engines.weights.leftovers import discard, find_leftovers

NOW = 1_800_000_000.0
DAY = 86_400
HOLDER = """
import sys
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def good(weights_folder: Path) -> bytes:
    return random_weights(weights_folder, width=32).read_bytes()


@pytest.fixture
def weights_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("weights")


@pytest.fixture
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where ``send2trash`` puts things."""
    bin_ = tmp_path / "trash"
    bin_.mkdir()

    def send(path: Path) -> None:
        path.rename(bin_ / path.name)

    monkeypatch.setattr("send2trash.send2trash", send)
    return bin_


def aged(path: Path, days: float) -> Path:
    os.utime(path, (NOW - days * DAY,) * 2)
    return path


def look(folder: Path, kept: tuple[Path, ...] = (), wanted: tuple[Path, ...] = ()) -> list[str]:
    return [found.kind.value for found in find_leftovers(folder, kept, wanted, NOW)]


def unfinished(folder: Path, name: str = "weights.gguf") -> Path:
    """A download that was cut off; returns the file that it was to become."""
    target = folder / "org--model-0123abcd" / name
    for ending in (".part", ".part.json", ".lock"):
        aged(put(target.with_name(name + ending), b"12345"), days=3.5)
    return target


def test_an_unfinished_download_is_one_leftover(folder: Path) -> None:
    target = unfinished(folder)
    (found,) = find_leftovers(folder, (), (), NOW)
    paths = tuple(target.with_name(target.name + e) for e in (".lock", ".part", ".part.json"))
    assert found == Leftover(LeftoverKind.UNFINISHED, paths, 15, 3)


def test_a_download_that_goes_on_later_is_none(folder: Path) -> None:
    assert look(folder, wanted=(unfinished(folder),)) == []


def test_a_download_that_is_running_is_none(folder: Path) -> None:
    target = unfinished(folder)
    before = find_leftovers(folder, (), (), NOW)
    command = (sys.executable, "-c", HOLDER, str(target.with_name(target.name + ".lock")))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert look(folder) == []
        assert discard(before) == ()
        holder.kill()
    assert look(folder) == ["unfinished download"]


def test_what_is_no_weights_is_left_over(folder: Path) -> None:
    aged(put(folder / "org--model-0123abcd/page.gguf", b"<html>"), days=400)
    (found,) = find_leftovers(folder, (), (), NOW)
    assert (found.kind, found.size, found.age) == (LeftoverKind.NO_WEIGHTS, 6, 400)


def test_good_weights_are_never_left_over(folder: Path, good: bytes) -> None:
    known = put(folder / "org--model-0123abcd/known.gguf", good)
    put(folder / "org--model-0123abcd/forgotten.gguf", good)
    assert look(folder, kept=(known,)) == []


def test_files_that_nobody_fetched_are_not_touched(folder: Path) -> None:
    put(folder / "models.json", b"[]")
    put(folder / "models.lock", b"")
    put(folder / "notes/read me.txt", b"mine")
    elsewhere = put(folder.parent / "elsewhere/other.gguf", b"<html>")
    (folder / "linked").symlink_to(elsewhere.parent)
    (folder / "notes/linked.gguf").symlink_to(elsewhere)
    assert look(folder) == []
    assert look(folder.parent / "nowhere") == []


def test_a_lock_that_nobody_holds_is_left_over(folder: Path, good: bytes) -> None:
    known = put(folder / "org--model-0123abcd/known.gguf", good)
    put(known.with_name("known.gguf.lock"), b"")
    assert look(folder, kept=(known,)) == ["lock of a program that has ended"]
    assert look(folder) == []


def test_parts_of_a_set_stand_and_fall_together(folder: Path, good: bytes) -> None:
    place = folder / "org--model-0123abcd"
    place.mkdir(parents=True)
    first = split_weights(good, place)
    second = place / "safeguard-00002-of-00002.gguf"
    assert look(folder, kept=(first,)) == look(folder) == []
    second.rename(place / f"{second.name}.part")
    assert look(folder) == ["unfinished download"]
    assert look(folder, wanted=(second,)) == look(folder, wanted=(first,)) == []
    (place / f"{second.name}.part").unlink()
    assert look(folder) == ["unfinished download"]


def test_parts_are_deleted_and_whole_files_go_to_the_trash(
    folder: Path, good: bytes, trash: Path
) -> None:
    target = unfinished(folder)
    page = put(target.with_name("page.gguf"), b"<html>")
    leftovers = find_leftovers(folder, (), (), NOW)
    assert set(discard(leftovers)) == set(leftovers)
    assert not target.parent.exists()
    assert [path.name for path in trash.iterdir()] == [page.name]
    assert discard(leftovers[:1]) == leftovers[:1]


def test_what_lies_beside_leftovers_stays(folder: Path, trash: Path) -> None:
    note = put(unfinished(folder).with_name("note.txt"), b"mine")
    discard(find_leftovers(folder, (), (), NOW))
    assert list(note.parent.iterdir()) == [note]
