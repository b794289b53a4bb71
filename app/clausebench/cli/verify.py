"""``clausebench verify``: whether a bundle is what it says."""

from __future__ import annotations

from pathlib import Path

import click

from clausebench.bootstrap.exchange import open_exchange
from clausebench.cli.bundles import bundle_argument, say_standing, verified
from clausebench.cli.options import json_option
from clausebench.cli.output import print_json, visible
from clausebench.domain.bundle.envelope import Trust
from clausebench.domain.errors import NotFoundError
from clausebench.domain.plain import to_plain
from clausebench.services.tracing import Trace
from clausebench.services.verifying import Verified


@click.command("verify", short_help="Check that a bundle is what it says.")
@bundle_argument
@click.option("--signed", is_flag=True, help="Also require the signature of a trusted key.")
@click.option(
    "--workspace",
    type=click.Path(path_type=Path),
    help="Also find where in this workspace's history it was written.",
)
@json_option
def command(bundle: Path, signed: bool, workspace: Path | None, as_json: bool) -> int:
    """Check hashes, limits, signature and contents of BUNDLE.

    Exit code 0: it is what it says. 1: it is, but --signed wants a trusted signature, or it was
    not written in --workspace, or the history of that is not whole. 2: refused.
    """
    found = verified(bundle)
    origin = None if workspace is None else _traced(found, workspace)
    if as_json:
        print_json(_form(found, origin))
    else:
        say_standing(found)
        for sentence in origin.sentences() if origin else ():
            click.echo(visible(sentence))
    is_lacking = signed and found.standing.trust is not Trust.KNOWN
    return 1 if is_lacking or (origin is not None and not origin.is_proven) else 0


def _traced(found: Verified, workspace: Path) -> Trace:
    if not workspace.is_file():
        raise NotFoundError(f"There is no workspace {workspace}.", hint="Check the name.")
    with open_exchange(workspace) as exchange:
        return exchange.trace(found.release)


def _form(found: Verified, origin: Trace | None) -> dict[str, object]:
    manifest = found.bundle.manifest
    return {
        "standing": to_plain(found.standing),
        "notes": list(found.notes),
        "manifest": to_plain(manifest),
        **({"workspace": to_plain(origin)} if origin else {}),
    }
