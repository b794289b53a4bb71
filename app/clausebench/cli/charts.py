"""``clausebench charts``: pictures of a run, or of a policy's versions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from clausebench import paths
from clausebench.bootstrap import EngineChoice, current_settings, open_desk
from clausebench.cli.metrics import find_versions, known_cases
from clausebench.cli.options import workspace_option
from clausebench.domain.errors import BadInputError
from clausebench.services.calibrating import calibrate
from clausebench.services.charting import (
    ChartLook,
    Picture,
    policy_charts,
    run_charts,
    write_pictures,
)
from clausebench.services.comparing import find_run
from clausebench.services.desk import Desk
from clausebench.services.measuring import measured_run


@click.command("charts", short_help="Draw charts of a run or a policy.")
@click.argument("run", required=False)
@click.option("--policy", help="The versions of this policy instead of one run.")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The folder to write to."
)
@click.option("--format", "suffix", type=click.Choice(["svg", "png"]), default="svg")
@click.option("--dark", is_flag=True, help="Light on dark.")
@click.option("--names", is_flag=True, help="Name the cases; names may quote what they are about.")
@workspace_option
def command(
    run: str | None,
    policy: str | None,
    out: Path,
    suffix: str,
    dark: bool,
    names: bool,
    workspace: Path | None,
) -> int:
    """Draw RUN (its id, the end of it, or "last"): confusion, agreement, clauses. With --policy:
    the trend over its versions, its cases over versions, and how far confidence can be trusted.
    """
    if (run is None) is (policy is None):
        raise BadInputError("Charts are of a run or of a policy.", hint="Name one of the two.")
    look = ChartLook(suffix, dark)
    with open_desk(workspace or paths.workspace_path(), EngineChoice(), current_settings()) as desk:
        if run is not None:
            found = find_run(desk.history, run)
            known = known_cases(desk, found, None)
            pictures = run_charts(measured_run(desk.history, found, known), look)
        else:
            pictures = _of_policy(desk, policy or "", look, with_names=names)
        lacking = write_pictures(pictures, out, lambda path: click.echo(str(path)))
    for sentence in lacking:
        click.echo(sentence)
    return 0


def _of_policy(desk: Desk, policy: str, look: ChartLook, *, with_names: bool) -> Iterator[Picture]:
    versions = find_versions(desk, policy)
    calibrations = calibrate(desk.history, [version.run for version in versions])
    return policy_charts(versions, calibrations, look, with_names=with_names)
