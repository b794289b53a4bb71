"""``clausebench sign``: add a signature to a bundle."""

from __future__ import annotations

from pathlib import Path

import click

from clausebench.bootstrap.exchange import make_signing
from clausebench.cli.bundles import (
    bundle_argument,
    passphrase,
    passphrase_option,
    say_standing,
    verified,
)
from clausebench.services.exports import save_bundle


@click.command("sign", short_help="Add your signature to a bundle.")
@bundle_argument
@click.argument("key")
@click.option("--out", type=click.Path(path_type=Path), help="Default: the bundle itself.")
@passphrase_option
def command(bundle: Path, key: str, out: Path | None, passphrase_file: Path | None) -> int:
    """Sign BUNDLE with your key KEY. Its other signatures stay.

    Exit code 0: signed. 2: the bundle was refused, or there is no such key.
    """
    data = make_signing().sign(bundle, key, passphrase(passphrase_file))
    target = out or bundle
    save_bundle(target, data, overwrite=target == bundle)
    say_standing(verified(target))
    return 0
