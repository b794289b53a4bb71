"""``clausebench doctor``: what is installed, what the machine can do, what is wrong."""

from __future__ import annotations

from pathlib import Path

import click

from clausebench import paths
from clausebench.bootstrap import current_settings, examine
from clausebench.cli.options import json_option, workspace_option
from clausebench.cli.output import print_json
from clausebench.domain.plain import to_plain

_MARKS = {"good": "ok  ", "note": "note", "bad": "BAD "}


@click.command("doctor", short_help="Check versions, machine, engine and workspace.")
@click.option(
    "--weights",
    type=click.Path(path_type=Path),
    help="Also load this GGUF file, say how it fits here, and judge six plain cases with it.",
)
@workspace_option
@json_option
def command(weights: Path | None, workspace: Path | None, as_json: bool) -> int:
    """Check versions, processor, memory, the engine's process and the workspace's health."""
    report = examine(workspace or paths.workspace_path(), weights, current_settings())
    if as_json:
        print_json(to_plain(report))
    else:
        for check in report.checks:
            click.echo(f"{_MARKS[check.state]}  {check.name:<12} {check.finding}")
            if check.hint:
                click.echo(f"                    {check.hint}")
    return 2 if any(check.state == "bad" for check in report.checks) else 0
