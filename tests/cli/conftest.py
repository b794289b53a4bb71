"""A policy folder, and the command line bound to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.command_line import Said, run
from tests.support.policies import SPAM

Cli = Callable[..., Said]


@pytest.fixture
def cli(capfdbinary: pytest.CaptureFixture[bytes]) -> Cli:
    return lambda *arguments: run(capfdbinary, *arguments)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "spam"
    path.mkdir()
    (path / "policy.md").write_text(SPAM)
    (path / "cases.csv").write_text(
        "id,content,expected\n"
        "sale,words that sell a course to people who did not ask,violates\n"
        "receipt,receipts and reminders for your order,allowed\n"
    )
    return path


@pytest.fixture
def bundle(cli: Cli, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Tested twice over, exported with everything, in the current folder."""
    monkeypatch.chdir(tmp_path)
    assert cli("test", str(folder), "--repeat", "2", "--seed", "4").code in (0, 1)
    assert cli("export", str(folder), "--evidence", "full", "--out", "b.zip").code == 0
    return "b.zip"


def title_of(cli: Cli, bundle: str) -> str:
    """Of the policy in a bundle."""
    return str(cli("verify", bundle, "--json").json["manifest"]["title"])
