"""The cases of a run as a table, and their totals."""

from __future__ import annotations

import click

from clausebench.cli.measures import print_overall
from clausebench.cli.output import mark, one_line, table
from clausebench.domain.measures import measure
from clausebench.domain.run import Run
from clausebench.services.measuring import judged_results
from clausebench.services.suites import CaseResult, SuiteReport


def print_report(run: Run, report: SuiteReport, *, only_totals: bool = False) -> None:
    """The table of cases and the totals."""
    if not only_totals:
        _print_cases(report)
    reused = sum(result.reused for result in report.results)
    if reused:
        click.echo(f"\n{reused} of {len(report.results)} answers were given before and taken over.")
    summary = report.summary
    click.echo(
        f"\n{summary.passed} passed, {summary.failed} failed, "
        f"{summary.wrong_clause} right for the wrong clause, "
        f"{summary.unsteady} unsteady, {summary.unreadable} unreadable"
        f" (n={summary.judged})"
    )
    print_overall(measure(judged_results(report.results)), None)
    asked = f"effort {run.settings.effort} · seed {run.settings.seed}"
    click.echo(f"{run.engine.name} · {asked} · run {run.id[-8:]}")


def _print_cases(report: SuiteReport) -> None:
    rows = [
        (
            result.outcome.value,
            result.case.name,
            mark(result.case.expected.decision, "not labelled"),
            mark(result.decision, result.status),
            " ".join(result.shown.clauses[:3]),
            agreement_words(result),
            one_line(result.case.content, 40),
        )
        for result in report.results
    ]
    header = ("outcome", "case", "expected", "verdict", "clauses", "agree", "content")
    click.echo(table(header, rows))


def agreement_words(result: CaseResult) -> str:
    """``4/5 violates``; ``no majority, 5``; empty when it was asked once."""
    if result.reused:
        return "taken over"
    if result.counted < 2:
        return ""
    if result.decision is None:
        return f"no majority of {result.counted}"
    return f"{round(result.agreement * result.counted)}/{result.counted} {result.decision}"
