"""``clausebench test BUNDLE``: run a bundle's cases again and compare with what it brings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from clausebench.bootstrap import current_settings, open_desk
from clausebench.cli.bundles import say_standing, verified
from clausebench.cli.junit import write_rows
from clausebench.cli.options import EngineOptions
from clausebench.cli.output import mark, print_json, table
from clausebench.cli.progress import Progress
from clausebench.domain.bundle.release import Release
from clausebench.domain.cancel import CancelToken
from clausebench.domain.plain import to_plain
from clausebench.domain.run import RunSettings
from clausebench.services import replaying as services
from clausebench.services.desk import Desk
from clausebench.services.replaying import Likeness, ReplayReport, replay_settings
from clausebench.settings import Settings


def replay(path: Path, options: EngineOptions, junit: Path | None, *, as_json: bool) -> int:
    """0: every verdict is as it was, or there is none to compare with. 1: some differ."""
    found = verified(path)
    settings = current_settings()
    asked = _settings(found.release, options, settings)
    with open_desk(options.workspace_path, options.choice, settings) as desk:
        report = _run(desk, found.release, asked, quiet=as_json)
    if junit is not None:
        write_rows(junit, found.release.title, _rows(report))
    if as_json:
        print_json({**to_plain(report), "counts": _counts(report)})
    else:
        say_standing(found)
        _print(report)
    return 0 if report.is_reproduced else 1


def _settings(release: Release, options: EngineOptions, settings: Settings) -> RunSettings:
    """As the bundle was judged, but for what was asked for here."""
    here = options.run_settings(settings)
    there = replay_settings(release)
    if there is None:
        return here
    given = {
        "effort": here.effort if options.effort else None,
        "sampler": here.sampler if options.sampler else None,
        "seed": options.seed,
        "repeats": options.repeat if options.repeat > 1 else None,
        "stop_when_sure": options.stop_when_sure,
    }
    return replace(there, **{k: v for k, v in given.items() if v is not None})  # type: ignore[arg-type]


def _run(desk: Desk, release: Release, settings: RunSettings, *, quiet: bool) -> ReplayReport:
    progress = Progress(quiet=quiet)
    running = services.replay(desk.suites, release, settings, CancelToken())
    try:
        while True:
            progress.show(next(running))
    except StopIteration as end:
        report: ReplayReport = end.value
    progress.done()
    return report


def _counts(report: ReplayReport) -> dict[str, int]:
    return {likeness.value: report.count(likeness) for likeness in Likeness}


def _rows(report: ReplayReport) -> list[tuple[str, str, str]]:
    return [
        (
            case.case,
            f"was {case.before or 'no majority'}, is {case.now or 'no majority'}"
            if case.likeness is Likeness.DIFFERENT
            else "",
            "the bundle brings no verdict" if case.likeness is Likeness.UNPROVEN else "",
        )
        for case in report.cases
    ]


def _print(report: ReplayReport) -> None:
    shown = [case for case in report.cases if case.likeness is Likeness.DIFFERENT]
    if shown:
        rows = [(c.case, mark(c.before, "no majority"), mark(c.now, "no majority")) for c in shown]
        click.echo(table(("case", "then", "now"), rows))
    told = ", ".join(
        f"{count} {likeness.replace('-', ' ')}" for likeness, count in _counts(report).items()
    )
    click.echo(f"{told} (n={len(report.cases)})")
    if report.note:
        click.echo(report.note)
