"""``clausebench mutate`` and ``shake``: is the suite awake, and does the policy hold?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from clausebench.bootstrap import current_settings, open_desk
from clausebench.cli.options import EngineOptions, engine_options, json_option
from clausebench.cli.output import one_line, print_json, table
from clausebench.cli.trials import cases_option, drain, find_cases
from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import BadInputError
from clausebench.domain.plain import to_plain
from clausebench.domain.trying.obfuscations import OBFUSCATIONS
from clausebench.domain.trying.rewordings import REWORDINGS
from clausebench.domain.trying.robustness import MutationReport, ShakeResult
from clausebench.services.variants import Variants


@click.command("mutate", short_help="Would the test cases notice a changed policy?")
@click.argument("policy")
@cases_option
@engine_options
@json_option
def mutate(policy: str, cases: Path | None, as_json: bool, **given: Any) -> int:
    """Change the meaning of POLICY in small ways, one at a time, and see whether any test case
    gets another decision. What nobody notices points at words that no case tests."""
    options, settings = EngineOptions(**given), current_settings()
    with open_desk(options.workspace_path, options.choice, settings) as desk:
        found = find_cases(desk, policy, cases)
        asked = options.run_settings(settings)
        running = Variants(desk.suites).mutate(found.subject, found.cases, asked, CancelToken())
        report = drain(running, quiet=as_json)
    print_json(_form(report)) if as_json else _print(report)
    return 0


@click.command("shake", short_help="Do verdicts hold when only the writing changes?")
@click.argument("policy")
@click.option(
    "--only",
    "names",
    multiple=True,
    help="Only this way of shaking; several. Default: all. Ways to write contents can be stacked:"
    " leet+accents.",
)
@cases_option
@engine_options
@json_option
def shake(
    policy: str, names: tuple[str, ...], cases: Path | None, as_json: bool, **given: Any
) -> int:
    """Write POLICY otherwise without changing what it says, and its contents as people do who
    write around rules. What should hold, holds?"""
    for name in names:
        _refuse_unknown(name)
    options, settings = EngineOptions(**given), current_settings()
    with open_desk(options.workspace_path, options.choice, settings) as desk:
        found = find_cases(desk, policy, cases)
        asked = options.run_settings(settings)
        running = Variants(desk.suites).shake(
            found.subject, found.cases, asked, CancelToken(), names=names
        )
        results = drain(running, quiet=as_json)
    if as_json:
        print_json({"ways": [to_plain(result) for result in results]})
    else:
        _print_shaken(results)
    return 0


def _refuse_unknown(name: str) -> None:
    if name not in REWORDINGS and any(part not in OBFUSCATIONS for part in name.split("+")):
        raise BadInputError(
            f"“{name}” is no way of shaking.",
            f"Of the policy: {', '.join(REWORDINGS)}. Of contents: {', '.join(OBFUSCATIONS)}.",
        )


def _form(report: MutationReport) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(report)
    return {**plain, "noticed": report.noticed, "score": report.score}


def _print(report: MutationReport) -> None:
    rows = [
        (
            "survives" if r.survives else f"noticed by {len(r.noticed_by)}",
            r.mutation.kind.value,
            one_line(r.mutation.clause, 32),
            one_line(r.mutation.before, 28),
            one_line(r.mutation.after, 18) or "(gone)",
        )
        for r in report.results
    ]
    click.echo(table(("result", "what", "clause", "was", "became"), rows))
    total = len(report.results)
    share = f" ({report.score:.0%})" if report.score is not None and total >= 10 else ""
    click.echo(f"\n{report.noticed} of {total} changes of meaning were noticed{share}.")
    if report.stable < report.cases:
        click.echo(f"{report.cases - report.stable} unstable cases were not counted.")


def _print_shaken(results: Sequence[ShakeResult]) -> None:
    rows = [
        (
            r.name,
            "policy" if r.name in REWORDINGS else "content",
            f"{r.held}/{r.cases}",
            f"{r.low:.0%} to {r.high:.0%}",
            one_line(", ".join(change.name for change in r.flipped), 48),
        )
        for r in results
    ]
    click.echo(table(("way", "of the", "held", "95 %", "flipped"), rows))
