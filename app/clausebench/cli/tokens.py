"""``clausebench models token``: the access token of a hub, which is never shown."""

from __future__ import annotations

import sys

import click

from clausebench.bootstrap import current_settings, make_tokens
from clausebench.cli.options import json_option
from clausebench.cli.output import print_json
from clausebench.domain.secrets import Keeping

endpoint_option = click.option(
    "--endpoint", help="A hub or a mirror of it. Default: the one in the settings."
)

_PLACES = {
    Keeping.KEYRING: "kept in this system's keyring",
    Keeping.SESSION: "not kept: this system has no keyring that is safe",
    None: "none",
}


@click.group("token", short_help="The access token of a hub.")
def token() -> None:
    """For models that are given only to people who asked for them. A token goes to the hub it was
    entered for, and to nobody else."""


@token.command("set")
@endpoint_option
def set_token(endpoint: str | None) -> int:
    """Ask for the token, or read it from a pipe. It is no argument: others could see it there."""
    address = endpoint or current_settings().endpoint
    if sys.stdin.isatty():
        said = click.prompt(f"Access token for {address}", hide_input=True)
    else:
        said = sys.stdin.readline()
    place = make_tokens().put(address, said)
    click.echo(f"{address}: {_PLACES[place]}")
    if place is Keeping.SESSION:
        click.echo("Give it to each download with --token-from-stdin, or enter it in the window.")
    return 0


@token.command("forget")
@endpoint_option
def forget_token(endpoint: str | None) -> int:
    """Take it out of the keyring."""
    address = endpoint or current_settings().endpoint
    make_tokens().forget(address)
    click.echo(f"{address}: forgotten")
    return 0


@token.command("show")
@endpoint_option
@json_option
def show_token(endpoint: str | None, as_json: bool) -> int:
    """Whether there is one, and where it is kept; not which."""
    address = endpoint or current_settings().endpoint
    place = make_tokens().place(address)
    if as_json:
        print_json({"endpoint": address, "place": place.value if place else None})
    else:
        click.echo(f"{address}: {_PLACES[place]}")
    return 0


def lend_token(endpoint: str) -> None:
    """Read a token for this process alone. Raises ``BadInputError``."""
    make_tokens().lend(endpoint, sys.stdin.readline())
