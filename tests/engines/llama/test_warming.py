"""Reading the weights once, with progress, and knowing their digest."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.errors import WeightsError
from clausebench.engines.llama.warming import DigestMemory, digest_of_all, warm_and_digest

SIZE = 40 * 1024 * 1024


@pytest.fixture
def parts(tmp_path: Path) -> tuple[Path, ...]:
    paths = (tmp_path / "a", tmp_path / "b")
    for path in paths:
        path.write_bytes(path.name.encode() * (SIZE // 2))
    return paths


def _drained(
    parts: tuple[Path, ...], known: tuple[str, ...] = ("", "")
) -> tuple[list[float], tuple[str, ...]]:
    reading, seen = warm_and_digest(parts, known[: len(parts)], CancelToken()), []
    while True:
        try:
            seen.append(next(reading))
        except StopIteration as finished:
            return seen, finished.value


def test_progress_grows_to_one(parts: tuple[Path, ...]) -> None:
    seen, _ = _drained(parts)
    assert seen == sorted(seen)
    assert len(seen) > 2
    assert seen[-1] == 1.0


def test_each_part_has_its_digest(parts: tuple[Path, ...]) -> None:
    digests = tuple(hashlib.sha256(part.read_bytes()).hexdigest() for part in parts)
    assert _drained(parts)[1] == digests
    assert _drained(parts[:1])[1] == digests[:1]


def test_one_digest_stands_for_all_parts() -> None:
    assert digest_of_all(("abc",)) == "abc"
    assert len({digest_of_all(("a", "b")), digest_of_all(("b", "a")), digest_of_all(("a",))}) == 3
    assert digest_of_all(("a", "")) == digest_of_all(()) == ""


def test_what_is_known_is_believed(parts: tuple[Path, ...]) -> None:
    second = hashlib.sha256(parts[1].read_bytes()).hexdigest()
    assert _drained(parts, known=("abc", ""))[1] == ("abc", second)


def test_reading_stops_between_two_steps(parts: tuple[Path, ...]) -> None:
    cancel = CancelToken()
    reading = warm_and_digest(parts, ("", ""), cancel)
    next(reading)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(reading)


def test_a_file_that_vanished_is_a_weights_error(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(WeightsError, match="cannot be read"):
        _drained((tmp_path / "folder",))


def test_a_digest_is_remembered_until_the_file_changes(
    parts: tuple[Path, ...], tmp_path: Path
) -> None:
    folder = str(tmp_path / "cache")
    DigestMemory(folder).keep(parts, ("a", "b"))
    assert DigestMemory(folder).recall(parts) == ("a", "b")
    parts[0].write_bytes(b"changed")
    assert DigestMemory(folder).recall(parts) == ("", "b")
    copy = tmp_path / "copy"
    copy.write_bytes(parts[1].read_bytes())
    found = parts[1].stat()
    os.utime(copy, ns=(found.st_atime_ns, found.st_mtime_ns))
    copy.replace(parts[1])
    assert DigestMemory(folder).recall(parts) == ("", "")


def test_two_files_are_remembered_apart(parts: tuple[Path, ...], tmp_path: Path) -> None:
    memory = DigestMemory(str(tmp_path / "cache"))
    memory.keep(parts[:1], ("a",))
    memory.keep(parts[1:], ("b",))
    assert memory.recall(parts) == ("a", "b")


def test_a_broken_memory_is_an_empty_one(parts: tuple[Path, ...], tmp_path: Path) -> None:
    (tmp_path / "weights-digests.json").write_text("[not json")
    memory = DigestMemory(str(tmp_path))
    assert memory.recall(parts) == ("", "")
    memory.keep(parts, ("a", "b"))
    assert memory.recall(parts) == ("a", "b")


def test_without_a_folder_nothing_is_remembered(parts: tuple[Path, ...]) -> None:
    memory = DigestMemory("")
    memory.keep(parts, ("a", "b"))
    assert memory.recall(parts) == ("", "")
