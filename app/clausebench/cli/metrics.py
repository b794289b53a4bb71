"""``clausebench metrics``: numbers about runs that are already in history."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from clausebench import paths
from clausebench.bootstrap import EngineChoice, current_settings, open_desk
from clausebench.cli.measures import (
    cost_form,
    f1_words,
    measures_form,
    print_confusion,
    print_cost,
    print_overall,
    print_slices,
    print_targets,
    result_form,
    score_form,
    share_form,
    short_words,
    slice_form,
)
from clausebench.cli.options import json_option, workspace_option
from clausebench.cli.output import one_line, print_json, table
from clausebench.cli.policies import as_cases, find_subject
from clausebench.domain.case import Case
from clausebench.domain.errors import BadInputError
from clausebench.domain.measures import (
    By,
    Cost,
    Point,
    TargetResult,
    Together,
    VersionRun,
    check_targets,
    trend,
)
from clausebench.domain.plain import to_plain
from clausebench.domain.run import Run
from clausebench.importing.cases import read_cases
from clausebench.services.comparing import find_run
from clausebench.services.desk import Desk
from clausebench.services.measuring import (
    MeasuredRun,
    costs,
    measured_run,
    policies_together,
    read_target_file,
    version_runs,
)

_SHOWN = 30
"""Contents that are listed; --json has all."""


@click.command("metrics", short_help="Count how past runs fared.")
@click.argument("runs", nargs=-1)
@click.option("--by", type=click.Choice([b.value for b in By]), help="The same for each of these.")
@click.option("--targets", type=click.Path(path_type=Path), help="Minimums, from a TOML file.")
@click.option("--policy", help="The policy: for --trend, or to know the tags of a run's cases.")
@click.option("--cases", type=click.Path(path_type=Path), help="A file that knows the cases' tags.")
@click.option("--trend", "over_versions", is_flag=True, help="The versions of --policy.")
@click.option("--together", "at_once", is_flag=True, help="Right under all policies at once.")
@workspace_option
@json_option
def command(
    runs: tuple[str, ...],
    policy: str | None,
    cases: Path | None,
    workspace: Path | None,
    as_json: bool,
    over_versions: bool,
    at_once: bool,
    **wanted: Any,
) -> int:
    """Numbers about RUN (its id, the end of it, or "last"). Every share has its n and Wilson's
    95 % interval; out of fewer than 10 cases there are only counts.

    With --trend: each version of --policy by its newest suite. With --together: several RUNS of
    different policies over the same contents. Exit code 1 when a target is missed.
    """
    with open_desk(workspace or paths.workspace_path(), EngineChoice(), current_settings()) as desk:
        if over_versions:
            _show_trend(*_trend(desk, policy), as_json=as_json)
            return 0
        found = [find_run(desk.history, name) for name in runs or ("last",)]
        if at_once:
            _show_together(policies_together(desk.history, found), as_json=as_json)
            return 0
        if len(found) > 1:
            raise BadInputError("These are several runs.", hint="Name one, or add --together.")
        known = known_cases(desk, found[0], policy, cases)
        measured = measured_run(desk.history, found[0], known)
    return _show_run(measured, wanted["by"], wanted["targets"], as_json=as_json)


def known_cases(
    desk: Desk, run: Run, policy: str | None, cases: Path | None = None
) -> tuple[Case, ...]:
    """The cases that say what history does not; those of the run's policy unless one is named."""
    if cases is not None:
        return as_cases(read_cases(cases))
    if policy is not None:
        return find_subject(desk, policy).cases
    return desk.library.cases(run.policy_id) if run.policy_id else ()


def _show_run(measured: MeasuredRun, by: str | None, file: Path | None, *, as_json: bool) -> int:
    targets = () if file is None else read_target_file(file)
    results = check_targets(targets, measured.measures)
    if as_json:
        print_json(_run_form(measured, by, results))
    else:
        _print_run(measured, by, results)
    return 0 if all(result.is_met for result in results) else 1


