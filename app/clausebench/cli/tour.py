"""With no display: judge a starter policy's cases, print the table and one full reasoning."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from clausebench import paths
from clausebench.bootstrap import EngineChoice, current_settings, open_desk
from clausebench.cli.output import mark, paragraph
from clausebench.cli.policies import find_subject
from clausebench.cli.suite_report import print_report
from clausebench.cli.suite_running import run_suite
from clausebench.domain.case import Outcome
from clausebench.domain.run import RunSettings
from clausebench.services.suites import CaseResult

_STARTER = "spam"


def take_tour() -> int:
    """Prints; keeps nothing. Returns 0."""
    folder = paths.shipped("policies") / _STARTER
    click.echo(
        "No display here, so this is the main job in the terminal: the starter policy\n"
        f"{folder.name!r} judges its test cases with the built-in engine (word evidence, not a\n"
        "language model). It knows only the words of the policy and its examples, so it sends\n"
        "much to a person and errs on the rest; gpt-oss-safeguard reads the clauses. With a\n"
        "display, the same command opens the window.\n"
    )
    with tempfile.TemporaryDirectory() as scratch:
        workspace = Path(scratch) / "workspace.db"
        with open_desk(workspace, EngineChoice("triage"), current_settings()) as desk:
            found = find_subject(desk, str(folder))
            run, report = run_suite(desk, found, RunSettings(), quiet=False)
    print_report(run, report)
    _show_reasoning(next(r for r in report.results if r.outcome is Outcome.PASSED))
    click.echo(
        "\nNext: clausebench judge policies/spam --content 'your text'\n"
        "      clausebench judge policies/spam --content 'your text' --weights MODEL.gguf\n"
        "      clausebench --help"
    )
    return 0


def _show_reasoning(result: CaseResult) -> None:
    click.echo(f"\nOne of them in full: {result.case.name}\n\nContent")
    click.echo(paragraph(result.case.content))
    click.echo(f"\nVerdict\n  {mark(result.decision, result.status)}\n\nReasoning")
    click.echo(paragraph(result.shown.reasoning.strip()))
