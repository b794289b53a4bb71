"""``clausebench history``: runs and verdicts of the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from clausebench import paths
from clausebench.bootstrap import EngineChoice, current_settings, open_desk
from clausebench.cli.options import json_option, workspace_option
from clausebench.cli.output import mark, one_line, print_json, run_form, stored_form, table
from clausebench.domain.plain import to_plain
from clausebench.services.desk import Desk


@click.command("history", short_help="List or search past verdicts.")
@click.option("--search", help="Words in content, reasoning, policies or notes.")
@click.option("--policy", help="Only this policy, by name.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, help="How many, newest first.")
@workspace_option
@json_option
def command(
    search: str | None, policy: str | None, limit: int, workspace: Path | None, as_json: bool
) -> int:
    """List the newest verdicts and runs, or search them."""
    with open_desk(workspace or paths.workspace_path(), EngineChoice(), current_settings()) as desk:
        policy_id = desk.library.find(policy).id if policy else None
        if search is not None:
            _show_hits(desk, search, policy_id, limit, as_json=as_json)
        else:
            _show_recent(desk, policy_id, limit, as_json=as_json)
    return 0


def _show_hits(desk: Desk, query: str, policy_id: str | None, limit: int, *, as_json: bool) -> None:
    hits = desk.history.search(query, policy_id, limit)
    if as_json:
        print_json({"hits": [to_plain(hit) for hit in hits]})
        return
    for hit in hits:
        click.echo(f"{hit.at[:16]}  {hit.kind:<8} {hit.title}\n    {one_line(hit.snippet, 90)}")
    click.echo(f"{len(hits)} found")


def _show_recent(desk: Desk, policy_id: str | None, limit: int, *, as_json: bool) -> None:
    runs = desk.history.runs(policy_id, limit)
    verdicts = desk.history.verdicts_of(runs, limit)
    if as_json:
        form: dict[str, Any] = {
            "runs": [run_form(r) for r in runs],
            "verdicts": [stored_form(v) for v in verdicts],
        }
        print_json(form)
        return
    rows = [
        (
            stored.at[:16].replace("T", " "),
            one_line(stored.policy_name, 24),
            one_line(stored.case_name or "", 24),
            mark(stored.verdict.decision, stored.verdict.status),
            stored.verdict.engine.kind,
            one_line(stored.content, 40),
        )
        for stored in verdicts
    ]
    click.echo(table(("when", "policy", "case", "verdict", "engine", "content"), rows))
