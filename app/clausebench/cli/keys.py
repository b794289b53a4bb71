"""``clausebench keys``: keys to sign with, and keys to trust."""

from __future__ import annotations

from pathlib import Path

import click

from clausebench.bootstrap.exchange import make_signing
from clausebench.cli.bundles import passphrase, passphrase_option
from clausebench.cli.options import json_option
from clausebench.cli.output import print_json, table
from clausebench.domain.bundle.keys import key_line
from clausebench.domain.errors import BadInputError

_MOST = 1 << 16


@click.group("keys", short_help="Keys that sign bundles, and those you trust.")
def command() -> None:
    """Make keys to sign bundles with, and say whose keys you trust.

    Exit code 0: done. 2: there is no such key, or the name is taken.
    """


@command.command("list")
@json_option
def list_keys(as_json: bool) -> int:
    """Your own keys and those you trust, with their fingerprints."""
    signing = make_signing()
    own = signing.own()
    mine = {key.public_key for key in own}
    others = [key for key in signing.trusted() if key.public_key not in mine]
    rows = [(key.name, key.fingerprint, f"own, in the {key.place}") for key in own]
    rows += [(key.name, key.fingerprint, "trusted") for key in others]
    if as_json:
        print_json([dict(zip(("name", "fingerprint", "kind"), row, strict=True)) for row in rows])
    elif rows:
        click.echo(table(("name", "fingerprint", "what"), rows))
    else:
        click.echo("There are no keys. Make one: clausebench keys make NAME")
    return 0


@command.command("make")
@click.argument("name")
@click.option("--file", "in_file", is_flag=True, help="In a file under a passphrase.")
@passphrase_option
def make(name: str, in_file: bool, passphrase_file: Path | None) -> int:
    """Make a key called NAME, kept in the system's keyring unless --file is given."""
    is_file = in_file or passphrase_file is not None
    words = passphrase(passphrase_file, is_new=True)() if is_file else None
    made = make_signing().make(name, words)
    click.echo(f"{made.name}: {made.fingerprint}, kept in the {made.place}")
    click.echo("Give others the public half: clausebench keys export " + made.name)
    return 0


@command.command("export")
@click.argument("name")
def export(name: str) -> int:
    """Print the public half of a key, to be trusted by others."""
    found = make_signing().find(name)
    click.echo(key_line(found.name, found.public_key))
    return 0


@command.command("trust")
@click.argument("key")
@click.option("--name", default="", help="What to call it. Default: as its line says.")
def trust(key: str, name: str) -> int:
    """Trust KEY: the line that "keys export" prints, or a file with that line.

    Compare the fingerprint with its owner over another way than the one the key came by.
    """
    made = make_signing().trust(_line(key), name)
    click.echo(f"Trusted: {made.name} ({made.fingerprint})")
    return 0


@command.command("forget")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--lost", is_flag=True, help="Even if the keyring it is in cannot be asked.")
def forget(name: str, yes: bool, lost: bool) -> int:
    """Trust a key no longer; an own key is deleted for good."""
    signing = make_signing()
    found = signing.find(name)
    is_own = any(key.public_key == found.public_key for key in signing.own())
    if is_own and not yes:
        click.confirm(f"Delete your key {found.name} for good?", abort=True)
    click.echo(f"{found.name}: {', '.join(signing.forget(found.name, is_lost=lost))}")
    return 0


def _line(text: str) -> str:
    path = Path(text)
    if " " in text or not path.is_file():
        return text
    try:
        with path.open("rb") as file:
            return file.read(_MOST).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path} cannot be read.") from error
