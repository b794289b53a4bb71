"""``clausebench diff``: what differs between two bundles."""

from __future__ import annotations

from pathlib import Path

import click

from clausebench.cli.bundles import verified
from clausebench.cli.options import json_option
from clausebench.cli.output import one_line, print_json
from clausebench.domain.plain import to_plain
from clausebench.services.differing import BundleDifference, difference


@click.command("diff", short_help="What differs between two bundles.")
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@json_option
def command(before: Path, after: Path, as_json: bool) -> int:
    """From bundle BEFORE to bundle AFTER: facts, clauses and cases.

    Exit code 0: nothing differs. 1: something does. 2: a bundle was refused.
    """
    found = difference(verified(before).release, verified(after).release)
    if as_json:
        print_json(to_plain(found))
    else:
        _print(found)
    return 0 if found.is_nothing else 1


def _print(found: BundleDifference) -> None:
    for name, was, now in found.facts:
        click.echo(f"{name}: {one_line(was, 80)} → {one_line(now, 80)}")
    for change in found.clauses:
        click.echo(one_line(change.sentence, 90))
        if change.before:
            click.echo(f"  - {one_line(change.before, 90)}")
        if change.after:
            click.echo(f"  + {one_line(change.after, 90)}")
    for what, names in (
        ("added", found.cases_added),
        ("removed", found.cases_removed),
        ("changed", found.cases_changed),
    ):
        if names:
            click.echo(f"cases {what}: {len(names)} ({one_line(', '.join(names), 70)})")
    if found.is_nothing:
        click.echo("Nothing differs.")
