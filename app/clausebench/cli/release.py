"""``clausebench release``: where a policy stands between draft and approved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from clausebench import paths
from clausebench.bootstrap.exchange import open_exchange
from clausebench.cli.bundles import target_options, targets_of
from clausebench.cli.measures import print_targets, result_form
from clausebench.cli.options import json_option, workspace_option
from clausebench.cli.output import one_line, print_json
from clausebench.domain.bundle.approval import Stage
from clausebench.domain.bundle.measures import MetricsSnapshot
from clausebench.domain.errors import BadInputError
from clausebench.domain.measures import TargetResult
from clausebench.domain.plain import to_plain
from clausebench.services.approving import StageReport
from clausebench.services.exchange import Exchange


@click.command("release", short_help="Bring a policy from draft to approved.")
@click.argument("policy")
@click.option("--to", type=click.Choice([s.value for s in Stage]), help="The next stage.")
@click.option("--by", default="", help="Who takes the step.")
@click.option("--reason", default="", help="Why.")
@click.option("--anyway", default="", help="Approve past obstacles, for this reason.")
@target_options[0]
@click.option("--licence", help="Keep these terms of the policy, such as Apache-2.0; “” forgets.")
@click.option("--attribution", help="Keep whom to name; “” forgets.")
@click.option("--targets", metavar="FILE", help="Keep what it has to reach (TOML); none forgets.")
@workspace_option
@json_option
def command(policy: str, workspace: Path | None, as_json: bool, **given: Any) -> int:
    """Show where the newest version of POLICY stands, or take a step with --to.

    --licence, --attribution and --targets are kept with the policy: later releases and exports
    use them where nothing else is said.

    Exit code 0: nothing stands in the way, or the step was taken. 1: something does (without
    --to). 2: the step was refused.
    """
    targets = targets_of(given["target"], None)
    with open_exchange(workspace or paths.workspace_path()) as exchange:
        _keep_terms(exchange, policy, given)
        approving = exchange.approving
        if given["to"]:
            approving.move(
                policy,
                Stage(given["to"]),
                given["by"],
                given["reason"],
                override=given["anyway"],
                targets=targets,
            )
        report = approving.report(policy, targets)
    if as_json:
        print_json(_form(report))
    else:
        _print(report)
    return 1 if report.obstacles and not given["to"] else 0


def _keep_terms(exchange: Exchange, policy: str, given: dict[str, Any]) -> None:
    """What was said of the policy's terms; nothing was said, nothing changes."""
    licence, attribution, source = (given[key] for key in ("licence", "attribution", "targets"))
    if licence is None and attribution is None and source is None:
        return
    text = "" if source == "none" else source and targets_text(Path(source))
    exchange.terms.keep(
        policy, licence=licence, attribution=attribution, targets=text, source=source or ""
    )


def targets_text(path: Path) -> str:
    """The words of a targets file. Raises ``BadInputError``."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path} cannot be read.", hint="Check the name.") from error


def _form(report: StageReport) -> dict[str, Any]:
    return {
        "version": report.version.number,
        "policy_sha256": report.version.hash,
        "stage": report.stage,
        "draft_differs": report.draft_differs,
        "steps": to_plain(report.steps),
        "metrics": to_plain(report.metrics),
        "targets": [result_form(result) for result in _results(report)],
        "obstacles": to_plain(report.obstacles),
    }


def _print(report: StageReport) -> None:
    click.echo(f"Version {report.version.number}: {report.stage}")
    if report.draft_differs:
        click.echo("  The draft has words that are in no version yet; this is not about them.")
    for step in report.steps:
        click.echo(f"  {step.at[:16]}  {step.stage}  {step.who}: {one_line(step.reason, 70)}")
        if step.override:
            click.echo(f"    past obstacles, because: {one_line(step.override, 70)}")
    if report.metrics is not None:
        _print_metrics(report.metrics)
    for obstacle in report.obstacles:
        click.echo(f"In the way: {one_line(obstacle.sentence, 200)}")
        if obstacle.remedy:
            click.echo(f"    {one_line(obstacle.remedy, 200)}")
    if not report.obstacles:
        click.echo("Nothing stands in the way of approving it.")


def _print_metrics(metrics: MetricsSnapshot) -> None:
    for name, rate in (
        ("decided as expected", metrics.accuracy),
        ("precision", metrics.precision),
        ("recall", metrics.recall),
        ("the same each time", metrics.stability),
    ):
        click.echo(f"  {name:<20}{rate.share.words if rate.of else 'no cases'}")
    print_targets(metrics.results)


def _results(report: StageReport) -> tuple[TargetResult, ...]:
    return report.metrics.results if report.metrics else ()
