"""Starting is quick: a command imports what it needs, and help imports no command."""

from __future__ import annotations

import subprocess
import sys

from tests.cli.conftest import Cli

from clausebench.cli.commands import COMMANDS
from clausebench.cli.main import cli as group
from clausebench.cli.main import register


def _modules(*arguments: str) -> set[str]:
    """What is imported when the command line has run."""
    code = (
        "import sys; from clausebench.cli.main import main\n"
        f"main({list(arguments)!r})\n"
        "print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(said.stderr.split())


def test_the_table_says_what_the_commands_say_of_themselves() -> None:
    register()
    assert set(group.commands) == set(COMMANDS)
    for name, place in COMMANDS.items():
        assert group.commands[name].short_help == place.short_help
        assert group.commands[name].name == name


def test_help_names_every_command_and_imports_none() -> None:
    found = _modules("--help")
    assert not found & {f"clausebench.cli.{place.module}" for place in COMMANDS.values()}
    assert "clausebench.storage.workspace" not in found


def test_a_command_imports_its_own_module_only() -> None:
    found = _modules("keys", "--help")
    assert "clausebench.cli.keys" in found
    assert "clausebench.cli.models" not in found


def test_help_shows_the_short_helps(cli: Cli) -> None:
    said = cli("--help").out
    for name, place in COMMANDS.items():
        assert name in said
        assert place.short_help in said
    assert cli("nonsense").code == 2
