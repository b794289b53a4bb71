"""``clausebench models tidy``: what fetching has left behind, and the room it takes."""

from __future__ import annotations

import sys

import click

from clausebench.bootstrap import make_models
from clausebench.cli.options import json_option
from clausebench.cli.output import print_json, table
from clausebench.domain.plain import to_plain
from clausebench.domain.sizes import gigabytes
from clausebench.domain.weights import Leftover


@click.command("tidy")
@click.option("--yes", is_flag=True, help="Remove it without asking.")
@json_option
def tidy(yes: bool, as_json: bool) -> int:
    """Show what downloads have left behind, and remove it if you say so.

    Whole files go to the trash, parts of files are deleted. Weights in the list, downloads that
    wait in the window and those that run just now are no leftovers.
    """
    models = make_models()
    leftovers = models.leftovers()
    if not as_json:
        _show(leftovers)
    is_wanted = yes or (leftovers and not as_json and _agrees(leftovers))
    removed = models.discard(leftovers) if is_wanted else ()
    if as_json:
        form = {"leftovers": leftovers, "removed": removed}
        print_json({name: [to_plain(item) for item in items] for name, items in form.items()})
    elif removed:
        click.echo(f"Removed: {gigabytes(_size(removed))}")
    return 0


def _show(leftovers: tuple[Leftover, ...]) -> None:
    if not leftovers:
        click.echo("Nothing is left over.")
        return
    rows = [(x.kind.value, gigabytes(x.size), _age(x.age), x.paths[0].name) for x in leftovers]
    click.echo(table(("what", "size", "last written", "file"), rows))
    for folder in sorted({str(leftover.paths[0].parent) for leftover in leftovers}):
        click.echo(f"in {folder}")


def _agrees(leftovers: tuple[Leftover, ...]) -> bool:
    """Only a person at a terminal can be asked."""
    if not sys.stdin.isatty():
        click.echo("Nothing was removed. To remove it: clausebench models tidy --yes")
        return False
    return click.confirm(f"Remove {gigabytes(_size(leftovers))}?")


def _age(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def _size(leftovers: tuple[Leftover, ...]) -> int:
    return sum(leftover.size for leftover in leftovers)
