"""``clausebench compare``: two runs, case by case."""

from __future__ import annotations

from pathlib import Path

import click

from clausebench import paths
from clausebench.bootstrap import EngineChoice, current_settings, open_desk
from clausebench.cli.changes import comparison_form, print_comparison
from clausebench.cli.options import json_option, workspace_option
from clausebench.cli.output import print_json
from clausebench.domain.comparison import Side, compare
from clausebench.services.comparing import find_run, sides_of_file, sides_of_run
from clausebench.services.desk import Desk


@click.command("compare", short_help="Compare two runs case by case.")
@click.argument("before")
@click.argument("after")
@click.option("--all", "everything", is_flag=True, help="Also the cases that did not change.")
@workspace_option
@json_option
def command(
    before: str, after: str, everything: bool, workspace: Path | None, as_json: bool
) -> int:
    """What became better, worse or only different from BEFORE to AFTER.

    Each is a run (its id, the end of it, or "last") or a file that "test --json" wrote.
    """
    with open_desk(workspace or paths.workspace_path(), EngineChoice(), current_settings()) as desk:
        compared = compare(sides_named(desk, before), sides_named(desk, after))
    if as_json:
        print_json(comparison_form(compared))
    else:
        print_comparison(compared, everything=everything)
    return 0


def sides_named(desk: Desk, name: str) -> dict[str, Side]:
    """Of a file where there is one of that name, else of a run in history."""
    path = Path(name)
    if path.is_file():
        return sides_of_file(path)
    return sides_of_run(desk.history, find_run(desk.history, name))
