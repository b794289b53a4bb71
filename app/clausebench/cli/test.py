"""``clausebench test``: the cases of a policy, with an exit code for CI."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from clausebench.bootstrap import current_settings, open_desk
from clausebench.cli.bundles import is_bundle
from clausebench.cli.changes import comparison_form, print_comparison
from clausebench.cli.compare import sides_named
from clausebench.cli.junit import write_junit
from clausebench.cli.measures import (
    measures_form,
    print_targets,
    result_form,
)
from clausebench.cli.options import EngineOptions, engine_options, json_option
from clausebench.cli.output import engine_form, print_json
from clausebench.cli.policies import FoundPolicy, find_subject, subject_with_cases
from clausebench.cli.replay import replay
from clausebench.cli.rounds import in_rounds, round_options
from clausebench.cli.splitting import choose_cases, left_out_words, split_options
from clausebench.cli.suite_report import print_report
from clausebench.cli.suite_running import run_suite
from clausebench.domain.case import Outcome
from clausebench.domain.comparison import Change, Comparison, Side, compare
from clausebench.domain.errors import BadInputError, EngineCrashedError
from clausebench.domain.measures import Target, TargetResult, check_targets
from clausebench.domain.plain import to_plain
from clausebench.domain.run import RunSettings
from clausebench.domain.verdict import VerdictStatus
from clausebench.services.desk import Desk
from clausebench.services.measuring import (
    MeasuredRun,
    measured_run,
    read_target_file,
)
from clausebench.services.suites import (
    CaseResult,
    SuiteReport,
)


@click.command("test", short_help="Run a policy's test cases.")
@click.argument("policy")
@click.option("--cases", type=click.Path(path_type=Path), help="Cases from a .csv or .jsonl file.")
@engine_options
@round_options
@click.option("--baseline", help="Compare with a run, or a file that --json wrote before.")
@click.option("--against", help="Compare with another policy on the same cases.")
@split_options
@click.option(
    "--targets", type=click.Path(path_type=Path), help="Minimums to reach, from a TOML file."
)
@click.option("--junit", type=click.Path(path_type=Path), help="Also write a JUnit XML report.")
@json_option
def command(
    policy: str,
    cases: Path | None,
    baseline: str | None,
    against: str | None,
    junit: Path | None,
    as_json: bool,
    most_repeats: int | None,
    careful_effort: str | None,
    reuse: bool,
    resume: str | None,
    **given: Any,
) -> int:
    """Run the test cases of POLICY. Exit code 1 when a case fails; with --baseline or --against
    only when one is broken that was right there, with --targets only when a target is missed.
    A bundle's cases are run as it says they were; 1 then means that a verdict differs from it.

    The cases come from --cases, from the folder's cases.csv, or from the workspace. Locked ones
    are run only when asked for, and which of them failed is then told to programs only.
    """
    locked, all_cases = given.pop("locked"), given.pop("all_cases")
    targets = _targets(given.pop("targets"))
    options = EngineOptions(**given)
    if is_bundle(policy):
        return replay(Path(policy), options, junit, as_json=as_json)
    settings = current_settings()
    with open_desk(options.workspace_path, options.choice, settings) as desk:
        found = subject_with_cases(desk, policy, cases)
        chosen, left_out = choose_cases(
            found.cases, locked=locked, all_cases=all_cases or resume is not None
        )
        found = FoundPolicy(found.subject, chosen)
        asked = in_rounds(options.run_settings(settings), most_repeats, careful_effort, reuse=reuse)
        before = _before(desk, found, asked, baseline, against, quiet=as_json)
        run, report = run_suite(desk, found, asked, quiet=as_json, resume=resume)
        measured = measured_run(desk.history, run, found.cases)
    if junit is not None:
        write_junit(junit, found.subject.name, report.results)
    compared = None if before is None else compare(before, _sides(report))
    results = check_targets(targets, measured.measures)
    tested = _Tested(measured, report, compared, results, left_out, only_totals=locked)
    print_json(_form(tested)) if as_json else _print(tested)
    if all(r.status is VerdictStatus.CRASHED for r in report.results):
        raise EngineCrashedError(
            "The engine crashed on every case.", hint="Try another weights file."
        )
    return tested.exit_code


@dataclass(frozen=True, slots=True)
class _Tested:
    """All that came of it. ``only_totals``: people are not told about single cases."""

    measured: MeasuredRun
    report: SuiteReport
    compared: Comparison | None
    targets: tuple[TargetResult, ...]
    left_out: int
    only_totals: bool

    @property
    def exit_code(self) -> int:
        """What is asked for decides; without a baseline and targets, every case."""
        if self.compared is None and not self.targets:
            return 0 if self.report.summary.is_clean else 1
        is_broken = self.compared is not None and self.compared.count(Change.BROKEN)
        return 1 if is_broken or not all(result.is_met for result in self.targets) else 0


def _targets(file: Path | None) -> tuple[Target, ...]:
    return () if file is None else read_target_file(file)


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
        r.case.name: Side(r.decision, r.shown.clauses, r.outcome, r.agreement, r.counted)
        for r in report.results
    }


def _print(tested: _Tested) -> None:
    run, report = tested.measured.run, tested.report
    print_report(run, report, only_totals=tested.only_totals)
    if tested.measured.cost is not None:
        click.echo(tested.measured.cost.sentence)
    if tested.left_out:
        click.echo(left_out_words(tested.left_out))
    if tested.targets:
        click.echo()
        print_targets(tested.targets)
    if tested.compared is not None:
        click.echo()
        if tested.only_totals:
            click.echo(tested.compared.sentence)
        else:
            print_comparison(tested.compared)


def _form(tested: _Tested) -> dict[str, Any]:
    run, report = tested.measured.run, tested.report
    form = {
        "run": run.id,
        "policy": run.policy_name,
        "policy_hash": run.policy_hash,
        "engine": engine_form(run.engine),
        "settings": to_plain(run.settings),
        "cases": [_case_form(result) for result in report.results],
        "summary": to_plain(report.summary),
        "measures": measures_form(tested.measured.measures, tested.measured.cost),
        "targets": [result_form(result) for result in tested.targets],
        "locked_left_out": tested.left_out,
    }
    if tested.compared is not None:
        form["comparison"] = comparison_form(tested.compared)
    return form


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
        "repeats": result.counted,
        "asked": len(result.verdicts),
        "reused": result.reused,
        "seconds": sum(v.seconds for v in result.verdicts),
    }
