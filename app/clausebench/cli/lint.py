"""``clausebench lint``: what a careful editor would say about a policy."""

from __future__ import annotations

from typing import Any

import click

from clausebench.cli.options import json_option, workspace_option
from clausebench.cli.output import print_json
from clausebench.cli.policies import policy_text
from clausebench.domain.clause import Clause, Finding, Severity
from clausebench.domain.plain import to_plain
from clausebench.domain.text import LineIndex
from clausebench.services.linting import LintReport, lint


@click.command("lint", short_help="List a policy's clauses, labels and problems.")
@click.argument("policy")
@workspace_option
@json_option
def command(policy: str, workspace: Any, as_json: bool) -> int:
    """Read POLICY into clauses and labels, count its tokens, and name its problems."""
    report = lint(policy_text(policy, workspace))
    lines = LineIndex(report.parsed.text)
    if as_json:
        print_json(_form(report, lines))
    else:
        _print(policy, report, lines)
    return 0


def _form(report: LintReport, lines: LineIndex) -> dict[str, Any]:
    return {
        "title": report.parsed.title,
        "clauses": [_clause_form(c) for c in report.parsed.clauses],
        "labels": [to_plain(label) for label in report.parsed.labels],
        "tokens": report.tokens.count,
        "tokens_exact": report.tokens.exact,
        "problems": [_problem_form(f, lines) for f in report.findings],
    }


def _clause_form(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "kind": clause.kind,
        "title": clause.title,
        "code": clause.code,
        "parent": clause.parent,
        "label": clause.label,
        "start": clause.span.start,
        "end": clause.span.end,
    }


def _problem_form(finding: Finding, lines: LineIndex) -> dict[str, Any]:
    line, column = lines.line_column(finding.span.start if finding.span else 0)
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "line": line,
        "column": column,
        "message": finding.message,
        "hint": finding.hint,
        "clause": finding.clause,
    }


def _print(policy: str, report: LintReport, lines: LineIndex) -> None:
    for clause in report.parsed.clauses:
        name = clause.code or "·"
        click.echo(f"{'  ' * clause.depth}{name}  {clause.title}  ({clause.kind})")
    about = "" if report.tokens.exact else "about "
    labels = ", ".join(f"{x.name} = {x.decision}" for x in report.parsed.labels) or "none"
    click.echo(f"\n{about}{report.tokens.count} tokens; labels: {labels}\n")
    for finding in report.findings:
        line, column = lines.line_column(finding.span.start if finding.span else 0)
        click.echo(
            f"{policy}:{line}:{column}: {finding.severity}: {finding.message} [{finding.rule}]"
        )
        if finding.hint:
            click.echo(f"    {finding.hint}")
    serious = sum(f.severity is not Severity.HINT for f in report.findings)
    click.echo(f"problems: {serious}, hints: {len(report.findings) - serious}")
