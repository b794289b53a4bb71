"""``clausebench verify``: whether a bundle is what it says."""

from __future__ import annotations

from pathlib import Path

import click

from clausebench.cli.bundles import bundle_argument, say_standing, verified
from clausebench.cli.options import json_option
from clausebench.cli.output import print_json
from clausebench.domain.bundle.envelope import Trust
from clausebench.domain.plain import to_plain
from clausebench.services.verifying import Verified


@click.command("verify", short_help="Check that a bundle is what it says.")
@bundle_argument
@click.option("--signed", is_flag=True, help="Also require the signature of a trusted key.")
@json_option
def command(bundle: Path, signed: bool, as_json: bool) -> int:
    """Check hashes, limits, signature and contents of BUNDLE.

    Exit code 0: it is what it says. 1: it is, but --signed wants a trusted signature. 2: refused.
    """
    found = verified(bundle)
    if as_json:
        print_json(_form(found))
    else:
        say_standing(found)
    return 1 if signed and found.standing.trust is not Trust.KNOWN else 0


def _form(found: Verified) -> dict[str, object]:
    manifest = found.bundle.manifest
    return {
        "standing": to_plain(found.standing),
        "notes": list(found.notes),
        "manifest": to_plain(manifest),
    }
