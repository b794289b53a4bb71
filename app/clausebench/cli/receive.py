"""``clausebench receive``: take a bundle into the workspace."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from clausebench import paths
from clausebench.bootstrap.exchange import open_exchange
from clausebench.cli.bundles import say_standing, verified
from clausebench.cli.options import json_option, workspace_option
from clausebench.cli.output import one_line, print_json
from clausebench.domain.bundle.envelope import Trust
from clausebench.domain.bundle.merging import Take
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.plain import to_plain
from clausebench.services.exchange import Exchange
from clausebench.services.receiving import Arrangement, Preview
from clausebench.services.verifying import Verified

_SHOWN = 20
_SIDES = click.Choice([side.value for side in Take])
merge_options = (
    click.option(
        "--take", type=_SIDES, help="Whose words stand where both sides changed something."
    ),
    click.option("--clause", multiple=True, help="The same for one clause, such as SP1.a=theirs."),
    click.option("--case", multiple=True, help="The same for one case, such as cold-offer=ours."),
    click.option("--signed", is_flag=True, help="Only with the signature of a trusted key."),
)
"""What ``receive`` and ``import`` share."""


@click.command("receive", short_help="Take a bundle into the workspace.")
@click.argument("bundle", type=click.Path(path_type=Path), required=False)
@click.option("--preview", is_flag=True, help="Only show what would change (the default).")
@click.option("--yes", is_flag=True, help="Take it in.")
@click.option("--into", default="", help="The policy to merge with. Default: the one it is from.")
@click.option("--new", "as_new", is_flag=True, help="As a new policy, whatever there is.")
@merge_options[0]
@merge_options[1]
@merge_options[2]
@merge_options[3]
@click.option("--undo", is_flag=True, help="Take back what came in last.")
@workspace_option
@json_option
def command(bundle: Path | None, **given: Any) -> int:
    """Show what taking BUNDLE in would change; do it with --yes.

    Exit code 0: shown or taken in. 1: both sides changed something and nobody has decided, or
    --signed wants a trusted signature; nothing was changed. 2: refused.
    """
    workspace = given["workspace"] or paths.workspace_path()
    if given["undo"]:
        with open_exchange(workspace) as exchange:
            return _undo(exchange)
    if bundle is None:
        raise BadInputError("Name a bundle.", hint="Or take back what came in last with --undo.")
    found = verified(bundle)
    if given["signed"] and found.standing.trust is not Trust.KNOWN:
        click.echo(found.standing.sentence)
        return 1
    with open_exchange(workspace) as exchange:
        how = arrangement(given, given["into"], as_new=given["as_new"])
        preview = exchange.receiving.preview(found, how)
        if given["as_json"]:
            print_json(preview_form(found, preview))
        else:
            show_preview(found, preview)
        if not given["yes"] or given["preview"]:
            return 0
        if not preview.is_ready:
            _hint(preview)
            return 1
        exchange.receiving.receive(preview)
    if not given["as_json"]:
        click.echo("Taken in. Take it back with: clausebench receive --undo")
    return 0


def arrangement(given: Mapping[str, Any], into: str, *, as_new: bool = False) -> Arrangement:
    """What the options say. Raises ``BadInputError``."""
    if into and as_new:
        raise BadInputError("--into and --new are two places.", hint="Name one.")
    every = Take(given["take"]) if given["take"] else None
    clauses, cases = _choices(given["clause"]), _choices(given["case"])
    return Arrangement(into, clauses, every, as_new, cases)


def _choices(texts: tuple[str, ...]) -> tuple[tuple[str, Take], ...]:
    found = []
    for text in texts:
        name, _, side = text.rpartition("=")
        if not name or side not in list(Take):
            raise BadInputError(f"“{text}” is no choice.", hint="Write SP1.a=ours or SP1.a=theirs.")
        found.append((name, Take(side)))
    return tuple(found)


def show_preview(found: Verified, preview: Preview) -> None:
    """What a bundle is, and what would change."""
    say_standing(found)
    for warning in preview.warnings[len(found.notes) :]:
        click.echo(f"Warning: {warning}")
    into = preview.policy.name if preview.policy else f"a new policy, {preview.release.title}"
    click.echo(f"Goes into: {one_line(into, 80)}")
    if preview.does_nothing:
        click.echo("Nothing would change.")
    for change in preview.changes[:_SHOWN] if preview.policy else ():
        click.echo(f"  {one_line(change.sentence, 90)}")
    click.echo(
        f"{len(preview.changes)} clauses and {len(preview.new_cases)} new cases would come in, "
        f"{len(preview.changed_cases)} cases would change."
    )
    if preview.labels:
        click.echo(f"{preview.labels} labels of other people would come in as somebody else's.")
    for conflict in preview.conflicts[:_SHOWN]:
        click.echo(f"Both changed {one_line(conflict.name, 60)}:")
        click.echo(f"  ours:   {one_line(conflict.ours or 'taken out', 90)}")
        click.echo(f"  theirs: {one_line(conflict.theirs or 'taken out', 90)}")
    for name in preview.open_cases[:_SHOWN]:
        click.echo(f"Case {one_line(name, 60)} differs.")


def _hint(preview: Preview) -> None:
    count = len(preview.open) + len(preview.open_cases)
    click.echo(
        f"{count} decisions are missing, nothing was changed. Use --take ours, --take theirs, "
        "--clause CODE=ours or --case NAME=ours.",
        err=True,
    )


def preview_form(found: Verified, preview: Preview) -> dict[str, Any]:
    """The same for programs."""
    return {
        "standing": to_plain(found.standing),
        "warnings": list(preview.warnings),
        "policy": preview.policy.name if preview.policy else None,
        "base": preview.base.number if preview.base else None,
        "clauses": [to_plain(change) for change in preview.changes],
        "conflicts": [to_plain(conflict) for conflict in preview.conflicts],
        "open": [conflict.clause for conflict in preview.open],
        "new_cases": [case.name for case in preview.new_cases],
        "changed_cases": [now.name for _, now in preview.changed_cases],
        "open_cases": list(preview.open_cases),
        "labels": preview.labels,
    }


def _undo(exchange: Exchange) -> int:
    last = exchange.receiving.receipts.last()
    if last is None:
        raise NotFoundError("No bundle came into this workspace that could be taken back.")
    click.echo(exchange.receiving.undo(last))
    return 0
