"""Files of a repository, and how a download is told."""

from __future__ import annotations

from clausebench.domain.weights import Phase, Progress, RemoteFile, RemoteRepo

NAMES = ("w-00002-of-00002.gguf", "README.md", "w-00001-of-00002.gguf", "other.gguf")
REPO = RemoteRepo("org/w", "abc", tuple(RemoteFile(name, 1, "") for name in NAMES))


def test_a_pattern_finds_parts_in_their_order() -> None:
    found = [file.name for file in REPO.matching("w-*-of-*.gguf")]
    assert found == ["w-00001-of-00002.gguf", "w-00002-of-00002.gguf"]
    assert REPO.matching("*.safetensors") == ()


def test_time_left_is_told_only_when_bytes_come() -> None:
    assert Progress(Phase.DOWNLOADING, "w", 10, 110, rate=50.0).seconds_left == 2.0
    assert Progress(Phase.RETRYING, "w", 10, 110).seconds_left is None
