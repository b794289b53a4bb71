"""``clausebench import`` for the files that reviewers send back."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from clausebench import paths
from clausebench.bootstrap.exchange import open_exchange
from clausebench.cli.import_choices import Given, is_wanted
from clausebench.cli.output import one_line, table, visible
from clausebench.domain.bundle.commenting import Comment
from clausebench.services.comment_intake import Incoming
from clausebench.services.commenting import Commenting
from clausebench.services.desk import Desk

_SHOWN = 20


def import_comments(_desk: Desk, path: Path, given: Given) -> list[dict[str, Any]]:
    """Show who says what about which version; keep what is new."""
    with open_exchange(given["workspace"] or paths.workspace_path()) as exchange:
        return [_import(exchange.commenting, path, given)]


def _import(commenting: Commenting, path: Path, given: Given) -> dict[str, Any]:
    incoming = commenting.read(path, given["policy"] or "")
    if not given["as_json"]:
        _print(incoming)
    kept: tuple[Comment, ...] = ()
    question = f"Keep {_count(len(incoming.new))} with {incoming.policy.name}?"
    if incoming.new and not given["dry_run"] and is_wanted(question, given):
        kept = commenting.keep(incoming)
        if not given["as_json"]:
            named = shlex.quote(incoming.policy.name)
            click.echo(f"Kept {_count(len(kept))}. See: clausebench comments {visible(named)}")
    return _form(incoming, kept)


def _print(incoming: Incoming) -> None:
    version = f"version {incoming.version.number}" if incoming.version else "an unknown version"
    click.echo(
        f"{one_line(incoming.file.who)} on {one_line(incoming.policy.name)}, {version}: "
        f"{_count(len(incoming.comments))}, {len(incoming.new)} new."
    )
    for note in incoming.notes:
        click.echo(f"Note: {one_line(note, 110)}")
    rows = [
        (one_line(c.about, 30), c.mark.value, one_line(c.text, 70)) for c in incoming.new[:_SHOWN]
    ]
    if rows:
        click.echo(table(("about", "as", "comment"), rows))
    if len(incoming.new) > _SHOWN:
        click.echo(f"and {len(incoming.new) - _SHOWN} more")


def _form(incoming: Incoming, kept: tuple[Comment, ...]) -> dict[str, Any]:
    return {
        "policy": incoming.policy.name,
        "version": incoming.version.number if incoming.version else None,
        "who": incoming.file.who,
        "comments": len(incoming.comments),
        "new": len(incoming.new),
        "kept": [comment.id for comment in kept],
        "notes": list(incoming.notes),
    }


def _count(count: int) -> str:
    return "1 comment" if count == 1 else f"{count:,} comments"
