"""What the README promises exists."""

from __future__ import annotations

import re
from pathlib import Path

from clausebench.cli.main import cli, register

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


def test_the_readme_shows_the_two_commands() -> None:
    assert "python3 packaging/bootstrap.py run" in README
    assert "python3 packaging/bootstrap.py test" in README


def test_every_command_in_the_readme_exists_with_its_options() -> None:
    register()
    for line in re.findall(r"^(?:\$ )?clausebench (\w+)([^\n]*)", README, re.MULTILINE):
        name, rest = line
        assert name in cli.commands, name
        known = {o for p in cli.commands[name].params for o in p.opts}
        assert set(re.findall(r"(--[a-z-]+)", rest)) <= known, f"{name}{rest}"


def test_every_picture_in_the_readme_is_there() -> None:
    for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / target).is_file(), target
