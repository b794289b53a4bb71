"""``clausebench import`` for policy bundles: as ``clausebench receive``, but asking."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from clausebench import paths
from clausebench.bootstrap.exchange import open_exchange
from clausebench.cli.bundles import verified
from clausebench.cli.import_choices import Given, is_wanted
from clausebench.cli.receive import arrangement, preview_form, show_preview
from clausebench.domain.bundle.envelope import Trust
from clausebench.domain.errors import BadInputError
from clausebench.services.desk import Desk


def import_bundle(_desk: Desk, path: Path, given: Given) -> list[dict[str, Any]]:
    """A bundle with its policy, merged with ``--policy`` or the one it comes from."""
    found = verified(path)
    if given["signed"] and found.standing.trust is not Trust.KNOWN:
        raise BadInputError(
            f"{path.name} was not taken in.", found.standing.sentence, "Leave out --signed."
        )
    with open_exchange(given["workspace"] or paths.workspace_path()) as exchange:
        preview = exchange.receiving.preview(found, arrangement(given, given["policy"] or ""))
        if not given["as_json"]:
            show_preview(found, preview)
        is_idle = given["dry_run"] or preview.does_nothing
        is_coming = not is_idle and _is_wanted(given, is_ready=preview.is_ready)
        kept = exchange.receiving.receive(preview).id if is_coming else None
    if kept and not given["as_json"]:
        click.echo(f"\nTaken in. Take it back with: clausebench import --undo {kept}")
    return [{"file": path.name, **preview_form(found, preview), "import": kept}]


def _is_wanted(given: Given, *, is_ready: bool) -> bool:
    """Nobody is asked about what cannot be done; taking it in then says why."""
    return not is_ready or is_wanted("Take it in?", given)
