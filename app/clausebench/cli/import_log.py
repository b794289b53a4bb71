"""``clausebench import --as-history``: what another program asked and heard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from clausebench.cli.import_choices import (
    Given,
    choices_of,
    drained,
    grid_of,
    is_wanted,
    named_policy,
)
from clausebench.cli.output import one_line, table
from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import BadInputError
from clausebench.importing.grids.limits import read_all
from clausebench.services.desk import Desk
from clausebench.services.importing import LogProposal
from clausebench.services.recording import Subject


def import_log(desk: Desk, path: Path, given: Given) -> list[dict[str, Any]]:
    """A log's answers as runs: under ``--policy``, or under each of ``--policies``."""
    subjects = _subjects(desk, given)
    log = desk.importing.propose_history(grid_of(path, given), choices_of(given), subjects)
    if not given["as_json"]:
        _print(log)
    form = {"verdicts": log.count, "others": log.others, "empty": log.empty, "runs": []}
    question = f"Keep {log.count:,} verdicts in History? They stay: history is never taken back."
    if given["dry_run"] or not is_wanted(question, given):
        return [{**form, "kept": 0}]
    found = drained(desk.importing.keep_history(log, CancelToken()), given)
    if not given["as_json"]:
        click.echo(f"Kept {found.kept:,} verdicts as {_count(len(found.runs), 'run')}.")
    return [{**form, "runs": [run.id for run in found.runs], "kept": found.kept}]


def _subjects(desk: Desk, given: Given) -> tuple[Subject, ...]:
    if given["policies"] is None:
        return (desk.importing.subject(named_policy(desk, given).id),)
    path = given["policies"]
    try:
        texts = json.loads(read_all(path).decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        texts = None
    texts = list(texts.values()) if isinstance(texts, dict) else texts
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise BadInputError(
            f"{path.name} holds no policies.", "It is to be a JSON object or list of their texts."
        )
    return desk.importing.subjects(dict.fromkeys(texts))


def _print(log: LogProposal) -> None:
    rows = [
        (one_line(part.subject.name, 40), one_line(part.model, 32), f"{len(part.rows):,}")
        for part in log.parts
    ]
    click.echo(table(("policy", "model", "verdicts"), rows))
    click.echo(
        f"{log.grid.name}: {_count(log.count, 'verdict')}. {log.others:,} rows are of other"
        f" policies, {log.empty:,} have no content or no answer."
    )


def _count(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"