def _run_form(
    measured: MeasuredRun, by: str | None, results: Sequence[TargetResult]
) -> dict[str, Any]:
    form = measures_form(measured.measures, measured.cost)
    if by is not None:
        form["by"] = {by: form["by"][by]}
    return {
        "run": measured.run.id,
        "policy": measured.run.policy_name,
        "measures": form,
        "targets": [result_form(result) for result in results],
    }


def _print_run(measured: MeasuredRun, by: str | None, results: Sequence[TargetResult]) -> None:
    run, found = measured.run, measured.measures
    click.echo(f"{run.policy_name} · {run.engine.name} · run {run.id[-8:]} (n={found.n})\n")
    print_overall(found, measured.cost)
    click.echo()
    print_confusion(found.confusion)
    if by is not None:
        click.echo()
        print_slices(By(by), found.by(By(by)))
        if By(by) not in (By.CLAUSE, By.LABEL) and not any(s.name for s in found.by(By(by))):
            click.echo("Nobody says so of these cases. If they are in a file, name it: --cases.")
    if results:
        click.echo()
        print_targets(results)


def _trend(desk: Desk, policy: str | None) -> tuple[tuple[Point, ...], tuple[Cost, ...]]:
    if policy is None:
        raise BadInputError("--trend is about one policy.", hint="Name it with --policy.")
    versions = find_versions(desk, policy)
    return trend(versions), costs(desk.history, [version.run for version in versions])


def find_versions(desk: Desk, policy: str) -> tuple[VersionRun, ...]:
    """The runs that stand for the versions of a policy, or for the texts of a file."""
    found = find_subject(desk, policy)
    subject = found.subject
    versions = desk.library.versions(subject.policy_id) if subject.policy_id else ()
    return version_runs(desk.history, subject.policy_id, subject.name, versions, found.cases)


def _show_trend(points: Sequence[Point], spent: Sequence[Cost], *, as_json: bool) -> None:
    if as_json:
        versions = [_point_form(point) for point in points]
        print_json({"versions": versions, "costs": [cost_form(cost) for cost in spent]})
        return
    if not points:
        click.echo("No version of this policy has a finished suite run yet.")
        return
    rows = [
        (
            point.name,
            point.at[:16].replace("T", " "),
            short_words(point.overall.right),
            short_words(point.overall.stable) if point.overall.stable.total else "asked once",
            short_words(point.violates.recall),
            f1_words(point.violates),
            one_line(point.reason, 32),
        )
        for point in points
    ]
    header = ("version", "run", "accuracy", "stability", "recall of violates", "F1", "why")
    click.echo(table(header, rows))
    for point in points:
        for doubt in point.doubts:
            click.echo(f"{point.name}: {doubt}")
    for cost in spent:
        print_cost(cost)


def _point_form(point: Point) -> dict[str, Any]:
    return {
        "version": point.name,
        "reason": point.reason,
        "run": point.run_id,
        "at": point.at,
        "engine": point.engine,
        "effort": point.effort,
        **slice_form(point.overall),
        "score": score_form(point.violates),
        "doubts": list(point.doubts),
    }


def _show_together(found: Together, *, as_json: bool) -> None:
    if as_json:
        form = {
            "right": share_form(found.right),
            "policies": {name: share_form(share) for name, share in found.policies},
            "broken": [to_plain(broken) for broken in found.broken],
            "left_out": found.left_out,
        }
        print_json(form)
        return
    click.echo(f"right under all {len(found.policies)} policies: {found.right.words}\n")
    click.echo(table(("policy", "right"), [(n, short_words(s)) for n, s in found.policies]))
    if found.broken:
        rows = [
            (one_line(" / ".join(b.names), 48), ", ".join(b.wrong)) for b in found.broken[:_SHOWN]
        ]
        click.echo()
        click.echo(table(("content", "wrong under"), rows))
    if len(found.broken) > _SHOWN:
        click.echo(f"and {len(found.broken) - _SHOWN} more; --json lists them")
    if found.left_out:
        click.echo(f"{found.left_out} contents were not judged under every policy.")
