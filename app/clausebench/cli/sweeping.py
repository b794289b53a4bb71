"""``clausebench sweep``: wordings and efforts beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from clausebench.bootstrap import current_settings, open_desk
from clausebench.cli.options import EngineOptions, engine_options, json_option
from clausebench.cli.output import print_json, table
from clausebench.cli.policies import FoundPolicy
from clausebench.cli.trials import cases_option, drain, find_cases
from clausebench.domain.cancel import CancelToken
from clausebench.domain.effort import Effort
from clausebench.domain.plain import to_plain
from clausebench.services.desk import Desk
from clausebench.services.sweeping import Swept, sweep
from clausebench.services.variants import Variant, Variants

_ENOUGH = 10


@click.command("sweep", short_help="Wordings and efforts beside each other.")
@click.argument("policy")
@click.option(
    "--efforts", default="low,medium,high", help="Comma between them. Default: low,medium,high."
)
@click.option(
    "--versions",
    type=click.IntRange(0, 50),
    default=0,
    help="Also the newest N saved versions of a policy in the workspace.",
)
@cases_option
@engine_options
@json_option
def command(
    policy: str, efforts: str, versions: int, cases: Path | None, as_json: bool, **given: Any
) -> int:
    """Judge the cases of POLICY at every effort, and under its saved versions. How right, how
    steady, at what cost?"""
    chosen = tuple(_effort(word) for word in efforts.split(","))
    options, settings = EngineOptions(**given), current_settings()
    with open_desk(options.workspace_path, options.choice, settings) as desk:
        found = find_cases(desk, policy, cases)
        texts = _texts(desk, found, versions)
        asked = options.run_settings(settings)
        running = sweep(Variants(desk.suites), texts, chosen, found.cases, asked, CancelToken())
        swept = drain(running, quiet=as_json)
    if as_json:
        print_json({"combinations": [to_plain(one) for one in swept]})
    else:
        _print(swept)
    return 0


def _effort(word: str) -> Effort:
    try:
        return Effort(word.strip().casefold())
    except ValueError as error:
        known = ", ".join(effort.value for effort in Effort)
        raise click.BadParameter(f"“{word}” is no effort; known: {known}.") from error


def _texts(desk: Desk, found: FoundPolicy, versions: int) -> list[Variant]:
    texts = {found.subject.text: "as it reads now"}
    if versions and found.subject.policy_id:
        for version in desk.library.versions(found.subject.policy_id)[:versions]:
            texts.setdefault(version.text, f"version {version.number}")
    return [Variant(f"{found.subject.name}, {name}", text) for text, name in texts.items()]


def _print(swept: Sequence[Swept]) -> None:
    rows = [
        (
            one.wording,
            one.effort.value,
            _share(one.passed, one.expected),
            _share(one.steady, one.repeated) if one.repeated else "asked once",
            f"{one.tokens:.0f}",
            f"{one.seconds:.2f}",
        )
        for one in swept
    ]
    header = ("wording", "effort", "as expected", "steady", "tokens", "seconds")
    click.echo(table(header, rows))
    names = dict.fromkeys(name for one in swept for name in one.decisions)
    differing = [n for n in names if len({one.decisions.get(n, "none") for one in swept}) > 1]
    if len(swept) > 1:
        listed = ", ".join(differing[:12]) or "none"
        count = f"{len(differing)} of {len(names)} cases"
        click.echo(f"\n{count} are not the same everywhere: {listed}.")


def _share(hits: int, total: int) -> str:
    """Percentages of few cases would only mislead."""
    return f"{hits}/{total}" + (f" ({hits / total:.0%})" if total >= _ENOUGH else "")
