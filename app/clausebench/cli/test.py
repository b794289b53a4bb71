"""``clausebench test``: the cases of a policy, with an exit code for CI."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from clausebench.bootstrap import current_settings, open_desk
from clausebench.cli.bundles import is_bundle
from clausebench.cli.changes import comparison_form, print_comparison
from clausebench.cli.compare import sides_named
from clausebench.cli.junit import write_junit
from clausebench.cli.options import EngineOptions, engine_options, json_option
from clausebench.cli.output import engine_form, mark, one_line, print_json, table
from clausebench.cli.policies import FoundPolicy, as_cases, find_subject
from clausebench.cli.progress import Progress
from clausebench.cli.replay import replay
from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Outcome
from clausebench.domain.comparison import Change, Comparison, Side, compare
from clausebench.domain.errors import BadInputError, EngineCrashedError
from clausebench.domain.plain import to_plain
from clausebench.domain.run import Run, RunSettings
from clausebench.domain.verdict import VerdictStatus
from clausebench.importing.cases import read_cases
from clausebench.services.desk import Desk
from clausebench.services.suites import (
    CaseJudged,
    CaseResult,
    RunFinished,
    SuiteReport,
    collapse,
)


@click.command("test", short_help="Run a policy's test cases.")
@click.argument("policy")
@click.option("--cases", type=click.Path(path_type=Path), help="Cases from a .csv or .jsonl file.")
@engine_options
@click.option("--baseline", help="Compare with a run, or a file that --json wrote before.")
@click.option("--against", help="Compare with another policy on the same cases.")
@click.option("--junit", type=click.Path(path_type=Path), help="Also write a JUnit XML report.")
@json_option
def command(
    policy: str,
    cases: Path | None,
    baseline: str | None,
    against: str | None,
    junit: Path | None,
    as_json: bool,
    **given: Any,
) -> int:
    """Run the test cases of POLICY. Exit code 1 when a case fails; with --baseline or --against
    only when one is broken that was right there. POLICY may be a bundle: then its cases are run
    as it says they were, and exit code 1 means that a verdict differs from those it brings.

    The cases come from --cases, from the folder's cases.csv, or from the workspace.
    """
    options = EngineOptions(**given)
    if is_bundle(policy):
        return replay(Path(policy), options, junit, as_json=as_json)
    settings = current_settings()
    with open_desk(options.workspace_path, options.choice, settings) as desk:
        found = find_subject(desk, policy)
        if cases is not None:
            found = FoundPolicy(found.subject, as_cases(read_cases(cases)))
        if not found.cases:
            raise BadInputError(
                f"{policy} has no test cases.", hint="Name a file with --cases, or keep some first."
            )
        asked = options.run_settings(settings)
        before = _before(desk, found, asked, baseline, against, quiet=as_json)
        run, report = run_suite(desk, found, asked, quiet=as_json)
    if junit is not None:
        write_junit(junit, found.subject.name, report.results)
    compared = None if before is None else compare(before, _sides(report))
    _print(run, report, compared, as_json=as_json)
    if all(r.status is VerdictStatus.CRASHED for r in report.results):
        raise EngineCrashedError(
            "The engine crashed on every case.", hint="Try another weights file."
        )
    if compared is not None:
        return 1 if compared.count(Change.BROKEN) else 0
    return 0 if report.summary.is_clean else 1


def _before(
    desk: Desk,
    found: FoundPolicy,
    settings: RunSettings,
    baseline: str | None,
    against: str | None,
    *,
    quiet: bool,
) -> dict[str, Side] | None:
    """What to compare with; None when nothing was named."""
    if baseline and against:
        raise BadInputError("--baseline and --against are two comparisons.", hint="Name one.")
    if baseline:
        return sides_named(desk, baseline)
    if not against:
        return None
    other = FoundPolicy(find_subject(desk, against).subject, found.cases)
    return _sides(run_suite(desk, other, settings, quiet=quiet)[1])


def _sides(report: SuiteReport) -> dict[str, Side]:
    return {
        r.case.name: Side(r.decision, r.shown.clauses, r.outcome, r.agreement, len(r.verdicts))
        for r in report.results
    }


def _print(run: Run, report: SuiteReport, compared: Comparison | None, *, as_json: bool) -> None:
    if as_json:
        form = _form(run, report)
        print_json(form if compared is None else {**form, "comparison": comparison_form(compared)})
        return
    print_report(run, report)
    if compared is not None:
        click.echo()
        print_comparison(compared)


def run_suite(
    desk: Desk, found: FoundPolicy, settings: RunSettings, *, quiet: bool
) -> tuple[Run, SuiteReport]:
    """Run the cases with progress on the terminal."""
    progress = Progress(quiet=quiet)
    judged: list[CaseJudged] = []
    run: Run | None = None
    for event in desk.suites.run(found.subject, found.cases, settings, CancelToken()):
        progress.show(event)
        if isinstance(event, CaseJudged):
            judged.append(event)
        elif isinstance(event, RunFinished):
            run = event.run
    progress.done()
    if run is None:
        raise AssertionError("a run ends with RunFinished")
    places = {case.name: place for place, case in enumerate(found.cases)}
    judged.sort(key=lambda event: (places[event.case.name], event.stored.repeat))
    return run, collapse(judged)


def _form(run: Run, report: SuiteReport) -> dict[str, Any]:
    return {
        "run": run.id,
        "policy": run.policy_name,
        "policy_hash": run.policy_hash,
        "engine": engine_form(run.engine),
        "settings": to_plain(run.settings),
        "cases": [_case_form(result) for result in report.results],
        "summary": to_plain(report.summary),
    }


def _case_form(result: CaseResult) -> dict[str, Any]:
    case, shown = result.case, result.shown
    return {
        "id": case.name,
        "expected": case.expected.decision,
        "expected_label": case.expected.label,
        "expected_clauses": list(case.expected.clauses),
        "decision": result.decision,
        "status": result.status,
        "label": shown.label,
        "clauses": list(shown.clauses),
        "outcome": result.outcome,
        "passed": result.outcome is Outcome.PASSED,
        "agreement": result.agreement,
        "repeats": len(result.verdicts),
        "seconds": sum(v.seconds for v in result.verdicts),
    }


def print_report(run: Run, report: SuiteReport) -> None:
    """The table of cases and the totals."""
    rows = [
        (
            result.outcome.value,
            result.case.name,
            mark(result.case.expected.decision, "not labelled"),
            mark(result.decision, result.status),
            " ".join(result.shown.clauses[:3]),
            f"{result.agreement:.0%}" if len(result.verdicts) > 1 else "",
            one_line(result.case.content, 40),
        )
        for result in report.results
    ]
    header = ("outcome", "case", "expected", "verdict", "clauses", "agree", "content")
    click.echo(table(header, rows))
    summary = report.summary
    click.echo(
        f"\n{summary.passed} passed, {summary.failed} failed, "
        f"{summary.wrong_clause} right for the wrong clause, "
        f"{summary.unsteady} unsteady, {summary.unreadable} unreadable"
        f" (n={summary.judged})"
    )
    scores = (("precision", summary.precision), ("recall", summary.recall), ("F1", summary.f1))
    click.echo("  ".join(f"{name} {value:.2f}" for name, value in scores if value is not None))
    asked = f"effort {run.settings.effort} · seed {run.settings.seed}"
    click.echo(f"{run.engine.name} · {asked} · run {run.id[-8:]}")
