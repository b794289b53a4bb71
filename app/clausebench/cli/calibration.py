"""``clausebench calibration``: does measured confidence mean what it says?"""

from __future__ import annotations

from pathlib import Path

import click

from clausebench import paths
from clausebench.bootstrap import EngineChoice, current_settings, open_desk
from clausebench.cli.options import json_option, workspace_option
from clausebench.cli.output import print_json, table
from clausebench.cli.policies import find_subject
from clausebench.domain.calibration import Bin
from clausebench.domain.plain import to_plain
from clausebench.domain.run import Run
from clausebench.services.calibrating import Calibration, calibrate
from clausebench.services.desk import Desk
from clausebench.services.recording import Subject

_MOST_RUNS = 10_000
_WIDTH = 20


@click.command("calibration", short_help="Compare measured confidence with expectations.")
@click.argument("policy")
@workspace_option
@json_option
def command(policy: str, workspace: Path | None, as_json: bool) -> int:
    """Compare the confidence of all kept verdicts on POLICY's test cases with what was expected.

    For each engine and effort: how often verdicts of some confidence were right.
    """
    with open_desk(workspace or paths.workspace_path(), EngineChoice(), current_settings()) as desk:
        subject = find_subject(desk, policy).subject
        found = calibrate(desk.history, _runs(desk, subject))
    if as_json:
        print_json({"calibrations": [to_plain(calibration) for calibration in found]})
        return 0
    for calibration in found:
        _print(calibration)
    if not found:
        click.echo("No verdict on a test case with an expectation has a measured confidence yet.")
    return 0


def _runs(desk: Desk, subject: Subject) -> list[Run]:
    """Of the policy in the workspace; of a file, those under its name."""
    runs = desk.history.runs(subject.policy_id, _MOST_RUNS)
    return [run for run in runs if subject.policy_id or run.policy_name == subject.name]


def _print(calibration: Calibration) -> None:
    known = calibration.reliability
    click.echo(f"{calibration.engine} · effort {calibration.effort}")
    click.echo(f"  {known.right} of {known.count} verdicts right")
    if known.missing:
        click.echo(f"  {known.missing}\n")
        return
    if known.ece is not None and known.brier is not None:
        click.echo(f"  off by {known.ece:.2f} on average (ECE), Brier score {known.brier:.2f}")
    rows = [_row(b) for b in known.bins]
    for line in table(("confidence", "n", "right", "95 % interval", ""), rows).splitlines():
        click.echo(f"  {line}")
    click.echo("")


def _row(b: Bin) -> tuple[str, str, str, str, str]:
    """``#`` up to the share that was right, ``|`` where the confidence says it should be."""
    bar = list("#" * round(b.right * _WIDTH) + " " * (_WIDTH - round(b.right * _WIDTH)))
    bar[min(round(b.confidence * _WIDTH), _WIDTH - 1)] = "|"
    between = f"{b.right_low:.2f} to {b.right_high:.2f}"
    return f"{b.low:.1f} to {b.high:.1f}", str(b.count), f"{b.right:.2f}", between, "".join(bar)
