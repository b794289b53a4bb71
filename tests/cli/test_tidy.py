"""``clausebench models tidy``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Cli
from tests.support.other_programs import put

from clausebench import paths


@pytest.fixture
def place() -> Path:
    return paths.models_dir() / "org--model-0123abcd"


@pytest.fixture
def part(place: Path) -> Path:
    return put(place / "weights.gguf.part", bytes(2_000_000))


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Somebody sits at the terminal and says so."""

    def say(is_yes: bool) -> None:
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr("click.confirm", lambda _question: is_yes)

    return say


def test_nothing_is_left_over_at_first(cli: Cli) -> None:
    said = cli("models", "tidy")
    assert (said.code, said.out) == (0, "Nothing is left over.\n")
    assert cli("models", "tidy", "--json", "--yes").json == {"leftovers": [], "removed": []}


def test_leftovers_are_shown_and_stay_without_consent(cli: Cli, part: Path) -> None:
    said = cli("models", "tidy")
    assert "unfinished download" in said.out
    assert "2.0 MB" in said.out
    assert "today" in said.out
    assert "Nothing was removed" in said.out
    (found,) = cli("models", "tidy", "--json").json["leftovers"]
    assert (found["paths"], found["size"], found["age"]) == ([str(part)], 2_000_000, 0)
    assert part.exists()


def test_with_consent_they_go(cli: Cli, part: Path) -> None:
    said = cli("models", "tidy", "--yes")
    assert "Removed: 2.0 MB" in said.out
    assert not part.parent.exists()


def test_a_program_gets_told_what_went(cli: Cli, part: Path) -> None:
    said = cli("models", "tidy", "--yes", "--json").json
    assert said["removed"] == said["leftovers"]
    assert not part.exists()


@pytest.mark.parametrize("is_yes", [True, False])
def test_a_person_is_asked(
    cli: Cli, part: Path, answer: Callable[[bool], None], is_yes: bool
) -> None:
    answer(is_yes)
    cli("models", "tidy")
    assert part.exists() is not is_yes
